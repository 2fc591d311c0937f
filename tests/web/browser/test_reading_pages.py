"""Articles, coverage and network in a real browser: layers, values told, sorting, small screens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.web.browser.conftest import Opener

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def passage(opened: Opener, site: str) -> Page:
    """Return an article opened at the words of a statement, reached as a reader does."""
    page = opened(site, viewport={"width": 1100, "height": 500})
    page.goto("/record?text=calme")
    page.get_by_role("link", name="Lire dans l'article").first.click()
    page.wait_for_url("**/article/**")
    return page


def test_a_passage_is_opened_scrolled_to_and_marked(passage: Page) -> None:
    here = passage.locator(".here").first
    expect(here).to_be_in_viewport()
    assert passage.evaluate("scrollY") > 0
    paper = "getComputedStyle(document.body.parentElement).backgroundColor"
    colour = here.evaluate("found => getComputedStyle(found).backgroundColor")
    assert colour != passage.evaluate(paper)


def test_a_layer_is_switched_at_once(passage: Page) -> None:
    box = passage.get_by_role("checkbox", name="Dates")
    time = passage.locator(".l-time").first
    line = "found => getComputedStyle(found).borderBottomWidth"
    assert time.evaluate(line) == "0px"
    box.check()
    assert time.evaluate(line) == "2px"
    expect(passage.get_by_role("button", name="Afficher")).to_be_hidden()
    box.uncheck()
    assert time.evaluate(line) == "0px"


def test_only_layers_that_are_shown_take_the_focus(passage: Page) -> None:
    times = "[...document.querySelectorAll('.l-time[tabindex]')].map((found) => found.tabIndex)"
    only = "[...document.querySelectorAll('[class=\"in-times l-time\"]')].map((f) => f.tabIndex)"
    assert set(passage.evaluate(only)) == {-1}
    passage.get_by_role("checkbox", name="Dates").check()
    assert set(passage.evaluate(times)) == {0}


def test_layers_are_switched_without_scripts(opened: Opener, site: str) -> None:
    page = opened(site, java_script_enabled=False)
    page.goto("/articles")
    page.locator("main a[href^='/article/']").first.click()
    page.get_by_role("checkbox", name="Dates").check()
    page.get_by_role("checkbox", name="Déclarations").uncheck()
    page.get_by_role("button", name="Afficher").click()
    assert re.search(r"times=1", page.url)
    expect(page.locator("#read")).to_have_class(re.compile("show-times"))
    expect(page.locator("#read")).not_to_have_class(re.compile("show-quotations"))
    expect(page.get_by_role("checkbox", name="Dates")).to_be_checked()


def test_the_value_of_a_mark_is_told_by_keyboard_and_by_pointer(passage: Page) -> None:
    about = passage.locator("#about")
    expect(about).to_contain_text("Survolez")
    marks = passage.locator(".l-quotation[tabindex='0']")
    marks.first.focus()
    expect(about).to_contain_text("Toutes les formulations")
    told = about.inner_text()
    passage.keyboard.press("Tab")
    assert passage.evaluate("document.activeElement.closest('.page') !== null")
    marks.last.hover()
    expect(about).not_to_have_text(told)


def test_a_screen_reader_is_told_the_value(passage: Page) -> None:
    told = passage.evaluate(
        """[...document.querySelectorAll('.page [aria-describedby]')].map((found) =>
        found.getAttribute('aria-describedby').split(' ')
        .every((id) => document.getElementById(id)?.textContent.trim()))"""
    )
    assert len(told) > 20
    assert all(told)


def column(page: Page, number: int) -> list[str]:
    cells = page.locator(f"table.matrix tbody tr > :nth-child({number})")
    return [c.get_attribute("data-value") or c.inner_text() for c in cells.all()]


def test_the_matrix_is_sorted_by_keyboard(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/coverage")
    before = column(page, 2)
    head = page.locator(".matrix thead th").nth(1)
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    after = column(page, 2)
    assert after != before
    assert after == sorted(before)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert column(page, 2) == sorted(before, reverse=True)


def test_the_matrix_scrolls_in_its_own_region(opened: Opener, site: str) -> None:
    page = opened(site, viewport=PHONE)
    page.goto("/coverage")
    region = page.get_by_role("region", name="Faits et articles")
    sizes = region.evaluate("found => [found.scrollWidth, found.clientWidth]")
    assert sizes[0] > sizes[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    fact = region.locator("tbody th").first
    left = fact.evaluate("found => found.getBoundingClientRect().left")
    region.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    for _ in range(100):  # wait_for_function polls by eval, which the page's policy forbids
        if region.evaluate("found => found.scrollLeft > 0"):
            break
        page.wait_for_timeout(50)
    assert region.evaluate("found => found.scrollLeft > 0")
    assert fact.evaluate("found => found.getBoundingClientRect().left") == pytest.approx(
        left, abs=2
    )


def test_what_only_one_outlet_tells_is_reached(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/coverage")
    link = page.locator("a[href*='only=']").first
    count = int(link.inner_text().split()[0])
    link.click()
    expect(page.locator(".lines > li")).to_have_count(min(count, 50))
    page.get_by_role("link", name="Retour à la couverture").click()
    expect(page.locator(".matrix")).to_be_visible()


def test_the_network_leads_to_its_actors(opened: Opener, site: str) -> None:
    page = opened(site)
    page.goto("/network")
    assert page.locator("svg .node").count() > 3
    boxes = page.locator("svg .name").evaluate_all(
        """names => names.map((name) => [name.getBBox(), name.ownerSVGElement.viewBox.baseVal])
        .map(([box, plane]) => box.x >= 0 && box.x + box.width <= plane.width)"""
    )
    assert all(boxes)
    link = page.locator("tbody a").first
    name = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_contain_text(name)
