"""How many counts of an annotated French corpus are found: POPCORN's reports in, shares out.

    python benchmarks/popcorn_quantities.py [--missed]

The corpus (400 invented intelligence reports) marks counts and vague counts as QUANTITY_EXACT,
_MIN, _MAX and _FUZZY. A mention is found where a quantity overlaps it; its value is right where an
exact one in digits or words is the number read. Only finding is counted against the aim of 0.85:
its classes are not ours ("une dizaine" is exact, "plus de cinquante" too). All mentions count,
those of "autres" (others), which we do not take for a count, as missed. How many of our figures
overlap no mention is printed too: measures, percentages and ranks are not annotated there.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import recoupe
from recoupe.extract.quantities.amount import Source
from recoupe.extract.quantities.numerals import number_at

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared/data/popcorn/train.json"
AIM = 0.85


def main() -> int:
    """Print the share found by class, the values right, and the share of all."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--missed", action="store_true", help="print the mentions missed")
    show = options.parse_args().missed
    if not CORPUS.exists():
        print(f"skipped: {CORPUS} is not there")
        return 0
    found, total, counts = Counter[str](), Counter[str](), Counter[str]()
    for report in json.loads(CORPUS.read_text(encoding="utf-8")).values():
        judge(report, found, total, counts, show=show)
    for kind in sorted(total):
        print(f"{kind:16} {found[kind]:4}/{total[kind]:<4} {found[kind] / total[kind]:6.1%}")
    share = found.total() / total.total()
    print(f"{'found':16} {found.total():4}/{total.total():<4} {share:6.1%}   (aim {AIM:.0%})")
    print(f"{'value right':16} {counts['right']:4}/{counts['number']:<4} of the numbers found")
    print(f"{'not annotated':16} {counts['free']:4}/{counts['ours']:<4} of our figures")
    return 0 if share >= AIM else 1


def judge(
    report: dict[str, Any],
    found: Counter[str],
    total: Counter[str],
    counts: Counter[str],
    *,
    show: bool,
) -> None:
    """Count what is found in one report."""
    text = report["text"]
    ours = list(recoupe.read(text, language="fr").quantities)
    mentions = [
        (entity["type"], mention["start"], mention["end"])
        for entity in report["entities"]
        if entity["type"].startswith("QUANTITY")
        for mention in entity["mentions"]
    ]
    for kind, start, end in mentions:
        total[kind] += 1
        near = [q for q in ours if q.span.start < end and start < q.span.end]
        found[kind] += bool(near)
        number = number_at(Source.of(text[start:end], "fr").low, 0, Source.of("", "fr").words)
        if near and number:
            counts["number"] += 1
            counts["right"] += any(number.value in {q.low, q.high} for q in near)
        if show and not near:
            print(
                "   ",
                kind,
                text[max(0, start - 30) : start],
                f"[{text[start:end]}]",
                text[end : end + 30],
            )
    counts["ours"] += len(ours)
    counts["free"] += sum(
        not any(q.span.start < end and start < q.span.end for _, start, end in mentions)
        for q in ours
    )


if __name__ == "__main__":
    raise SystemExit(main())
