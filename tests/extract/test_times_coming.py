"""Announced days, lengths told from a day, that year: invented sentences in, values out."""

from __future__ import annotations

from datetime import date

import pytest

from recoupe.extract.times import find_times, resolve
from recoupe.records import Article, Published, Said, Span, Zone

TUESDAY = date(2025, 2, 25)

ANNOUNCED = [
    ("Le conseil se réunira jeudi.", ["2025-02-27"]),
    ("Le vote doit se tenir samedi.", ["2025-03-01"]),
    ("Le débat aura lieu mercredi à Varne.", ["2025-02-26"]),
    ("Elle va signer lundi l'accord de pêche.", ["2025-03-03"]),
    ("Le préfet est attendu mercredi.", ["2025-02-26"]),
    ("La reprise, prévue vendredi, est incertaine.", ["2025-02-28"]),
    ("Le sommet devrait s'ouvrir dimanche.", ["2025-03-02"]),
    ("Jeudi, les délégués se retrouveront au port.", ["2025-02-27"]),
    ("Le ministre doit signer, lundi, le décret.", ["2025-03-03"]),
    ("La maire se rendra à l'université lundi.", ["2025-03-03"]),
    ("Le texte sera adopté lundi.", ["2025-03-03"]),
    ("La gare fermera de lundi à mercredi.", ["2025-03-03/2025-03-05"]),
    ("Le tri reprendra mardi.", ["2025-02-25"]),
    ("Elle partira samedi soir.", ["2025-03-01TEV"]),
    # both in one sentence
    ("La maire a promis lundi qu'elle partira jeudi.", ["2025-02-24", "2025-02-27"]),
    ("Lundi, la maire a promis qu'elle partira.", ["2025-02-24"]),
    ("Le règlement adopté lundi sera publié samedi.", ["2025-02-24", "2025-03-01"]),
    ("Il est arrivé lundi et repartira jeudi.", ["2025-02-24", "2025-02-27"]),
    ("L'élu, qui partira lundi, a voté jeudi.", ["2025-03-03", "2025-02-20"]),
    ("Le col est fermé depuis lundi et rouvrira jeudi.", ["2025-02-24", "2025-02-27"]),
    ("Fermé depuis lundi 17 février, il rouvrira.", ["2025-02-17"]),
    # nothing announced
    ("La préfète a réuni jeudi les maires.", ["2025-02-20"]),
    ("La préfète était attendue mercredi.", ["2025-02-19"]),
    ("Comme prévu jeudi, le bac est parti.", ["2025-02-20"]),
    ("Il retira jeudi sa plainte.", ["2025-02-20"]),
    ("Le chemin des environs rouvrait jeudi.", ["2025-02-20"]),
    ("Le ministre devra défendre le texte adopté lundi.", ["2025-02-24"]),
]

THIS = [
    ("Ce lundi, la gare était vide.", date(2025, 3, 1), "2025-02-24"),
    ("Ce lundi, la gare sera vide.", date(2025, 3, 1), "2025-03-03"),
    ("Ce vendredi, place à la fête.", date(2025, 2, 26), "2025-02-28"),
    ("Ce samedi, la foule a défilé.", date(2025, 3, 3), "2025-03-01"),
    ("La foule défilera ce samedi.", date(2025, 3, 3), "2025-03-08"),
    ("La troupe jouera ce week-end.", date(2025, 3, 3), "2025-W10-WE"),
    ("La troupe a joué ce week-end.", date(2025, 3, 3), "2025-W09-WE"),
]

OFFSETS = [
    ("deux semaines avant le 3 mars", "2025-02-17", None),
    ("trois jours après lundi", "2025-02-27", None),
    ("une dizaine de jours avant le 3 mars 2024", "2024-02-22", None),
    ("deux ans après le 3 mars 2011", "2013", None),
    ("un mois après le 31 janvier", "2025-02", None),
    ("moins de 3 jours après demain", "2025-02-26/2025-03-01", None),
    ("plus de deux semaines avant aujourd'hui", "2025-02-11", "MORE_THAN"),
    ("dans moins de deux semaines à partir d'aujourd'hui", "2025-02-25/2025-03-11", None),
]

ANAPHORA = [
    ("Ce week-end-là, il neigeait.", ["XXXX-WXX-WE"]),
    ("Ce jour-là, il neigeait.", ["XXXX-XX-XX"]),
    ("Ce soir-là, il neigeait.", ["XXXX-XX-XXTEV"]),
    ("Cette semaine-là, il neigeait.", ["XXXX-WXX"]),
    ("Cette année-là, il neigeait.", ["XXXX"]),
    ("Le 3 mars 2011, l'eau monte. Ce jour-là, on fuit.", ["2011-03-03", "2011-03-03"]),
    ("En 2011, l'eau monte. Cette année-là, on fuit.", ["2011", "2011"]),
    ("En 2011, l'eau monte. Ce jour-là, on fuit.", ["2011", "XXXX-XX-XX"]),
    ("La semaine dernière, il pleut. Cette semaine-là, on fuit.", ["2025-W08", "2025-W08"]),
    ("Samedi 8 mars, il pleut. Ce week-end-là, on fuit.", ["2025-03-08", "2025-W10-WE"]),
    ("Lundi 3 mars, il pleut. Ce week-end-là, on fuit.", ["2025-03-03", "XXXX-WXX-WE"]),
]

SPANS = [
    ("les années deux mille", "200X"),
    ("les années deux mille dix", "201X"),
    ("les années dix-neuf cent soixante-dix", "197X"),
    ("les années soixante-dix", "197X"),
    ("du 1er janvier jusqu'au mercredi 22 janvier", "2025-01-01/2025-01-22"),
    ("DU 3 MARS JUSQU'A VENDREDI 7 MARS", "2025-03-03/2025-03-07"),
    ("depuis le 3 jusqu'au sam. 8 mars", "2025-03-03/2025-03-08"),
    ("du 3 jusqu'au 12 de ce mois", "2025-02-03/2025-02-12"),
    ("DE MARS A JUIN 2024", "2024-03/2024-06"),
]

ENGLISH = [
    ("The council will meet on Thursday.", ["2025-02-27"]),
    ("The vote is due on Sunday.", ["2025-03-02"]),
    ("The bill is expected to pass on Friday, she said on Monday.", ["2025-02-28", "2025-02-24"]),
    ("She said on Monday he will resign on Friday.", ["2025-02-24", "2025-02-28"]),
    ("The bill passed on Thursday will be published.", ["2025-02-20"]),
    ("She was expected on Thursday.", ["2025-02-20"]),
    ("The ferry has been idle since Thursday and will sail.", ["2025-02-20"]),
    ("Two weeks before March 3, he left.", ["2025-02-17"]),
    ("That year, the sea rose.", ["XXXX"]),
    ("On March 3, 2011, the sea rose. That year, they left.", ["2011-03-03", "2011"]),
]


@pytest.mark.parametrize(("text", "expected"), ANNOUNCED)
def test_an_announced_weekday_is_the_next_and_any_other_the_last(
    text: str, expected: list[str]
) -> None:
    assert [reading.value for reading in resolve(text, TUESDAY, "fr")] == expected


@pytest.mark.parametrize(("text", "day", "expected"), THIS)
def test_this_weekday_is_near_and_follows_the_tense(text: str, day: date, expected: str) -> None:
    (reading,) = resolve(text, day, "fr")
    assert reading.value == expected


@pytest.mark.parametrize(("words", "expected", "mod"), OFFSETS)
def test_a_length_told_from_a_day_is_one_expression(
    words: str, expected: str, mod: str | None
) -> None:
    (reading,) = resolve(f"Le port a rouvert {words}.", TUESDAY, "fr")
    assert (reading.span.text, reading.value, reading.mod) == (words, expected, mod)


@pytest.mark.parametrize(("text", "expected"), ANAPHORA)
def test_what_points_back_is_what_the_text_named_or_unknown(text: str, expected: list[str]) -> None:
    assert [reading.value for reading in resolve(text, TUESDAY, "fr")] == expected


@pytest.mark.parametrize(("words", "expected"), SPANS)
def test_decades_in_words_and_ranges_with_until(words: str, expected: str) -> None:
    (reading,) = resolve(f"Le bac a circulé {words}.", TUESDAY, "fr")
    assert reading.value == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_tells_what_is_to_come(text: str, expected: list[str]) -> None:
    assert [reading.value for reading in resolve(text, TUESDAY, "en")] == expected


def test_a_clause_without_end_is_read_as_far_as_it_goes() -> None:
    text = "mot " * 2_000 + "se réunira jeudi " + "mot " * 2_000 + "jeudi"
    values = [reading.value for reading in resolve(text, TUESDAY, "fr")]
    assert values == ["2025-02-27", "2025-02-20"]


def test_many_quotations_each_count_from_their_day() -> None:
    text = "« Demain » " * 300
    starts = range(0, len(text), 11)
    quoted = [
        (Span.of(text, at, at + 10), Said(f"2025-01-{1 + n % 9:02d}", ""))
        for n, at in enumerate(starts)
    ]
    made = Article(
        "a", "p", text, (Zone(0, len(text), "body"),), Published("2025-02-25", "printed"), "fr"
    )
    expected = [f"2025-01-{2 + n % 9:02d}" for n in range(300)]
    assert [time.value for time in find_times(made, quoted)] == expected
