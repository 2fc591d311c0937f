"""Cuts what hangs together into dispatches: decided pairs with their strength in, groups out.

Two dispatches filled into one form (the results of two days) can be joined by a single pair of
heavily edited copies. So each page goes with the page nearest to it, and what then hangs together
is one group with another only where the middle pages of both, those nearest to all of their own,
are a decided pair too. The result depends on the pairs alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recoupe.link.components import components

Pair = tuple[str, str]


def partition(strengths: Mapping[Pair, float]) -> list[list[str]]:
    """Return the groups of pages, sorted; ``strengths`` are decided pairs, smaller id first.

    >>> partition({("a", "b"): 0.9, ("c", "d"): 0.9, ("b", "c"): 0.4})
    [['a', 'b'], ['c', 'd']]
    >>> partition({("a", "b"): 0.9, ("c", "d"): 0.9, ("a", "c"): 0.4})
    [['a', 'b', 'c', 'd']]
    """
    groups = components(_nearest(strengths))
    while True:
        middles = _middles(groups, strengths)
        held = {middles[i]: group for i, group in enumerate(groups)}
        links = [pair for pair in strengths if pair[0] in held and pair[1] in held]
        if not links:
            return groups
        found = components([*((name, name) for name in held), *links])
        groups = sorted(sorted(n for middle in names for n in held[middle]) for names in found)


def _nearest(strengths: Mapping[Pair, float]) -> Iterable[Pair]:
    """Return for each page the pair with the page nearest to it; of equals that of smaller ids."""
    best: dict[str, tuple[float, Pair]] = {}
    for pair in sorted(strengths):
        for name in pair:
            if name not in best or strengths[pair] > best[name][0]:
                best[name] = (strengths[pair], pair)
    return [pair for _, pair in best.values()]


def _middles(groups: Sequence[Sequence[str]], strengths: Mapping[Pair, float]) -> list[str]:
    """Return of each group the page nearest to all the others of it."""
    place = {name: i for i, group in enumerate(groups) for name in group}
    near = dict.fromkeys(place, 0.0)
    for (a, b), strength in sorted(strengths.items()):
        if place[a] == place[b]:
            near[a] += strength
            near[b] += strength
    return [min(group, key=lambda name: (-near[name], name)) for group in groups]
