"""Opens what lies in object stores and on HDFS: an address such as ``s3://bucket/a.jsonl`` in.

pyarrow knows these stores and finds credentials, region and endpoint as their own tools do: in the
environment (``AWS_…``), in settings files, from the machine's role.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import PurePosixPath
from types import ModuleType
from typing import IO, TYPE_CHECKING, cast

from recoupe.errors import InputError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

SCHEMES = ("s3", "s3a", "gs", "gcs", "hdfs", "viewfs", "abfs", "abfss")
"""The stores pyarrow can open; ``s3a`` is what Hadoop calls S3."""

S3 = ("s3", "s3a")

TOLD = 200
"""Characters that are told of what a store says."""

BUFFER = 1 << 20
"""Bytes asked for at once: an answer of a store takes some 20 ms, whatever its size."""


def is_remote(name: str) -> bool:
    """Tell whether a name is an address in a store.

    >>> is_remote("s3://bucket/a.jsonl"), is_remote("press/a.txt")
    (True, False)
    """
    scheme, mark, _rest = name.partition("://")
    return bool(mark) and scheme in SCHEMES


def listed(name: str) -> list[tuple[str, int]]:
    """Return the addresses of the files that a name means, sorted, with their bytes.

    A name is that of a file, of a folder or a pattern with ``*``; hidden files are left out. A
    ``*`` stands for what is between two slashes, ``**`` for more of it.
    """
    fs = stores()
    store, path = store_of(name)
    scheme = name.partition("://")[0]
    fixed, magic, _ = path.partition("*")
    try:
        if magic:
            base = fixed.rpartition("/")[0]
        else:
            (info,) = store.get_file_info([path])
            if info.type == fs.FileType.File:
                return [(name, info.size)]
            base = path
        found = store.get_file_info(fs.FileSelector(base, recursive=True, allow_not_found=True))
    except OSError as error:
        raise InputError(f"'{name}' cannot be listed: {short(error)}") from error
    files = [(f.path, f.size) for f in found if f.type == fs.FileType.File]
    if not files:
        raise InputError(f"no such file or folder: '{name}'; check the address")
    return sorted(
        (f"{scheme}://{path_}", size)
        for path_, size in files
        if not _is_hidden(path_.removeprefix(base)) and (not magic or _fits(path_, path))
    )


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _fits(path: str, pattern: str) -> bool:
    """Tell whether a path fits a pattern part by part."""
    if "**" in pattern:
        before, _, after = pattern.partition("**")
        return path.startswith(before) and PurePosixPath(path).match(after.lstrip("/") or "*")
    parts = pattern.count("/")
    return path.count("/") == parts and PurePosixPath(path).match(pattern)


@contextmanager
def opened(name: str) -> Iterator[tuple[IO[bytes], int]]:
    """Open a file for reading, and tell how many bytes it has."""
    store, path = store_of(name)
    with store.open_input_file(path) as file:
        yield cast("IO[bytes]", io.BufferedReader(cast("io.RawIOBase", file), BUFFER)), file.size()


def store_of(name: str) -> tuple[FileSystem, str]:
    """Return the store that an address lies in, and the path there without a slash at its end."""
    scheme, _, rest = name.partition("://")
    if scheme in S3:
        return _s3(), rest.rstrip("/")
    try:
        store, path = stores().FileSystem.from_uri(name)
    except (OSError, ValueError) as error:
        raise InputError(f"'{name}' cannot be opened: {short(error)}") from error
    return store, path.rstrip("/")


def stores() -> ModuleType:
    """Return pyarrow's module of stores; :class:`InputError` where it is not installed."""
    try:
        from pyarrow import fs  # noqa: PLC0415 - of an extra
    except ImportError as error:
        told = "files in object stores need pyarrow: pip install 'recoupe[spark]'"
        raise InputError(told) from error
    return cast("ModuleType", fs)


def _s3() -> FileSystem:
    """Return S3, or what speaks like it where the environment names it, as Amazon's tools do."""
    return s3(os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL"))


@cache
def s3(endpoint: str | None) -> FileSystem:
    """Return a store that speaks like S3, without asking it for the region of a bucket."""
    scheme, mark, host = (endpoint or "").partition("://")
    if not mark:
        return stores().S3FileSystem()
    return stores().S3FileSystem(scheme=scheme, endpoint_override=host.rstrip("/"))


def short(error: Exception) -> str:
    """Return what a store says, in one line."""
    return " ".join(str(error).split())[:TOLD]
