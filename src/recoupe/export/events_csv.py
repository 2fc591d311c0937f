"""Writes events as one CSV table with the columns that event data are joined on.

In: an open dossier. Out: ``events.csv`` in a folder, UTF-8 with a header, a line for each pair of
actor and recipient. ``docs/how-to/use-the-events.md`` says what a column is called elsewhere.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path

import pycountry

from recoupe.dossier.coded_events import CodedEvent
from recoupe.dossier.read import Dossier
from recoupe.export.files import drafted, writable

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""The four classes of PLOVER with their types."""

QUAD_OF = {kind: quad for quad, kinds in QUADS.items() for kind in kinds}

STATES = ("source_country", "target_country")
COLUMNS = [f.name for f in fields(CodedEvent)]
COLUMNS.insert(COLUMNS.index("cameo_code") + 1, "quad_class")
"""The header: the fields of :class:`CodedEvent`, and the quad class behind the CAMEO code."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(dossier: Dossier, folder: Path) -> int:
    """Write ``events.csv`` into ``folder`` (made if missing) and return how many lines it has.

    Raises :class:`DossierError` where the folder cannot be written.
    """
    path = folder / "events.csv"
    with writable(folder), drafted(path) as draft:
        return _write(draft, dossier.coded_events())


def _write(path: Path, events: Iterable[CodedEvent]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for count, event in enumerate(events, 1):  # noqa: B007 - counted after the loop
            writer.writerow(row_of(event))
    return count


def row_of(event: CodedEvent) -> dict[str, str | int]:
    """Return the cells of one event: states with three letters, contexts joined by ``;``."""
    row: dict[str, str | int] = {"quad_class": QUAD_OF[event.event_type]}
    for name in COLUMNS:
        value = getattr(event, name, None)
        if name == "contexts":
            row[name] = ";".join(event.contexts)
        elif name in STATES:
            row[name] = three_letters(value) if isinstance(value, str) else ""
        elif isinstance(value, int):
            row[name] = value
        elif name != "quad_class":
            row[name] = _cell(value)
    return row


def _cell(value: str | None) -> str:
    """Return a cell on one line that no spreadsheet takes for a formula."""
    text = " ".join((value or "").split())
    return f"'{text}" if text.startswith(_FORMULA) else text


@cache
def three_letters(code: str) -> str:
    """Return the code of a state with three letters; others (a union, a region) as they are.

    >>> three_letters("NO"), three_letters("EU")
    ('NOR', 'EU')
    """
    found = pycountry.countries.get(alpha_2=code)
    return found.alpha_3 if found else code
