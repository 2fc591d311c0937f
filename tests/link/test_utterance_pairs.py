"""Pairs of quotations are joined or not, for the reason given (``utterance_pairs.txt``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from recoupe.link.utterances.decide import Verdict, decide
from recoupe.link.utterances.statement import Statement

DAY = date(2031, 3, 3)
WEEK = timedelta(7)
TELLS = {"denies": ("denies", "opposite"), "figures": ("figure", "number")}


class Pair(NamedTuple):
    """One line of the file."""

    language: str
    place: str
    answer: str
    first: str
    second: str


def pairs() -> Iterator[Pair]:
    """Yield the pairs of the file."""
    file = Path(__file__).with_name("utterance_pairs.txt")
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Pair(*(part.strip() for part in line.split(" | ")))


PAIRS = tuple(pairs())


def statement(pair: Pair, *, second: bool) -> Statement:
    """Return one side of a pair, with the speaker, day and place that its kind says."""
    told = pair.place not in {"near", "undated"}
    first: date | None = DAY if told else DAY - WEEK
    last: date | None = DAY
    if second and pair.place in {"next", "far"}:
        first = last = DAY + (WEEK if pair.place == "far" else timedelta(1))
    if second and pair.place == "month":
        first, last = DAY.replace(day=1), DAY.replace(day=31)
    if pair.place == "undated":
        first = last = None
    institution = second and pair.place == "spokesman"
    return Statement(
        id="b" if second else "a",
        language=pair.language,
        text=pair.second if second else pair.first,
        voice="other" if second and pair.place in {"others", "spokesman"} else "one",
        person=not institution,
        bodies=frozenset({"body:port"} if pair.place == "spokesman" else ()),
        speaker_name="le port de Morvane" if institution else "Nora Vasseur",
        first=first,
        last=last,
        told=told,
        headline=not second and pair.place in {"title", "away"},
        direct=pair.place == "quoted",
        channel=("Radio Morvane" if second else "Canal Rive") if pair.place == "media" else None,
    )


def verdict(pair: Pair) -> Verdict | None:
    """Return what is decided on a pair."""
    one_article = pair.place in {"here", "quoted", "title"}
    one, other = (statement(pair, second=s) for s in (False, True))
    return decide(one, other, one_article=one_article)


def test_there_are_pairs_enough() -> None:
    assert len(PAIRS) >= 80


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p.place}: {p.first[:30]}")
def test_pair(pair: Pair) -> None:
    found = verdict(pair)
    answer, _, tells = pair.answer.partition(": ")
    assert (found is not None and found.joined) == (answer == "yes")
    if answer == "yes":
        assert found is not None
        assert len(found.reasons) == 3
        assert all(found.reasons)
    if tells:
        assert found is not None
        assert any(word in (found.apart or "") for word in TELLS[tells])


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p.place}: {p.first[:30]}")
def test_the_order_of_a_pair_does_not_matter(pair: Pair) -> None:
    one, other = (statement(pair, second=s) for s in (False, True))
    one_article = pair.place in {"here", "quoted", "title"}
    forth = decide(one, other, one_article=one_article)
    back = decide(other, one, one_article=one_article)
    assert (forth and (forth.joined, forth.score)) == (back and (back.joined, back.score))
