"""Tells reasons in the reader's language: a reason as the linker words it in, a sentence out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from recoupe.web import addresses, dates
from recoupe.web.wording import texts, typeset

_QUOTED = re.compile(r'"([^"]*)"')
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_BETWEEN = re.compile(r'(?<=") (?:against|and) (?=")')


@dataclass(frozen=True, slots=True)
class Reason:
    """How one form of reason is told; the groups of the pattern go into the text."""

    pattern: re.Pattern[str]
    text: str


@lru_cache(8192)
def told(language: str, reason: str) -> str:
    r"""Return a reason as it is told in a language; one of an unknown form stays as it is.

    >>> told("fr", 'day stated: "lundi"; the page is dated by the same words in Boursier')
    "d'après «\xa0lundi\xa0»\xa0; page datée par les mêmes mots dans Boursier"
    """
    if (whole := _one(language, reason)) is not None:
        return whole
    parts = reason.split("; ")
    joint = typeset(language, " ; " if language == "fr" else "; ")
    return joint.join(_one(language, part) or part for part in parts)


def _one(language: str, reason: str) -> str | None:
    for known in _known(language):
        if found := known.pattern.fullmatch(reason):
            words = (_Words(language, _quoting(language, group)) for group in found.groups())
            told = known.text.format(*words)
            return _dated(language, told)
    return None


def _dated(language: str, told: str) -> str:
    """Return a reason with its days written out and what is said about them in the language."""
    for english, other in _table()["days"][language].items():
        told = told.replace(english, other)
    told = _DAY.sub(lambda found: dates.day(texts(language), found[0]), told)
    return typeset(language, told)


def _quoting(language: str, words: str) -> str:
    """Return words with the quotation marks of the language."""
    opening, closing, between = _table()["quoted"][language]
    return _QUOTED.sub(lambda m: f"{opening}{m[1]}{closing}", _BETWEEN.sub(between, words))


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a reason; ``{0:source}`` tells a source by its name."""

    language: str
    text: str

    def __format__(self, how: str) -> str:
        return str(
            addresses.called(texts(self.language), self.text) if how == "source" else self.text
        )


@cache
def _known(language: str) -> tuple[Reason, ...]:
    return tuple(
        Reason(re.compile(r["pattern"], re.DOTALL), r[language]) for r in _table()["reason"]
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("recoupe.web") / "texts" / "reasons.toml").read_text("utf-8"))
