"""What tests of several folders share: the dossier of the example affair, really built."""

from __future__ import annotations

from pathlib import Path

import pytest

import recoupe

AFFAIR = Path(__file__).parents[1] / "examples" / "sarroval"


@pytest.fixture(scope="session")
def affair_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of the dossier of the example affair, for reading only."""
    path = tmp_path_factory.mktemp("affair") / "sarroval.duckdb"
    recoupe.build(AFFAIR, path).close()
    return path
