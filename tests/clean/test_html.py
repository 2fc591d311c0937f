"""Pages of markup: what is read from fields, what from the page, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from recoupe.clean import clean
from recoupe.records import Article, Failure, Page
from recoupe.settings import Settings

PARAGRAPHS = (
    "<p>Le conseil régional d'Ancelle a voté jeudi la fermeture de deux lignes de train, malgré "
    "l'opposition des maires de la vallée.</p><p>« Nous irons devant le juge », a prévenu la maire "
    "de Roquebelle, Ombeline Sartre, à la sortie du vote.</p><h2>Un dernier recours</h2><p>Le "
    "président de la région, Casimir Aubrac, assure que des autocars remplaceront les trains dès "
    "septembre.</p>"
)
TITLE = "Deux lignes de train fermées dans la vallée de l'Ancelle"


def _page(head: str = "", top: str = "", bottom: str = "") -> str:
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{top}"
        f"{PARAGRAPHS}</article>{bottom}</body></html>"
    )


def _read(markup: str, uri: str = "page.html") -> Article:
    page = Page(uri, "text/html", markup)
    found = clean(page, Settings(), lambda _: "fr", date(2026, 11, 23))
    assert isinstance(found, Article), found
    return found


JSON_LD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "' + TITLE + '",'
    '"datePublished": "2024-05-16T19:40:00+02:00", "dateModified": "2024-05-17T08:05:00+02:00",'
    '"author": [{"name": "Irma Desclaux"}], "publisher": {"name": "Le Réveil d\'Ancelle"}}</script>'
)
OTHERS = (
    '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type":'
    ' "NewsArticle", "headline": "Autre", "datePublished": "2019-01-01"}]}</script>'
)
# markup → value, basis of the date of publication
DATES = [
    (_page(JSON_LD), "2024-05-16T19:40", "metadata"),
    (
        _page('<meta property="article:published_time" content="2024-05-16">'),
        "2024-05-16",
        "metadata",
    ),
    (_page(top='<time datetime="2024-05-16T19:40">jeudi</time>'), "2024-05-16T19:40", "printed"),
    (_page(top="<p>Publié le 16 mai 2024 à 19h40</p>"), "2024-05-16T19:40", "printed"),
    (
        _page(top='<span itemprop="datePublished" content="2024-05-16">x</span>'),
        "2024-05-16",
        "metadata",
    ),
    (_page(OTHERS), None, "none"),
    (
        _page(bottom='<div class="comments"><time datetime="2021-02-03">3 février</time></div>'),
        None,
        "none",
    ),
    (_page(bottom="<aside><p>Publié le 3 février 2021</p></aside>"), None, "none"),
    (
        _page(
            bottom='<div class="related"><a href="/"><time datetime="2021-02-03">x</time></a></div>'
        ),
        None,
        "none",
    ),
]


@pytest.mark.parametrize(("markup", "value", "basis"), DATES)
def test_the_date_is_the_pages_own(markup: str, value: str | None, basis: str) -> None:
    found = _read(markup).published
    assert (found.value, found.basis) == (value, basis)


def test_fields_name_outlet_author_and_update() -> None:
    article = _read(_page(JSON_LD))
    assert article.outlet == "Le Réveil d'Ancelle"
    assert article.byline == "Irma Desclaux"
    assert article.published.updated == "2024-05-17T08:05"


@pytest.mark.parametrize(
    "title", [f"{TITLE} | Le Réveil d'Ancelle", f"Le Réveil d'Ancelle : {TITLE}"]
)
def test_the_pages_title_names_the_site(title: str) -> None:
    markup = _page().replace(f"<title>{TITLE}", f"<title>{title}")
    assert _read(markup).outlet == "Le Réveil d'Ancelle"


def test_the_domain_names_a_known_outlet() -> None:
    article = _read(_page(), "https://www.lemonde.fr/2024/05/16/ancelle.html")
    assert article.outlet == "Le Monde"
    assert (article.published.value, article.published.basis) == ("2024-05-16", "file name")


def test_text_is_title_then_paragraphs_with_headings() -> None:
    article = _read(_page())
    assert article.title is not None
    assert article.title.text == TITLE
    assert article.text.startswith(f"{TITLE}\n\nLe conseil régional")
    assert [s.text for s in article.spans("heading")] == ["Un dernier recours"]


def test_captions_and_buttons_are_no_body() -> None:
    figure = (
        "<figure><img src='a.jpg'><figcaption>La gare. (Photo : Luc Alban)</figcaption></figure>"
    )
    article = _read(_page(top=f"<div>Partager sur Facebook</div>{figure}"))
    read = " ".join(s.text for s in article.spans("title", "lead", "heading", "body"))
    assert "Luc Alban" not in read
    assert "Facebook" not in read


def test_the_lead_the_page_names_is_a_lead() -> None:
    lead = "Les élus ont tranché après sept heures de débat, dans une salle chauffée à blanc."
    article = _read(_page(top=f'<p class="chapo">{lead}</p>'))
    assert [s.text for s in article.spans("lead")] == [lead]


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><body></body></html>", "no article text"),
        ("<div>" * 5_000 + "x", "nested"),
        ("   ", "empty"),
    ],
)
def test_what_cannot_be_read_is_a_failure(markup: str, reason: str) -> None:
    found = clean(Page("p", "text/html", markup), Settings(), lambda _: "fr")
    assert isinstance(found, Failure)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("head", "bottom"),
    [
        ("", "<footer><p>© 2026 Le Réveil d'Ancelle</p></footer>"),
        (
            JSON_LD.split("{", 1)[0]
            + '{"@type": "WebSite", "name": "Le Réveil d\'Ancelle"}</script>',
            "",
        ),
        (
            JSON_LD.replace('{"name": "Le Réveil d\'Ancelle"}', '{"@id": "#a"}')
            + '<script type="application/ld+json">{"@type": "Organization", "@id": "#a", "name":'
            ' "Le Réveil d\'Ancelle"}</script>',
            "",
        ),
    ],
)
def test_foot_or_records_of_the_site_name_the_outlet(head: str, bottom: str) -> None:
    assert _read(_page(head, bottom=bottom)).outlet == "Le Réveil d'Ancelle"
    assert _read(_page()).outlet is None
