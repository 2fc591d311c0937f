"""What linking needs to know of one wording: a row of the table ``wordings`` as a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Statement:
    """One wording of one speaker at one time, in however many articles it stands.

    ``first`` and ``last`` are the days between which it was said, ``None`` where nothing bounds
    them; ``told`` says that the text itself dates it, otherwise they come from the publication.
    ``voice`` is who speaks, ``bodies`` are the states and institutions he speaks for (or is, where
    ``person`` is false).
    """

    id: str
    language: str
    text: str
    voice: str
    person: bool
    bodies: frozenset[str]
    speaker_name: str
    first: date | None
    last: date | None
    told: bool
    headline: bool
    direct: bool
    channel: str | None = None
