"""Fabricates a dossier of many articles to serve and measure: a real one in, a large one out.

    python benchmarks/serving_dossier.py OUT DOSSIER... [--articles 10000]

The recipe, seeded. The articles of the dossiers named, really read before, are written again and
again until there are enough. In each round every word keeps its length and half of the words of
four letters or more become another one of the same length and case, the same wherever it stands in
the round: so names change, sentences read as nonsense made of real words, spans stay in place, what
was one statement in two articles still is, and articles of two rounds are no reprints. Dates are 61
days later in each round than in the one before, ids are made anew. All is written and linked by the
dossier's own code.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.ids import make_id
from recoupe.link.steps import link
from recoupe.records import Reading, Span

SHORTEST = 4
SHARE = 0.5
DAYS_APART = 61
ENOUGH = 10_000
ID_CHARACTERS = 16

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ID = re.compile(rf"[0-9a-f]{{{ID_CHARACTERS}}}")


class Round:
    """One round of copies: how its words, dates and ids differ from those that were read."""

    def __init__(self, number: int, words: dict[tuple[int, bool], list[str]]) -> None:
        self.number = number
        self.words: dict[str, str] = {}
        draw = random.Random(number)  # noqa: S311 - a benchmark
        for known in words.values():
            moved = [word for word in known if draw.random() < SHARE] if number else []
            self.words |= dict(zip(moved, draw.sample(moved, len(moved)), strict=True))

    def text(self, text: str) -> str:
        """Return a text of the same length in the words of this round."""
        return _WORD.sub(lambda found: self.words.get(found[0], found[0]), text)

    def copy(self, reading: Reading) -> Reading:
        """Return a reading with the words, dates and ids of this round."""
        text = self.text(reading.article.text)
        return self._changed(reading, text)

    def _changed(self, value: Any, text: str) -> Any:  # noqa: ANN401 - any part of a reading
        if isinstance(value, Span):
            return Span.of(text, value.start, value.end)
        if isinstance(value, tuple):
            return tuple(self._changed(part, text) for part in value)
        if is_dataclass(value) and not isinstance(value, type):
            parts = {f.name: getattr(value, f.name) for f in fields(value)}
            changed = {name: self._field(name, part, text) for name, part in parts.items()}
            return replace(value, **changed)
        return value

    def _field(self, name: str, value: Any, text: str) -> Any:  # noqa: ANN401
        if not isinstance(value, str):
            if name in {"aliases", "credits"}:
                return tuple(map(self.text, value))
            return self._changed(value, text)
        if name in {"name", "speaker_name", "head", "role", "channel", "relay", "country"}:
            return self.text(value)
        return self._told(name, value, text)

    def _told(self, name: str, value: str, text: str) -> str:
        if name == "text":
            return text
        if name == "uri":
            return f"{self.number}/{value}"
        if name in {"value", "updated", "earliest", "latest", "holds", "date"}:
            return _DAY.sub(self._later, value)
        return make_id(self.number, value) if _ID.fullmatch(value) else value

    def _later(self, found: re.Match[str]) -> str:
        try:
            day = date.fromisoformat(found[0])
        except ValueError:
            return found[0]
        return (day + timedelta(self.number * DAYS_APART)).isoformat()


def vocabulary(readings: list[Reading]) -> dict[tuple[int, bool], list[str]]:
    """Return the words of the readings, by length and whether they begin with a capital."""
    words = {w for r in readings for w in _WORD.findall(r.article.text)}
    groups: dict[tuple[int, bool], list[str]] = {}
    for word in sorted(words):
        groups.setdefault((len(word), word[0].isupper()), []).append(word)
    return groups


def copies(readings: list[Reading]) -> Iterator[Reading]:
    """Yield the readings, and then their copies, round after round without end."""
    words = vocabulary(readings)
    number = 0
    while True:
        yield from map(Round(number, words).copy, readings)
        number += 1


def fabricate(out: Path, sources: list[Path], articles: int) -> None:
    """Write the large dossier and link it."""
    readings: list[Reading] = []
    for source in sources:
        with Dossier(store.open_for_reading(source)) as dossier:
            readings += dossier.readings()
    with store.writing(out) as connection:
        timed("write", lambda: write(connection, islice(copies(readings), articles)))
        timed("link", lambda: link(connection))


def timed(name: str, work: Callable[[], object]) -> None:
    """Do some work and print the seconds of processor it took."""
    start = time.process_time()
    work()
    print(f"{name}: {time.process_time() - start:.0f} s of processor", flush=True)


def main() -> None:
    """Read the arguments and fabricate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, default=ENOUGH)
    given = parser.parse_args()
    fabricate(given.out, given.sources, given.articles)


if __name__ == "__main__":
    main()
