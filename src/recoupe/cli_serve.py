"""``recoupe serve``: a dossier in, its pages on an address of this machine out."""

from __future__ import annotations

import errno
import os
import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recoupe.errors import InputError

if TYPE_CHECKING:
    from starlette.applications import Starlette

_SETTINGS: dict[str, Any] = {"log_level": "error", "server_header": False, "ws": "none"}
"""What the server is told in any case."""


def serve(
    dossier: Annotated[Path, typer.Argument(metavar="FILE", help="A dossier made by build.")],
    *,
    host: Annotated[
        str, typer.Option(help="Where to listen; other than this machine only if you say so.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    open_: Annotated[
        bool, typer.Option("--open", help="Open the address in the web browser.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Let the reader correct what the machine found.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            help="Processes that answer, for many readers at once.",
            show_default="2; 1 with --write or on a machine of one core",
        ),
    ] = None,
) -> None:
    """Show a dossier as web pages, on this machine only, until Ctrl-C.

    A dossier that is built again meanwhile is shown as it is then.
    """
    import secrets  # noqa: PLC0415
    import webbrowser  # noqa: PLC0415

    from recoupe.web.app import make_app  # noqa: PLC0415

    if write and workers and workers > 1:
        raise InputError("corrections are written by one process: leave out --workers or --write")
    processes = workers or (1 if write else min(2, os.cpu_count() or 1))
    token = secrets.token_urlsafe(24) if write else None
    app = make_app(dossier, write=write, token=token, host=host)
    with _listening(host, port) as listener:
        address = _address(host, listener.getsockname()[1], token)
        typer.echo(f"{dossier}: {address} (Ctrl-C ends it)")
        if open_:
            webbrowser.open(address)
        if processes > 1:
            from recoupe.web.workers import answer_by  # noqa: PLC0415

            app.state.site.reader.close()
            answer_by(processes, partial(make_app, dossier, host=host), listener, _SETTINGS)
        else:
            _answer(app, listener)


def _answer(app: Starlette, listener: socket.socket) -> None:
    """Answer what comes in until Ctrl-C."""
    import uvicorn  # noqa: PLC0415

    try:
        uvicorn.Server(uvicorn.Config(app, **_SETTINGS)).run(sockets=[listener])
    except KeyboardInterrupt:
        return


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; :class:`InputError` says why it cannot.

    It names TCP, else asyncio lets each answer wait 40 ms for the reader's acknowledgement.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise InputError(_why_not(error, host, port)) from error
    return listener


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is in use: name another with --port, or 0 for any free one"
    if error.errno == errno.EACCES:
        return f"not allowed to listen on port {port}: name one from 1024 with --port"
    return f"cannot listen on {host}, port {port}: {error.strerror or error}"


def _address(host: str, port: int, token: str | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
