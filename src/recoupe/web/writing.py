"""Tells who may correct: requests in, those of a reader who came with the token marked as his.

The token stands in the address that the server prints. Who opens it gets a cookie for the session;
each form then carries a token of its own, which a page of another site cannot know.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import URL
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

COOKIE = "recoupe_writer"
KEY = "recoupe.csrf"
"""Where a request keeps the key of its forms, if its reader may correct."""


class Session:
    """Lets in who knows the token, and marks the requests of those who have been let in."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token
        secret = secrets.token_bytes(32)
        self._session, self._key = (_sign(secret, what) for what in ("session", "forms"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the token out of an address that has it; mark a request with the cookie."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        given = asked.query_params.get("token")
        if given is not None and _same(given, self._token):
            await self._let_in(asked.url)(scope, receive, send)
            return
        if _same(asked.cookies.get(COOKIE, ""), self._session):
            scope[KEY] = self._key
        await self._app(scope, receive, send)

    def _let_in(self, url: URL) -> RedirectResponse:
        rest = urlencode([pair for pair in parse_qsl(url.query) if pair[0] != "token"])
        path = "/" + url.path.lstrip("/\\")  # two slashes would lead to another host
        response = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(COOKIE, self._session, httponly=True, samesite="strict")
        response.headers["cache-control"] = "no-store"
        return response


def form_token(key: str, form: str) -> str:
    """Return the token that a form must carry; ``key`` is that of the reader's session."""
    return _sign(key.encode(), form)


def is_allowed(request: Request, form: str, given: str) -> bool:
    """Tell whether a form comes from a page of this server, of a reader who may correct."""
    key = str(request.scope.get(KEY) or "")
    origin = request.headers.get("origin", "")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return bool(key) and origin == own and _same(given, form_token(key, form))


def _sign(key: bytes, what: str) -> str:
    return hmac.new(key, what.encode(), hashlib.sha256).hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
