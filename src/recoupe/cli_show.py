"""``recoupe show``: a dossier in, its articles, speakers or dates on the terminal out."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recoupe.cli_help import counted

if TYPE_CHECKING:
    from recoupe.dossier.read import Dossier

PIPED_WIDTH = 100
"""Columns of text that goes to a pipe or file, unless COLUMNS says otherwise."""


class By(StrEnum):
    """What quotations are grouped under."""

    ARTICLE = "article"
    SPEAKER = "speaker"
    DATE = "date"


def show(
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    by: Annotated[By, typer.Option(help="Group by article, by speaker or by date.")] = By.ARTICLE,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    failures: Annotated[
        bool, typer.Option("--failures", help="List only the pages that could not be read.")
    ] = False,
) -> None:
    """Print a dossier: who said what, when, through whom.

    Colours appear on a terminal only, and not where NO_COLOR is set.
    """
    import recoupe  # noqa: PLC0415

    with recoupe.open(dossier) as opened:
        if as_json:
            typer.echo(json.dumps(_document(opened), ensure_ascii=False, indent=1))
        else:
            _print(opened, by, failures_only=failures)


def _document(dossier: Dossier) -> dict[str, Any]:
    from recoupe.export import jsonl  # noqa: PLC0415
    from recoupe.rows import to_row  # noqa: PLC0415

    versions = dossier.version_numbers()
    told = jsonl.utterances_of(dossier)
    return {
        "articles": [
            jsonl.article_row(r.article, versions[r.article.id])
            | {
                "actors": [jsonl.actor_row(a) for a in r.actors],
                "quotations": [jsonl.quotation_row(q, told.get(q.id)) for q in r.quotations],
                "times": [jsonl.time_row(t) for t in r.times],
            }
            for r in dossier.readings()
        ],
        "failures": [to_row(f) for f in dossier.failures()],
    }


def _print(dossier: Dossier, by: By, *, failures_only: bool) -> None:
    from rich.console import Console  # noqa: PLC0415

    from recoupe.export import terminal  # noqa: PLC0415

    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    width = PIPED_WIDTH if piped else None
    console = Console(highlight=False, emoji=False, markup=False, width=width)
    ways = {
        By.ARTICLE: terminal.by_article,
        By.SPEAKER: terminal.by_speaker,
        By.DATE: terminal.by_date,
    }
    lines = terminal.failures(dossier) if failures_only else ways[by](dossier, console)
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)
    if not failures_only and (count := dossier.summary().failures):
        console.print(
            f"{counted(count, 'page')} could not be read: recoupe show --failures", style="red"
        )
