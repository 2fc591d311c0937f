"""What adding ten pages to a large dossier costs beside building it anew: pages in, a ratio out.

    python benchmarks/adding.py [FOLDER] [--articles 10000] [--pages 10] [--read 300]

1. Reads ``--read`` Wikinews articles and times it: seconds an article.
2. Makes a dossier of ``--articles`` articles from these readings, repeated: in each repetition all
   names and all words of seven letters and more are other words of the same length (a shift of
   their letters), and the dates lie a month on. The dossier is linked, and that is timed.
3. Adds ``--pages`` further pages with ``recoupe add`` in a process of its own, and times it.

Printed are the seconds, all of processor time, and: adding divided by building anew, where building
anew is reading every article, at the seconds of step 1, and linking them (at most 0.05). Then the
groups of the grown dossier are compared with those of one linked anew from the same readings.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import recoupe
from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.link.steps import link
from recoupe.records import Published, Reading, Span

WIKINEWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikinews"
MOST = 0.05
LONG = 7
MONTH = 30
IDS = frozenset(
    {"id", "article", "speaker", "parent", "quotation", "quantity", "claimed_by", "actor"}
)
NAMES = frozenset({"name", "speaker_name", "aliases", "head", "role", "outlet", "byline"})
GROUPS = ("entities", "reprints", "utterances", "stories", "discrepancies", "threads", "moments")


def main() -> int:
    """Measure and return 1 where adding costs too much or gives other groups."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=WIKINEWS)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--read", type=int, default=300)
    given = parser.parse_args()
    files = [f for f in sorted(given.folder.glob("*.txt")) if "urls" not in f.name]
    if not files:
        print(f"benchmark skipped: no .txt files in {given.folder}")
        return 0
    start = time.process_time()
    with recoupe.build(files[: given.read]) as dossier:
        readings = dossier.readings()
    each = (time.process_time() - start) / len(readings)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.duckdb")
        linking = make(path, readings, given.articles)
        adding = add(path, files[given.read : given.read + given.pages])
        anew = each * given.articles + linking
        print(f"reading {each:.3f} s an article; linking {given.articles} articles {linking:.0f} s")
        print(f"adding {given.pages} pages {adding:.1f} s, {adding / anew:.3f} of building anew")
        other = different(path, Path(folder, "anew.duckdb"))
    print(f"groups that differ from those linked anew: {', '.join(other) or 'none'}")
    return int(adding / anew > MOST or bool(other))


def make(path: Path, readings: tuple[Reading, ...], size: int) -> float:
    """Write a dossier of repeated readings and return the seconds that linking it takes."""
    with store.writing(path) as connection:
        write(connection, islice(_repeated(readings), size))
        start = time.process_time()
        link(connection)
        return time.process_time() - start


def add(path: Path, pages: list[Path]) -> float:
    """Add pages with the command line and return the seconds of the process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = (sys.executable, "-m", "recoupe", "add", path, *pages, "--processes", 1)
    subprocess.run([str(c) for c in command], check=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def different(grown: Path, anew: Path) -> list[str]:
    """Return the tables whose groups differ when the same readings are linked anew."""
    shutil.copy(grown, anew)
    with store.writing(anew) as connection:
        for (table,) in connection.execute(_DERIVED).fetchall():
            connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a table of ours
        connection.execute("INSERT INTO fresh SELECT id FROM articles")
        link(connection)
    with recoupe.open(grown) as one, recoupe.open(anew) as other:
        return [table for table in GROUPS if _rows(one, table) != _rows(other, table)]


_DERIVED = """
    SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND table_name NOT IN
    ('articles', 'actors', 'quotations', 'times', 'quantities', 'events', 'failures',
     'schema_version')
"""


def _rows(dossier: Dossier, table: str) -> list[Any]:
    return sorted(dossier.timeline() if table == "moments" else getattr(dossier, table)(), key=_id)


def _id(record: Any) -> str:  # noqa: ANN401 - any record with an id
    return str(record.id)


def _repeated(readings: tuple[Reading, ...]) -> Iterator[Reading]:
    """Yield the readings again and again, each time with other words and later dates."""
    for copy in count():
        yield from (_changed(reading, copy) for reading in readings)


def _changed(reading: Reading, copy: int) -> Reading:
    article = reading.article
    text = _shifted(article.text, copy)
    published = _later(article.published, copy)
    changed = replace(
        _record(article, text, copy), text=text, published=published, uri=f"{copy}/{article.uri}"
    )
    parts = {
        f.name: tuple(_record(r, text, copy) for r in getattr(reading, f.name))
        for f in fields(reading)
        if f.name != "article"
    }
    return replace(reading, article=changed, **parts)


def _record(record: Any, text: str, copy: int) -> Any:  # noqa: ANN401 - any record
    """Return a record with its spans cut out of the changed text, its ids and names changed."""
    if isinstance(record, Span):
        return Span.of(text, record.start, record.end)
    if isinstance(record, tuple):
        return tuple(_record(part, text, copy) for part in record)
    if not is_dataclass(record):
        return record
    parts: dict[str, Any] = {}
    for f in fields(record):
        value = getattr(record, f.name)
        if isinstance(value, str) and f.name in IDS:
            parts[f.name] = f"{copy:x}-{value}"
        elif f.name in NAMES and not isinstance(value, Span):
            parts[f.name] = _named(value, copy)
        else:
            parts[f.name] = _record(value, text, copy)
    return type(record)(**parts)


def _named(value: Any, copy: int) -> Any:  # noqa: ANN401 - a name, several or none
    if isinstance(value, tuple):
        return tuple(_named(v, copy) for v in value)
    return _shifted(value, copy) if isinstance(value, str) else value


def _shifted(text: str, copy: int) -> str:
    """Shift the letters of names and long words, each kind of letter among its like."""
    return " ".join(_word(word, copy) for word in text.split(" "))


def _word(word: str, copy: int) -> str:
    if not copy or (len(word) < LONG and not word[:1].isupper()):
        return word
    return word.translate(_TABLES[copy % len(_TABLES)])


def _tables() -> list[dict[int, str]]:
    """Return for each shift what letters become: vowels vowels, consonants consonants."""
    sets = ("aeiou", "bcdfghjklmnpqrstvwxz", "AEIOU", "BCDFGHJKLMNPQRSTVWXZ")
    return [
        {ord(c): s[(i + shift) % len(s)] for s in sets for i, c in enumerate(s)}
        for shift in range(20)
    ]


_TABLES = _tables()


def _later(published: Published, copy: int) -> Published:
    if not published.value:
        return published
    day = date.fromisoformat(published.value[:10]) + timedelta(copy * MONTH)
    return replace(published, value=day.isoformat())


if __name__ == "__main__":
    sys.exit(main())
