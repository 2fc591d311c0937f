"""Makes the record of an utterance from its quotations: members with their links in, record out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recoupe.days import days
from recoupe.findings import Member, Utterance, Variant
from recoupe.ids import make_id
from recoupe.link.changed_words import difference, words
from recoupe.link.utterances.decide import likeness
from recoupe.link.utterances.text import begin_alike, clauses
from recoupe.records import Said

REPEATED = 0.75
"""Likeness from which a title that holds no less than a quotation gives its words, no summary."""


@dataclass(frozen=True, slots=True)
class Told:
    """One quotation of an utterance, with its wording, article, day of publication and origin.

    ``own`` tells that the origin is the outlet itself, which names no other.
    """

    quotation: str
    wording: str
    article: str
    published: str
    language: str
    text: str
    speaker: str | None
    speaker_name: str
    said: str | None
    basis: str
    headline: bool
    origin: str
    origin_name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a wording belongs to another: the score of the pair and its reasons."""

    score: float
    reasons: tuple[str, ...]


def utterance(told: Sequence[Told], reasons: Mapping[str, Reason]) -> Utterance:
    """Return the record of quotations that are one utterance; ``reasons`` are by wording.

    The fullest is the longest in the body of an article, the earliest that of the first page; one
    that carries no date may have come out on the last day it can have.
    """
    ordered = sorted(told, key=lambda t: (t.published, t.article, t.quotation))
    body = [t for t in ordered if not t.headline] or ordered
    fullest = max(body, key=lambda t: (len(t.text), _reversed(t.quotation)))
    summaries = tuple(t.quotation for t in ordered if _sums_up(t, fullest))
    origins = {t.origin: t.origin_name for t in reversed(_witnesses(ordered))}
    speaker = _speaker(body)
    return Utterance(
        make_id("utterance", *sorted(t.quotation for t in told)),
        speaker.speaker,
        speaker.speaker_name,
        _said(ordered),
        tuple(_member(t, ordered, reasons) for t in ordered),
        summaries,
        fullest.quotation,
        body[0].quotation,
        tuple(dict.fromkeys(t.article for t in ordered)),
        len(origins),
        tuple(sorted(set(origins.values()))),
        _shared([t for t in ordered if t.quotation not in summaries], fullest),
        tuple(_variants(ordered, fullest)),
    )


def _witnesses(told: Sequence[Told]) -> list[Told]:
    """Leave out the title that names no origin over a page whose text names one."""
    named = {t.article for t in told if not t.own}
    return [t for t in told if not (t.own and t.article in named)]


def _reversed(quotation: str) -> tuple[int, ...]:
    """Return a key under which the smaller of two ids is the larger."""
    return tuple(-ord(c) for c in quotation)


def _sums_up(told: Told, fullest: Told) -> bool:
    """Tell whether a title says less than the fullest wording, in other words."""
    if not told.headline or told.quotation == fullest.quotation:
        return False
    if told.language != fullest.language:
        return True
    return likeness(told.text, fullest.text, told.language).value < REPEATED


def _speaker(body: Sequence[Told]) -> Told:
    """Return the quotation that names the speaker best: a known one, the longest name."""
    return max(body, key=lambda t: (t.speaker is not None, len(t.speaker_name), t.speaker_name))


def _said(ordered: Sequence[Told]) -> Said:
    """Return the most precise day that any of the quotations tells."""
    known = [(found, t) for t in ordered if (found := days(t.said))]
    if not known:
        return Said(None, "")
    first = min(range(len(known)), key=lambda i: (known[i][0][1] - known[i][0][0], i))
    return Said(known[first][1].said, known[first][1].basis)


def _member(told: Told, ordered: Sequence[Told], reasons: Mapping[str, Reason]) -> Member:
    twins = [t for t in ordered if t.wording == told.wording and t.quotation != told.quotation]
    if twins:
        why = ("word for word as in another article: one speaker, the same days",)
        known = reasons.get(told.wording)
        return Member(told.quotation, 1.0, why + (known.reasons if known else ()))
    found = reasons[told.wording]
    return Member(told.quotation, found.score, found.reasons)


def _shared(told: Sequence[Told], fullest: Told) -> tuple[str, ...]:
    """Return the words, of any weight, that all wordings in the fullest one's language have.

    Words of like sense join wordings, but are no words that both have: « prêts » and « ouverte ».
    Of one wording beside its summaries there is nothing to tell.
    """
    if len(told) == 1:
        return ()
    forms = _forms(fullest)
    others = [_forms(t) for t in told if t.language == fullest.language]
    common = {s for s in forms if all(s in o and begin_alike(forms[s], o[s]) for o in others)}
    text = fullest.text.lower()
    return tuple(forms[s] for s in sorted(common, key=lambda s: (text.find(forms[s]), s)))


def _forms(told: Told) -> dict[str, str]:
    """Return the words of a wording as they stand there, by their stems."""
    return {s: f for c in clauses(told.text, told.language) for s, f in c.forms.items()}


def _variants(ordered: Sequence[Told], fullest: Told) -> Iterable[Variant]:
    """Yield the fullest wording beside each other one, once a wording."""
    seen = {words(fullest.text)}
    for told in ordered:
        if words(told.text) not in seen:
            seen.add(words(told.text))
            yield Variant(fullest.quotation, told.quotation, _told_apart(fullest, told))


def _told_apart(one: Told, other: Told) -> str:
    """Return the difference of two wordings; of two languages, each as a whole."""
    if one.language == other.language:
        return difference(one.text, other.text)
    return f"[-{one.text}-] {{+{other.text}+}}"
