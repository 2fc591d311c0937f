"""What a difference between two passages is, and how it is told: its parts in, a note out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recoupe import lexicon
from recoupe.findings import DiscrepancyKind
from recoupe.records import Span


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two passages differ.

    ``a`` and ``b`` are stretches of the two passages (offsets into the strings compared), one of
    them ``None`` where that passage has nothing to set against the other. ``reason`` names the note
    in ``notes.toml``. ``compatible``: both can be true. ``weight`` (0 to 1) ranks: how much the
    difference changes what is said.
    """

    kind: DiscrepancyKind
    reason: str
    a: Span | None
    b: Span | None
    weight: float
    compatible: bool = False

    @property
    def note(self) -> str:
        """The difference in a plain English sentence."""
        return note(self, "en")


def note(difference: Difference, language: str) -> str:
    """Return the difference as a sentence in the language of the reader.

    >>> note(Difference("number", "number", Span(0, 2, "17"), Span(0, 2, "12"), 0.9), "en")
    'The figures differ: "17" against "12".'
    """
    templates: dict[str, Any] = lexicon.table(language, "notes")["differences"]
    told = (s.text if s else "" for s in (difference.a, difference.b))
    a, b = (" ".join(text.split()) for text in told)
    if not a or not b:
        return str(templates[f"{difference.reason}_alone"]).format(a or b)
    return str(templates[difference.reason]).format(a, b)
