"""Where accounts differ: the passages side by side, the words that differ marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from rich.console import Console
from rich.text import Text

from recoupe.dossier.read import Dossier
from recoupe.export.terminal import label, printable
from recoupe.export.views import View
from recoupe.findings import Discrepancy, Passage
from recoupe.records import Article
from recoupe.rows import to_row

LEFT = 2
"""Columns left of the passages, and between two of them."""
NARROW = 70
"""Columns below which passages stand under one another: half of it holds no sentence."""


def lines(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each discrepancy, the weightiest first: what differs, then passages in pairs."""
    articles = {a.id: a for a in dossier.articles()}
    for number, discrepancy in enumerate(dossier.discrepancies(), 1):
        yield from _head(number, discrepancy, console)
        told = [_passage(p, discrepancy, articles) for p in discrepancy.passages]
        for one, other in zip_longest(told[::2], told[1::2]):
            yield from _beside(one, other, console)
        yield Text()


def _head(number: int, discrepancy: Discrepancy, console: Console) -> Iterator[Text]:
    kind = discrepancy.kind + (", compatible" if discrepancy.compatible else "")
    about = Text.assemble(
        f"{number}. ", (printable(discrepancy.about), "bold"), "  ", (kind, "green")
    )
    yield from about.wrap(console, console.width)
    for line in Text(printable(discrepancy.note)).wrap(console, console.width - LEFT):
        yield Text(" " * LEFT).append(line)


def _passage(passage: Passage, of: Discrepancy, articles: dict[str, Article]) -> Text:
    """Return a passage under the name of its article, its differing words set off."""
    article = articles[passage.article]
    day = (article.published.value or "no date")[:10]
    told = Text.assemble((f"{label(article)}, {day}", "dim"), "\n")
    at = passage.start
    for word in _inside(of.words, passage):
        told.append(_plain(passage.text[at - passage.start : word.start - passage.start]))
        told.append("[" + printable(word.text) + "]", "bold red")
        at = word.end
    return told.append(_plain(passage.text[at - passage.start :]))


def _inside(words: Iterable[Passage], passage: Passage) -> list[Passage]:
    """Return the differing words of a passage in order, none overlapping the one before."""
    found: list[Passage] = []
    for word in sorted(words, key=lambda w: (w.start, w.end)):
        held = passage.start <= word.start and word.end <= passage.end
        free = not found or found[-1].end <= word.start
        if word.article == passage.article and held and free:
            found.append(word)
    return found


def _plain(text: str) -> str:
    """Return printable words with the spaces around them, if there are any."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return before + printable(text) + after if text.strip() else before


def _beside(one: Text, other: Text | None, console: Console) -> Iterator[Text]:
    """Yield two passages in two columns, or one under the other where there is no room."""
    if console.width < NARROW or other is None:
        for passage in (p for p in (one, other) if p is not None):
            for line in passage.wrap(console, console.width - LEFT):
                yield Text(" " * LEFT).append(line)
        return
    width = (console.width - 2 * LEFT) // 2
    columns = zip_longest(one.wrap(console, width), other.wrap(console, width))
    for left, right in columns:
        line = Text(" " * LEFT).append(left or Text())
        line.pad_right(max(0, width + 2 * LEFT - line.cell_len))
        yield line.append(right or Text())


def rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield each discrepancy as exported."""
    return map(to_row, dossier.discrepancies())


VIEW = View(lines, rows)
