"""Calls states as the reader's language does: a name as the articles write it in, his own out."""

from __future__ import annotations

from functools import cache

from recoupe import lexicon

BETWEEN = ", "
"""Between the names of several who act together."""


def called(language: str, names: str) -> str:
    """Return a name, or names with commas between, with those of states in a language.

    Only what is a state's whole name is changed; people and bodies are called as they are written.

    >>> called("en", "Russie"), called("en", "Suède, Nora Vasseur"), called("fr", "Russie")
    ('Russia', 'Sweden, Nora Vasseur', 'Russie')
    """
    return BETWEEN.join(_called(language, name) for name in names.split(BETWEEN))


def _called(language: str, name: str) -> str:
    if name in _codes(language):
        return name
    code = next((c for c in (_codes(other).get(name) for other in lexicon.languages()) if c), None)
    return _names(language).get(code or "", name)


@cache
def _codes(language: str) -> dict[str, str]:
    """Return the codes of states by each of their names in a language."""
    known = lexicon.table(language, "countries")["countries"]
    return {
        n: state["iso"] for name, state in known.items() for n in (name, *state.get("also", ()))
    }


@cache
def _names(language: str) -> dict[str, str]:
    """Return the names of states in a language by their codes, of several the first."""
    known = lexicon.table(language, "countries")["countries"]
    return {state["iso"]: name for name, state in reversed(known.items())}
