"""Writes pages: a template, its context and the reader's choices in, HTML out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from recoupe.dossier.fragments import is_fragment
from recoupe.web import addresses, amounts, dates, marking, marks, reasons, states
from recoupe.web.pages import PAGES
from recoupe.web.roles import behind_a_name
from recoupe.web.wording import LANGUAGES, labelled, texts
from recoupe.web.writing import form_token


@dataclass(frozen=True, slots=True)
class View:
    """How and for whom a page is shown: language, theme ("light", "dark", "" for the system's).

    ``path`` and ``query`` are those of the page; ``csrf`` is the key of its forms where the reader
    may correct, ``None`` where he may not; ``who`` is the name under which he last did.
    """

    language: str
    theme: str
    path: str
    query: Mapping[str, str]
    csrf: str | None = None
    who: str = ""

    @property
    def may_write(self) -> bool:
        """Tell whether the reader may correct."""
        return self.csrf is not None


def render(template: str, view: View, context: Mapping[str, Any]) -> bytes:
    """Return a page in HTML."""
    known = {"view": view, "query": partial(addresses.query, view.query)}
    told = environment(view.language).get_template(template).render(**known, **context)
    return told.encode("utf-8", "replace")


@cache
def environment(language: str) -> Environment:
    """Return the templates with the words, dates and names of a language."""
    words = texts(language)
    environment = Environment(
        loader=PackageLoader("recoupe.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "t": words,
        "t_of": words.of,
        "date": partial(dates.told, words),
        "basis": partial(reasons.told, language),
        "pieces": marking.pieces,
        "stands": partial(marks.stands, words),
        "asset": asset,
        "is_fragment": is_fragment,
        "language": language,
        "languages": LANGUAGES,
        "form_token": form_token,
        "menu": [place for place in PAGES if place.menu],
    }
    environment.filters |= {
        "day": partial(dates.day, words),
        "when": partial(dates.alone, words),
        "amount": partial(amounts.told, words),
        "mark_value": partial(marks.value, words),
        "mark_basis": partial(marks.basis, words),
        "day_or_part": partial(dates.part, words),
        "short_day": partial(dates.short, words),
        "number": words.number,
        "outlet": partial(addresses.outlet, words),
        "source": partial(addresses.called, words),
        "file_name": addresses.source,
        "called": partial(states.called, language),
        "speaker_called": lambda name: (
            states.called(language, name) if name else words("speaker.unknown")
        ),
        "plain": str,
        "label": partial(labelled, language),
        "headline": addresses.title,
        "web_address": addresses.web_address,
        "original": addresses.original,
        "sentence": marking.sentence,
        "is_quoted": marking.is_quoted,
        "around": marking.around,
        "to_passage": addresses.to_passage,
        "behind_a_name": behind_a_name,
        "reason": partial(reasons.told, language),
    }
    return environment


@cache
def asset(name: str) -> Markup:
    """Return the address of a static file, which changes when the file does."""
    content = (files("recoupe.web") / "static" / name).read_bytes()
    return Markup("/static/{}?v={}").format(name, hashlib.sha256(content).hexdigest()[:12])
