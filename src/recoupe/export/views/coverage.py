"""The coverage: each fact against the articles, then what each outlet has alone or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from recoupe.cli_help import counted
from recoupe.dossier.read import Dossier
from recoupe.export.terminal import label, printable
from recoupe.export.views import View
from recoupe.findings import Coverage
from recoupe.rows import to_row

SIGNS = {
    "verbatim": ("●", "green"),
    "reworded": ("○", "green"),
    "summarised": ("~", "green"),
    "absent": ("–", "red"),
    "before": ("·", "dim"),
}
"""What stands for each way in which an article carries a fact, or does not."""

MOST_FACTS = 10
"""Facts listed of one outlet; ``--json`` has all."""


def lines(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield the articles with their numbers, a line a fact, and a few lines an outlet."""
    covered = dossier.coverage()
    numbers: dict[str, int] = {}
    for number, article in enumerate(dossier.articles(), 1):
        numbers[article.id] = number
        yield Text(f"{number:>3} {label(article)}", overflow="ellipsis", no_wrap=True)
    yield Text()
    yield _legend()
    yield Text()
    for row in covered:
        yield _row(row, numbers, console.width)
    yield from _outlets(dossier, {row.id: row for row in covered}, console)


def _legend() -> Text:
    words = Text()
    for how, (sign, colour) in SIGNS.items():
        words.append(f"{sign} ", colour).append(f"{how}   ", "dim")
    return words


def _row(row: Coverage, numbers: Mapping[str, int], width: int) -> Text:
    """Return the signs of a fact's articles, in the order of their numbers, and the fact."""
    cells = {numbers[c.article]: SIGNS[c.how] for c in row.cells if c.article in numbers}
    words = Text("  ")
    for number in range(min(cells), max(cells) + 1) if cells else ():
        words.append(*cells.get(number, (" ", "")))
    words.append(f"  {row.kind} ", "dim").append(printable(row.label))
    words.truncate(width, overflow="ellipsis")
    return words


def _outlets(dossier: Dossier, covered: Mapping[str, Coverage], console: Console) -> Iterator[Text]:
    for outlet in dossier.outlets():
        yield Text()
        yield Text.assemble(
            (printable(outlet.outlet), "bold"),
            (f"  {counted(outlet.articles, 'article')}, {counted(outlet.carried, 'fact')}", "dim"),
        )
        for name, facts in (("only here", outlet.only), ("left out", outlet.left_out)):
            yield from _facts(name, [covered[f] for f in facts], console.width)


def _facts(name: str, facts: Sequence[Coverage], width: int) -> Iterator[Text]:
    for fact in facts[:MOST_FACTS]:
        words = Text.assemble(f"  {name}: ", printable(fact.label))
        words.truncate(width, overflow="ellipsis")
        yield words
    if len(facts) > MOST_FACTS:
        yield Text(f"  {name}: and {len(facts) - MOST_FACTS} more", "dim")


def rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield each fact with its cells."""
    return map(to_row, dossier.coverage())


VIEW = View(lines, rows)
