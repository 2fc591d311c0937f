"""Runs ``recoupe`` over and over, its models loaded once: orders in, how each run ended out.

An order is a line of JSON: ``arguments`` of the command line, ``seconds`` after which the run and
all it has started get a ``signal`` (``null``: none), or ``shards``, the folder and the number of
shards in it from which on they get it (``null``: none), ``room`` in bytes that a file may take
(``null``: any). Each run is a process group of its own. The answer is a line of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

from recoupe import cli, pipeline
from recoupe.dossier import shards
from recoupe.link.steps import link
from recoupe.settings import Settings

WARM = "« Le bac partira demain », a dit mardi 4 mars 2031 la directrice, Léa Sorel, à La Vigie.\n"


def serve() -> None:
    """Answer orders until there are no more."""
    pipeline.read_text(WARM, None, "fr", Settings())
    assert link
    print("ready", flush=True)  # noqa: T201 - the answer to who started this
    for line in sys.stdin:
        order = json.loads(line)
        began = time.monotonic()
        child = os.fork()
        if not child:
            run(order["arguments"], order["room"])
        if order["seconds"] is not None:
            time.sleep(order["seconds"])
            os.killpg(child, order["signal"])
        elif order["shards"] is not None:
            kept(Path(order["shards"][0]), order["shards"][1])
            os.killpg(child, order["signal"])
        _, status = os.waitpid(child, 0)
        ended = {"code": os.waitstatus_to_exitcode(status), "seconds": time.monotonic() - began}
        print(json.dumps(ended), flush=True)  # noqa: T201


def kept(folder: Path, number: int) -> None:
    """Wait until so many shards are there whole, a minute at most."""
    end = time.monotonic() + 60
    while len(list(folder.glob(f"*/{shards.MARK}"))) < number and time.monotonic() < end:
        time.sleep(0.001)


def run(arguments: list[str], room: int | None) -> None:
    """Be the process that the order asks for."""
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    if room is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    code = cli.run(arguments)
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
