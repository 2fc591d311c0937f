"""One step of linking in the SQL of DuckDB and of Spark: made wordings in, times of both out.

    python benchmarks/dialects.py [--wordings 100000 1000000] [--cores 2]

The step is the one that moves most rows: which wordings are compared (``link/utterances/pairs``).
It is translated by SQLGlot from the very text that DuckDB runs; what had to be changed by hand
stands in ``BY_HAND``. The wordings are made with a seed: words of one voice by Zipf's law, one in
ten wordings of the ten most quoted voices, without texts. Both engines read the same Parquet and
write Parquet; printed are the seconds of each, in one run, and whether the pairs are the same.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path

import duckdb
import sqlglot

from recoupe.link.utterances import pairs
from recoupe.link.utterances.translations import CROSS

MADE = """
    COPY (
        WITH numbered AS (
            SELECT range AS n, hash(range) % 10 = 0 AS quoted FROM range({count})
        ), said AS (
            SELECT n, if(quoted, hash(n, 1) % 10, 10 + hash(n, 1) % ({count} // 20)) AS voice,
                DATE '2020-01-01' + (hash(n, 2) % 1800)::INTEGER AS day
            FROM numbered
        )
        SELECT printf('%016x', hash(n)) AS id, 'fr' AS language, 'v' || voice AS voice,
            true AS person, if(hash(n, 3) % 20 = 0, NULL, day) AS "first",
            if(hash(n, 3) % 20 = 0, NULL, day) AS "last",
            list_transform(range(12), lambda k: (hash(voice,
                floor(exp((hash(n, k, 4) % 1000) / 1000 * ln(3000)))) % 9e18)::BIGINT) AS keys,
            [(hash(voice, day) % 9e18)::BIGINT] AS days
        FROM said
    ) TO '{path}' (FORMAT parquet)
"""

PLACES = "CREATE OR REPLACE TEMP TABLE places AS"
CANDIDATES = "CREATE OR REPLACE TEMP TABLE candidates AS"

BY_HAND = {
    # of DuckDB's text, before it is translated
    "hash(voice)": "voice",
    f"UNION ALL SELECT *, true FROM ({CROSS})": "",  # noqa: S608 - the program's own
}


def main() -> int:
    """Run both for each size; return 1 where the pairs are not the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wordings", type=int, nargs="+", default=[100_000])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print the translation")
    given = parser.parse_args()
    steps = [changed(pairs._PLACES, PLACES), changed(pairs._CANDIDATES, CANDIDATES)]  # noqa: SLF001
    translated = [sqlglot.transpile(s, read="duckdb", write="spark", pretty=True)[0] for s in steps]
    if given.show:
        print("\n\n".join(translated))
    same = True
    for count in given.wordings:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            path = folder / "wordings.parquet"
            duckdb.sql(MADE.format(count=count, path=path))
            one = by_duckdb(folder, steps, given.cores)
            other = by_spark(folder, translated, given.cores)
            found = [told(folder / name) for name in ("duckdb", "spark")]
            same = same and found[0] == found[1]
            print(json.dumps({"wordings": count, "duckdb": one, "spark": other, "pairs": found}))
    return 0 if same else 1


def changed(text: str, head: str) -> str:
    """Return a statement as a query, with the changes that are made by hand."""
    for old, new in {head: "", **BY_HAND}.items():
        text = text.replace(old, new)
    return text


def by_duckdb(folder: Path, steps: list[str], cores: int) -> float:
    """Return the seconds that DuckDB takes."""
    with duckdb.connect(str(folder / "db"), config={"threads": cores}) as connection:
        connection.execute(f"CREATE VIEW wordings AS FROM '{folder}/wordings.parquet'")
        begun = time.monotonic()
        connection.execute(f"{PLACES} {steps[0]}")
        (folder / "duckdb").mkdir()
        connection.execute(f"COPY ({steps[1]}) TO '{folder}/duckdb/pairs.parquet' (FORMAT parquet)")
        return round(time.monotonic() - begun, 1)


def by_spark(folder: Path, steps: list[str], cores: int) -> float:
    """Return the seconds that Spark takes, once it has started."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.simplefilter("ignore", FutureWarning)
    from pyspark.sql import SparkSession  # noqa: PLC0415 - after its settings

    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.memory", "6g").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.conf.set("spark.sql.shuffle.partitions", str(8 * cores))
    session.read.parquet(f"{folder}/wordings.parquet").createOrReplaceTempView("wordings")
    session.sql("SELECT count(*) FROM wordings").collect()
    begun = time.monotonic()
    session.sql(steps[0]).createOrReplaceTempView("places")
    session.sql(steps[1]).write.parquet(f"{folder}/spark")
    return round(time.monotonic() - begun, 1)


def told(folder: Path) -> tuple[object, ...]:
    """Return how many pairs there are, and a sum that tells them from others."""
    query = f"SELECT count(*), sum(hash(a, b))::VARCHAR FROM '{folder}/*.parquet'"  # noqa: S608 - ours
    return duckdb.sql(query).fetchall()[0]


if __name__ == "__main__":
    sys.exit(main())
