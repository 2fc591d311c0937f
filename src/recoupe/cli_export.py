"""``recoupe export``: a dossier in, a folder of files in a format other programs read out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """The formats a dossier can be written in."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    EVENTS_CSV = "events-csv"
    JSONLD = "jsonld"
    FTM = "ftm"
    GEXF = "gexf"


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
            help="jsonl, csv, parquet: one file a table. events-csv: who does what to whom, in the"
            " columns of event data. jsonld: schema.org and Web Annotation. ftm: FollowTheMoney."
            " gexf: the network of actors, for Gephi.",
        ),
    ] = Format.JSONL,
) -> None:
    """Write a dossier as files that other programs read; every item with its character offsets."""
    import recoupe  # noqa: PLC0415
    from recoupe.export import (  # noqa: PLC0415
        events_csv,
        ftm,
        gexf,
        jsonl,
        jsonld,
        parquet,
        tabular,
    )

    write = {
        Format.JSONL: jsonl.export,
        Format.CSV: tabular.export,
        Format.PARQUET: parquet.export,
        Format.EVENTS_CSV: lambda opened, folder: {"lines": events_csv.export(opened, folder)},
        Format.JSONLD: jsonld.export,
        Format.FTM: ftm.export,
        Format.GEXF: gexf.export,
    }[form]
    with recoupe.open(dossier) as opened:
        counts = write(opened, out)
    told = ", ".join(f"{count} {table}" for table, count in counts.items() if count)
    typer.echo(f"{out} ({form}): {told or 'nothing in this dossier'}")
