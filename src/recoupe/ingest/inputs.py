"""Finds the files behind an input: a path, a folder, a glob pattern or ``-`` in, sources out."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from recoupe.errors import InputError
from recoupe.forms import READABLE, Form, form_of
from recoupe.ingest.remote import is_remote, listed

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: the address to record, where its bytes are, and what they are.

    ``bytes`` says how many there are where a listing told it.
    """

    uri: str
    path: str
    form: Form
    bytes: int = field(default=0, compare=False)


def sources(given: str | Path) -> list[Source]:
    """Return the readable files an input names, sorted; the address is the path as given.

    Raises :class:`InputError` where the path does not exist, is of an unknown form, or a folder or
    pattern holds nothing readable.
    """
    name = str(given)
    if name == STDIN:
        return [Source(STDIN, STDIN, "text")]
    if is_remote(name):
        return _inside(name, listed(name))
    path = Path(name)
    if path.is_dir():
        return _inside(name, _unmeasured(_walk(path)))
    if path.exists():
        return [_named(name)]
    if glob.has_magic(name):
        return _inside(name, _unmeasured(_matches(name)))
    raise InputError(f"no such file or folder: '{name}'; check the path")


def from_anywhere(source: Source) -> Source:
    """Return the source with a path that does not count from where this program runs."""
    if is_remote(source.path):
        return source
    return replace(source, path=os.path.abspath(source.path))  # noqa: PTH100 - links stay as named


def weight(source: Source) -> int:
    """Return the bytes of a file; 0 of one that is not there, which reading then tells of."""
    try:
        return source.bytes or Path(source.path).stat().st_size
    except OSError:
        return 0


def _unmeasured(names: Iterable[str]) -> list[tuple[str, int]]:
    return [(name, 0) for name in sorted(set(names))]


def _walk(folder: Path) -> list[str]:
    """List the files below a folder; hidden files and folders are left out."""
    inside = (p for p in folder.rglob("*") if p.is_file())
    return [
        str(p) for p in inside if not any(s.startswith(".") for s in p.relative_to(folder).parts)
    ]


def _matches(pattern: str) -> list[str]:
    found: list[str] = []
    for name in glob.glob(pattern, recursive=True):  # noqa: PTH207  (a Path cannot hold "~" or "../*")
        found.extend(_walk(Path(name)) if Path(name).is_dir() else [name])
    return found


def _inside(given: str, files: Iterable[tuple[str, int]]) -> list[Source]:
    known = [(name, form_of(name), size) for name, size in files]
    found = [Source(name, name, form, size) for name, form, size in known if form is not None]
    if not found:
        raise InputError(f"nothing to read in '{given}': no file ends in {READABLE}")
    return found


def _named(name: str) -> Source:
    form = form_of(name)
    if form is None:
        raise InputError(f"'{name}' is of no form that can be read; rename it to one of {READABLE}")
    return Source(name, name, form)
