"""Weeks, months, years, seasons, durations and sets: found words in, TIMEX3 values out."""

from __future__ import annotations

from datetime import date

from recoupe.extract.times import days, values
from recoupe.extract.times.grammar import Found
from recoupe.extract.times.moment import Moment, Outcome

UNKNOWN_BASIS = "no date known to count from"
RUNNING = "the year of publication, the day not being known"
MID_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


def _from(found: Found, at: Moment) -> tuple[date | None, str]:
    """Return the date an expression counts from and its name: what the text named last, or today.

    Months count from the last month named, years from the last year. *Cette année-là* is a year the
    text has named, or none that is known. What comes *later* than
    something the text does not date comes at no known time.
    """
    if not found.get("anchored"):
        return at.reference, at.named
    code = found.get("u")
    base = at.anchor
    if code in values.MONTHS_IN:
        base = at.month if values.MONTHS_IN[code] < values.MONTHS_IN["Y"] else at.year
    if found.get("far") and code in {"W", "WE"}:
        base = at.week if code == "W" else at.weekend
    if base:
        return base, f"the date named before, {base}"
    if found.get("far"):
        return None, ""
    return (None, "") if found.get("way") == 1 else (at.reference, at.named)


def unit(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``cette semaine``, ``le mois dernier``, ``l'an prochain``, ``fin de semaine``."""
    base, named = _from(found, at)
    code, count = found.get("u"), found.get("k") or 0
    if code in values.CLOCK_UNITS:
        return None
    if code == "D" and found.get("part"):
        return days.deictic(found, at)
    if code == "WE" and count == 0 and base is not None and base.isoweekday() == 1:
        count = 0 if at.coming or found.get("far") else -1  # else the one just over
    day = base and values.shift(base, count, code)
    basis = f"{count:+d} {code} from {named}" if day else UNKNOWN_BASIS
    return Outcome("DATE", values.unit_value(day, code), basis, found.get("mod"))


def month(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``en février``, ``février 2024``, ``fin juin``, ``mars dernier``."""
    number, year = found.get("m"), days.full_year(found)
    mod = found.get("mod")
    if found.get("yy") is not None and found.get("yy") <= 31:  # noqa: PLR2004 - that is a day
        return None
    if year is None and found.get("ky") is not None and at.reference is not None:
        year = at.reference.year + found.get("ky")
    if year is not None:
        return Outcome("DATE", f"{year:04d}-{number:02d}", days.PRINTED, mod)
    if at.reference is None and at.running and at.running_named and found.get("k") is None:
        return Outcome("DATE", f"{at.running}-{number:02d}", f"month of {RUNNING}", mod)
    if at.reference is None:
        return Outcome("DATE", f"XXXX-{number:02d}", "no year known", mod)
    ahead = (number - at.reference.month) % 12
    which = found.get("k")
    if which is None or which == 0:
        ahead -= 12 * (ahead >= 6)  # noqa: PLR2004 - the nearer half of the year; a tie is past
    elif which < 0:
        ahead -= 12
    elif ahead == 0:
        ahead = 12
    first = values.shift(at.reference.replace(day=1), ahead, "M")
    return (
        None
        if first is None
        else Outcome("DATE", values.unit_value(first, "M"), f"month nearest to {at.named}", mod)
    )


def year(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``en 2022``, ``début 2024``; a weak sign (``de 2000``) only where no noun follows."""
    number = days.full_year(found)
    if found.get("yw") is not None:
        number = found.get("yw")
    if number is None or (found.get("weak") and at.after and not _surely_year(number)):
        return None
    return Outcome("DATE", f"{number:04d}", days.PRINTED, found.get("mod"))


def _surely_year(number: int) -> bool:
    """Tell whether nobody would count so many things: 2018 is a year, 2000 may be a crowd."""
    return number in PRESS_YEARS and number % ROUND != 0


PRESS_YEARS = range(1900, 2050)
ROUND = 50


def year_month(found: Found, _at: Moment) -> Outcome | None:
    """Reckon ``2015-03`` and ``03/2015``."""
    pair = found.get("ym") or (found.get("my") or (found.get("mo"), found.get("y")))[::-1]
    a, b = pair
    return Outcome("DATE", f"{a:04d}-{b:02d}", days.PRINTED, found.get("mod"))


def season(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``ce printemps``, ``à l'automne 2023``, ``l'été dernier``.

    A winter bears the year in which it ends when it is counted from January to March.
    """
    code, number, which = found.get("s"), days.full_year(found), found.get("k")
    mod = found.get("mod")
    if number is None and found.get("ky") is not None and at.reference is not None:
        number = at.reference.year + found.get("ky")
    if number is not None:
        return Outcome("DATE", f"{number:04d}-{code}", days.PRINTED, mod)
    if at.reference is None and at.running and which == 0 and code != "WI":
        return Outcome("DATE", f"{at.running}-{code}", f"season of {RUNNING}", mod)
    if at.reference is None:
        return Outcome("DATE", f"XXXX-{code}", "no year known", mod)
    middles = [
        values.make_day(at.reference.year + k, MID_MONTH[code], 20) for k in (-2, -1, 0, 1, 2)
    ]
    if which is not None and which < 0:
        middles = [m for m in middles if m and (at.reference - m).days > SEASON_HALF]
    elif which is not None and which > 0:
        middles = [m for m in middles if m and (m - at.reference).days > SEASON_HALF]
    near = values.nearest(middles, at.reference)
    named = f"season nearest to {at.named}"
    return None if near is None else Outcome("DATE", f"{near.year:04d}-{code}", named, mod)


SEASON_HALF = 45
"""Days from a season's middle to its ends."""


def ordinal_unit(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``au troisième trimestre``, ``premier semestre 2024``."""
    code, number, count = found.get("u"), days.full_year(found), found.get("o")
    if count > {"Q": 4, "HY": 2}[code]:
        return None
    basis = days.PRINTED
    if number is None and at.reference is not None:
        number, basis = _nearest_part(code, count, found, at.reference), f"nearest to {at.named}"
    letter = code[0]
    start = "XXXX" if number is None else f"{number:04d}"
    return Outcome("DATE", f"{start}-{letter}{count}", basis, found.get("mod"))


def _nearest_part(code: str, count: int, found: Found, reference: date) -> int:
    """Return the year whose quarter or half-year is nearest to the reference."""
    if found.get("ky") is not None:
        return reference.year + int(found.get("ky"))
    month = (count - 1) * values.MONTHS_IN[code] + values.MONTHS_IN[code] // 2 + 1
    near = days.day_near(month, 15 if code == "Q" else 1, reference)
    return (near or reference).year


def decade(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``les années 1990``, ``les années 90``."""
    number = found.get("y")
    if number is None:
        number = 2000 + found.get("tens")
        latest = at.reference.year if at.reference else LATEST_SHORT_DECADE
        number -= 100 * (number > latest or number > LATEST_SHORT_DECADE)
    if number % 10:
        return None
    return Outcome("DATE", f"{number // 10:03d}X", days.PRINTED, found.get("mod"))


LATEST_SHORT_DECADE = 2020
"""The latest decade the press names by two figures: « les années 20 », and never before 2020."""


def century(found: Found, _at: Moment) -> Outcome | None:
    """Reckon ``au XXe siècle``: the years 1901 to 2000, written ``19XX``."""
    number = found.get("o")
    if not 1 <= number <= LATEST_CENTURY:
        return None
    return Outcome("DATE", f"{number - 1:02d}XX", days.PRINTED, found.get("mod"))


LATEST_CENTURY = 22


def quantity(found: Found) -> float | str | None:
    """Return how many units: ``3``, ``1.5`` for *un an et demi*, ``X`` for *plusieurs*."""
    if found.get("v") is not None:
        return "X"
    number = found.get("c")
    number = found.get("dec") if number is None else number
    if number is None:
        return 0.5 if found.get("half") else None
    return float(number) + 0.5 if found.get("half") else number


def duration(found: Found, _at: Moment) -> Outcome | None:
    """Reckon ``pendant trois ans``, ``depuis plusieurs semaines``, ``48 heures``."""
    count = quantity(found)
    if count is None:
        return None
    value = values.duration(count, found.get("u"))
    if found.get("c2") is not None:
        if SIZES.index(found.get("u2")) >= SIZES.index(found.get("u")):
            return None
        value = _joined(value, values.duration(found.get("c2"), found.get("u2")))
    return Outcome("DURATION", value, "length of time", found.get("mod"))


SIZES = ("S", "MIN", "H", "D", "WE", "W", "M", "Q", "HY", "Y", "DE", "CE")
"""Units from the shortest to the longest: *un an et trois mois* goes down."""


def _joined(first: str, second: str) -> str:
    """Join ``P1Y`` and ``P3M`` to ``P1Y3M``, ``P2D`` and ``PT3H`` to ``P2DT3H``."""
    if "T" in first:
        return first + second.removeprefix("PT").removeprefix("P")
    return first + second.removeprefix("P")


def open_duration(found: Found, _at: Moment) -> Outcome | None:
    """Reckon ``depuis un certain temps``, ``longtemps``: a length nobody measured."""
    return Outcome("DURATION", found.get("value") or "PXX", "length of time not told")


def clock_duration(found: Found, _at: Moment) -> Outcome | None:
    """Reckon ``pendant 2 h 30``."""
    return Outcome("DURATION", f"PT{found.get('h')}H{found.get('mi')}M", "length of time")


def ago(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``il y a trois ans``, ``dans deux semaines``, ``deux jours plus tard``.

    The value has the grain of the unit named: three years ago is a year, two weeks ago a week.
    """
    count, code, way = quantity(found), found.get("u"), found.get("way")
    mod = found.get("mod")
    if count == "X" and found.get("anchored"):
        return Outcome("DURATION", values.duration("X", code), "length of time", mod)
    if count == "X":
        value = "PAST_REF" if way < 0 else "FUTURE_REF"
        return Outcome("DATE", value, f"some time {'before' if way < 0 else 'after'}", mod)
    base, named = _from(found, at)
    grain = "D" if code in values.CLOCK_UNITS else code
    if base is None or count is None or isinstance(count, str):
        return Outcome("DATE", values.UNKNOWN[grain], UNKNOWN_BASIS, mod)
    day, grain = _moved(base, count, code, way)
    basis = f"{way * count:+g} {code} from {named}"
    return None if day is None else Outcome("DATE", values.unit_value(day, grain), basis, mod)


def _moved(base: date, count: float, code: str, way: int) -> tuple[date | None, str]:
    if code in values.CLOCK_UNITS:
        hours = count if code == "H" else 0
        return values.shift(base, way * int(hours // 24), "D"), "D"
    if count % 1 and code in values.MONTHS_IN:
        return values.shift(base, way * int(count * values.MONTHS_IN[code]), "M"), "M"
    return values.shift(base, way * int(count), code), code


def every(found: Found, _at: Moment) -> Outcome | None:
    """Reckon ``chaque lundi``, ``tous les deux ans``, ``par mois``."""
    if found.get("w") is not None:
        return Outcome("SET", f"XXXX-WXX-{found.get('w')}", "repeated")
    if found.get("m") is not None:
        return Outcome("SET", f"XXXX-{found.get('m'):02d}", "repeated")
    if found.get("s") is not None:
        return Outcome("SET", f"XXXX-{found.get('s')}", "repeated")
    if found.get("part") is not None:
        return Outcome("SET", f"XXXX-XX-XXT{found.get('part')}", "repeated")
    return Outcome("SET", values.duration(found.get("c") or 1, found.get("u")), "repeated")


def vague(found: Found, _at: Moment) -> Outcome | None:
    """Reckon ``actuellement``, ``autrefois``, ``à l'avenir``."""
    value = found.get("ref") or found.get("value")
    return Outcome("DATE", value, "vague", found.get("mod"))
