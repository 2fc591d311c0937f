"""Finds where one passage denies what the other says: two sides in, negations out.

Two ways lead there: the words under a negation stand affirmed in the other passage, or the other
passage has the opposite verb in the same surroundings (« accepte » against « refuse »).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recoupe import lexicon
from recoupe.link.differences_denials import Denial
from recoupe.link.differences_kinds import Difference
from recoupe.link.differences_side import Side, heft, like, overlap, remembered
from recoupe.link.differences_words import Word, span

MOST_DENIED = 0.6
"""Part of the words under a negation, by weight, that must stand affirmed in the other passage.
Measured on the pairs of ``benchmarks/daccord.py``: with this alone 0.87 of the denials reported are
contradictions, at 0.5 0.84, at 0.4 0.82."""
SOME_DENIED = 0.3
"""… where one of the first two of them does, or the passages share most words: 0.91."""
SAME_THING = 0.3
"""Part of the content of the shorter passage that must stand in the other for any denial."""
NEARLY_SAME = 0.7
"""… for one of which little is found; and for one that denies a single word."""
HEAD = 2
"""Words at the head of a scope among which the verb or predicate is looked for."""
FEW = 2.0
"""Weight of the words that must stand denied here and affirmed there; a single one is not enough
unless the passages are nearly the same."""
AROUND = 3
"""Content words around an opposite in which the two passages must meet."""


@dataclass(frozen=True, slots=True)
class _Found:
    share: float
    heft: float
    denied: tuple[int, ...]
    affirmed: tuple[int, ...]
    head: bool


def negations(one: Side, other: Side) -> Iterator[Difference]:
    """Yield the clearest denial of either passage by the other, or a pair of opposites."""
    shared = overlap(one, other)
    if shared < SAME_THING:
        return
    for here, there, flip in ((one, other, False), (other, one, True)):
        found = _clearest(here, there, shared)
        if found is not None:
            denial, hit = found
            mine = span(here.text, [here.words[i] for i in (*denial.by, *hit.denied)])
            theirs = span(there.text, _closest(there, hit.affirmed))
            a, b = (theirs, mine) if flip else (mine, theirs)
            yield Difference("negation", "negation", a, b, 1.0)
            return
    yield from _opposites(one, other, shared)


def _clearest(here: Side, there: Side, shared: float) -> tuple[Denial, _Found] | None:
    hits = [(d, _denied(d, here, there)) for d in here.denials]
    clear = [(d, h) for d, h in hits if h is not None and _is_clear(h, shared)]
    return max(clear, key=lambda pair: (pair[1].share, pair[1].heft), default=None)


def _is_clear(hit: _Found, shared: float) -> bool:
    """Tell whether enough of what is denied here is affirmed there."""
    if hit.heft < FEW:
        return hit.share >= 1 and shared >= NEARLY_SAME
    if hit.share >= MOST_DENIED:
        return True
    return hit.share >= SOME_DENIED and (hit.head or shared >= NEARLY_SAME)


def _denied(denial: Denial, here: Side, there: Side) -> _Found | None:
    """Compare what a negation denies with what the other passage says."""
    if _limited(denial, here, there):
        return None
    scope = [i for i in denial.scope if here.words[i].content and i not in denial.by]
    scope = [i for i in scope if not here.affirmed[i]]
    denying = {there.words[j].clause for d in there.denials for j in d.by if len(d.scope) > 1}
    against: list[int] = []
    places: list[int] = []
    agreed = 0.0
    for i in scope:
        found = like(here.words[i], there)
        if not found:
            agreed += heft(here.words, [i]) * _opposite_stands(i, here, there)
        elif all(there.affirmed[j] and there.words[j].clause not in denying for j in found):
            against.append(i)
            places += found
        elif i == scope[0]:
            return None
        else:
            agreed += heft(here.words, [i])
    total, weight = heft(here.words, scope), heft(here.words, against)
    if not against or agreed >= weight:
        return None
    if all(here.words[i].capital for i in against):
        return None
    head = any(i in against and not here.words[i].capital for i in scope[:HEAD])
    if not head and _existence(denial, here):
        return None
    return _Found(weight / total, weight, tuple(against), tuple(places), head)


def _existence(denial: Denial, here: Side) -> bool:
    """Tell whether a negation says that there is no such thing: « aucun accord », « pas de grève ».

    « en aucun cas » does not.
    """
    if any(here.words[i].low in _words(here.language, "fillers") for i in denial.by):
        return False
    if any(here.words[i].low in _words(here.language, "existence") for i in denial.by):
        return True
    articles = _words(here.language, "existence_articles")
    return any(
        i + 1 < len(here.words) and here.words[i + 1].low in articles for i in denial.by[1:2]
    )


def _limited(denial: Denial, here: Side, there: Side) -> bool:
    """Tell whether a negation denies a part only, or an end: « pas tous », « ne … plus »."""
    if any(here.words[i].low in _words(here.language, "ended") for i in denial.by):
        return True
    known = {w.low for w in there.words}
    focus = _words(here.language, "focus")
    inside = (here.words[i].low for i in denial.scope if i not in denial.by)
    return any((low in focus or low[0].isdigit()) and low not in known for low in inside)


def _words(language: str, key: str) -> frozenset[str]:
    return lexicon.words(language, "negation", key)


def _closest(there: Side, places: tuple[int, ...]) -> list[Word]:
    """Return the affirmed words of the sentence that holds most of them."""
    sentences = [there.words[j].sentence for j in places]
    most = max(sorted(set(sentences)), key=sentences.count)
    return [there.words[j] for j in places if there.words[j].sentence == most]


@cache
def _pairs(language: str) -> dict[str, tuple[tuple[int, bool], ...]]:
    """Return for each listed word the pairs of opposites it is in, and on which side."""
    found: dict[str, tuple[tuple[int, bool], ...]] = {}
    for number, pair in enumerate(lexicon.table(language, "negation")["opposites"]):
        for key in ("yes", "no"):
            for word in pair[key].split():
                found[word] = (*found.get(word, ()), (number, key == "yes"))
    return found


def _opposite_stands(i: int, here: Side, there: Side) -> bool:
    """Tell whether the other passage affirms the opposite of a word that is denied here."""
    mine = {(n, not yes) for n, yes in _pairs(here.language).get(here.words[i].low, ())}
    theirs = _said(there)
    return any(pair in theirs for pair in mine)


@remembered
def _said(side: Side) -> dict[tuple[int, bool], list[int]]:
    """Return which sides of which pairs a passage asserts, with the places of the words.

    « n'a pas refusé » asserts the other side of « refusé ».
    """
    found: dict[tuple[int, bool], list[int]] = {}
    pairs = _pairs(side.language)
    for i, word in enumerate(side.words):
        for number, yes in pairs.get(word.low, ()):
            found.setdefault((number, yes == side.affirmed[i]), []).append(i)
    return found


def _opposites(one: Side, other: Side, shared: float) -> Iterator[Difference]:
    """Yield opposites that stand in like surroundings."""
    mine, theirs = _said(one), _said(other)
    for (number, yes), places in mine.items():
        against = theirs.get((number, not yes), [])
        if not against or (number, yes) in theirs or (number, not yes) in mine:
            continue
        if _denies_near(one, places) and _denies_near(other, against):
            continue
        pairs = (
            (i, j) for i in places for j in against if one.words[i].stem != other.words[j].stem
        )
        met = next(((i, j) for i, j in pairs if _alike(i, j, one, other)), None)
        if met and shared >= OPPOSITES_SHARE:
            a, b = one.words[met[0]], other.words[met[1]]
            yield Difference(
                "negation", "opposite", span(one.text, [a]), span(other.text, [b]), 1.0
            )
            return


def _denies_near(side: Side, places: list[int]) -> bool:
    """Tell whether a clause with one of the words holds a negation: « recommande de ne pas »."""
    clauses = {side.words[i].clause for i in places}
    return any(side.words[j].clause in clauses for d in side.denials for j in d.by)


OPPOSITES_SHARE = 0.5
"""Part of the shorter passage that two passages with opposite words must share."""


def _alike(i: int, j: int, one: Side, other: Side) -> bool:
    """Tell whether two different words stand among words that meet."""
    if one.words[i].stem == other.words[j].stem:
        return False
    theirs = set(_near(j, 1, other)) | set(_near(j, -1, other))
    around = (*_near(i, 1, one), *_near(i, -1, one))
    return any(theirs & set(like(one.words[k], other)) for k in around)


def _near(i: int, step: int, side: Side) -> list[int]:
    """Return the places of the next content words of the sentence on one side of a word."""
    sentence = side.words[i].sentence
    found: list[int] = []
    k = i + step
    while 0 <= k < len(side.words) and side.words[k].sentence == sentence and len(found) < AROUND:
        if side.words[k].content:
            found.append(k)
        k += step
    return found
