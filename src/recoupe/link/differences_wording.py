"""Finds words that name one thing and judge it differently: two sides in, differences out.

« les territoires restitués » against « les territoires annexés », « les soi-disant élections »
against « les élections ».
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from recoupe import lexicon
from recoupe.link.differences_kinds import Difference
from recoupe.link.differences_side import Side, like, remembered
from recoupe.link.differences_words import span

NEAR = 4
"""Content words on each side of two choices of which one must be shared."""
BESIDE = 6
"""Words on each side of a word among which is the thing it is said of."""
Choice = tuple[int, int, int, int]
"""First and last place of a word, the number of its line, the number of the choice on it."""


def wording(one: Side, other: Side) -> Iterator[Difference]:
    """Yield different choices of loaded words for one thing, and distance kept in one only."""
    mine, theirs = choices(one), choices(other)
    seen: set[int] = set()
    for first, last, line, choice in mine:
        against = [t for t in theirs if t[2] == line]
        known = {t[3] for t in against}
        if line in seen or not against or choice in known:
            continue
        if known & {m[3] for m in mine if m[2] == line}:
            continue
        met = next((t for t in against if _one_thing((first, last), t[:2], one, other)), None)
        if met:
            seen.add(line)
            a = span(one.text, one.words[first : last + 1])
            b = span(other.text, other.words[met[0] : met[1] + 1])
            yield Difference("wording", "loaded", a, b, 0.7)
    yield from _distance(one, other)


@remembered
def choices(side: Side) -> tuple[Choice, ...]:
    """Return the loaded words of a passage, each at its longest."""
    return tuple(_choices(side))


def _choices(side: Side) -> Iterator[Choice]:
    listed, firsts = _listed(side.language), _firsts(side.language)
    lows = [w.low for w in side.words]
    for i in [i for i, low in enumerate(lows) if low in firsts]:
        for length in (3, 2, 1):
            if i + length > len(lows):
                continue
            for line, choice in listed.get(tuple(lows[i : i + length]), ()):
                if _of_its_thing(i, lows, line, side.language):
                    yield i, i + length - 1, line, choice


@cache
def events(language: str) -> frozenset[int]:
    """Return the numbers of the lines that are said of what happens once."""
    lines = lexicon.table(language, "wording")["choices"]
    return frozenset(n for n, line in enumerate(lines) if line.get("event"))


def _of_its_thing(i: int, lows: list[str], line: int, language: str) -> bool:
    """Tell whether a word stands beside one of the things it is said of, where they are listed."""
    things = lexicon.table(language, "wording")["choices"][line].get("things")
    near = lows[max(0, i - BESIDE) : i + BESIDE + 1]
    return things is None or any(low in things for low in near)


@cache
def _listed(language: str) -> dict[tuple[str, ...], tuple[tuple[int, int], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[int, int], ...]] = {}
    for line, entry in enumerate(lexicon.table(language, "wording")["choices"]):
        for number, forms in enumerate(entry["of"]):
            for form in forms.split():
                key = tuple(form.replace("'", "'_").replace("__", "_").split("_"))
                found[key] = (*found.get(key, ()), (line, number))
    return found


@cache
def _firsts(language: str) -> frozenset[str]:
    """Return the words with which the loaded words and phrases begin."""
    return frozenset(key[0] for key in _listed(language) if key)


def _one_thing(mine: tuple[int, int], theirs: tuple[int, int], one: Side, other: Side) -> bool:
    """Tell whether the words around two choices meet."""
    beside = set(_around(theirs, other))
    return any(beside & set(like(one.words[i], other)) for i in _around(mine, one))


def _around(place: tuple[int, int], side: Side) -> list[int]:
    sentence = side.words[place[0]].sentence
    content = [i for i in side.content() if side.words[i].sentence == sentence]
    before = [i for i in content if i < place[0]][-NEAR:]
    return before + [i for i in content if i > place[1]][:NEAR]


def _distance(one: Side, other: Side) -> Iterator[Difference]:
    """Yield « soi-disant X » where the other passage says X."""
    marks = lexicon.words(one.language, "wording", "distance")
    for here, there, flip in ((one, other, False), (other, one, True)):
        if any(w.low in marks for w in there.words):
            continue
        for i, word in enumerate(here.words):
            after = [k for k in here.content() if k > i][:2] if word.low in marks else []
            meant = [j for k in after for j in like(here.words[k], there)[:1]]
            if after and meant:
                a = span(here.text, here.words[i : after[-1] + 1])
                b = span(there.text, [there.words[j] for j in meant])
                pair = (b, a) if flip else (a, b)
                yield Difference("wording", "distance", *pair, 0.8)
                break
