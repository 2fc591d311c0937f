"""A dossier really built from the example affair, once a session, and an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from recoupe.dossier import store

AFFAIR = Path(__file__).parents[3] / "examples" / "sarroval"


@pytest.fixture(scope="session")
def built(affair_file: Path) -> Path:
    """Return the path of the dossier of the example affair."""
    return affair_file


@pytest.fixture(scope="session")
def affair_dossier(built: Path) -> Iterator[DuckDBPyConnection]:
    """Return an open connection to the dossier of the example affair."""
    with store.open_for_reading(built) as connection:
        yield connection


@pytest.fixture
def empty() -> Iterator[DuckDBPyConnection]:
    """Return a connection to a dossier in which nothing is."""
    with store.in_memory() as connection:
        yield connection
