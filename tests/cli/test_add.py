"""``recoupe add`` gives the dossier that building from all pages at once gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from recoupe import pipeline
from recoupe.cli import run
from recoupe.engine.base import Engine
from recoupe.export.jsonl import TABLES
from recoupe.link.steps import link

PAGES = sorted((Path(__file__).parents[2] / "examples/sarroval").glob("0*"))


def exported(dossier: Path, folder: Path) -> dict[str, list[str]]:
    """Return the lines of every file of an export, sorted."""
    assert run(["export", str(dossier), "-o", str(folder)]) == 0
    return {t: sorted((folder / f"{t}.jsonl").read_text().splitlines()) for t in TABLES}


def test_adding_equals_building_anew(tmp_path: Path) -> None:
    whole, grown = tmp_path / "whole.duckdb", tmp_path / "grown.duckdb"
    old, new = [str(p) for p in PAGES[::2]], [str(p) for p in PAGES[1::2]]
    assert run(["build", *old, *new, "-o", str(whole), "-q"]) == 0
    assert run(["build", *old, "-o", str(grown), "-q"]) == 0
    assert run(["add", str(grown), *new, "-q"]) == 0
    at_once, in_two_steps = exported(whole, tmp_path / "a"), exported(grown, tmp_path / "b")
    assert at_once["quotations"]
    assert at_once == in_two_steps


def test_linking_keeps_to_the_memory_that_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def linked(connection: DuckDBPyConnection, engine: Engine) -> None:
        row = connection.execute("SELECT current_setting('memory_limit')").fetchone()
        told.append(row[0] if row else "")
        link(connection, engine)

    monkeypatch.setattr(pipeline, "link", linked)
    out = str(tmp_path / "affair.duckdb")
    assert run(["build", str(PAGES[0]), "-o", out, "-q", "--memory", "512MB"]) == 0
    assert run(["add", out, str(PAGES[1]), "-q"]) == 0
    assert told == ["488.2 MiB", "1.8 GiB"]


def test_adding_needs_a_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.duckdb"
    assert run(["add", str(missing), str(PAGES[0])]) == 4
    assert "make one with 'recoupe build" in capsys.readouterr().err
    assert not missing.exists()
