"""Writes a role as it stands behind a name: a role as printed in, one without its capital out."""

from __future__ import annotations

from functools import cache

from recoupe import lexicon
from recoupe.link.known import articles


def behind_a_name(role: str) -> str:
    """Take the capital from an article with which a sentence began.

    >>> behind_a_name("Le maire de Belmare"), behind_a_name("Lead negotiator")
    ('le maire de Belmare', 'Lead negotiator')
    """
    return role[:1].lower() + role[1:] if role.startswith(_articles()) else role


@cache
def _articles() -> tuple[str, ...]:
    """Return the articles of all languages as a sentence begins with them."""
    known = {a for language in lexicon.languages() for a in articles(language)}
    capital = {article[:1].upper() + article[1:] for article in known}
    return tuple(sorted(capital | {article.replace("'", "’") for article in capital}))
