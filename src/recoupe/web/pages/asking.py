"""What a page is asked and what it answers: the parts of an address in, a template's words out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.paging import USUAL, Paging
from recoupe.errors import QuestionError

LONGEST = 400
"""Characters of a value that is asked for; more is no question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a page: the parts of its path, its query, the reader's language."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    language: str

    def text(self, name: str) -> str | None:
        """Return a value of the query, ``None`` where it is absent or blank."""
        value = self.query.get(name, "").strip()
        if len(value) > LONGEST:
            raise QuestionError(f"{name} has at most {LONGEST} characters")
        return value or None

    def one_of(self, name: str, known: tuple[str, ...]) -> Any:  # noqa: ANN401 - one of a Literal
        """Return a value of the query that must be one of those known, or ``None``.

        >>> Question({}, {"kind": "direct"}, "fr").one_of("kind", ("direct", "mixed"))
        'direct'
        """
        value = self.text(name)
        if value is not None and value not in known:
            raise QuestionError(f"{name} is one of {', '.join(known)}, not {value}")
        return value

    def day(self, name: str) -> date | None:
        """Return a day of the query, written as 2031-03-12, or ``None``."""
        value = self.text(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError as error:
            raise QuestionError(f"{name} is a day such as 2031-03-12, not {value}") from error

    def paging(self, limit: int = USUAL, name: str = "offset") -> Paging:
        """Return the page that is asked for; ``limit`` is its length unless the query says one."""
        return Paging(self._number(name, 0), self._number("limit", limit))

    def _number(self, name: str, usual: int) -> int:
        value = self.text(name)
        if value is not None and not (value.isascii() and value.isdigit()):
            raise QuestionError(f"{name} is a number, not {value}")
        return int(value) if value else usual


@dataclass(frozen=True, slots=True)
class Answer:
    """The template that shows an answer, and what it is to show."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Page = Callable[[DuckDBPyConnection, Question], Answer]
"""A page: a question to an open dossier in, an answer out."""
