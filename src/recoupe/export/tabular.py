"""Writes a dossier as CSV: an open dossier in, one file a table out, as spreadsheets open it.

The tables are those of the JSON Lines export, spans laid flat (``cue.start``, ``cue.end``,
``cue.text``), lists as JSON. RFC 4180 with a byte order mark, without which Excel takes UTF-8 for
an old code page. A text that a spreadsheet would take for a formula has a ``'`` before it, and so
has one that begins with ``'``: :func:`plain` takes it away again.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from recoupe.dossier.read import Dossier
from recoupe.export import jsonl
from recoupe.export.columns import COLUMNS
from recoupe.export.files import drafted, writable

ENCODING = "utf-8-sig"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_CONTROL = {c: f"\\u{c:04x}" for c in (*range(9), 11, 12, *range(14, 32))}
"""Characters that no spreadsheet reads, as JSON writes them."""


def export(dossier: Dossier, folder: Path) -> dict[str, int]:
    """Write ``TABLE.csv`` for each table into ``folder`` and return the rows of each.

    Raises :class:`DossierError` where the folder cannot be written.
    """
    with writable(folder):
        return {
            table: _write(folder / f"{table}.csv", jsonl.rows(dossier, table), header(table))
            for table in jsonl.TABLES
        }


def _write(path: Path, rows: Iterable[jsonl.Row], columns: tuple[str, ...]) -> int:
    count = 0
    with drafted(path) as draft, draft.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        for count, row in enumerate(rows, 1):  # noqa: B007 - counted after the loop
            flat = dict(_flat(row))
            writer.writerow([cell(flat.get(column)) for column in columns])
    return count


def header(table: str) -> tuple[str, ...]:
    """Return the columns of a table's file; those of a struct are ``column.field``."""
    return tuple(name + field for name, kind in COLUMNS[table].items() for field in _fields(kind))


def _fields(kind: str) -> list[str]:
    """Return what is added to a column's name: the fields of a struct, else nothing."""
    if not kind.startswith("STRUCT(") or kind.endswith("[]"):
        return [""]
    inside = kind.removeprefix("STRUCT(").removesuffix(")")
    return ["." + part.split()[0].strip('"') for part in inside.split(", ")]


def _flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{field}", inner) for field, inner in value.items())
        else:
            yield name, value


def cell(value: Any) -> str | int | float:  # noqa: ANN401 - what JSON can hold
    """Return a value as one cell that no spreadsheet runs; lists as JSON, nothing as empty.

    >>> cell("=1+1"), cell(-3), cell(["a"]), cell(None), cell(True)
    ("'=1+1", -3, '["a"]', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    text: str = value.translate(_CONTROL)
    return f"'{text}" if text.startswith(_FORMULA) else text


def plain(text: str) -> str:
    """Return the text of a cell as it was before it was made safe.

    >>> plain(str(cell("=1+1"))), plain(str(cell("'tis"))), plain("non")
    ('=1+1', "'tis", 'non')
    """
    return text.removeprefix("'")
