"""Writes who deals with whom as a network: an open dossier in, one GEXF file (Gephi) out.

Nodes are actors; an edge is what one does to another, ``weight`` the number of acts, ``types`` how
many of each type, ``first`` and ``last`` the days of the first and the last that is dated.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from recoupe.dossier.read import Dossier
from recoupe.errors import DossierError
from recoupe.export.files import drafted, writable
from recoupe.records import Event

FILE = "network.gexf"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, not even escaped."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def export(dossier: Dossier, folder: Path) -> dict[str, int]:
    """Write ``network.gexf`` into ``folder`` and return how many nodes and edges it has.

    Raises :class:`DossierError` where the folder cannot be written, or networkx is missing.
    """
    try:
        import networkx as nx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise DossierError(
            "networkx is not installed; run: pip install 'recoupe[exports]'"
        ) from error
    graph: nx.DiGraph[str] = nx.DiGraph()
    acts = _acts(dossier)
    for name, values in _nodes(dossier, {end for pair in acts for end in pair}):
        graph.add_node(name, **values)
    for (source, target), events in sorted(acts.items()):
        graph.add_edge(source, target, **_edge(events))
    path = folder / FILE
    with writable(folder), drafted(path) as draft:
        nx.write_gexf(graph, draft, encoding="utf-8")
    return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()}


def _nodes(dossier: Dossier, busy: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    states, told = dossier.states(), Counter(u.speaker for u in dossier.utterances())
    for entity in dossier.entities():
        if entity.id in busy or told[entity.id]:
            yield (
                entity.id,
                {
                    "label": _clean(entity.name),
                    "kind": entity.kind,
                    "country": states.get(entity.id, ""),
                    "utterances": told[entity.id],
                },
            )


def _acts(dossier: Dossier) -> dict[tuple[str, str], list[Event]]:
    """Return what each actor does to each other, by their ids across articles."""
    acts: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    across = dossier.entity_of()
    for event in dossier.events():
        one, other = (
            {across[p.actor] for p in parties if p.actor in across}
            for parties in (event.actors, event.recipients)
        )
        for pair in product(one, other):
            if pair[0] != pair[1]:
                acts[pair].append(event)
    return acts


def _edge(events: list[Event]) -> dict[str, Any]:
    types = Counter(event.type for event in events)
    days = sorted(d.group() for e in events if (d := _DAY.match(e.date or "")))
    return {
        "weight": len(events),
        "types": ", ".join(f"{name} {count}" for name, count in types.most_common()),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
    }


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
