"""A few words that say nothing alone are shown in the sentence they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOME
from tests.web.test_pages import shown

import recoupe
from recoupe.dossier import store
from recoupe.dossier.fragments import is_fragment
from recoupe.dossier.reads.passages import ArticleHead, Passage
from recoupe.dossier.reads.record import record
from recoupe.records import Published, Span
from recoupe.web.app import make_app
from recoupe.web.marking import around, is_quoted, sentence

PAGE = """La criée de Clerval rouvrira lundi

Publié le 4 mars 2026 à 9h05

Le ministre n'a rien promis de plus. Nora Vasseur a parlé mardi d'une « fable de quai ».
La séance a repris. « Nous rendrons la criée à celles et ceux qui en vivent », a déclaré mardi \
Nora Vasseur. « Les murs ont des oreilles », a ajouté mardi Nora Vasseur.
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier of one page, which quotes one expression and two sentences."""
    folder = tmp_path_factory.mktemp("fragments")
    (folder / "page.txt").write_text(PAGE, "utf-8")
    recoupe.build(folder / "page.txt", folder / "f.duckdb").close()
    return folder / "f.duckdb"


def test_a_fragment_comes_after_the_sentences_of_its_day(dossier: Path) -> None:
    with store.open_for_reading(dossier) as connection:
        told = record(connection).items
    assert [(t.text, t.fragment) for t in told] == [
        ("Nous rendrons la criée à celles et ceux qui en vivent", False),
        ("Les murs ont des oreilles", False),
        ("une « fable de quai »", True),
    ]


def test_the_record_shows_it_in_its_sentence(dossier: Path) -> None:
    with TestClient(make_app(dossier), HOME, headers={"accept-language": "fr"}) as client:
        page = shown(client, "/record")
        assert "Nora Vasseur a parlé mardi d&#39;une « fable de quai »." in page
        assert '<b class="fragment">une « fable de quai »</b>' in client.get("/record").text
        assert "rien promis" not in page


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Il pleut. M. Roux l'a dit « ", " ». Puis rien.", ("M. Roux l'a dit « ", " ».")),
        (
            "coupé au milieu de la phrase, ",
            " et sans fin",
            ("… coupé au milieu de la phrase, ", " et sans fin …"),
        ),
        ("Il pleut. ", " n'engage à rien. Fin", ("", " n'engage à rien.")),
        ("La maire ne dit ", " de plus.", ("La maire ne dit ", " de plus.")),
        ("", " n'engage à rien. Fin", ("", " n'engage à rien.")),
        ("Titre\nElle dit ", "\nAutre ligne", ("Elle dit ", "")),
    ],
)
def test_a_sentence_ends_at_its_stops(before: str, after: str, told: tuple[str, str]) -> None:
    head = ArticleHead("a", "a.txt", None, None, "fr", Published(None, "none"))  # type: ignore[arg-type]
    assert sentence(Passage("a-0-4", head, 0, 4, "rien", before, after)) == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("de la grève. ", " Le port", ("… de la grève. ", " Le port …")),
        ("La grève. « ", " ».", ("La grève. « ", " ».")),
        ("", "", ("", "")),
    ],
)
def test_what_stands_around_says_where_it_is_cut(
    before: str, after: str, told: tuple[str, str]
) -> None:
    head = ArticleHead("a", "a.txt", None, None, "fr", Published(None, "none"))  # type: ignore[arg-type]
    assert around(Passage("a-0-4", head, 0, 4, "rien", before, after)) == told


@pytest.mark.parametrize(
    ("words", "bare"),
    [("hors de propos", True), ("Oui", True), ("Les murs ont des oreilles", False), ("", True)],
)
def test_few_words_are_a_fragment_unless_they_are_a_sentence(words: str, bare: bool) -> None:  # noqa: FBT001
    assert is_fragment(words) is bare


@pytest.mark.parametrize(
    ("before", "text", "after", "quoted"),
    [
        ("Elle a dit : « ", "Les quais occupés rouvriront", " », mardi.", True),
        ("Elle a dit que ", "les quais occupés rouvriront", ", a-t-elle dit.", False),
        ("", "Les quais « occupés » rouvriront, dit-elle", ".", True),
        ("« Rien n'est sûr », dit-elle. ", "Les quais occupés rouvriront", ".", False),
    ],
)
def test_words_are_quoted_where_marks_stand_around_them(
    before: str, text: str, after: str, *, quoted: bool
) -> None:
    head = ArticleHead("a", "a.txt", None, None, "fr", Published(None, "none"))  # type: ignore[arg-type]
    passage = Passage("a-40-60", head, 40, 40 + len(text), text, before, after)
    start = 40 + text.index("occupés")
    assert is_quoted(passage, [Span(start, start + len("occupés"), "occupés")]) == quoted
