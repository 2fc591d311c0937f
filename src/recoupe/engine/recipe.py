"""Tells on what a reading depends beside its page: settings in, one short text out.

Two runs with the same text read a page alike. It covers the settings (but for those of which the
result is independent), the program with its lexicons, spaCy, and the models.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from hashlib import blake2b
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from recoupe.settings import Settings

INDEPENDENT = frozenset({"processes", "shard_pages", "database_bytes"})
"""Settings of how work is spread, not of what is read."""

READ_BY = (".py", ".toml")
"""Files of the package that decide what is read: code and lexicons (40 ms for all of them)."""


def recipe(settings: Settings) -> str:
    """Return the text for these settings."""
    chosen = {name: value for name, value in asdict(settings).items() if name not in INDEPENDENT}
    models = {name: _model(name) for name in sorted(settings.models.values())}
    told = {"settings": chosen, "models": models, "program": program_digest()}
    return json.dumps(told, sort_keys=True)


@cache
def program_digest() -> str:
    """Return a hash of the program: its version alone would not tell two states of a checkout."""
    digest = blake2b(metadata.version("recoupe").encode(), digest_size=16)
    digest.update(metadata.version("spacy").encode())
    for name, content in sorted(_files(resources.files("recoupe"), "")):
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(READ_BY):
            yield prefix + entry.name, entry.read_bytes()


def _model(name: str) -> str:
    """Return the version of a spaCy pipeline, or the description that one in a folder carries."""
    described = Path(name) / "meta.json"
    if described.is_file():
        return described.read_text(encoding="utf-8")
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
