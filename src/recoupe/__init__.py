"""recoupe: who said what, in which words, when and through whom, from pages of the press.

>>> import recoupe
>>> dossier = recoupe.build(["pages/"])                                     # doctest: +SKIP
>>> reading = recoupe.read("Le texte d'un article.", published="2025-02-25")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version as _version
from pathlib import Path

from recoupe.dossier.read import Dossier
from recoupe.errors import DossierError, InputError, ModelError, RecoupeError
from recoupe.records import (
    Actor,
    Article,
    Failure,
    Mention,
    Page,
    Published,
    Quotation,
    Reading,
    Role,
    Said,
    Span,
    TimeExpression,
    Zone,
)
from recoupe.settings import Settings

__version__ = _version("recoupe")

__all__ = [
    "Actor",
    "Article",
    "Dossier",
    "DossierError",
    "Failure",
    "InputError",
    "Mention",
    "ModelError",
    "Page",
    "Published",
    "Quotation",
    "Reading",
    "RecoupeError",
    "Role",
    "Said",
    "Settings",
    "Span",
    "TimeExpression",
    "Zone",
    "__version__",
    "build",
    "open",
    "read",
]


def build(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path | None = None,
    settings: Settings | None = None,
) -> Dossier:
    """Read pages into a dossier and return it, open.

    ``inputs`` are paths, folders or glob patterns. The dossier is the file ``out``, or a folder of
    Parquet where ``out`` ends with a slash; an existing one is extended. Where ``out`` is ``None``
    it lives in memory. Pages that cannot be
    read are in :meth:`Dossier.failures`. Raises :class:`InputError` where an input does not exist,
    :class:`DossierError` where the dossier cannot be written; it is then unchanged.
    """
    from recoupe import pipeline  # noqa: PLC0415 - spaCy takes seconds to import
    from recoupe.dossier import store  # noqa: PLC0415

    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    if out is None:
        connection = store.in_memory()
        pipeline.build(given, connection, settings or Settings())
        return Dossier(connection)
    as_folder = store.names_folder(str(out))
    pipeline.build_file(given, Path(out), settings or Settings(), as_folder=as_folder)
    return open(out)


def open(path: str | Path) -> Dossier:  # noqa: A001 - recoupe.open reads like the built-in it is named after
    """Open a dossier, file or folder; :class:`DossierError` where there is none to be read."""
    from recoupe.dossier import store  # noqa: PLC0415

    return Dossier(store.open_for_reading(Path(path)))


def read(
    text: str,
    published: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
) -> Reading:
    """Read one text and return all records found in it.

    ``published`` is an ISO date (``2025-02-25``), against which the dates in the text are reckoned;
    ``language`` a code (``fr``), found out where ``None``. Offsets are into ``text``. Raises
    :class:`RecoupeError` where the text cannot be read (no text, an unknown language).
    """
    from recoupe import pipeline  # noqa: PLC0415

    return pipeline.read_text(text, published, language, settings or Settings())
