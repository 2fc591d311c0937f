"""A reader's ways through the pages, in a real browser: by clicks, by keyboard, on a telephone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.web.browser.conftest import Opener

from recoupe.web.pages import PAGES

PLAIN = [place.path for place in PAGES if "{" not in place.path and not place.write]


def tab_to(page: Page, name: str, most: int = 120) -> None:
    """Press the Tab key until the link of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate("(document.activeElement.textContent || '').trim()")
        if name in told:
            return
    pytest.fail(f"no link {name!r} is reached with the Tab key")


def test_from_the_affair_to_the_very_words_by_clicks(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/")
    expect(page.locator("h1")).to_contain_text("Sarroval")
    page.get_by_role("link", name="Déclarations").first.click()
    page.get_by_role("link", name="Comparer les formulations").first.click()
    expect(page.locator(".wording")).not_to_have_count(0)
    words = page.locator(".wording.fullest .words").inner_text()
    page.locator(".wording.fullest").get_by_role("link", name="Lire dans l'article").click()
    page.wait_for_url(re.compile(r"/article/\w+\?p=\d+-\d+#p$"))
    here = "".join(page.locator(".here").all_inner_texts())
    assert here[:40] == words[:40]
    expect(page.locator(".here").first).to_be_in_viewport()


def test_from_the_affair_to_the_very_words_by_keyboard(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.goto("/")
    for name in ("Déclarations", "Comparer les formulations", "Lire dans l'article"):
        tab_to(page, name)
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, old=before: url != old)
    assert "/article/" in page.url
    expect(page.locator(".here").first).to_be_in_viewport()


def test_the_focus_is_seen(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/record")
    tab_to(page, "Divergences")
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(width.removesuffix("px")) >= 2


def test_search_finds_forms_of_words_and_marks_them(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("grutiers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=grutiers")
    marks = page.locator(".hits mark")
    expect(marks).not_to_have_count(0)
    assert all(text.lower().startswith("gruti") for text in marks.all_inner_texts())
    page.locator(".hits").get_by_role("link", name="Lire dans l'article").first.click()
    page.wait_for_url("**/article/**")


def test_filters_narrow_the_record_and_are_taken_away(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/record")
    whole = page.locator(".count").inner_text()
    speaker = page.get_by_label("Personne ou institution")
    name = speaker.locator("option").nth(1).inner_text().rsplit(" (", 1)[0]
    speaker.select_option(index=1)
    page.get_by_role("button", name="Filtrer").click()
    page.wait_for_url(re.compile(r"/record\?speaker=\w+$"))
    assert page.locator(".count").inner_text() != whole
    assert set(page.locator(".told .speaker > a").all_inner_texts()) == {name}
    page.get_by_role("link", name="Tout afficher").click()
    assert page.locator(".count").inner_text() == whole


def test_filters_work_without_scripts(opened: Opener, site: str) -> None:
    page = opened(site, java_script_enabled=False)
    page.goto("/record")
    page.get_by_label("Mots prononcés").fill("port")
    page.get_by_role("button", name="Filtrer").click()
    expect(page.locator(".told mark").first).to_be_visible()


def test_the_language_is_switched_and_kept(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/record?kind=direct")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("Who said what")
    assert "kind=direct" in page.url
    page.get_by_role("link", name="Discrepancies").first.click()
    expect(page.locator("h1")).to_have_text("Discrepancies")


def test_dark_by_the_system_and_by_choice(opened: Opener, site: str) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    dark = opened(site, color_scheme="dark")
    dark.goto("/")
    light = opened(site, color_scheme="light")
    light.goto("/")
    assert dark.evaluate(paper) != light.evaluate(paper)
    light.get_by_role("link", name="Sombre").click()
    light.goto("/record")
    assert light.evaluate(paper) == dark.evaluate(paper)
    dark.get_by_role("link", name="Clair").click()
    assert dark.evaluate(paper) != light.evaluate(paper)


@pytest.mark.parametrize("path", [*PLAIN, "/search?q=port", "first wording", "first passage"])
def test_a_telephone_needs_no_sideways_scrolling(opened: Opener, site: str, path: str) -> None:
    page = opened(site, viewport={"width": 360, "height": 740})
    page.goto("/record" if path.startswith("first") else path)
    if path.startswith("first"):
        page.get_by_role("link", name="Comparer les formulations").first.click()
    if path == "first passage":
        page.get_by_role("link", name="Lire dans l'article").first.click()
        page.wait_for_url("**/article/**")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_telephone_menu_and_filters_fold(opened: Opener, site: str) -> None:
    page = opened(site, viewport={"width": 360, "height": 740})
    page.goto("/record?kind=direct")
    menu = page.get_by_role("navigation", name="Pages du dossier")
    expect(menu.get_by_role("link").first).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".told .words").first).to_be_in_viewport()
    summary = page.locator("main summary", has_text="Filtrer")
    expect(summary).to_have_text("Filtrer 1 choix")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Personne ou institution")).to_be_visible()
    page.locator("header summary").focus()
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="Divergences").click()
    page.wait_for_url("**/discrepancies")
    page.set_viewport_size({"width": 1100, "height": 740})
    expect(menu.get_by_role("link", name="Chronologie")).to_be_visible()
    expect(page.locator("header summary")).to_be_hidden()


def test_print_leaves_the_controls_out(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/record")
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".told").first).to_be_visible()
