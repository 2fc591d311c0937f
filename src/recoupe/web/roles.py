"""Writes a role as it stands behind a name: a role as printed in, one without its capital out."""

from __future__ import annotations

from functools import cache

from recoupe import lexicon


def behind_a_name(role: str) -> str:
    """Take the capital from an article with which a sentence began.

    >>> behind_a_name("Le maire de Belmare"), behind_a_name("Lead negotiator")
    ('le maire de Belmare', 'Lead negotiator')
    """
    return role[:1].lower() + role[1:] if role.startswith(_articles()) else role


@cache
def _articles() -> tuple[str, ...]:
    """Return the articles of all languages as a sentence begins with them."""
    found = set[str]()
    for language in lexicon.languages():
        for article in lexicon.table(language, "names")["links"]["articles"]:
            first = article[:1].upper() + article[1:]
            found |= {first, first.replace("'", "’")} if first.endswith("'") else {f"{first} "}
    return tuple(sorted(found))
