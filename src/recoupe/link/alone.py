"""Works out what linking needs of one article alone: a reading in, rows of four tables out.

It is done where the article is read, by several processes or machines, and kept with the reading.
The steps of linking do it themselves only for articles that came without it, as those of a dossier
of an older version, whose signature was made by another recipe, or where a reader corrected what
was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from duckdb import DuckDBPyConnection

from recoupe.engine.chunks import chunked
from recoupe.link.discrepancies_learn import marks
from recoupe.link.origins_page import of_page
from recoupe.link.reprints_signatures import RECIPE, bands
from recoupe.link.reprints_text import Side
from recoupe.link.story_terms import terms
from recoupe.records import READ_ZONES, Article, Failure, Quantity, Quotation, Reading
from recoupe.rows import insert, to_row

ALONE = ("signatures", "article_origins", "story_terms", "account_marks")
"""The tables, each with the column ``article``; they hold the latest version of each page only."""

HEADLINES = ("title", "lead")

BATCH = 2048
"""Articles read at once: each batch is one pass over the table of them, 0.1 s where there are
100,000; many would make that grow with the square."""

Row = dict[str, Any]
Of = TypeVar("Of")
Accounts = tuple[Article, Sequence[Quotation], Sequence[Quantity]]
"""An article, with what was read of it that its marks depend on."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was read of an article, and the rows of each of the tables that follow from it alone."""

    reading: Reading
    rows: Mapping[str, Sequence[Row]]


def prepared(result: Reading | Failure) -> Prepared | Failure:
    """Work out what linking needs of an article alone; a failure needs nothing."""
    if isinstance(result, Failure):
        return result
    article = result.article
    rows = {
        "signatures": signature(article),
        "article_origins": origin(article),
        "story_terms": telling(article),
        "account_marks": marked((article, result.quotations, result.quantities)),
    }
    return Prepared(result, rows)


def signature(article: Article) -> list[Row]:
    """Return the row by which copies of an article are found."""
    return [{"article": article.id, "recipe": RECIPE, "bands": bands(Side.of(article).sentences)}]


def origin(article: Article) -> list[Row]:
    """Return the row that says where the page has its news."""
    return [of_page(article)]


def telling(article: Article) -> list[Row]:
    """Return the words that tell what an article is about."""
    read = [z for z in article.zones if z.kind in READ_ZONES]
    texts = [(article.text[z.start : z.end], z.kind in HEADLINES) for z in read]
    return [to_row(term) for term in terms(article.id, article.language, texts)]


def marked(accounts: Accounts) -> list[Row]:
    """Return what an article says that others may say differently."""
    return list(map(to_row, marks(*accounts)))


def make_up(
    connection: DuckDBPyConnection,
    table: str,
    work_out: Callable[[Of], list[Row]],
    fetch: Callable[[DuckDBPyConnection, Sequence[str]], Iterable[Of]],
) -> None:
    """Bring one of the tables up to date: older versions go, articles that came without come in.

    ``fetch`` reads what ``work_out`` needs of some articles.
    """
    latest = "SELECT id FROM articles WHERE latest"
    connection.execute(f"DELETE FROM {table} WHERE article NOT IN ({latest})")  # noqa: S608 - our names
    found = connection.execute(
        f"{latest} AND id NOT IN (SELECT article FROM {table}) ORDER BY id"  # noqa: S608 - our names
    ).fetchall()
    for batch in chunked((name for (name,) in found), BATCH):
        rows = [row for read in fetch(connection, batch) for row in work_out(read)]
        insert(connection, table, rows)
