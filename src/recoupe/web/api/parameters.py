"""Reads the parameters of a question: a query string and what may stand in it in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from recoupe.dossier.reads.paging import FARTHEST, MOST, Paging
from recoupe.errors import QuestionError

LONGEST = 400
"""Characters of a value; more is no question."""
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of a query: its name, JSON schema and description."""

    name: str
    schema: Schema
    description: str
    required: bool = False

    def read(self, told: str) -> Any:  # noqa: ANN401 - a value of the schema's type
        """Return the value of what was sent; :class:`QuestionError` says what it should be."""
        kind, known = self.schema["type"], self.schema.get("enum")
        if len(told) > LONGEST:
            raise QuestionError(f"{self.name} has at most {LONGEST} characters")
        if known and told not in known:
            raise QuestionError(f"{self.name} is one of {', '.join(known)}, not {told}")
        if kind == "integer":
            return self._integer(told)
        return self._day(told) if self.schema.get("format") == "date" else told

    def _integer(self, told: str) -> int:
        low, high = self.schema["minimum"], self.schema["maximum"]
        if not (told.isascii() and told.isdigit() and low <= int(told) <= high):
            raise QuestionError(f"{self.name} is a whole number from {low} to {high}, not {told}")
        return int(told)

    def _day(self, told: str) -> date:
        try:
            return date.fromisoformat(told)
        except ValueError as error:
            raise QuestionError(f"{self.name} is a day such as 2031-03-12, not {told}") from error


def values(parameters: tuple[Parameter, ...], query: Mapping[str, str]) -> dict[str, Any]:
    """Return the values sent for the parameters, by name; blank ones count as not sent.

    A name that is no parameter is a :class:`QuestionError`, so that a slip is not an answer.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in query:
        if name not in known:
            accepted = ", ".join(known) or "none"
            raise QuestionError(f"no parameter {name[:80]}; there are: {accepted}")
    found = {name: known[name].read(told) for name, told in query.items() if told != ""}
    for parameter in parameters:
        if parameter.required and parameter.name not in found:
            raise QuestionError(f"{parameter.name} is missing: {parameter.description}")
    return found


def of_filters(filters: type, described: Mapping[str, str]) -> tuple[Parameter, ...]:
    """Return a parameter for each field of a record of filters."""
    hints = get_type_hints(filters)
    return tuple(
        Parameter(f.name, _schema(hints[f.name]), described[f.name], required=f.default is MISSING)
        for f in fields(filters)
    )


def _schema(hint: Any) -> Schema:  # noqa: ANN401 - a type or a type form
    if get_origin(hint) in {Union, UnionType}:
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if hint is date:
        return {"type": "string", "format": "date"}
    return {"type": "string", "maxLength": LONGEST}


def of_paging(usual: Paging, before: str = "") -> tuple[Parameter, Parameter]:
    """Return the parameters of a page of an answer."""
    offset = {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": usual.offset}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": usual.limit}
    return (
        Parameter(f"{before}offset", offset, "how many items come before the page"),
        Parameter(f"{before}limit", limit, "how many items the page has at most"),
    )
