"""Reads what a form sends: a request in, its fields out; what is no form of ours is refused."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request

from recoupe.errors import QuestionError

LARGEST = 64 * 1024
"""Bytes of a form: its longest fields have a thousand characters each."""

MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form; one that is left blank is not there."""

    fields: dict[str, list[str]]

    def one(self, name: str) -> str | None:
        """Return the value of a field, ``None`` where it is not there."""
        values = [value.strip() for value in self.fields.get(name, [])]
        return values[0] if values and values[0] else None

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a field."""
        return tuple(self.fields.get(name, ()))


async def read_form(request: Request) -> Form:
    """Return the form that a request sends; :class:`QuestionError` where it sends none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise QuestionError("a form is sent as application/x-www-form-urlencoded")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise QuestionError(f"a form has at most {LARGEST} bytes")
    try:
        return Form(parse_qs(body.decode("utf-8"), max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise QuestionError("the form cannot be read") from error
