"""Figures of invented press sentences: value, bounds, unit, what is counted, whose, and when."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from actor_texts import parse
from hypothesis import given, settings
from hypothesis import strategies as st
from quantity_texts import ENGLISH, FRENCH, Row

import recoupe
from recoupe import lexicon
from recoupe.extract.quantities import find_quantities
from recoupe.extract.quantities.amount import Source
from recoupe.extract.quantities.amounts import amounts
from recoupe.extract.times import find_times
from recoupe.records import Quantity, Quotation, Span, ZoneKind

SIGNS = {
    "MORE_THAN": ">",
    "EQUAL_OR_MORE": ">=",
    "LESS_THAN": "<",
    "EQUAL_OR_LESS": "<=",
    "APPROX": "~",
    "APPROX_LESS": "~<",
    None: "",
}


def read(text: str, language: str = "fr", kind: ZoneKind = "body") -> list[Quantity]:
    """Return the quantities of a text of one zone, outside quotations."""
    parsed = parse(text, language, kind)
    return find_quantities(parsed, (), find_times(parsed.article))


def value(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return "?"
    if low is not None and high is not None and low != high:
        return f"{low:.10g}..{high:.10g}"
    number = low if low is not None else high
    assert number is not None
    return SIGNS[quantity.mod] + (
        f"{number:.10g}" if number >= 1 or number < 0 else f"{number:.4g}"
    )


def told(quantity: Quantity) -> str:
    rate = f"/{quantity.rate}" if quantity.rate else ""
    of = quantity.of.text if quantity.of else ""
    parts = (quantity.span.text, quantity.kind, value(quantity), (quantity.unit or "") + rate, of)
    return re.sub(r"[ |]+\Z", "", " | ".join(parts).replace("|  |", "| |"))


@pytest.mark.parametrize("row", FRENCH, ids=lambda row: row[0])
def test_french_figures(row: Row) -> None:
    assert [told(q) for q in read(row[0])] == row[1]


@pytest.mark.parametrize("row", ENGLISH, ids=lambda row: row[0])
def test_english_figures(row: Row) -> None:
    assert [told(q) for q in read(row[0], "en")] == row[1]


PAGE = """# Selon le syndicat, 300 dockers ont cessé le travail

« Nous perdons 12 millions d'euros par mois », a déclaré Nora Vasseur lundi.
Selon les données de l'institut Tarrow, le port a traité 4 millions de tonnes en 2023.
Léo Garnier a affirmé que 40 écoles fermeront.
"""


def figures(text: str) -> dict[str, Quantity]:
    return {q.span.text: q for q in recoupe.read(text, language="fr").quantities}


def test_a_figure_belongs_to_the_quotation_it_stands_in() -> None:
    reading = recoupe.read(PAGE, language="fr")
    speakers = {q.id: q.speaker_name for q in reading.quotations}
    by = {q.span.text: speakers.get(q.claimed_by or "") for q in reading.quantities}
    assert by["12 millions d'euros par mois"] == "Nora Vasseur"
    assert by["40"] == "Léo Garnier"


def test_the_innermost_of_two_quotations_claims_the_figure() -> None:
    text = "Le maire dit qu'elle a dit que 40 écoles fermeront."
    outer = Quotation("outer", "a", "indirect", (Span.of(text, 13, len(text) - 1),))
    inner = Quotation("inner", "a", "indirect", (Span.of(text, 27, len(text) - 1),), parent="outer")
    (figure,) = find_quantities(parse(text), (outer, inner), ())
    assert figure.claimed_by == "inner"


def test_words_that_name_a_source_are_kept_where_no_quotation_claims_the_figure() -> None:
    (figure,) = read("D'après les relevés de la capitainerie, 40 navires attendent.")
    assert figure.claimed_by is None
    assert figure.claimant is not None
    assert figure.claimant.text == "les relevés de la capitainerie"


@pytest.mark.parametrize(
    "text", ["Selon ses termes, 40 navires attendent.", "Selon dix marins, le quai brûle."]
)
def test_what_is_no_source_claims_nothing(text: str) -> None:
    (figure,) = read(text)
    assert figure.claimant is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("En 2023, le port a traité 4 millions de tonnes.", "2023"),
        ("Le port a traité 4 millions de tonnes en 2023.", "2023"),
        ("Le maire a annoncé mardi que 40 écoles fermeront.", None),
        ("Le port a traité 4 millions de tonnes.", None),
    ],
)
def test_a_figure_holds_on_the_date_of_its_own_clause(text: str, value: str | None) -> None:
    (figure,) = read(text)
    assert figure.holds == value


def test_only_read_zones_are_read() -> None:
    for kind in ("navigation", "comments", "appeal", "advertisement", "related", "caption"):
        assert read("Plus de 250 sites, 45 commentaires, un don de 10 euros.", kind=kind) == []  # type: ignore[arg-type]
    assert read("Plus de 250 sites.", kind="title")


def test_spans_are_those_of_the_article() -> None:
    text = "Le port a perdu\u00a0: 12\u202f500 tonnes d’acier, soit 30\u00a0% des stocks."
    found = read(text)
    assert [q.span.text for q in found] == ["12\u202f500 tonnes", "30\u00a0%"]
    for figure in found:
        spans = (figure.span, figure.of)
        assert all(text[s.start : s.end] == s.text for s in spans if s)
    assert [q.low for q in found] == [12500, 30]


@given(st.text(alphabet="0123456789 .,-/%€$'’dedeuxàetmillionstierscentune\u00a0\n", max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_from_left_to_right(text: str) -> None:
    found = list(amounts(Source.of(text, "fr")))
    for a, b in pairwise(found):
        assert a.end <= b.start
    assert all(0 <= a.start <= a.core_start < a.core_end <= a.end <= len(text) for a in found)


def test_units_bear_the_names_that_pint_gives_them() -> None:
    import pint  # noqa: PLC0415 - half a second, for this test only

    registry = pint.UnitRegistry()
    for language in lexicon.languages():
        table = lexicon.table(language, "units")
        for name in {*table["measure"].values(), *table["symbol"].values(), *table["per"].values()}:
            assert str(registry.parse_units(name)) == name


def test_a_unit_with_a_stroke_is_put_together() -> None:
    (figure,) = read("Le sol contient 20 mg/kg de plomb.")
    assert (figure.low, figure.unit) == (20, "milligram / kilogram")
