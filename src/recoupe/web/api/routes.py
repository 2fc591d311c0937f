"""Answers the API: resources and a reader in, Starlette routes out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from duckdb import DuckDBPyConnection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from recoupe.dossier.reads.paging import Page
from recoupe.errors import DossierError, NotFoundError, QuestionError, RecoupeError
from recoupe.rows import to_row
from recoupe.web.api.openapi import document
from recoupe.web.api.parameters import values
from recoupe.web.api.resources import RESOURCES, Resource
from recoupe.web.reading import Reader

Endpoint = Callable[[Request], Awaitable[Response]]
PREFIX = "/api/v1"

_STATUS: tuple[tuple[type[RecoupeError], HTTPStatus], ...] = (
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (QuestionError, HTTPStatus.BAD_REQUEST),
    (DossierError, HTTPStatus.SERVICE_UNAVAILABLE),
)


def routes(reader: Reader) -> list[BaseRoute]:
    """Return the routes below ``/api/v1``: one a resource, the OpenAPI document, and a way out."""
    found: list[BaseRoute] = [Route("/openapi.json", _document(reader), methods=["GET"])]
    found += [Route(r.path, _endpoint(r, reader), methods=["GET"]) for r in RESOURCES]
    return [*found, Route("/{rest:path}", _nowhere)]


def _document(reader: Reader) -> Endpoint:
    async def answer(request: Request) -> Response:
        return _json(document(), _tag(reader, request))

    return answer


async def _nowhere(request: Request) -> Response:
    error = HTTPException(404, f"no resource here: {PREFIX}/openapi.json lists them")
    return _problem(request, error)


def _endpoint(resource: Resource, reader: Reader) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            tag = _tag(reader, request)
            if request.headers.get("if-none-match") == tag:
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"etag": tag})
            asked = values(resource.parameters, dict(request.query_params))
            asked |= request.path_params

            def read(connection: DuckDBPyConnection) -> Any:  # noqa: ANN401 - an answer's record
                return resource.read(connection, asked)

            found = await reader.answer(read)
        except RecoupeError as error:
            return _problem(request, error)
        response = _json(to_row(found), tag)
        if links := _links(request, found):
            response.headers["link"] = links
        return response

    return answer


def _tag(reader: Reader, request: Request) -> str:
    """Return what stays the same as long as the answer to this question does."""
    asked = (reader.version(), request.url.path, request.url.query)
    return f'"{hashlib.sha256(repr(asked).encode()).hexdigest()[:20]}"'


def _json(value: Any, tag: str) -> Response:  # noqa: ANN401 - what JSON can hold
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "backslashreplace"
    )
    return Response(
        body,
        media_type="application/json",
        headers={"etag": tag, "cache-control": "private, no-cache"},
    )


def _problem(request: Request, error: Exception) -> Response:
    """Return what is wrong and what to do, in the form of RFC 9457."""
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), None)
    if status is None:
        given = error.status_code if isinstance(error, HTTPException) else 500
        status = HTTPStatus(given)
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": int(status),
        "detail": error.detail if isinstance(error, HTTPException) else str(error),
        "instance": request.url.path,
    }
    if isinstance(error, NotFoundError) and error.successor:
        told["successor"] = error.successor
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(body, int(status), media_type="application/problem+json")


def _links(request: Request, found: Any) -> str:  # noqa: ANN401 - an answer's record
    """Return the pages before and after as RFC 8288 links."""
    page = found if isinstance(found, Page) else getattr(found, "hits", None)
    if not isinstance(page, Page):
        return ""
    query = dict(request.query_params)
    ways = {"prev": page.previous, "next": page.next}
    return ", ".join(
        f'<{request.url.path}?{urlencode(query | {"offset": offset})}>; rel="{name}"'
        for name, offset in ways.items()
        if offset is not None
    )
