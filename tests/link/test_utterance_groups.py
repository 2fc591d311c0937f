"""Linked wordings are grouped: a chain makes no group, and one wording can be in two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import permutations

import pytest

from recoupe.link.utterances.groups import Link, Wording, group

DAY = date(2031, 3, 3)


def links(text: str) -> list[Link]:
    """Return the links of pairs as "ab ac", the first the surest; "a!b" are told apart."""
    return [
        Link((pair[0], 0), (pair[-1], 0), 0.9 - i / 100, "!" not in pair)
        for i, pair in enumerate(text.split())
    ]


def groups(given: Iterable[Link], titles: str = "") -> list[str]:
    """Return the groups, each as its wordings in one word."""
    found = list(given)
    names = {n[0] for e in found for n in (e.a, e.b)}
    wordings = {n: Wording(n, n in titles, DAY, DAY) for n in names}
    return ["".join(g) for g in group(wordings, found)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ab", ["ab"]),
        ("ab bc ac", ["abc"]),
        ("ab bc cd de", ["abc", "de"]),  # a chain of five: half of the pairs are the least
        ("ab cd ac!", ["ab", "cd"]),
        ("xy ab bc ac xa xb", ["abcx", "xy"]),  # x is joined to two in three of the others
        ("xy ab bc ac xa", ["abc", "xy"]),  # to one in three
        ("xy ab xa", ["ab", "xy"]),  # to one of a pair
        ("xy ab xa xb", ["abxy"]),
        ("xy ab bc ac xa xb x!c", ["abc", "xy"]),
    ],
)
def test_groups(given: str, expected: list[str]) -> None:
    found = links(given)
    for order in list(permutations(found))[:200]:
        assert groups(order) == expected


def test_a_title_is_in_the_group_it_sums_up() -> None:
    assert groups(links("ab ta"), titles="t") == ["abt"]
