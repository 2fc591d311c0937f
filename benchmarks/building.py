"""What a whole build costs beside its reading, and how it grows: articles in, ratios out.

    python benchmarks/building.py [FOLDER] [--articles 1157]
    python benchmarks/building.py [FOLDER] --sizes 1000 50000

1. Builds a dossier of the Wikinews articles with one process and with two. Printed are, by the
   clock (run it on a quiet machine): articles a second of reading with one and with two processes,
   and their ratio (at least 1.85); the whole build with two, from the first page to the dossier in
   its place, divided by its reading (at most 1.25). Articles a second are counted from the first
   shard that is done, without it: starting processes and loading models is not in them.
2. With ``--sizes``, builds of so many articles made from these: in each repetition the capitalised
   words inside sentences are other names, of the same length, and every year lies one later, so
   that no two repetitions are of one affair. Printed are milliseconds of processor an article, of
   all processes together (at most 1.2 times those of the smallest size at the largest), the same
   by the clock, and the peak of memory of all processes together (at most 4 GB).

Each build runs in a process of its own, in a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count, islice
from pathlib import Path

from recoupe import pipeline
from recoupe.settings import Settings

WIKINEWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikinews"
LEAST_GAIN, MOST_RATIO, MOST_GROWTH, MOST_GIGABYTES = 1.85, 1.25, 1.2, 4.0
OFTEN = 0.5
"""Seconds between two looks at the memory."""
_DATE = re.compile(r"(\d{4})[-_](\d{2})[-_](\d{2})")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?<=[a-zà-ÿ,'’] )([A-ZÀ-Ý])([a-zà-ÿ]{3,})")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main() -> int:
    """Measure and return 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=WIKINEWS)
    parser.add_argument("--articles", type=int, default=1157)
    parser.add_argument("--sizes", type=int, nargs="+", default=[])
    parser.add_argument("--only", help="build this table, print JSON")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    if given.only:
        print(json.dumps(built(Path(given.only), given.processes)))
        return 0
    texts = articles(given.folder)
    if not texts:
        print(f"benchmark skipped: no .txt files in {given.folder}")
        return 0
    return growing(texts, given.sizes) if given.sizes else whole(texts[: given.articles])


def articles(folder: Path) -> list[tuple[str, str]]:
    """Return the date and text of each article, in order."""
    files = [f for f in sorted(folder.glob("*.txt")) if "urls" not in f.name]
    dated = ((_DATE.search(f.name), f) for f in files)
    return [("-".join(d.groups()), f.read_text(encoding="utf-8")) for d, f in dated if d]


def whole(texts: Sequence[tuple[str, str]]) -> int:
    """Build with one process and with two, print the comparison, tell whether the limits hold."""
    one, two = (apart(texts, len(texts), processes) for processes in (1, 2))
    gain, ratio = two["rate"] / one["rate"], two["seconds"] / two["reading"]
    print(f"reading: {one['rate']:.1f} articles/s in one process, {two['rate']:.1f} in two")
    print(f"gain {gain:.2f} (at least {LEAST_GAIN})")
    print(f"whole build: {two['seconds']:.0f} s, {ratio:.2f} of reading (at most {MOST_RATIO})")
    return int(gain < LEAST_GAIN or ratio > MOST_RATIO)


def growing(texts: Sequence[tuple[str, str]], sizes: Sequence[int]) -> int:
    """Build each size, print time and memory, tell whether the limits hold."""
    found = {size: apart(texts, size, 2) for size in sorted(sizes)}
    for size, told in found.items():
        used, passed = (1000 * told[of] / size for of in ("processor", "seconds"))
        print(f"{size:>7} articles: {used:.1f} ms each, by the clock {passed:.1f}", end="")
        print(f", {told['gigabytes']:.1f} GB")
    each = [told["processor"] / size for size, told in found.items()]
    peak = max(told["gigabytes"] for told in found.values())
    return int(each[-1] > MOST_GROWTH * each[0] or peak > MOST_GIGABYTES)


def apart(texts: Sequence[tuple[str, str]], size: int, processes: int) -> dict[str, float]:
    """Build in a fresh process, from a table that is made first."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "pages.jsonl"
        with table.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in islice(made(texts), size))
        command = (sys.executable, __file__, "--only", str(table), "--processes", str(processes))
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    result: dict[str, float] = json.loads(told)
    print(size, processes, {k: round(v, 1) for k, v in result.items()}, flush=True)
    return result


def made(texts: Sequence[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Yield rows of pages without end: the articles, then again with other names and years."""
    for turn in count():
        for number, (day, text) in enumerate(texts):
            year = int(day[:4]) + turn
            later = _YEAR.sub(lambda y, t=turn: str(int(y[0]) + t), text)  # type: ignore[misc]
            named = _NAME.sub(lambda n, t=turn: n[1] + _shifted(n[2], t), later)  # type: ignore[misc]
            address = f"https://archive.example/{year}/{number}"
            yield {"url": address, "date": f"{year}{day[4:]}", "text": named if turn else text}


def _shifted(word: str, turn: int) -> str:
    """Return another word of the same length for a word and a turn."""
    places = ((_LETTERS.find(c), i) for i, c in enumerate(word))
    return "".join(_LETTERS[(at + turn * (i + 3)) % 26] if at >= 0 else "e" for at, i in places)


def built(table: Path, processes: int) -> dict[str, float]:
    """Build a dossier of a table; return seconds, rate of reading, and the peak of memory."""
    out, settings = table.with_suffix(".duckdb"), Settings(processes=processes)
    done: list[tuple[float, int]] = []
    peak = _Peak()
    with peak:
        start = time.perf_counter()
        pipeline.build_file(
            [table], out, settings, lambda pages: done.append((time.perf_counter(), pages))
        )
        end = time.perf_counter()
    (first, _), (last, _) = done[0], done[-1]
    read = sum(pages for _, pages in done[1:])
    return {
        "seconds": end - start,
        "processor": sum(map(_used, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))),
        "reading": last - start,
        "rate": read / (last - first),
        "gigabytes": peak.bytes / 1e9,
    }


def _used(whose: int) -> float:
    told = resource.getrusage(whose)
    return told.ru_utime + told.ru_stime


class _Peak:
    """Looks at the memory of this process and its children, again and again, on Linux."""

    def __init__(self) -> None:
        self.bytes = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(OFTEN):
            self.bytes = max(self.bytes, sum(map(_resident, _family(Path("/proc/self")))))


def _family(process: Path) -> Iterator[Path]:
    """Yield a process and all that it began."""
    yield process
    for children in process.glob("task/*/children"):
        with suppress(OSError):  # it has ended meanwhile
            for name in children.read_text().split():
                yield from _family(Path("/proc") / name)


def _resident(process: Path) -> int:
    """Return the bytes of memory a process holds for itself or shares, 0 where it has ended."""
    try:
        fields = (process / "status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", fields)
    return 1024 * int(found[1]) if found else 0


if __name__ == "__main__":
    sys.exit(main())
