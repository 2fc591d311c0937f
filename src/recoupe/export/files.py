"""Writes the files of an export whole or not at all: a folder or path in, where to write out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from recoupe.errors import DossierError


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Make the folder; what the system refuses then is a :class:`DossierError` of one line."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise DossierError(
            f"cannot write to {folder}: {error.strerror or error}; name another folder with -o"
        ) from error


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """Hand out a path beside the file's; it takes the file's place at a clean end, else it goes."""
    draft = path.with_name(path.name + ".part")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """Open a text file that comes to be at a clean end only, in a folder made for it."""
    with (
        writable(path.parent),
        drafted(path) as draft,
        draft.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file,
    ):
        yield file
