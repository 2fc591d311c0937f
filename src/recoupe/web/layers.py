"""Lays the marks of an article over its text: zones and marks in, paragraphs of flat pieces out.

Marks may overlap, so a text is cut at all their ends: no piece begins in one mark and ends in
another, and the page need not nest what does not nest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recoupe.dossier.reads.article import ArticleRead, Layer, Mark
from recoupe.records import READ_ZONES, ZoneKind

GROUPS: dict[str, tuple[Layer, ...]] = {
    "quotations": ("quotation", "source", "cue"),
    "people": ("actor",),
    "times": ("time",),
    "events": ("event",),
    "figures": ("figure",),
}
"""The layers as a reader switches them."""
GROUP_OF = {layer: group for group, layers in GROUPS.items() for layer in layers}


@dataclass(frozen=True, slots=True)
class LayerPiece:
    """A stretch of text with the numbers of the marks over it; ``starts`` are those begun here.

    ``classes`` are the layers and groups of the marks, ``here`` tells that a passage asked for
    covers it.
    """

    text: str
    start: int
    marks: tuple[int, ...]
    starts: tuple[int, ...]
    classes: str
    here: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A zone of an article: what it is, whether it is read, and its pieces."""

    kind: ZoneKind
    read: bool
    pieces: tuple[LayerPiece, ...]


def paragraphs(
    article: ArticleRead, marks: Sequence[Mark], here: tuple[int, int] | None = None
) -> tuple[Paragraph, ...]:
    """Return an article's zones with their pieces; ``marks`` are numbered by their place."""
    return tuple(
        Paragraph(
            zone.kind,
            zone.kind in READ_ZONES,
            tuple(
                _pieces(
                    article.text, zone.start, zone.end, _over(marks, zone.start, zone.end), here
                )
            ),
        )
        for zone in article.zones
    )


Numbered = tuple[int, Mark]


def _over(marks: Sequence[Mark], start: int, end: int) -> list[Numbered]:
    return [(i, m) for i, m in enumerate(marks) if m.start < end and start < m.end]


def _pieces(
    text: str, start: int, end: int, marks: Sequence[Numbered], here: tuple[int, int] | None
) -> Iterator[LayerPiece]:
    ends = {start, end, *_within(start, end, (at for _, m in marks for at in (m.start, m.end)))}
    ends.update(_within(start, end, here or ()))
    opened: list[Numbered] = []
    waiting = list(reversed(marks))
    for first, last in pairwise(sorted(ends)):
        while waiting and waiting[-1][1].start <= first:
            opened.append(waiting.pop())
        opened = [(i, m) for i, m in opened if m.end > first]
        yield LayerPiece(
            text[first:last],
            first,
            tuple(i for i, _ in opened),
            tuple(i for i, m in opened if max(m.start, start) == first),
            _classes(m.layer for _, m in opened),
            here is not None and here[0] <= first and last <= here[1],
        )


def _within(start: int, end: int, places: Iterable[int]) -> Iterator[int]:
    return (at for at in places if start < at < end)


def _classes(layers: Iterable[Layer]) -> str:
    known = dict.fromkeys(layers)
    groups = dict.fromkeys(f"in-{GROUP_OF[layer]}" for layer in known)
    return " ".join((*groups, *(f"l-{layer}" for layer in known)))
