"""Actors across articles as the command line shows and exports them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.link.casts import actor, add, page

from recoupe.cli import run
from recoupe.dossier import store
from recoupe.records import Quotation, Reading, Span


def quoting(reading: Reading) -> Reading:
    """Return the reading with all its text as words of its first actor."""
    text, article = reading.article.text, reading.article.id
    content = (Span.of(text, 0, len(text)),)
    said = Quotation(f"q {article}", article, "direct", content, speaker=reading.actors[0].id)
    return replace(reading, quotations=(said,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "port.duckdb"
    ida = actor("Ida Varkova", role="ministre lettone", country="Lettonie", gender="f")
    again = actor("Ida Warkowa", role="présidente lettone", country="Lettonie")
    with store.writing(path) as connection:
        pages = [page("2031-03-05", ida, uri="a"), page("2031-04-05", again, uri="b")]
        lone = page("2031-04-05", actor("un responsable", named=False), uri="c")
        add(connection, [*map(quoting, pages), lone])
    return path


def test_actors_are_listed_with_names_offices_and_reasons(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", str(path), "--actors"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[:3] == [
        "Ida Varkova  person, Lettonie  2",
        "  also Ida Warkowa",
        "  as ministre lettone (2031-03-05); présidente lettone (2031-04-05)",
    ]
    assert " ".join(out.split()).endswith(
        "one because Varkova and Warkowa are spellings of one surname; same given name Ida;"
        " both of Latvia"
    )


def test_actors_as_json_are_the_rows_of_the_export(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", str(path), "--actors", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)["actors"]
    assert run(["export", str(path), "-o", str(tmp_path)]) == 0
    lines = (tmp_path / "actors.jsonl").read_text("utf-8").splitlines()
    assert shown == [json.loads(line) for line in lines]
    ida, official = shown
    assert [r["date"] for r in ida["roles"]] == ["2031-03-05", "2031-04-05"]
    assert len({m["article"] for m in ida["mentions"]}) == 2
    assert (official["named"], official["members"][0]["reasons"]) == (False, [])
    quotations = [
        json.loads(line) for line in (tmp_path / "quotations.jsonl").read_text("utf-8").splitlines()
    ]
    assert [q["speaker"] for q in quotations] == [ida["id"]] * 2
    assert {q["actor"] for q in quotations} == {m["id"] for m in ida["members"]}


def test_one_view_at_a_time(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(path), "--actors", "--timeline"]) == 2
    assert "one view at a time" in capsys.readouterr().err


def test_a_view_with_nothing_in_it_says_so(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(path), "--positions"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"{path}: nothing to show with --positions\n"
