"""Writes a dossier as JSON Lines: an open dossier in, one file a table and one object a line out.

The files and fields are the project's exchange format (``docs/reference``). Offsets count code
points in the text of the article; files whose records are not read yet are written empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from recoupe.dossier.read import Dossier
from recoupe.errors import DossierError
from recoupe.records import READ_ZONES, Actor, Article, Quotation, TimeExpression
from recoupe.rows import to_row

TABLES = (
    "articles",
    "actors",
    "quotations",
    "utterances",
    "times",
    "quantities",
    "events",
    "discrepancies",
    "reprints",
    "stories",
    "failures",
)
"""The files of an export, in the order of the data's way."""

Row = dict[str, Any]


def export(dossier: Dossier, folder: Path) -> dict[str, int]:
    """Write all files into ``folder`` (made if missing) and return the number of lines of each.

    Each file is written beside its place and then put there. Raises :class:`DossierError` where
    the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {table: _write(folder / f"{table}.jsonl", _rows(dossier, table)) for table in TABLES}
    except OSError as error:
        raise DossierError(
            f"cannot write to {folder}: {error.strerror or error}; name another folder with -o"
        ) from error


def _write(path: Path, rows: Iterable[Row]) -> int:
    draft = path.with_name(path.name + ".part")
    count = 0
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            for count, row in enumerate(rows, 1):  # noqa: B007 - counted after the loop
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count


def _rows(dossier: Dossier, table: str) -> Iterator[Row]:
    if table == "articles":
        versions = dossier.version_numbers()
        return (article_row(a, versions[a.id]) for a in dossier.articles())
    if table == "actors":
        return map(actor_row, dossier.actors())
    if table == "quotations":
        return map(quotation_row, dossier.quotations())
    if table == "times":
        return map(time_row, dossier.times())
    if table == "failures":
        return map(to_row, dossier.failures())
    return iter(())


def article_row(article: Article, version: int) -> Row:
    """Return an article as exported: what is read of it as ``body``, the rest as ``apparatus``."""
    title = article.title
    return {
        "id": article.id,
        "uri": article.uri,
        "version": version,
        "title": title.text if title else None,
        "title_span": to_row(title),
        "published": to_row(article.published),
        "language": article.language,
        "outlet": article.outlet,
        "byline": article.byline,
        "credits": list(article.credits),
        "body": [{"start": z.start, "end": z.end} for z in article.zones if z.kind in READ_ZONES],
        "zones": [to_row(z) for z in article.zones if z.kind in READ_ZONES],
        "apparatus": [to_row(z) for z in article.zones if z.kind not in READ_ZONES],
        "origin": None,
        "story": None,
    }


def actor_row(actor: Actor) -> Row:
    """Return an actor as exported, with where it is mentioned and what functions it is given."""
    mentions = [
        {"article": actor.article, **to_row(m.span), "head": m.head} for m in actor.mentions
    ]
    roles = [
        {"role": r.role, "article": actor.article, "start": r.span.start, "end": r.span.end}
        for r in actor.roles
    ]
    row: Row = to_row(actor)
    return row | {"roles": roles, "mentions": mentions}


def quotation_row(quotation: Quotation) -> Row:
    """Return a quotation as exported; ``utterance`` is filled once utterances are linked."""
    row: Row = to_row(quotation)
    return row | {"utterance": None}


def time_row(expression: TimeExpression) -> Row:
    """Return a time expression as exported, its span laid flat."""
    row: Row = to_row(expression)
    return {"id": row.pop("id"), "article": row.pop("article"), **row.pop("span"), **row}
