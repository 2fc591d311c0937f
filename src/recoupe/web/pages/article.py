"""A page as it was read: an article in, its text with the layers a reader switches on out."""

from __future__ import annotations

import re
from dataclasses import replace

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads import article as reads
from recoupe.dossier.reads.article import ArticleRead, Mark
from recoupe.dossier.reads.passages import heads
from recoupe.errors import QuestionError
from recoupe.web.addresses import fragment, web_address
from recoupe.web.layers import GROUP_OF, GROUPS, paragraphs
from recoupe.web.pages.asking import Answer, Question

USUAL = frozenset({"quotations", "figures"})
"""Layers shown until a reader chooses: all at once are too many colours to read by."""

_PLACE = re.compile(r"(\d{1,10})-(\d{1,10})")


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with an article, opened at the passage that is asked for."""
    found = reads.article(connection, question.path["id"])
    here = _here(question, len(found.text))
    shown = [g for g in GROUPS if question.text(g)] if question.text("layers") else list(USUAL)
    marks = _once(found.marks)
    return Answer(
        "article.html",
        {
            "article": found,
            "head": heads(connection, [found.id])[found.id],
            "original": heads(connection, [found.original]).get(found.original)
            if found.original
            else None,
            "paragraphs": paragraphs(found, marks, here),
            "marks": marks,
            "group_of": GROUP_OF,
            "groups": list(GROUPS),
            "shown": shown,
            "here": here,
            "address": _address(found, here),
        },
    )


def _here(question: Question, length: int) -> tuple[int, int] | None:
    """Return the passage asked for, ``None`` where none is."""
    told = question.text("p")
    if told is None:
        return None
    found = _PLACE.fullmatch(told)
    if found is None:
        raise QuestionError(f"p is a passage such as 120-168, not {told}")
    start, end = int(found[1]), int(found[2])
    if not start < end <= length:
        raise QuestionError(f"the article has no passage {told}: it has {length} characters")
    return start, end


def _once(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the marks, those that lead to the very same once."""
    return tuple(dict.fromkeys(replace(m, target=m.target) for m in marks))


def _address(article: ArticleRead, here: tuple[int, int] | None) -> str | None:
    """Return the page's own address on the web, opened at the passage by a text fragment."""
    address = web_address(article.uri)
    if address is None or here is None:
        return address
    return fragment(address, article.text[here[0] : here[1]])
