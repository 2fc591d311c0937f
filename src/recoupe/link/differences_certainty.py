"""Finds where one passage is surer or stronger than the other: two sides in, differences out.

« très proche » against « assez proche », « envisage » against « décide », the conditional of
hearsay (« aurait signé ») against the plain fact, a condition that only one account names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from recoupe import lexicon
from recoupe.link.differences_kinds import Difference
from recoupe.link.differences_side import Side, heft, like, overlap, remembered
from recoupe.link.differences_words import span
from recoupe.records import Span

SURENESS_SHARE = 0.4
"""Part of the shorter passage that must stand in the other."""
PLAIN = 3
"""The rank of a statement without any hedge."""
COMPLEMENT = 4
"""Content words after a verb of a scale of which one must be shared: what is envisaged, decided."""
CONDITION_TOLD = 0.5
"""Part of a condition that must stand in the other passage for it to be told there too."""


def certainty(one: Side, other: Side) -> Iterator[Difference]:
    """Yield differences in degree, in hedges, in how far something has come, in mood."""
    if overlap(one, other) < SURENESS_SHARE:
        return
    yield from _degrees(one, other)
    yield from _scales(one, other)
    moods = list(_conditional(one, other))
    yield from moods
    if not moods:
        yield from _hedges(one, other)


@cache
def _table(language: str) -> dict[str, Any]:
    return lexicon.table(language, "certainty")


@cache
def _split(language: str, name: str) -> dict[tuple[str, ...], int]:
    """Return the rank of each phrase of a list by its words."""
    ranks: dict[str, int] = _table(language)[name]
    return {tuple(re.findall(r"\w+'|[\w-]+", key)): rank for key, rank in ranks.items()}


@cache
def _firsts(language: str, name: str) -> frozenset[str]:
    """Return the words with which the phrases of a list begin."""
    return frozenset(words[0] for words in _split(language, name) if words)


@remembered
def _phrases(side: Side, name: str) -> tuple[tuple[int, int, int], ...]:
    """Return the words and phrases of a list in a passage: first and last place, rank."""
    found: list[tuple[int, int, int]] = []
    lows = [w.low for w in side.words]
    split, firsts = _split(side.language, name), _firsts(side.language, name)
    for i in [i for i, low in enumerate(lows) if low in firsts]:
        for length in (3, 2, 1):
            rank = split.get(tuple(lows[i : i + length]))
            if rank is not None and i + length <= len(lows):
                found.append((i, i + length - 1, rank))
                break
    return tuple(found)


def _degrees(one: Side, other: Side) -> Iterator[Difference]:
    """Yield « très proche » against « assez proche », and « très proche » against « proche »."""
    mine, theirs = _phrases(one, "degrees"), _phrases(other, "degrees")
    for first, last, rank in mine:
        head = _next(last, one)
        if head is None:
            continue
        for start, end, there in theirs:
            match = _next(end, other)
            if match is not None and rank != there and match in like(one.words[head], other):
                a = span(one.text, one.words[first : head + 1])
                b = span(other.text, other.words[start : match + 1])
                yield Difference("certainty", "degree", a, b, 0.7)
    yield from _degree_alone(one, other, theirs, flip=False)
    yield from _degree_alone(other, one, mine, flip=True)


def _degree_alone(
    here: Side, there: Side, taken: Sequence[tuple[int, int, int]], *, flip: bool
) -> Iterator[Difference]:
    """Yield a degree word before a word that stands bare in the other passage."""
    graded = {_next(end, there) for _, end, _ in taken}
    for first, last, _ in _phrases(here, "degrees"):
        head = _next(last, here)
        bare = like(here.words[head], there) if head is not None else []
        if head is None or not bare or graded & set(bare):
            continue
        a = span(here.text, here.words[first : head + 1])
        b = span(there.text, [there.words[bare[0]]])
        pair = (b, a) if flip else (a, b)
        yield Difference("certainty", "degree", *pair, 0.3, compatible=True)


def degrees(side: Side) -> Iterator[tuple[int, int, int]]:
    """Yield degree words with the word they grade: first place, place of that word, rank."""
    for first, last, rank in _phrases(side, "degrees"):
        head = _next(last, side)
        if head is not None:
            yield first, head, rank


def _next(i: int, side: Side) -> int | None:
    """Return the word that a degree word stands before, if it is a content word."""
    k = i + 1
    if (
        k < len(side.words)
        and side.words[k].content
        and side.words[k].clause == side.words[i].clause
    ):
        return k
    return None


@cache
def _listed(language: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return for each word of the scales the numbers of its scales with its step on each."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for number, scale in enumerate(_table(language)["scales"]):
        for step, forms in enumerate(scale["steps"]):
            for word in forms.split():
                found[word] = (*found.get(word, ()), (number, step))
    return found


@remembered
def steps(side: Side) -> tuple[tuple[int, int, int], ...]:
    """Return the words of scales: place, number of the scale, step on it."""
    listed = _listed(side.language)
    return tuple(
        (i, number, step)
        for i, word in enumerate(side.words)
        for number, step in listed.get(word.low, ())
    )


@cache
def courses(language: str) -> frozenset[int]:
    """Return the numbers of the scales whose steps are those of one affair in time."""
    scales = _table(language)["scales"]
    return frozenset(n for n, scale in enumerate(scales) if scale.get("course"))


def _scales(one: Side, other: Side) -> Iterator[Difference]:
    """Yield verbs on different steps of a scale with a like complement."""
    mine, theirs = steps(one), steps(other)
    seen: set[int] = set()
    for i, scale, step in mine:
        same = [t for t in theirs if t[1] == scale]
        if not same or any(t[2] == step for t in same) or scale in seen:
            continue
        for j, _, _ in same:
            level = one.affirmed[i] == other.affirmed[j]
            ahead = any(m[1] == scale and m[2] == t[2] for m in mine for t in same)
            if level and not ahead and _same_complement(i, j, one, other):
                seen.add(scale)
                a, b = span(one.text, [one.words[i]]), span(other.text, [other.words[j]])
                yield Difference("certainty", "certainty", a, b, 0.7)
                break


def _same_complement(i: int, j: int, one: Side, other: Side) -> bool:
    mine, theirs = _after(i, one), set(_after(j, other))
    return any(theirs & set(like(one.words[k], other)) for k in mine)


def _after(i: int, side: Side) -> list[int]:
    sentence = side.words[i].sentence
    ahead = (k for k in range(i + 1, len(side.words)) if side.words[k].sentence == sentence)
    return [k for k in ahead if side.words[k].content][:COMPLEMENT]


def _hedges(one: Side, other: Side) -> Iterator[Difference]:
    """Yield a word that holds back or insists where the other passage does neither."""
    mine, theirs = _phrases(one, "hedges"), _phrases(other, "hedges")
    if not mine and not theirs:
        return
    low, high = _lowest(mine), _lowest(theirs)
    if low[1] == high[1] or (low[1] >= PLAIN and high[1] >= PLAIN):
        return
    a, b = _hedge(low[0], one), _hedge(high[0], other)
    yield Difference("certainty", "certainty", a, b, 0.5, compatible=a is None or b is None)


def _lowest(
    found: Sequence[tuple[int, int, int]],
) -> tuple[tuple[int, int] | None, int]:
    if not found:
        return None, PLAIN
    first, last, rank = min(found, key=lambda f: f[2])
    return (first, last), rank


def _hedge(place: tuple[int, int] | None, side: Side) -> Span | None:
    if place is None:
        return None
    end = place[1] + 2
    return span(side.text, side.words[place[0] : end])


def _conditional(one: Side, other: Side) -> Iterator[Difference]:
    """Yield a verb in the conditional of hearsay that the other passage has as a fact."""
    for here, there, flip in ((one, other, False), (other, one, True)):
        for i in _conditionals(here):
            verb = next((k for k in (i, *_after(i, here)[:1]) if here.words[k].content), None)
            flat = like(here.words[verb], there) if verb is not None else []
            fact = next((j for j in flat if _is_fact(j, there)), None)
            if verb is not None and fact is not None:
                a = span(here.text, here.words[min(i, verb) : verb + 1])
                b = span(there.text, there.words[max(0, fact - 1) : fact + 1])
                pair = (b, a) if flip else (a, b)
                yield Difference("certainty", "conditional", *pair, 0.8)
                return


@remembered
def _conditionals(side: Side) -> list[int]:
    """Return the places of verbs in a conditional that depends on no condition."""
    table = _table(side.language)["conditional"]
    ordinary = set(table["ordinary"])
    endings = tuple(table["endings"])
    found = []
    for i, word in enumerate(side.words):
        other_verb = word.low.endswith(endings) and word.low not in table["none"]
        if word.low not in table["auxiliaries"] and not (other_verb and word.content):
            continue
        if not any(w.low in ordinary for w in side.words if w.sentence == word.sentence):
            found.append(i)
    return found


def _is_fact(j: int, side: Side) -> bool:
    """Tell whether a verb stands flat: with no conditional before it, and not in the future."""
    table = _table(side.language)["conditional"]
    before = {side.words[k].low for k in range(max(0, j - 3), j)}
    if side.words[j].low.endswith(tuple(table["endings"])):
        return False
    unsure = set(table["auxiliaries"]) | set(table["future"])
    return not before & unsure and bool(before & set(table["flat"]))


def conditions(one: Side, other: Side) -> Iterator[Difference]:
    """Yield the condition that only one of the passages names."""
    if overlap(one, other) < SURENESS_SHARE:
        return
    for here, there, flip in ((one, other, False), (other, one, True)):
        for place in _conditions(here):
            content = [i for i in place if here.words[i].content]
            told = [i for i in content if like(here.words[i], there)]
            if not content or _marked(there):
                continue
            if heft(here.words, told) < CONDITION_TOLD * heft(here.words, content):
                found = span(here.text, [here.words[i] for i in place])
                a, b = (None, found) if flip else (found, None)
                yield Difference("condition", "condition", a, b, 0.6, compatible=True)


def _marked(side: Side) -> bool:
    return bool(_conditions(side))


@remembered
def _conditions(side: Side) -> list[list[int]]:
    """Return the clauses that set a condition."""
    table = _table(side.language)["conditions"]
    found: list[list[int]] = []
    for marker in (m for m in table["markers"] if m in side.low):
        for match in _pattern(marker).finditer(side.low):
            start = next((i for i, w in enumerate(side.words) if w.end > match.start()), None)
            if start is None or any(start in f for f in found):
                continue
            clause = side.words[start].clause
            here = [i for i in range(start, len(side.words)) if side.words[i].clause == clause]
            if " " in marker or _conditional_if(start, side, table):
                found.append(here)
    return found


@cache
def _pattern(marker: str) -> re.Pattern[str]:
    """Return a marker as an expression that meets whole words; an elided one is open behind."""
    behind = "" if marker.endswith("'") else r"(?!\w)"
    return re.compile(rf"(?<![\w-]){re.escape(marker)}{behind}")


def _conditional_if(i: int, side: Side, table: dict[str, Any]) -> bool:
    """Tell whether « si » sets a condition: it neither asks whether nor means « so »."""
    if i and side.words[i - 1].low in table["asking"]:
        return False
    after = side.words[i + 1].low if i + 1 < len(side.words) else ""
    elided = side.words[i].low.endswith("'")
    return elided or not table["subjects"] or after in table["subjects"]
