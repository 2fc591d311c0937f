"""What the pages say of the example affair, and how they answer questions that make no sense."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from recoupe.dossier.reads.affair import Point
from recoupe.dossier.reads.utterance import Way
from recoupe.web.drawing import origins, timeline
from recoupe.web.pages import PAGES
from recoupe.web.wording import texts

GONE = [p.path.replace("{id}", "0" * 16) for p in PAGES if "{id}" in p.path and not p.write]


def shown(client: TestClient, path: str) -> str:
    """Return the main part of a page as a reader sees it, without its markup."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    main = answer.text.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


def test_home_counts_the_pages_and_what_is_left_without_reprints(client: TestClient) -> None:
    told = shown(client, "/")
    assert "10 articles, parus du 10 mars 2026 au 19 mars 2026" in told
    assert "Il en reste 9 sans les reprises" in told
    assert "français (8), anglais (2)" in told
    assert "« 2,4 milliards »" in told


def test_home_of_an_empty_dossier_says_what_to_do(empty: TestClient) -> None:
    assert "recoupe add" in empty.get("/").text


def test_the_record_says_when_and_by_what_that_is_known(client: TestClient) -> None:
    told = shown(client, "/record?text=port")
    assert re.search(r"\d+ mars 2026, d&#39;après « \w+", told)


@pytest.mark.parametrize("path", GONE)
def test_what_has_gone_with_an_update_is_told(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "reconstruit depuis" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "/record?since=hier",
        "/record?kind=sung",
        "/record?offset=-1",
        "/record?limit=100000",
        "/record?offset=99999999999999999999",
        "/record?text=" + "x" * 500,
        "/timeline?kind=dreamt",
        "/discrepancies?kind=taste",
        "/search?q=port&limit=0",
    ],
)
def test_a_question_that_makes_no_sense_is_a_page_too(client: TestClient, question: str) -> None:
    answer = client.get(question)
    assert answer.status_code == 400
    assert "Question mal posée" in answer.text


def test_search_marks_words_of_other_forms_and_without_accents(client: TestClient) -> None:
    found = client.get("/search", params={"q": "ministres federation"}).text
    marks = {m.lower() for m in re.findall(r"<mark>([^<]+)</mark>", found)}
    assert "ministre" in marks or "fédération" in marks


def test_filters_are_kept_from_page_to_page(client: TestClient) -> None:
    page = client.get("/record?kind=direct&limit=5&lang=fr").text
    onward = re.findall(r'rel="next" href="([^"]+)"', page)
    assert onward == ["?kind=direct&amp;limit=5&amp;offset=5"]
    client.cookies.clear()


def test_a_drawn_timeline_has_a_dot_a_point_within_its_frame() -> None:
    kinds = ("said", "done", "planned")
    points = [
        Point(f"2031-{month:02d}-11", kind, month, 1, ())
        for month in range(1, 13)
        for kind in kinds
    ]
    drawing = timeline.drawn(points)
    assert drawing is not None
    assert {d.point for d in drawing.dots} == set(points)
    for dot in drawing.dots:
        assert drawing.left <= dot.x - dot.radius
        assert dot.x + dot.radius <= drawing.width
        assert dot.y - dot.radius >= 0
        assert dot.y + dot.radius <= drawing.height
    assert [lane.kind for lane in drawing.lanes] == list(kinds)
    assert 3 <= len(drawing.ticks) <= 12


@pytest.mark.parametrize(
    "dates",
    [("2031-03-12",), ("2031-03-12", "2031-03-14"), ("2031-03", "2034-01"), ("1957", "2031")],
)
def test_a_scale_has_few_dates(dates: tuple[str, ...]) -> None:
    drawing = timeline.drawn([Point(day, "said", 1, 1, ()) for day in dates])
    assert drawing is not None
    assert 1 <= len(drawing.ticks) <= 12
    assert timeline.drawn([]) is None


def test_a_day_of_long_before_does_not_squeeze_the_affair() -> None:
    days = ["2022", "2031-03-03", "2031-03-04", "2031-SP", "2031-05-20"]
    drawing = timeline.drawn([Point(day, "done", 1, 1, ()) for day in days])
    assert drawing is not None
    at = {dot.point.date: dot.x for dot in drawing.dots}
    assert at["2022"] < at["2031-03-03"] < at["2031-SP"] < at["2031-05-20"]
    assert at["2031-05-20"] - at["2031-03-03"] > drawing.width / 2
    assert drawing.ticks[0].date == "2022"
    even = timeline.drawn([Point(str(year), "done", 1, 1, ()) for year in range(2022, 2032)])
    assert even is not None
    assert even.dots[1].x - even.dots[0].x > 50, "nothing is set apart"


def test_origins_are_drawn_from_the_speaker_to_the_outlets() -> None:
    ways = [
        Way("medium", ("Nadège Corvin", "Agence du Littoral", "Le Fanal"), "a", ("q",), ""),
        Way("medium", ("Nadège Corvin", "Agence du Littoral", "Brume Info"), "b", ("r",), ""),
        Way("own", ("Nadège Corvin", "Le Quai"), "c", ("s",), ""),
    ]
    drawing = origins.drawn(texts("fr"), ways)
    assert drawing is not None
    columns = {box.name: box.x for box in drawing.boxes}
    assert len(drawing.boxes) == 5
    assert len(drawing.arrows) == 4
    assert columns["Nadège Corvin"] < columns["Agence du Littoral"] < columns["Le Fanal"]
    assert columns["Le Fanal"] == columns["Le Quai"]
    assert origins.drawn(texts("fr"), []) is None


def test_a_filter_without_choices_is_not_shown_and_a_rare_one_is_kept(client: TestClient) -> None:
    plain = client.get("/actors").text
    assert 'id="f-kind"' in plain
    assert 'id="f-country"' not in plain, "nobody in the example is of a country"
    rare = client.get("/record", params={"outlet": "Le Petit Cabotier"}).text
    assert (
        '<option dir="auto" value="Le Petit Cabotier" selected>Le Petit Cabotier</option>' in rare
    )
