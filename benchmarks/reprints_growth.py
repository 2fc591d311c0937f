"""How the time of finding reprints grows with the dossier: sizes in, seconds and an exponent out.

    python benchmarks/reprints_growth.py [FOLDER] [--sizes 1000 3000 10000]

Each made article is a Wikinews article with six words in ten replaced by words of all the articles,
so that no two are copies; one in ten is a copy of the article before it, cut to its first half with
one word in ten replaced. They are put straight into a dossier, without cleaning. Printed for each
size: processor seconds of the step, pairs compared, groups, and the seconds of adding ten
pages; then the exponent between the first and the last size.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reprint_pages import Source, sources

from recoupe.dossier import store
from recoupe.dossier.write import write
from recoupe.ids import make_id
from recoupe.link.reprints import link_reprints
from recoupe.records import Article, Published, Reading, Zone

WIKINEWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikinews"
FOREIGN, EDITED, COPIES = 0.6, 0.1, 0.1


def main() -> int:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=WIKINEWS)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    given = parser.parse_args()
    found = sources(given.folder) if given.folder.is_dir() else []
    if not found:
        print(f"benchmark skipped: no articles in {given.folder}")
        return 0
    print(f"{'articles':>9}{'seconds':>9}{'pairs':>8}{'groups':>8}{'add 10':>8}")
    times = [measure(found, size) for size in given.sizes]
    grown = math.log(given.sizes[-1] / given.sizes[0])
    print(f"exponent {math.log(times[-1] / times[0]) / grown:.2f}")
    return 0


def measure(found: Sequence[Source], size: int) -> float:
    """Return the processor seconds of the step on a dossier of that many articles."""
    connection = store.in_memory()
    texts = made(found, size + 10)
    write(connection, [reading(i, next(texts)) for i in range(size)])
    seconds = timed(lambda: link_reprints(connection))
    pairs, groups = (
        connection.execute(f"SELECT count(*) FROM {t}").fetchall()[0][0]  # noqa: S608 - ours
        for t in ("article_pairs", "reprints")
    )
    connection.execute("DELETE FROM fresh")
    write(connection, [reading(i, next(texts)) for i in range(size, size + 10)])
    more = timed(lambda: link_reprints(connection))
    print(f"{size:>9}{seconds:>9.1f}{pairs:>8}{groups:>8}{more:>8.2f}", flush=True)
    return seconds


def timed(work: Callable[[], None]) -> float:
    """Return the processor seconds that a call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def made(found: Sequence[Source], size: int) -> Iterator[str]:
    """Yield the texts of the recipe."""
    dice = random.Random(size)  # noqa: S311 - a recipe, not a secret
    vocabulary = sorted({w for s in found for p in s.paragraphs for w in re.findall(r"\w{3,}", p)})
    last = ""
    for _ in range(size):
        copied = bool(last) and dice.random() < COPIES
        text = last[: len(last) // 2] if copied else "\n".join(dice.choice(found).paragraphs)
        words = re.split(r"(\w+)", text)
        for j in range(1, len(words), 2):
            if dice.random() < (EDITED if copied else FOREIGN):
                words[j] = dice.choice(vocabulary)
        last = "".join(words)
        yield last


def reading(number: int, text: str) -> Reading:
    """Return an article whose whole text is its body."""
    name = f"page {number}"
    zones = (Zone(0, len(text), "body"),)
    return Reading(Article(make_id(name), name, text, zones, Published(None, "none"), "fr"))


if __name__ == "__main__":
    sys.exit(main())
