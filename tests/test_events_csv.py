"""The table of events: one line a pair of actor and recipient, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

import recoupe
from recoupe.cli import run
from recoupe.dossier.coded_events import CodedEvent
from recoupe.export.events_csv import COLUMNS, QUAD_OF, row_of, three_letters
from recoupe.records import EventType

PAGE = {
    "url": "https://vigie.example/1",
    "source": "La Vigie",
    "date": "2031-02-04",
    "text": "La Norvège et la Suède menacent l'Islande de représailles sur le hareng.\n"
    "Les pêcheurs de Skarvik attendent la réouverture des bancs du nord depuis un mois.\n",
}

EVENT = CodedEvent(
    "e1", "2031-02-04", "Norvège", "NO", "Union européenne", "EU", "THREATEN", None,
    ("economic", "diplomatic"), "130", "done", "=cmd", None, None, None, None, "La Vigie",
    "2031-02-04", "fr", None, "a1", "-un titre", "menace\nl'Islande", 3, 9,
)  # fmt: skip


@pytest.fixture
def lines(tmp_path: Path) -> list[dict[str, str]]:
    """Return the lines written for the page."""
    table, dossier = tmp_path / "pages.jsonl", tmp_path / "d.duckdb"
    table.write_text(json.dumps(PAGE), encoding="utf-8")
    recoupe.build(table, dossier).close()
    assert run(["export", str(dossier), "-f", "events-csv", "-o", str(tmp_path)]) == 0
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_pair_of_actor_and_recipient_is_a_line(lines: list[dict[str, str]]) -> None:
    threats = [line for line in lines if line["event_type"] == "THREATEN"]
    assert [(t["source_country"], t["target_country"]) for t in threats] == [
        ("NOR", "ISL"),
        ("SWE", "ISL"),
    ]
    assert {t["quad_class"] for t in threats} == {"verbal conflict"}
    assert {t["publication"] for t in threats} == {"La Vigie"}


def test_the_passage_stands_where_it_says(lines: list[dict[str, str]]) -> None:
    assert lines
    for line in lines:
        start, end = int(line["start"]), int(line["end"])
        assert " ".join(PAGE["text"][start:end].split()) == line["passage"]


def test_every_type_has_a_quad_class() -> None:
    assert set(QUAD_OF) == set(get_args(EventType))


def test_cells_are_one_line_and_no_formula() -> None:
    row = row_of(EVENT)
    assert row["object"] == "'=cmd"
    assert row["headline"] == "'-un titre"
    assert row["passage"] == "menace l'Islande"
    assert row["contexts"] == "economic;diplomatic"
    assert (row["source_country"], row["target_country"]) == ("NOR", "EU")
    assert list(row_of(replace(EVENT, object=None))) != []
    assert set(row) == set(COLUMNS)


@pytest.mark.parametrize(("code", "told"), [("FR", "FRA"), ("GB-SCT", "GB-SCT"), ("EU", "EU")])
def test_codes_of_three_letters(code: str, told: str) -> None:
    assert three_letters(code) == told
