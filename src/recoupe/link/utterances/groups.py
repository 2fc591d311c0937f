"""Groups wordings that are linked: the pairs of one connected set in, groups out.

A chain of likenesses does not make one utterance: two groups become one only where at least half of
the pairs between them are joined, none is told apart and their days have one in common. A wording
of several sentences can be in several groups, with a sentence in each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from recoupe.link.components import components

LINKED = 0.5
"""Share of the pairs between two groups that must be joined for them to be one."""

ALL, MOST = 1.0, 2 / 3
"""Share of a group to which a wording of another one must be joined to be in it too: all of a pair,
two in three of more."""

SLACK = timedelta(1)
"""What days may differ: one speech is told with the day of two time zones."""

Node = tuple[str, int]
"""A wording and the place of one of its clauses."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two wordings that are joined, or told apart, at a clause of each."""

    a: Node
    b: Node
    score: float
    joined: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """What grouping needs to know of a wording."""

    id: str
    headline: bool
    first: date | None
    last: date | None


@dataclass(slots=True)
class _Group:
    nodes: set[Node]
    first: date
    last: date


def group(wordings: Mapping[str, Wording], links: Iterable[Link]) -> list[tuple[str, ...]]:
    """Return groups of wordings, each sorted; a headline is in every group that it sums up.

    The order of the links does not matter.
    """
    ordered = sorted(links, key=lambda e: (-e.score, e.a, e.b))
    by_titles: tuple[list[Link], ...] = ([], [], [])
    for link in ordered:
        if link.joined:
            by_titles[wordings[link.a[0]].headline + wordings[link.b[0]].headline].append(link)
    bodies, told, titles = by_titles
    groups = _merged(wordings, bodies, ordered)
    inside = {node for g in groups for node in g}
    summed = {n for e in told for n in (e.a, e.b) if not wordings[n[0]].headline} - inside
    groups = _united([*groups, *(frozenset({node}) for node in sorted(summed))])
    groups = _widened(wordings, groups, bodies, ordered)
    found = [frozenset(w for w, _ in g) | _titles(wordings, told, g) for g in groups]
    placed = {w for g in found for w in g}
    left = [e for e in titles if not {e.a[0], e.b[0]} & placed]
    found += [frozenset(w for w, _ in g) for g in _merged(wordings, left, ordered)]
    return sorted({tuple(sorted(g)) for g in found if len(g) > 1})


def _titles(wordings: Mapping[str, Wording], told: list[Link], nodes: frozenset[Node]) -> set[str]:
    """Return the headlines that are joined to one of the nodes."""
    return {
        n[0]
        for e in told
        if e.a in nodes or e.b in nodes
        for n in (e.a, e.b)
        if wordings[n[0]].headline
    }


def _merged(
    wordings: Mapping[str, Wording], joined: list[Link], links: list[Link]
) -> list[frozenset[Node]]:
    """Merge nodes along their links, the surest first, while the groups stay of one piece."""
    apart = _apart(links)
    pairs = {frozenset((e.a[0], e.b[0])) for e in links if e.joined}
    of: dict[Node, _Group] = {}
    for link in joined:
        one, other = (of.setdefault(n, _alone(wordings, n)) for n in (link.a, link.b))
        if one is other or not _fit(one, other, pairs, apart):
            continue
        one.nodes |= other.nodes
        one.first, one.last = max(one.first, other.first), min(one.last, other.last)
        for node in other.nodes:
            of[node] = one
    return sorted({frozenset(g.nodes) for g in of.values()}, key=sorted)


def _alone(wordings: Mapping[str, Wording], node: Node) -> _Group:
    wording = wordings[node[0]]
    return _Group({node}, wording.first or date.min, wording.last or date.max)


def _fit(
    one: _Group, other: _Group, pairs: set[frozenset[str]], apart: set[frozenset[str]]
) -> bool:
    """Tell whether two groups can be one: in time, in what tells apart, in how many are joined."""
    late, soon = max(one.first, other.first), min(one.last, other.last)
    if late > soon and (late - soon) > SLACK:
        return False
    between = [frozenset((a[0], b[0])) for a in one.nodes for b in other.nodes]
    if any(p in apart for p in between):
        return False
    return sum(len(p) == 1 or p in pairs for p in between) >= LINKED * len(between)


def _united(groups: list[frozenset[Node]]) -> list[frozenset[Node]]:
    """Make one of groups that share two wordings: two sentences of theirs were aligned."""
    while True:
        places: dict[str, list[int]] = {}
        for i, found in enumerate(groups):
            for wording in sorted({w for w, _ in found}):
                places.setdefault(wording, []).append(i)
        shared = Counter(pair for where in places.values() for pair in combinations(where, 2))
        same = components([pair for pair, count in shared.items() if count > 1])
        if not same:
            return groups
        gone = {i for places_of in same for i in places_of}
        kept = [g for i, g in enumerate(groups) if i not in gone]
        groups = kept + [frozenset().union(*(groups[i] for i in those)) for those in same]


def _widened(
    wordings: Mapping[str, Wording],
    groups: list[frozenset[Node]],
    joined: list[Link],
    links: list[Link],
) -> list[frozenset[Node]]:
    """Add to each group the wordings of others that are joined to all of it, then to most of it.

    « Elle veut des quais propres et des contrats clairs » tells two sentences that another outlet
    gives apart. The two groups stay two.
    """
    apart, near = _apart(links), _neighbours(joined)
    done: list[frozenset[Node]] = []
    for found in groups:
        whole = found
        for share in (ALL, MOST):
            inside = {w for w, _ in whole}
            if len(inside) < 2:  # noqa: PLR2004 - a group
                break
            fitting = [n for n in _near(inside, near, share) if _fits(wordings, n, inside)]
            told = [n for n in fitting if not any(frozenset((n, w)) in apart for w in inside)]
            whole |= {(n, -1) for n in told}
        done.append(whole)
    return done


def _near(inside: set[str], near: Mapping[str, set[str]], share: float) -> list[str]:
    """Return the wordings that are joined to this share of a group at least, but are not in it."""
    joined_to = Counter(n for w in inside for n in near.get(w, ()) if n not in inside)
    return sorted(n for n, count in joined_to.items() if count >= share * len(inside))


def _fits(wordings: Mapping[str, Wording], one: str, others: set[str]) -> bool:
    """Tell whether a wording can be of one day with all others."""
    spans = [wordings[w] for w in (one, *sorted(others))]
    late = max(w.first or date.min for w in spans)
    soon = min(w.last or date.max for w in spans)
    return late <= soon or late - soon <= SLACK


def _neighbours(joined: list[Link]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {}
    for link in joined:
        near.setdefault(link.a[0], set()).add(link.b[0])
        near.setdefault(link.b[0], set()).add(link.a[0])
    return near


def _apart(links: Iterable[Link]) -> set[frozenset[str]]:
    return {frozenset((e.a[0], e.b[0])) for e in links if not e.joined}
