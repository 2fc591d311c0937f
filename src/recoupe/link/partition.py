"""Cuts what hangs together into groups: pairs with their strength in, groups out.

Things that have nothing to do with each other are often joined over a third: two dispatches filled
into one form (the results of two days) by a single pair of heavily edited copies, two affairs by a
page that tells of both. So each item goes with the item nearest to it, and what then hangs together
is one group with another only where the middle items of both, those nearest to all of their own,
are a pair too. The result depends on the pairs alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recoupe.link.components import components

Pair = tuple[str, str]


def partition(strengths: Mapping[Pair, float]) -> list[list[str]]:
    """Return the groups, sorted; ``strengths`` are of the pairs that may be one, smaller id first.

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
    """Return for each item the pair with the item nearest to it; of equals that of smaller ids."""
    best: dict[str, tuple[float, Pair]] = {}
    for pair in sorted(strengths):
        for name in pair:
            if name not in best or strengths[pair] > best[name][0]:
                best[name] = (strengths[pair], pair)
    return [pair for _, pair in best.values()]


def _middles(groups: Sequence[Sequence[str]], strengths: Mapping[Pair, float]) -> list[str]:
    """Return of each group the item nearest to all the others of it."""
    place = {name: i for i, group in enumerate(groups) for name in group}
    near = dict.fromkeys(place, 0.0)
    for (a, b), strength in sorted(strengths.items()):
        if place[a] == place[b]:
            near[a] += strength
            near[b] += strength
    return [min(group, key=lambda name: (-near[name], name)) for group in groups]
