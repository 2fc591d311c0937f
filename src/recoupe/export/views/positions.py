"""The changes of position: who acts or speaks against what he did or said before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from recoupe.dossier.read import Dossier
from recoupe.dossier.reads.paging import MOST, Paging
from recoupe.dossier.reads.positions import PositionRead, Stand, positions
from recoupe.export.terminal import dated, printable
from recoupe.export.views import View
from recoupe.rows import to_row


def lines(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each change, the latest first: who, about what, and both sides."""
    for found in _every(dossier):
        yield Text.assemble(
            (printable(found.actor.name), "bold magenta"), f": {printable(found.about)}"
        )
        for side in (found.before, found.after):
            yield from dated(console, side.date, _words(side))
        yield Text()


def _words(side: Stand) -> Text:
    head = side.passage.article
    stance = f"{side.stance}, " if side.stance else ""
    return Text.assemble(
        (f"{stance}{side.type} {side.status}: ", "dim"),
        printable(side.passage.text),
        (f" ({printable(head.outlet or head.uri)})", "green"),
    )


def rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield each change with both passages."""
    return map(to_row, _every(dossier))


def _every(dossier: Dossier) -> Iterator[PositionRead]:
    connection, paging = dossier.cursor(), Paging(0, MOST)
    while True:
        found = positions(connection, paging=paging)
        yield from found.items
        if found.next is None:
            return
        paging = Paging(found.next, MOST)


VIEW = View(lines, rows)
