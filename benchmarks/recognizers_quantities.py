"""How many figures of a recogniser's test suite are read with the right value: a table out.

    python benchmarks/recognizers_quantities.py [--wrong FILE ...] [--all]

The suite (Number and NumberWithUnit) is for assistants ("set the temperature to 40 degrees"), and
its French is often translated word for word. What is asked here is what the reading gives before it
is judged whether a number is a claim: most of its cases are bare numbers, which claim nothing.

A case is right where every expected value is given by an amount that overlaps the expected text,
and where none of that file's kind is given if none is expected. A range compares both bounds, open
ends as open; whether a bound is included is not compared. The kinds in ``LEFT_OUT`` were written
before anything was measured: they are not what press pages print. They are told by a pattern over
the input or the expected text, never case by case, and counted; all else counts, wrong French too.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recoupe.extract.quantities.amount import Amount, Source
from recoupe.extract.quantities.amounts import amounts

ROOT = Path(__file__).resolve().parent.parent.parent / "shared/data/recognizers"
AIM = 0.85
Case = dict[str, Any]

FILES = (
    "Number/NumberModel",
    "Number/NumberRangeModel",
    "Number/OrdinalModel",
    "Number/PercentModel",
    "NumberWithUnit/CurrencyModel",
    "NumberWithUnit/DimensionModel",
    "NumberWithUnit/TemperatureModel",
)
"""The other files repeat these inputs in another mode, or hold ages, which are no claims."""

_LARGE_PART = (
    r"(?:vingt|trente|cinquante|cent|mille|onz|douz|treiz|tw\w+|hundred|thousand)[\w -]*"
    r"(?:ièmes?|iemes?|ths?|firsts?)$"
)

LEFT_OUT: dict[str, tuple[str, str]] = {
    "computer notation": ("text", r"\d\s?e\s?[+-]?\d|\^|\d\s?[kKMGT]\b(?!\s?[€$£])|\d\s?[bB]\b"),
    "no number at all": ("none", ""),
    "order of an assistant": (
        "text",
        r"derni|suivan|prochain|précéden|pénulti|avant|actuel|last|next|previous|current|ultimate",
    ),
    "denominator above ten in words": ("text", _LARGE_PART),
    "numbers of dates and hours": ("input", r"\d/\d{1,2}/\d|/\d{4}\b|\d ?:\d\d"),
    "an article taken for one": ("value", r"^(?:un|une|a|an|one)$"),
    "sums to be done": ("text", r"soustraire|ajouter|subtract|add |deduct"),
    "cents and pence": ("unit", r"^(?:cents?|pence|penn\w+|centimes?)$"),
    "angles": ("subtype", r"Angle"),
}
"""Kind left out: where its pattern is looked for, and the pattern."""

KINDS: dict[str, str] = {
    "Number/OrdinalModel": "rank",
    "Number/PercentModel": "percentage",
    "NumberWithUnit/CurrencyModel": "money",
    "NumberWithUnit/DimensionModel": "measure",
    "NumberWithUnit/TemperatureModel": "measure",
}


def main() -> int:
    """Print one line a file and language, the kinds left out, and the wrong cases asked for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--wrong", nargs="*", default=[], help="files whose wrong cases to print")
    options.add_argument("--all", action="store_true", help="leave no kind out")
    asked = options.parse_args()
    if not ROOT.exists():
        print(f"skipped: {ROOT} is not there")
        return 0
    french = 0.0
    for language, code in (("french", "fr"), ("english", "en")):
        total: Counter[str] = Counter()
        left: Counter[str] = Counter()
        for file in FILES:
            show = f"{code}:{file}" in asked.wrong
            counts = score(language, code, file, left if not asked.all else None, show=show)
            total += counts
            report(language, file, counts)
        report(language, "all", total)
        for kind, number in left.most_common():
            print(f"    left out {number:4}  {kind}")
        french = french or total["right"] / (total["right"] + total["wrong"])
    return 0 if french >= AIM else 1


def report(language: str, name: str, counts: Counter[str]) -> None:
    """Print one line of the table."""
    every = counts["right"] + counts["wrong"]
    print(f"{language:8} {name:32} {counts['right']:4}/{every:<4} {counts['right'] / every:6.1%}")


def score(
    language: str, code: str, file: str, left: Counter[str] | None, *, show: bool
) -> Counter[str]:
    """Count the right and wrong cases of one file, and those left out by kind."""
    counts: Counter[str] = Counter()
    for case in json.loads((ROOT / language / f"{file}.json").read_text(encoding="utf-8-sig")):
        kind = left_out(case) if left is not None else None
        if kind and left is not None:
            left[kind] += 1
            continue
        found = list(amounts(Source.of(case["Input"], code)))
        right = judge(case, file, found)
        counts["right" if right else "wrong"] += 1
        if show and not right:
            wanted = [
                (r["Text"], (r.get("Resolution") or {}).get("value")) for r in case["Results"]
            ]
            ours = [(case["Input"][a.start : a.end], a.kind, a.low, a.high) for a in found]
            print("   ", case["Input"][:160], "|", wanted, "|", ours)
    return counts


def left_out(case: Case) -> str | None:
    """Return the kind that leaves a case out, or ``None``."""
    for kind, (where, pattern) in LEFT_OUT.items():
        if where == "input":
            if re.search(pattern, case["Input"]):
                return kind
            continue
        for result in case["Results"]:
            resolution = result.get("Resolution") or {}
            if where == "none":
                if resolution.get("value") is None:
                    return kind
                continue
            told = {"text": result["Text"], "value": result["Text"]}
            told["unit"] = str(resolution.get("unit", ""))
            told["subtype"] = str(resolution.get("subtype", ""))
            if re.search(pattern, told[where], re.IGNORECASE):
                return kind
    return None


def judge(case: Case, file: str, found: list[Amount]) -> bool:
    """Tell whether the amounts of a case are those expected."""
    kind = KINDS.get(file)
    ours = [a for a in found if _fits(a, kind)]
    if not case["Results"]:
        return not ours
    return all(any(same(a, r) for a in _near(case, r, found)) for r in case["Results"])


def _fits(amount: Amount, kind: str | None) -> bool:
    return amount.kind in {"number", "fraction"} if kind is None else amount.kind == kind


def _near(case: Case, result: Case, found: list[Amount]) -> Iterator[Amount]:
    """Yield the amounts that overlap an expected text, wherever it stands in the input."""
    low = case["Input"].lower()
    places = [m.start() for m in re.finditer(re.escape(result["Text"].lower()), low)] or [0]
    for amount in found:
        for start in places:
            if amount.start < start + len(result["Text"]) and start < amount.end:
                yield amount


def same(amount: Amount, result: Case) -> bool:
    """Tell whether an amount has the expected value."""
    told = str((result.get("Resolution") or {}).get("value"))
    if interval := re.fullmatch(r"[\[(](.*),(.*)[\])]", told):
        low, high = (number(end) for end in interval.groups())
        return _close(amount.low, low) and _close(amount.high, high)
    value = number(told.rstrip("%"))
    return _close(amount.low, value) or _close(amount.high, value)


def number(told: str) -> float | None:
    """Return the number the suite tells: with a point or, in French, a comma."""
    try:
        return float(told.replace(",", "."))
    except ValueError:
        return None


def _close(ours: float | None, theirs: float | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= 1e-6 * max(1.0, abs(theirs))


if __name__ == "__main__":
    raise SystemExit(main())
