"""The command line: arguments in, a command run, and for every error one line and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated

import typer

from recoupe import cli_corrections
from recoupe.cli_build import add, build
from recoupe.cli_check import check
from recoupe.cli_export import export
from recoupe.cli_help import EXIT_CODES, INTERRUPTED, USAGE, examples
from recoupe.cli_mcp import mcp
from recoupe.cli_report import report
from recoupe.cli_serve import serve
from recoupe.cli_show import show
from recoupe.cli_watch import watch
from recoupe.errors import RecoupeError

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for a wrong command line: click's class, or that of the copy it now carries."""

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "recoupe build pages/ -o affair.duckdb",
        "recoupe show affair.duckdb --by speaker",
        "recoupe serve affair.duckdb --open",
        "recoupe export affair.duckdb -f jsonl -o export/",
    )
    + EXIT_CODES,
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the form typer calls
    if wanted:
        from recoupe import __version__  # noqa: PLC0415

        typer.echo(f"recoupe {__version__}")
        raise typer.Exit


@app.callback()
def recoupe(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Read press pages about one affair into a dossier: who said what, when, through whom."""


for command, epilog in (
    (
        build,
        examples(
            "recoupe build page.html articles/ -o affair.duckdb",
            "recoupe build 'crawl/*.jsonl.gz' 'CC-NEWS-*.warc.gz' -o affair.duckdb --processes 4",
            "recoupe build europresse.html factiva.rtf releases.mbox -o affair.duckdb",
            "cat page.txt | recoupe build - -o affair.duckdb --model fr=fr_core_news_lg",
            "recoupe build 's3://archive/*.jsonl.gz' -o affair/ --engine spark --master yarn",
        ),
    ),
    (
        add,
        examples(
            "recoupe add affair.duckdb today/",
            "recoupe add affair.duckdb 'crawl/2025-03-*.jsonl.gz'",
        ),
    ),
    (
        check,
        examples(
            "recoupe check affair.duckdb",
            "recoupe check affair.duckdb --json | jq '.problems[].what'",
            "recoupe check affair.duckdb && cp affair.duckdb /backup/",
        ),
    ),
    (
        watch,
        examples(
            "recoupe watch https://vigie.example/rss feeds.opml -o affair.duckdb",
            "recoupe watch feeds.opml -o affair.duckdb --once --json >> news.jsonl",
            "recoupe watch https://vigie.example/sitemap-news.xml -o affair.duckdb --every 5m"
            " --webhook https://hooks.example/affair",
        ),
    ),
    (
        show,
        examples(
            "recoupe show affair.duckdb",
            "recoupe show affair.duckdb --by date | less",
            "recoupe show affair.duckdb --json | jq '.articles[].title'",
        ),
    ),
    (
        report,
        examples(
            "recoupe report affair.duckdb -o report.html",
            "recoupe report affair.duckdb -o note.md --lang en",
        ),
    ),
    (
        export,
        examples(
            "recoupe export affair.duckdb -o export/",
            "recoupe export affair.duckdb -f events-csv -o .",
            "recoupe export affair.duckdb -f parquet -o tables/",
        ),
    ),
    (
        mcp,
        examples(
            "recoupe mcp affair.duckdb",
            "recoupe mcp affair.duckdb --http 8100",
            "claude mcp add affair -- recoupe mcp /home/me/affair.duckdb",
        ),
    ),
    (
        serve,
        examples(
            "recoupe serve affair.duckdb --open",
            "recoupe serve affair.duckdb --port 0 --write",
        ),
    ),
):
    app.command(epilog=epilog)(command)
app.add_typer(cli_corrections.app, name="corrections")


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; whatever goes wrong on purpose is told in one line on standard error."""
    _set_up_logging()
    try:
        code = app(arguments, prog_name="recoupe", standalone_mode=False)
        sys.stdout.flush()
    except RecoupeError as error:
        return _complain(str(error), error.exit_code)
    except UsageError as error:
        return _complain(f"{_told(error)}; see recoupe --help", USAGE)
    except BrokenPipeError:
        return _close_quietly()
    except (KeyboardInterrupt, RuntimeError) as error:
        if not _is_ctrl_c(error):
            raise
        return _interrupted()
    if code == INTERRUPTED:  # how newer versions of typer tell of Ctrl-C
        return _interrupted()
    return int(code or 0)


def _set_up_logging() -> None:
    """Print what recoupe remarks, and nothing of what libraries do on every odd page."""
    logging.getLogger().addHandler(logging.NullHandler())
    ours = logging.getLogger("recoupe")
    ours.setLevel(logging.INFO)
    ours.handlers = [_Remarks()]


class _Remarks(logging.Handler):
    """Prints remarks as they come, each on a line of standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        typer.echo(f"recoupe: {record.getMessage()}", err=True)


def _is_ctrl_c(error: BaseException) -> bool:
    """Tell whether it was Ctrl-C, as Python, typer or DuckDB tell of it."""
    told = (KeyboardInterrupt, typer.Abort)
    asked = isinstance(error, told) or isinstance(error.__cause__, told)
    return asked or str(error) == "Query interrupted"


def _interrupted() -> int:
    told = "interrupted; no dossier was changed. A build goes on where it was: run it again"
    return _complain(told, INTERRUPTED)


def _told(error: Exception) -> str:
    return str(getattr(error, "format_message", error.__str__)()).rstrip(".")


def _complain(message: str, code: int) -> int:
    typer.echo(f"recoupe: error: {' '.join(message.split())}", err=True)
    return code


def _close_quietly() -> int:
    """End as a reader like ``head`` expects that closed its pipe, without a word of complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
