"""Finds in one sentence what other accounts may say differently: an account in, marks out.

A mark is a word of judgement (« annexés »), a step on a scale (« négocient »), a degree (« très
proche »), a figure or a rank, with the words around it, by which it meets the marks of others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations

from recoupe import lexicon
from recoupe.link.differences_certainty import courses, degrees, steps
from recoupe.link.differences_ranks import ranks
from recoupe.link.differences_side import Side
from recoupe.link.differences_wording import choices
from recoupe.link.differences_words import stem
from recoupe.link.discrepancies_accounts import Account, Voices
from recoupe.link.discrepancies_counted import Counted
from recoupe.link.rarity import zipf

AROUND = {"loaded": 4, "scale": 6, "degree": 6, "figure": 6, "rank": 6}
"""Content words on each side of a mark by which it is told what it is about, by its kind."""
BEFORE = "<"
"""Set before the words that stand before a mark, where the side matters."""
BEGINNING = 5
"""Letters of a stem by which words meet: « métallique » and « métaux »."""
THINGS = 2
"""Words of what is counted by which figures meet: « éléments métalliques » meets « métaux »."""
RARE = 5
"""Words of a sentence, the rarest, of which each two bring it together with others."""
COMMON = 5.35
"""Zipf frequency from which a word tells nothing of what is spoken of: « prendre », « groupe »;
« aide » still does."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something an account says that another may say differently; the table's row.

    One of the kind "twin" is a whole sentence; its ``context`` is each two of its rarest words.
    """

    article: str
    kind: str
    line: str
    value: str
    start: int
    end: int
    first: int
    last: int
    voice: str
    context: tuple[str, ...]
    headline: bool


def found(
    article: str, here: Side, account: Account, voices: Voices, counted: Sequence[Counted]
) -> Iterator[Mark]:
    """Yield the marks of one sentence; ``counted`` are the figures of the article in it."""
    figures = _figures(here, account.start, counted)
    for kind, line, value, first, last in chain(_found(here), figures):
        start = account.start + here.words[first].start
        end = account.start + here.words[last].end
        voice = voices.at(start, end)
        context = _context(here, first, last, kind)
        yield Mark(
            article, kind, line, value, start, end, account.start, account.end, voice, context,
            account.headline,
        )  # fmt: skip
    if keys := tuple(_keys(here)):
        teller = voices.teller(account.start, account.end)
        yield Mark(
            article, "twin", "", "", account.start, account.end,
            account.start, account.end, teller, keys, account.headline,
        )  # fmt: skip


Found = tuple[str, str, str, int, int]
"""Kind, line, value, and the first and last word."""


def _found(here: Side) -> Iterator[Found]:
    chosen = list(choices(here))
    for first, last, line, choice in chosen:
        if not any(n == line and c != choice for _, _, n, c in chosen):
            yield "loaded", str(line), str(choice), first, last
    told = [t for t in steps(here) if t[1] in courses(here.language)]
    for place, scale, step in told:
        if here.affirmed[place] and not any(s == scale and t != step for _, s, t in told):
            yield "scale", str(scale), str(step), place, place
    for first, head, rank in degrees(here):
        yield "degree", _key(here, head), str(rank), first, head
    yield from _ranks(here)


def _figures(here: Side, offset: int, counted: Sequence[Counted]) -> Iterator[Found]:
    """Yield the figures of a sentence by what they count; a denied one is no account."""
    for figure in counted:
        inside = here.inside(figure.start - offset, figure.end - offset)
        things = here.inside(figure.of_start - offset, figure.of_end - offset)
        if not inside or not here.affirmed[inside[0]]:
            continue
        value = f"{figure.low:g}|{figure.high:g}|{int(figure.centred)}"
        for thing in [i for i in things if here.words[i].content][:THINGS]:
            line = f"{figure.unit or ''}|{_key(here, thing)}"
            yield "figure", line, value, inside[0], inside[-1]


def _ranks(here: Side) -> Iterator[Found]:
    for rank in ranks(here):
        for thing in rank.things:
            yield "rank", _key(here, thing), f"{rank.low:g}|{rank.high:g}|1", rank.first, rank.last


@cache
def generic(language: str) -> frozenset[str]:
    """Return the beginnings of what is counted in any story: « personnes »."""
    listed = lexicon.words(language, "figures", "generic")
    return frozenset(stem(word, language)[:BEGINNING] for word in listed)


def _key(here: Side, place: int) -> str:
    return here.words[place].stem[:BEGINNING]


def _context(here: Side, first: int, last: int, kind: str) -> tuple[str, ...]:
    """Return the beginnings of the telling words near a mark, in order, each once.

    Of a step, of those after it only: what is promised or signed, and not who does it. What stands
    before a word of judgement is marked so: words meet on the same side of it.
    """
    content = [i for i in here.content() if not first <= i <= last]
    before = [] if kind == "scale" else [i for i in content if i < first][-AROUND[kind] :]
    after = [i for i in content if i > last][: AROUND[kind]]
    sign = BEFORE if kind == "loaded" else ""
    if kind == "loaded":
        before, after = ([i for i in some if not _common(here, i)] for some in (before, after))
    keys = [sign + _key(here, i) for i in before if _tells(here, i)]
    return tuple(dict.fromkeys(keys + [_key(here, i) for i in after if _tells(here, i)]))


def _tells(here: Side, place: int) -> bool:
    word = here.words[place]
    return len(word.stem) > 2 and not word.low[0].isdigit()  # noqa: PLR2004 - letters of a word


def _common(here: Side, place: int) -> bool:
    return zipf(here.words[place].low, here.language) >= COMMON


def _keys(here: Side) -> Iterator[str]:
    """Yield each two of the rarest words of a sentence."""
    content = {here.words[i].stem: here.words[i].low for i in here.content() if _tells(here, i)}
    rated = sorted((zipf(low, here.language), stem) for stem, low in content.items())
    rare = sorted(stem[:BEGINNING] for rarity, stem in rated[:RARE] if rarity < COMMON)
    for a, b in combinations(dict.fromkeys(rare), 2):
        yield f"{a} {b}"
