"""The parts of cleaning one by one: dates, datelines, outlets, credits, failures."""

from __future__ import annotations

from datetime import date

import pytest

from recoupe.clean import clean
from recoupe.clean.datelines import dateline_of
from recoupe.clean.dates import is_date_line, printed_dates
from recoupe.clean.fold import soft
from recoupe.clean.outlets import named, outlet_of_domain, sources_in
from recoupe.clean.published import date_in_name
from recoupe.records import Article, Failure, Page
from recoupe.settings import Settings

PRINTED = [
    ("Publié le 03/03/2025 à 9h05", ["2025-03-03T09:05"]),
    ("1er mars 2025, 14 h 30", ["2025-03-01T14:30"]),
    ("le 31 avril 2025", []),
    ("Feb. 5, 2025 at 3:05 PM", ["2025-02-05T15:05"]),
    ("March 3rd, 2025", ["2025-03-03"]),
    ("3 août 2025 - 4 août 2025", ["2025-08-03", "2025-08-04"]),
    ("tél. 01.02.2025.33", []),
    ("version 2.10.2025.1", []),
]


@pytest.mark.parametrize(("text", "wanted"), PRINTED)
def test_dates_are_read_as_printed(text: str, wanted: list[str]) -> None:
    assert [p.iso for p in printed_dates(soft(text))] == wanted


def test_an_ambiguous_number_date_is_left_open_where_no_habit_decides() -> None:
    assert [p.iso for p in printed_dates("03/04/2025", day_first=None)] == []
    assert [p.iso for p in printed_dates("25/04/2025", day_first=None)] == ["2025-04-25"]
    assert [p.iso for p in printed_dates("03/04/2025", day_first=True)] == ["2025-04-03"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Mis à jour le 3 mars 2025 à 9h05", True),
        ("Mardi 3 mars 2025", True),
        ("Vers 14h30 :", False),
        ("Le 3 mars 2025 restera dans les mémoires", False),
    ],
)
def test_date_lines(line: str, wanted: bool) -> None:  # noqa: FBT001
    assert is_date_line(soft(line)) is wanted


DATELINES = [
    ("PORT-CLERVAL, 3 mars (AFP) - Le port rouvre.", True),
    ("Clerval (Reuters) – Le port rouvre.", True),
    ("3 mars 2025, Clerval, place du port . – Le port rouvre.", True),
    ("Le maire de Clerval (UDR) - le troisième en deux ans - démissionne.", False),
    ("Le port, fermé depuis le 3 mars - jour de la tempête - rouvre.", False),
    ("- Le port rouvre.", False),
]


@pytest.mark.parametrize(("text", "wanted"), DATELINES)
def test_datelines(text: str, wanted: bool) -> None:  # noqa: FBT001
    assert (dateline_of(text) is not None) is wanted


NAMES = [
    ("2024-05-16-ancelle.txt", "2024-05-16"),
    ("depeche_20240516_v2.txt", "2024-05-16"),
    ("https://a.example/2024/05/16/ancelle", "2024-05-16"),
    ("2024_05_2024_05_16-001.txt", "2024-05-16"),
    ("2024-05-16_2024-05-17.txt", None),
    ("article-20241399.txt", None),
    ("1202405161.txt", None),
]


@pytest.mark.parametrize(("name", "wanted"), NAMES)
def test_dates_in_names(name: str, wanted: str | None) -> None:
    assert date_in_name(name) == wanted


def test_names_are_found_with_their_case_and_the_longest_wins() -> None:
    found = [n.name for n in named("l'AFP, NBC News et L'Écho des dunes, pas l'express de 8 h")]
    assert found == ["AFP", "NBC News"]


SOURCES = [
    ("Le prix monte, selon l'agence de presse norvégienne NTB.", ["NTB"]),
    ("« Non », a rapporté l'agence publique Xinhua.", ["Xinhua"]),
    ("D'après un reportage de CBS News, le pont est fermé.", ["CBS News"]),
    ("Le ministre a reçu un dirigeant de Reuters à déjeuner.", []),
    ("Prices rose, according to the Financial Times.", ["Financial Times"]),
]


@pytest.mark.parametrize(("text", "wanted"), SOURCES)
def test_a_name_is_a_source_only_where_words_make_it_one(text: str, wanted: list[str]) -> None:
    assert list(sources_in(text)) == wanted


def test_domains() -> None:
    assert outlet_of_domain("www.lemonde.fr") == "Le Monde"
    assert outlet_of_domain("news.dunes.example") == "news.dunes.example"


BODY = "Le port de Clerval rouvrira lundi, a annoncé le préfet, qui promet des contrôles renforcés."


def _clean(text: str, **more: str) -> Article | Failure:
    return clean(
        Page("p.txt", "text/plain", text, **more), Settings(), lambda _: "fr", date(2026, 1, 1)
    )


def test_one_sentence_is_a_body_without_title() -> None:
    article = _clean(BODY)
    assert isinstance(article, Article)
    assert article.title is None
    assert [s.text for s in article.spans("body")] == [BODY]


def test_plain_text_is_the_content_itself() -> None:
    content = f"\r\n  Le port rouvre lundi\r\n\r\n{BODY}\u00a0 \r\n"
    article = _clean(content)
    assert isinstance(article, Article)
    assert article.text == content
    assert article.title is not None
    assert article.title.text == "Le port rouvre lundi"


def test_a_rows_title_missing_from_its_text_is_set_before_it() -> None:
    article = _clean(BODY, title="Le port rouvre", date="2025-03-03", source="lemonde.fr")
    assert isinstance(article, Article)
    assert article.text == f"Le port rouvre\n\n{BODY}"
    assert article.title is not None
    assert (article.published.value, article.published.basis) == ("2025-03-03", "metadata")
    assert article.outlet == "Le Monde"


@pytest.mark.parametrize(
    ("text", "language", "stage", "reason"),
    [
        ("", "fr", "clean", "empty"),
        ("Menu\nPartager\nSe connecter\n", "fr", "clean", "no body"),
        ("... --- ...", "fr", "clean", "no body"),
        (
            "1\thttps://quai.example/la-criee\n2\thttps://quai.example/le-port",
            "fr",
            "clean",
            "addresses",
        ),
        ("a\n" * 30_000, "fr", "clean", "lines"),
        ("a" * 2_000_001, "fr", "clean", "longer"),
        (BODY, "xx", "language", "no lexicon"),
        (BODY, None, "language", "unclear"),
    ],
)
def test_what_is_no_article_is_a_failure(
    text: str, language: str | None, stage: str, reason: str
) -> None:
    found = clean(Page("p.txt", "text/plain", text), Settings(), lambda _: language)
    assert isinstance(found, Failure)
    assert found.stage == stage
    assert reason in found.reason


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© Le Fanal de Clerval 2025", "Le Fanal de Clerval"),
        ("© 2019-2025 - Le Fanal de Clerval - Tous droits réservés", "Le Fanal de Clerval"),
        ("Tous droits réservés © Le Fanal de Clerval", "Le Fanal de Clerval"),
        ("Le Fanal de Clerval, tous droits réservés", "Le Fanal de Clerval"),
        ("© Tous droits réservés", None),
        ("© AFP", None),
        ("Mentions légales - CGU - Cookies - Publicité", None),
    ],
)
def test_a_line_of_rights_names_the_outlet(line: str, outlet: str | None) -> None:
    article = _clean(f"Le port rouvre lundi\n\n{BODY}\n\n{line}\n")
    assert isinstance(article, Article)
    assert article.outlet == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Par Le Figaro avec Reuters", "Le Figaro"),
        ("Par Le Fanal avec Reuters", "Le Fanal"),
        ("Par Nora Vasseur avec Reuters", None),
        ("Par la rédaction avec AFP", None),
    ],
)
def test_an_outlet_that_signs_with_an_agency_is_the_pages_own(
    line: str, outlet: str | None
) -> None:
    article = _clean(f"Le port rouvre lundi\n\n{line}\n\n{BODY}\n")
    assert isinstance(article, Article)
    assert article.outlet == outlet


@pytest.mark.parametrize(
    ("credit", "outlet"),
    [("Photo Clerval Matin / Inès Marchal", "Clerval Matin"), ("Photo Inès Marchal", None)],
)
def test_a_banner_is_an_outlet_where_a_credit_names_it_again(
    credit: str, outlet: str | None
) -> None:
    top = "Se connecter\nClerval Matin\nÀ la une\nFaits divers\nLe port\nSports"
    article = _clean(f"{top}\n\nLe port rouvre lundi\n\nNora Vasseur au port. - {credit}\n\n{BODY}")
    assert isinstance(article, Article)
    assert article.outlet == outlet
