"""An amount as the words give it, and the text it is read from, made ready for looking up."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.extract.quantities.words import Words, plain, small, words
from recoupe.records import QuantityKind

LOWER = frozenset({"MORE_THAN", "EQUAL_OR_MORE"})
"""Modifiers that bound an amount from below."""
UPPER = frozenset({"LESS_THAN", "EQUAL_OR_LESS"})
"""Modifiers that bound an amount from above."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: ``core`` is the number itself, ``start`` to ``end`` takes in bounds and unit.

    Offsets count in the text that was read. ``form`` says how it is written: ``digits``, ``words``,
    ``collective`` (une centaine), ``part`` (la moitié), ``vague`` or ``ordinal``. ``low`` and
    ``high`` are as in :class:`recoupe.records.Quantity`. ``scaled`` tells that the number ends in a
    scale, behind which « de » leads to what is counted. ``unit_start`` is where the unit begins,
    ``end`` of the core where there is none. ``factor`` is how many more a superlative of a rank
    takes; ``superlative`` whether the rank is one of the largest, best, worst.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    form: str
    kind: QuantityKind
    low: float | None
    high: float | None
    mod: str | None = None
    unit: str | None = None
    rate: str | None = None
    scaled: bool = False
    bounded: bool = False
    superlative: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A text that is read: as it stands (with plain marks and spaces), in small letters, its words.

    Offsets are those of the text given.
    """

    text: str
    low: str
    words: Words

    @classmethod
    def of(cls, text: str, language: str) -> Source:
        """Make a text ready."""
        text = plain(text)
        return cls(text, small(text), words(language))

    def stands(self, phrase: str, start: int) -> bool:
        """Tell whether a phrase stands at ``start``, as words of its own."""
        low, end = self.low, start + len(phrase)
        return (
            start >= 0
            and low.startswith(phrase, start)
            and not (start and low[start - 1].isalnum() and phrase[0].isalnum())
            and not (phrase[-1].isalnum() and low[end : end + 1].isalnum())
        )

    def ends_before(self, phrase: str, place: int) -> int | None:
        """Return where a phrase begins that ends right before ``place``, a space between or none.

        A phrase that ends in an apostrophe or a hyphen leaves no space.
        """
        gap = 0 if phrase[-1] in "'-" else 1
        start = place - gap - len(phrase)
        if gap and self.low[place - 1 : place] != " ":
            return None
        return start if self.stands(phrase, start) else None
