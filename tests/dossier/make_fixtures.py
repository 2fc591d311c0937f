"""Makes ``old/NNN.duckdb.xz``: a small dossier of each version of the tables, as if never migrated.

``python tests/dossier/make_fixtures.py`` makes those that are not there yet; run it when a
migration is added, and leave the old ones as they are. The tables of version N hold what the
recoupe that made the fixture read and concluded, as far as they could. They are DuckDB files, not
exports, since it is a file that a user has; packed, a file is 15 to 60 kB. They are not made by the
recoupe of their time, because several versions of the tables grew side by side and never stood
alone in a commit.
"""

from __future__ import annotations

import json
import lzma
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

import duckdb

from recoupe import pipeline
from recoupe.dossier import schema
from recoupe.settings import Settings

AFFAIR = Path(__file__).parents[2] / "examples" / "sarroval"
OLD = Path(__file__).parent / "old"

MADE_ANEW = frozenset({"schema_version", "fresh", "shelf_stamp"})
"""Tables that are not copied: they tell of the state of a dossier, not of pages."""


def write_pages(path: Path) -> None:
    """Write three pages of the example affair, one in two versions, and one that is empty."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(AFFAIR.glob("*.txt"))[:3]]
    older = texts[0].rstrip().rpartition("\n")[0] + "\n"
    pages = [("a", older), ("a", texts[0]), ("b", texts[1]), ("c", texts[2]), ("d", "")]
    rows = [{"url": f"https://press.example/{name}", "text": text} for name, text in pages]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def make(number: int, now: Path, path: Path) -> None:
    """Copy into the tables of version ``number`` what the dossier ``now`` holds."""
    with duckdb.connect(str(path)) as old:
        for each, script in schema.migrations():
            if each <= number:
                old.execute(script)
        old.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)")
        known = [(each,) for each, _script in schema.migrations() if each <= number]
        old.executemany("INSERT INTO schema_version VALUES (?)", known)
        old.execute(f"ATTACH '{now}' AS now (READ_ONLY)")
        for (table,) in old.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name <> 'now'"
        ).fetchall():
            if table not in MADE_ANEW:
                _fill(old, table)
        old.execute("DELETE FROM fresh" if number >= 3 else "SELECT 1")
        old.execute("DETACH now")


def _fill(old: duckdb.DuckDBPyConnection, table: str) -> None:
    """Copy a table, unless one of its columns is of another type today."""
    columns = old.execute(f"DESCRIBE {table}").fetchall()
    today = {name: kind for name, kind, *_ in old.execute(f"DESCRIBE now.{table}").fetchall()}
    if all(today.get(name) == kind for name, kind, *_ in columns):
        names = ", ".join(f'"{name}"' for name, *_ in columns)
        old.execute(f"INSERT INTO {table} SELECT {names} FROM now.{table}")  # noqa: S608 - ours


def main() -> None:
    """Make what is missing."""
    OLD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        now = Path(folder) / "now.duckdb"
        with chdir(folder):  # a dossier keeps the names of its inputs
            write_pages(Path("pages.jsonl"))
            pipeline.build_file(["pages.jsonl"], now, Settings())
        for number, _script in schema.migrations():
            packed = OLD / f"{number:03}.duckdb.xz"
            if not packed.exists():
                made = Path(folder) / f"{number}.duckdb"
                make(number, now, made)
                packed.write_bytes(lzma.compress(made.read_bytes(), preset=9))
                sys.stdout.write(f"{packed.name}: {packed.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
