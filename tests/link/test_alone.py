"""What linking needs of one article alone comes with its reading, and is made up for where not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import recoupe
from recoupe.dossier import corrections, store
from recoupe.dossier.corrections import Draft
from recoupe.link import discrepancies, origins, reprints, stories
from recoupe.link.alone import ALONE
from recoupe.link.steps import link
from recoupe.pipeline import build_file
from recoupe.settings import Settings

TEXTS = {
    "a.txt": "La Gazette de Belmare\n3 mars 2031\n\nLe port de Belmare rouvre lundi, a annoncé la"
    " maire, Ida Varel. Les dockers avaient cessé le travail pendant trois semaines.\n",
    "b.txt": "Le Courrier d'Orval\n4 mars 2031\n\nÀ Belmare, les dockers reprennent le travail"
    " lundi. « Nous avons obtenu la moitié », dit Paul Sestier, leur délégué.\n",
}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "affair.duckdb"
    build_file([tmp_path], out, Settings())
    return out


def held(connection: DuckDBPyConnection) -> dict[str, list[object]]:
    return {t: connection.execute(f"FROM {t} ORDER BY ALL").fetchall() for t in ALONE}


def refuse(*_: object) -> None:
    raise AssertionError("it is there already")


def test_linking_does_not_work_it_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in (
        (reprints, "signature"),
        (origins, "origin"),
        (stories, "telling"),
        (discrepancies, "marked"),
    ):
        monkeypatch.setattr(module, name, refuse)
    (tmp_path / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    build_file([tmp_path], tmp_path / "affair.duckdb", Settings())
    with recoupe.open(tmp_path / "affair.duckdb") as opened:
        assert len(list(opened.articles())) == 1


def test_articles_that_came_without_it_get_it(dossier: Path) -> None:
    with store.writing(dossier) as connection:
        before = held(connection)
        assert all(before.values())
        for table in ALONE:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our names
        connection.execute("INSERT INTO fresh SELECT id FROM articles LIMIT 1")
        link(connection)
        assert held(connection) == before


def test_an_older_version_of_a_page_is_forgotten(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["a.txt"].replace("lundi", "mardi"), encoding="utf-8")
    build_file([tmp_path / "a.txt"], dossier, Settings())
    with store.connect(dossier) as connection:
        latest = connection.execute("SELECT id FROM articles WHERE latest ORDER BY id").fetchall()
        assert len(latest) == 2
        for table in ALONE:
            query = f"SELECT DISTINCT article FROM {table} ORDER BY ALL"  # noqa: S608 - our names
            assert connection.execute(query).fetchall() == latest


def voices(connection: DuckDBPyConnection) -> set[str]:
    query = "SELECT DISTINCT voice FROM account_marks WHERE kind = 'twin'"
    return {name for (name,) in connection.execute(query).fetchall()}


def test_what_a_reader_corrected_stays_so_when_the_page_is_read_again(
    dossier: Path, tmp_path: Path
) -> None:
    with store.writing(dossier) as connection:
        assert "sestier" in voices(connection)
        query = "SELECT id FROM quotations WHERE speaker_name = 'Paul Sestier'"
        ((item,),) = connection.execute(query).fetchall()
        draft = Draft("speaker", (item,), "Ida", value="Jeanne Kerlan")
        made = corrections.correct(connection, draft, made=datetime(2031, 4, 1, tzinfo=UTC))
        link(connection)
        assert "kerlan" in voices(connection)
        assert "sestier" not in voices(connection)
    build_file([tmp_path / "b.txt"], dossier, Settings())
    with store.writing(dossier) as connection:
        assert "kerlan" in voices(connection)
        corrections.undo(connection, made.id, "Ida")
        link(connection)
        assert "sestier" in voices(connection)
