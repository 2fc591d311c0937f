"""Tells what the API answers: its resources in, an OpenAPI 3.1 document out."""

from __future__ import annotations

from functools import cache
from typing import Any

from recoupe.web.api.parameters import Parameter
from recoupe.web.api.resources import RESOURCES, Resource
from recoupe.web.api.schemas import Schemas

Document = dict[str, Any]

_PROBLEM: Document = {
    "type": "object",
    "description": "What is wrong and what to do, as RFC 9457 has it.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "successor": {"type": "string", "description": "id of the item that took its place"},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}


@cache
def document() -> Document:
    """Return the document; it is the same for every dossier."""
    schemas = Schemas()
    paths = {resource.path: {"get": _operation(resource, schemas)} for resource in RESOURCES}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "recoupe",
            "version": "1",
            "description": "Who said what, when, through whom: questions to a dossier. Offsets"
            " count code points in the text of an article; ends are exclusive.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.known.items())) | {"Problem": _PROBLEM}},
    }


def _operation(resource: Resource, schemas: Schemas) -> Document:
    told = {"application/json": {"schema": schemas.of(resource.answer)}}
    answers: Document = {
        "200": {"description": resource.summary, "content": told, "headers": _HEADERS},
        "304": {"description": "nothing has changed since the ETag sent"},
        "400": _problem("a parameter cannot be read"),
        "503": _problem("the dossier cannot be read at the moment"),
    }
    if resource.takes_id or any(p.name == "story" and p.required for p in resource.parameters):
        answers["404"] = _problem("there is no such item, or no more")
    return {
        "operationId": resource.name,
        "summary": resource.summary,
        "parameters": [*_path(resource), *map(_parameter, resource.parameters)],
        "responses": answers,
    }


_HEADERS: Document = {
    "ETag": {"description": "for If-None-Match", "schema": {"type": "string"}},
    "Link": {"description": "the pages before and after", "schema": {"type": "string"}},
}


def _path(resource: Resource) -> list[Document]:
    if not resource.takes_id:
        return []
    return [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    ]


def _parameter(parameter: Parameter) -> Document:
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.description,
        "schema": parameter.schema,
    }


def _problem(description: str) -> Document:
    reference = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": reference}},
    }
