"""Accounts of one thing that differ are laid side by side; what is no difference is not told."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.export.views.discrepancies import VIEW
from recoupe.findings import Discrepancy, Passage
from recoupe.ids import make_id
from recoupe.link import discrepancies, discrepancies_pairs
from recoupe.link.discrepancies_rank import LEAST, MOST, ranked
from recoupe.link.discrepancies_told import note
from recoupe.link.steps import link
from recoupe.records import (
    Actor,
    Article,
    Event,
    Party,
    Published,
    Quantity,
    Quotation,
    Reading,
    Role,
    Said,
    Span,
    TimeExpression,
    Zone,
)

SCENES = {
    "Le Phare": "Nora Vasseur et Hadrien Morlaix se disputent l'archipel des Sablières depuis que"
    " le traité de Montfaucon a donné le détroit de Velcarre à la Cathérie.",
    "La Digue": "Entre Cathérie et Ostrelle, tout est affaire de Sablières : Morlaix n'a jamais"
    " accepté Montfaucon, et Vasseur tient à son détroit de Velcarre.",
}
"""What the articles of each outlet open with: enough names for one story, too little for a copy."""


def article(
    outlet: str,
    body: str,
    day: str = "2031-03-04",
    said: Sequence[tuple[str, str]] = (),
    roles: Sequence[tuple[str, str]] = (),
    counts: Sequence[tuple[str, float, str]] = (),
) -> Reading:
    """Return a reading of a page.

    ``said`` holds speakers with their words, ``roles`` people with their roles, ``counts`` figures
    with their number and what they count, all as they stand in the text.
    """
    text = f"Détroit de Velcarre : le récit de {outlet}\n{SCENES[outlet]}\n{body}\n"
    first = text.index("\n") + 1
    zones = (Zone(0, first, "title"), Zone(first, len(text), "body"))
    page = make_id(outlet, text, day)
    uri = f"{outlet}/{page}"
    title = Span.of(text, 0, first - 1)
    read = Article(page, uri, text, zones, Published(day, "printed"), "fr", title, outlet)
    names = dict.fromkeys([*(name for name, _ in said), *(name for name, _ in roles)])
    actors = tuple(
        Actor(
            make_id(page, name),
            page,
            name,
            "person",
            roles=tuple(Role(r, _span(text, r)) for n, r in roles if n == name),
        )
        for name in names
    )
    quotations = tuple(
        Quotation(
            make_id(page, name, words),
            page,
            "direct",
            (_span(text, words),),
            source=_span(text, f"a dit {name}", len("a dit ")),
            speaker=make_id(page, name),
            speaker_name=name,
            said=Said("2031-03-03", "told"),
        )
        for name, words in said
    )
    quantities = tuple(
        Quantity(
            make_id(page, figure, of),
            page,
            _span(text, figure),
            "number",
            low=number,
            high=None if "plus" in figure else number,
            mod="MORE_THAN" if "plus" in figure else None,
            of=_span(text, of),
        )
        for figure, number, of in counts
    )
    return Reading(read, actors, quotations, quantities=quantities)


def _span(text: str, words: str, skip: int = 0) -> Span:
    start = text.index(words)
    return Span.of(text, start + skip, start + len(words))


def linked(*batches: Iterable[Reading]) -> tuple[Discrepancy, ...]:
    """Link the readings of each batch into one dossier, one batch after the other."""
    connection = store.in_memory()
    for batch in batches:
        write(connection, batch)
        link(connection)
    with Dossier(connection) as dossier:
        texts = {a.id: a.text for a in dossier.articles()}
        found = dossier.discrepancies()
    for discrepancy in found:
        _is_well_made(discrepancy, texts)
    return found


def _is_well_made(discrepancy: Discrepancy, texts: dict[str, str]) -> None:
    for passage in (*discrepancy.passages, *discrepancy.words):
        assert texts[passage.article][passage.start : passage.end] == passage.text
    for passage, words in zip(discrepancy.passages, discrepancy.words, strict=True):
        assert passage.start <= words.start <= words.end <= passage.end
        assert " ".join(words.text.split())[:30] in discrepancy.note
    assert len({p.article for p in discrepancy.passages}) > 1
    assert discrepancy.about


def told(found: Iterable[Discrepancy]) -> list[tuple[str, bool, frozenset[str]]]:
    """Return kind, whether compatible, and the differing words, of each."""
    return [(d.kind, d.compatible, frozenset(w.text for w in d.words)) for d in found]


OCCUPIED = article(
    "Le Phare",
    "Les navires ont longé mardi les territoires cathériens occupés par la principauté d'Ostrelle.",
)
RETURNED = article(
    "La Digue",
    "Une mine ouvrira dans les territoires cathériens annexés par la principauté d'Ostrelle.",
)
SEVENTEEN = article(
    "Le Phare",
    "La Cathérie exploite 17 puits de lithium dans l'archipel des Sablières.",
    counts=[("17", 17, "puits de lithium")],
)
DOZEN = article(
    "La Digue",
    "L'archipel des Sablières compte plus d'une douzaine de puits de lithium, dit la Cathérie.",
    counts=[("plus d'une douzaine", 12, "puits de lithium")],
)
DEAD = article(
    "Le Phare",
    "Le naufrage du Corvenne a fait 40 morts dans le détroit de Velcarre.",
    counts=[("40", 40, "morts")],
)
MORE_DEAD = article(
    "La Digue",
    "Le naufrage du Corvenne a fait 65 morts dans le détroit de Velcarre.",
    counts=[("65", 65, "morts")],
)
OPENED = article("Le Phare", "Le port franc de Montfaucon a rouvert aux navires ostrelliens lundi.")
SHUT = article(
    "La Digue", "Le port franc de Montfaucon n'a pas rouvert aux navires ostrelliens lundi."
)

FOUND = article("Le Phare", "La capitaine Orsane Delrue a détourné le ferry vers Montfaucon lundi.")
FOUND_THEY_SAY = article(
    "La Digue", "La capitaine Orsane Delrue aurait détourné le ferry vers Montfaucon lundi."
)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((OCCUPIED, RETURNED), ("wording", False, {"occupés", "annexés"})),
        ((SEVENTEEN, DOZEN), ("number", True, {"17", "plus d'une douzaine"})),
        ((DEAD, MORE_DEAD), ("number", False, {"40", "65"})),
        ((OPENED, SHUT), ("negation", False, None)),
        ((FOUND, FOUND_THEY_SAY), ("certainty", False, None)),
    ],
)
def test_what_narrators_tell_differently(
    pages: tuple[Reading, ...], expected: tuple[str, bool, set[str] | None]
) -> None:
    found = told(linked(pages))
    kind, compatible, words = expected
    assert [(k, c) for k, c, _ in found] == [(kind, compatible)]
    assert words is None or found[0][2] == words


VERY = "Nous sommes très proches d'un accord avec l'Ostrelle sur le lithium des Sablières"
RATHER = "Nous sommes assez proches d'un accord avec l'Ostrelle sur le lithium des Sablières"


FAR = "Nous sommes assez proches de la rupture, et le lithium des Sablières n'est pas à vendre"


def quoted(outlet: str, speaker: str, words: str) -> Reading:
    """Return an article in which somebody says something."""
    return article(outlet, f"« {words} », a dit {speaker} lundi.", said=[(speaker, words)])


def test_one_statement_in_two_wordings() -> None:
    pages = (quoted("Le Phare", "Nora Vasseur", VERY), quoted("La Digue", "Nora Vasseur", RATHER))
    found = linked(pages)
    assert [d.kind for d in found] == ["certainty"]
    assert found[0].utterance is None or found[0].about.startswith("Nora Vasseur")


def test_two_speakers_may_say_different_things() -> None:
    pages = (
        quoted("Le Phare", "Nora Vasseur", VERY),
        quoted("La Digue", "Hadrien Morlaix", FAR),
    )
    assert not linked(pages)


def test_the_same_words_given_to_two_people() -> None:
    pages = (quoted("Le Phare", "Nora Vasseur", VERY), quoted("La Digue", "Hadrien Morlaix", VERY))
    assert told(linked(pages)) == [
        ("speaker", False, frozenset({"Nora Vasseur", "Hadrien Morlaix"}))
    ]


def test_a_statement_without_a_difference() -> None:
    pages = (quoted("Le Phare", "Nora Vasseur", VERY), quoted("La Digue", "Nora Vasseur", VERY))
    assert not linked(pages)


def test_the_count_of_another_day_is_no_discrepancy() -> None:
    first, later = (
        article(
            "Le Phare",
            f"Le naufrage du Corvenne a fait {n} morts dans le détroit.",
            day,
            counts=[(str(n), n, "morts")],
        )
        for n, day in ((40, "2031-03-04"), (65, "2031-03-09"))
    )
    assert not linked((first, later))


def test_an_article_that_tells_both_figures_is_not_held_against_another() -> None:
    both = article(
        "La Digue",
        "Le naufrage du Corvenne a fait 65 morts, dont 12 marins morts de l'équipage du Corvenne.",
        counts=[("65", 65, "morts"), ("12", 12, "marins morts")],
    )
    assert not linked((DEAD, both))


def test_copies_of_one_dispatch_are_one_account() -> None:
    body = (
        "Les navires ont longé mardi les territoires cathériens occupés par la principauté"
        " d'Ostrelle. Le chalutier Marjolaine, parti de Montfaucon, a été arraisonné au large du"
        " phare de Lestourne, puis relâché dans la nuit après l'intervention du consul Aurigny.\n"
        "La compagnie Brévalier avait demandé une escorte. Elle lui a été refusée deux fois."
    )
    copy = body.replace("occupés", "annexés")
    pages = (article("Le Phare", body), article("La Digue", copy))
    connection = store.in_memory()
    write(connection, pages)
    link(connection)
    with Dossier(connection) as dossier:
        assert len(dossier.reprints()) == 1
        assert not dossier.discrepancies()


def test_long_roles_that_say_different_things() -> None:
    envoy = "envoyé spécial de la présidente pour les ressources minières"
    chief = "directeur général du fonds souverain cathérien des archipels"
    pages = tuple(
        article(o, f"Octave Delorme, {r}, est arrivé à Montfaucon.", roles=[("Octave Delorme", r)])
        for o, r in (("Le Phare", envoy), ("La Digue", chief))
    )
    assert told(linked(pages)) == [("wording", True, frozenset({envoy, chief}))]


def seized(outlet: str, words: str, day: str, place: str) -> Reading:
    """Return an article that tells when and where a ship was seized."""
    if outlet == "Le Phare":
        body = f"La marine ostrelloise a arraisonné le cargo {words} {place}."
    else:
        body = (
            "Aucun des onze matelots de Brévalier n'a résisté quand la marine ostrelloise a"
            f" arraisonné le cargo {words} {place}, selon la veuve de l'armateur."
        )
    read = article(outlet, body)
    text, page = read.article.text, read.article.id
    span, time = _span(text, body[:-1]), _span(text, words)
    event = Event(
        make_id("event", page),
        page,
        (span,),
        _span(text, "arraisonné"),
        "COERCE",
        "17",
        "done",
        actors=(Party(None, "marine ostrelloise", _span(text, "marine ostrelloise")),),
        object=_span(text, "le cargo"),
        object_head=_span(text, "cargo"),
        date=day,
        place=_span(text, place),
    )
    expression = TimeExpression(make_id("time", page), page, time, "DATE", day, "printed")
    return replace(read, events=(event,), times=(expression,))


MONDAY = seized("Le Phare", "lundi 3 mars", "2031-03-03", "au large de Lestourne")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (seized("La Digue", "mardi 4 mars", "2031-03-04", "au large de Lestourne"), ["date"]),
        (seized("La Digue", "lundi 3 mars", "2031-03-03", "devant Montfaucon"), ["place"]),
        (seized("La Digue", "lundi 3 mars", "2031-03-03", "près de Lestourne"), []),
        (seized("La Digue", "en mars", "2031-03", "au large de Lestourne"), []),
    ],
)
def test_when_and_where_one_act_took_place(other: Reading, expected: list[str]) -> None:
    assert [d.kind for d in linked((MONDAY, other))] == expected


ALL = [OCCUPIED, RETURNED, SEVENTEEN, DOZEN, DEAD, MORE_DEAD, OPENED, SHUT]


@given(st.permutations(ALL), st.integers(0, len(ALL)))
@settings(max_examples=6, deadline=None)
def test_order_and_steps_do_not_matter(pages: list[Reading], cut: int) -> None:
    assert set(linked(pages[:cut], pages[cut:])) == set(linked(ALL))


def test_adding_nothing_changes_nothing() -> None:
    assert linked(ALL, [], ALL) == linked(ALL)


def test_portions_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = linked(ALL)
    assert {"wording", "number"} <= {d.kind for d in expected}
    monkeypatch.setattr(discrepancies_pairs, "FETCHED", 1)
    monkeypatch.setattr(discrepancies, "HELD", 1)
    assert linked(ALL) == expected


def test_articles_of_two_languages_are_not_held_against_each_other() -> None:
    english = replace(MORE_DEAD, article=replace(MORE_DEAD.article, language="en"))
    assert "number" in {d.kind for d in linked((DEAD, MORE_DEAD))}
    assert not linked((DEAD, english))


def made(place: int, weight: float) -> Discrepancy:
    """Return a discrepancy about the words at a place of two articles."""
    words = tuple(Passage(a, place, place + 5, "mots…") for a in ("a", "b"))
    return Discrepancy(f"{place}-{weight}", "wording", "", words, "", weight, words=words)


def test_no_more_than_a_reader_reads() -> None:
    found = ranked([made(10 * i, 0.5 + i / 1000) for i in range(MOST + 10)])
    assert len(found) == MOST
    assert [d.weight for d in found] == sorted((d.weight for d in found), reverse=True)
    assert found[0].weight == 0.5 + (MOST + 9) / 1000


def test_of_two_about_the_same_words_the_weightier_is_kept() -> None:
    assert [d.weight for d in ranked([made(10, 0.6), made(12, 0.9), made(40, 0.5)])] == [0.9, 0.5]
    assert not ranked([made(10, LEAST - 0.01)])


@pytest.mark.parametrize("width", [100, 50])
def test_show_marks_the_differing_words(width: int) -> None:
    connection = store.in_memory()
    write(connection, ALL)
    link(connection)
    with Dossier(connection) as dossier:
        console = Console(width=width, file=io.StringIO())
        shown = [line.plain for line in VIEW.lines(dossier, console)]
        rows = list(VIEW.rows(dossier))
    assert all(len(line.rstrip()) <= width for line in shown)
    together = " ".join(" ".join(shown).split())
    for word in ("[occupés]", "[annexés]", "[40]", "[65]", "[17]"):
        assert word in together
    assert {row["kind"] for row in rows} == {"wording", "number", "negation"}
    beside = [line for line in shown if "Le Phare" in line and "La Digue" in line]
    assert bool(beside) == (width == 100)


def reported(outlet: str, speaker: str, words: str) -> Reading:
    """Return an article that tells in its own words what somebody said."""
    read = article(outlet, f"{words}, a dit {speaker} lundi.", said=[(speaker, words)])
    return replace(read, quotations=tuple(replace(q, kind="indirect") for q in read.quotations))


def test_a_word_quoted_and_a_word_of_the_reporter_are_told_apart() -> None:
    mine = "Les mines des territoires cathériens restitués à la principauté d'Ostrelle rouvriront"
    theirs = "Les mines des territoires cathériens occupés par la principauté d'Ostrelle rouvriront"
    pages = quoted("Le Phare", "Nora Vasseur", mine), reported("La Digue", "Nora Vasseur", theirs)
    notes = [d.note for d in linked(pages)]
    assert any('quoted, "restitués"; in an account\'s own words, "occupés"' in n for n in notes)


def test_the_strength_of_two_quoted_remarks_may_be_of_two_occasions() -> None:
    other = RATHER.replace("sur le lithium des Sablières", "avant la fin du mois de mars")
    pages = quoted("Le Phare", "Nora Vasseur", VERY), quoted("La Digue", "Nora Vasseur", other)
    (found,) = linked(pages)
    assert "perhaps in two remarks" in found.note
    assert found.utterance is None
    assert found.about == "accord avec l'Ostrelle"


def test_what_it_is_about_is_a_phrase_of_the_text() -> None:
    (found,) = linked((OCCUPIED, RETURNED))
    assert found.about == "territoires cathériens"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("journalistes", "briefing", False),
        ("presse", "conférence de presse", False),
        ("journalistes", "entretien télévisé", True),
    ],
)
def test_that_the_press_was_there_is_one_setting(one: str, other: str, *, differ: bool) -> None:
    def told(outlet: str, channel: str) -> Reading:
        where = "devant" if channel in {"journalistes", "presse"} else "lors d'un"
        text = f"« {VERY} », a dit Nora Vasseur lundi {where} {channel}."
        read = article(outlet, text, said=[("Nora Vasseur", VERY)])
        return replace(read, quotations=tuple(replace(q, channel=channel) for q in read.quotations))

    found = linked((told("Le Phare", one), told("La Digue", other)))
    assert ("place" in [d.kind for d in found]) == differ


def test_a_number_is_listed_once_however_its_thousands_are_parted() -> None:
    told = note("number", ["14 000", "14.000", "20 000", "14\u202f000"])
    assert told.count("14") == 1
    assert told.index("14 000") < told.index("20 000")
