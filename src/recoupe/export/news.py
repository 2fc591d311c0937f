"""Writes reports for people and programs: reports in, lines on a stream out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from recoupe.export.terminal import printable
from recoupe.rows import to_row
from recoupe.watch.news import Kind, Report

_CALLED: dict[Kind, tuple[str, str]] = {
    "utterance": ("new statement", "green"),
    "discrepancy": ("new difference", "yellow"),
    "position": ("change of position", "bold red"),
}


class Lines:
    """Writes each report as a few lines to read; in colour where the stream is a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._console = Console(file=stream, highlight=False, soft_wrap=not stream.isatty())

    def __call__(self, reports: Sequence[Report]) -> None:
        """Write reports and see that they have left this process."""
        for report in reports:
            self._console.print(_head(report))
            for passage in _places(report):
                self._console.print(passage)
        self._stream.flush()


class JsonLines:
    """Writes each report as one line of JSON."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __call__(self, reports: Sequence[Report]) -> None:
        """Write reports and see that they have left this process."""
        for report in reports:
            self._stream.write(json.dumps(to_row(report), ensure_ascii=False) + "\n")
        self._stream.flush()


def _head(report: Report) -> Text:
    name, style = _CALLED[report.kind]
    who = printable(" · ".join(filter(None, (report.who, report.date))))
    told = printable(report.told)
    told = f"« {told} »" if report.kind == "utterance" else told
    return Text.assemble((name, style), " · " if who else "", (who, "bold"), ": ", told)


def _places(report: Report) -> list[Text]:
    """Return where it stands: each page once for a statement, each passage else."""
    heads = {p.article.id: p for p in report.passages}
    shown = heads.values() if report.kind == "utterance" else report.passages
    found = []
    for passage in shown:
        head = passage.article
        day = (head.published.value or "")[:10]
        place = ", ".join(filter(None, (head.outlet, day, head.uri)))
        words = "" if report.kind == "utterance" else f"« {passage.text} »"
        found.append(Text(f"    {printable(f'{words} — {place}')}"))
    return found
