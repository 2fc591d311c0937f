"""What linking needs to know of one wording: a row of the table ``wordings`` as a record."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any


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

    @classmethod
    def columns(cls) -> str:
        """Return the names of the columns, quoted, in the order of the fields."""
        return ", ".join(f'"{f.name}"' for f in fields(cls))

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> Statement:
        """Build the record from a row of these columns."""
        found = dict(zip((f.name for f in fields(cls)), row, strict=True))
        return cls(**found | {"bodies": frozenset(found["bodies"])})
