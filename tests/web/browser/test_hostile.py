"""Pages full of markup, scripts and tricks: shown as text, and nothing of them runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.browser.conftest import Opener, serving

import recoupe
from recoupe.web.app import make_app
from recoupe.web.pages import PAGES

BAIT = "<script>window.ran=1;alert(1)</script>"
PICTURE = '<img src=x onerror="window.ran=1;alert(2)">'
TURNED = "\u202egnal el\u202c"
PLAIN = [place.path for place in PAGES if "{" not in place.path and not place.write]

ARTICLE = f"""Le port de Brume {BAIT} rouvre

Le 4 mai 2031 - Le Fanal du soir

« Nous rouvrons le port {PICTURE} dès lundi », a déclaré mardi la ministre Nadège Corvin {BAIT}.

Le maire, Tibère Ansel, a affirmé que {TURNED} les <b onmouseover=alert(3)>grues</b> étaient là.

« Cliquez <a href="javascript:alert(4)">ici</a> », a ajouté Tibère Ansel.
"""
JSON = (
    '{"url": "javascript:alert(5)//fanal.example", "title": "%s", "date": "2031-05-05",'
    ' "text": "« Nous rouvrons le port dès mardi », a déclaré la ministre Nadège Corvin.'
    ' Elle a accusé le maire Tibère Ansel de retard. </textarea></style></title>{{ 7*7 }}"}\n'
)


LOOSE = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        const around = texts.currentNode.parentElement;
        if (texts.currentNode.data.includes("\u202e") && !around.closest("bdi, [dir=auto]"))
            found.push(around.outerHTML);
    }
    return found;
}"""
"""Finds texts that turn what stands around them."""


def is_harmless(page: Page) -> bool:
    """Tell whether nothing of the hostile pages runs, can be followed, or turns what is around."""
    assert page.evaluate("window.ran") is None
    assert page.locator("main script, main img, main [onerror], main [onmouseover]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.evaluate(LOOSE) == []
    return True


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server on a dossier built from hostile pages."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "01-<img src=x onerror=alert(6)>.txt").write_text(ARTICLE, encoding="utf-8")
    title = "Le port " + "rouvre enfin " * 80_000 + "<script>alert(7)</script>"
    (folder / "02.jsonl").write_text(JSON % title, encoding="utf-8")
    path = folder / "hostile.duckdb"
    recoupe.build(folder, path).close()
    with serving(make_app(path)) as address:
        yield address


@pytest.mark.parametrize("path", [*PLAIN, "/search?q=port", "/search?q=%3Cscript%3Ealert(8)"])
def test_nothing_runs_on_any_page(opened: Opener, hostile: str, path: str) -> None:
    page = opened(hostile, viewport={"width": 360, "height": 740})
    assert page.goto(path).ok
    page.wait_for_load_state()
    assert is_harmless(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_article_actor_and_utterance_is_shown_as_text(opened: Opener, hostile: str) -> None:
    page = opened(hostile)
    seen = set()
    for start in ("/record", "/articles", "/actors"):
        page.goto(start)
        for kind in ("record", "article", "actors"):
            links = page.locator(f"main a[href^='/{kind}/']").all()
            seen |= {link.get_attribute("href") for link in links}
    for path in sorted(seen):
        assert page.goto(path).ok
        assert is_harmless(page)
    assert any(path.startswith("/article/") for path in seen)
    assert any(path.startswith("/record/") for path in seen)


def test_the_words_are_all_there(opened: Opener, hostile: str) -> None:
    page = opened(hostile)
    page.goto("/record")
    expect(page.locator("main")).to_contain_text("<img src=x onerror=")


def test_turned_words_are_shown(opened: Opener, hostile: str) -> None:
    page = opened(hostile)
    page.goto("/record")
    expect(page.locator("main")).to_contain_text("\u202e")


def test_a_script_put_into_a_page_is_stopped_by_the_policy(chromium: Browser, hostile: str) -> None:
    page = chromium.new_page()
    page.goto(hostile)
    stopped = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener("securitypolicyviolation", () => done(true));
            const script = document.createElement("script");
            script.textContent = "window.ran = 1";
            document.body.append(script);
            setTimeout(() => done(false), 1000);
        })"""
    )
    assert stopped
    assert page.evaluate("window.ran") is None
    page.close()
