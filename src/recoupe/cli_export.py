"""``recoupe export``: a dossier in, a folder of files in a format other programs read out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """The formats a dossier can be written in."""

    JSONL = "jsonl"
    EVENTS_CSV = "events-csv"


def export(
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="The folder to write to.")
    ],
    form: Annotated[
        Format,
        typer.Option(
            "-f",
            "--format",
            help="jsonl: one file a table, one object a line. events-csv: who does what to whom,"
            " in the columns of event data.",
        ),
    ] = Format.JSONL,
) -> None:
    """Write a dossier as files that other programs read; every item with its character offsets."""
    import recoupe  # noqa: PLC0415
    from recoupe.export import events_csv, jsonl  # noqa: PLC0415

    with recoupe.open(dossier) as opened:
        if form is Format.EVENTS_CSV:
            counts = {"lines": events_csv.export(opened, out)}
        else:
            counts = jsonl.export(opened, out)
    told = ", ".join(f"{count} {table}" for table, count in counts.items() if count)
    typer.echo(f"{out} ({form}): {told or 'nothing in this dossier'}")
