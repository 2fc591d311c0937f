"""``recoupe add`` gives the dossier that building from all pages at once gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.cli import run
from recoupe.export.jsonl import TABLES

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


def test_adding_needs_a_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.duckdb"
    assert run(["add", str(missing), str(PAGES[0])]) == 4
    assert "make one with 'recoupe build" in capsys.readouterr().err
    assert not missing.exists()
