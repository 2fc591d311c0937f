"""Finds another proper name in the same role: two sides in, differences in name and place out.

A role is the same where all around the names is the same (« a rencontré Lorrec mardi », « a
rencontré Castan mardi »), or where both are the place of the same act (« réunis à Belmare »).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from rapidfuzz import fuzz

from recoupe import lexicon
from recoupe.link.differences_kinds import Difference
from recoupe.link.differences_side import Side, like, overlap, remembered
from recoupe.link.differences_words import fold, span

SPELLED_ALIKE = 80
"""Likeness (0 to 100) from which two names are one in another spelling: Zelenski, Zelenskyy."""
NAME_SHARE = 0.5
"""Part of the shorter passage that must stand in the other for two names to be in one role."""
BEFORE = 5
"""Words before a place among which is the act that took place there."""


@dataclass(frozen=True, slots=True)
class _Name:
    places: tuple[int, ...]
    text: str
    stems: frozenset[str]
    preposition: bool


def names(one: Side, other: Side) -> Iterator[Difference]:
    """Yield names that only one passage has where the other has another."""
    mine, theirs = _names(one), _names(other)
    if not mine or not theirs or overlap(one, other) < NAME_SHARE:
        return
    left = [n for n in mine if not _told(n, other, theirs)]
    right = [n for n in theirs if not _told(n, one, mine)]
    if left and right:
        yield from _replaced(left, right, one, other)


@remembered
def _names(side: Side) -> list[_Name]:
    """Return the runs of capitalised words; the first word of a sentence only inside a run."""
    runs: list[list[int]] = []
    for i, word in enumerate(side.words):
        if not (word.capital and word.content):
            continue
        if runs and runs[-1][-1] == i - 1 and side.words[i - 1].clause == word.clause:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [_name(run, side) for run in runs if not _only_a_start(run, side)]


def _only_a_start(run: list[int], side: Side) -> bool:
    """Tell whether a capital is due to the place alone: one word that opens a sentence."""
    first = run[0]
    opens = first == 0 or side.words[first - 1].sentence != side.words[first].sentence
    return opens and len(run) == 1


def _name(run: list[int], side: Side) -> _Name:
    slots = lexicon.words(side.language, "slots", "places")
    nouns = lexicon.words(side.language, "slots", "place_nouns")
    before = [side.words[k].low for k in range(max(0, run[0] - 2), run[0])]
    placed = bool(before) and (before[-1] in slots or bool(set(before) & nouns))
    stems = frozenset(side.words[i].stem for i in run)
    return _Name(tuple(run), span(side.text, [side.words[i] for i in run]).text, stems, placed)


def _told(name: _Name, other: Side, theirs: list[_Name]) -> bool:
    """Tell whether the other passage names the same, in whatever spelling or by its initials."""
    if any(other.kin(s) for s in name.stems):
        return True
    here = fold(name.text)
    return any(
        fuzz.ratio(here, fold(n.text)) >= SPELLED_ALIKE
        or _initials(here, fold(n.text))
        or _linked(name.text, n.text, other.language)
        for n in theirs
    )


def _initials(one: str, other: str) -> bool:
    """Tell whether one is the first letters of the other: « Union des dockers libres », « UDL »."""
    short, long = sorted((one, other), key=len)
    letters = "".join(w[0] for w in long.split() if len(w) > 3)  # noqa: PLR2004 - no articles
    return len(short) > 1 and letters == short


@cache
def _states(language: str) -> dict[str, str]:
    """Return the state of each name of a state, capital, seat or people, folded."""
    found: dict[str, str] = {}
    for name, entry in lexicon.table(language, "countries")["countries"].items():
        keys = (name, *(w for k in ("adj", "capital", "seat", "also") for w in entry.get(k, ())))
        for key in keys:
            found.setdefault(fold(key), name)
    return found


def one_place(one: str, other: str, language: str) -> bool:
    """Tell whether two names of places are spelled alike or of one state.

    >>> one_place("Lima", "Pérou", "fr")
    True
    """
    return fuzz.ratio(fold(one), fold(other)) >= SPELLED_ALIKE or _linked(one, other, language)


def _linked(one: str, other: str, language: str) -> bool:
    """Tell whether two names are of one state: a capital and its country."""
    states = _states(language)
    first = states.get(fold(one))
    return first is not None and first == states.get(fold(other))


def _replaced(
    left: list[_Name], right: list[_Name], one: Side, other: Side
) -> Iterator[Difference]:
    for n in left:
        for m in right:
            if _affirmed(n, one) != _affirmed(m, other):
                continue
            kind = _same_role(n, m, one, other)
            if kind:
                a = span(one.text, [one.words[i] for i in n.places])
                b = span(other.text, [other.words[i] for i in m.places])
                if kind == "place":
                    yield Difference("place", "place", a, b, 0.8)
                else:
                    yield Difference("name", "name", a, b, 0.9)
                right.remove(m)
                break


def _affirmed(name: _Name, side: Side) -> bool:
    return all(side.affirmed[i] for i in name.places)


def _same_role(n: _Name, m: _Name, one: Side, other: Side) -> str | None:
    placed = n.preposition and m.preposition and len(n.places) == len(m.places) == 1
    if placed and _same_act(n, m, one, other):
        return "place"
    if _aligned(n, m, one, other):
        return "place" if placed else "name"
    return None


def _same_act(n: _Name, m: _Name, one: Side, other: Side) -> bool:
    """Tell whether the content words just before two places meet, names apart."""
    mine = [
        i
        for i in range(max(0, n.places[0] - BEFORE), n.places[0])
        if one.words[i].content and not one.words[i].capital
    ]
    theirs = set(range(max(0, m.places[0] - BEFORE), m.places[0]))
    return any(theirs & set(like(one.words[i], other)) for i in mine)


def _aligned(n: _Name, m: _Name, one: Side, other: Side) -> bool:
    """Tell whether two names take each other's place in texts that are else laid side by side."""
    a, b = [w.stem for w in one.words], [w.stem for w in other.words]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace" and i1 <= n.places[0] < i2 and j1 <= m.places[0] < j2:
            rest = [k for k in range(i1, i2) if k not in n.places and one.words[k].content]
            gone = [k for k in range(j1, j2) if k not in m.places and other.words[k].content]
            titles = lexicon.words(one.language, "slots", "titles")
            return all(one.words[k].low in titles for k in rest) and all(
                other.words[k].low in titles for k in gone
            )
    return False
