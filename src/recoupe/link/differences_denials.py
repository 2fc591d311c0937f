"""Finds what a passage denies: words in, the scopes of its negations and each word's polarity out.

« Le port n'a pas rouvert » denies « rouvert », « refuse de signer » denies « signer », « l'idée que
le port rouvre est fausse » denies all that it says. A word denied twice is affirmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache

from recoupe import lexicon
from recoupe.link.differences_words import Word, plain

REACH = 6
"""Words within which the second half of a French negation follows the first: « ne l'avait alors
plus »."""
SHORT_REACH = 3
"""Content words that a preposition denies: « sans l'accord des pêcheurs »."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation: the places of the words that make it and of those that it denies."""

    by: tuple[int, ...]
    scope: range


@dataclass(frozen=True, slots=True)
class _Lists:
    particles: frozenset[str]
    restrictive: frozenset[str]
    alone: frozenset[str]
    second_halves: frozenset[str]
    negators: frozenset[str]
    bare: frozenset[str]
    next_word: frozenset[str]
    verbs: frozenset[str]
    untrue: frozenset[str]
    told: frozenset[str]
    conditional: frozenset[str]
    fillers: frozenset[str]
    whole: frozenset[str]
    asserting: re.Pattern[str]
    phrases: tuple[str, ...]
    firsts: frozenset[str]
    denying: frozenset[str]


@cache
def _lists(language: str) -> _Lists:
    table = lexicon.table(language, "negation")
    asserting = "|".join(re.escape(p) for p in sorted(table["asserting"], key=len, reverse=True))
    own = ("asserting", "phrases", "firsts", "denying")
    names = [f.name for f in fields(_Lists) if f.name not in own]
    sets = {name: lexicon.words(language, "negation", name) for name in names}
    phrases = tuple(v for v in table["verbs"] if " " in v)
    firsts = frozenset(p.split()[0] for p in phrases)
    return _Lists(
        **sets,
        asserting=re.compile(rf"\b(?:{asserting})(?!\w)", re.IGNORECASE),
        phrases=phrases,
        firsts=firsts,
        denying=firsts.union(*(sets[name] for name in ("particles", "negators", "bare", "verbs"))),
    )


def denials(text: str, found: Sequence[Word], language: str) -> list[Denial]:
    """Return the negations of a passage in order."""
    lists = _lists(language)
    suspected = [i for i, word in enumerate(found) if word.low in lists.denying]
    free = _free(text, found, lists) if suspected else []
    used: set[int] = set()
    out: list[Denial] = []
    for i in suspected:
        if i in used or not free[i]:
            continue
        denial = _denial(i, found, lists, text)
        if denial is not None and all(free[j] for j in denial.by):
            used.update(denial.by)
            out.append(denial)
    return [*out, *_untrue(found, lists)]


def _free(text: str, found: Sequence[Word], lists: _Lists) -> list[bool]:
    """Tell of each word whether it stands outside of phrases that assert: « pas seulement »."""
    asserted = [m.span() for m in lists.asserting.finditer(plain(text))]
    return [not any(s <= w.start < e for s, e in asserted) for w in found]


def _denial(i: int, found: Sequence[Word], lists: _Lists, text: str) -> Denial | None:
    low = found[i].low
    if _under_condition(i, found, lists):
        return None
    if low in lists.particles:
        return _of_particle(i, found, lists)
    if low in lists.negators or low in lists.bare:
        return _of_negator(i, found, lists)
    if low in lists.verbs or (low in lists.firsts and _phrase(i, found, lists, text)):
        return Denial((i,), range(i + 1, _clause_end(i, found)))
    return None


def _under_condition(i: int, found: Sequence[Word], lists: _Lists) -> bool:
    """Tell whether the clause opens with « si »: nothing is asserted in it, nor denied."""
    first = next(w for w in found if w.clause == found[i].clause)
    return first.low in lists.conditional


def _phrase(i: int, found: Sequence[Word], lists: _Lists, text: str) -> bool:
    """Tell whether a denying verb of several words begins here: « loin d'être »."""
    here = plain(text[found[i].start : found[i].start + 20]).lower()
    return any(here.startswith(v) for v in lists.phrases)


def _of_particle(i: int, found: Sequence[Word], lists: _Lists) -> Denial | None:
    """Read a French negation from its « ne »: restrictions and empty ones deny nothing."""
    end = _clause_end(i, found)
    near = range(i + 1, min(end, i + 1 + REACH))
    halves = [j for j in near if found[j].low in lists.second_halves]
    if not halves and not any(found[j].low in lists.alone for j in near[:2]):
        return None
    fillers = [j + 1 for j in halves if j + 1 < end and found[j + 1].low in lists.fillers]
    whole = [j for j in near if found[j].low in lists.whole]
    start = _clause_start(i, found) if whole else i + 1
    return Denial((i, *halves, *fillers, *whole), range(start, end))


def _of_negator(i: int, found: Sequence[Word], lists: _Lists) -> Denial | None:
    """Read a negation without « ne », or one whose « ne » follows: « aucun accord n'a été … »."""
    end, low = _clause_end(i, found), found[i].low
    particle = next((j for j in range(i + 1, end) if found[j].low in lists.particles), None)
    if low in lists.bare:
        plain_pas = i + 1 < end and not _particle_before(i, found, lists)
        return Denial((i,), range(i + 1, end)) if plain_pas and low == "pas" else None
    if low in lists.second_halves and _particle_before(i, found, lists):
        return None
    following = found[i + 1].low if i + 1 < len(found) else ""
    if following in lists.restrictive:
        return None
    if particle is not None:
        halves = [j for j in range(particle, end) if found[j].low in lists.second_halves]
        return Denial((i, particle, *halves), range(i + 1, end))
    reach = 1 if low in lists.next_word else _reach(i, end, found)
    return Denial((i,), range(i + 1, min(end, i + 1 + reach)))


def _reach(i: int, end: int, found: Sequence[Word]) -> int:
    """Return how many words a preposition denies: the first content words after it."""
    content = [j for j in range(i + 1, end) if found[j].content][:SHORT_REACH]
    return content[-1] - i if content else 1


def _particle_before(i: int, found: Sequence[Word], lists: _Lists) -> bool:
    clause = found[i].clause
    return any(w.low in lists.particles for w in found[:i] if w.clause == clause)


def _clause_end(i: int, found: Sequence[Word]) -> int:
    """Return the place after the last word of the clause that goes on from ``i``."""
    clause = found[i].clause
    return next((j for j in range(i, len(found)) if found[j].clause != clause), len(found))


def _clause_start(i: int, found: Sequence[Word]) -> int:
    clause = found[i].clause
    return next(j for j in range(i + 1) if found[j].clause == clause)


def _untrue(found: Sequence[Word], lists: _Lists) -> Iterator[Denial]:
    """Yield the denial of a whole sentence that is called untrue."""
    for i, word in enumerate(found):
        if word.low not in lists.untrue or _takes_object(i, found, lists):
            continue
        sentence = [j for j, w in enumerate(found) if w.sentence == word.sentence]
        if any(found[j].low in lists.told for j in sentence):
            yield Denial((i,), range(sentence[0], sentence[-1] + 1))


def _takes_object(i: int, found: Sequence[Word], lists: _Lists) -> bool:
    """Tell whether a denying verb has what it denies after it: « dément l'information »."""
    after = range(i + 1, _clause_end(i, found))
    return found[i].low in lists.verbs and any(found[j].content for j in after)


def polarity(found: Sequence[Word], negations: Sequence[Denial]) -> list[bool]:
    """Return for each word whether it is affirmed: denied an even number of times."""
    if not negations:
        return [True] * len(found)
    counts = [0] * len(found)
    for denial in negations:
        for i in denial.scope:
            counts[i] += i not in denial.by
    return [count % 2 == 0 for count in counts]
