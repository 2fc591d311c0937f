"""Where shards lie: in a folder that all machines see, or in an object store; both in one way.

A store has no names that are given in one step, but what is written there appears whole. So a shard
is made on the machine's own disk and its files are copied, the mark last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from recoupe.dossier import shards
from recoupe.dossier.shards import MARK, Mark
from recoupe.errors import DossierError
from recoupe.ingest.remote import is_remote, short, store_of, stores
from recoupe.link.alone import Prepared
from recoupe.records import Failure

Place = Path | str
"""A folder, or the address of one in a store."""


def beside(out: Path, place: str | None) -> Place:
    """Return where the shards of a dossier lie: in ``place``, or else beside it.

    >>> beside(Path("/data/affair.duckdb"), "s3://bucket/work/")
    's3://bucket/work/affair.duckdb.shards'
    """
    folder = shards.folder_of(out)
    if place is None:
        return folder
    if is_remote(place):
        return f"{place.rstrip('/')}/{folder.name}"
    return Path(place).resolve() / folder.name


def keys(place: Place) -> frozenset[str]:
    """Return the keys of the shards that have a mark."""
    if isinstance(place, Path):
        return shards.keys(place)
    fs = stores()
    store, path = store_of(place)
    with _told(place):
        found = store.get_file_info(fs.FileSelector(path, recursive=True, allow_not_found=True))
    return frozenset(f.path.split("/")[-2] for f in found if f.base_name == MARK)


def kept(place: Place, key: str) -> Mark | None:
    """Return the mark of a shard that lies there whole; in a store, by the sizes of its files."""
    if isinstance(place, Path):
        return shards.kept(place, key)
    with _told(place):
        return _kept(place, key)


def _kept(place: str, key: str) -> Mark | None:
    fs = stores()
    store, path = store_of(place)
    try:
        with store.open_input_stream(f"{path}/{key}/{MARK}") as file:
            mark = shards.mark_of(json.loads(file.read()))
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None
    found = store.get_file_info([f"{path}/{key}/{file.name}" for file in mark.files])
    whole = all(f.type == fs.FileType.File for f in found)
    sizes = [f.size for f in found] == [file.bytes for file in mark.files]
    return mark if whole and sizes else None


def keep(place: Place, key: str, results: Sequence[Prepared | Failure]) -> Mark:
    """Leave what was read of a shard, the mark last."""
    if isinstance(place, Path):
        return shards.keep(place, key, results)
    store, path = store_of(place)
    with TemporaryDirectory(prefix="recoupe-") as made, _told(place):
        mark = shards.keep(Path(made), key, results)
        for name in (*(file.name for file in mark.files), MARK):
            with store.open_output_stream(f"{path}/{key}/{name}", compression=None) as out:
                out.write((Path(made) / key / name).read_bytes())
    return mark


@contextmanager
def fetched(place: Place, marks: Iterable[Mark]) -> Iterator[Path]:
    """Hand out a folder of this machine in which the shards lie, for as long as the block."""
    if isinstance(place, Path):
        yield place
        return
    store, path = store_of(place)
    with TemporaryDirectory(prefix="recoupe-") as made:
        for mark in marks:
            (Path(made) / mark.key).mkdir(exist_ok=True)
            for file in mark.files:
                with _told(place), store.open_input_stream(f"{path}/{mark.key}/{file.name}") as got:
                    (Path(made) / mark.key / file.name).write_bytes(got.read())
        yield Path(made)


def discard(place: Place, but: Iterable[str] = ()) -> None:
    """Remove the shards of a place, but for those named."""
    if isinstance(place, Path):
        shards.discard(place, but)
        return
    wanted, fs = set(but), stores()
    store, path = store_of(place)
    with _told(place):
        for found in store.get_file_info(fs.FileSelector(path, allow_not_found=True)):
            if found.type == fs.FileType.Directory and found.base_name not in wanted:
                store.delete_dir(found.path)


@contextmanager
def _told(place: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DossierError(f"shards cannot be kept in {place}: {short(error)}") from error
