"""Tells what a later text made of an earlier one: both in, passages and plain words out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.findings import Edit, Passage
from recoupe.link.changed_words import difference, words
from recoupe.link.reprints_align import Match, matches
from recoupe.link.reprints_text import Sentence, Side

MOST_FIGURES = 3
"""Figures named in one line; the passages show all."""

_FIGURE = re.compile(r"\d+(?:[.,\s]\d+)*")


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a text; ``share`` is the part of its body that the other kept."""

    share: float
    told: tuple[str, ...]
    kept: tuple[Passage, ...]
    cut: tuple[Passage, ...]
    added: tuple[Passage, ...]
    edited: tuple[Edit, ...]


def changes(before: Side, after: Side) -> Changes:
    """Compare two texts of which one comes from the other, sentence by sentence."""
    found = matches(before, after)
    kept = {m.one for m in found}
    body = [(i, s) for i, s in enumerate(before.sentences) if not s.titled]
    own = {m.other for m in found} | {i for i, s in enumerate(after.sentences) if s.titled}
    cut = [i for i, _ in body if i not in kept]
    added = [i for i in range(len(after.sentences)) if i not in own]
    edited = tuple(_edits(before, after, found))
    size = sum(len(s.words) for _, s in body)
    share = sum(len(s.words) for i, s in body if i in kept) / max(1, size)
    told = [
        *_title(before, after),
        f"keeps {share:.0%} of the body",
        *_counted("cuts", before, cut),
        *_order(found),
        *_edited(edited),
        *_counted("adds", after, added),
    ]
    return Changes(
        share,
        tuple(told),
        passages(after, sorted({m.other for m in found})),
        passages(before, cut),
        passages(after, added),
        edited,
    )


def passages(side: Side, places: Sequence[int]) -> tuple[Passage, ...]:
    """Return sentences as passages, those that follow one another in a paragraph as one."""
    runs: list[tuple[Sentence, Sentence]] = []
    last = -2
    for place in places:
        sentence = side.sentences[place]
        if runs and place == last + 1 and runs[-1][1].paragraph == sentence.paragraph:
            runs[-1] = (runs[-1][0], sentence)
        else:
            runs.append((sentence, sentence))
        last = place
    return tuple(passage(side, first.start, final.end) for first, final in runs)


def passage(side: Side, start: int, end: int) -> Passage:
    """Return a stretch of an article."""
    return Passage(side.article.id, start, end, side.article.text[start:end])


def edit(before: Side, after: Side, match: Match) -> Edit:
    """Return a sentence before and after, with what changed in it."""
    a, b = before.sentences[match.one], after.sentences[match.other]
    one, other = passage(before, a.start, a.end), passage(after, b.start, b.end)
    return Edit(one, other, "" if a.words == b.words else difference(one.text, other.text))


def _edits(before: Side, after: Side, found: Sequence[Match]) -> Iterator[Edit]:
    edits = (edit(before, after, match) for match in found)
    return (e for e in edits if e.difference)


def _title(before: Side, after: Side) -> Iterator[str]:
    one, other = before.article.title, after.article.title
    if one is None or other is None:
        return
    if words(one.text) != words(other.text):
        yield f"has another title: “{' '.join(other.text.split())}”"


def _counted(verb: str, side: Side, places: Sequence[int]) -> Iterator[str]:
    """Say how many whole paragraphs, and how many sentences of others, lie in these places."""
    here = Counter(side.sentences[i].paragraph for i in places)
    whole = Counter(s.paragraph for s in side.sentences if not s.titled)
    paragraphs = [p for p, n in here.items() if n == whole[p]]
    sentences = sum(n for p, n in here.items() if n != whole[p])
    parts = [_number(len(paragraphs), "paragraph"), _number(sentences, "sentence")]
    if told := " and ".join(p for p in parts if p):
        yield f"{verb} {told}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}" if count else ""


def _order(found: Sequence[Match]) -> Iterator[str]:
    places = [m.other for m in sorted(found, key=lambda m: (m.one, m.other))]
    if places != sorted(places):
        yield "puts sentences in another order"


def _edited(edits: Sequence[Edit]) -> Iterator[str]:
    if edits:
        yield f"changes words in {_number(len(edits), 'sentence')}"
    figures = [f for e in edits for f in _figures(e)]
    yield from figures[:MOST_FIGURES]


def _figures(edit: Edit) -> Iterator[str]:
    """Say which figures of a sentence gave place to others."""
    a, b = (Counter(_FIGURE.findall(p.text)) for p in (edit.before, edit.after))
    gone, come = list((a - b).elements()), list((b - a).elements())
    if gone and len(gone) == len(come):
        yield from (f"changes a figure: {x} → {y}" for x, y in zip(gone, come, strict=True))
