"""Starts Spark and stops it: the address of a master and settings in, a context out."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from recoupe.errors import RecoupeError

if TYPE_CHECKING:
    from pyspark import SparkConf, SparkContext

LOCAL_MASTER = re.compile(r"local(-cluster)?\b")
"""Masters whose executors run on this machine, and so with this Python."""


@contextmanager
def running(master: str | None, settings: Iterable[tuple[str, str]]) -> Iterator[SparkContext]:
    """Start Spark and stop it at the end; where the program has one running, that one is used."""
    try:
        from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise RecoupeError("Spark is not installed: pip install 'recoupe[spark]'") from error
    if found := SparkContext._active_spark_context:  # noqa: SLF001 - there is no other way to ask
        yield found
        return
    if LOCAL_MASTER.match(master or ""):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setAppName("recoupe").setAll(list(settings))
    conf.setIfMissing("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    if master:
        conf.setMaster(master)
    context = _started(conf)
    try:
        yield context
    finally:
        context.stop()


def _started(conf: SparkConf) -> SparkContext:
    from py4j.protocol import Py4JError  # noqa: PLC0415 - of an extra
    from pyspark import SparkContext  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # on pandas, of which nothing is used
            return SparkContext(conf=conf)
    except (PySparkException, Py4JError) as error:
        raise RecoupeError(f"Spark does not start: {_short(error)}") from error


def _short(error: Exception) -> str:
    told = " ".join(str(error).split())
    if "JAVA_GATEWAY_EXITED" in told:
        return "it needs Java 17 or 21 (java on the PATH, or JAVA_HOME), and settings that it knows"
    return told
