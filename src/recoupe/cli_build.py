"""``recoupe build`` and ``add``: inputs and options in, a dossier and a summary of it out."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from recoupe.cli_help import counted
from recoupe.forms import READABLE
from recoupe.settings import CLUSTER_SHARD_PAGES, DATABASE_BYTES, SHARD_PAGES, Settings

if TYPE_CHECKING:
    from recoupe.dossier.take_in import Tally
    from recoupe.engine.spark import Spark

EngineName = Literal["local", "spark"]

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
    int, typer.Option(min=0, hidden=True, help="Pages that are read and kept together.")
]
MEMORY = f"{DATABASE_BYTES / 1e9:g}GB"
Memory = Annotated[
    str,
    typer.Option(metavar="SIZE", help="What the database may hold in memory while it links: 8GB."),
]
SparkSetting = Annotated[
    list[str] | None,
    typer.Option("--conf", metavar="NAME=VALUE", help="A setting of Spark; repeat it for more."),
]
Shards = Annotated[
    str | None,
    typer.Option(
        metavar="PLACE",
        help="Where what is read lies meanwhile: a folder or s3://… that all machines reach.",
    ),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print nothing but errors.")]


def build(  # noqa: PLR0913, PLR0917 - options of the command line
    inputs: Inputs,
    out: Annotated[
        str,
        typer.Option(
            "-o",
            "--out",
            metavar="FILE",
            help="The dossier to make or to extend; with a slash at the end, a folder of Parquet.",
        ),
    ],
    model: Model = None,
    processes: Processes = 0,
    shard_pages: ShardPages = 0,
    memory: Memory = MEMORY,
    engine: Annotated[
        EngineName, typer.Option(help="Who reads the pages: this machine, or a cluster (Spark).")
    ] = "local",
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="Spark's master: spark://…, yarn, k8s://…")
    ] = None,
    conf: SparkSetting = None,
    shards: Shards = None,
    *,
    quiet: Quiet = False,
) -> None:
    """Read pages into a dossier. The same page twice adds nothing; a changed one is a new version.

    The dossier is written beside its place and put there at the end: whatever goes wrong, the old
    one stays as it was. What was read until then is kept in FILE.shards, and the same command goes
    on from there.
    """
    pages = shard_pages or (SHARD_PAGES if engine == "local" else CLUSTER_SHARD_PAGES)
    settings = settings_of(model, processes, pages, memory)
    spark = _spark(engine, master, conf or [], settings)
    _read_into(out, inputs, settings, spark, shards, quiet=quiet)


def add(  # noqa: PLR0913 - options of the command line
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    inputs: Inputs,
    model: Model = None,
    processes: Processes = 0,
    shard_pages: ShardPages = SHARD_PAGES,
    memory: Memory = MEMORY,
    *,
    quiet: Quiet = False,
) -> None:
    """Add pages to a dossier. Only they are read; what they change in the old ones is linked anew.

    The dossier is then the same as one built from all pages at once.
    """
    from recoupe.dossier import store  # noqa: PLC0415

    store.require_file(dossier)
    settings = settings_of(model, processes, shard_pages, memory)
    _read_into(str(dossier), inputs, settings, quiet=quiet)


def _spark(
    engine: EngineName, master: str | None, conf: list[str], settings: Settings
) -> Spark | None:
    """Return the engine that was asked for, ``None`` for that of this machine."""
    if engine == "spark":
        from recoupe.engine.spark import Spark  # noqa: PLC0415

        chosen = tuple(_pairs(conf, "--conf wants NAME=VALUE").items())
        return Spark(master, chosen, settings.worker_bytes)
    if master or conf:
        raise typer.BadParameter("--master and --conf are for --engine spark")
    return None


def settings_of(
    model: list[str] | None,
    processes: int,
    shard_pages: int = SHARD_PAGES,
    memory: str = MEMORY,
) -> Settings:
    """Return the settings that the options of a command make."""
    models = Settings().models | _models(model or [])
    return Settings(
        models=models,
        processes=processes,
        shard_pages=shard_pages,
        database_bytes=_bytes(memory),
    )


def _read_into(
    name: str,
    inputs: list[str],
    settings: Settings,
    engine: Spark | None = None,
    place: str | None = None,
    *,
    quiet: bool,
) -> None:
    if quiet:
        logging.getLogger("recoupe").setLevel(logging.ERROR)
    with _progress(silent=quiet or bool(engine)) as progress:  # Spark shows its own
        import recoupe  # noqa: PLC0415
        from recoupe import pipeline  # noqa: PLC0415 - spaCy takes seconds to import
        from recoupe.dossier import store  # noqa: PLC0415

        out, as_folder = Path(name), store.names_folder(name)
        tally = pipeline.build_file(
            inputs, out, settings, progress, engine, place, as_folder=as_folder
        )
    if not quiet:
        _tell(tally, out)
        with recoupe.open(out) as opened:
            if note := opened.languages_apart():
                typer.echo(f"  {note}")


_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[KMGT])?B?", re.IGNORECASE)


def _bytes(size: str) -> int:
    """Return the bytes that a size means.

    >>> _bytes("2GB"), _bytes("500 mb")
    (2000000000, 500000000)
    """
    found = _SIZE.fullmatch(size.strip())
    if not found or not float(found["number"]):
        raise typer.BadParameter("--memory wants a size, such as 8GB")
    return int(float(found["number"]) * 1000 ** " KMGT".index((found["unit"] or " ").upper()))


def _models(pairs: list[str]) -> dict[str, str]:
    return _pairs(pairs, "--model wants LANG=NAME, such as fr=fr_core_news_lg")


def _pairs(pairs: list[str], wanted: str) -> dict[str, str]:
    chosen = dict(pair.partition("=")[::2] for pair in pairs)
    if not all(name and value for name, value in chosen.items()):
        raise typer.BadParameter(wanted)
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
