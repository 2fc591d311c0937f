"""Writes a role as it stands behind a name: a role as printed in, one without its capital out."""

from __future__ import annotations

from functools import cache

from recoupe.link.known import every_article


def behind_a_name(role: str) -> str:
    """Take the capital from an article with which a sentence began.

    >>> behind_a_name("Le maire de Belmare"), behind_a_name("Lead negotiator")
    ('le maire de Belmare', 'Lead negotiator')
    """
    return role[:1].lower() + role[1:] if role.startswith(_articles()) else role


@cache
def _articles() -> tuple[str, ...]:
    """Return the articles of all languages as a sentence begins with them."""
    return tuple(article[:1].upper() + article[1:] for article in every_article())
