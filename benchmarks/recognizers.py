"""Scores the time grammar on half of a date recogniser's test suite, ``../shared`` in, a table out.

    python benchmarks/recognizers.py [--wrong DateParser]

The cases are those of Microsoft Recognizers-Text (MIT), French and English. Each gives a sentence,
a reference date-time, the words to find, a ``Timex`` and two resolutions, one in the past and one
in the future. A case is **right** where one of our expressions that overlaps the words to find

1. has the very ``Timex`` as its value (``(a,b,P2D)`` is read as ``a/b``, ``T08`` as ``T08:00``), or
2. covers the same days as the past or the future resolution; the end of a period may be counted in
   or out, and what is to come may begin today or tomorrow, as the suite itself does both, or
3. is counted in weeks, months or years (*il y a deux ans*, *dans deux semaines*) and is the week,
   month or year that holds the suite's day: by TIMEX3 the value has the grain of the words. These
   are told apart in the column ``grain``.

Two thirds of the French cases carry no reference. They take that of the English case with the
same answer; where there is none, each of the dates the suite uses as a reference for this parser is
tried, and the case is right if it is so under one (column ``borrowed``: right only in this way, not
under 2016-11-07, the suite's usual date). A case that expects nothing is
right where nothing is found. The score is over all cases. The kinds left out, and why, are listed
in docs/times-coverage.md; ``--wrong`` prints the kind beside each miss.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from recoupe.days import days as calendar_days
from recoupe.extract.times import TimeReading, resolve

ROOT = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "recognizers"
USUAL = date(2016, 11, 7)
DATE_PARSERS = ("DateParser", "DatePeriodParser")
OTHERS = ("DateTimeParser", "DateTimePeriodParser", "TimeParser", "SetParser", "DurationParser")
Case = dict[str, Any]
KINDS = {
    "English order or words": (
        r"Oct\. |Oct/|Octobre \d|Novembre \d|Novembre entre",
        r"Aout seconde|w/c|1970s",
    ),
    "not French": (
        r"seconde de|jusqu'a |reviendrai lendemain|derniere 3|deux milles|deux mille dix$",
        r"dix-neuf soixante|tard la fin|le prochain$|week-end-là|après lendemain|du fin de",
        r"après deux lundis|ma semaine|2 Oct a|4 et 22 cette|^la semaine$",
    ),
    "figures a page does not print so": (
        r"2015[./-]3|2016\.11|11 +-|de 11, 2016|16-nov|2016, nov|12/08,2015|    22/4",
        r"septembre\.16|le 2-4",
    ),
    "another answer by choice": (
        r"dimanche prochain|prochaine semaine|3-7-(20)?[12]7|weekend$|week-end$|l'été$",
        r"décennies|quelques (mois|semaines)|dans 2 jours|dernier jour|dixième semaine|au 11/07",
    ),
    "mistakes of the suite": (
        r"16 avril 2021|cinquième dimanche|31 de ce mois|mercredi de la semaine",
    ),
    "sums of dates": (r"(moins|plus) de \d (jours|semaines) |plus de deux ans|le mois du 16",),
    "month not named": (r"le premier dimanche$|vingt-deux$",),
}
"""Words that tell why a case is wrong. Written after reading the wrong cases, so they explain the
misses and must not be taken out of the count; reasons are in docs/times-coverage.md."""


def cases(language: str, parser: str) -> list[Case]:
    """Read one file of cases."""
    path = ROOT / language / "DateTime" / f"{parser}.json"
    loaded: list[Case] = json.loads(path.read_text(encoding="utf-8-sig"))
    return loaded


def answer(case: Case) -> tuple[str, ...]:
    """Return what a case expects, comparable between the two languages."""
    return tuple(json.dumps(r.get("Value"), sort_keys=True) for r in case["Results"])


def given(case: Case) -> date | None:
    """Return the reference day of a case, or ``None`` where it carries none."""
    text = (case.get("Context") or {}).get("ReferenceDateTime")
    return date.fromisoformat(text[:10]) if text else None


def references(rows: list[Case], english: list[Case]) -> Iterator[tuple[Case, list[date]]]:
    """Yield each case with its reference, or those that may be its own, the likeliest first."""
    twins = {answer(c): day for c in english if (day := given(c))}
    known = sorted({day for c in [*rows, *english] if (day := given(c))})
    for case in rows:
        day = given(case) or twins.get(answer(case))
        yield case, [day] if day else [USUAL, *known]


def days(value: str) -> tuple[date, date] | None:
    """Return the days a value covers, the last left out; ``None`` where it is not known."""
    if "/" in value:
        ends = [days(part) for part in value.split("/")]
        return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None
    value = value.split("T", maxsplit=1)[0]
    if found := calendar_days(value):
        return found[0], found[1] + timedelta(days=1)
    for pattern, years in ((r"(\d{3})X", 10), (r"(\d{2})XX", 100)):
        if m := re.fullmatch(pattern, value):
            first = int(m[1]) * years
            return date(first, 1, 1), date(first + years, 1, 1)
    if m := re.fullmatch(r"(\d{4})-(Q|H)(\d)", value):
        size = 3 if m[2] == "Q" else 6
        return months(int(m[1]), (int(m[3]) - 1) * size, size)
    return None


def months(year: int, start: int, size: int) -> tuple[date, date]:
    """Return the days of ``size`` months from the month numbered ``start`` from nought."""
    end = start + size
    return date(year, start + 1, 1), date(year + end // 12, end % 12 + 1, 1)


def resolutions(value: Case) -> Iterator[tuple[date, date]]:
    """Yield the past and the future days a case expects."""
    for key in ("PastResolution", "FutureResolution"):
        found = value.get(key) or {}
        texts = [
            found.get("date") or found.get("startDate"),
            found.get("date") or found.get("endDate"),
        ]
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


def last_start(value: str) -> date | None:
    """Return the first day of the end of a range: *2014 to 2018* may stop where 2018 begins."""
    end = days(value.rpartition("/")[2]) if "/" in value else None
    return end[0] if end else None


def judge(reading: TimeReading, value: Case) -> str:
    """Return ``right``, ``grain`` or ``wrong`` for one expression."""
    if same_timex(reading.value, str(value.get("Timex"))):
        return "right"
    ours = days(reading.value) if re.match(r"\d", reading.value) else None
    for start, end in resolutions(value) if ours else ():
        assert ours is not None
        starts = {start, start - timedelta(days=1)} if "forward" in reading.basis else {start}
        ends = {ours[1], last_start(reading.value)}
        if ours[0] in starts and ends & {end, end + timedelta(days=1)}:
            return "right"
        if (
            start == end
            and re.match(r"[+-]\d+ [WMY] from", reading.basis)
            and ours[0] <= start < ours[1]
        ):
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
        total: Counter[str] = Counter()
        for parser in (*DATE_PARSERS, *OTHERS):
            counts = score(language, code, parser, show=f"{code}:{parser}" in asked.wrong)
            total += counts if parser in DATE_PARSERS else Counter()
            report(language, parser, counts)
        report(language, "dates and periods", total)


def score(language: str, code: str, parser: str, *, show: bool) -> Counter[str]:
    """Count the verdicts on one file; ``show`` prints the wrong cases."""
    counts: Counter[str] = Counter()
    for case, possible in references(cases(language, parser), cases("english", parser)):
        tried = [mark(case, code, day) for day in possible]
        verdict = next((v for v in ("right", "grain") if v in {t[0] for t in tried}), "wrong")
        counts[verdict] += 1
        counts["borrowed"] += verdict != "wrong" and tried[0][0] == "wrong"
        if verdict == "wrong" and show:
            wanted = [(r.get("Value") or {}).get("Timex") for r in case["Results"]]
            ours = [(r.span.text, r.value) for r in tried[0][1]]
            print("   ", f"[{kind(case)}]", possible[0], case["Input"], "|", wanted, "|", ours)
    return counts


def kind(case: Case) -> str:
    """Return the kind a French case belongs to, or a mark that no kind explains it."""
    for name, patterns in KINDS.items():
        if any(re.search(pattern, case["Input"]) for pattern in patterns):
            return name
    return "?"


def report(language: str, name: str, counts: Counter[str]) -> None:
    """Print one line of the table."""
    good = counts["right"] + counts["grain"]
    every = good + counts["wrong"]
    extra = f"grain {counts['grain']:2}  borrowed {counts['borrowed']:2}"
    extra += f"  without borrowed {(good - counts['borrowed']) / every:6.1%}"
    print(f"{language:8} {name:22} {good:4}/{every:<4} {good / every:6.1%}  {extra}")


if __name__ == "__main__":
    main()
