"""Puts marks of several articles that are about one thing together: pairs in, discrepancies out.

« territoires ukrainiens occupés par la Russie » and « régions ukrainiennes annexées par la Russie »
share the line of words for land and two of the words around: they call one thing differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from recoupe.findings import Discrepancy, DiscrepancyKind
from recoupe.link.differences_number import close
from recoupe.link.differences_side import side
from recoupe.link.differences_wording import events
from recoupe.link.discrepancies_about import phrase
from recoupe.link.discrepancies_accounts import NARRATOR, UNKNOWN
from recoupe.link.discrepancies_marks import BEFORE, BEGINNING, generic
from recoupe.link.discrepancies_told import Page, Told, Words, days_apart, tell, two_accounts

LATER = 2
"""Days between two articles from which they tell of different stages, not of one differently."""
OTHER_VOICE = 0.15
"""What a difference between a narrator's words and a speaker's is worth less."""
OTHER_DAY = 0.1
"""What a difference is worth less that may be a change."""
COMPATIBLE = 0.5
"""What figures are worth that can all be true."""
BOTH = 0.2
"""What a choice of words is worth less where one account makes both choices."""
COMMON = 2
"""Words, of those around that the clearest pair shares, that others share to stand beside it."""
OBJECT = 2
"""Words after a verb of a scale among which is what is promised, signed, asked."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark as groups need it: its words, its value, whose words they are, what stands around."""

    words: Words
    value: str
    voice: str
    context: tuple[str, ...]
    headline: bool = False


Pair = tuple[Spot, Spot]


@dataclass(frozen=True, slots=True)
class Sort:
    """How marks of one kind are told: the kind of the discrepancy, its weight, who may differ."""

    kind: DiscrepancyKind
    weight: float
    changes: bool
    voices: Literal["one", "narrator", "any"]


SORTS = {
    "loaded": Sort("wording", 0.7, changes=False, voices="one"),
    "scale": Sort("certainty", 0.6, changes=True, voices="narrator"),
    "degree": Sort("certainty", 0.65, changes=False, voices="one"),
    "figure": Sort("number", 0.8, changes=True, voices="any"),
    "rank": Sort("number", 0.6, changes=False, voices="any"),
}
"""``changes``: may change from day to day. ``voices``: who is held against whom, one voice against
itself, a narrator against anybody, or anybody against anybody: a figure is of the thing counted."""
SMALL, LARGE, LIKE = 20, 1000, 3.0
"""Figures below 20 count people and days of any story: they must share a word more. Large ones of
one thing, not too far from one another, are of one thing without sharing a word beside it."""
NEVER = 99
"""More words than two figures can share."""


def groups(
    kind: str,
    line: str,
    language: str,
    pairs: Iterable[Pair],
    pages: dict[str, Page],
) -> Iterator[Discrepancy]:
    """Yield the discrepancies among pairs of marks of one kind and line with different values.

    The articles of a pair are of that language, and no copies of each other.
    """
    sort = SORTS[kind]
    event = kind == "loaded" and int(line) in events(language)
    left = [
        p
        for p in pairs
        if _of_one_thing(kind, line, language, *p) and _may_differ(*p, sort, pages, event=event)
    ]
    left.sort(key=lambda pair: _strength(pair, pages))
    while left:
        one, other = sorted(left[0], key=lambda spot: _sentence(spot, pages))
        seed = (one, other)
        shared = set(seed[0].context) & set(seed[1].context)
        group = {seed[0], seed[1]}
        for a, b in left:
            common = len(shared & set(a.context) & set(b.context))
            if {a, b} & group and common >= min(len(shared), COMMON):
                group |= {a, b}
        told = _told(kind, group, seed, pages)
        if told:
            yield told
        left = [(a, b) for a, b in left if a not in group and b not in group]


def _of_one_count(one: Page, other: Page) -> bool:
    """Tell whether two articles can tell of one count, be it on different days."""
    named = one.outlet and other.outlet and one.outlet != other.outlet
    return bool(named) or days_apart((one, other)) == 0


def _may_differ(a: Spot, b: Spot, sort: Sort, pages: dict[str, Page], *, event: bool) -> bool:
    """Tell whether two marks are accounts of one voice: two narrators, or one speaker twice."""
    one, other = (pages[s.words.article] for s in (a, b))
    if event and not two_accounts(one, other):
        return False
    if sort.kind == "number" and not _agree({a.value, b.value}):
        return _of_one_count(one, other)
    voices = {a.voice, b.voice}
    if sort.voices == "any" or len(voices) == 1:
        return True
    if NARRATOR not in voices:
        return UNKNOWN in voices
    return sort.voices == "narrator"


def _of_one_thing(kind: str, line: str, language: str, a: Spot, b: Spot) -> bool:
    """Tell whether what two marks share is enough for their kind."""
    shared = set(a.context) & set(b.context)
    if kind == "scale":
        return bool(shared & set(a.context[:OBJECT]) & set(b.context[:OBJECT]))
    if kind == "figure":
        return len(shared) >= _needed(line, language, a, b)
    if kind == "degree":
        return len(shared) >= (3 if a.voice == NARRATOR else 2)
    return True


def _needed(line: str, language: str, a: Spot, b: Spot) -> int:
    """Return how many words two figures must share, the thing counted among them."""
    if _agree({a.value, b.value}):
        return NEVER if _same_number(a.value, b.value) else 3
    lows = sorted(float(s.value.split("|")[0]) for s in (a, b))
    if lows[1] < SMALL:
        return 3
    telling = line.startswith("|") and line[1:] not in generic(language)
    return 1 if telling and lows[0] >= LARGE and lows[1] <= LIKE * lows[0] else 2


def _same_number(one: str, other: str) -> bool:
    """Tell whether two figures name one number, one of them as a bound; or are two lower bounds."""
    (low, high, centred), (least, most, centre) = (v.split("|") for v in (one, other))
    bounds = {low, high} & {least, most}
    return bool(bounds) or (centred == centre == "0")


def _strength(pair: Pair, pages: dict[str, Page]) -> tuple[int, int, list[tuple[str, Words]]]:
    """Order pairs: those that share most first, then by their sentences.

    By the texts, not by where they were found: the same pages in another folder tell the same.
    """
    a, b = pair
    shared = len(set(a.context) & set(b.context))
    told = sorted(_sentence(spot, pages) for spot in pair)
    return -shared, len(set(a.context) | set(b.context)), told


def _sentence(spot: Spot, pages: dict[str, Page]) -> tuple[str, Words]:
    words = spot.words
    return pages[words.article].text[words.first : words.last], words


def _told(
    kind: str, group: set[Spot], seed: tuple[Spot, Spot], pages: dict[str, Page]
) -> Discrepancy | None:
    sort = SORTS[kind]
    chosen = _one_each(group, pages)
    values = {spot.value for spot in chosen}
    if len(values) <= 1:
        return None
    weight, reason, compatible = sort.weight, kind, False
    if kind in {"figure", "rank"}:
        compatible = _agree(values)
        reason, weight = (
            ("number_compatible", COMPATIBLE) if compatible else ("number", sort.weight)
        )
    shared = [w.lstrip(BEFORE) for w in seed[0].context if w in seed[1].context]
    if kind == "rank":
        reason = "rank"
    if kind == "degree" and NARRATOR not in {spot.voice for spot in chosen}:
        reason = "degree_remarks"
    weight += 0.03 * min(len(shared), 5) + 0.02 * min(len(chosen), 5)
    if any(spot.voice != NARRATOR for spot in chosen) and len({s.voice for s in chosen}) > 1:
        weight -= OTHER_VOICE
    if (
        sort.changes
        and not compatible
        and days_apart(pages[s.words.article] for s in chosen) >= LATER
    ):
        reason, weight = f"{reason}_later", weight - OTHER_DAY
    weight -= BOTH * _both(group)
    about = _about(seed[0], shared, pages)
    told = Told(sort.kind, reason, about, weight, compatible)
    return tell(told, [s.words for s in chosen], pages)


def _one_each(group: set[Spot], pages: dict[str, Page]) -> list[Spot]:
    """Return one mark for each value that an origin has: that of the fullest sentence."""
    fullest: dict[tuple[str, str], Spot] = {}
    for spot in sorted(group, key=_fullest):
        fullest.setdefault((pages[spot.words.article].origin, spot.value), spot)
    return list(fullest.values())


def _fullest(spot: Spot) -> tuple[bool, int, Words]:
    """Order marks: those of the text before those of its headlines, long sentences first."""
    return spot.headline, spot.words.first - spot.words.last, spot.words


def _both(group: set[Spot]) -> bool:
    """Tell whether an article uses two of the words itself, as if they were one."""
    by_article: defaultdict[str, set[str]] = defaultdict(set)
    for spot in group:
        by_article[spot.words.article].add(spot.value)
    return any(len(mine) > 1 for mine in by_article.values())


def _agree(values: set[str]) -> bool:
    """Tell whether one number can satisfy all figures."""
    bounds = [(float(v.split("|")[0]), float(v.split("|")[1])) for v in sorted(values)]
    return all(close(a, b) for a in bounds for b in bounds)


def _about(spot: Spot, shared: Sequence[str], pages: dict[str, Page]) -> str:
    """Return the words around the mark that the accounts share, as they are written there."""
    page = pages[spot.words.article]
    here = side(page.text[spot.words.first : spot.words.last], page.language)
    return phrase(here, (i for i in here.content() if here.words[i].stem[:BEGINNING] in shared))
