"""Figures, marks and reasons are told in the reader's language, not in the machine's."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.test_reading_pages import ask, ids, text

from recoupe.dossier.reads.article import Mark
from recoupe.dossier.reads.discrepancies import DiscrepancyRead
from recoupe.dossier.reads.figures import FigureRead
from recoupe.dossier.reads.passages import ArticleHead, Passage
from recoupe.records import Published
from recoupe.web import addresses, amounts, marks, reasons, states
from recoupe.web.rendering import View, environment
from recoupe.web.wording import texts

MACHINE = re.compile(
    r"\b\d{4}-\d\d-\d\d\b"
    r"|\b(?:same (?:name|words)|both of|publication|weekday|nearest|indirect|AGREE|done)\b"
)


def figure(words: str, **known: object) -> FigureRead:
    head = ArticleHead("a", "a.txt", None, None, "fr", Published(None, "none"))  # type: ignore[arg-type]
    passage = Passage("a-0-5", head, 0, len(words), words, "", "")
    told = dict.fromkeys(("low", "high", "mod", "unit", "rate", "of", "utterance", "speaker"))
    rest = {"claimant": None, "holds": None, "kind": "number", "id": "f", "passage": passage}
    return FigureRead(**(told | rest | known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "french", "english"),
    [
        ({"low": 2.25e9, "high": 2.25e9, "unit": "USD"}, "2,25 milliards $US", "US$2.25 billion"),
        ({"low": 66.1e9, "high": 66.1e9, "unit": "EUR"}, "66,1 milliards €", "€66.1 billion"),
        ({"low": 11000.0, "high": 11000.0}, "11 000", "11,000"),
        ({"low": 1234567.0, "high": 1234567.0}, "1 234 567", "1,234,567"),
        ({"low": 25.0, "high": 50.0, "unit": "%"}, "25–50 %", "25–50%"),
        ({"low": 2.0, "high": 3.0, "unit": "EUR"}, "2–3 €", "€2–3"),
        ({"low": 2.0, "high": 3.0, "unit": "kilometer"}, "2–3 km", "2–3 km"),
        ({"low": 5.0, "high": 5.0, "unit": "CHF"}, "5 CHF", "CHF 5"),
        ({"low": 300.0, "unit": "kilometer / hour"}, "≥ 300 km/h", "≥ 300 km/h"),
        ({"high": 4.5, "unit": "kilometer ** 2"}, "≤ 4,5 km²", "≤ 4.5 km²"),
        ({"low": 2e6, "high": 2e6, "mod": "APPROX", "unit": "metric_ton"}, "≈ 2 millions de tonnes",
         "≈ 2 million metric tons"),
        ({"low": 3.0, "high": 3.0, "rate": "year"}, "3 par an", "3 a year"),
        ({"low": 3.0, "high": 3.0, "unit": "smoot"}, "3 smoot", "3 smoot"),
        ({"low": 0.5, "high": 0.5, "kind": "fraction"}, "la moitié", "la moitié"),
        ({"kind": "vague"}, "la moitié", "la moitié"),
    ],
)  # fmt: skip
def test_a_figure_is_told(known: dict[str, object], french: str, english: str) -> None:
    words = "la moitié" if "kind" in known else "quelque 300"
    told = [amounts.told(texts(language), figure(words, **known)) for language in ("fr", "en")]
    assert [re.sub(r"\s", " ", t) for t in told] == [french, english]


def test_a_lower_bound_in_words_is_told_in_words() -> None:
    many = figure("des milliards de dollars", low=2e9, mod="EQUAL_OR_MORE", unit="USD")
    assert amounts.told(texts("fr"), many) == "des milliards de dollars"
    assert (
        amounts.told(texts("en"), figure("au moins 300 euros", low=300.0, unit="EUR")) == "≥ €300"
    )


@given(st.floats(0, 1e15))
def test_a_number_is_never_told_shorter_than_it_is(value: float) -> None:
    told = amounts.number(texts("en"), value)
    words = {"trillion": 1e12, "billion": 1e9, "million": 1e6}
    scale = next((s for word, s in words.items() if word in told), 1.0)
    read = float(re.sub(r"[^\d.]", "", told)) * scale
    assert read == pytest.approx(value, abs=1)


@pytest.mark.parametrize(
    ("mark", "value", "basis"),
    [
        (Mark("time", 0, 1, "t", "2031-03-05", "as printed"), "5 mars 2031", "telle qu'écrite"),
        (Mark("time", 0, 1, "t", "2031-03",
              "-1 M from publication between 2031-04-01 and 2031-04-09"),
         "mars 2031", "-1 mois, à partir de la parution (1er avril 2031 – 9 avril 2031)"),
        (Mark("time", 0, 1, "t", "2031-03-04", "+1 days from the day named before, 2031-03-03"),
         "4 mars 2031", "+1 j, à partir de la date nommée avant (3 mars 2031)"),
        (Mark("time", 0, 1, "t", "P3W", None), "3 semaines", ""),
        (Mark("cue", 0, 1, "q", "?, 2031-03-05", "direct; no day given"),
         "locuteur non identifié, 5 mars 2031",
         "citation directe ; l'article ne donne pas de jour"),
        (Mark("event", 0, 1, "e", "Odile Varenne AGREE → UE", "offered, 0311, 2031-03"),
         "Odile Varenne : accord → UE", "proposition, CAMEO 0311, mars 2031"),
        (Mark("event", 0, 1, "e", "CONSULT", "past history, 040"), "consultation",
         "auparavant, CAMEO 040"),
        (Mark("actor", 0, 1, "a", "Brume", "country, Ostrande"), "Brume", "État, Ostrande"),
        (Mark("figure", 0, 1, "f", "≲ 0.5", "2031"), "≲ 0,5", "valable pour 2031"),
    ],
)  # fmt: skip
def test_a_mark_is_told_in_french(mark: Mark, value: str, basis: str) -> None:
    told = [marks.value(texts("fr"), mark), marks.basis(texts("fr"), mark)]
    assert [" ".join(t.split()) for t in told] == [value, basis]


def test_reasons_for_one_actor_are_told_in_french() -> None:
    told = reasons.told(
        "fr", "Varkova and Warkowa are spellings of one surname; same given name Ida"
    )
    assert " ".join(told.split()) == (
        "Varkova et Warkowa sont deux graphies d'un même nom ; même prénom : Ida"
    )


def test_no_french_page_speaks_like_the_machine(client: TestClient) -> None:
    seen: Counter[str] = Counter()
    pages = [
        f"/{kind}/{name}" for kind in ("actors",) for name in ids(client, "/actors", kind)[:20]
    ]
    pages += [f"/article/{name}" for name in ids(client, "/articles", "article")]
    for path in (*pages, "/figures", "/network", "/threads"):
        page = ask(client, path)
        for words in page.xpath("//q | //bdi | //*[@class='words'] | //article[@class='page']"):
            words.drop_tree()
        seen.update(found[0] for found in MACHINE.finditer(text(page.xpath("//main")[0])))
    assert not seen


def test_whom_only_his_role_names_is_named_once(client: TestClient) -> None:
    said = ask(client, "/record", text="annexe").xpath("//span[@class='speaker']")
    said += ask(client, "/record", limit="200").xpath("//span[@class='speaker']")
    for name, _, role in (text(one).partition(", ") for one in said):
        assert name != role
    for name in ids(client, "/articles", "article"):
        values = ask(client, f"/article/{name}").xpath("//ol[@class='marks']/li/b")
        assert not [v for v in map(text, values) if len(set(p := v.split(", "))) < len(p)]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("pages/04-echo.txt", "média non nommé <small>04-echo.txt</small>"),
        ("04-<b>.txt", "média non nommé <small>04-&lt;b&gt;.txt</small>"),
        ("pages/lot.jsonl#12", "média non nommé <small>lot.jsonl#12</small>"),
        ("L'Écho & Cie", "L&#39;Écho &amp; Cie"),
        ("Velcarre-Info.org", "Velcarre-Info.org"),
        ("https://www.echo.example/a/b", "echo.example"),
    ],
)
def test_a_file_is_never_told_as_an_outlet(value: str, told: str) -> None:
    assert environment("fr").from_string("{{ v | source }}").render(v=value) == told


def test_an_outlet_that_no_page_names_is_told_as_such() -> None:
    head = ArticleHead("a", "dossier/04 echo", None, None, "fr", Published(None, "none"))  # type: ignore[arg-type]
    assert addresses.outlet(texts("en"), head) == "outlet not named (04 echo)"
    named = ArticleHead("a", "04.txt", None, "Le Quai", "fr", Published(None, "none"))  # type: ignore[arg-type]
    assert addresses.outlet(texts("en"), named) == "Le Quai"


def test_states_bear_the_names_of_the_reader_s_language() -> None:
    assert states.called("en", "Suède, Nora Vasseur") == "Sweden, Nora Vasseur"
    assert states.called("fr", "Sweden") == states.called("fr", "Suède") == "Suède"
    assert states.called("en", "la Suède et la Norvège") == "la Suède et la Norvège"


def test_an_english_page_calls_a_state_by_its_english_name() -> None:
    shown = environment("en").from_string(
        '{% import "macros.html" as m with context %}{{ m.speaker("e1", "Norvège", none) }}'
    )
    assert ">Norway</bdi>" in shown.render(view=View("en", "", "/", {}))


def test_which_articles_have_several_of_the_versions_themselves() -> None:
    def passage(name: str, start: int) -> Passage:
        head = ArticleHead(name, f"{name}.txt", None, name, "fr", Published(None, "none"))  # type: ignore[arg-type]
        return Passage(f"{name}-{start}", head, start, start + 3, "mer", "", "")

    told = tuple(passage(*p) for p in (("Phare", 0), ("Digue", 3), ("Phare", 9), ("Phare", 20)))
    known = DiscrepancyRead("d", "wording", "", "", 1.0, False, None, told, ())  # noqa: FBT003
    assert [head.outlet for head in known.of_two_minds] == ["Phare"]
