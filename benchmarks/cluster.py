"""What a cluster costs beside one machine: pages in, articles a second and memory of both out.

    python benchmarks/cluster.py INPUT... [--made 50000] [--engines local spark]
        [--master 'local-cluster[2,1,1024]'] [--shard-pages 256]

Builds a dossier of the inputs (several files, so that executors can divide them) with two worker
processes, and with two executors of Spark on this machine. Printed for each are the seconds until
the first shard is done (starting, loading models), articles a second from then on, the seconds
after the last shard (loading, linking, writing), the whole; the most memory that a process of each
kind held, and the seconds of processor that all of a kind used; the bytes of Parquet an article, of
shards and of the dossier. Then what Spark costs an article more, in milliseconds of processor.
With ``--made`` INPUT is a folder of articles, and so many are made of them, in files of 1,000, by
the recipe of ``building.py``.

Seconds by the clock want a quiet machine. Each build is the program itself, in a folder that is
thrown away.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import building

from recoupe.engine.chunks import chunked

CORES = 2
FILE = 1_000
"""Articles of a file that is made."""
OFTEN = 0.25
"""Seconds between two looks at shards and memory."""
KINDS = (
    ("executor (Java)", "CoarseGrainedExecutorBackend"),
    ("driver (Java)", "SparkSubmit"),
    ("reading process", "multiprocessing"),
    ("Spark's Python", "pyspark"),
    ("the program", "recoupe"),
)
"""How processes are told apart, by their command lines; the first that fits."""


@dataclass(frozen=True)
class Built:
    """What one build took: ``rate`` is articles a second once models were loaded."""

    first: float
    rate: float
    after: float
    whole: float
    pages: int
    memory: dict[str, int]
    processor: dict[str, float]
    shard_bytes: int
    dossier_bytes: int


def main() -> None:
    """Build twice and print both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--master", default="local-cluster[2,1,1024]")
    parser.add_argument("--shard-pages", default="256")
    parser.add_argument("--engines", nargs="+", choices=["local", "spark"])
    parser.add_argument("--made", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inputs = made(Path(given.inputs[0]), given.made, folder) if given.made else given.inputs
        measure(inputs, given)


def made(articles: Path, count: int, folder: str) -> list[str]:
    """Make articles, in files that are divided among the executors."""
    rows = islice(building.made(building.articles(articles)), count)
    for number, some in enumerate(chunked(rows, FILE)):
        lines = "".join(json.dumps(row) + "\n" for row in some)
        Path(folder, f"{number:04}.jsonl").write_text(lines, encoding="utf-8")
    return [folder]


def measure(inputs: list[str], given: argparse.Namespace) -> None:
    """Build with each engine and print what it took."""
    spread = ["--shard-pages", given.shard_pages]
    spark = ["--engine", "spark", "--master", given.master, "--conf", "spark.ui.enabled=false"]
    found = {}
    engines = {"local": ["--processes", str(CORES)], "spark": spark}
    for name in given.engines or engines:
        found[name] = built([*inputs, *engines[name], *spread])
        tell(name, found[name])
        used = 1000 * sum(found[name].processor.values()) / found[name].pages
        print(f"{name}: {used:.1f} ms of processor an article")


def built(arguments: list[str]) -> Built:
    """Run one build and watch it."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "affair"
        command = [sys.executable, "-m", "recoupe", "build", *arguments, "-o", f"{out}/"]
        begun, marks, sizes = time.time(), {}, {}
        memory: dict[str, int] = defaultdict(int)
        processor: dict[tuple[str, int], float] = {}
        with (
            Path(place, "told").open("w") as told,
            subprocess.Popen(command, stdout=told, stderr=told) as build,  # noqa: S603 - ourselves
        ):
            while build.poll() is None:
                look(out.with_name("affair.shards"), marks, sizes)
                for kind, pid, held, used in processes(build.pid):
                    memory[kind] = max(memory[kind], held)
                    processor[kind, pid] = used
                time.sleep(OFTEN)
        whole = time.time() - begun
        if build.returncode:
            raise SystemExit(Path(place, "told").read_text(encoding="utf-8"))
        done = sorted(marks.values())
        early = sum(pages for _, pages in done[:CORES])
        pages = sum(pages for _, pages in done)
        reading = done[-1][0] - done[CORES - 1][0]
        dossier = sum(p.stat().st_size for p in out.rglob("*.parquet"))
        return Built(
            done[CORES - 1][0] - begun,
            (pages - early) / reading,
            begun + whole - done[-1][0],
            whole,
            pages,
            dict(memory),
            {kind: sum(s for (k, _), s in processor.items() if k == kind) for kind in memory},
            sum(sizes.values()),
            dossier,
        )


def look(folder: Path, marks: dict[str, tuple[float, int]], sizes: dict[str, int]) -> None:
    """Note when each shard was done, and how large it is."""
    for mark in folder.glob("*/mark.json"):
        if mark.parent.name not in marks:
            with suppress(OSError):
                told = json.loads(mark.read_text(encoding="utf-8"))
                marks[mark.parent.name] = (mark.stat().st_mtime, told["pages"])
                sizes[mark.parent.name] = sum(f["bytes"] for f in told["files"])


def processes(parent: int) -> Iterator[tuple[str, int, int, float]]:
    """Yield kind, id, bytes held and seconds of processor used of each that comes from one."""
    parents, found = {}, {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            told = (process / "cmdline").read_text(encoding="utf-8", errors="replace")
            stat = (process / "stat").read_text(encoding="utf-8", errors="replace")
            fields = [int(f) for f in stat.rpartition(")")[2].split()[1:]]
            parents[int(process.name)] = fields[0]
            used = (fields[10] + fields[11]) / os.sysconf("SC_CLK_TCK")
            found[int(process.name)] = (told, fields[20] * os.sysconf("SC_PAGE_SIZE"), used)
    for pid, (told, held, used) in found.items():
        kind = next((kind for kind, sign in KINDS if sign in told), None)
        if kind and descends(pid, parent, parents):
            yield kind, pid, held, used


def descends(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    """Tell whether a process comes from another one."""
    while pid in parents and pid != ancestor:
        pid = parents[pid]
    return pid == ancestor


def tell(name: str, found: Built) -> None:
    """Print what a build took."""
    print(
        f"{name}: {found.pages} pages; first shards after {found.first:.1f} s, then"
        f" {found.rate:.2f} articles/s, {found.after:.1f} s after the last; {found.whole:.1f} s"
    )
    for kind, held in found.memory.items():
        print(f"  {kind}: {held / 1e6:.0f} MB, {found.processor[kind]:.1f} s of processor")
    shards, dossier = found.shard_bytes / found.pages, found.dossier_bytes / found.pages
    print(f"  Parquet an article: shards {shards:.0f} bytes, dossier {dossier:.0f} bytes")


if __name__ == "__main__":
    main()
