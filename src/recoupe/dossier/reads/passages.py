"""Answers what stands at a place of a page: article id, start and end in, the passage out.

The permanent id of a passage is ``ARTICLE-START-END``: an article's id names one text, so that the
same characters stand there for ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import Row, rows
from recoupe.errors import NotFoundError
from recoupe.records import Published
from recoupe.rows import from_row

AROUND = 120
"""Characters shown before and after a passage, at most: about the sentence it stands in."""

_FIRST_WORD = re.compile(r"^\S+\s")
_LAST_WORD = re.compile(r"\s\S+\Z")
_ID = re.compile(r"([0-9a-f]{16})-(\d{1,9})-(\d{1,9})")
_SPOTS = re.compile(r'\{"article":"([0-9a-f]{16})","start":(\d+),"end":(\d+)\}')
_HEADED = re.compile(r'\{"head":"([0-9a-f]{16})"\}')
_SPOT = frozenset({"article", "start", "end"})
_HEAD = frozenset({"head"})
_ARTICLE = re.compile(r"[0-9a-f]{16}")

# Ids are written out: reading them out of one JSON parameter costs DuckDB 0.4 to 1.8 ms more.

_TOLD = 'SELECT id, told, "text" FROM shelf_articles WHERE id IN ({0})'
_HEADS = "SELECT id, told FROM shelf_articles WHERE id IN ({0})"

Spot = tuple[str, int, int]
"""Where a passage stands: article id, start, end."""


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """What names an article: where it was, what it is called, who brought it when.

    ``title`` is on one line and cut after 300 characters; ``newest`` is false for a text that
    another one at the same uri has replaced.
    """

    id: str
    uri: str
    title: str | None
    outlet: str | None
    language: str
    published: Published
    newest: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text, with a little of what stands around it in the same zone."""

    id: str
    article: ArticleHead
    start: int
    end: int
    text: str
    before: str
    after: str


def passage(connection: DuckDBPyConnection, id: str) -> Passage:  # noqa: A002 - the word for it
    """Return the passage with this id; :class:`NotFoundError` where the dossier has it not."""
    if found := _ID.fullmatch(id):
        spot = found[1], int(found[2]), int(found[3])
        if told := passages(connection, [spot]).get(spot):
            return told
    raise NotFoundError("passage", id)


def passages(connection: DuckDBPyConnection, spots: Iterable[Spot]) -> dict[Spot, Passage]:
    """Return the passages at some spots; those that no text of the dossier has are left out."""
    wanted = list(dict.fromkeys(spots))
    found = _articles(connection, _TOLD, (article for article, _, _ in wanted))
    texts = {r["id"]: r["text"] for r in found}
    told = {r["id"]: json.loads(r["told"]) for r in found}
    known = {name: from_row(ArticleHead, row) for name, row in told.items()}
    return {
        spot: _cut(known[spot[0]], texts[spot[0]], told[spot[0]]["zones"], spot)
        for spot in wanted
        if spot[0] in texts and 0 <= spot[1] < spot[2] <= len(texts[spot[0]])
    }


def heads(connection: DuckDBPyConnection, articles: Iterable[str]) -> dict[str, ArticleHead]:
    """Return the heads of articles by id; those that the dossier has not are left out."""
    found = _articles(connection, _HEADS, articles)
    return {r["id"]: from_row(ArticleHead, json.loads(r["told"])) for r in found}


def _articles(connection: DuckDBPyConnection, query: str, ids: Iterable[str]) -> list[Row]:
    """Return the rows of articles; what has not the form of an id names none."""
    wanted = sorted(filter(_ARTICLE.fullmatch, set(ids)))
    listed = ", ".join(f"'{name}'" for name in wanted)
    return rows(connection, query.format(listed)) if wanted else []


def filled(connection: DuckDBPyConnection, told: Sequence[str]) -> list[Any]:
    """Return rows of the shelf with the passage at each spot in them, however deep.

    Where only an article is named (``head``), its head is put. ``told`` are JSON as the shelf has
    them; inside a string of it a quotation mark cannot follow a brace.
    """
    found = passages(
        connection,
        ((a, int(start), int(end)) for row in told for a, start, end in _SPOTS.findall(row)),
    )
    known = heads(connection, (article for row in told for article in _HEADED.findall(row)))

    def put(part: dict[str, Any]) -> Any:  # noqa: ANN401 - any part of a row
        if len(part) == len(_SPOT) and part.keys() == _SPOT:
            return found[part["article"], part["start"], part["end"]]
        return known[part["head"]] if part.keys() == _HEAD else part

    return list(json.loads(f"[{','.join(told)}]", object_hook=put))


def _cut(head: ArticleHead, text: str, zones: Sequence[Row], spot: Spot) -> Passage:
    """Cut a passage out; the text around it ends with its zone, and not inside a word."""
    _, start, end = spot
    around = [z for z in zones if z["start"] < end and start < z["end"]]
    first = max(start - AROUND, around[0]["start"] if around else start, 0)
    last = min(end + AROUND, around[-1]["end"] if around else end)
    before, after = text[min(first, start) : start], text[end : max(end, last)]
    if len(before) == AROUND:
        before = _FIRST_WORD.sub("", before, count=1)
    if len(after) == AROUND:
        after = _LAST_WORD.sub("", after)
    name = f"{head.id}-{start}-{end}"
    return Passage(name, head, start, end, text[start:end], before, after)
