"""A real headless Chromium and a real server on a free port; pages are watched while in use."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from starlette.applications import Starlette

from recoupe.web.app import make_app

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")

Opener = Callable[..., Page]
"""Opens a page: the server's address and settings of the browser in, a blank page out."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a browser; where there is none on this machine the test is skipped."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no Chromium here: install one of {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve an application on a free port of this machine and return its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
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


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """Return the address of a server on the example affair."""
    with serving(make_app(built)) as address:
        yield address


def _is_trouble(message: ConsoleMessage) -> bool:
    """Tell whether the browser complains; of a page that is not found it may."""
    return message.type == "error" and "404" not in message.text


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opener]:
    """Return what opens pages; at the end none of them may have gone elsewhere or gone wrong."""
    contexts, troubles = [], []

    def open_page(address: str, **settings: Any) -> Page:  # noqa: ANN401 - as Playwright takes them
        context = chromium.new_context(base_url=address, **({"locale": "fr-FR"} | settings))
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: None if r.url.startswith(address) else troubles.append(r.url))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda m: troubles.append(m.text) if _is_trouble(m) else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []
