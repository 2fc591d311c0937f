"""Words are data: reads ``lexicons/<language>/<name>.toml`` and hands out its tables.

In: a language code and a list's name. Out: the parsed TOML, or one list of it as a frozen set.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from recoupe.errors import LexiconError


def _root() -> Traversable:
    return resources.files("recoupe") / "lexicons"


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a lexicon, sorted."""
    return tuple(sorted(d.name for d in _root().iterdir() if d.is_dir() and len(d.name) == 2))  # noqa: PLR2004


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return one lexicon file as a mapping.

    Raises :class:`LexiconError` where the file is missing or is not TOML.
    """
    path = _root() / language / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LexiconError(f"no lexicon {language}/{name}.toml: add the file") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon {language}/{name}.toml is not valid TOML: {error}") from error


@cache
def words(language: str, name: str, key: str) -> frozenset[str]:
    """Return the list ``key`` (dotted for a nested one) of a lexicon file as a set."""
    value: Any = table(language, name)
    for part in key.split("."):
        if part not in value:
            raise LexiconError(f"lexicon {language}/{name}.toml has no list '{key}': add it")
        value = value[part]
    return frozenset(value)
