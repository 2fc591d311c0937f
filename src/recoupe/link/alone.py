"""Works out what linking needs of one article alone: an article in, rows of three tables out.

It is done where the article is read, by several processes or machines, and kept with the reading.
The steps of linking do it themselves only for articles that came without it, as those of a dossier
of an older version, or whose signature was made by another recipe.
"""

from __future__ import annotations

from typing import Any

from recoupe.link.origins_page import of_page
from recoupe.link.reprints_signatures import RECIPE, bands
from recoupe.link.reprints_text import Side
from recoupe.link.story_terms import Term, terms
from recoupe.records import READ_ZONES, Article
from recoupe.rows import to_row

ALONE = ("signatures", "article_origins", "story_terms")
"""The tables, each with the column ``article``; they hold the latest version of each page only."""

HEADLINES = ("title", "lead")

Row = dict[str, Any]


def alone(article: Article) -> dict[str, list[Row]]:
    """Return the rows of each of the tables for one article."""
    return {
        "signatures": [signature(article)],
        "article_origins": [of_page(article)],
        "story_terms": [to_row(term) for term in telling(article)],
    }


def signature(article: Article) -> Row:
    """Return the row by which copies of an article are found."""
    return {"article": article.id, "recipe": RECIPE, "bands": bands(Side.of(article).sentences)}


def telling(article: Article) -> list[Term]:
    """Return the words that tell what an article is about."""
    read = [z for z in article.zones if z.kind in READ_ZONES]
    texts = [(article.text[z.start : z.end], z.kind in HEADLINES) for z in read]
    return terms(article.id, article.language, texts)
