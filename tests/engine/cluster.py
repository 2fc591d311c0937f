"""A cluster of Spark on this machine, of two executors; skips tests where there can be none."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

MASTER = "local-cluster[2,1,1024]"

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.executor.memory": "512m",
}

TESTS = Path(__file__).parents[1]

ENVIRONMENT = {
    "PYTHONPATH": os.pathsep.join([*filter(None, sys.path), str(TESTS)]),
    "PYSPARK_PYTHON": sys.executable,
    "SPARK_LOCAL_IP": "127.0.0.1",
}
"""So that executors find what the tests find."""


def require() -> None:
    """Skip the test where Spark cannot run, and say what is missing."""
    if find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: pip install 'recoupe[spark]'")
    java = Path(os.environ.get("JAVA_HOME", "/nowhere")) / "bin" / "java"
    if not java.exists() and not shutil.which("java"):
        pytest.skip("no Java: install openjdk-17-jre-headless or the like")
