"""``recoupe build`` and ``add``: inputs and options in, a dossier and a summary of it out."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recoupe.cli_help import counted
from recoupe.forms import READABLE
from recoupe.settings import SHARD_PAGES, Settings

if TYPE_CHECKING:
    from recoupe.dossier.take_in import Tally

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help=f"Files, folders or patterns: {READABLE}; - reads standard input.",
    ),
]
Model = Annotated[
    list[str] | None,
    typer.Option(metavar="LANG=NAME", help="Read a language with another spaCy pipeline."),
]
Processes = Annotated[
    int, typer.Option(min=0, help="Worker processes; 0: one, or for many pages one a core.")
]
ShardPages = Annotated[
    int, typer.Option(min=1, hidden=True, help="Pages that are read and kept together.")
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
    shard_pages: ShardPages = SHARD_PAGES,
    *,
    quiet: Quiet = False,
) -> None:
    """Read pages into a dossier. The same page twice adds nothing; a changed one is a new version.

    The dossier is written beside its place and put there at the end: whatever goes wrong, the old
    one stays as it was. What was read until then is kept in FILE.shards, and the same command goes
    on from there.
    """
    _read_into(out, inputs, settings_of(model, processes, shard_pages), quiet=quiet)


def add(
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    inputs: Inputs,
    model: Model = None,
    processes: Processes = 0,
    shard_pages: ShardPages = SHARD_PAGES,
    *,
    quiet: Quiet = False,
) -> None:
    """Add pages to a dossier. Only they are read; what they change in the old ones is linked anew.

    The dossier is then the same as one built from all pages at once.
    """
    from recoupe.dossier import store  # noqa: PLC0415

    store.require_file(dossier)
    _read_into(dossier, inputs, settings_of(model, processes, shard_pages), quiet=quiet)


def settings_of(
    model: list[str] | None, processes: int, shard_pages: int = SHARD_PAGES
) -> Settings:
    """Return the settings that the options of a command make."""
    models = Settings().models | _models(model or [])
    return Settings(models=models, processes=processes, shard_pages=shard_pages)


def _read_into(out: Path, inputs: list[str], settings: Settings, *, quiet: bool) -> None:
    if quiet:
        logging.getLogger("recoupe").setLevel(logging.ERROR)
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
    repeated = f", {tally.repeated} repeated" if tally.repeated else ""
    typer.echo(
        f"{out}: {counted(tally.pages, 'page')}: {counted(tally.articles, 'article')} read"
        f" ({tally.new} new, {tally.changed} changed, {tally.unchanged} already there){repeated},"
        f" {tally.failed} not read; {counted(tally.quotations, 'quotation')}"
    )
    for failure in tally.failures:
        typer.echo(f"  not read: {failure.uri} ({failure.stage}): {failure.reason}")
    if tally.failed > len(tally.failures):
        typer.echo(
            f"  and {tally.failed - len(tally.failures)} more: recoupe show {out} --failures"
        )
