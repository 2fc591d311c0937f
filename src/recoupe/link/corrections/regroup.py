"""Moves items between groups as corrections say: groups and corrections in, groups out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from recoupe.findings import Correction

Groups = dict[str, str]
"""The group of each item."""


def regroup(
    groups: Groups,
    corrections: Sequence[Correction],
    joining: str,
    likes: Callable[[str, str, Groups], set[str]],
) -> Groups:
    """Return the groups after all corrections, one after the other: the later one wins.

    Those of the kind ``joining`` make one group of the groups of their items, under the name of the
    largest. The others take the second item out of the first one's group, with what ``likes(first,
    second, groups)`` says goes with it; the new group is named after the second item.
    """
    now = dict(groups)
    for correction in corrections:
        items = [i for i in correction.items if i in now]
        if correction.kind == joining:
            _join(now, items)
        elif len(items) > 1 and now[items[0]] == now[items[1]]:
            for item in likes(items[0], items[1], now):
                now[item] = f"apart {items[1]}"
    return now


def _join(now: Groups, items: Sequence[str]) -> None:
    names = {now[i] for i in items}
    if len(names) > 1:
        sizes = {name: sum(g == name for g in now.values()) for name in names}
        kept = min(names, key=lambda name: (-sizes[name], name))
        now.update({i: kept for i, name in now.items() if name in names})
