"""What events and figures add to reading: articles in, the share of the rest of reading out.

    python benchmarks/reading_share.py [FOLDER] [--articles 300] [--rounds 3]

Reads the articles as ``recoupe build`` does in one process, with a clock around the two stages:
processor time within them, divided by that of all the rest (cleaning, parsing, quotations, times).
Both are measured in one run, so that what else the machine does weighs on both; each round is one
run of ``benchmarks/reading.py``, in a process of its own (the parser is a fifth slower on words it
meets first), and the median counts. Loading the models is not counted. The limit is that of the
project: 10 %.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import recoupe
from recoupe import ingest, pipeline

WIKINEWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikinews"
MOST_SHARE = 0.10
STAGES = ("find_events", "find_quantities")
WARM_UP = "Le port de Belmare a reçu lundi 40 tonnes de blé, que la Valdorie lui avait offertes."


def main() -> int:
    """Measure some rounds, print each and their median, and return 1 where it is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=WIKINEWS)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="store_true", help="measure one round, print the share")
    given = parser.parse_args()
    files = sorted(given.folder.rglob("*.txt"))[: given.articles]
    if not files:
        print(f"benchmark skipped: no .txt files in {given.folder}")
        return 0
    if given.only:
        print(share(files))
        return 0
    command = (sys.executable, __file__, str(given.folder), "--articles", str(given.articles))
    shares = [one(command) for _ in range(given.rounds)]
    median = statistics.median(shares)
    print(f"median  {median:7.1%}   (limit {MOST_SHARE:.0%}): ", end="")
    print("ok" if median <= MOST_SHARE else "OVER THE LIMIT")
    return int(median > MOST_SHARE)


def one(command: Sequence[str]) -> float:
    """Measure one round in a process of its own, which tells its parts itself."""
    told = subprocess.run([*command, "--only"], check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return float(told.stdout)


def clocked(
    stage: Callable[..., tuple[Any, ...]], name: str, spent: Counter[str]
) -> Callable[..., tuple[Any, ...]]:
    """Return the stage with a clock around it; what it yields is read to its end within."""

    @wraps(stage)
    def run(*given: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever the stage takes
        start = time.process_time()
        found = tuple(stage(*given))
        spent[name] += time.process_time() - start  # type: ignore[assignment]
        return found

    return run


def share(files: list[Path]) -> float:
    """Read the files once; return what the stages took, as a share of all the rest."""
    spent: Counter[str] = Counter()
    for stage in STAGES:
        setattr(pipeline, stage, clocked(getattr(pipeline, stage), stage, spent))
    settings = recoupe.Settings()
    recoupe.read(WARM_UP, language="fr")
    spent.clear()
    start = time.process_time()
    for _ in pipeline.read_pages(ingest.pages(files, settings), settings):
        pass
    whole = time.process_time() - start
    told = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in spent.items())
    found = spent.total() / (whole - spent.total())
    print(f"share   {found:7.1%}   {told}, all {whole:.1f} s", file=sys.stderr, flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
