"""Scores the time grammar on half of a date recogniser's test suite, ``../shared`` in, a table out.

    python benchmarks/recognizers.py [--wrong DateParser]

The cases are those of Microsoft Recognizers-Text (MIT), French and English. Each gives a sentence, a
reference date-time, the words to find, a ``Timex`` and two resolutions, one in the past and one in
the future. A case is **right** where one of our expressions that overlaps the words to find

1. has the very ``Timex`` as its value (``(a,b,P2D)`` is read as ``a/b``, ``T08`` as ``T08:00``), or
2. covers the same days as the past or the future resolution; the end of a period may be counted in
   or out, as the suite itself does both, or
3. is counted in weeks, months or years (*il y a deux ans*, *dans deux semaines*) and is the week,
   month or year that holds the suite's day: by TIMEX3 the value has the grain of the words. These
   are told apart in the column ``grain``.

Two thirds of the French cases carry no reference. They take that of the English case with the same
answer, and the suite's usual one, 2016-11-07, where there is none. A case that expects nothing is
right where nothing is found. The kinds left out, and why, are listed in docs/times-coverage.md.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from recoupe.extract.times import TimeReading, resolve

ROOT = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "recognizers"
USUAL = date(2016, 11, 7)
DATE_PARSERS = ("DateParser", "DatePeriodParser")
OTHERS = ("DateTimeParser", "DateTimePeriodParser", "TimeParser", "SetParser", "DurationParser")
Case = dict[str, Any]


def cases(language: str, parser: str) -> list[Case]:
    """Read one file of cases."""
    path = ROOT / language / "DateTime" / f"{parser}.json"
    loaded: list[Case] = json.loads(path.read_text(encoding="utf-8-sig"))
    return loaded


def answer(case: Case) -> tuple[str, ...]:
    """Return what a case expects, comparable between the two languages."""
    return tuple(json.dumps(r.get("Value"), sort_keys=True) for r in case["Results"])


def reference(case: Case, by_answer: dict[tuple[str, ...], date]) -> date:
    """Return the case's reference day, or the one borrowed from English, or the usual one."""
    given = (case.get("Context") or {}).get("ReferenceDateTime")
    if given:
        return date.fromisoformat(given[:10])
    return by_answer.get(answer(case), USUAL)


def days(value: str) -> tuple[date, date] | None:
    """Return the days a value covers, the second excluded, or ``None`` where it is not resolved."""
    if "/" in value:
        ends = [days(part) for part in value.split("/")]
        return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None
    value = value.split("T")[0]
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return monday + timedelta(days=5 if m[3] else 0), monday + timedelta(days=7)
    spans = ((r"(\d{3})X", 10), (r"(\d{2})XX", 100))
    for pattern, years in spans:
        if m := re.fullmatch(pattern, value):
            first = int(m[1]) * years
            return date(first, 1, 1), date(first + years, 1, 1)
    if m := re.fullmatch(r"(\d{4})-(Q|H)(\d)", value):
        size = 3 if m[2] == "Q" else 6
        return months(int(m[1]), (int(m[3]) - 1) * size, size)
    if m := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value):
        if m[3]:
            day = date(int(m[1]), int(m[2]), int(m[3]))
            return day, day + timedelta(days=1)
        return months(int(m[1]), int(m[2]) - 1, 1) if m[2] else months(int(m[1]), 0, 12)
    return None


def months(year: int, start: int, size: int) -> tuple[date, date]:
    """Return the days of ``size`` months from the month numbered ``start`` from nought."""
    end = start + size
    return date(year, start + 1, 1), date(year + end // 12, end % 12 + 1, 1)


def resolutions(value: Case) -> Iterator[tuple[date, date]]:
    """Yield the past and the future days a case expects."""
    for key in ("PastResolution", "FutureResolution"):
        found = value.get(key) or {}
        texts = [found.get("date") or found.get("startDate"), found.get("date") or found.get("endDate")]
        if None not in texts:
            yield date.fromisoformat(str(texts[0])), date.fromisoformat(str(texts[1]))


def same_timex(value: str, timex: str) -> bool:
    """Compare values as written; whole hours may or may not show their minutes."""
    m = re.fullmatch(r"\(([^,]+),([^,]+),[^)]*\)", timex)
    wanted = f"{m[1]}/{m[2]}" if m else timex
    strip = re.compile(r"(T\d\d):00(:00)?\b")
    ours, theirs = strip.sub(r"\1", value), strip.sub(r"\1", wanted)
    clock = theirs.startswith("T") and "/" not in ours and ours.endswith(theirs)
    return ours == theirs or clock


def judge(reading: TimeReading, value: Case) -> str:
    """Return ``right``, ``grain`` or ``wrong`` for one expression."""
    if same_timex(reading.value, str(value.get("Timex"))):
        return "right"
    ours = days(reading.value) if re.match(r"\d", reading.value) else None
    for start, end in resolutions(value) if ours else ():
        assert ours is not None
        if ours[0] == start and ours[1] in {end, end + timedelta(days=1)}:
            return "right"
        if start == end and re.match(r"[+-]\d+ [WMY] from", reading.basis) and ours[0] <= start < ours[1]:
            return "grain"
    return "wrong"


def mark(case: Case, language: str, day: date) -> tuple[str, list[TimeReading]]:
    """Return the verdict on one case and what was read."""
    readings = resolve(case["Input"], day, language)
    if not case["Results"]:
        return ("wrong" if readings else "right"), readings
    verdicts = []
    for result in case["Results"]:
        start = result.get("Start", 0)
        end = start + len(result["Text"])
        near = [r for r in readings if r.span.start < end and start < r.span.end] or readings
        found = {judge(r, result.get("Value") or {}) for r in near}
        verdicts.append(next((v for v in ("right", "grain") if v in found), "wrong"))
    worst = next(v for v in ("wrong", "grain", "right") if v in verdicts)
    return worst, readings


def main() -> None:
    """Print one line a file, and the wrong cases of those asked for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--wrong", nargs="*", default=[], help="files whose wrong cases to print")
    asked = options.parse_args()
    if not ROOT.exists():
        print(f"skipped: {ROOT} is not there")
        return
    for language, code in (("french", "fr"), ("english", "en")):
        total = [0, 0, 0]
        for parser in (*DATE_PARSERS, *OTHERS):
            english = {
                answer(c): date.fromisoformat(c["Context"]["ReferenceDateTime"][:10])
                for c in cases("english", parser)
                if (c.get("Context") or {}).get("ReferenceDateTime")
            }
            counts = {"right": 0, "grain": 0, "wrong": 0}
            rows = cases(language, parser)
            for case in rows:
                day = reference(case, english)
                verdict, readings = mark(case, code, day)
                counts[verdict] += 1
                if verdict == "wrong" and f"{code}:{parser}" in asked.wrong:
                    wanted = [
                        ((r.get("Value") or {}).get("Timex"), *(tuple(x) for x in resolutions(r.get("Value") or {})))
                        for r in case["Results"]
                    ]
                    print("   ", day, case["Input"], "|", wanted, "|", [(r.span.text, r.value) for r in readings])
            good = counts["right"] + counts["grain"]
            if parser in DATE_PARSERS:
                total = [total[0] + good, total[1] + len(rows), total[2] + counts["grain"]]
            print(f"{language:8} {parser:22} {good:4}/{len(rows):<4} {good / len(rows):6.1%}  grain {counts['grain']}")
        print(f"{language:8} {'dates and periods':22} {total[0]:4}/{total[1]:<4} {total[0] / total[1]:6.1%}  grain {total[2]}")


if __name__ == "__main__":
    main()
