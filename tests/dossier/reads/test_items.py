"""Single items: an utterance with its wordings, an article with its marks, the affair."""

from __future__ import annotations

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import recoupe
from recoupe.dossier import store
from recoupe.dossier.corrections import Draft, correct, undo
from recoupe.dossier.read import Dossier
from recoupe.dossier.reads.affair import affair
from recoupe.dossier.reads.article import article
from recoupe.dossier.reads.discrepancies import discrepancies, discrepancy
from recoupe.dossier.reads.paging import MOST, Paging
from recoupe.dossier.reads.record import Filters, record
from recoupe.dossier.reads.stamp import stamp
from recoupe.dossier.reads.utterance import UtteranceRead, utterance
from recoupe.errors import NotFoundError
from recoupe.link.steps import link
from recoupe.link.utterances import encoder

from .conftest import AFFAIR

GONE = "00000000deadbeef"


@pytest.fixture(scope="session")
def calm(affair_dossier: DuckDBPyConnection) -> UtteranceRead:
    """Return the utterance on thirty years of calm, told by several pages."""
    rows = record(affair_dossier, Filters(language="fr"), Paging(0, MOST)).items
    if not encoder.available():
        pytest.skip("needs the extra 'encoder': an English page joins its French wordings")
    (calm,) = [t for t in rows if "ce sont trois décennies de tranquillité" in t.text]
    return utterance(affair_dossier, calm.id)


def test_all_wordings_of_an_utterance_stand_side_by_side(calm: UtteranceRead) -> None:
    assert len(calm.wordings) == calm.told.accounts >= 3
    assert [w.earliest for w in calm.wordings].count(True) == 1
    (fullest,) = [w for w in calm.wordings if w.fullest]
    assert fullest.passages == calm.told.passages


def test_a_translation_is_not_compared_word_by_word(calm: UtteranceRead) -> None:
    (english,) = [w for w in calm.wordings if w.article.language == "en"]
    assert "thirty years of calm" in english.text
    assert english.translated
    assert english.reasons
    assert not english.only_here


def test_the_words_that_differ_are_marked_in_both_texts(
    affair_dossier: DuckDBPyConnection, calm: UtteranceRead
) -> None:
    texts = {a.id: a.text for a in Dossier(affair_dossier.cursor()).articles()}
    (fullest,) = [w for w in calm.wordings if w.fullest]
    reworded = [w for w in calm.wordings if not w.fullest and not w.translated]
    assert reworded
    for wording in reworded:
        assert wording.only_here
        assert wording.only_fullest
        for span in wording.only_here:
            assert texts[wording.article.id][span.start : span.end] == span.text
            assert any(p.start <= span.start < span.end <= p.end for p in wording.passages)
        for span in wording.only_fullest:
            assert texts[fullest.article.id][span.start : span.end] == span.text
        assert "trente années" in " ".join(s.text for s in wording.only_here)
        assert "trois décennies" in " ".join(s.text for s in wording.only_fullest)


def test_the_ways_lead_from_the_speaker_over_a_medium_to_an_outlet(calm: UtteranceRead) -> None:
    ways = {way.steps for way in calm.ways}
    assert ("Halvard Rennick", "ALP", "Mer & Marchés") in ways
    assert len({way.origin for way in calm.ways}) == calm.told.origins


def test_a_vanished_utterance_is_said_to_be_gone(affair_dossier: DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError, match="no utterance") as caught:
        utterance(affair_dossier, GONE)
    assert (caught.value.kind, caught.value.id, caught.value.successor) == ("utterance", GONE, None)


def test_a_quotation_that_was_joined_leads_to_its_utterance(
    affair_dossier: DuckDBPyConnection, calm: UtteranceRead
) -> None:
    with pytest.raises(NotFoundError) as caught:
        utterance(affair_dossier, calm.wordings[0].quotation)
    assert caught.value.successor == calm.told.id


def test_an_article_is_shown_as_it_was_read(affair_dossier: DuckDBPyConnection) -> None:
    (source,) = [a for a in Dossier(affair_dossier.cursor()).articles() if "08-" in a.uri]
    found = article(affair_dossier, source.id)
    assert (found.text, found.zones) == (source.text, source.zones)
    assert source.title is not None
    assert found.title == " ".join(source.title.text.split())
    assert (found.outlet, found.published) == (source.outlet, source.published)
    assert [(v.id, v.version, v.latest) for v in found.versions] == [(source.id, 1, True)]
    layers = {mark.layer for mark in found.marks}
    assert layers == {"quotation", "source", "cue", "actor", "time", "event", "figure"}
    assert all(0 <= m.start < m.end <= len(found.text) for m in found.marks)
    assert [m.start for m in found.marks] == sorted(m.start for m in found.marks)


def test_marks_say_what_they_were_read_as(affair_dossier: DuckDBPyConnection) -> None:
    (source,) = [a for a in Dossier(affair_dossier.cursor()).articles() if "08-" in a.uri]
    found = article(affair_dossier, source.id)
    (error,) = [
        m
        for m in found.marks
        if m.layer == "quotation" and found.text[m.start : m.end] == "une erreur de tableau"
    ]
    assert "Massarel" in error.label
    assert "2026-03-17" in error.label
    assert error.target is not None
    told = utterance(affair_dossier, error.target)
    assert error.item in {w.quotation for w in told.wordings}
    figures = {found.text[m.start : m.end]: m.label for m in found.marks if m.layer == "figure"}
    assert any(label == "8600" for label in figures.values())


def test_a_vanished_article_is_said_to_be_gone(affair_dossier: DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError, match="no article"):
        article(affair_dossier, GONE)


def test_the_affair_at_a_glance(affair_dossier: DuckDBPyConnection) -> None:
    found = affair(affair_dossier)
    assert (found.articles, found.failures, found.stories) == (10, 0, 1)
    assert found.independent == 9
    assert {c.value: c.count for c in found.languages} == {"fr": 8, "en": 2}
    assert (found.first, found.last) == ("2026-03-10", "2026-03-19")
    assert sum(c.count for c in found.main_outlets) == 10
    assert len(found.main_outlets) == found.outlets
    assert found.strongest == discrepancies(affair_dossier).items[:5]
    assert found.in_course
    assert sum(p.count for p in found.points) > 10
    assert all(1 <= len(p.items) <= min(3, p.count) for p in found.points)


def test_an_empty_affair_is_all_nought(empty: DuckDBPyConnection) -> None:
    found = affair(empty)
    assert (found.articles, found.utterances, found.quotations, found.events) == (0, 0, 0, 0)
    assert (found.title, found.first, found.points, found.strongest) == (None, None, (), ())


def test_discrepancies_are_chosen_by_kind(affair_dossier: DuckDBPyConnection) -> None:
    every = discrepancies(affair_dossier)
    assert every.total == len(every.items) > 1
    assert [d.weight for d in every.items] == sorted((d.weight for d in every.items), reverse=True)
    kinds = {d.kind for d in every.items}
    assert "number" in kinds
    for kind in (*kinds, "place"):
        chosen = discrepancies(affair_dossier, kind=kind)
        assert chosen.items == tuple(d for d in every.items if d.kind == kind)
        assert chosen.total == len(chosen.items)
    assert discrepancy(affair_dossier, every.items[0].id) == every.items[0]
    with pytest.raises(NotFoundError, match="no discrepancy"):
        discrepancy(affair_dossier, GONE)


def test_the_words_that_differ_lie_in_the_passages(affair_dossier: DuckDBPyConnection) -> None:
    for found in discrepancies(affair_dossier).items:
        places = [(p.article.id, p.start, p.end) for p in found.passages]
        for word in found.words:
            assert any(a == word.article and s <= word.start < word.end <= e for a, s, e in places)


def test_the_stamp_changes_with_what_the_dossier_holds(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(built.read_bytes())
    with store.open_for_reading(copy) as connection:
        before = stamp(connection)
    recoupe.build(AFFAIR / "02-sarroval-matin.txt", copy).close()
    with store.open_for_reading(copy) as connection:
        assert stamp(connection) == before
    page = tmp_path / "page.txt"
    page.write_text("Une page\n\nLe 3 mars 2031, Odile Ferrand a dit : « Le port rouvrira. »\n")
    recoupe.build(page, copy).close()
    with store.open_for_reading(copy) as connection:
        assert stamp(connection) != before
        assert affair(connection).articles == 11


def test_a_correction_is_seen_at_once_and_leads_on_from_what_it_replaced(
    built: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(built.read_bytes())
    with store.open_for_reading(copy) as connection:
        one, other = [t.id for t in record(connection).items if t.accounts == 1][:2]
        before = stamp(connection)
        total = record(connection).total
    with store.writing(copy) as connection:
        draft = Draft("same utterance", (one, other), "Iris Falcon")
        made = correct(connection, draft)
        link(connection)
    with store.open_for_reading(copy) as connection:
        assert stamp(connection) != before
        assert record(connection).total == total - 1
        with pytest.raises(NotFoundError) as caught:
            utterance(connection, one)
        assert caught.value.successor is not None
        joined = utterance(connection, caught.value.successor)
        assert {w.quotation for w in joined.wordings} == {one, other}
    with store.writing(copy) as connection:
        undo(connection, made.id, "Iris Falcon")
        link(connection)
    with store.open_for_reading(copy) as connection:
        assert record(connection).total == total
        assert utterance(connection, one).told.id == one
