"""``recoupe show``: a dossier in, its articles, speakers or dates on the terminal out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recoupe.cli_help import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from recoupe.dossier.read import Dossier
    from recoupe.export.views import View

PIPED_WIDTH = 100
"""Columns of text that goes to a pipe or file, unless COLUMNS says otherwise."""


class By(StrEnum):
    """What quotations are grouped under."""

    ARTICLE = "article"
    SPEAKER = "speaker"
    DATE = "date"


def show(  # noqa: PLR0913 - each view is a flag
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    by: Annotated[By, typer.Option(help="Group by article, by speaker or by date.")] = By.ARTICLE,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    failures: Annotated[
        bool, typer.Option("--failures", help="List only the pages that could not be read.")
    ] = False,
    actors: Annotated[
        bool, typer.Option("--actors", help="List the actors across all articles.")
    ] = False,
    utterances: Annotated[
        bool, typer.Option("--utterances", help="What was said, in all its wordings.")
    ] = False,
    timeline: Annotated[
        bool, typer.Option("--timeline", help="What was said and done, in order of time.")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Which article carries what, and leaves out what.")
    ] = False,
    threads: Annotated[
        bool, typer.Option("--threads", help="Each agreement, sanction, demand with its course.")
    ] = False,
    positions: Annotated[
        bool, typer.Option("--positions", help="Who changed his position, before and after.")
    ] = False,
    discrepancies: Annotated[
        bool, typer.Option("--discrepancies", help="Where accounts differ, side by side.")
    ] = False,
    stories: Annotated[bool, typer.Option("--stories", help="The articles by affair.")] = False,
    reprints: Annotated[
        bool, typer.Option("--reprints", help="Pages of one dispatch, and what each changed.")
    ] = False,
) -> None:
    """Print a dossier: who said what, when, through whom.

    Colours appear on a terminal only, and not where NO_COLOR is set.
    """
    import recoupe  # noqa: PLC0415

    view = _chosen(
        {
            "actors": actors,
            "utterances": utterances,
            "timeline": timeline,
            "coverage": coverage,
            "threads": threads,
            "positions": positions,
            "discrepancies": discrepancies,
            "stories": stories,
            "reprints": reprints,
        }
    )
    with recoupe.open(dossier) as opened:
        if as_json:
            document = _rows(opened, view) if view else _document(opened)
            typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
        elif view:
            if not _show_lines(_console(), _view(view).lines(opened, _console())):
                typer.echo(f"{dossier}: nothing to show with --{view}", err=True)
        else:
            _print(opened, by, failures_only=failures)


def _chosen(flags: dict[str, bool]) -> str | None:
    """Return the name of the view asked for, ``None`` where no flag is given."""
    names = [name for name, wanted in flags.items() if wanted]
    if len(names) > 1:
        raise typer.BadParameter(f"one view at a time: --{names[0]} or --{names[1]}")
    return names[0] if names else None


def _view(name: str) -> View:
    """Import the module of a view, named as its flag; rich takes time to import."""
    view: View = import_module(f"recoupe.export.views.{name}").VIEW
    return view


def _rows(dossier: Dossier, view: str) -> dict[str, Any]:
    return {view: list(_view(view).rows(dossier))}


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


def _console() -> Console:
    from rich.console import Console  # noqa: PLC0415

    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    width = PIPED_WIDTH if piped else None
    return Console(highlight=False, emoji=False, markup=False, width=width)


def _show_lines(console: Console, lines: Iterable[Text]) -> bool:
    """Print the lines and tell whether there were any."""
    any_line = False
    for line in lines:
        any_line = True
        line.rstrip()
        console.print(line, soft_wrap=True)
    return any_line


def _print(dossier: Dossier, by: By, *, failures_only: bool) -> None:
    from recoupe.export import terminal  # noqa: PLC0415

    console = _console()
    ways = {
        By.ARTICLE: terminal.by_article,
        By.SPEAKER: terminal.by_speaker,
        By.DATE: terminal.by_date,
    }
    lines = terminal.failures(dossier) if failures_only else ways[by](dossier, console)
    _show_lines(console, lines)
    if not failures_only and (count := dossier.summary().failures):
        console.print(
            f"{counted(count, 'page')} could not be read: recoupe show --failures", style="red"
        )
