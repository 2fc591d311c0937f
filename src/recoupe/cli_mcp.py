"""``recoupe mcp``: a dossier in, a server that assistants ask out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recoupe.errors import InputError


def mcp(
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    *,
    http: Annotated[
        str | None,
        typer.Option(metavar="[HOST:]PORT", help="Listen for HTTP there, else speak on stdio."),
    ] = None,
) -> None:
    """Let an assistant ask a dossier by the Model Context Protocol; it can only read.

    Without --http it speaks on standard input and output, as assistants start such servers.
    """
    place = _place(http) if http else None
    try:
        from recoupe.mcp.server import make_server  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in {"mcp", "mcp_types", "pydantic"}:
            raise InputError("the library is missing; run: pip install 'recoupe[mcp]'") from error
        raise
    server = make_server(dossier)
    if place is None:
        server.run("stdio")
        return
    host, port = place
    typer.echo(f"{dossier}: http://{host}:{port}/mcp (Ctrl-C ends it)", err=True)
    server.run("streamable-http", host=host, port=port)


def _place(told: str) -> tuple[str, int]:
    """Return host and port, this machine's own address where no host is named."""
    host, _, port = told.rpartition(":")
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 2**16:
        raise InputError(f"--http is a port, or HOST:PORT such as 127.0.0.1:8100, not {told}")
    return host or "127.0.0.1", int(port)
