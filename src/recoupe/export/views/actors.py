"""The actors across all articles: each with its names, functions by date, and why it is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.text import Text

from recoupe.dossier.read import Dossier
from recoupe.export import jsonl
from recoupe.export.terminal import printable
from recoupe.export.views import View
from recoupe.findings import Entity
from recoupe.records import Actor

MOST_NAMES = 8
"""Other names listed of one actor; ``--json`` has all."""

MOST_ROLES = 5
"""Functions listed of one actor."""


def lines(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each named actor: name, kind, state, articles; then other names, functions, reasons."""
    dates = dossier.dates()
    for entity, actors in dossier.cast():
        if entity.named:
            yield _head(entity, actors)
            for label, told in _facts(entity, actors, dates):
                yield from _wrapped(console, label, told)
            yield Text()


def _head(entity: Entity, actors: Iterable[Actor]) -> Text:
    articles = len({a.article for a in actors})
    state = f", {entity.country}" if entity.country else ""
    return Text.assemble(
        (printable(entity.name), "bold magenta"),
        (f"  {entity.kind}{printable(state)}", "green"),
        (f"  {articles}", "dim"),
    )


def _facts(
    entity: Entity, actors: tuple[Actor, ...], dates: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    if entity.aliases:
        yield "also", ", ".join(entity.aliases[:MOST_NAMES]) + _rest(entity.aliases, MOST_NAMES)
    roles = _roles(actors, dates)
    if roles:
        yield "as", "; ".join(roles[:MOST_ROLES]) + _rest(roles, MOST_ROLES)
    reasons = tuple(dict.fromkeys(r for m in entity.members for r in m.reasons))
    if reasons:
        yield "one because", "; ".join(reasons[:MOST_ROLES]) + _rest(reasons, MOST_ROLES)


def _roles(actors: Iterable[Actor], dates: Mapping[str, str | None]) -> list[str]:
    """Return each function with the first and last day on which articles give it."""
    days: dict[str, list[str]] = {}
    for actor in actors:
        for role in actor.roles:
            days.setdefault(role.role, []).append((dates.get(actor.article) or "")[:10])
    return [f"{role} ({_range(found)})" if any(found) else role for role, found in days.items()]


def _range(found: list[str]) -> str:
    known = sorted(filter(None, found))
    return known[0] if known[0] == known[-1] else f"{known[0]} to {known[-1]}"


def _rest(items: tuple[str, ...] | list[str], shown: int) -> str:
    return f" and {len(items) - shown} more" if len(items) > shown else ""


def _wrapped(console: Console, label: str, told: str) -> Iterator[Text]:
    words = Text.assemble((f"{label} ", "dim"), printable(told))
    for line in words.wrap(console, max(console.width - 3, 20)):
        yield Text("  ").append(line)


VIEW = View(lines, jsonl.entity_rows)
