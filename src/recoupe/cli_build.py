"""``recoupe build`` and ``add``: inputs and options in, a dossier and a summary of it out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recoupe.cli_help import counted
from recoupe.settings import Settings

if TYPE_CHECKING:
    from recoupe.dossier.write import Tally

MOST_LISTED = 20
"""Failures listed one by one; the dossier keeps all of them."""


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files, folders or patterns (.txt .md .html .jsonl .csv, also .gz); - reads"
        " standard input.",
    ),
]
Model = Annotated[
    list[str] | None,
    typer.Option(metavar="LANG=NAME", help="Read a language with another spaCy pipeline."),
]
Processes = Annotated[
    int, typer.Option(min=0, help="Worker processes; 0: one, or for many pages one a core.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print nothing but errors.")]


def build(
    inputs: Inputs,
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="FILE", help="The dossier to make or to extend."),
    ],
    model: Model = None,
    processes: Processes = 0,
    *,
    quiet: Quiet = False,
) -> None:
    """Read pages into a dossier. The same page twice adds nothing; a changed one is a new version.

    The dossier is written beside its place and put there at the end: whatever goes wrong, the old
    one stays as it was.
    """
    _read_into(out, inputs, settings_of(model, processes), quiet=quiet)


def add(
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    inputs: Inputs,
    model: Model = None,
    processes: Processes = 0,
    *,
    quiet: Quiet = False,
) -> None:
    """Add pages to a dossier. Only they are read; what they change in the old ones is linked anew.

    The dossier is then the same as one built from all pages at once.
    """
    from recoupe.dossier import store  # noqa: PLC0415

    store.require_file(dossier)
    _read_into(dossier, inputs, settings_of(model, processes), quiet=quiet)


def settings_of(model: list[str] | None, processes: int) -> Settings:
    """Return the settings that the options of a command make."""
    return Settings(models=Settings().models | _models(model or []), processes=processes)


def _read_into(out: Path, inputs: list[str], settings: Settings, *, quiet: bool) -> None:
    with _progress(silent=quiet) as progress:
        import recoupe  # noqa: PLC0415
        from recoupe import pipeline  # noqa: PLC0415 - spaCy takes seconds to import

        tally = pipeline.build_file(inputs, out, settings, progress)
    if not quiet:
        _tell(tally, out)
        with recoupe.open(out) as opened:
            if note := opened.languages_apart():
                typer.echo(f"  {note}")


def _models(pairs: list[str]) -> dict[str, str]:
    chosen = dict(pair.partition("=")[::2] for pair in pairs)
    if not all(code and name for code, name in chosen.items()):
        raise typer.BadParameter("--model wants LANG=NAME, such as fr=fr_core_news_lg")
    return chosen


@contextmanager
def _progress(*, silent: bool) -> Iterator[Callable[[int], None] | None]:
    """Show how many pages are read, where standard error is a terminal."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("reading: {task.completed} pages"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done: bar.advance(task, done)


def _tell(tally: Tally, out: Path) -> None:
    typer.echo(
        f"{out}: {counted(tally.articles, 'article')} read ({tally.new} new, {tally.changed}"
        f" changed, {tally.unchanged} already there), {counted(tally.quotations, 'quotation')},"
        f" {counted(len(tally.failures), 'page')} not read"
    )
    for failure in tally.failures[:MOST_LISTED]:
        typer.echo(f"  not read: {failure.uri} ({failure.stage}): {failure.reason}")
    if len(tally.failures) > MOST_LISTED:
        typer.echo(f"  and {len(tally.failures) - MOST_LISTED} more: recoupe show {out} --failures")
