"""``recoupe watch``: reading lists in, a growing dossier and reports of what is new in it out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from recoupe.cli_build import Model, Processes, Quiet, settings_of
from recoupe.cli_help import counted

if TYPE_CHECKING:
    from recoupe.errors import RecoupeError
    from recoupe.fetch.terms import Terms
    from recoupe.settings import Settings
    from recoupe.watch.hand_over import Taking
    from recoupe.watch.poll import Progress, Watch, Written
    from recoupe.watch.run import Course

Feeds = Annotated[
    list[str],
    typer.Argument(
        metavar="FEEDS...",
        help="Addresses of feeds (RSS, Atom, JSON Feed), sitemaps or OPML lists; OPML files.",
    ),
]


def watch(  # noqa: PLR0913 - the options of a command
    feeds: Feeds,
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="FILE", help="The dossier to make or to extend."),
    ],
    *,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="How often to poll: 90s, 15m, 2h, 1h30m.")
    ] = "15m",
    webhook: Annotated[
        str | None, typer.Option(metavar="URL", help="Post the reports as JSON to this address.")
    ] = None,
    user_agent: Annotated[
        str, typer.Option(metavar="NAME", help="Who asks; name where you can be written to.")
    ] = "",
    delay: Annotated[
        float, typer.Option(min=0.0, help="Least seconds between two requests to one host.")
    ] = 1.0,
    most: Annotated[
        int, typer.Option(min=1, help="Pages fetched in one poll; the others wait for the next.")
    ] = 500,
    model: Model = None,
    processes: Processes = 1,
    once: Annotated[bool, typer.Option("--once", help="Poll once and end, for cron.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print reports as JSON Lines.")] = False,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Ask private addresses and any port too."),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Poll feeds, add the pages that are new, and report what they change in the dossier.

    Reported are new statements, new differences between accounts, and changes of position: on
    standard output, or to a webhook. Stopped at any moment and started again, it goes on where it
    was. Ctrl-C ends it.
    """
    from recoupe.fetch.address import is_address  # noqa: PLC0415
    from recoupe.fetch.lists import require  # noqa: PLC0415
    from recoupe.fetch.terms import Terms  # noqa: PLC0415
    from recoupe.watch.durations import seconds  # noqa: PLC0415

    if as_json and webhook:
        raise typer.BadParameter("name one of --json and --webhook")
    if webhook and not is_address(webhook):
        raise typer.BadParameter("--webhook wants an address: https://hooks.example/affair")
    pause = None if once else seconds(every)
    require(feeds)
    terms = Terms(user_agent, delay, private=allow_private)
    stopped = Event()
    watched = _watched(feeds, out, settings_of(model, processes), terms, stopped, most)
    _run(watched, _taking(webhook, stopped, as_json=as_json), pause, quiet=quiet)


def _watched(
    feeds: list[str], out: Path, settings: Settings, terms: Terms, stopped: Event, most: int
) -> Watch:
    from recoupe.fetch.client import Client  # noqa: PLC0415
    from recoupe.fetch.manners import Manners  # noqa: PLC0415
    from recoupe.fetch.robots import Robots  # noqa: PLC0415
    from recoupe.watch.poll import Watch  # noqa: PLC0415 - spaCy takes seconds to import

    client = Client(terms, Manners(terms.delay, stopped))
    return Watch(tuple(feeds), out, settings, client, Robots(client), most)


def _taking(webhook: str | None, stopped: Event, *, as_json: bool) -> Taking:
    from recoupe.export.news import JsonLines, Lines  # noqa: PLC0415
    from recoupe.watch.webhook import Webhook  # noqa: PLC0415

    if webhook:
        return Webhook(webhook, stopped)
    return JsonLines(sys.stdout) if as_json else Lines(sys.stdout)


def _run(watched: Watch, taking: Taking, pause: int | None, *, quiet: bool) -> None:
    """Run until the end, or until Ctrl-C or SIGTERM, and tell what was done."""
    from recoupe.watch.hand_over import HandOver  # noqa: PLC0415
    from recoupe.watch.interruption import Interruption  # noqa: PLC0415
    from recoupe.watch.run import Course, Voices, run  # noqa: PLC0415

    course = Course()
    with Interruption() as interruption, _progress(silent=quiet) as progress:
        told = _silent if quiet else _tell
        voices = Voices(told, _complain, lambda: interruption.asked, progress)
        try:
            run(watched, HandOver(watched.out, taking), pause, voices, course)
        except (KeyboardInterrupt, Exception):
            if not interruption.asked:
                raise
    if not quiet:
        _sum_up(course, watched.out)
    if interruption.asked and pause is None:
        raise KeyboardInterrupt


@contextmanager
def _progress(*, silent: bool) -> Iterator[Progress | None]:
    """Show what is being fetched and read, where standard error is a terminal."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("waiting for the next poll", total=None)
        done = {"fetching": 0, "reading": 0}

        def shown(what: str, more: int) -> None:
            done[what] += more
            pages = f"{done['fetching']} fetched, {done['reading']} read"
            bars.update(task, description=f"{what} pages: {pages}")

        yield shown


def _silent(_written: Written) -> None:
    """Say nothing."""


def _tell(written: Written) -> None:
    """Tell what one batch did, on standard error: the reports are for standard output."""
    from recoupe.export.terminal import printable  # noqa: PLC0415 - rich takes time to import

    tally = written.tally
    waiting = f", {counted(written.waiting, 'page')} waiting" if written.waiting else ""
    typer.echo(
        f"{counted(tally.articles, 'page')} read ({tally.new} new, {tally.changed} changed),"
        f" {counted(tally.failed, 'failure')}, {counted(written.reports, 'report')}"
        f"{waiting}",
        err=True,
    )
    for failure in tally.failures:
        told = f"{failure.uri} ({failure.stage}): {failure.reason}"
        typer.echo(f"  {printable(told)}", err=True)


def _complain(error: RecoupeError) -> None:
    typer.echo(f"recoupe: {error}; tried again at the next poll", err=True)


def _sum_up(course: Course, out: Path) -> None:
    tally = course.tally
    waiting = f", {counted(course.waiting, 'page')} waiting" if course.waiting else ""
    typer.echo(
        f"{out}: {counted(course.polls, 'poll')}, {counted(tally.articles, 'page')} read"
        f" ({tally.new} new, {tally.changed} changed), {counted(tally.failed, 'failure')},"
        f" {counted(course.reports, 'report')} handed over{waiting}",
        err=True,
    )
