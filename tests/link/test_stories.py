"""Articles of one affair are one story, in two languages and weeks apart; others stay apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.findings import Story
from recoupe.ids import make_id
from recoupe.link import stories as module
from recoupe.link.components import components
from recoupe.link.steps import link
from recoupe.link.story_terms import terms
from recoupe.records import Article, Published, Reading, Span, Zone

BRIDGE_1 = """Le pont de Varenquay fermé aux camions
Le maire de Varenquay, Ysoline Querrec, a fait fermer mardi le pont suspendu du Lorvec aux camions.
Des fissures ont été relevées sur deux haubans par les ingénieurs du bureau Dalmeyrac, qui avaient
déjà prévenu la communauté du Haut-Lorvec l'hiver dernier."""

BRIDGE_2 = """Varenquay : les routiers bloquent l'entrée du pont
Une trentaine de routiers ont bloqué l'accès au pont suspendu du Lorvec. Ils demandent que les
camions puissent de nouveau passer, malgré les fissures des haubans relevées par le bureau
Dalmeyrac. « Le détour coûte deux heures », dit l'un d'eux. Ysoline Querrec les recevra jeudi à la
mairie."""

BRIDGE_EN = """Varenquay bridge: mayor Querrec meets hauliers
Ysoline Querrec, the mayor of Varenquay, met hauliers on Thursday over the closure of the Lorvec
suspension bridge. Engineers from Dalmeyrac had found cracks in two stay cables; the Haut-Lorvec
authority says repairs will take until spring."""

SCHOOL = """Deux écoles de Brumelles privées de chauffage
La chaudière de l'école Ferdinand-Osmont est en panne depuis lundi. Les élèves de Brumelles ont été
accueillis au gymnase, où la directrice, Maëlle Tristani, a distribué des couvertures prêtées par la
caserne. Une entreprise de Sourdeval doit livrer une pièce vendredi."""

OTHER_BRIDGE = """Un pont fermé après la découverte de fissures
À Oskarhamnet, les autorités ont fermé un pont suspendu aux camions après la découverte de fissures
sur des haubans. Les ingénieurs mandatés par la province de Nordvik parlent d'usure. Les routiers
devront faire un détour par Halmsund jusqu'au printemps."""


FAIR = """La foire aux cidres sera déplacée à cause du pont
La foire aux cidres de Varenquay se tiendra cette année à Montbrûlard, annonce le comité Pommeraie-
Fouchard : les exposants de Kervadec et de Brizemont ne pourraient pas livrer leurs pressoirs, ni
Théodule Malandain sa locomobile. Les boulistes d'Erquincourt joueront à Sainte-Alvère, face à
ceux de Rochepertuis, sous le chapiteau prêté par la brasserie Wambrechies."""


def article(name: str, text: str, day: str | None = None, language: str = "fr") -> Reading:
    """Return a reading of a text whose first line is its title."""
    end = text.index("\n") + 1
    zones = (Zone(0, end, "title"), Zone(end, len(text), "body"))
    published = Published(day, "printed" if day else "none")
    title = Span.of(text, 0, end - 1)
    return Reading(Article(make_id(name, text), name, text, zones, published, language, title))


PAGES = (
    article("pont-1", BRIDGE_1, "2031-02-11"),
    article("pont-2", BRIDGE_2, "2031-02-13"),
    article("bridge", BRIDGE_EN, "2031-02-14", "en"),
    article("ecole", SCHOOL, "2031-02-12"),
    article("autre-pont", OTHER_BRIDGE, "2031-02-12"),
)
NAMES = {r.article.id: r.article.uri for r in PAGES}


def stories(*batches: Sequence[Reading]) -> tuple[Story, ...]:
    """Link after each batch and return the stories at the end."""
    connection = store.in_memory()
    for batch in batches:
        write(connection, batch)
        link(connection)
    return Dossier(connection).stories()


def groups(found: Iterable[Story]) -> set[frozenset[str]]:
    """Return the stories as groups of page names."""
    return {frozenset(NAMES[m.id] for m in story.members) for story in found}


def test_an_affair_is_one_story_in_two_languages_and_others_stay_apart() -> None:
    assert groups(stories(PAGES)) == {
        frozenset({"pont-1", "pont-2", "bridge"}),
        frozenset({"ecole"}),
        frozenset({"autre-pont"}),
    }


def test_a_story_has_a_title_its_days_and_reasons() -> None:
    (largest, *_) = stories(PAGES)
    assert largest.title in {r.article.text.split("\n")[0] for r in PAGES[:3]}
    assert (largest.first, largest.last) == ("2031-02-11", "2031-02-14")
    assert all("varenquay" in " ".join(m.reasons) for m in largest.members)
    assert all(0 < m.score <= 1 for m in largest.members)


def test_years_apart_more_must_be_alike() -> None:
    near, far = article("foire", FAIR, "2031-03-01"), article("foire", FAIR, "2034-03-01")
    assert [len(stories([PAGES[0], later])) for later in (near, far)] == [1, 2]


def test_a_page_without_a_date_is_joined() -> None:
    assert len(stories([PAGES[0], article("pont-2", BRIDGE_2)])) == 1


@settings(max_examples=12, deadline=None)
@given(st.permutations(PAGES), st.integers(1, 4))
def test_order_and_batches_do_not_matter(pages: list[Reading], cut: int) -> None:
    assert stories(pages[:cut], pages[cut:]) == stories(PAGES)


def test_portions_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = stories(PAGES)
    assert max(len(story.members) for story in expected) > 1
    for bound in ("COUNTED", "TOLD", "WRITTEN"):
        monkeypatch.setattr(module, bound, 1)
    assert stories(PAGES) == expected


def test_adding_nothing_changes_nothing() -> None:
    assert stories(PAGES, [], PAGES[2:]) == stories(PAGES)


def test_a_changed_page_leaves_its_story() -> None:
    changed = article("pont-1", SCHOOL.replace("Deux écoles", "Des écoles"), "2031-02-11")
    found = stories(PAGES[:2], [changed])
    assert {len(s.members) for s in found} == {1}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "weighty", "light"),
    [
        ("Le président a visité Varenquay.", "varenquay", "president"),
        ("L'accord sur le cobalt est signé.", "cobalt", "accord"),
    ],
)
def test_rare_words_weigh_more(text: str, weighty: str, light: str) -> None:
    weights = {t.term: t.weight for t in terms("a", "fr", [(text, False)])}
    assert weights[weighty] > weights.get(light, 0)


def test_a_word_seen_in_small_letters_is_no_name() -> None:
    found = {
        t.term: t.is_name for t in terms("a", "fr", [("Haubans : les haubans, Lorvec", False)])
    }
    assert found == {"haubans": False, "lorvec": True}


def test_components_join_over_others() -> None:
    assert components([(3, 2), (7, 8), (1, 2)]) == [[1, 2, 3], [7, 8]]


BOTH = """Varenquay : le pont suspendu du Lorvec et l'école de Brumelles
Le maire de Varenquay, Ysoline Querrec, défend la fermeture du pont suspendu du Lorvec aux camions :
le bureau Dalmeyrac a relevé des fissures sur deux haubans. À Brumelles, la chaudière de l'école
Ferdinand-Osmont sera réparée vendredi : la directrice, Maëlle Tristani, attend une pièce de
Sourdeval, et la caserne prête des couvertures aux élèves."""

BRUMELLES = """Brumelles : la pièce de la chaudière est arrivée
L'école Ferdinand-Osmont de Brumelles rouvrira lundi. La pièce est arrivée de Sourdeval, se réjouit
la directrice, Maëlle Tristani : la chaudière redémarre, les élèves quittent le gymnase et rendent
les couvertures de la caserne."""


def test_a_page_on_two_affairs_makes_one_story_of_them_only_while_they_are_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    more = [article("les-deux", BOTH, "2031-02-13"), article("ecole-2", BRUMELLES, "2031-02-15")]
    pages = [*PAGES[:4], *more]
    assert len(stories(pages)) == 1
    monkeypatch.setattr("recoupe.link.stories.WHOLE", 3)
    names = NAMES | {r.article.id: r.article.uri for r in more}
    found = [{names[m.id] for m in story.members} - {"les-deux"} for story in stories(pages)]
    assert found in (
        [{"pont-1", "pont-2", "bridge"}, {"ecole", "ecole-2"}],
        [{"ecole", "ecole-2"}, {"pont-1", "pont-2", "bridge"}],
    )
    assert stories(pages[:3], pages[3:]) == stories(pages)
