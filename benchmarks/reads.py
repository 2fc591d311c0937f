"""Measures the named reads on one dossier: milliseconds of each alone, then of all by many readers.

    python benchmarks/reads.py DOSSIER [--readers 32] [--at-once 2] [--seconds 20]

Make the dossier with ``serving_dossier.py``. First each read is asked 15 times in one process and
the milliseconds of processor are printed. Then as many threads as there are readers ask without a
pause, each time another read of another item or page, drawn with a seed, so many of them at once as
``--at-once`` says; the median and the 99th percentile of what they wait, and the errors, are
printed. Web pages and HTTP are not in it.
"""

from __future__ import annotations

import argparse
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from statistics import quantiles

from duckdb import DuckDBPyConnection

from recoupe.dossier import store
from recoupe.dossier.reads.actors import ActorFilters, actor, actors
from recoupe.dossier.reads.acts import acts
from recoupe.dossier.reads.affair import affair
from recoupe.dossier.reads.article import article
from recoupe.dossier.reads.articles import articles
from recoupe.dossier.reads.coverage import coverage, matrix, outlets
from recoupe.dossier.reads.discrepancies import discrepancies
from recoupe.dossier.reads.facets import record_facets
from recoupe.dossier.reads.figures import FigureFilters, figures
from recoupe.dossier.reads.network import network
from recoupe.dossier.reads.paging import Paging
from recoupe.dossier.reads.passages import passage
from recoupe.dossier.reads.record import Filters, record
from recoupe.dossier.reads.reprints import reprints
from recoupe.dossier.reads.search import search
from recoupe.dossier.reads.stories import stories
from recoupe.dossier.reads.threads import threads
from recoupe.dossier.reads.timeline import timeline
from recoupe.dossier.reads.utterance import utterance

TIMES = 15
SAMPLE = 200
WORDS = ("accord", "président", "pays", "emplois", "gouvernement", "loi", "élections", "port")

Read = Callable[[DuckDBPyConnection, random.Random], object]


def reads(connection: DuckDBPyConnection) -> dict[str, Read]:
    """Return the reads, each of an item or page that is drawn."""
    total = record(connection).total
    draw = random.Random(1)  # noqa: S311 - a benchmark
    pages = [Paging(draw.randrange(max(1, total - 50)), 50) for _ in range(SAMPLE // 20)]
    told = [t for p in pages for t in record(connection, paging=p).items]
    people = [a.id for a in actors(connection, paging=Paging(0, 50)).items]
    affairs = [s.id for s in stories(connection).items]

    def far(r: random.Random) -> Paging:
        return Paging(r.randrange(max(1, total - 50)), 50)

    return {
        "affair": lambda c, _: affair(c),
        "record": lambda c, r: record(c, paging=far(r)),
        "record, speaker": lambda c, r: record(c, Filters(speaker=r.choice(people))),
        "record, language and kind": lambda c, _: record(c, Filters(language="fr", kind="direct")),
        "record, days": lambda c, r: record(
            c, Filters(since=date(2018, r.randint(1, 12), 1), until=date(2019, 1, 1))
        ),
        "record, words": lambda c, r: record(c, Filters(text=r.choice(WORDS))),
        "record, subject": lambda c, r: record(c, Filters(subject=r.choice(WORDS))),
        "facets": lambda c, _: record_facets(c),
        "facets, language": lambda c, _: record_facets(c, Filters(language="en")),
        "search": lambda c, r: search(c, " ".join(r.sample(WORDS, 2))),
        "utterance": lambda c, r: utterance(c, r.choice(told).id),
        "article": lambda c, r: article(c, r.choice(told).articles[0]),
        "passage": lambda c, r: passage(c, r.choice(told).passages[0].id),
        "articles": lambda c, _: articles(c),
        "discrepancies": lambda c, _: discrepancies(c),
        "threads": lambda c, _: threads(c),
        "timeline": lambda c, _: timeline(c),
        "figures": lambda c, _: figures(c),
        "figures, words": lambda c, r: figures(c, FigureFilters(text=r.choice(WORDS))),
        "acts": lambda c, _: acts(c),
        "actors": lambda c, _: actors(c),
        "actors, words": lambda c, _: actors(c, ActorFilters(text="Martin")),
        "actor": lambda c, r: actor(c, r.choice(people)),
        "network": lambda c, _: network(c),
        "coverage": lambda c, _: coverage(c),
        "matrix": lambda c, r: matrix(c, r.choice(affairs)),
        "outlets": lambda c, _: outlets(c),
        "reprints": lambda c, _: reprints(c),
        "stories": lambda c, _: stories(c),
    }


def alone(connection: DuckDBPyConnection, asked: dict[str, Read]) -> None:
    """Print what each read costs by itself."""
    draw = random.Random(2)  # noqa: S311 - a benchmark
    for name, read in asked.items():
        read(connection, draw)
        start = time.process_time()
        for _ in range(TIMES):
            read(connection, draw)
        print(f"{name:28}{(time.process_time() - start) / TIMES * 1000:7.1f} ms")


def together(
    connection: DuckDBPyConnection,
    asked: dict[str, Read],
    readers: int,
    at_once: int,
    seconds: float,
) -> None:
    """Print what many readers wait who ask at once."""
    waits: list[float] = []
    errors: list[BaseException] = []
    own = threading.local()
    until = time.monotonic() + seconds

    def answer(read: Read, draw: random.Random) -> None:
        if not hasattr(own, "cursor"):
            own.cursor = connection.cursor()
        read(own.cursor, draw)

    def ask(number: int) -> None:
        draw = random.Random(number)  # noqa: S311 - a benchmark
        while time.monotonic() < until:
            start = time.perf_counter()
            error = answering.submit(answer, draw.choice(list(asked.values())), draw).exception()
            errors.extend([error] if error else [])
            waits.append((time.perf_counter() - start) * 1000)

    with ThreadPoolExecutor(at_once) as answering, ThreadPoolExecutor(readers) as asking:
        list(asking.map(ask, range(readers)))
    cuts = quantiles(waits, n=100)
    print(
        f"{readers} readers, {at_once} at once: {len(waits) / seconds:.0f} reads a second,"
        f" median {cuts[49]:.0f} ms, 99th {cuts[98]:.0f} ms, {len(errors)} errors {errors[:1]}"
    )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    with store.open_for_reading(given.dossier) as connection:
        connection.execute("SET threads = 1")
        asked = reads(connection)
        alone(connection, asked)
        together(connection, asked, given.readers, given.at_once, given.seconds)


if __name__ == "__main__":
    main()
