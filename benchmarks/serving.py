"""Measures `recoupe serve` as its readers meet it: a dossier in, what 32 of them wait out.

    python benchmarks/serving.py DOSSIER [--readers 32] [--workers 2] [--seconds 30] [--times 3]
        [--pause 0] [--alone]

Make the dossier with ``serving_dossier.py``. The server is asked over HTTP; ``--workers`` is handed
on to it. As many readers as there are ask for addresses drawn by the weights of ``ADDRESSES`` with
a seed, the next one as soon as they have the last (``--pause`` waits so many seconds at most
between two, as one who reads would), and this ``--times`` times. An answer that is not 200, or is
cut short, is an error. Printed: answers a second, errors, the median and the 99th percentile of the
wait, the share of addresses that had been asked for before, and the cores used by the server, the
readers and whatever else the machine did. With ``--alone`` each kind of address is asked 12 times
before that by one reader, each time for another item or page: the milliseconds waited (median) and
those of processor the server spent. Exit code 1 where a round does not keep within the limits: no
error, a median below 300 ms, a 99th percentile below 1.5 s.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlencode, urlsplit

MOST_MEDIAN, MOST_99TH = 300, 1500
WORDS = ("accord", "président", "pays", "emplois", "gouvernement", "loi", "élections", "port")
ALONE = 12
SAMPLE = 400
TICKS = os.sysconf("SC_CLK_TCK")

Draw = random.Random


@dataclass(frozen=True, slots=True)
class Items:
    """What the dossier holds: ids to ask for, and how many items each list has."""

    utterances: list[str]
    passages: list[str]
    actors: list[str]
    stories: list[str]
    outlets: list[str]
    totals: dict[str, int]

    def far(self, draw: Draw, name: str) -> int:
        """Return the offset of one of the pages of a list."""
        return draw.randrange(0, max(1, self.totals[name] - 50), 50)


@dataclass(slots=True)
class Round:
    """What the readers of one round met."""

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def _asking(path: str, **query: object) -> str:
    return f"{path}?{urlencode(query)}"


def _opened(passage: str) -> str:
    article, start, end = passage.rsplit("-", 2)
    return f"/article/{quote(article)}?p={start}-{end}"


def _matrix(i: Items, d: Draw) -> str:
    return _asking("/coverage", story=d.choice(i.stories))


def _words(d: Draw) -> str:
    return " ".join(d.sample(WORDS, 2))


def _since(d: Draw) -> str:
    return f"{d.randint(2015, 2025)}-{d.randint(1, 12):02}-{d.randint(1, 28):02}"


Address = Callable[[Items, Draw], str]
V1 = "/api/v1"
ADDRESSES: dict[str, tuple[int, Address]] = {
    "affair": (6, lambda _i, _d: "/"),
    "record": (4, lambda i, d: _asking("/record", offset=i.far(d, "utterances"))),
    "record, speaker": (5, lambda i, d: _asking("/record", speaker=d.choice(i.actors))),
    "record, kind, language": (
        2,
        lambda _, d: _asking("/record", kind="direct", language=d.choice(("fr", "en"))),
    ),
    "record, since": (2, lambda _, d: _asking("/record", since=_since(d))),
    "record, words": (3, lambda _, d: _asking("/record", text=_words(d))),
    "utterance": (12, lambda i, d: f"/record/{d.choice(i.utterances)}"),
    "article": (12, lambda i, d: _opened(d.choice(i.passages))),
    "search": (6, lambda _, d: _asking("/search", q=_words(d))),
    "discrepancies": (3, lambda _i, _d: "/discrepancies"),
    "coverage": (5, _matrix),
    "coverage, left out": (2, lambda i, d: _asking("/coverage", left=d.choice(i.outlets))),
    "timeline": (3, lambda i, d: _asking("/timeline", offset=i.far(d, "timeline"))),
    "threads": (2, lambda i, d: _asking("/threads", offset=i.far(d, "threads"))),
    "figures": (3, lambda i, d: _asking("/figures", offset=i.far(d, "figures"))),
    "actors": (2, lambda i, d: _asking("/actors", offset=i.far(d, "actors"))),
    "actor": (5, lambda i, d: f"/actors/{d.choice(i.actors)}"),
    "network": (2, lambda i, d: _asking("/network", actor=d.choice(i.actors))),
    "articles": (2, lambda i, d: _asking("/articles", offset=i.far(d, "articles"))),
    "reprints": (1, lambda _i, _d: "/reprints"),
    "stories": (1, lambda i, d: _asking("/stories", offset=i.far(d, "stories"))),
    "API utterances": (
        4,
        lambda i, d: _asking(f"{V1}/utterances", offset=i.far(d, "utterances")),
    ),
    "API utterance": (4, lambda i, d: f"{V1}/utterances/{d.choice(i.utterances)}"),
    "API search": (2, lambda _, d: _asking(f"{V1}/search", q=_words(d))),
    "API passage": (4, lambda i, d: f"{V1}/passages/{d.choice(i.passages)}"),
    "API article": (2, lambda i, d: f"{V1}/articles/{d.choice(i.passages).rsplit('-', 2)[0]}"),
    "API timeline": (1, lambda i, d: _asking(f"{V1}/timeline", offset=i.far(d, "timeline"))),
    "API actor": (1, lambda i, d: f"{V1}/actors/{d.choice(i.actors)}"),
}
"""Each kind of address: how often it is asked for among the others, and how one is drawn."""


class Reader:
    """One who asks over a connection that is kept open, as a browser does."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._connection = HTTPConnection(self._host, timeout=60)

    def ask(self, path: str) -> bytes:
        """Return the answer; :class:`HTTPException` if it is none, or not whole."""
        try:
            self._connection.request("GET", path)
            response = self._connection.getresponse()
            body = response.read()
        except (OSError, HTTPException):
            self._connection.close()
            raise
        whole = b"}" if path.startswith(V1) else b"</html>"
        if response.status != 200 or not body.rstrip().endswith(whole):  # noqa: PLR2004
            raise HTTPException(f"{response.status} {body[:200]!r}")
        return body


@contextmanager
def served(dossier: Path, workers: int) -> Iterator[tuple[str, int]]:
    """Run the server; give its address and the id of its process."""
    options = ["--port", "0", "--workers", str(workers)]
    command = [sys.executable, "-m", "recoupe", "serve", str(dossier), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield line.rsplit(": ", 1)[1].split(" ", 1)[0], process.pid
        finally:
            process.terminate()


def items(reader: Reader) -> Items:
    """Return what can be asked for, drawn from all over the lists of the API."""

    def read(name: str, offset: int = 0, limit: int = 200) -> dict[str, list[dict[str, object]]]:
        told = json.loads(reader.ask(f"{V1}/{name}?offset={offset}&limit={limit}"))
        return dict(told)

    lists = ("utterances", "timeline", "threads", "figures", "actors", "articles", "stories")
    totals = {name: int(str(read(name, 0, 1)["total"])) for name in lists}
    step = max(1, totals["utterances"] // (SAMPLE // 20))
    told = [
        t
        for at in range(0, totals["utterances"], step)
        for t in read("utterances", at, 20)["items"]
    ]
    return Items(
        [str(t["id"]) for t in told],
        [str(p["id"]) for t in told for p in t["passages"]],  # type: ignore[attr-defined]
        [str(a["id"]) for at in (0, 200, 400) for a in read("actors", at)["items"]],
        [str(s["id"]) for s in read("stories")["items"]],
        [str(o["outlet"]) for o in read("outlets")["items"]],
        totals,
    )


def alone(address: str, process: int, known: Items) -> None:
    """Print what each kind of address costs one reader."""
    draw, reader = Draw(1), Reader(address)
    print(f"{'':26}{'waited':>10}{'processor':>12}{'size':>10}")
    for name, (_, drawn) in ADDRESSES.items():
        asked = dict.fromkeys(drawn(known, draw) for _ in range(ALONE))
        waits, sizes, before = [], [], spent(process)
        for path in asked:
            start = time.perf_counter()
            sizes.append(len(reader.ask(path)))
            waits.append((time.perf_counter() - start) * 1000)
        each = (spent(process) - before) / len(asked) * 1000
        print(f"{name:26}{median(waits):7.1f} ms{each:9.1f} ms{median(sizes) / 1000:7.0f} kB")


def together(address: str, known: Items, given: argparse.Namespace, seed: int) -> Round:
    """Return what many readers meet who ask at once."""
    met, kinds = Round(), list(ADDRESSES.values())
    weights = [weight for weight, _ in kinds]
    until, adding = time.monotonic() + given.seconds, threading.Lock()

    def read(number: int) -> None:
        draw, reader = Draw(seed * 1000 + number), Reader(address)
        while time.monotonic() < until:
            (_, drawn), error = draw.choices(kinds, weights)[0], ""
            path = drawn(known, draw)
            start = time.perf_counter()
            try:
                reader.ask(path)
            except (OSError, HTTPException) as failed:
                error = f"{path}: {failed!r}"
            with adding:
                met.waits.append((time.perf_counter() - start) * 1000)
                met.asked.append(path)
                met.errors.extend([error] if error else [])
            time.sleep(draw.random() * given.pause)

    with ThreadPoolExecutor(given.readers) as readers:
        list(readers.map(read, range(given.readers)))
    return met


def spent(process: int) -> float:
    """Return the seconds of processor that a process has spent, with its children's."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    counted = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    own = sum(int(ticks) for ticks in counted[11:13]) / TICKS
    return own + sum(spent(int(child)) for child in children)


def settle(process: int) -> None:
    """Wait until all processes have started: readers keep to the one that took their connection."""
    before = -1.0
    while spent(process) != before:
        before = spent(process)
        time.sleep(2)


def busy() -> float:
    """Return the seconds of processor that the whole machine has spent."""
    counted = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(int(counted[i]) for i in (0, 1, 2, 5, 6)) / TICKS


def measured(
    address: str, process: int, known: Items, given: argparse.Namespace, seed: int
) -> bool:
    """Print one round; tell whether it keeps within the limits."""
    server, machine, own = spent(process), busy(), time.process_time()
    start = time.monotonic()
    met = together(address, known, given, seed)
    took = time.monotonic() - start
    server, own = spent(process) - server, time.process_time() - own
    others = busy() - machine - server - own
    cuts = quantiles(met.waits, n=100)
    before = 1 - len(set(met.asked)) / len(met.asked)
    print(
        f"{given.readers} readers, {took:.0f} s: {len(met.waits) / took:.0f} answers a second,"
        f" {len(met.errors)} errors, median {cuts[49]:.0f} ms, 99th {cuts[98]:.0f} ms;"
        f" {before:.0%} asked before in this round; cores: server {server / took:.2f},"
        f" readers {own / took:.2f}, others {others / took:.2f}"
    )
    for error in met.errors[:3]:
        print(f"  {error}")
    return not met.errors and cuts[49] < MOST_MEDIAN and cuts[98] < MOST_99TH


def main() -> int:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--pause", type=float, default=0)
    parser.add_argument("--alone", action="store_true")
    given = parser.parse_args()
    with served(given.dossier, given.workers) as (address, process):
        known = items(Reader(address))
        settle(process)
        if given.alone:
            alone(address, process, known)
        kept = [measured(address, process, known, given, seed) for seed in range(given.times)]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
