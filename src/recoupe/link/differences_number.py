"""Finds figures on one thing that differ: two sides in, differences in number out.

Two figures are on one thing where their units agree and what they count, or what stands around
them, is the same. They are compatible where one number can satisfy both.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from recoupe.link.differences_figures import Figure, figures
from recoupe.link.differences_kinds import Difference
from recoupe.link.differences_side import Side, like, overlap
from recoupe.records import Span

AROUND = 12
"""Content words on each side of a figure that tell what it is about."""
SAME_FIGURE = 2
"""Of those, how many two figures on one thing must share, beside the thing counted."""
NUMBER_SHARE = 0.3
"""Part of the shorter passage that must stand in the other."""
ALIKE = 0.02
"""Part of itself by which two figures may differ and be one: « un tiers », 33 %."""
NEARLY = 0.05
"""Part of itself by which a figure may change when it is rounded."""


def numbers(
    one: Side, other: Side, dates: tuple[tuple[Span, ...], tuple[Span, ...]]
) -> Iterator[Difference]:
    """Yield the figures of one passage that differ from those of the other on the same thing."""
    mine, theirs = figures(one, dates[0]), figures(other, dates[1])
    left = [f for f in mine if not any(_equal(f, g) for g in theirs)]
    right = [g for g in theirs if not any(_equal(f, g) for f in mine)]
    if not left or not right or overlap(one, other) < NUMBER_SHARE:
        return
    for f in left:
        near = [(_closeness(f, g, one, other), g) for g in right]
        best = max(near, key=lambda pair: pair[0], default=None)
        if best and best[0] >= SAME_FIGURE:
            right.remove(best[1])
            compatible = meet(f, best[1])
            reason = "number_compatible" if compatible else "number"
            weight = 0.3 if compatible else 0.9
            yield Difference("number", reason, f.span, best[1].span, weight, compatible)


def _equal(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are one: the same number, be it exact or about."""
    if one.unit != other.unit:
        return False
    if (one.low, one.high) == (other.low, other.high):
        return True
    if one.exact and other.exact:
        return False
    return one.centred and other.centred and abs(one.middle - other.middle) < ALIKE * one.middle


def meet(one: Figure, other: Figure) -> bool:
    """Tell whether one number can satisfy both figures, or one is the other rounded."""
    return close((one.low, one.high), (other.low, other.high))


def close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether two stretches of numbers meet, or one exact number is the other rounded."""
    if one[0] <= other[1] and other[0] <= one[1]:
        return True
    exact = one[0] == one[1] and other[0] == other[1]
    return exact and (_rounds(one[0], other[0]) or _rounds(other[0], one[0]))


def _rounds(exact: float, rounded: float) -> bool:
    """Tell whether a number is told rounded: 4 987 as 5 000, 5.8 as 6; 17 is not told as 20."""
    if not exact or abs(exact - rounded) > NEARLY * exact:
        return False
    kept = len(Decimal(repr(rounded)).normalize().as_tuple().digits)
    return float(f"{exact:.{kept}g}") == rounded


def _closeness(one: Figure, other: Figure, here: Side, there: Side) -> float:
    """Return how many words two figures share around them, 0 where they count different things."""
    if one.unit != other.unit or here.affirmed[one.place] != there.affirmed[other.place]:
        return 0
    around = _around(one, here)
    beside = set(_around(other, there))
    shared = float(sum(1 for i in around if beside & set(like(here.words[i], there))))
    counted = _first(one, other, here, there)
    if one.unit is None and not counted:
        return 0
    return shared + (1 if counted else 0)


def _first(one: Figure, other: Figure, here: Side, there: Side) -> bool:
    """Tell whether both figures count the same things: the first noun after each is one."""
    if not one.things or not other.things:
        return False
    ahead, behind = here.words[one.things[0]], set(other.things[:2])
    back = there.words[other.things[0]]
    return bool(behind & set(like(ahead, there))) or any(
        i in one.things[:2] for i in like(back, here)
    )


def _around(figure: Figure, side: Side) -> list[int]:
    sentence = side.words[figure.place].sentence
    content = [i for i in side.content() if side.words[i].sentence == sentence]
    inside = [i for i in content if figure.span.start <= side.words[i].start < figure.span.end]
    before = [i for i in content if i < figure.place and i not in inside]
    after = [i for i in content if i > figure.place and i not in inside]
    return before[-AROUND:] + after[:AROUND]
