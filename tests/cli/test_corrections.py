"""``recoupe corrections`` lists, takes back, exports and imports what readers said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.dossier.records import reading

from recoupe.cli import run
from recoupe.dossier import corrections, store
from recoupe.dossier.corrections import Draft
from recoupe.dossier.write import write
from recoupe.link.steps import link


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Return a dossier of one article, with its one quotation given to somebody else by hand."""
    path, page = tmp_path / "affair.duckdb", reading()
    with store.writing(path) as connection:
        write(connection, [page])
        link(connection)
        draft = Draft("speaker", (page.quotations[0].id,), "Ida", "Ada Mornay", reason="says so")
        corrections.correct(connection, draft)
        link(connection)
    return path


def listed(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Return what ``list --json`` prints."""
    capsys.readouterr()
    assert run(["corrections", "list", str(path), "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_list_says_what_was_corrected(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corrections", "list", str(dossier)]) == 0
    told = capsys.readouterr().out
    assert "Ida: speaker: Le port rouvrira." in told
    assert "→ Ada Mornay (says so)" in told


def test_undo_brings_back_the_machine(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (made,) = listed(dossier, capsys)
    assert run(["corrections", "undo", str(dossier), str(made["id"]), "--who", "Rémi"]) == 0
    assert run(["show", str(dossier)]) == 0
    assert "Odile Ferrand" in capsys.readouterr().out
    assert run(["corrections", "undo", str(dossier), str(made["id"])]) == 4
    assert "was undone before" in capsys.readouterr().err
    assert listed(dossier, capsys)[0]["undone_by"] == "Rémi"


def test_corrections_travel(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, other = tmp_path / "out" / "corrections.jsonl", tmp_path / "other.duckdb"
    with store.writing(other) as connection:
        write(connection, [reading()])
        link(connection)
    assert run(["corrections", "export", str(dossier), "-o", str(out)]) == 0
    assert run(["corrections", "import", str(other), str(out)]) == 0
    assert "1 new correction of 1" in capsys.readouterr().out
    assert listed(other, capsys) == listed(dossier, capsys)
    assert run(["show", str(other)]) == 0
    assert "Ada Mornay" in capsys.readouterr().out


def test_gold_holds_pages_and_answers(dossier: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    assert run(["corrections", "export", str(dossier), "--gold", str(gold)]) == 0
    answers = json.loads((gold / "quotations.json").read_text(encoding="utf-8"))
    ((name, answer),) = answers.items()
    text = (gold / "pages" / name).read_text(encoding="utf-8")
    (quotation,) = answer["quotations"]
    assert quotation["speaker"] == "Ada Mornay"
    assert [text[c["start"] : c["end"]] for c in quotation["content"]] == ["Le port rouvrira."]


@pytest.mark.parametrize("line", ["not json", "[]", "{}", '{"kind": "speaker"}'])
def test_a_file_that_holds_no_corrections_changes_nothing(
    line: str, dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dossier.read_bytes()
    bad = tmp_path / "bad.jsonl"
    bad.write_text(line + "\n", encoding="utf-8")
    assert run(["corrections", "import", str(dossier), str(bad)]) in {3, 4}
    assert "recoupe: error" in capsys.readouterr().err
    assert dossier.read_bytes() == before


def test_export_wants_one_place(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corrections", "export", str(dossier)]) == 2
    assert "-o FILE and --gold DIR" in capsys.readouterr().err
