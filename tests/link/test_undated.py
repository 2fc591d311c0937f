"""Pages without a date, dated by other pages that quote the same words on a known day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

import recoupe
from recoupe.link.undated import concerned, namesakes
from recoupe.records import Article, Quotation

TWIN = {
    "url": "https://courrier.example/quais",
    "source": "Le Courrier de Belmare",
    "date": "2031-03-04",
    "text": "La ministre des Ports a parlé devant les dockers de Belmare.\n"
    "« Nous rendrons les quais de Belmare à celles et ceux qui en vivent depuis trois générations"
    " », a déclaré lundi Hélène Castan.\n"
    "Les syndicats attendent des garanties écrites avant de reprendre le travail.\n",
}
"""Monday was the 3rd of March 2031."""

CLOSE = "Les dockers ont accueilli ces paroles avec prudence, et le travail n'a pas repris.\n"
PROMISE = "Nous allons rendre les quais de Belmare à ceux qui en vivent depuis trois générations"
MONDAY = f"« {PROMISE} », a affirmé lundi la ministre des Ports, Hélène Castan.\n{CLOSE}"


def page(text: str, name: str = "sans-date", **fields: str) -> dict[str, str]:
    """Return a row of a table of pages, with no date unless one is given."""
    return {"url": f"https://{name}.example/", "text": text, **fields}


def dossier(folder: Path, *pages: dict[str, str], out: Path | None = None) -> recoupe.Dossier:
    """Build the pages, in this order."""
    table = folder / "pages.jsonl"
    table.write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")
    return recoupe.build(table, out)


def undated(found: recoupe.Dossier) -> Article:
    """Return the one page that bears no date."""
    (article,) = (a for a in found.articles() if a.published.value is None)
    return article


def bounds(found: recoupe.Dossier) -> tuple[str | None, str | None]:
    published = undated(found).published
    return published.earliest, published.latest


def told(found: recoupe.Dossier, words: str) -> Quotation:
    """Return the quotation of the undated page that holds some words."""
    quotations = found.quotations(undated(found).id)
    return next(q for q in quotations if words in " ".join(c.text for c in q.content))


def test_a_weekday_and_the_same_words_give_the_week(tmp_path: Path) -> None:
    with dossier(tmp_path, TWIN, page(MONDAY)) as found:
        published = undated(found).published
        assert (published.value, published.basis) == (None, "other pages")
        assert bounds(found) == ("2031-03-03", "2031-03-09")
        said = told(found, "rendre les quais").said
        assert said.value == "2031-03-03"
        assert said.basis.startswith('day stated: "lundi"')
        assert "same words in Le Courrier de Belmare" in said.basis
        (time,) = found.times(undated(found).id)
        assert time.value == "2031-03-03"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("lundi dernier", ("2031-03-04", "2031-03-10")),
        ("lundi soir", ("2031-03-03", "2031-03-09")),
        ("le 3 mars", ("2031-03-03", "2031-09-02")),
    ],
)
def test_the_words_of_the_page_say_how_far_the_bounds_go(
    tmp_path: Path, day: str, expected: tuple[str, str]
) -> None:
    with dossier(tmp_path, TWIN, page(MONDAY.replace("lundi", day))) as found:
        assert bounds(found) == expected
        assert told(found, "rendre les quais").said.value == "2031-03-03"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MONDAY.replace("lundi", "jeudi"), id="another weekday"),
        pytest.param(MONDAY.replace("lundi", "le 7 mars"), id="another day"),
        pytest.param(MONDAY.replace(" lundi", ""), id="no day"),
        pytest.param(MONDAY.replace("lundi", "hier"), id="a day that fits any date"),
        pytest.param(MONDAY.replace("Hélène Castan", "Ana Lorrec"), id="another speaker"),
        pytest.param(MONDAY.replace("Hélène Castan", "Paule Castan"), id="another first name"),
        pytest.param(
            MONDAY.replace(
                PROMISE, "Nous ne laisserons à personne les grues de Belmare, qui sont à l'État"
            ),
            id="other words on the same matter",
        ),
        pytest.param(
            MONDAY.replace(PROMISE, "Nous rendrons les quais"), id="words anyone says any day"
        ),
        pytest.param(
            "La ministre des Ports, Hélène Castan, a affirmé lundi que les quais de Belmare"
            f" seraient rendus à ceux qui en vivent depuis trois générations.\n{CLOSE}",
            id="words of the reporter",
        ),
    ],
)
def test_nothing_is_invented(tmp_path: Path, text: str) -> None:
    with dossier(tmp_path, TWIN, page(text)) as found:
        assert undated(found).published == recoupe.Published(None, "none")
        quotations = found.quotations(undated(found).id)
        assert quotations
        assert not any("2031" in (q.said.value or "") for q in quotations)


def test_words_said_on_two_mondays_date_nothing(tmp_path: Path) -> None:
    again = TWIN | {"url": "https://courrier.example/encore", "date": "2031-05-06"}
    with dossier(tmp_path, TWIN, again, page(MONDAY)) as found:
        assert bounds(found) == (None, None)


def test_witnesses_that_contradict_one_another_date_nothing(tmp_path: Path) -> None:
    other = (
        "Les armateurs paieront leur part jusqu'au dernier florin, et ils le savent depuis l'hiver"
    )
    later = page(
        f"« {other} », a déclaré lundi Bastien Orvault, chef du syndicat.\n{CLOSE}",
        "echo",
        date="2031-06-10",
    )
    both = MONDAY + f"« {other} », a répondu lundi Bastien Orvault, chef du syndicat.\n"
    with dossier(tmp_path, TWIN, later, page(both)) as found:
        assert bounds(found) == (None, None)


IN_MARCH = (
    "Le projet a été présenté plus tôt cette année. En mars, la ministre des Ports, Hélène Castan,"
    " avait annoncé que les entrepôts seraient vidés.\n"
    "Plusieurs armateurs avaient protesté devant les grilles.\n"
    f"« {PROMISE} », a dit Hélène Castan.\n"
    f"{CLOSE}Cet été, le port a fermé deux de ses quais, et la semaine dernière un troisième.\n"
)


def test_a_month_of_this_year_gives_the_year(tmp_path: Path) -> None:
    with dossier(tmp_path, TWIN, page(IN_MARCH)) as found:
        assert bounds(found) == ("2031-03-03", "2031-12-31")
        values = {t.span.text: t.value for t in found.times(undated(found).id)}
        assert values == {
            "plus tôt cette année": "2031",
            "En mars": "2031-03",
            "Cet été": "2031-SU",
            "la semaine dernière": "XXXX-WXX",
        }
        assert told(found, "entrepôts").said.value == "2031-03"
        said = told(found, "rendre les quais").said
        assert said.value == "2031-03"
        assert said.basis.startswith('same speaker as the words of "En mars"; the page is dated')


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(IN_MARCH.replace("cette année", "qu'annoncé"), id="no year named"),
        pytest.param(IN_MARCH.replace("plus tôt cette année", "l'année dernière"), id="last year"),
        pytest.param(IN_MARCH.replace("En mars", "En mai"), id="another month"),
        pytest.param(IN_MARCH.replace("En mars", "Lundi"), id="a weekday of another statement"),
        pytest.param(
            IN_MARCH.replace("Ports, Hélène Castan", "Pêches, Ana Lorrec"), id="another speaker"
        ),
        pytest.param(
            IN_MARCH.replace("devant les grilles.", "devant les grilles." + f"\n{CLOSE}" * 3),
            id="too far away",
        ),
    ],
)
def test_a_month_alone_gives_no_year(tmp_path: Path, text: str) -> None:
    with dossier(tmp_path, TWIN, page(text)) as found:
        assert told(found, "rendre les quais").said.value is None
        assert bounds(found) == (None, None)


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_the_order_of_the_pages_does_not_matter(tmp_path: Path, order: Sequence[int]) -> None:
    pages = (TWIN, page(MONDAY), page(CLOSE, "echo", date="2031-03-05"))
    with dossier(tmp_path, *(pages[i] for i in order)) as found:
        assert bounds(found) == ("2031-03-03", "2031-03-09")


def test_a_page_read_before_is_dated_when_its_twin_comes(tmp_path: Path) -> None:
    out = tmp_path / "quais.duckdb"
    with dossier(tmp_path, page(MONDAY), out=out) as found:
        assert told(found, "rendre les quais").said.value == "XXXX-WXX-1"
    with dossier(tmp_path, TWIN, out=out) as found:
        assert bounds(found) == ("2031-03-03", "2031-03-09")
        assert told(found, "rendre les quais").said.value == "2031-03-03"
        first = found.readings()
    with dossier(tmp_path, TWIN, page(MONDAY), out=out) as found:
        assert found.readings() == first


def test_a_page_whose_witness_takes_its_words_back_is_undated_again(tmp_path: Path) -> None:
    out = tmp_path / "quais.duckdb"
    dossier(tmp_path, TWIN, page(MONDAY), out=out).close()
    with dossier(tmp_path, TWIN | {"text": CLOSE * 3}, out=out) as found:
        assert undated(found).published == recoupe.Published(None, "none")
        assert told(found, "rendre les quais").said.value == "XXXX-WXX-1"


def test_only_pages_whose_words_come_again_are_looked_at(tmp_path: Path) -> None:
    other = (
        "« Le bac de Ronvaux repart demain matin à la première marée », a dit lundi Aude Sérac.\n"
    )
    with dossier(tmp_path, TWIN, page(MONDAY), page(other + CLOSE, "bac")) as found:
        quoted = found.quoted_undated()
        assert namesakes(quoted, found.speaker_names()) == {"Hélène Castan", "Aude Sérac"}
        witnesses = found.witnesses(found.speaker_names())
        assert concerned(quoted, witnesses) == {undated_with(found, "quais").id}


def undated_with(found: recoupe.Dossier, words: str) -> Article:
    """Return the page without a date that holds some words."""
    pages = (a for a in found.articles() if a.published.value is None)
    return next(a for a in pages if words in a.text)


@pytest.mark.parametrize(
    ("more", "first"),
    [
        ("La ville a signé cet été un accord avec les grutiers.", "2031-06-01"),
        ("La ville veut signer cet été un accord avec les grutiers.", "2031-03-03"),
        ("La ville a signé en janvier un accord avec les grutiers.", "2031-03-03"),
    ],
)
def test_what_is_done_in_a_season_has_its_page_come_out_after_it_began(
    tmp_path: Path, more: str, first: str
) -> None:
    text = IN_MARCH.replace("Plusieurs armateurs", f"{more} Plusieurs armateurs")
    with dossier(tmp_path, TWIN, page(text)) as found:
        assert bounds(found) == (first, "2031-12-31")
