"""Copies of one dispatch are one group with its original; a running story and a form are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.findings import Reprint
from recoupe.ids import make_id
from recoupe.link.changed_words import difference
from recoupe.link.partition import partition
from recoupe.link.reprints import link_reprints
from recoupe.link.reprints_candidates import FIRST, NEIGHBOURS
from recoupe.link.reprints_decide import compare, is_form, relation
from recoupe.link.reprints_text import Side
from recoupe.link.steps import link
from recoupe.records import Article, Published, Reading, Span, Zone

LEAD = (
    "La compagnie des bacs de Torvane suspendra ses traversées de nuit à partir du 4 avril, a"
    " annoncé mardi son directeur, Aubin Keravec."
)
COST = (
    "La décision doit économiser 1,8 million de couronnes par an, selon un document remis aux 240"
    " salariés de la compagnie. Les équipages de nuit seront affectés aux liaisons du matin."
)
VOICE = (
    "« Nous transportions onze personnes en moyenne après minuit, on ne peut pas appeler cela un"
    " service », a expliqué Aubin Keravec devant la presse, dans le hall de la gare maritime."
)
UNION = (
    "Le syndicat des marins dénonce une mesure prise sans concertation et appelle à bloquer les"
    " quais jeudi. Sa déléguée, Maïlys Ottavi, rappelle que l'île n'a plus de maternité."
)
PAST = (
    "La liaison de nuit avait été créée en 1987 après le naufrage du cotre Belle-Iseult, au cours"
    " duquel quatre habitants de l'île avaient péri en voulant rejoindre le continent."
)
OWN = (
    "À Port-Lanec, le patron du café des Régates garde son comptoir ouvert jusqu'à deux heures."
    " Il compte vendre son billard si les derniers clients ne descendent plus du bateau."
)
EDITED = (
    "La compagnie des bacs de Torvane va suspendre ses liaisons de nuit dès le 4 avril, a"
    " annoncé mardi son directeur, Aubin Keravec."
)
SCENE = (
    "Des marins en colère ont bloqué jeudi matin les quais de Torvane et brûlé des palettes devant"
    " le siège de la compagnie. Les gendarmes n'étaient toujours pas intervenus à midi."
)
TALKS = (
    "Une rencontre est prévue lundi entre la direction, les élus de l'île et la préfète, qui a"
    " demandé le report de la mesure jusqu'à l'été. Aucun des deux camps ne veut céder."
)

PARK = (
    "Le jardin botanique de Port-Lanec rouvrira samedi après dix mois de travaux, avec une serre"
    " consacrée aux fougères et un sentier que les fauteuils roulants pourront emprunter."
)
PRICE = (
    "L'entrée restera gratuite pour les habitants du canton, et coûtera quatre couronnes aux"
    " visiteurs, a précisé l'adjointe aux espaces verts, Orlane Pichavant."
)


def article(
    name: str,
    paragraphs: Sequence[str],
    day: str | None = None,
    outlet: str | None = None,
    credited: Sequence[str] = (),
    title: str = "",
) -> Reading:
    """Return a reading of paragraphs under a title, as one outlet printed them."""
    title = title or f"Ce que {name} a retenu"
    credit = "".join(f"avec {c}\n" for c in credited)
    text = f"{title}\n{credit}" + "\n".join(paragraphs)
    head, start = len(title) + 1, len(title) + 1 + len(credit)
    zones = [Zone(0, head, "title"), Zone(start, len(text), "body")]
    if credit:
        zones.insert(1, Zone(head, start, "credit"))
    return Reading(
        Article(
            make_id(name, text),
            name,
            text,
            tuple(zones),
            Published(day, "printed" if day else "none"),
            "fr",
            Span.of(text, 0, len(title)),
            outlet or name,
            None,
            tuple(credited),
        )
    )


DISPATCH = article("La Vigie", [LEAD, COST, VOICE, UNION, PAST], "2031-03-11T17:40")
CUT = article("L'Estran", [LEAD, VOICE, COST], "2031-03-11T18:05", credited=["La Vigie"])
REWRITTEN = article(
    "Le Cap", [EDITED, OWN, VOICE, UNION], "2031-03-12", title="Fin des bacs de nuit"
)
NEXT_DAY = article("Le Large", [SCENE, TALKS, UNION, PAST], "2031-03-13")
ELSEWHERE = article("Le Vallon", [PARK, OWN, PRICE], "2031-03-12")
ALL = (DISPATCH, CUT, REWRITTEN, NEXT_DAY, ELSEWHERE)


def dossier(*batches: Iterable[Reading]) -> Dossier:
    """Return a dossier into which batches of readings were written and linked one by one."""
    connection = store.in_memory()
    for batch in batches:
        write(connection, batch)
        link(connection)
    return Dossier(connection)


def members(group: Reprint, opened: Dossier) -> set[str]:
    """Return the addresses of all pages of a group."""
    names = {a.id: a.uri for a in opened.articles()}
    return {names[x] for x in (group.original, *(c.article for c in group.copies))}


def told(opened: Dossier) -> object:
    """Return all that the step says."""
    return opened.reprints(), opened.reuses(), opened.revisions()


def test_copies_are_one_group_and_the_next_day_is_not() -> None:
    opened = dossier(ALL)
    (group,) = opened.reprints()
    assert members(group, opened) == {"La Vigie", "L'Estran", "Le Cap"}
    assert group.original == DISPATCH.article.id
    assert group.reasons
    assert all(c.reasons and c.changes and c.kept for c in group.copies)


def test_what_a_copy_cut_changed_and_added_is_told_with_its_passages() -> None:
    (group,) = dossier([DISPATCH, REWRITTEN]).reprints()
    (copy,) = group.copies
    assert "has another title: “Fin des bacs de nuit”" in copy.changes
    assert "cuts 2 paragraphs" in copy.changes
    assert "adds 1 paragraph" in copy.changes
    assert [p.text for p in copy.cut] == [COST, PAST]
    assert [p.text for p in copy.added] == [OWN]
    (edit,) = copy.edited
    assert (edit.before.text, edit.after.text) == (LEAD, EDITED)
    assert "[-traversées-]" in edit.difference
    assert "{+liaisons+}" in edit.difference


def test_another_order_is_told() -> None:
    (group,) = dossier([DISPATCH, CUT]).reprints()
    assert "puts sentences in another order" in group.copies[0].changes


def test_passages_are_the_characters_of_their_article() -> None:
    opened = dossier(ALL)
    texts = {a.id: a.text for a in opened.articles()}
    copies = [c for r in opened.reprints() for c in r.copies]
    passages = [p for c in copies for p in (*c.kept, *c.cut, *c.added)]
    edits = [e for c in copies for e in c.edited] + [e for u in opened.reuses() for e in u.passages]
    passages += [p for e in edits for p in (e.before, e.after)]
    assert passages
    assert [p for p in passages if texts[p.article][p.start : p.end] != p.text] == []


def test_background_of_a_running_story_is_a_reuse_from_the_earlier_page() -> None:
    opened = dossier([DISPATCH, NEXT_DAY])
    assert opened.reprints() == ()
    (reuse,) = opened.reuses()
    assert (reuse.source, reuse.article) == (DISPATCH.article.id, NEXT_DAY.article.id)
    assert " ".join(e.before.text for e in reuse.passages) == f"{UNION} {PAST}"
    assert any("2031-03-11" in reason for reason in reuse.reasons)


@pytest.mark.parametrize(
    ("one", "other", "original"),
    [
        # the outlet that another page credits, though it bears no date
        (
            article("Radio Brise", [LEAD, COST, VOICE]),
            article("Le Cap", [LEAD, COST, VOICE, OWN], "2031-03-11", credited=["Radio Brise"]),
            "Radio Brise",
        ),
        # an agency
        (
            article("Le Cap", [LEAD, COST, VOICE, OWN], "2031-03-11"),
            article("depeche", [LEAD, COST, VOICE], "2031-03-11", "AFP"),
            "depeche",
        ),
        # the fuller page
        (
            article("Le Cap", [LEAD, COST]),
            article("La Vigie", [LEAD, COST, VOICE, UNION]),
            "La Vigie",
        ),
        # the earlier one of two that are the same
        (
            article("Le Cap", [LEAD, COST, VOICE], "2031-03-12"),
            article("La Vigie", [LEAD, COST, VOICE], "2031-03-11"),
            "La Vigie",
        ),
    ],
)
def test_the_original_is_named(one: Reading, other: Reading, original: str) -> None:
    opened = dossier([one, other])
    (group,) = opened.reprints()
    named = opened.article(group.original)
    assert named is not None
    assert named.uri == original


def test_the_agency_is_the_one_that_the_pages_credit() -> None:
    pages = [
        article("Le Cap", [LEAD, COST, VOICE], "2031-03-12", credited=["Reuters"]),
        article("La Vigie", [LEAD, COST, VOICE], "2031-03-11", credited=["Reuters"]),
    ]
    (group,) = dossier(pages).reprints()
    assert group.agency == "Reuters"


def test_a_form_filled_in_anew_is_no_copy() -> None:
    form = (
        "La course {n} de la coupe de Torvane a été gagnée par {a} devant {b} et {c}, en {t}"
        " minutes. {a} mène le classement avec {p} points, devant {b} ({q} points). La prochaine"
        " course partira de {d} à {h} heures, par un vent de {w} nœuds."
    )
    first = form.format(n=1, a="Alizée", b="Brumaire", c="Cormoran", t=84, p=25, q=20, d="Lanec",
                        h=14, w=12)  # fmt: skip
    second = form.format(n=2, a="Dundee", b="Espadon", c="Falaise", t=97, p=41, q=33, d="Kerroc",
                         h=10, w=18)  # fmt: skip
    one, other = (Side.of(article(n, [t]).article) for n, t in (("A", first), ("B", second)))
    pair = compare(one, other)
    assert pair.matches
    assert is_form(one, other, pair.matches)
    assert relation(one, other, pair) == (None, ())


def test_pages_of_other_months_are_no_copies() -> None:
    later = replace(CUT.article, published=Published("2031-06-02", "printed"))
    opened = dossier([DISPATCH, Reading(later)])
    assert opened.reprints() == ()
    assert len(opened.reuses()) == 1


def test_a_new_text_at_an_address_is_a_revision() -> None:
    corrected = article("La Vigie", [LEAD, COST.replace("240", "310"), VOICE], "2031-03-11T17:40")
    opened = dossier([DISPATCH], [corrected])
    assert opened.reprints() == ()
    (revision,) = opened.revisions()
    assert (revision.older, revision.newer) == (DISPATCH.article.id, corrected.article.id)
    assert "changes a figure: 240 → 310" in revision.changes
    assert "cuts 2 paragraphs" in revision.changes


def test_a_superseded_page_leaves_its_group() -> None:
    other = article("L'Estran", [OWN, TALKS], "2031-03-11")
    assert told(dossier([DISPATCH, CUT], [other])) == told(dossier([CUT], [DISPATCH, other]))
    assert dossier([DISPATCH, CUT], [other]).reprints() == ()


@settings(max_examples=12, deadline=None)
@given(st.permutations(ALL), st.integers(0, len(ALL)))
def test_order_and_batches_change_nothing(pages: list[Reading], cut: int) -> None:
    assert told(dossier(pages[:cut], pages[cut:])) == told(dossier(ALL))


def test_adding_the_same_pages_changes_nothing() -> None:
    assert told(dossier(ALL, ALL[1:3], [])) == told(dossier(ALL))


PAIRS = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda p: p[0] < p[1]),
    st.sampled_from([0.2, 0.5, 0.9]),
)


@given(PAIRS, st.randoms())
def test_groups_depend_on_the_pairs_alone(
    pairs: dict[tuple[str, str], float], dice: Random
) -> None:
    shuffled = list(pairs.items())
    dice.shuffle(shuffled)
    groups = partition(pairs)
    assert partition(dict(shuffled)) == groups
    assert sorted(n for g in groups for n in g) == sorted({n for pair in pairs for n in pair})
    assert all(len(g) > 1 for g in groups)


FACTS = (
    "La mairie de {place} a fait vider le grand bassin dimanche",
    "Les {place} pompiers volontaires ont travaillé toute la nuit sous une pluie battante",
    "Aucun habitant du quartier {place} n'a été blessé, selon un premier bilan de la préfecture",
    "Le bourgmestre Ivo Tancrède attend un expert venu de {place} avant d'ouvrir les vannes",
    "L'eau avait atteint le seuil des maisons de la rue {place} peu avant minuit",
    "Une réunion publique se tiendra au marché couvert de {place} lundi soir",
)


def copies(count: int, dice: Random) -> list[Reading]:
    """Return one dispatch as many outlets print it, over two days: cut, reordered, reworded."""
    sentences = [f"{fact.format(place='Valmorne')}." for fact in FACTS]
    made = [article("Dépêche", sentences, "2031-03-11T06:00", "Valmorne Presse")]
    for number in range(1, count):
        kept = dice.sample(sentences[1:], dice.randint(3, 5))
        kept = [re.sub(r"\b(grand|toute|premier|soir)\b", dice.choice(OTHER), s) for s in kept]
        own = jumbled(dice)
        day = f"2031-03-{11 + number % 2}T{7 + number % 12:02}:00"
        made.append(article(f"Feuille {number}", [sentences[0], *kept, own], day))
    return made


OTHER = ("nouveau", "dernière", "vieux", "matin")
TALK = f"{OWN} {SCENE} {TALKS} {PARK} {PRICE}".split()


def jumbled(dice: Random) -> str:
    """Return a sentence that stands on no other page."""
    return f"À Lanec, {' '.join(w.strip('.,') for w in dice.sample(TALK, 12))}."


def test_a_dispatch_on_many_pages_is_one_group_with_its_original() -> None:
    pages = copies(60, Random(7))  # noqa: S311 - no secret
    connection = store.in_memory()
    write(connection, pages)
    link_reprints(connection)
    (group,) = Dossier(connection).reprints()
    assert len(group.copies) == 59
    assert group.original == pages[0].article.id


def test_pages_of_a_common_sentence_are_compared_with_some_others_only() -> None:
    notice = "Toute reproduction des articles de ce journal est interdite sans accord écrit."
    dice = Random(5)  # noqa: S311 - no secret
    pages = [article(f"Gazette {n}", [jumbled(dice), notice], "2031-03-11") for n in range(80)]
    connection = store.in_memory()
    write(connection, pages)
    link_reprints(connection)
    (compared,) = connection.execute("SELECT count(*) FROM article_pairs").fetchall()[0]
    assert compared < len(pages) * (NEIGHBOURS + FIRST)
    assert Dossier(connection).reprints() == ()


@settings(max_examples=4, deadline=None)
@given(st.permutations(range(30)), st.integers(0, 30))
def test_order_and_batches_change_nothing_of_a_large_group(order: list[int], cut: int) -> None:
    pages = copies(30, Random(3))  # noqa: S311 - no secret
    shuffled = [pages[i] for i in order]
    outcomes = []
    for batches in ([pages], [shuffled[:cut], shuffled[cut:]]):
        connection = store.in_memory()
        for batch in batches:
            write(connection, batch)
            link_reprints(connection)
            connection.execute("DELETE FROM fresh")
        compared = connection.execute("SELECT a, b, relation FROM article_pairs ORDER BY a, b")
        outcomes.append((told(Dossier(connection)), compared.fetchall()))
    assert outcomes[0] == outcomes[1]


def test_a_difference_is_word_by_word() -> None:
    assert difference("Le bac part à 9 h.", "Le bac partira à 9 h.") == (
        "Le bac [-part-] {+partira+} à 9 h."
    )
