"""Answers what stands at a place of a page: article id, start and end in, the passage out.

The permanent id of a passage is ``ARTICLE-START-END``: an article's id names one text, so that the
same characters stand there for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.passages import AROUND, LONGEST_TITLE
from recoupe.dossier.reads.ask import Row, by, rows
from recoupe.errors import NotFoundError
from recoupe.records import Published
from recoupe.rows import LISTED, from_row, listed

_FIRST_WORD = re.compile(r"^[^\t\n\f\r ]+[\t\n\f\r ]")
_LAST_WORD = re.compile(r"[\t\n\f\r ][^\t\n\f\r ]+\Z")
_ID = re.compile(r"([0-9a-f]{16})-(\d{1,9})-(\d{1,9})")

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


_TOLD = f"""
    SELECT id, uri, "text", zones, published, language, title.text AS title, outlet, latest
    FROM articles WHERE id IN {LISTED}
"""  # noqa: S608 - ours


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
    if not wanted:
        return {}
    articles = sorted({article for article, _, _ in wanted})
    found = by(rows(connection, _TOLD, [listed(articles)]), "id")
    heads = {name: _head(row) for name, row in found.items()}
    return {
        (name, start, end): _cut(found[name], heads[name], start, end)
        for name, start, end in wanted
        if name in found and 0 <= start < end <= len(found[name]["text"])
    }


def _head(row: Row) -> ArticleHead:
    """Return what ``head`` of ``dossier/passages`` gives in SQL."""
    title = " ".join(row["title"].split())[:LONGEST_TITLE] if row["title"] else None
    return from_row(ArticleHead, row | {"title": title, "newest": row["latest"]})


def _cut(row: Row, head: ArticleHead, start: int, end: int) -> Passage:
    """Return what ``placed`` of ``dossier/passages`` gives in SQL, which takes 20 ms to plan."""
    text: str = row["text"]
    zones = [z for z in row["zones"] if z["start"] < end and start < z["end"]]
    first = max(start - AROUND, zones[0]["start"] if zones else start, 0)
    last = min(end + AROUND, zones[-1]["end"] if zones else end)
    before, after = text[first:start], text[end:last]
    if len(before) == AROUND:
        before = _FIRST_WORD.sub("", before, count=1)
    if len(after) == AROUND:
        after = _LAST_WORD.sub("", after)
    name = f"{row['id']}-{start}-{end}"
    return Passage(name, head, start, end, text[start:end], before, after)
