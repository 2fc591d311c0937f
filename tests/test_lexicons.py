"""Lexicon files are written alike, so that a word or a language can be added without code."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import recoupe

ROOT = Path(recoupe.__file__).parent / "lexicons"
FILES = sorted(ROOT.glob("*/*.toml"))


def lists(tree: object, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Yield every list of a TOML tree with its dotted name."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from lists(value, f"{path}.{key}" if path else key)
    elif isinstance(tree, list):
        yield path, tree
        for item in tree:
            yield from lists(item, path)


def strings(tree: object) -> Iterator[str]:
    """Yield every string of a TOML tree, keys too."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from strings(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from strings(item)
    elif isinstance(tree, str):
        yield tree


def test_every_language_has_the_same_files() -> None:
    names: dict[str, set[str]] = {}
    for path in FILES:
        names.setdefault(path.parent.name, set()).add(path.name)
    every = set().union(*names.values())
    missing = {language: sorted(every - have) for language, have in names.items() if every - have}
    assert not missing


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_lexicon_file_is_well_made(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = tomllib.loads(source)
    assert source.startswith("# "), "the first line is a comment that says what the lists are"
    for name, words in lists(tree):
        keys = [repr(w) for w in words]
        twice = sorted({k for k in keys if keys.count(k) > 1})
        assert not twice, f"{name} holds twice: {', '.join(twice)}"
    odd = [s for s in strings(tree) if s != s.strip() or s != unicodedata.normalize("NFC", s)]
    assert not odd, f"not stripped or not in NFC: {odd}"
