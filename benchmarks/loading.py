"""What keeping and loading shards costs beside writing rows: readings in, a ratio out.

    python benchmarks/loading.py [FOLDER] [--articles 2000]

Reads the example affair (or the .txt files of FOLDER), repeats the readings under other addresses,
and in one run: writes them into a dossier as rows in JSON, batch by batch; keeps them in shards of
32; loads the shards into another dossier. Processor time of all threads. Ends with 1 where loading
takes longer than writing.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from recoupe import ingest, pipeline
from recoupe.dossier import shards, store
from recoupe.dossier.results import OF_READING
from recoupe.dossier.write import load, write
from recoupe.engine.chunks import chunked
from recoupe.link.alone import prepared
from recoupe.records import Reading
from recoupe.settings import SHARD_PAGES, Settings

AFFAIR = Path(__file__).resolve().parent.parent / "examples" / "sarroval"


def main() -> int:
    """Measure and return 1 where shards are the slower way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=AFFAIR)
    parser.add_argument("--articles", type=int, default=2_000)
    given = parser.parse_args()
    pages = ingest.pages([given.folder], Settings())
    read = [r for r in pipeline.read_pages(pages, Settings()) if isinstance(r, Reading)]
    return measured(list(islice(repeated(read), given.articles)))


def repeated(read: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings again and again, each time as those of other articles."""
    for number, reading in enumerate(cycle(read)):
        name = f"{number:016x}"
        article = replace(reading.article, id=name, uri=f"{number}.txt")
        rows = {
            table: tuple(replace(row, article=name, id=f"{row.id}-{number}") for row in found)
            for table in OF_READING
            for found in [getattr(reading, table)]
        }
        yield replace(reading, article=article, **rows)


def measured(readings: Sequence[Reading]) -> int:
    """Print the seconds of each way and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with store.writing(folder / "rows.duckdb") as connection:
            began = time.process_time()
            write(connection, readings)
            rows = time.process_time() - began
        began = time.process_time()
        cut = chunked(readings, SHARD_PAGES)
        marks = [
            shards.keep(folder / "kept", f"{n}", [*map(prepared, part)])
            for n, part in enumerate(cut)
        ]
        keeping = time.process_time() - began
        with store.writing(folder / "shards.duckdb") as connection:
            began = time.process_time()
            load(connection, folder / "kept", marks)
            loading = time.process_time() - began
        size = sum(file.bytes for mark in marks for file in mark.files)
    each = 1_000 / len(readings)
    print(f"{len(readings)} articles: as rows {rows * each:.2f} ms an article")
    print(f"kept in {len(marks)} shards of {SHARD_PAGES}: {keeping * each:.2f} ms, {size:,} bytes")
    print(f"loaded from shards: {loading * each:.2f} ms, {loading / rows:.2f} of writing rows")
    return int(loading > rows)


if __name__ == "__main__":
    raise SystemExit(main())
