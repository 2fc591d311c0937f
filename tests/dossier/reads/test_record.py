"""The record: every quotation in it once, in order of time, chosen by any filter, page by page."""

from __future__ import annotations

from datetime import date

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.dossier.read import Dossier
from recoupe.dossier.reads.paging import MOST, Paging
from recoupe.dossier.reads.passages import passage
from recoupe.dossier.reads.record import Filters, Told, precision, record
from recoupe.errors import NotFoundError, QuestionError
from recoupe.link.utterances import encoder

ALL = Paging(0, MOST)
FILTERS = (
    Filters(),
    Filters(kind="indirect"),
    Filters(language="en"),
    Filters(outlet="L'Écho des quais"),
    Filters(since=date(2026, 3, 11), until=date(2026, 3, 12)),
    Filters(side="body:ostrande", language="fr"),
)


def told(connection: DuckDBPyConnection, filters: Filters) -> tuple[Told, ...]:
    return record(connection, filters, ALL).items


def test_every_quotation_belongs_to_one_utterance_of_the_record(
    affair_dossier: DuckDBPyConnection,
) -> None:
    quotations = len(Dossier(affair_dossier.cursor()).quotations())
    found = told(affair_dossier, Filters())
    assert len(found) < quotations == sum(t.accounts for t in found)


def test_the_record_is_in_order_of_time_and_ends_with_what_has_no_day(
    affair_dossier: DuckDBPyConnection,
) -> None:
    days = [t.first or "9999" for t in told(affair_dossier, Filters())]
    assert days == sorted(days)
    assert days[0] < "2026-03-10"
    assert days[-1] == "9999"


@pytest.mark.skipif(not encoder.available(), reason="needs the extra 'encoder'")
def test_an_utterance_told_in_two_languages_is_one_row(affair_dossier: DuckDBPyConnection) -> None:
    english = told(affair_dossier, Filters(language="en"))
    (row,) = [t for t in english if "trois décennies de tranquillité" in t.text]
    assert row.languages == ("en", "fr")
    assert row.said.value == row.first == row.last == "2026-03-11"
    assert row.precision == "day"
    assert "mercredi" in row.said.basis or "Wednesday" in row.said.basis
    assert row.origins == len(row.origin_names) == 3
    assert row.accounts == len(row.articles) == 4
    assert row.wordings == 3


@pytest.mark.parametrize("filters", FILTERS)
def test_pages_put_together_are_the_whole(
    affair_dossier: DuckDBPyConnection, filters: Filters
) -> None:
    whole = record(affair_dossier, filters, ALL)
    pages = [record(affair_dossier, filters, Paging(at, 7)) for at in range(0, whole.total, 7)]
    assert [t.id for p in pages for t in p.items] == [t.id for t in whole.items]
    assert 0 < len(whole.items) == whole.total
    assert all(p.total == whole.total for p in pages)


@given(st.sampled_from(FILTERS), st.integers(0, 300), st.integers(1, MOST))
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_page_is_a_slice(
    affair_dossier: DuckDBPyConnection, filters: Filters, offset: int, limit: int
) -> None:
    whole = told(affair_dossier, filters)
    page = record(affair_dossier, filters, Paging(offset, limit))
    assert page.items == whole[offset : offset + limit]
    assert (page.next is not None) == (offset + limit < len(whole))
    assert (page.previous is None) == (offset == 0)
    if page.previous is not None:
        assert 0 <= page.previous < offset


@pytest.mark.parametrize(("offset", "limit"), [(0, 0), (0, MOST + 1), (-1, 10), (2**31, 10)])
def test_a_page_that_cannot_be_is_refused(offset: int, limit: int) -> None:
    with pytest.raises(QuestionError):
        Paging(offset, limit)


def test_filters_keep_what_they_say_and_all_of_it(affair_dossier: DuckDBPyConnection) -> None:
    every = told(affair_dossier, Filters())
    speaker = next(t.speaker for t in every if t.speaker_name == "Basile Kerlonnec")
    since = date(2026, 3, 12)
    checks = (
        (Filters(speaker=speaker), lambda t: t.speaker == speaker),
        (Filters(outlet="Mer & Marchés"), lambda t: "Mer & Marchés" in t.outlets),
        (Filters(language="en"), lambda t: "en" in t.languages),
        (Filters(since=since), lambda t: t.last is not None and t.last >= since.isoformat()),
        (Filters(until=since), lambda t: t.first is not None and t.first <= since.isoformat()),
    )
    for filters, keeps in checks:
        kept = [t for t in every if keeps(t)]
        assert list(told(affair_dossier, filters)) == kept
        assert 0 < len(kept) < len(every)


def test_a_side_gathers_an_institution_and_who_speaks_for_it(
    affair_dossier: DuckDBPyConnection,
) -> None:
    names = {t.speaker_name for t in told(affair_dossier, Filters(side="body:federation dockers"))}
    assert {"Fédération des dockers", "Basile Kerlonnec"} <= names


def test_passages_stand_in_their_articles(
    affair_dossier: DuckDBPyConnection,
) -> None:
    shelved = [p for t in told(affair_dossier, Filters()) for p in t.passages]
    assert any(p.before for p in shelved)
    assert any(p.after for p in shelved)
    texts = {a.id: a.text for a in Dossier(affair_dossier.cursor()).articles()}
    for p in shelved:
        around = p.before + p.text + p.after
        start = p.start - len(p.before)
        assert texts[p.article.id][start : start + len(around)] == around


def test_a_passage_is_found_by_its_id(affair_dossier: DuckDBPyConnection) -> None:
    wanted = told(affair_dossier, Filters())[0].passages[0]
    assert passage(affair_dossier, wanted.id) == wanted


@pytest.mark.parametrize(
    "name",
    ["", "x", "0123456789abcdef-0-3", "{article}-5-5", "{article}-0-99999999", "{article}-9-3"],
)
def test_a_passage_that_is_not_there_is_said_to_be_missing(
    affair_dossier: DuckDBPyConnection, name: str
) -> None:
    article = told(affair_dossier, Filters())[0].articles[0]
    with pytest.raises(NotFoundError, match="no passage"):
        passage(affair_dossier, name.format(article=article))


def test_the_record_of_an_empty_dossier_is_empty(empty: DuckDBPyConnection) -> None:
    for filters in FILTERS:
        found = record(empty, filters)
        assert (found.items, found.total, found.next, found.previous) == ((), 0, None, None)


@pytest.mark.parametrize(
    ("value", "first", "last", "near"),
    [
        ("2031-03-04", "2031-03-04", "2031-03-04", "day"),
        ("2031-W10", "2031-03-03", "2031-03-09", "week"),
        ("2031-W10-WE", "2031-03-08", "2031-03-09", "week"),
        ("2031-03", "2031-03-01", "2031-03-31", "month"),
        ("2031-WI", "2031-12-01", "2032-02-29", "season"),
        ("2031-SP", "2031-03-01", "2031-05-31", "season"),
        ("2031", "2031-01-01", "2031-12-31", "year"),
        ("2031-03-01/2031-03-09", "2031-03-01", "2031-03-09", "interval"),
        ("XXXX-WXX-1", None, None, "unknown"),
    ],
)
def test_precision(value: str, first: str | None, last: str | None, near: str) -> None:
    assert precision(value, first, last) == near


def test_words_are_found_in_any_form_with_or_without_accents(
    affair_dossier: DuckDBPyConnection,
) -> None:
    """« négociations », "NEGOCIER" and « négocié » are one word."""
    forms = [
        told(affair_dossier, Filters(subject=w)) for w in ("négociations", "NEGOCIER", "négocié")
    ]
    assert forms[0]
    assert [[t.id for t in found] for found in forms] == [[t.id for t in forms[0]]] * 3
    english = told(affair_dossier, Filters(text="leases"))
    assert english
    assert all("en" in t.languages for t in english)
    assert any("lease" in s.text.lower() for t in english for s in t.found)


def test_words_that_were_asked_for_are_marked_where_they_stand(
    affair_dossier: DuckDBPyConnection,
) -> None:
    found = told(affair_dossier, Filters(text="familles"))
    assert found
    for row in found:
        assert row.found
        for span in row.found:
            assert span.text.lower().startswith("famil")
            (held,) = [p for p in row.passages if p.start <= span.start and span.end <= p.end]
            assert held.text[span.start - held.start : span.end - held.start] == span.text


def test_all_words_must_be_there(affair_dossier: DuckDBPyConnection) -> None:
    every = {t.id for t in told(affair_dossier, Filters())}
    port, jobs, both = (
        {t.id for t in told(affair_dossier, Filters(subject=w))}
        for w in ("port", "emplois", "le port, les emplois")
    )
    assert both == port & jobs
    assert both < port < every
    assert told(affair_dossier, Filters(text="introuvablement")) == ()
    assert told(affair_dossier, Filters(text="«  »")) == ()


def test_the_subject_is_also_in_what_stands_around(affair_dossier: DuckDBPyConnection) -> None:
    said = {t.id for t in told(affair_dossier, Filters(text="grève"))}
    about = {t.id for t in told(affair_dossier, Filters(subject="grève"))}
    assert said < about
    by_name = told(affair_dossier, Filters(subject="Kerlonnec"))
    own = {t.id for t in told(affair_dossier, Filters()) if t.speaker_name == "Basile Kerlonnec"}
    assert own <= {t.id for t in by_name}


@given(st.text(max_size=40))
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_question_can_be_asked(affair_dossier: DuckDBPyConnection, question: str) -> None:
    found = record(
        affair_dossier, Filters(text=question, subject=question, outlet=question or None)
    )
    assert found.total >= len(found.items)
