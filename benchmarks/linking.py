"""What linking costs as a dossier grows: quotations made of Wikinews in, seconds, gigabytes out.

    python benchmarks/linking.py [FOLDER] [--sizes 10000 100000] [--memory 4GB] [--steps NAME ...]

Makes a dossier of each size, links it in a process of its own and prints the processor seconds of
every step, the peak of resident memory, and the exponent by which time grows from each size to the
next. Limits: an exponent of 1.15, and 8 GB at 10^6 on two cores. Making it is not counted.

The recipe, seeded. Sentences of 40 to 300 characters are cut out of the texts. An archive brings
1,000 quotations a day, so that a larger one covers more days, and 100 *affairs* a week, which share
the day by Zipf's law (exponent 1): the first has a fifth of it. An affair has 50 of the sentences,
12 names of its own, which take the places of the capitalised words inside them, and 20 places for
speakers, drawn by Zipf's law from one speaker for every 50 quotations, so that the first of them
says one in six at 10^4 and one in ten at 10^6 (95,000), as heads of state do in the press. A
*statement* is a sentence of its affair, in which a quarter of the words are replaced by words of
other sentences, so that it is new, by one of its speakers, on one day. Articles tell it, one and
again with probability 1/2, each word for word (0.4), with 5 to 25 % of the words replaced (0.4) or
cut to a half (0.2). Half of the quotations are dated by their article. Five of a day and affair, or
what is left, make an article, published on the day or the next.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, count, islice, pairwise
from pathlib import Path

import duckdb

from recoupe.dossier import schema
from recoupe.ids import make_id
from recoupe.link.steps import STEPS, collector_at_rest
from recoupe.records import (
    Actor,
    Article,
    Published,
    Quotation,
    QuotationKind,
    Reading,
    Said,
    Span,
    Zone,
)
from recoupe.rows import insert, to_row

WIKINEWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikinews"
MOST_EXPONENT = 1.15
MOST_GIGABYTES = 8.0
A_DAY = 1_000
PER_SPEAKER = 50
PER_ARTICLE = 5
WEEK, AFFAIRS = 7, 100
SENTENCES, NAMES, CAST = 50, 12, 20
"""Of an affair: sentences, names, and places for speakers."""
FIRST_DAY = date(2001, 1, 1)
SEED = 20311
CHUNK = 2_000
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_SYLLABLES = ("bar", "mon", "ker", "val", "tor", "lin", "dra", "ves", "qui", "ros", "fel", "gan",
              "hel", "jou", "nor", "pel")  # fmt: skip

_Quoted = tuple[date, str, str, bool]
"""A quotation: its day, its speaker, its words, and whether its article dates it."""

KINDS: tuple[QuotationKind, ...] = ("direct", "indirect", "mixed")


def main() -> int:
    """Measure each size in a fresh process and return 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=WIKINEWS)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--memory", default="4GB", help="what DuckDB may hold in memory")
    parser.add_argument("--steps", nargs="*", default=[], help="only these, with what they need")
    parser.add_argument("--only", help="link this dossier, print JSON")
    given = parser.parse_args()
    if given.only:
        print(json.dumps(measured(Path(given.only), given.memory, given.steps)))
        return 0
    sentences = read(given.folder)
    if not sentences:
        print(f"benchmark skipped: no .txt files in {given.folder}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = [
            (size, apart(Path(folder), sentences, size, given)) for size in sorted(given.sizes)
        ]
    return tell(found)


def read(folder: Path) -> list[list[str]]:
    """Return the sentences of all texts of a folder, each as its words, in a fixed order."""
    texts = (f.read_text(encoding="utf-8") for f in sorted(folder.glob("*.txt")))
    cut = (s.strip() for text in texts for s in _SENTENCE.split(text))
    return [s.split() for s in dict.fromkeys(cut) if 40 <= len(s) <= 300]  # noqa: PLR2004


def apart(
    folder: Path, sentences: list[list[str]], size: int, given: argparse.Namespace
) -> dict[str, float]:
    """Make a dossier of one size and link it in a process of its own."""
    path = folder / f"{size}.duckdb"
    make(path, sentences, size)
    command = (sys.executable, __file__, "--only", str(path), "--memory", given.memory)
    steps = ("--steps", *given.steps) if given.steps else ()
    told = subprocess.run([*command, *steps], check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    path.unlink()
    result: dict[str, float] = json.loads(told.stdout)
    print(size, {k: round(v, 1) for k, v in result.items()}, flush=True)
    return result


def measured(path: Path, memory: str, names: list[str]) -> dict[str, float]:
    """Link a dossier; return the seconds of each step, the gigabytes and what was found."""
    connection = duckdb.connect(str(path))
    connection.execute("SET memory_limit = ?", [memory])
    connection.execute("SET threads = 2")
    connection.begin()
    seconds: dict[str, float] = {}
    for step in STEPS:
        if names and step.__name__ not in names:
            continue
        start = time.process_time()
        with collector_at_rest():
            step(connection)
        seconds[step.__name__] = time.process_time() - start
        print(step.__name__, round(seconds[step.__name__], 1), file=sys.stderr, flush=True)
    connection.commit()
    counted = connection.execute("SELECT count(*) FROM utterances").fetchone()
    return seconds | {
        "seconds": sum(seconds.values()),
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
        "utterances": counted[0] if counted else 0,
    }


def tell(found: list[tuple[int, dict[str, float]]]) -> int:
    """Print the exponents and the memory; return 1 where one passes its limit."""
    failed = False
    for (small, before), (large, after) in pairwise(found):
        exponent = math.log(after["seconds"] / before["seconds"]) / math.log(large / small)
        print(f"{small} to {large}: exponent {exponent:.2f} (at most {MOST_EXPONENT})")
        failed |= exponent > MOST_EXPONENT
    peak = max(after["gigabytes"] for _, after in found)
    print(f"peak memory {peak:.1f} GB (at most {MOST_GIGABYTES:g})")
    return int(failed or peak > MOST_GIGABYTES)


def make(path: Path, sentences: list[list[str]], size: int) -> None:
    """Write a dossier of ``size`` quotations, a chunk of articles at a time."""
    connection = duckdb.connect(str(path))
    schema.migrate(connection)
    articles = _articles(sentences, size)
    while chunk := list(islice(articles, CHUNK)):
        rows = [to_row(r.article) | {"version": 1, "latest": True} for r in chunk]
        insert(connection, "articles", rows)
        insert(connection, "actors", [a for r in chunk for a in r.actors])
        insert(connection, "quotations", [q for r in chunk for q in r.quotations])
    connection.execute("INSERT INTO fresh SELECT id FROM articles")
    connection.close()


@dataclass(frozen=True, slots=True)
class _Affair:
    """What is talked of for a week: its sentences, each as its words, and who speaks."""

    sentences: list[list[str]]
    speakers: list[str]


@dataclass(frozen=True, slots=True)
class _World:
    """What all affairs are made of: sentences, all their words, how often each speaker speaks."""

    sentences: list[list[str]]
    words: list[str]
    speakers: list[float]
    chance: random.Random


def _articles(sentences: list[list[str]], size: int) -> Iterator[Reading]:
    """Yield articles with their actors and quotations, in order of time."""
    speakers = max(10, size // PER_SPEAKER)
    weights = list(accumulate(1 / rank for rank in range(1, speakers + 1)))
    words = [w for s in sentences for w in s]
    world = _World(sentences, words, weights, random.Random(SEED))  # noqa: S311 - no secret
    for number, told in enumerate(_pages(world, size)):
        yield _article(number, told, world.chance)


def _pages(world: _World, size: int) -> Iterator[list[_Quoted]]:
    """Yield the quotations of one article after another, ``size`` in all."""
    shares = list(accumulate(1 / rank for rank in range(1, AFFAIRS + 1)))
    affairs: list[_Affair] = []
    for day in count():
        if day % WEEK == 0:
            affairs = [_affair(world, day // WEEK * AFFAIRS + i) for i in range(AFFAIRS)]
        told: list[list[_Quoted]] = [[] for _ in affairs]
        left = min(A_DAY, size - day * A_DAY)
        if left <= 0:
            return
        while left:
            place = bisect(shares, world.chance.random() * shares[-1])
            new = list(islice(_told(affairs[place], FIRST_DAY + timedelta(day), world), left))
            told[place] += new
            left -= len(new)
        for some in told:
            world.chance.shuffle(some)
            yield from (some[i : i + PER_ARTICLE] for i in range(0, len(some), PER_ARTICLE))


def _affair(world: _World, number: int) -> _Affair:
    chance = world.chance
    names = [_name(number * NAMES + i).split()[1] for i in range(NAMES)]
    sentences = [
        [chance.choice(names) if i and w[0].isupper() else w for i, w in enumerate(sentence)]
        for sentence in chance.sample(world.sentences, SENTENCES)
    ]
    draws = (chance.random() * world.speakers[-1] for _ in range(CAST))
    return _Affair(sentences, [_name(bisect(world.speakers, draw)) for draw in draws])


def _told(affair: _Affair, day: date, world: _World) -> Iterator[_Quoted]:
    """Yield a new statement as articles tell it: the day, the speaker, the words, if dated."""
    chance = world.chance
    speaker = chance.choice(affair.speakers)
    statement = _changed(chance.choice(affair.sentences), 0.25, world.words, chance)
    again = 0.0
    while again < 0.5:  # noqa: PLR2004 - told again with probability 1/2
        yield day, speaker, _retold(statement, world.words, chance), chance.random() < 0.5  # noqa: PLR2004
        again = chance.random()


def _retold(statement: list[str], words: list[str], chance: random.Random) -> str:
    way = chance.random()
    if way < 0.4:  # noqa: PLR2004 - the recipe
        return " ".join(statement)
    if way < 0.8:  # noqa: PLR2004 - the recipe
        return " ".join(_changed(statement, chance.uniform(0.05, 0.25), words, chance))
    half = max(6, len(statement) // 2)
    start = chance.randrange(max(1, len(statement) - half))
    return " ".join(statement[start : start + half])


def _changed(
    statement: list[str], share: float, words: list[str], chance: random.Random
) -> list[str]:
    kept = (w if chance.random() >= share else chance.choice(words) for w in statement)
    return [w for w in kept if w]


def _name(number: int) -> str:
    """Return a name for a speaker, the same for the same number, no two alike."""
    parts: list[str] = []
    rest = number + len(_SYLLABLES) ** 2
    while rest:
        rest, place = divmod(rest, len(_SYLLABLES))
        parts.append(_SYLLABLES[place])
    first = _SYLLABLES[number % 7] + _SYLLABLES[number % 11]
    return f"{first.capitalize()} {''.join(parts).capitalize()}"


def _article(number: int, told: list[_Quoted], chance: random.Random) -> Reading:
    text = "\n".join(words for _, _, words, _ in told) + "\n"
    page = make_id("benchmark", number)
    published = max(day for day, *_ in told) + timedelta(chance.random() < 0.5)  # noqa: PLR2004
    article = Article(
        page,
        f"{number}.txt",
        text,
        (Zone(0, len(text), "body"),),
        Published(published.isoformat(), "printed"),
        "fr",
        outlet=f"Outlet {number % 97}",
    )
    actors = {s: Actor(make_id(page, s), page, s, "person") for _, s, _, _ in told}
    quotations: list[Quotation] = []
    start = 0
    for place, (day, speaker, words, dated) in enumerate(told):
        quotations.append(
            Quotation(
                make_id(page, place),
                page,
                chance.choice(KINDS),
                (Span(start, start + len(words), words),),
                speaker=actors[speaker].id,
                speaker_name=speaker,
                said=Said(day.isoformat() if dated else None, "told" if dated else ""),
            )
        )
        start += len(words) + 1
    return Reading(article, tuple(actors.values()), tuple(quotations))


if __name__ == "__main__":
    sys.exit(main())
