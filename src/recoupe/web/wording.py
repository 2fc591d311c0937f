"""All words of the interface: a language and a key in, the text of ``texts/LANGUAGE/`` out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from babel.numbers import format_decimal

LANGUAGES = ("fr", "en")
"""The languages of the interface, the usual one first."""

_FORMS = {"one", "other"}

_UNBROKEN = re.compile(r"(?<=«) | (?=[»:;?!%])")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; a key is a path in a file ("record.title").

    A text with the forms ``one`` and ``other`` is chosen by the value ``n``.
    """

    language: str
    known: Mapping[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key with values put in; numbers are written as in the language."""
        text = self.known[key]
        if isinstance(text, dict):
            text = text["one" if self._is_one(values["n"]) else "other"]
        told = {name: self._told(value) for name, value in values.items()}
        return str(text.format_map(told)) if values else str(text)

    def of(self, group: str, value: str | None) -> str:
        """Return what a value is called, the value itself where the group does not know it."""
        return str(self.known.get(f"{group}.{value}", value or ""))

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        return _written(value, self.language)

    def _told(self, value: object) -> object:
        return self.number(value) if isinstance(value, int) else value

    def _is_one(self, n: object) -> bool:
        return n in {0, 1} if self.language == "fr" else n == 1


@lru_cache(4096)
def _written(value: float, language: str) -> str:
    """Return a number as a language writes it, which takes the library some 50 µs to find out."""
    return str(format_decimal(value, locale=language))


@cache
def texts(language: str) -> Texts:
    """Return the texts of a language of the interface, from all files of its folder."""
    known: dict[str, Any] = {}
    for source in (files("recoupe.web") / "texts" / language).iterdir():
        told = tomllib.loads(typeset(language, source.read_text("utf-8")))
        known.update(_flat("", told))
    return Texts(language, known)


def typeset(language: str, text: str) -> str:
    r"""Return a text of the interface with its spaces kept where French forbids to break a line.

    >>> typeset("fr", "Citer : « oui »")
    'Citer\xa0: «\xa0oui\xa0»'
    """
    return _UNBROKEN.sub("\u00a0", text) if language == "fr" else text


def labelled(language: str, label: str) -> str:
    r"""Return a label of the dossier ("who: what") with its colon as the language sets it.

    >>> labelled("fr", "Nora Vasseur: rien : rien")
    'Nora Vasseur\xa0: rien : rien'
    """
    return label.replace(": ", "\u00a0: ", 1) if language == "fr" else label


def _flat(path: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        key = f"{path}.{name}" if path else name
        if isinstance(value, dict) and value.keys() != _FORMS:
            yield from _flat(key, value)
        else:
            yield key, value


def chosen(asked: str | None, kept: str | None, accepted: str) -> str:
    """Return the language for a reader: what he asks for now, did before, or his browser accepts.

    >>> chosen(None, None, "de-DE,en;q=0.7,fr;q=0.3"), chosen("xx", None, "")
    ('en', 'fr')
    """
    return next(
        (code for code in (asked, kept, *_preferred(accepted)) if code in LANGUAGES), LANGUAGES[0]
    )


def _preferred(accepted: str) -> list[str]:
    """Return the languages of an Accept-Language header, the preferred ones first."""
    found = []
    for part in accepted.split(",")[:20]:
        code, _, weight = part.partition(";q=")
        try:
            found.append((-float(weight or 1), code.strip()[:2].lower()))
        except ValueError:
            continue
    return [code for _, code in sorted(found, key=lambda pair: pair[0])]
