"""The lists: each is whole and in order, page by page; what is not there is said to be missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.dossier.read import Dossier
from recoupe.dossier.reads.actors import ActorFilters, actor, actors
from recoupe.dossier.reads.acts import ActFilters, act, acts
from recoupe.dossier.reads.articles import ArticleFilters, articles
from recoupe.dossier.reads.coverage import FactFilters, coverage, fact, matrix, outlets
from recoupe.dossier.reads.discrepancies import discrepancies, discrepancy
from recoupe.dossier.reads.facets import record_facets, shelf_facets
from recoupe.dossier.reads.figures import FigureFilters, figure, figures
from recoupe.dossier.reads.network import network
from recoupe.dossier.reads.paging import MOST, Page, Paging
from recoupe.dossier.reads.record import Filters, record
from recoupe.dossier.reads.reprints import reprint, reprints
from recoupe.dossier.reads.search import search
from recoupe.dossier.reads.stories import stories, story
from recoupe.dossier.reads.threads import ThreadFilters, thread, threads
from recoupe.dossier.reads.timeline import MomentFilters, timeline
from recoupe.errors import NotFoundError, QuestionError
from recoupe.findings import Moment
from recoupe.link.utterances import encoder

ALL = Paging(0, MOST)
GONE = "00000000deadbeef"
LISTS: dict[str, Callable[[DuckDBPyConnection, Paging], Page[Any]]] = {
    "record": lambda c, p: record(c, paging=p),
    "discrepancies": discrepancies,
    "threads": lambda c, p: threads(c, paging=p),
    "timeline": lambda c, p: timeline(c, paging=p),
    "done": lambda c, p: timeline(c, MomentFilters(kind="done"), p),
    "figures": lambda c, p: figures(c, paging=p),
    "jobs": lambda c, p: figures(c, FigureFilters(text="emplois"), p),
    "acts": lambda c, p: acts(c, paging=p),
    "actors": lambda c, p: actors(c, paging=p),
    "persons": lambda c, p: actors(c, ActorFilters(kind="person"), p),
    "articles": lambda c, p: articles(c, paging=p),
    "stories": stories,
    "reprints": reprints,
    "coverage": lambda c, p: coverage(c, paging=p),
    "outlets": outlets,
    "search": lambda c, p: search(c, "port", paging=p).hits,
}
ITEMS: dict[str, Callable[[DuckDBPyConnection, str], Any]] = {
    "discrepancy": discrepancy,
    "thread": thread,
    "figure": figure,
    "act": act,
    "actor": actor,
    "story": story,
    "reprint group": reprint,
    "fact": fact,
}


@given(st.sampled_from(sorted(LISTS)), st.integers(0, 250), st.integers(1, MOST))
@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_page_is_a_slice_of_the_whole(
    affair_dossier: DuckDBPyConnection, name: str, offset: int, limit: int
) -> None:
    read = LISTS[name]
    whole = read(affair_dossier, ALL)
    page = read(affair_dossier, Paging(offset, limit))
    assert page.items == whole.items[offset : offset + limit]
    assert page.total == whole.total >= len(whole.items) > 0
    assert (page.next is None) == (offset + limit >= whole.total)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_lists_of_an_empty_dossier_are_empty(empty: DuckDBPyConnection, name: str) -> None:
    page = LISTS[name](empty, ALL)
    assert (page.items, page.total, page.next, page.previous) == ((), 0, None, None)


@pytest.mark.parametrize("name", sorted(ITEMS))
def test_an_item_that_is_not_there_is_said_to_be_missing(
    affair_dossier: DuckDBPyConnection, empty: DuckDBPyConnection, name: str
) -> None:
    for connection in (affair_dossier, empty):
        with pytest.raises(NotFoundError, match=f"no {name} {GONE}") as caught:
            ITEMS[name](connection, GONE)
        assert caught.value.successor is None


def test_the_lists_hold_what_the_dossier_holds(affair_dossier: DuckDBPyConnection) -> None:
    dossier = Dossier(affair_dossier.cursor())
    assert [t.id for t in threads(affair_dossier).items] == [t.id for t in dossier.threads()]
    assert [a.id for a in articles(affair_dossier).items] == [a.id for a in dossier.articles()]
    assert {f.id for f in figures(affair_dossier, paging=ALL).items} == {
        q.id for q in dossier.quantities()
    }
    assert {a.id for a in acts(affair_dossier, paging=ALL).items} == {
        e.id for e in dossier.events()
    }
    assert {a.id for a in actors(affair_dossier, paging=ALL).items} == {
        e.id for e in dossier.entities()
    }
    assert [r.id for r in reprints(affair_dossier).items] == [r.id for r in dossier.reprints()]
    assert [d.id for d in discrepancies(affair_dossier).items] == [
        d.id for d in dossier.discrepancies()
    ]


def test_the_timeline_is_that_of_the_dossier(affair_dossier: DuckDBPyConnection) -> None:
    every: tuple[Moment, ...] = Dossier(affair_dossier.cursor()).timeline()
    found = timeline(affair_dossier, paging=ALL).items
    assert [m.id for m in found] == [m.id for m in every]
    assert [m.label for m in found] == [m.label for m in every]
    for moment, read in zip(every, found, strict=True):
        places = [(p.article, p.start, p.end) for p in moment.passages[:3]]
        assert [(p.article.id, p.start, p.end) for p in read.passages] == places
        assert [p.text for p in read.passages] == [p.text for p in moment.passages[:3]]
    day = date(2026, 3, 11)
    kept = timeline(affair_dossier, MomentFilters(since=day, until=day)).items
    assert kept == tuple(
        m for m in found if m.first and m.last and m.first <= day.isoformat() <= m.last
    )
    assert 0 < len(kept) < len(found)


def test_the_matrix_is_that_of_the_dossier(affair_dossier: DuckDBPyConnection) -> None:
    (affair,) = stories(affair_dossier).items
    rows = {c.id: {x.article: x.how for x in c.cells} for c in Dossier(affair_dossier).coverage()}
    assert len(rows) == coverage(affair_dossier).total
    found = matrix(affair_dossier, affair.id, paging=ALL)
    assert len(found.columns.items) == 10
    seen = {
        row.fact.id: dict(zip((a.id for a in found.columns.items), row.cells, strict=True))
        for row in found.rows.items
    }
    assert seen == {name: rows[name] for name in seen}
    assert found.rows.total == len(rows)
    narrow = matrix(affair_dossier, affair.id, paging=Paging(3, 5), columns=Paging(4, 2))
    assert [r.fact for r in narrow.rows.items] == [r.fact for r in found.rows.items[3:8]]
    assert [r.cells for r in narrow.rows.items] == [r.cells[4:6] for r in found.rows.items[3:8]]


def test_what_outlets_have_alone_or_leave_out_is_that_of_the_dossier(
    affair_dossier: DuckDBPyConnection,
) -> None:
    lines = {line.outlet: line for line in outlets(affair_dossier).items}
    every = Dossier(affair_dossier.cursor()).outlets()
    assert [o.outlet for o in every] == sorted(lines)
    assert sum(len(o.only) for o in every) > 20
    if encoder.available():  # in this affair it takes the English pages to tell a thing thrice
        assert sum(len(o.left_out) for o in every) > 0
    for outlet in every:
        line = lines[outlet.outlet]
        assert (line.articles, line.carried) == (outlet.articles, outlet.carried)
        for filters, facts, count in (
            (FactFilters(only=outlet.outlet), outlet.only, line.only_here),
            (FactFilters(left=outlet.outlet), outlet.left_out, line.left_out),
        ):
            found = coverage(affair_dossier, filters, ALL)
            assert {f.id for f in found.items} == set(facts)
            assert found.total == count == len(facts)


def test_threads_tell_their_moves_in_order_with_passages(
    affair_dossier: DuckDBPyConnection,
) -> None:
    (found,) = threads(affair_dossier, ThreadFilters(state="open")).items[:1]
    (told,) = [t for t in Dossier(affair_dossier).threads() if t.id == found.id]
    assert [(s.item, s.type, s.status, s.date) for s in found.steps] == [
        (s.item, s.type, s.status, s.date) for s in told.steps
    ]
    assert [s.passage.text for s in found.steps] == [s.passage.text for s in told.steps]
    assert thread(affair_dossier, found.id) == found
    assert threads(affair_dossier, ThreadFilters(text=found.object)).items[0] == found


def test_figures_say_what_is_counted_and_who_claims_it(affair_dossier: DuckDBPyConnection) -> None:
    jobs = figures(affair_dossier, FigureFilters(text="emplois")).items
    assert {f.amount for f in jobs} >= {"14000"}
    assert all("emploi" in (f.of or "") + f.passage.text for f in jobs)
    (claim,) = [
        f
        for f in figures(affair_dossier, paging=ALL).items
        if f.amount == "11000" and f.passage.article.outlet == "Mer & Marchés"
    ]
    assert claim.claimant == "Corentin Massarel"
    assert claim.utterance is not None
    mine = figures(affair_dossier, FigureFilters(speaker=claim.speaker), ALL).items
    assert claim in mine
    assert {f.claimant for f in mine} == {"Corentin Massarel"}


def test_an_actor_is_shown_with_what_he_said_and_did(affair_dossier: DuckDBPyConnection) -> None:
    head = actors(affair_dossier, ActorFilters(text="valdecourt", kind="person")).items[0]
    found = actor(affair_dossier, head.id)
    assert (head.name, found.head) == ("Irène Valdécourt", head)
    assert head.utterances == found.said.total > 3
    assert head.acts == found.did.total > 0
    assert all(t.speaker == head.id for t in found.said.items)
    assert all(head.id in {a.id for a in act.actors} for act in found.did.items)
    assert any("présidente" in role.role for role in found.roles)
    for role in found.roles:
        assert role.role in role.passage.text or role.passage.text in role.role
    for relation in found.acts_on:
        both = acts(affair_dossier, ActFilters(actor=head.id, recipient=relation.actor.id))
        assert both.total == relation.count
        assert {a.type for a in both.items} == set(relation.types)
    assert found.acts_on


def test_the_network_is_made_of_acts(affair_dossier: DuckDBPyConnection) -> None:
    found = network(affair_dossier)
    assert found.total == len(found.ties) > 2
    assert {n.id for n in found.nodes} == {e for t in found.ties for e in (t.source, t.target)}
    assert [t.count for t in found.ties] == sorted((t.count for t in found.ties), reverse=True)
    for tie in found.ties:
        both = ActFilters(actor=tie.source, recipient=tie.target)
        assert acts(affair_dossier, both).total == tie.count
    few = network(affair_dossier, most=2)
    assert few.ties == found.ties[:2]
    assert few.total == found.total
    one = network(affair_dossier, found.ties[0].source)
    assert all(found.ties[0].source in {t.source, t.target} for t in one.ties)
    with pytest.raises(QuestionError):
        network(affair_dossier, most=0)


def test_copies_are_shown_beside_their_original(affair_dossier: DuckDBPyConnection) -> None:
    (group,) = reprints(affair_dossier).items
    (told,) = Dossier(affair_dossier).reprints()
    assert group.original.id == told.original
    assert [c.article.id for c in group.copies] == [c.article for c in told.copies]
    copy, original = group.copies[0], told.copies[0]
    assert [p.text for p in copy.kept] == [p.text for p in original.kept[:10]]
    assert copy.counts.kept == len(original.kept)
    assert copy.share == original.share


def test_articles_are_chosen_by_day_language_and_words(affair_dossier: DuckDBPyConnection) -> None:
    every = articles(affair_dossier).items
    english = articles(affair_dossier, ArticleFilters(language="en")).items
    assert english == tuple(a for a in every if a.language == "en")
    early = articles(affair_dossier, ArticleFilters(until=date(2026, 3, 11))).items
    assert [a.first for a in early] == ["2026-03-10", "2026-03-11"]
    found = articles(affair_dossier, ArticleFilters(text="chenal")).items
    assert [a.outlet for a in found] == ["Sarroval Matin"]


def test_search_finds_lines_with_all_words_and_marks_them(
    affair_dossier: DuckDBPyConnection,
) -> None:
    found = search(affair_dossier, "ports négocier")
    assert found.hits.total == len(found.hits.items) > 1
    for hit in found.hits.items:
        words = {s.text.lower()[:5] for s in hit.found}
        assert any(w.startswith("port") for w in words)
        assert any(w.startswith(("négoc", "negot")) for w in words)
        for span in hit.found:
            place = span.start - hit.passage.start
            assert hit.passage.text[place : place + len(span.text)] == span.text
    scores = [hit.score for hit in found.hits.items]
    assert scores == sorted(scores, reverse=True)
    outlets_found = Counter(h.passage.article.outlet for h in found.hits.items)
    counted = {c.value: c.count for c in found.outlets}
    assert all(counted[name] == n for name, n in outlets_found.items() if name)
    assert sum(c.count for c in found.languages) == found.hits.total


def test_search_can_be_kept_to_an_outlet_or_language(affair_dossier: DuckDBPyConnection) -> None:
    whole = search(affair_dossier, "port", paging=ALL)
    for line in whole.languages:
        kept = search(affair_dossier, "port", language=line.value, paging=ALL)
        assert kept.hits.total == line.count
        assert {h.passage.article.language for h in kept.hits.items} == {line.value}
    for line in whole.outlets:
        assert search(affair_dossier, "port", outlet=line.value).hits.total == line.count


def test_a_line_leads_to_the_utterances_in_it(affair_dossier: DuckDBPyConnection) -> None:
    hits = search(affair_dossier, "tranquillité").hits.items
    told = {t.id: t for t in record(affair_dossier, Filters(text="tranquillité")).items}
    assert told
    assert set(told) <= {u for hit in hits for u in hit.utterances}


@given(st.text(max_size=60))
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_can_be_searched(affair_dossier: DuckDBPyConnection, question: str) -> None:
    found = search(affair_dossier, question)
    assert len(found.hits.items) <= found.hits.total


def test_facets_count_what_the_filters_leave(affair_dossier: DuckDBPyConnection) -> None:
    for filters in (Filters(), Filters(language="en"), Filters(subject="port", kind="direct")):
        found = {f.name: f.choices for f in record_facets(affair_dossier, filters, 500)}
        assert {"speaker", "side", "outlet", "kind", "language", "origins"} <= set(found)
        every = record(affair_dossier, filters, ALL).items
        speakers = Counter(t.speaker for t in every if t.speaker)
        assert {c.value: c.count for c in found["speaker"]} == dict(speakers)
        places = Counter(o for t in every for o in t.outlets)
        assert {c.value: c.count for c in found["outlet"]} == dict(places)
    (few,) = [f for f in record_facets(affair_dossier, most=2) if f.name == "speaker"]
    assert len(few.choices) == 2
    assert few.choices[0].name != few.choices[0].value
    assert {f.name for f in shelf_facets(affair_dossier, "acts")} >= {"type", "status", "actor"}
