"""``recoupe report``: a dossier in, one file to mail, print or paste out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="FILE", help="The file to write, .html or .md."),
    ],
    *,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="A note in Markdown, whatever the file is called.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option("--lang", metavar="fr|en", help="Else the language of most articles."),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--all", help="Everything, however long; else the weightiest of it.")
    ] = False,
) -> None:
    """Write the affair, the record, discrepancies, coverage and timeline into one file.

    The HTML needs nothing else: it can be mailed, opened without a network, and printed.
    """
    import recoupe  # noqa: PLC0415
    from recoupe.cli_help import counted  # noqa: PLC0415
    from recoupe.export.report.write import report as write  # noqa: PLC0415

    note = markdown or out.suffix.lower() in {".md", ".markdown"}
    with recoupe.open(dossier) as opened:
        contents = write(opened, out, "markdown" if note else "html", language, whole=whole)
    told = (
        counted(contents.articles.total, "article"),
        f"{len(contents.record.items)} of {counted(contents.record.total, 'statement')}",
        f"{len(contents.discrepancies.items)} of {contents.discrepancies.total} discrepancies",
    )
    typer.echo(f"{out}: {', '.join(told)}")
