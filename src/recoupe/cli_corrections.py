"""``recoupe corrections``: what readers said against the machine, listed, taken back, passed on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recoupe.cli_help import counted, examples

if TYPE_CHECKING:
    from recoupe.findings import Correction

Dossier = Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")]

app = typer.Typer(
    no_args_is_help=True,
    help="List what readers corrected, take it back, pass it on to another dossier or to the gate.",
    epilog=examples(
        "recoupe corrections list affair.duckdb",
        "recoupe corrections undo affair.duckdb 3f9c2a7714e0b6d5",
        "recoupe corrections export affair.duckdb -o corrections.jsonl",
        "recoupe corrections export affair.duckdb --gold gold/",
        "recoupe corrections import affair.duckdb corrections.jsonl",
    ),
)


@app.command("list")
def list_(
    dossier: Dossier,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one list.")] = False,
) -> None:
    """List the corrections, oldest first, undone ones marked."""
    import recoupe  # noqa: PLC0415
    from recoupe.rows import to_row  # noqa: PLC0415

    with recoupe.open(dossier) as opened:
        found = opened.corrections()
    if as_json:
        typer.echo(json.dumps([to_row(c) for c in found], ensure_ascii=False, indent=1))
        return
    for correction in found:
        typer.echo(_line(correction))
    if not found:
        typer.echo("no corrections; 'recoupe serve FILE --write' lets a reader make them")


def _line(correction: Correction) -> str:
    about = " | ".join(p.text[:60] for p in correction.passages)
    value = f" → {correction.value or 'nobody named'}" if _has_value(correction) else ""
    why = f" ({correction.reason})" if correction.reason else ""
    undone = correction.undone and f"{correction.undone[:10]}, {correction.undone_by}"
    gone = f" [undone {undone}]" if undone else ""
    made = f"{correction.made[:10]} {correction.who}"
    return f"{correction.id} {made}: {correction.kind}: {about}{value}{why}{gone}"


def _has_value(correction: Correction) -> bool:
    return correction.kind in {"speaker", "date"}


@app.command()
def undo(
    dossier: Dossier,
    correction: Annotated[str, typer.Argument(metavar="ID", help="As 'list' prints it.")],
    who: Annotated[str, typer.Option(help="Who takes it back.")] = "command line",
) -> None:
    """Take a correction back: what the machine found stands again."""
    from recoupe.dossier import corrections, store  # noqa: PLC0415
    from recoupe.link.steps import link  # noqa: PLC0415

    store.require_file(dossier)
    with store.writing(dossier) as connection:
        corrections.undo(connection, correction, who)
        link(connection)
    typer.echo(f"{correction} undone")


@app.command()
def export(
    dossier: Dossier,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="JSON Lines; - prints them.")
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder the quality gate reads: pages and answers."),
    ] = None,
) -> None:
    """Write the corrections as JSON Lines, or those in force as a gold set."""
    import recoupe  # noqa: PLC0415
    from recoupe.export import corrections as files  # noqa: PLC0415

    if (out is None) == (gold is None):
        raise typer.BadParameter("name one of -o FILE and --gold DIR")
    with recoupe.open(dossier) as opened:
        if gold is not None:
            typer.echo(f"{gold}: {counted(files.export_gold(opened, gold), 'answer')}")
        elif out is not None:
            lines = files.lines(opened)
            if str(out) == "-":
                typer.echo("".join(lines), nl=False)
            else:
                files.export_lines(lines, out)
                typer.echo(f"{out}: {counted(len(lines), 'correction')}")


@app.command("import")
def import_(
    dossier: Dossier,
    corrections: Annotated[
        Path, typer.Argument(metavar="CORRECTIONS", help="A file that export wrote.")
    ],
) -> None:
    """Take in corrections made on another dossier of the same pages; known ones are skipped."""
    from recoupe.dossier import corrections as kept  # noqa: PLC0415
    from recoupe.dossier import store  # noqa: PLC0415
    from recoupe.export import corrections as files  # noqa: PLC0415
    from recoupe.link.steps import link  # noqa: PLC0415

    store.require_file(dossier)
    rows = files.read_lines(corrections)
    with store.writing(dossier) as connection:
        new, absent = kept.take_in(connection, rows)
        link(connection)
    told = f"{dossier}: {counted(new, 'new correction')} of {len(rows)}"
    about = f"; {absent} about pages that are not in this dossier" if absent else ""
    typer.echo(told + about)
