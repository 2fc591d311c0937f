"""Compares the wordings of one utterance: the utterances of a story in, discrepancies out.

The words of the president in three translations, the interview that one account gives to state
television and another to « les médias »: what the accounts of one speech act tell differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from recoupe import lexicon, marks
from recoupe.findings import Discrepancy, DiscrepancyKind
from recoupe.link.differences import Difference, compare
from recoupe.link.differences_side import Side, both, like, overlap, side
from recoupe.link.discrepancies_about import phrase
from recoupe.link.discrepancies_batch import Rows
from recoupe.link.discrepancies_told import TWO_LISTS, Page, Told, Words, tell

WEIGHTS = {
    "negation": 1.0,
    "number": 0.9,
    "date": 0.7,
    "place": 0.75,
    "name": 0.8,
    "certainty": 0.8,
    "wording": 1.1,
    "condition": 0.7,
}
"""What a difference of a kind is worth between two wordings of one utterance."""
PARAPHRASE = 0.35
"""Part of the content of the two wordings, above which they are told in like words."""
FEWEST = 4
"""Content words from which a wording is more than a scrap of the statement."""
REPORTED = 0.85
"""Part of the weight of a choice of words that is left where one account quotes its word and the
other uses its own for what was said: the second may be the reporter's, and not the speaker's."""
CHANNEL = 0.4
REWORDED = 0.45

MEMBERS = """
    WITH said AS (
        SELECT id, speaker_name, unnest(members).id AS quotation, summaries FROM current_utterances
        WHERE len(members) > 1
    )
    SELECT h.story, s.id, s.speaker_name, q.article, q.content, q.channel,
        list_contains(s.summaries, q.id)
    FROM said s JOIN current_quotations q ON q.id = s.quotation
    JOIN held h ON h.article = q.article ORDER BY h.story, s.id, q.article, q.id
"""
"""The quotations of the utterances of some stories that have more than one."""

Sort = tuple[DiscrepancyKind, str, bool]
"""Kind of a difference, name of its note, and whether both can be true."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which an utterance is told: its stretch of an article, and where it was said."""

    article: str
    start: int
    end: int
    text: str
    channel: str | None
    summary: bool


def variants(rows: Rows, pages: dict[str, Page]) -> Iterator[Discrepancy]:
    """Yield what the wordings of each utterance tell differently, a kind of difference once.

    ``rows`` are those of ``MEMBERS`` for one story.
    """
    by_utterance: defaultdict[tuple[str, str], list[Wording]] = defaultdict(list)
    for utterance, speaker, *row in rows:
        by_utterance[utterance, speaker or ""].append(_wording(*row, pages=pages))
    for (utterance, speaker), wordings in by_utterance.items():
        yield from _of_utterance(utterance, speaker, wordings, pages)


def _wording(
    article: str,
    content: Sequence[dict[str, Any]],
    channel: str | None,
    summary: bool,  # noqa: FBT001 - a column
    *,
    pages: dict[str, Page],
) -> Wording:
    start, end = content[0]["start"], content[-1]["end"]
    return Wording(article, start, end, pages[article].text[start:end], channel, summary)


def _of_utterance(
    utterance: str, speaker: str, wordings: list[Wording], pages: dict[str, Page]
) -> Iterator[Discrepancy]:
    found: defaultdict[tuple[DiscrepancyKind, str, bool], list[tuple[Words, float]]] = defaultdict(
        list
    )
    told = [w for w in wordings if not w.summary]
    for a, b in combinations(told, 2):
        if _comparable(a, b, pages):
            for d in compare(a.text, b.text, pages[a.article].language):
                if d.a and d.b:
                    words = _words(d, a, b)
                    key = (d.kind, _reason(d, words, pages), d.compatible)
                    found[key] += words
    about = _about(speaker, told, pages)
    for (kind, reason, compatible), words in sorted(found.items()):
        weight = max(w for _, w in words) * WEIGHTS[kind]
        told_so = Told(kind, reason, about, weight, compatible, utterance)
        if reason in TWO_LISTS:
            quoted = frozenset(w for w, _ in words if _quoted(w, pages))
            told_so = replace(told_so, weight=weight * REPORTED, quoted=quoted)
        discrepancy = tell(told_so, [w for w, _ in words], pages)
        if discrepancy:
            yield discrepancy
    yield from _channels(utterance, speaker, told, pages)
    if not found:
        yield from _reworded(utterance, about, told, pages)


def _comparable(a: Wording, b: Wording, pages: dict[str, Page]) -> bool:
    one, other = pages[a.article], pages[b.article]
    return one.origin != other.origin and one.language == other.language


def _words(d: Difference, a: Wording, b: Wording) -> list[tuple[Words, float]]:
    """Return the differing words of both sides with their weight, at their places."""
    spans = ((a, d.a), (b, d.b))
    return [
        (Words(w.article, w.start + s.start, w.start + s.end, w.start, w.end), d.weight)
        for w, s in spans
        if s is not None
    ]


def _reason(
    difference: Difference, words: Sequence[tuple[Words, float]], pages: dict[str, Page]
) -> str:
    """Return the note of a difference: a word quoted against a word of one's own is told as such.

    One account quotes « les territoires restitués », the other says that he spoke of « territoires
    occupés »: the second word need not be his.
    """
    reported = f"{difference.reason}_reported"
    if reported not in TWO_LISTS or len({_quoted(w, pages) for w, _ in words}) == 1:
        return difference.reason
    return reported


def _quoted(words: Words, pages: dict[str, Page]) -> bool:
    """Tell whether some words stand between quotation marks."""
    return marks.are_around(pages[words.article].text, words.start, words.end)


def _about(speaker: str, told: Sequence[Wording], pages: dict[str, Page]) -> str:
    """Return who speaks and the words that the fullest wording shares with another."""
    if not told:
        return speaker
    fullest = max(told, key=lambda w: (len(w.text), w.article))
    here = side(fullest.text, pages[fullest.article].language)
    others = [side(w.text, pages[w.article].language) for w in told if w is not fullest]
    words = phrase(here, (i for i in here.content() if any(like(here.words[i], o) for o in others)))
    return f"{speaker}: {words}" if words else speaker


def _channels(
    utterance: str, speaker: str, told: Sequence[Wording], pages: dict[str, Page]
) -> Iterator[Discrepancy]:
    """Yield settings of one utterance that have no word in common."""
    language = min((pages[w.article].language for w in told if w.channel), default="")
    here = [w for w in told if w.channel and pages[w.article].language == language]
    placed = [(w, _place(w, pages)) for w in here]
    chosen: list[tuple[Words, Side]] = []
    for w, words in placed:
        if words is None:
            continue
        channel = side(w.channel or "", language)
        press = _to_the_press(channel)
        if not any(overlap(channel, k) or (press and _to_the_press(k)) for _, k in chosen):
            chosen.append((words, channel))
    if len(chosen) > 1:
        found = [words for words, _ in chosen]
        setting = Told("place", "channel", speaker, CHANNEL, compatible=True, utterance=utterance)
        discrepancy = tell(setting, found, pages)
        if discrepancy:
            yield discrepancy


def _to_the_press(channel: Side) -> bool:
    """Tell whether a setting says no more than that the press was there: « aux journalistes »."""
    press = lexicon.words(channel.language, "utterances", "press")
    return all(channel.words[i].low in press for i in channel.content())


def _place(wording: Wording, pages: dict[str, Page]) -> Words | None:
    """Return where an article names the channel, nearest to the words said."""
    text, channel = pages[wording.article].text, wording.channel or ""
    places = []
    at = text.find(channel)
    while at >= 0:
        places.append(at)
        at = text.find(channel, at + 1)
    if not places or not channel:
        return None
    start = min(places, key=lambda p: abs(p - wording.start))
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    end = start + len(channel)
    return Words(wording.article, start, end, first, last if last >= 0 else len(text))


def _side(wording: Wording, pages: dict[str, Page]) -> Side:
    return side(wording.text, pages[wording.article].language)


def _reworded(
    utterance: str, about: str, told: Sequence[Wording], pages: dict[str, Page]
) -> Iterator[Discrepancy]:
    """Yield the two wordings of an utterance that have least in common, if it is little."""
    whole = [w for w in told if len(_side(w, pages).content()) >= FEWEST]
    pairs = [(a, b) for a, b in combinations(whole, 2) if _comparable(a, b, pages)]
    rated = [(both(_side(a, pages), _side(b, pages)), a, b) for a, b in pairs]
    share, a, b = min(rated, key=lambda r: r[0], default=(1.0, None, None))
    if a is None or b is None or share >= PARAPHRASE:
        return
    found = [Words(w.article, w.start, w.end, w.start, w.end) for w in (a, b)]
    reworded = Told("wording", "wording", about, REWORDED, utterance=utterance)
    discrepancy = tell(reworded, found, pages)
    if discrepancy:
        yield discrepancy
