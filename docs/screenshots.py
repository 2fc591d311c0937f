"""Takes the pictures of the READMEs: the example affair in, ``docs/images/LANGUAGE/NAME.png`` out.

Run ``make screenshots`` where a Chromium is installed. The dossier is built and served as a reader
would have it; the pages are reached by clicks, so that no id is written down here.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

import recoupe
from recoupe.web.app import make_app

HERE = Path(__file__).parent
AFFAIR = HERE.parent / "examples" / "sarroval"
LANGUAGES = ("fr", "en")
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = {"width": 1120, "height": 700}
PHONE = {"width": 390, "height": 700}
WORDS = "trente années de calme"
"""Words of the statement whose wordings are shown."""


@contextmanager
def served(dossier: Path) -> Iterator[str]:
    """Serve a dossier on a free port and hand out the address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(dossier), log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def desk(browser: Browser, site: str, language: str, folder: Path) -> None:
    """Take the pictures of a wide screen: affair, statement, article, coverage."""
    context = browser.new_context(base_url=site, viewport=DESK, locale=language)
    page = context.new_page()
    page.goto("/")
    take(page, folder / "affair.png")
    page.goto("/coverage")
    page.locator(".key").evaluate("found => found.scrollIntoView()")
    take(page, folder / "coverage.png")
    page.goto(f"/record?text={WORDS}")
    page.locator("a.go[href^='/record/']").first.click()
    take(page, folder / "statement.png")
    page.locator(".wording a[href^='/article/']").first.click()
    page.locator(".here[data-marks]").first.hover()
    take(page, folder / "article.png")
    context.close()


def phone(browser: Browser, site: str, language: str, folder: Path) -> None:
    """Take the picture of a telephone in the dark: where accounts differ."""
    context = browser.new_context(
        base_url=site, viewport=PHONE, locale=language, color_scheme="dark"
    )
    page = context.new_page()
    page.goto("/discrepancies")
    page.locator("main").evaluate("found => found.scrollIntoView()")
    take(page, folder / "phone.png")
    context.close()


def take(page: Page, path: Path) -> None:
    """Take a picture of what stands in the window."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path, animations="disabled")
    sys.stdout.write(f"{path.relative_to(HERE)}: {path.stat().st_size // 1000} kB\n")


def main() -> None:
    """Build the dossier and take all pictures."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        sys.exit(f"no Chromium here: install one of {', '.join(NAMES)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        dossier = Path(folder) / "sarroval.duckdb"
        recoupe.build([AFFAIR], dossier).close()
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        with served(dossier) as site:
            for language in LANGUAGES:
                images = HERE / "images" / language
                images.mkdir(parents=True, exist_ok=True)
                desk(browser, site, language, images)
                phone(browser, site, language, images)
        browser.close()


if __name__ == "__main__":
    main()
