"""What readers correct feeds the gate: a gold folder is scored without and with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import recoupe
from recoupe.dossier import store
from recoupe.dossier.corrections import Draft, correct
from recoupe.dossier.read import Dossier
from recoupe.export import corrections as files
from recoupe.export import jsonl
from recoupe.link.steps import link

ROOT = Path(__file__).parents[1]
PAGE = """Brume : le quai sera fermé

Brume, le 4 mars 2031. Le maire Luc Tamaris a déclaré que le quai serait fermé lundi. « Rien n'est
signé », a dit Odile Varenne, la préfète. Luc Tamaris a ajouté que les bateaux iraient à Sorelle.
"""


def test_corrections_are_scored_and_told_by_the_gate(tmp_path: Path) -> None:
    pages, path = tmp_path / "pages", tmp_path / "affair.duckdb"
    pages.mkdir()
    (pages / "brume.txt").write_text(PAGE, encoding="utf-8")
    with recoupe.build(pages, path) as dossier:
        first, *_ = dossier.quotations()
        name = first.speaker_name
    as_readers_say(path)
    gold = tmp_path / "gold"
    with recoupe.open(path) as dossier:
        assert files.export_gold(dossier, gold) == 2
        assert dossier.quotations()[0].speaker_name == "Ada Brisk" != name
    told = subprocess.run(
        [sys.executable, ROOT / "quality" / "gate.py", "--corrections", gold],
        check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert "0 of 2 corrections hold by themselves" in told.stdout

    sys.path.insert(0, str(ROOT / "quality"))
    try:
        import corrected  # noqa: PLC0415 - a script beside the project
    finally:
        sys.path.pop(0)
    again = tmp_path / "again.duckdb"
    with recoupe.build(gold / "pages", again) as dossier:
        jsonl.export(dossier, tmp_path / "plain")
    assert corrected.score(tmp_path / "plain", gold)["right"] == 0
    as_readers_say(again)
    with recoupe.open(again) as dossier:
        jsonl.export(dossier, tmp_path / "mended")
    assert corrected.score(tmp_path / "mended", gold) == {"right": 2, "of": 2, "share": 1.0}


def as_readers_say(path: Path) -> None:
    with store.writing(path) as connection:
        first, *_ = Dossier(connection).quotations()
        correct(connection, Draft("speaker", (first.id,), "desk", value="Ada Brisk"))
        correct(connection, Draft("date", (first.id,), "desk", value="2031-02-01"))
        link(connection)
