"""Times of whole articles, and what must hold of any text at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe import lexicon
from recoupe.extract.times import find_times, resolve
from recoupe.extract.times.find import RECKONINGS
from recoupe.extract.times.grammar import grammar
from recoupe.records import Article, Published, Said, Span, Zone, ZoneKind

TUESDAY = Published("2025-02-25T11:18", "printed")


def article(*lines: tuple[ZoneKind, str], published: Published = TUESDAY) -> Article:
    """Build an article of one zone a line."""
    text, zones = "", []
    for kind, line in lines:
        zones.append(Zone(len(text), len(text) + len(line), kind))
        text += line + "\n"
    return Article("a1", "page.txt", text, tuple(zones), published, "fr")


def values(of: Article, *quoted: tuple[Span, Said]) -> list[str]:
    return [time.value for time in find_times(of, quoted)]


def test_offsets_are_those_of_the_article() -> None:
    made = article(("title", "Grève au port"), ("body", "Le port a fermé lundi 24 février."))
    (time,) = find_times(made)
    assert made.text[time.span.start : time.span.end] == time.span.text == "lundi 24 février"
    assert time.article == made.id


def test_the_apparatus_is_not_read() -> None:
    made = article(
        ("metadata", "Publié le 25 février 2025 à 11:18"),
        ("navigation", "Lundi | Mardi | 2024"),
        ("comments", "25 février 19:25 Bien dit !"),
        ("related", "11 juillet 2025 Vendredi, la mine ferme"),
        ("caption", "Le quai, le 3 mars 2020"),
        ("body", "Elle a fermé hier."),
    )
    assert values(made) == ["2025-02-24"]


def test_titles_leads_and_headings_are_read() -> None:
    made = article(("title", "Demain"), ("lead", "Mardi"), ("heading", "En 2022"), ("body", "Hier"))
    assert values(made) == ["2025-02-26", "2025-02-25", "2022", "2025-02-24"]


def test_words_in_quotation_marks_count_from_the_day_they_were_said() -> None:
    line = "« Nous partirons demain », a dit Ilse Verhagen dimanche."
    made = article(("body", line))
    content = Span.of(made.text, 2, 24)
    assert values(made, (content, Said("2025-02-23", "weekday"))) == ["2025-02-24", "2025-02-23"]
    assert values(made, (content, Said("2025-W08", "week"))) == ["2025-02-26", "2025-02-23"]


def test_the_innermost_quotation_counts() -> None:
    made = article(("body", "abc demain def"))
    outer, inner = Span.of(made.text, 0, 14), Span.of(made.text, 4, 10)
    said = [(outer, Said("2025-01-01", "")), (inner, Said("2025-02-10", ""))]
    assert values(made, *said) == ["2025-02-11"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ils votent cette année.", "2025"),
        ("Ils ont voté ce printemps.", "2025-SP"),
        ("Ils ont voté en février.", "2025-02"),
        ("Ils ont voté cette semaine.", "XXXX-WXX"),
        ("Ils ont voté lundi.", "XXXX-WXX-1"),
    ],
)
def test_an_interval_of_publication_gives_what_both_its_ends_agree_on(
    line: str, expected: str
) -> None:
    unsure = Published(None, "none", earliest="2025-04-02", latest="2025-06-20")
    assert values(article(("body", line), published=unsure)) == [expected]


def test_without_a_date_nothing_is_invented() -> None:
    undated = Published(None, "none")
    made = article(("body", "Plus tôt cette année, en février, puis mardi."), published=undated)
    assert values(made) == ["XXXX", "XXXX-02", "XXXX-WXX-2"]


def test_the_day_before_counts_from_the_last_day_named() -> None:
    made = article(("body", "Le feu a pris le 3 février."), ("body", "La veille, il pleuvait."))
    assert values(made) == ["2025-02-03", "2025-02-02"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_rule_of_the_lexicon_asks_for_a_reckoning_that_exists(language: str) -> None:
    made = {rule["make"] for rule in lexicon.table(language, "times")["rule"]}
    assert made <= {*RECKONINGS, "none"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_trigger_of_the_lexicon_is_a_word_or_category_in_use(language: str) -> None:
    known = {name for c in grammar(language).words.words.values() for name in c}
    phrases = {n for rows in grammar(language).words.phrases.values() for _, c in rows for n in c}
    figures = {"DAY", "DMY", "YMD", "HMS", "YM", "MY", "DM", "YEARS", "SEASONS", "YEAR", "YEARW"}
    assert (
        set(lexicon.table(language, "times")["settings"]["triggers"]) <= known | phrases | figures
    )


VOCABULARY = (
    "lundi mardi mars février août 3 14 31 99 2024 0 00 25/02/2025 2025-02-30 14:30 h heures ans "
    "semaine dernière prochaine mois le la de du au à et en , . ( ) - trois vingt quatre cent "
    "mille XXe siècle il y a dans fin début mi depuis hier veille matin soir \n \u00a0 ’ « » "
    "March Monday last next at p.m. the of 1990s ago years first Sunday"
)
WORDS = [*VOCABULARY.split(" ")]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
days = st.none() | st.dates()


@settings(max_examples=300, deadline=None)
@given(texts, days, st.sampled_from(["fr", "en"]))
def test_any_text_is_read_in_order_without_overlap(
    text: str, day: date | None, language: str
) -> None:
    readings = resolve(text, day, language)
    ends = [0]
    for reading in readings:
        assert text[reading.span.start : reading.span.end] == reading.span.text
        assert reading.span.start >= ends[-1]
        assert reading.span.end > reading.span.start
        assert reading.value
        ends.append(reading.span.end)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), days)
@settings(max_examples=100, deadline=None)
def test_the_typesetter_s_spaces_change_nothing(text: str, day: date | None) -> None:
    typeset = text.replace(" ", "\u00a0")
    assert [(r.span.start, r.value) for r in resolve(text, day, "fr")] == [
        (r.span.start, r.value) for r in resolve(typeset, day, "fr")
    ]


IN_A_YEAR = Published(None, "other pages", earliest="2025-02-24", latest="2025-12-31")


def test_an_interval_within_a_year_gives_what_its_words_tell() -> None:
    line = "Un plan date de plus tôt cette année. Écrit en février, il a été signé ce printemps."
    assert values(article(("body", line), published=IN_A_YEAR)) == ["2025", "2025-02", "2025-SP"]


@pytest.mark.parametrize(
    "line",
    [
        "Le plan a été présenté en février.",  # of this year or, in December, of the next
        "Cet hiver, la mine a fermé.",  # it began or will end in this year
        "En 2019, la mine a fermé. En février, elle a rouvert.",
        "Tout a changé cette année.\nEn février, la mine a rouvert.",
    ],
)
def test_an_interval_within_a_year_does_not_date_every_month(line: str) -> None:
    assert values(article(("body", line), published=IN_A_YEAR))[-1].startswith("XXXX-")


def test_an_interval_over_the_new_year_has_no_year() -> None:
    over = Published(None, "other pages", earliest="2025-12-29", latest="2026-01-04")
    line = "Cette année, et pas avant, la mine a fermé lundi."
    assert values(article(("body", line), published=over)) == ["XXXX", "2025-12-29"]
