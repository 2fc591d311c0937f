"""The threads: each thing in hand with its moves in order of time, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from recoupe.dossier.read import Dossier
from recoupe.export.terminal import dated, printable
from recoupe.export.views import View
from recoupe.findings import Step, Thread
from recoupe.rows import to_row

COLOURS = {"open": "yellow", "concluded": "green", "broken": "red"}


def lines(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each thread, the longest first: what it is about, between whom, and its steps."""
    for thread in dossier.threads():
        yield _head(thread)
        for step in thread.steps:
            yield from dated(console, step.date or _by(step), _words(step))
        yield Text()


def _by(step: Step) -> str:
    return f"by {step.by}" if step.by else "no date"


def _head(thread: Thread) -> Text:
    parties = " – ".join(map(printable, thread.parties))
    return Text.assemble(
        (printable(thread.object), "bold"),
        f"  {parties}  " if parties else "  ",
        (thread.state, COLOURS[thread.state]),
    )


def _words(step: Step) -> Text:
    words = Text()
    if step.who:
        words.append(f"{printable(step.who)} ", "bold magenta")
    words.append(f"{step.type} {step.status}: ", "dim")
    words.append(printable(step.passage.text))
    others = f" and {len(step.also)} more" if step.also else ""
    words.append(f" ({printable(step.source or '')}{others})", "green")
    return words


def rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield each thread with its steps and their passages."""
    return map(to_row, dossier.threads())


VIEW = View(lines, rows)
