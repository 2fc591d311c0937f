"""Finds the medium that words name as their way: how something was told in, a medium's name out."""

from __future__ import annotations

import re

from recoupe import lexicon
from recoupe.clean.fold import soft
from recoupe.clean.outlets import canonical, named, outlets
from recoupe.extract.circumstances_outlets import is_medium, name_at

MOST_ADJECTIVES = 2
"""Adjectives between "chaîne" or "agence" and the name."""

_CAPITAL = re.compile(r"\b[^\W\d_a-zà-öø-ÿ]")


def medium_in(text: str, language: str) -> str | None:
    """Return the newspaper, station or agency that a channel or relay names, ``None`` without one.

    « un entretien au Courrier de Brécy », « l'agence Ostral » name one; « un communiqué », « une
    conférence de presse » and a network where anybody can read are open to all.
    """
    known = next(named(text), None)
    if known:
        return known.name
    for match in _CAPITAL.finditer(text):
        name = name_at(text, match.start(), language)
        if name and (is_medium(name, language) or _headed(text[: match.start()], language)):
            return canonical(name) or name
    return None


def _headed(before: str, language: str) -> bool:
    """Tell whether a medium's common noun leads to a name: « la chaîne publique X »."""
    heads = {soft(word) for word in lexicon.words(language, "channels", "media.heads")}
    words = soft(before).replace("'", " ").split()
    for word in reversed(words[-MOST_ADJECTIVES - 1 :]):
        if word in heads:
            return True
        if not word.endswith(outlets().endings):
            return False
    return False


def key(name: str) -> str:
    """Return the key of a medium, the same for all spellings of its name.

    >>> key("L'Écho des quais"), key("l’écho des Quais")
    ("medium l'echo des quais", "medium l'echo des quais")
    """
    return f"medium {soft(canonical(name) or name)}"
