"""Opens dossiers: a path in, a DuckDB connection out, and one-line errors that say what to do.

A dossier is never changed in place. Writing goes to ``<name>.building`` beside it, which begins as
a copy and takes the dossier's name when all went well. A build that is killed, meets a full disk or
raises an error leaves the old dossier as it was, and readers are not shut out meanwhile. A lock
(``lock.py``) keeps a second build away. A dossier that is a folder of Parquet (``folder.py``) is
written in a draft as well, and read where it lies.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from recoupe.dossier import folder, lock, schema, shelf
from recoupe.dossier.durable import put_in_place
from recoupe.errors import DossierError
from recoupe.rows import quoted
from recoupe.settings import DATABASE_BYTES

_REMEDIES: tuple[tuple[str, str], ...] = (
    (
        r"set lock on file.*?\(PID (?P<pid>\d+)",
        "{path} is in use by another process (PID {pid}): wait for it or close it, then try again",
    ),
    (r"set lock on file|different configuration|already attached|file handle conflict",
     "{path} is in use elsewhere: close it, then try again"),
    (r"not a valid DuckDB", "{path} is no dossier: name a file that 'recoupe build' wrote"),
    (r"newer version|version number",
     "{path} was written by a newer recoupe or DuckDB: update recoupe"),
    (r"No space left|File too large|disk (is )?full|Could not write|could not truncate",
     "no room to write {path}: free some disk space, then try again; the old one is unchanged"),
    (r"Out of Memory",
     "{path} takes more memory than it may: allow more (--memory 8GB); what was read is kept"),
    (r"[Pp]ermission denied|Read-only file system",
     "not allowed to open {path}: check the permissions of the file and its folder"),
    (r"enough bytes|[Cc]orrupt|[Cc]hecksum|No files found|magic bytes|TProtocol|ZSTD",
     "{path} is damaged: delete it and build it again from its pages"),
    (r"No such file", "cannot open {path}: its folder does not exist"),
)  # fmt: skip
"""What DuckDB or the system says (first match wins), and what the user is told."""


_LOCKED = re.compile(r"set lock on file|different configuration")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of DuckDB and of the file system into a :class:`DossierError` of one line."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise _in_words(path, error) from error


def _in_words(path: Path, error: Exception) -> DossierError:
    told = " ".join(str(error).split())
    for pattern, remedy in _REMEDIES:
        if found := re.search(pattern, told):
            return DossierError(remedy.format(path=path, **found.groupdict()))
    return DossierError(f"{path} cannot be used: {told}")


def in_memory() -> DuckDBPyConnection:
    """Return a connection to a new, empty dossier that lives in memory only."""
    connection = duckdb.connect()
    schema.migrate(connection)
    shelf.renew(connection)
    return connection


def require_file(path: Path) -> None:
    """Raise :class:`DossierError` where there is no dossier at the path."""
    if not path.is_file() and not folder.is_folder(path):
        raise DossierError(f"no dossier at {path}: make one with 'recoupe build INPUT -o {path}'")


def names_folder(name: str) -> bool:
    """Tell whether a dossier of that name is to be a folder of Parquet: it ends with a slash.

    >>> names_folder("affair/"), names_folder("affair.duckdb")
    (True, False)
    """
    return name.endswith(tuple(filter(None, (os.sep, os.altsep)))) or folder.is_folder(Path(name))


def changing(path: Path) -> Path:
    """Return the file that is another one when the dossier has changed."""
    return path / folder.MANIFEST if path.is_dir() else path


def connect(path: Path) -> DuckDBPyConnection:
    """Open a dossier for reading as it is; :class:`DossierError` where this recoupe cannot."""
    require_file(path)
    with explained(path):
        if folder.is_folder(path):
            return folder.view(path.resolve())
        connection = duckdb.connect(str(path), read_only=True)
    try:
        with explained(path):
            found = schema.version(connection)
        schema.require(found, path)
    except DossierError:
        connection.close()
        raise
    return connection


def open_for_reading(path: Path) -> DuckDBPyConnection:
    """Open a dossier; one written by an older recoupe is brought up to date first."""
    connection = connect(path)
    if not schema.missing(connection) and shelf.is_current(connection):
        return connection
    connection.close()
    _bring_up_to_date(path)
    return connect(path)


def _bring_up_to_date(path: Path) -> None:
    """Migrate a dossier, draw its conclusions where that is due, and make its shelf anew."""
    from recoupe.link.steps import link  # noqa: PLC0415 - 0.4 s that only older dossiers need

    with writing(path) as connection:
        link(connection)


def draft_of(path: Path) -> Path:
    """Return where a dossier is written before it takes its place."""
    return path.with_name(path.name + ".building")


def lock_of(path: Path) -> Path:
    """Return the file that is locked while a dossier is written."""
    return path.with_name(path.name + ".lock")


@contextmanager
def writing(
    path: Path, *, as_folder: bool = False, memory: int = DATABASE_BYTES
) -> Iterator[DuckDBPyConnection]:
    """Open a copy of the dossier for writing; it takes the dossier's place at a clean end.

    What readers page through is then brought up to date with it (``dossier/shelf``). A dossier
    stays what it is, a file or a folder; ``as_folder`` says what a new one is to be. ``memory`` is
    how many bytes DuckDB may hold; what is more lies in a folder beside the draft meanwhile.
    """
    path = path.resolve()
    if as_folder:
        _require_room_for_folder(path)
    with ExitStack() as stack:
        with explained(path):
            stack.enter_context(lock.held(lock_of(path), path))
        writer = _writing(path, draft_of(path), as_folder=as_folder, memory=memory)
        yield stack.enter_context(writer)


def _require_room_for_folder(path: Path) -> None:
    if path.is_file():
        raise DossierError(f"{path} is a file: name it without the slash, or another folder")
    if path.is_dir() and not folder.is_folder(path) and any(path.iterdir()):
        raise DossierError(f"{path} is a folder of other things: name another one")


@contextmanager
def _writing(
    path: Path, draft: Path, *, as_folder: bool, memory: int
) -> Iterator[DuckDBPyConnection]:
    connection = _open_draft(path, draft, memory)
    try:
        try:
            yield connection
        except duckdb.Error as error:
            raise _in_words(path, error) from error
        with explained(path):
            shelf.renew(connection)
            if as_folder or folder.is_folder(path):
                folder.publish(connection, path)
            else:
                connection.execute("CHECKPOINT")  # closing would pass over a full disk in silence
                connection.close()
                _publish(draft, path)
    finally:
        with suppress(duckdb.Error):
            connection.close()
        _discard(draft)


def _open_draft(path: Path, draft: Path, memory: int) -> DuckDBPyConnection:
    """Lock and fill the draft; leavings of a killed build are thrown away."""
    _refuse_if_held(draft, path)
    with explained(path):
        try:
            _discard(draft)
            dense = path.is_file() and _is_dense(path)
            if dense:
                shutil.copyfile(path, draft)
            connection = duckdb.connect(str(draft), config={"memory_limit": f"{memory}B"})
            if folder.is_folder(path):
                folder.fill(connection, path)
            elif path.exists() and not dense:
                _copy(connection, path)
            schema.migrate(connection)
        except BaseException:
            _discard(draft)
            raise
    return connection


def _refuse_if_held(draft: Path, path: Path) -> None:
    """Raise :class:`DossierError` where another program holds the draft, whatever its state."""
    try:
        duckdb.connect(str(draft)).close()
    except duckdb.Error as error:
        if _LOCKED.search(str(error)):
            raise _in_words(path, error) from error


LOOSE = 0.5
"""Share of a file that may be free blocks before it is written anew table by table, which closes
them up. What is deleted leaves a third free (of 400 MB at 10,000 articles), which the next writing
fills again; to copy such a file as it stands takes 0.3 s instead of 5."""


def _is_dense(path: Path) -> bool:
    """Tell whether a dossier can be copied as it stands: nothing to close up, no open log."""
    with duckdb.connect(str(path), read_only=True) as old:
        schema.require(schema.version(old), path)
        row = old.execute("SELECT free_blocks, total_blocks FROM pragma_database_size()").fetchone()
    free, total = row or (0, 0)
    return free <= total * LOOSE and not path.with_name(path.name + ".wal").exists()


def _copy(connection: DuckDBPyConnection, path: Path) -> None:
    """Write the dossier anew, table by table."""
    connection.execute(f"ATTACH {quoted(path)} AS old_dossier (READ_ONLY)")
    row = connection.execute("SELECT current_database()").fetchone()
    target = str(row[0]).replace('"', '""') if row else ""
    connection.execute(f'COPY FROM DATABASE old_dossier TO "{target}"')
    connection.execute("DETACH old_dossier")


def _publish(draft: Path, path: Path) -> None:
    """Put a finished draft in the dossier's place, once it is seen to be whole."""
    with duckdb.connect(str(draft), read_only=True) as written:
        schema.require(schema.version(written), draft)
    if path.exists():
        shutil.copymode(path, draft)
    put_in_place(draft, path)


def _discard(draft: Path) -> None:
    for leaving in (draft, draft.with_name(draft.name + ".wal")):
        leaving.unlink(missing_ok=True)
    shutil.rmtree(draft.with_name(draft.name + ".tmp"), ignore_errors=True)  # what DuckDB put by
