"""What every engine must do: one test body over all of them, Spark with two separate executors."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from object_store import served
from recoupe import pipeline
from recoupe.dossier.check import check
from recoupe.dossier.runs import runs
from recoupe.dossier.store import open_for_reading
from recoupe.engine.base import Engine
from recoupe.engine.local import Local
from recoupe.engine.spark import Spark
from recoupe.errors import InputError
from recoupe.settings import Settings

from . import cluster
from .exports import exported
from .squares import (
    MANY,
    deadly,
    ending_executors,
    given,
    keep_at_last,
    refusing,
    results,
    squared,
    work,
)

EXAMPLES = Path(__file__).parents[2] / "examples" / "sarroval"


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    """Start executors once for all tests of this module, and an object store that they know."""
    cluster.require()
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - may be absent

    with served("press"), pytest.MonkeyPatch.context() as patch:
        for name, value in cluster.ENVIRONMENT.items():
            patch.setenv(name, value)
        conf = SparkConf().setMaster(cluster.MASTER).setAppName("tests")
        with SparkContext(conf=conf.setAll(list(cluster.SETTINGS.items()))):
            yield Spark()


@pytest.fixture(params=["one process", "two processes", "spark"])
def engine(request: pytest.FixtureRequest) -> Engine:
    named: dict[str, Engine] = {"one process": Local(1), "two processes": Local(2)}
    return named.get(request.param) or request.getfixturevalue("spark")


def test_results_lie_there_in_order_and_progress_is_told(engine: Engine, tmp_path: Path) -> None:
    done: list[int] = []
    marks = list(engine.map(work(squared, tmp_path), given(), done.append))
    assert results(tmp_path, marks) == [i * i for i in MANY]
    assert sum(done) == len(MANY)


def test_errors_meant_for_the_user_come_through(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not even"):
        list(engine.map(work(refusing, tmp_path), given()))


def test_what_was_kept_is_not_read_again(engine: Engine, tmp_path: Path) -> None:
    done: list[int] = []
    first = list(engine.map(work(squared, tmp_path), given()))
    again = list(engine.map(work(refusing, tmp_path), given(), done.append))
    assert again == first
    assert sum(done) == len(MANY)
    with pytest.raises(InputError, match="not even"):
        list(engine.map(work(refusing, tmp_path), given(range(200))))


def test_an_item_that_kills_its_process_is_given_up_alone(spark: Spark, tmp_path: Path) -> None:
    marks = list(spark.map(work(deadly, tmp_path), given([*range(41), *range(42, 60)])))
    found = results(tmp_path, marks)
    (lost,) = [r for r in found if isinstance(r, list)]
    assert lost == [40, "reading it killed the process (out of memory?)"]
    assert [r for r in found if isinstance(r, int)] == [
        i * i for i in range(60) if i not in {40, 41}
    ]


def test_an_item_that_ends_every_executor_is_tried_here(
    spark: Spark, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[int] = []
    marks = list(spark.map(work(ending_executors, tmp_path), given(range(30), 4), done.append))
    assert results(tmp_path, marks) == [i * i for i in range(30)]
    assert sum(done) == 30
    assert "it is read on this machine" in caplog.text


def test_an_error_of_writing_is_tried_again(spark: Spark, tmp_path: Path) -> None:
    again = replace(work(squared, tmp_path), keep=partial(keep_at_last, tmp_path))
    marks = list(spark.map(again, given(range(16), 16)))
    assert results(tmp_path, marks) == [i * i for i in range(16)]


def write_pages(folder: Path) -> list[Path]:
    """Write files whose pages meet: one address in several of them, two versions, bad ones."""
    texts = {p.name: p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.txt"))}
    first, second, *_ = texts.values()
    older = first.rstrip().rpartition("\n")[0] + "\n"
    (folder / "press").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "press" / name).write_text(text, encoding="utf-8")
    (folder / "press" / "empty.txt").write_text("", encoding="utf-8")
    tables = {"a": [("1", older), ("2", second)], "b": [("1", first), ("1", older), ("3", "")]}
    tables["c"] = [("2", second), ("1", first), ("2", second)]
    for name, rows in tables.items():
        lines = [json.dumps({"url": f"https://press.example/{n}", "text": t}) for n, t in rows]
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write("\n".join([*lines, "{broken"]))
    whole = (folder / "c.jsonl.gz").read_bytes()
    (folder / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    respelt = folder / "press" / ".." / "press"
    return [
        *sorted(folder.glob("*.gz")),
        folder / "press",
        respelt,
        *sorted(EXAMPLES.glob("*.html")),
    ]


def test_both_engines_give_the_same_dossier(spark: Spark, tmp_path: Path) -> None:
    inputs = write_pages(tmp_path / "in")
    found = {}
    for name, engine in {"local": Local(1), "spark": spark}.items():
        out = tmp_path / name
        tally = pipeline.build_file(
            inputs, out, Settings(shard_pages=3), engine=engine, as_folder=name == "spark"
        )
        assert not check(out).problems
        found[name] = (tally, exported(out))
    assert found["spark"] == found["local"]
    tally, tables = found["local"]
    assert tally.changed
    assert tally.repeated
    assert tally.failed == 7
    assert all(tables[f"{t}.jsonl"] for t in ("articles", "quotations", "utterances", "failures"))


def test_pages_can_be_added_by_the_other_engine(spark: Spark, tmp_path: Path) -> None:
    first, *others = write_pages(tmp_path / "in")
    one, both = tmp_path / "one", tmp_path / "both.duckdb"
    pipeline.build_file([first, *others], one, Settings(), as_folder=True)
    pipeline.build_file([first], both, Settings())
    pipeline.build_file(others, both, Settings(), engine=spark)
    told = [exported(path) for path in (one, both)]
    assert told[0] == told[1]
    with open_for_reading(both) as connection:
        assert all(run.adds_up for run in runs(connection))


def test_inputs_and_shards_may_lie_in_a_store(spark: Spark, tmp_path: Path) -> None:
    from recoupe.ingest.remote import store_of  # noqa: PLC0415 - pyarrow may be absent

    files = [path for path in write_pages(tmp_path / "in") if path.suffix == ".gz"]
    store, bucket = store_of("s3://press")
    for path in files:
        with store.open_output_stream(f"{bucket}/in/{path.name}", compression=None) as out:
            out.write(path.read_bytes())
    found = []
    for place in ("cluster", "here"):
        engine = spark if place == "cluster" else Local(1)
        shards = "s3://press/work" if place == "cluster" else None
        out = tmp_path / place
        inputs = ["s3://press/in/*.jsonl.gz"]
        pipeline.build_file(inputs, out, Settings(shard_pages=2), None, engine, shards)
        found.append(exported(out))
    assert found[0] == found[1]
    assert found[0]["articles.jsonl"]
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".shards")]
