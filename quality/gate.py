"""Builds the gold pages, exports and scores them, and compares the figures with their floors.

    python quality/gate.py [--raise] [--corrections DIR...]

Reads `floors.toml` beside it and the gold in `../shared`. Prints a table; exit code 1 below
a floor, 0 otherwise, also where the gold is absent (and says so). `--raise` lifts each floor to the
figure measured; it lowers none. `--corrections` adds what readers corrected, in folders written by
`recoupe corrections export FILE --gold DIR`: how much of it the machine now gets right by itself.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import accounts
import actors
import corrected

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.toml")

PAGES = {
    "seeds": (SHARED / "seeds", SHARED / "gold" / "seeds"),
    "wikinews-dev": (SHARED / "gold" / "wikinews-dev" / "pages", SHARED / "gold" / "wikinews-dev"),
}
"""Gold set: the pages to read and the folder the scorer compares with."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the gate: its gold set and key, the bound, what was measured."""

    gold: str
    key: str
    bound: float
    at_most: bool
    measured: float | None

    @property
    def holds(self) -> bool:
        """Tell whether the figure is there and within its bound."""
        if self.measured is None:
            return False
        return self.measured <= self.bound if self.at_most else self.measured >= self.bound


def main() -> int:
    """Run the gate and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors passed")
    parser.add_argument("--corrections", nargs="+", type=Path, default=[], metavar="DIR")
    options = parser.parse_args()
    lift = options.lift
    for folder in options.corrections:
        told = score_corrections(folder)
        print(f"{folder}: {told['right']} of {told['of']} corrections hold by themselves")
    missing = [p for pair in PAGES.values() for p in pair if not p.exists()]
    if missing:
        print(f"gate skipped: the gold is not here ({missing[0].relative_to(ROOT.parent)})")
        return 0
    with ThreadPoolExecutor() as threads:
        scores = dict(zip(PAGES, threads.map(score, PAGES), strict=True))
    scores["reprints"] = reprints()
    found = list(figures(tomllib.loads(FLOORS.read_text(encoding="utf-8")), scores))
    show(found)
    if lift:
        raise_floors(found)
    return 0 if all(f.holds for f in found) else 1


def reprints() -> dict[str, Any]:
    """Group the copies made from 60 articles, twice: a small run of the benchmark."""
    script = ROOT / "benchmarks" / "reprints.py"
    sample = ("--articles", 60, "--seeds", 1, 2, "--json")
    told = run(sys.executable, script, SHARED / "data" / "wikinews", *sample)
    result: dict[str, Any] = json.loads(told)
    return result


def score(gold: str) -> dict[str, Any]:
    """Build, export and score one gold set, each in a process of its own."""
    pages, answers = PAGES[gold]
    with tempfile.TemporaryDirectory() as folder:
        dossier, export = Path(folder, "gate.duckdb"), Path(folder, "export")
        recoupe = (sys.executable, "-m", "recoupe")
        run(*recoupe, "build", pages, "-o", dossier, "--processes", 1)
        run(*recoupe, "export", dossier, "-f", "jsonl", "-o", export)
        told = run(sys.executable, SHARED / "gold" / "score.py", export, answers)
        result: dict[str, Any] = json.loads(told)
        if (answers / "timeline.json").exists():
            result |= accounts.score(export, answers)
            result |= actors.score(export, answers)
    return result


def score_corrections(gold: Path) -> dict[str, Any]:
    """Build the pages that readers corrected, without their corrections, and compare."""
    if not (gold / "pairs.json").exists():
        sys.exit(
            f"gate: no corrections in {gold}: write them with recoupe corrections export --gold"
        )
    with tempfile.TemporaryDirectory() as folder:
        dossier, export = Path(folder, "gate.duckdb"), Path(folder, "export")
        recoupe = (sys.executable, "-m", "recoupe")
        run(*recoupe, "build", gold / "pages", "-o", dossier, "--processes", 1)
        run(*recoupe, "export", dossier, "-f", "jsonl", "-o", export)
        return corrected.score(export, gold)


def run(*command: object) -> str:
    """Run a command; its error ends the gate."""
    done = subprocess.run([str(c) for c in command], check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        sys.exit(f"gate: {' '.join(map(str, command))} failed:\n{done.stderr}")
    return done.stdout


def figures(floors: dict[str, Any], scores: dict[str, Any]) -> Iterator[Figure]:
    """Pair each floor with the figure measured."""
    for gold, bounds in floors.items():
        limits = bounds.pop("at_most", {})
        for at_most, group in ((False, bounds), (True, limits)):
            for key, bound in group.items():
                yield Figure(gold, key, bound, at_most, look_up(scores[gold], key))


def look_up(tree: Any, key: str) -> float | None:  # noqa: ANN401 - a JSON value
    """Follow a dotted key; keys of the tree may hold dots themselves, list places are numbers.

    >>> look_up({"iou0.3": {"right": [4, 5]}}, "iou0.3.right.0")
    4
    """
    if not key:
        return tree if isinstance(tree, int | float) else None
    if isinstance(tree, list):
        place, _, rest = key.partition(".")
        return look_up(tree[int(place)], rest)
    for name in tree if isinstance(tree, dict) else ():
        if key == name or key.startswith(name + "."):
            return look_up(tree[name], key[len(name) + 1 :])
    return None


def show(found: list[Figure]) -> None:
    """Print the figures, one a line."""
    print(f"{'figure':<58}{'floor':>9}{'measured':>10}")
    for f in found:
        sign = "≤" if f.at_most else "≥"
        measured = "none" if f.measured is None else f"{f.measured:g}"
        verdict = "ok" if f.holds else "BELOW THE FLOOR" if not f.at_most else "OVER THE LIMIT"
        print(f"{f.gold + ' ' + f.key:<58}{sign + f' {f.bound:g}':>9}{measured:>10}  {verdict}")


def raise_floors(found: list[Figure]) -> None:
    """Rewrite the numbers of `floors.toml` that were passed; comments and order stay."""
    table, lines = "", []
    better = {(f.gold + ".at_most" * f.at_most, f.key): f for f in found if f.holds}
    for line in FLOORS.read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"\[(.+)\]", line):
            table = header[1]
        figure = better.get((table, line.partition('" = ')[0].strip('"')))
        lines.append(f'"{figure.key}" = {figure.measured:g}' if figure else line)
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
