"""Every page as axe sees it: no serious violation of WCAG 2.2 AA, light or dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.web.browser.conftest import Opener, serving

from recoupe.web.app import make_app
from recoupe.web.pages import PAGES

TOKEN = "let me in"  # noqa: S105 - the token of a test
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLAIN = [place.path for place in PAGES if "{" not in place.path]
FOUND = {
    "utterance": ("/record", 'a[href^="/record/"]'),
    "reprint": ("/reprints", 'a[href^="/reprints/"]'),
    "article": ("/record", 'a[href^="/article/"]'),
    "actor": ("/record", 'a[href^="/actors/"]'),
    "correct utterance": ("/record", 'a[href^="/record/"]', 'a[href^="/correct/"]'),
    "correct discrepancy": ("/discrepancies", 'a[href^="/correct/"]'),
    "correct actor": ("/record", 'a[href^="/actors/"]', 'a[href^="/correct/"]'),
}
"""Pages with an id: from which page, and by which links, each is reached."""
PATHS = [*PLAIN, "/search?q=port", "/record?text=xyzzy", "/nowhere", *FOUND]


@pytest.fixture(scope="module")
def writing(built: Path) -> Iterator[str]:
    """Return the address of a server whose reader may correct."""
    with serving(make_app(built, write=True, token=TOKEN)) as address:
        yield address


def violations(page: Page) -> list[str]:
    """Return what axe holds against a page, with the element."""
    told = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": LEVELS}).response
    return [
        f"{v['impact']} {v['id']}: {node['html'][:160]}"
        for v in told["violations"]
        if v["impact"] in {"serious", "critical"}
        for node in v["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_no_serious_violation(opened: Opener, writing: str, path: str, scheme: str) -> None:
    page = opened(writing, color_scheme=scheme)
    page.goto(f"/?token={TOKEN}")
    start, *links = FOUND.get(path, (path,))
    page.goto(start)
    for link in links:
        page.goto(page.locator(link).first.get_attribute("href") or "")
    assert violations(page) == []
