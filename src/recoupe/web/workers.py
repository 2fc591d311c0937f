"""Answers by several processes: how to make the application and a socket in, answers out."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from multiprocessing import connection, get_context
from socket import socket
from typing import Any

import uvicorn
from starlette.applications import Starlette

from recoupe.errors import RecoupeError

Settings = Mapping[str, Any]


def answer_by(
    workers: int, made: Callable[[], Starlette], listener: socket, settings: Settings
) -> None:
    """Answer until Ctrl-C; each process makes an application of its own by ``made``.

    One process alone uses about 1.4 cores, as only one of its threads runs Python at a time.
    A process that ends by itself ends all, which is a :class:`RecoupeError`.
    """
    begin = get_context("spawn")
    processes = [
        begin.Process(target=_answer, args=(made, listener, settings)) for _ in range(workers)
    ]
    # What is ignored now the processes ignore until they serve: Ctrl-C in between is quiet.
    interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)
    for process in processes:
        process.start()
    signal.signal(signal.SIGINT, interrupted)
    terminated = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        connection.wait([process.sentinel for process in processes])
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, terminated)
        for process in processes:
            process.terminate()
            process.join()
    raise RecoupeError("a process that answers has ended by itself: start the server again")


def _answer(made: Callable[[], Starlette], listener: socket, settings: Settings) -> None:
    uvicorn.Server(uvicorn.Config(made(), **settings)).run(sockets=[listener])
