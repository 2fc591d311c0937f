"""The timeline: what was said and done on which day, with the pages behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from recoupe.cli_help import counted
from recoupe.dossier.read import Dossier
from recoupe.export.terminal import dated, printable
from recoupe.export.views import View
from recoupe.findings import Moment
from recoupe.rows import to_row

LONGEST = 240
"""Characters of a moment's words shown; ``--json`` has all of its passages."""

COLOURS = {"said": "magenta", "done": "green", "planned": "yellow"}


def lines(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each moment, oldest first; what has no date stands last."""
    for moment in dossier.timeline():
        yield from dated(console, _when(moment), _words(moment))


def _when(moment: Moment) -> str:
    if moment.date:
        return moment.date
    return f"by {moment.last}" if moment.last else "no date"


def _words(moment: Moment) -> Text:
    words = Text()
    if moment.who:
        words.append(f"{printable(moment.who)} ", f"bold {COLOURS[moment.kind]}")
    others = f", {counted(len(moment.items), 'statement')}" if moment.kind == "said" else ""
    told = f"{moment.kind}{others}, {counted(len(moment.articles), 'article')}"
    words.append(f"({told}) ", "dim")
    label = printable(moment.label)
    words.append(label if len(label) <= LONGEST else label[: LONGEST - 1] + "…")
    return words


def rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield each moment with its passages."""
    return map(to_row, dossier.timeline())


VIEW = View(lines, rows)
