"""Makes files outlast a loss of power: paths in, their content on the disk before the next step."""

from __future__ import annotations

import os
from pathlib import Path


def settle(path: Path) -> None:
    """Wait until a file, or the list of names a folder holds, is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders, and keeps their names in a journal of its own
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(draft: Path, path: Path) -> None:
    """Give a finished file its name in one step; what stood there before stays until then."""
    settle(draft)
    draft.replace(path)
    settle(path.parent)
