"""What the engine of a cluster does before and after Spark: shares, settings, words for trouble."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from recoupe import pipeline
from recoupe.cli import run
from recoupe.engine.base import Shard, Sources
from recoupe.engine.spark import SHARE_BYTES, Spark, _raised, shared_out
from recoupe.errors import RecoupeError
from recoupe.records import Page
from recoupe.settings import Settings

from . import cluster
from .squares import given, squared, work

EXAMPLE = Path(__file__).parents[2] / "examples" / "sarroval" / "02-sarroval-matin.txt"


def shares(weights: list[int], cores: int = 2) -> list[tuple[int, ...]]:
    """Share out sources that are named by their weights."""
    nothing: Callable[[Sequence[int]], Iterator[Shard[int]]] = lambda _sources: iter(())  # noqa: E731
    source = Sources(tuple(weights), nothing, nothing, lambda w: w)
    return list(shared_out(source, cores))


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ([], []),
        ([5], [(5,)]),
        ([0, 0, 0], [(0,), (0,), (0,)]),
        ([10 * SHARE_BYTES, 1, 1], [(10 * SHARE_BYTES,), (1, 1)]),
    ],
)
def test_sources_are_shared_out_in_order(weights: list[int], told: list[tuple[int, ...]]) -> None:
    assert shares(weights) == told


def test_shares_are_of_like_weight_and_several_a_core() -> None:
    found = shares([100] * 1_000)
    assert [len(share) for share in found[:-1]] == [len(found[0])] * (len(found) - 1)
    assert 8 <= len(found) <= 9
    assert max(sum(share) for share in shares([1_000_000] * 1_000)) <= SHARE_BYTES


def test_what_python_raised_on_an_executor_is_told_and_a_lost_one_is_not_that() -> None:
    raised = (
        "org.apache.spark.api.python.PythonException: Traceback (most recent call last):\n"
        "  File \"worker.py\", line 1, in main\nModuleNotFoundError: No module named 'recoupe'\n"
        "\n\tat org.apache.spark.api.python.BasePythonRunner\n"
    )
    assert _raised(raised) == "ModuleNotFoundError: No module named 'recoupe'"
    assert _raised("SparkException: Python worker exited unexpectedly (crashed)") is None


def test_a_machine_with_another_program_or_model_does_not_read() -> None:
    page = Page("a", "text/plain", "Un texte.")
    sources = pipeline._pages([page], Settings(), ())  # noqa: SLF001 - what executors are handed
    assert len(list(sources.cut(sources.items))) == 1
    other = pipeline._pages([page], Settings(max_chars=10), ())  # noqa: SLF001
    with pytest.raises(RecoupeError, match="has another recoupe, spaCy or model"):
        list(sources.cut.func(other.items, **sources.cut.keywords | {"told": "another"}))  # type: ignore[attr-defined]


def test_without_pyspark_it_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(RecoupeError, match=r"pip install 'recoupe\[spark\]'"):
        list(Spark("local[1]").map(work(squared, tmp_path), given()))


def test_without_java_it_is_told_what_is_needed(tmp_path: Path) -> None:
    cluster.require()
    command = [sys.executable, "-m", "recoupe", "build", str(EXAMPLE), "-o", str(tmp_path / "a")]
    environment = os.environ | cluster.ENVIRONMENT | {"JAVA_HOME": str(tmp_path)}
    options = ["--engine", "spark", "--master", "local[1]"]
    done = subprocess.run(
        [*command, *options], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Spark does not start: it needs Java 17 or 21" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "options", [["--master", "yarn"], ["--conf", "a=b"], ["--engine", "spark", "--conf", "a"]]
)
def test_options_of_spark_are_for_spark(options: list[str], tmp_path: Path) -> None:
    assert run(["build", str(EXAMPLE), "-o", str(tmp_path / "a"), *options]) == 2
