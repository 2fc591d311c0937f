"""What is written into a dossier comes back the same, once, and in its latest version."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from recoupe.dossier import store
from recoupe.dossier.read import Dossier, Summary
from recoupe.dossier.write import BATCH, write
from recoupe.records import Actor, Article, Failure, Quotation, Said, TimeExpression

from .records import FAILED, TEXT, reading


@pytest.fixture
def connection() -> DuckDBPyConnection:
    return store.in_memory()


@pytest.fixture
def dossier(connection: DuckDBPyConnection) -> Dossier:
    return Dossier(connection)


@pytest.mark.parametrize(
    ("table", "record", "more"),
    [
        ("articles", Article, {"version", "latest"}),
        ("actors", Actor, set()),
        ("quotations", Quotation, set()),
        ("times", TimeExpression, set()),
        ("failures", Failure, set()),
    ],
)
def test_columns_are_the_fields_of_the_records(
    connection: DuckDBPyConnection, table: str, record: type, more: set[str]
) -> None:
    columns = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
    assert columns == {f.name for f in fields(record)} | more


def test_a_reading_comes_back_as_it_was(connection: DuckDBPyConnection, dossier: Dossier) -> None:
    written = reading()
    write(connection, [written])
    assert dossier.reading(written.article.id) == written
    assert dossier.readings() == (written,)


def test_odd_characters_come_back_as_they_were(
    connection: DuckDBPyConnection, dossier: Dossier
) -> None:
    text = TEXT.replace("Partager", 'Partager \\ "\x00\u2028\U0001f600 {}')
    write(connection, [reading(text=text)])
    assert dossier.articles()[0].text == text


def test_the_same_page_twice_adds_nothing(connection: DuckDBPyConnection, dossier: Dossier) -> None:
    first = write(connection, [reading(), FAILED])
    before = (dossier.summary(), dossier.readings(), dossier.failures())
    second = write(connection, [reading(), reading(), FAILED])
    assert (first.new, second.new, second.unchanged) == (1, 0, 1)
    assert (dossier.summary(), dossier.readings(), dossier.failures()) == before
    assert before[0] == Summary(1, 1, 1, 1, quantities=1, events=1, failures=1)


def test_a_page_in_two_batches_is_one_article(
    connection: DuckDBPyConnection, dossier: Dossier
) -> None:
    write(connection, [reading(f"pages/{n}.txt") for n in range(BATCH)] + [reading("pages/0.txt")])
    assert dossier.summary().articles == BATCH


def test_a_changed_page_is_a_new_version(connection: DuckDBPyConnection, dossier: Dossier) -> None:
    old, new = reading(), reading(text=TEXT + "Mise à jour.\n")
    assert write(connection, [old]).new == 1
    assert write(connection, [new]).changed == 1
    assert dossier.readings() == (new,)
    assert dossier.versions("pages/port.txt") == (old.article, new.article)
    assert len(dossier.articles(all_versions=True)) == 2
    assert dossier.version_numbers() == {old.article.id: 1, new.article.id: 2}
    assert dossier.quotations(old.article.id) == old.quotations


def test_a_text_that_comes_back_is_the_latest_again(
    connection: DuckDBPyConnection, dossier: Dossier
) -> None:
    old, new = reading(), reading(text=TEXT + "Mise à jour.\n")
    write(connection, [old, new])
    assert dossier.articles() == (new.article,)
    write(connection, [old])
    assert dossier.articles() == (old.article,)
    assert dossier.version_numbers() == {old.article.id: 1, new.article.id: 2}


def test_a_page_read_again_replaces_what_was_found(
    connection: DuckDBPyConnection, dossier: Dossier
) -> None:
    write(connection, [reading()])
    write(connection, [replace(reading(), quotations=())])
    assert dossier.quotations() == ()


def test_a_page_that_is_read_at_last_is_no_failure(
    connection: DuckDBPyConnection, dossier: Dossier
) -> None:
    write(connection, [replace(FAILED, uri="pages/port.txt"), FAILED])
    write(connection, [reading()])
    assert dossier.failures() == (FAILED,)


def test_quotations_are_found_by_speaker_and_by_date(
    connection: DuckDBPyConnection, dossier: Dossier
) -> None:
    ferrand, other = reading(), reading("pages/autre.txt", speaker="Jean Morvan")
    undated = replace(other.quotations[0], said=Said(None, "no date in the text"))
    write(connection, [ferrand, replace(other, quotations=(undated,))])
    (said,) = ferrand.quotations
    assert dossier.quotations(speaker="odile ferrand") == (said,)
    assert dossier.quotations(speaker=said.speaker) == (said,)
    assert dossier.quotations(since=date(2031, 3, 1), until=date(2031, 3, 4)) == (said,)
    assert dossier.quotations(since=date(2031, 3, 5)) == ()
    assert [(s.name, s.quotations) for s in dossier.speakers()] == [
        ("Jean Morvan", 1),
        ("Odile Ferrand", 1),
    ]


def test_an_unknown_article_is_none(dossier: Dossier) -> None:
    assert dossier.article("0") is None
    assert dossier.reading("0") is None
