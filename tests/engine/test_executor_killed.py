"""A build on a cluster that loses an executor ends with the dossier of a build on one machine.

It is the program as a user starts it, with executors of its own.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import recoupe
from recoupe.dossier import shards
from recoupe.dossier.check import check

from . import cluster
from .exports import exported

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which processes run")

PAGES = 24
"""Some ten seconds' work for two executors, with the loading of models."""

SECONDS = 240


def write_pages(path: Path, first: int) -> None:
    rows = [
        {
            "url": f"https://press.example/{number}",
            "text": f"Le pont de Velmont\nPublié le {number % 28 + 1} mai 2031\n"
            f"« Il faudra {number} jours », a déclaré mardi Odile Brasquet, maire de Velmont.\n"
            f"Selon la préfecture, {number + 40} riverains ont été évacués.",
        }
        for number in range(first, first + PAGES)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def executors(parent: int) -> list[int]:
    """Return the executors among all processes that descend from one."""
    parents, named = {}, []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes()
            status = (process / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # it has just ended
        parents[int(process.name)] = int(status.rpartition(")")[2].split()[1])
        if b"CoarseGrainedExecutorBackend" in told and b"java" in told.split(b"\0")[0]:
            named.append(int(process.name))
    return [pid for pid in named if _descends(pid, parent, parents)]


def _descends(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    while pid in parents and pid != ancestor:
        pid = parents[pid]
    return pid == ancestor


def test_the_dossier_is_the_same_when_an_executor_is_killed(tmp_path: Path) -> None:
    cluster.require()
    inputs = [tmp_path / f"{n}.jsonl" for n in range(4)]
    for n, path in enumerate(inputs):
        write_pages(path, n * PAGES // 2)
    out = tmp_path / "cluster"
    settings = [f"--conf={name}={value}" for name, value in cluster.SETTINGS.items()]
    command = [sys.executable, "-m", "recoupe", "build", *map(str, inputs), "-o", f"{out}/"]
    command += ["--engine", "spark", "--master", cluster.MASTER, "--shard-pages", "3", *settings]
    with (
        (tmp_path / "told").open("w") as told,
        subprocess.Popen(
            command, env=os.environ | cluster.ENVIRONMENT, stdout=told, stderr=told
        ) as build,
    ):
        try:
            killed = _kill_one_at_work(build, shards.folder_of(out))
            assert build.wait(SECONDS) == 0, (tmp_path / "told").read_text(encoding="utf-8")
        finally:
            build.kill()
    assert killed
    assert not check(out).problems
    recoupe.build([str(path) for path in inputs], tmp_path / "one.duckdb").close()
    found = [exported(path) for path in (out, tmp_path / "one.duckdb")]
    assert found[0] == found[1]


def _kill_one_at_work(build: subprocess.Popen[bytes], folder: Path) -> list[int]:
    """Kill an executor once both have left a shard or two; return which."""
    end = time.monotonic() + SECONDS
    while len(shards.keys(folder)) < 3:
        assert build.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)
    (first, *others) = executors(build.pid)
    assert others, "the executors are separate processes"
    os.kill(first, signal.SIGKILL)
    return [first]
