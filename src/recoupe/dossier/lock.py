"""Lets one process at a time write a dossier: a path in, a lock held for a block.

The lock is one of the system on a small file: it is gone with the process that held it, however
that ended, and the file that is left then is no hindrance. Systems without such locks (Windows) do
with the one that DuckDB holds on the draft.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from recoupe.errors import DossierError

try:
    import fcntl
except ImportError:  # pragma: no cover - not on this system
    fcntl = None  # type: ignore[assignment]


@contextmanager
def held(lock: Path, dossier: Path) -> Iterator[None]:
    """Hold the lock; :class:`DossierError` where another process does."""
    descriptor = _take(lock, dossier)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)  # while it is held: who opens the name next makes a new file
        os.close(descriptor)


def _take(lock: Path, dossier: Path) -> int:
    """Return the lock's file, once it is locked and still the one that bears the name."""
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        if not _lock(descriptor):
            holder = os.read(descriptor, 20).decode("ascii", "replace")
            os.close(descriptor)
            raise DossierError(
                f"{dossier} is in use by another process (PID {holder or 'unknown'}):"
                " wait for it or close it, then try again"
            )
        if _bears_the_name(descriptor, lock):
            with suppress(OSError):  # a full disk is met by who has more to write
                os.ftruncate(descriptor, 0)
                os.write(descriptor, str(os.getpid()).encode())
            return descriptor
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Tell whether the lock could be had."""
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a network drive that knows no locks
    return True


def _bears_the_name(descriptor: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), lock.stat())
    except FileNotFoundError:
        return False


def is_held(lock: Path) -> bool:
    """Tell whether a process holds the lock at this moment."""
    if not lock.exists():
        return False
    descriptor = os.open(lock, os.O_RDWR)
    try:
        return not _lock(descriptor)
    finally:
        os.close(descriptor)
