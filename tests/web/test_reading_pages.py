"""Articles, coverage, threads, figures, actors and network: what a request gets to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as parsed
from lxml.html import HtmlElement
from starlette.testclient import TestClient
from tests.web.conftest import HOME

import recoupe
from recoupe.dossier.reads.coverage import matrix
from recoupe.dossier.reads.paging import Paging
from recoupe.dossier.reads.stories import stories
from recoupe.web.app import make_app
from recoupe.web.layers import GROUPS

NOBODY = "0123456789abcdef"
LINES = (
    ("https://echo.example/port", "L'Écho de Brume", "« Rien n'est signé », a dit Odile Varenne."),
    ("javascript:alert(1)", "Le Phare", "« Tout est signé », a répondu mardi Luc Tamaris."),
)


def ask(client: TestClient, path: str, **asked: str) -> HtmlElement:
    answer = client.get(path, params=asked or None)
    assert answer.status_code == 200
    return parsed.document_fromstring(answer.text)


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def ids(client: TestClient, path: str, kind: str) -> list[str]:
    links = ask(client, path).xpath(f"//main//a[starts-with(@href, '/{kind}/')]/@href")
    return list(dict.fromkeys(link.split("?")[0].removeprefix(f"/{kind}/") for link in links))


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client on two pages with addresses, the first of which was read twice."""
    folder = tmp_path_factory.mktemp("lines")
    path = folder / "lines.duckdb"
    for day, more in (("2031-03-04", ""), ("2031-03-05", " Le maire le sait.")):
        rows = [
            {"url": url, "title": f"Le port de {outlet}", "outlet": outlet, "text": told + more,
             "date": day, "language": "fr"}
            for url, outlet, told in LINES
        ]  # fmt: skip
        told = "\n".join(json.dumps(row) for row in rows)
        (folder / f"{day}.jsonl").write_text(told, encoding="utf-8")
        recoupe.build(folder / f"{day}.jsonl", path).close()
    with TestClient(make_app(path), HOME, headers={"accept-language": "fr"}) as opened:
        yield opened


def test_an_article_is_shown_whole_with_what_was_not_read_set_apart(
    client: TestClient, built: Path
) -> None:
    with recoupe.open(built) as dossier:
        articles = dossier.articles()
    for article in articles:
        page = ask(client, f"/article/{article.id}").xpath("//article[@class='page']")[0]
        shown = ["".join(p.itertext()) for p in page.xpath(".//p")]
        assert shown == [article.text[z.start : z.end] for z in article.zones]
        greyed = page.xpath(".//div[contains(@class, 'apparatus')]")
        read = {"title", "lead", "heading", "body"}
        assert len(greyed) == sum(zone.kind not in read for zone in article.zones)


def test_every_marked_stretch_is_described(client: TestClient) -> None:
    for name in ids(client, "/articles", "article"):
        page = ask(client, f"/article/{name}")
        described = {i for told in page.xpath("//@aria-describedby") for i in told.split()}
        assert described
        assert described == set(page.xpath("//ol[@class='marks']/li/@id"))


def test_layers_are_switched_by_the_address(client: TestClient) -> None:
    name = ids(client, "/articles", "article")[0]
    page = ask(client, f"/article/{name}", layers="1", times="1")
    assert page.xpath("//div[@id='read']/@class")[0].split() == ["read", "show-times"]
    checked = page.xpath("//input[@data-layer][@checked]/@name")
    assert checked == ["times"]
    assert page.xpath("//input[@data-layer]/@name") == list(GROUPS)


def test_a_passage_is_opened_at_its_address(client: TestClient, built: Path) -> None:
    with recoupe.open(built) as dossier:
        said = dossier.quotations()[3]
    span = said.content[0]
    page = ask(client, f"/article/{said.article}", p=f"{span.start}-{span.end}")
    assert "".join(page.xpath("//span[contains(@class, 'here')]//text()")) == span.text
    assert len(page.xpath("//*[@id='p']")) == 1
    kept = page.xpath("//form[@class='layers']/input[@name='p']/@value")
    assert kept == [f"{span.start}-{span.end}"]


@pytest.mark.parametrize("place", ["x", "5-2", "3-3", "1-99999999", "-1-4", "1-2-3"])
def test_a_place_that_is_none_is_told(client: TestClient, place: str) -> None:
    name = ids(client, "/articles", "article")[0]
    assert client.get(f"/article/{name}", params={"p": place}).status_code == 400


def test_the_original_is_a_link_only_to_the_web(lines: TestClient) -> None:
    found = {}
    for name in ids(lines, "/articles", "article"):
        page = ask(lines, f"/article/{name}", p="0-8")
        uri = page.xpath("//bdi[@class='uri']")[0].text_content()
        found[uri] = page.xpath("//a[@rel='noreferrer noopener']/@href")
        assert not [link for link in page.xpath("//@href") if "javascript" in link]
    assert set(found) == {uri for uri, _, _ in LINES}
    assert found["javascript:alert(1)"] == []
    assert found["https://echo.example/port"][0].startswith("https://echo.example/port#:~:text=")


def test_versions_of_an_address_lead_to_each_other(lines: TestClient) -> None:
    newest = ids(lines, "/articles", "article")[0]
    page = ask(lines, f"/article/{newest}")
    versions = page.xpath("//ul[@class='badges']//a[starts-with(@href, '/article/')]/@href")
    assert len(versions) == 2
    (older,) = [v for v in versions if not v.endswith(newest)]
    assert ask(lines, older).xpath("//p[@class='note']")
    assert not page.xpath("//p[@class='note']")


def test_the_matrix_shows_what_is_read(client: TestClient, built: Path) -> None:
    with recoupe.open(built) as dossier:
        story = stories(dossier.cursor(), Paging(0, 1)).items[0]
        told = matrix(dossier.cursor(), story.id, None, Paging(0, 40), Paging(0, 10))
    rows = ask(client, "/coverage").xpath("//table[@class='matrix']/tbody/tr")
    shown = [row.xpath("./td[@class='cell']/@data-value") for row in rows]
    assert shown == [list(row.cells) for row in told.rows.items]
    assert {how for row in shown for how in row} >= {"verbatim", "reworded", "absent", "before"}
    for row in rows:
        assert all(text(cell)[1:].strip() for cell in row.xpath("./td[@class='cell']"))


def test_what_an_outlet_alone_tells_or_omits(client: TestClient) -> None:
    page = ask(client, "/coverage")
    links = page.xpath("//a[contains(@href, 'only=') or contains(@href, 'left=')]")
    assert links
    for link in links:
        count = int(link.text.strip())
        shown = ask(client, link.get("href")).xpath("//ol[@class='lines']/li")
        assert len(shown) == min(count, 50)


def test_threads_tell_their_moves_in_order_with_the_passages(client: TestClient) -> None:
    (thread,) = ask(client, "/threads").xpath("//section[@class='thread']")
    steps = thread.xpath(".//li[contains(@class, 'step')]")
    assert len(steps) >= 2
    assert "Irène Valdécourt" in text(steps[0])
    assert all(step.xpath(".//a[starts-with(@href, '/article/')]") for step in steps)
    assert text(thread.xpath(".//span[contains(@class, 'state')]")[0]) == "en cours"
    assert not ask(client, "/threads", state="broken").xpath("//section[@class='thread']")


def test_figures_are_found_by_their_words_and_lead_to_the_passage(client: TestClient) -> None:
    found = ask(client, "/figures", text="bateaux").xpath("//ol[@class='lines']/li")
    assert found
    for one in found:
        assert "bateau" in text(one)
        assert one.xpath(".//a[starts-with(@href, '/article/')]")


def test_an_actor_has_roles_words_and_acts(client: TestClient) -> None:
    name = ids(client, "/actors?text=Valdécourt", "actors")[0]
    page = ask(client, f"/actors/{name}")
    told = text(page.xpath("//main")[0])
    assert "Irène Valdécourt" in told
    assert "La présidente de la Cathésie" in told
    assert page.xpath("//a[starts-with(@href, '/record/')]")


def test_the_network_is_also_a_table(client: TestClient) -> None:
    page = ask(client, "/network")
    rows = page.xpath("//table/tbody/tr")
    apart = [r for r in rows if len(set(r.xpath("./td/a/@href"))) == 2]
    assert len(page.xpath("//*[@class='tie']")) == len(apart) >= 5
    drawn = set(page.xpath("//*[@class='name']/text()"))
    whole = {text(a) for a in page.xpath("//table/tbody/tr/td/a")}
    assert all(any(w.startswith(d.rstrip("…")) for w in whole) for d in drawn)


@pytest.mark.parametrize("path", [f"/article/{NOBODY}", f"/actors/{NOBODY}", "/article/x"])
def test_what_is_not_there_is_told(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Introuvable" in answer.text


@pytest.mark.parametrize(
    "path", ["/coverage?kind=x", "/threads?state=x", "/figures?kind=x", "/articles?since=hier"]
)
def test_a_question_that_is_none_is_told(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 400
