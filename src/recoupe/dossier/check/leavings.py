"""Finds what builds that were killed left beside a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from recoupe.dossier import folder as tables
from recoupe.dossier import lock, shards, store
from recoupe.dossier.check.problem import Problem


def leavings(path: Path) -> Iterator[Problem]:
    """Yield a problem for each leaving, unless a build is under way."""
    if lock.is_held(store.lock_of(path)):
        return
    for draft in (store.draft_of(path), tables.draft_of(path)):
        if draft.exists():
            told = "a build was interrupted while it wrote this"
            yield Problem(draft.name, told, "build again, or delete it")
    folder = shards.folder_of(path)
    if folder.exists():
        count = len(shards.keys(folder))
        told = f"what a build that was interrupted had read ({count} shards)"
        yield Problem(folder.name, told, "run the same build again, which goes on, or delete it")
