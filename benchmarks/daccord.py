"""What `compare` finds in pairs that contradict each other: pairs in, precision and recall out.

    python benchmarks/daccord.py [PAIRS.tsv] [--wrong]

Reads the pairs of French sentences of `../shared/data/daccord/dev.tsv`, each a contradiction or
compatible. A pair is reported where `compare` finds a difference in number, date, negation, place
or name that cannot be compatible. Two figures: over the contradictions that lie in a number, a
date, a negation or a name (`daccord_labels.toml`) with all compatible pairs against them, and over
the whole set. `--wrong` prints the ids of compatible pairs reported, with the kinds.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from recoupe.link.differences import HARD, compare

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
LABELS = Path(__file__).with_name("daccord_labels.toml")
LEAST_PRECISION, LEAST_RECALL = 0.85, 0.50


def main() -> int:
    """Print the figures; return 1 where those of the labelled pairs are below the limits."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="?", type=Path, default=SHARED / "data/daccord/dev.tsv")
    parser.add_argument("--wrong", action="store_true", help="print what is reported wrongly")
    given = parser.parse_args()
    if not given.pairs.exists():
        print(f"benchmark skipped: no pairs in {given.pairs}")
        return 0
    with given.pairs.open(encoding="utf-8") as lines:
        pairs = list(csv.DictReader(lines, delimiter="\t"))
    start = time.process_time()
    kinds = {p["id"]: reported(p["premise"], p["hypothesis"]) for p in pairs}
    spent = time.process_time() - start
    compatible = {p["id"] for p in pairs if p["label"] == "0"}
    if given.wrong:
        for name in sorted(i for i in compatible if kinds[i]):
            print(name, ", ".join(sorted(kinds[name])))
    print(f"{len(pairs)} pairs in {spent:.1f} s")
    return tell(kinds, compatible)


def reported(a: str, b: str) -> frozenset[str]:
    """Return the kinds in which a pair is said to contradict itself."""
    return frozenset(d.kind for d in compare(a, b, "fr") if d.kind in HARD and not d.compatible)


def tell(kinds: dict[str, frozenset[str]], compatible: set[str]) -> int:
    """Print precision and recall over the labelled pairs and over all."""
    labelled = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    for kind, ids in labelled.items():
        print(f"  {kind:<10}{sum(bool(kinds[i]) for i in ids):>4} of {len(ids)}")
    listed = {i for ids in labelled.values() for i in ids}
    precision, recall = figures(kinds, listed, compatible)
    print(f"number, date, negation, name: precision {precision:.3f} recall {recall:.3f}")
    print(
        "whole set: precision {:.3f} recall {:.3f}".format(
            *figures(kinds, set(kinds) - compatible, compatible)
        )
    )
    wrong = Counter(k for i in compatible for k in kinds[i])
    print("compatible pairs reported:", dict(wrong))
    return 0 if precision >= LEAST_PRECISION and recall >= LEAST_RECALL else 1


def figures(
    kinds: dict[str, frozenset[str]], right: Iterable[str], wrong: Iterable[str]
) -> tuple[float, float]:
    """Return precision and recall of what is reported, over pairs that are right or wrong."""
    wanted = list(right)
    hits, misses = sum(bool(kinds[i]) for i in wanted), sum(bool(kinds[i]) for i in wrong)
    return hits / max(hits + misses, 1), hits / max(len(wanted), 1)


if __name__ == "__main__":
    sys.exit(main())
