"""Tells where a page has its news: an article in, the row of its origin out."""

from __future__ import annotations

from typing import Any

from recoupe.clean.credits import page_credits
from recoupe.clean.outlets import is_agency
from recoupe.link.origins_media import key
from recoupe.records import Article

Row = dict[str, Any]


def of_page(article: Article) -> Row:
    """Return where a page has what it tells, and the outlet's own key for what it found itself."""
    if article.outlet:
        own, name = key(article.outlet), article.outlet
    else:
        title = article.title.text if article.title else article.uri
        own, name = f"article {article.id}", " ".join(title.split())
    row = {"article": article.id, "own": own, "own_name": name, "origin": own, "name": name}
    credited = _credited(article)
    if credited is None:
        reason = "the outlet's own account" if article.outlet else "the page's own account"
        return row | {"reason": reason}
    told = {"origin": key(credited), "name": credited, "reason": f"the page credits {credited}"}
    return row | told


def _credited(article: Article) -> str | None:
    """Return whom a page credits besides its own outlet, an agency before a medium."""
    if article.outlet and is_agency(article.outlet):
        return None
    others = [c for c in page_credits(article) if c != article.outlet]
    return next((c for c in others if is_agency(c)), others[0] if others else None)
