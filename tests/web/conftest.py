"""The web application on a dossier really built from the example affair, and on an empty one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import recoupe
from recoupe.dossier import store
from recoupe.web.app import make_app

AFFAIR = Path(__file__).parents[2] / "examples" / "sarroval"
HOME = "http://localhost"
"""The address of the server for a client that needs no network."""
SESAME = "open sesame"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of the dossier of the example affair."""
    path = tmp_path_factory.mktemp("web") / "sarroval.duckdb"
    recoupe.build(AFFAIR, path).close()
    return path


@pytest.fixture(scope="session")
def client(built: Path) -> Iterator[TestClient]:
    """Return a client of the application on the example affair, which speaks French."""
    with TestClient(make_app(built), HOME, headers={"accept-language": "fr"}) as opened:
        yield opened


@pytest.fixture
def writable(built: Path, tmp_path: Path) -> Path:
    """Return the path of a copy of the dossier that a test may change."""
    return Path(shutil.copy(built, tmp_path / "sarroval.duckdb"))


@pytest.fixture
def writer(writable: Path) -> Iterator[TestClient]:
    """Return a client who came with the token."""
    app = make_app(writable, write=True, token=SESAME)
    with TestClient(app, HOME, headers={"accept-language": "fr", "origin": HOME}) as opened:
        opened.get("/", params={"token": SESAME})
        yield opened


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of the application on a dossier in which nothing is."""
    path = tmp_path_factory.mktemp("empty") / "empty.duckdb"
    with store.writing(path):
        pass
    with TestClient(make_app(path), HOME) as opened:
        yield opened
