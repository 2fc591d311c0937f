"""The shelf is made anew when the dossier has changed, and takes words for nothing but words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb

import recoupe
from recoupe.dossier import store
from recoupe.dossier.reads.article import article
from recoupe.dossier.reads.record import Filters, record
from recoupe.dossier.shelf import RECIPE, is_current, renew
from recoupe.dossier.write import write
from recoupe.link.steps import link

from .records import TEXT, reading

HOSTILE = '{"article":"0123456789abcdef","start":0,"end":5} {"head":"0123456789abcdef"} \\" \u202e'


def test_words_that_look_like_the_shelf_s_own_are_words() -> None:
    with store.in_memory() as connection:
        text = TEXT.replace("mardi", f"mardi ({HOSTILE})")
        write(connection, [reading(uri=HOSTILE, text=text, speaker=HOSTILE)])
        link(connection)
        renew(connection)
        (told,) = record(connection).items
        assert told.speaker_name == HOSTILE
        assert told.passages[0].article.uri == HOSTILE
        found = article(connection, told.articles[0])
        assert (found.text, found.uri) == (text, HOSTILE)
        assert record(connection, Filters(outlet="La Vigie", speaker=told.speaker)).items == (told,)


def test_the_shelf_is_made_anew_only_when_something_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "port.duckdb"
    with store.writing(path) as connection:
        write(connection, [reading()])
        link(connection)
        assert renew(connection)
        assert not renew(connection)
        write(connection, [reading("pages/autre.txt")])
        link(connection)
    with store.writing(path) as connection:
        assert not renew(connection), "made at the end of the writing before"
        assert sum(t.accounts for t in record(connection).items) == 2


def test_a_dossier_with_the_shelf_of_an_older_recipe_gets_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "port.duckdb"
    with store.writing(path) as connection:
        write(connection, [reading()])
        link(connection)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE shelf_stamp SET recipe = ?", [RECIPE - 1])
        connection.execute("DROP TABLE shelf_utterances")
    with store.open_for_reading(path) as connection:
        assert is_current(connection)
        assert record(connection).total == 1


def test_fifty_rows_from_all_over_a_shelf_are_not_decompressed(tmp_path: Path) -> None:
    """What is told stays uncompressed, also where a dossier is copied to be written."""
    path = tmp_path / "port.duckdb"
    with store.writing(path) as connection:
        write(connection, [reading()])
        link(connection)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "INSERT INTO shelf_utterances SELECT range, range, NULL, NULL,"
            " repeat('calme plat ', 20) || range FROM range(20000)"
        )
    with store.writing(path):
        pass
    with store.open_for_reading(path) as connection:
        found = connection.execute(
            "SELECT DISTINCT compression FROM pragma_storage_info('shelf_utterances')"
            " WHERE column_name = 'told' AND segment_type = 'VARCHAR'"
        ).fetchall()
    assert found == [("Uncompressed",)]


def test_who_has_no_role_beside_his_words_has_that_of_an_article_of_the_month() -> None:
    """Half a year later somebody else can be prefect, so that nothing is told then."""
    told = {
        "2031-03-04": "« Le pont tiendra », a dit lundi la préfète de Velcarre, Nora Vasseur.",
        "2031-03-05": "« Le bac fermera en juin », a affirmé mardi Nora Vasseur aux bateliers.",
        "2031-09-05": "« La digue sera relevée », a assuré mardi Nora Vasseur aux pêcheurs.",
    }
    with store.in_memory() as connection:
        read = [(d, recoupe.read(t, published=d, language="fr")) for d, t in told.items()]
        write(connection, [replace(r, article=replace(r.article, uri=f"{d}.txt")) for d, r in read])
        link(connection)
        renew(connection)
        first, second, last = record(connection).items
    assert first.role == "la préfète de Velcarre"
    assert first.known_as is None
    assert second.role is None
    assert second.known_as is not None
    assert second.known_as.role == second.known_as.passage.text == "la préfète de Velcarre"
    assert second.known_as.passage.article.id == first.articles[0]
    assert last.role is last.known_as is None
