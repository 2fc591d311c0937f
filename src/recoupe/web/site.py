"""Answers requests for pages: a request in, the page as the reader wants it out, or why not."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from recoupe.errors import DossierError, NotFoundError, QuestionError, RecoupeError
from recoupe.web.pages import Place
from recoupe.web.pages.asking import Answer, Question
from recoupe.web.reading import Reader, Version
from recoupe.web.rendering import View, render
from recoupe.web.security import HEADERS
from recoupe.web.wording import chosen
from recoupe.web.writing import KEY

KEPT_BYTES = 32 * 2**20
"""Rendered pages kept, in bytes: some hundreds."""

COOKIE_AGE = 365 * 24 * 3600
THEMES = ("light", "dark", "auto")

_STATUS: tuple[tuple[type[RecoupeError], int], ...] = (
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (QuestionError, HTTPStatus.BAD_REQUEST),
    (DossierError, HTTPStatus.SERVICE_UNAVAILABLE),
)


class Kept:
    """Pages as they were rendered, those not asked for longest thrown away first."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._pages: OrderedDict[object, bytes] = OrderedDict()
        self._size, self._most = 0, most

    def get(self, key: object) -> bytes | None:
        """Return the page kept under a key, if it still is."""
        if key in self._pages:
            self._pages.move_to_end(key)
        return self._pages.get(key)

    def put(self, key: object, page: bytes) -> None:
        """Keep a page."""
        self._size += len(page) - len(self._pages.pop(key, b""))
        self._pages[key] = page
        while self._size > self._most:
            self._size -= len(self._pages.popitem(last=False)[1])


class Site:
    """All that pages are answered from: the reader, what is kept, and who may write."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._kept = Kept()

    def endpoint(self, place: Place) -> Callable[[Request], Awaitable[Response]]:
        """Return what answers requests for a page."""

        async def answer(request: Request) -> Response:
            view = view_of(request)
            if place.write and not view.may_write:
                raise HTTPException(HTTPStatus.FORBIDDEN)
            version = self.reader.version()
            key = (
                version,
                request.url.path,
                request.url.query,
                view.language,
                view.theme,
                view.csrf,
                view.who,
            )
            page = self._kept.get(key)
            if page is None:
                question = Question(request.path_params, view.query, view.language)
                page = await self.reader.answer(
                    lambda connection: _page(place.page(connection, question), view)
                )
                self._kept.put(key, page)
            return _answered(request, view, page, _tag(version, key))

        return answer


def view_of(request: Request) -> View:
    """Return how a reader wants to see a page: what he asks for now, else what he chose before."""
    asked = dict(request.query_params)
    theme = asked.get("theme") or request.cookies.get("theme") or ""
    return View(
        chosen(
            asked.get("lang"),
            request.cookies.get("lang"),
            request.headers.get("accept-language", ""),
        ),
        theme if theme in THEMES and theme != "auto" else "",
        request.url.path,
        asked,
        request.scope.get(KEY),
        _written(request.cookies.get("who", "")),
    )


async def trouble(request: Request, error: Exception) -> Response:
    """Answer with a page that says what is wrong and what to do about it."""
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    if isinstance(error, HTTPException):
        status = error.status_code
    successor = error.successor if isinstance(error, NotFoundError) else None
    context = {
        "status": int(status),
        "told": str(error) if isinstance(error, RecoupeError) else "",
        "kind": error.kind if isinstance(error, NotFoundError) else "",
        "successor": successor,
    }
    view = view_of(request)
    # An error that nobody foresaw is answered outside the guard, so the headers are set here too.
    return HTMLResponse(render("trouble.html", view, context), int(status), HEADERS)


def _written(kept: str) -> str:
    """Return the name that a cookie keeps, which can hold ASCII only."""
    return kept.encode("ascii", "ignore").decode("unicode_escape", "ignore")[:200]


def _page(answer: Answer, view: View) -> bytes:
    return render(answer.template, view, answer.context)


def _tag(version: Version, key: object) -> str:
    return f'"{hashlib.sha256(repr((version, key)).encode()).hexdigest()[:20]}"'


def _answered(request: Request, view: View, page: bytes, tag: str) -> Response:
    """Return a page, or that the browser has it already; what the reader chose is kept by him."""
    known = request.headers.get("if-none-match") == tag
    response = Response(status_code=304) if known else HTMLResponse(page)
    response.headers["etag"] = tag
    response.headers["cache-control"] = "private, no-cache"
    response.headers["vary"] = "Cookie, Accept-Language"
    if view.may_write:  # so that the browser says from where a form comes
        response.headers["referrer-policy"] = "same-origin"
    if view.query.get("lang") == view.language:
        response.set_cookie("lang", view.language, COOKIE_AGE, samesite="lax", httponly=True)
    if view.query.get("theme") in THEMES:
        theme = view.theme or "auto"
        response.set_cookie("theme", theme, COOKIE_AGE, samesite="lax", httponly=True)
    return response
