"""``recoupe check``: a dossier in, its accounts and what is wrong with it out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recoupe.cli_help import counted

if TYPE_CHECKING:
    from recoupe.dossier.runs import Run


def check(
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object.")] = False,
) -> None:
    """Check that a dossier is whole: nothing lost, every passage and every id where it should be.

    Prints what came in with each run and what became of it, and for each problem what to do. The
    dossier is not changed. The exit code is 0 where all is well, 1 where something is wrong.
    """
    from recoupe.dossier.check import check as examine  # noqa: PLC0415
    from recoupe.rows import to_row  # noqa: PLC0415

    health = examine(dossier)
    if as_json:
        told = {"file": str(dossier), "well": not health.problems, **to_row(health)}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for run in health.runs:
            typer.echo(_account(run))
        for problem in health.problems:
            typer.echo(f"{problem.where}: {problem.what}: {problem.remedy}")
        found = counted(len(health.problems), "problem") if health.problems else "all is well"
        typer.echo(f"{dossier}: {found}")
    if health.problems:
        raise typer.Exit(1)


def _account(run: Run) -> str:
    made = f"run {run.number}, {run.made}" if run.number else "before runs were kept"
    return (
        f"{made}: {counted(run.pages, 'page')} in: {run.new} new, {run.changed} changed,"
        f" {run.unchanged} already there, {run.repeated} repeated, {run.failed} not read"
    )
