"""A correction in a real browser: opened with the token, made, applied, undone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from tests.web.browser.conftest import Opener, serving

from recoupe.web.app import make_app

TOKEN = "let me in"  # noqa: S105 - the token of a test


def test_a_discrepancy_is_dismissed_and_comes_back(opened: Opener, writable: Path) -> None:
    with serving(make_app(writable, write=True, token=TOKEN)) as address:
        page = opened(address)
        page.goto(f"/discrepancies?token={TOKEN}")
        assert "token" not in page.url
        before = page.locator(".discrepancy").count()
        note = page.locator(".discrepancy h2").first.inner_text()
        page.locator(".discrepancy").first.get_by_role("link", name="Corriger").click()
        page.get_by_label("Votre nom").fill("Odile")
        page.get_by_label("Raison").fill("deux jours différents")
        page.get_by_role("button", name="Corriger").click()
        expect(page.get_by_role("status")).to_contain_text("Correction appliquée")
        page.get_by_role("link", name="Revenir à la page").click()
        expect(page.locator(".discrepancy")).to_have_count(before - 1)
        assert note not in page.locator("main").inner_text()
        page.get_by_role("link", name="Corrections").click()
        page.get_by_role("button", name="Défaire").click()
        expect(page.get_by_role("status")).to_contain_text("Correction défaite")
        page.goto("/discrepancies")
        expect(page.locator(".discrepancy")).to_have_count(before)
        expect(page.locator(".discrepancy h2").first).to_have_text(note)
