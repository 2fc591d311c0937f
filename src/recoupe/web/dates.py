"""Tells a date in words: a date value and the days it can mean in, "le 24 février 2031" out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from recoupe.days import days, is_season
from recoupe.dossier.reads.record import precision
from recoupe.web.wording import Texts

VAGUE = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
"""Values of TIMEX3 that tell no day."""


def told(texts: Texts, value: str | None, first: str | None, last: str | None) -> str:
    """Return a date as the language tells it, as near as it is known."""
    known = precision(value, first, last)
    if known == "unknown" or value is None or first is None or last is None:
        return _bounded(texts, first, last)
    if known in {"week", "interval"}:
        return texts(f"date.{known}", first=day(texts, first), last=day(texts, last))
    if known == "season":
        return texts("date.season", season=texts.of("season", value[5:7]), year=value[:4])
    if known == "month":
        month = _in_part("yMMMM", first, texts.language)
        return texts("date.month", month=month)
    return texts("date.year", year=value[:4]) if known == "year" else day(texts, first)


def alone(texts: Texts, value: str | None) -> str:
    """Return a date of which nothing but the value is known.

    >>> from recoupe.web.wording import texts
    >>> alone(texts("fr"), "2031-03"), alone(texts("en"), None)
    ('mars 2031', 'date unknown')
    """
    known = days(value)
    if known is None:
        return texts.of("date", value) if value in VAGUE else value or texts("date.unknown")
    first, last = known
    return told(texts, value, first.isoformat(), last.isoformat())


def day(texts: Texts, iso: str) -> str:
    """Return a day, or a day and time of day, as the language tells it.

    >>> from recoupe.web.wording import texts
    >>> day(texts("fr"), "2031-03-01"), day(texts("en"), "2031-03-01T09:30")
    ('1er mars 2031', '1 March 2031, 09:30')
    """
    try:
        written = _in_full(iso[:10], texts.language)
    except ValueError:
        return iso
    return f"{written}, {iso[11:16]}" if len(iso) > len("2031-03-01") else written


def part(texts: Texts, value: str) -> str:
    """Return a day, month, season or year as the language tells it; any other value as it is."""
    if is_season(value):
        return alone(texts, value)
    if len(value) == len("2031-03") and value[5:].isdigit():
        return _in_part("yMMMM", f"{value}-01", texts.language)
    return day(texts, value)


def short(texts: Texts, value: str) -> str:
    """Return a day, month or year as the scale of a drawing tells it.

    >>> from recoupe.web.wording import texts
    >>> short(texts("fr"), "2031-03-12"), short(texts("fr"), "2031-03"), short(texts("fr"), "2031")
    ('12 mars', 'mars 2031', '2031')
    """
    whole = {4: "-01-01", 7: "-01"}.get(len(value), "")
    skeleton = {4: "y", 7: "yMMM"}.get(len(value), "MMMd")
    return _in_part(skeleton, value + whole, texts.language)


def _bounded(texts: Texts, first: str | None, last: str | None) -> str:
    if first and last:
        return texts("date.interval", first=day(texts, first), last=day(texts, last))
    return texts("date.before", last=day(texts, last)) if last else texts("date.unknown")


@lru_cache(4096)
def _in_full(iso: str, language: str) -> str:
    """Return a day as a language writes it; :class:`ValueError` where it is none."""
    day = date.fromisoformat(iso)
    return _first(format_date(day, format="long", locale=_locale(language)), language)


@lru_cache(4096)
def _in_part(skeleton: str, iso: str, language: str) -> str:
    """Return the parts of a day that a skeleton names, as a language writes them."""
    day = date.fromisoformat(iso)
    return _first(str(format_skeleton(skeleton, day, locale=_locale(language))), language)


def _first(written: str, language: str) -> str:
    return f"1er{written[1:]}" if language == "fr" and written.startswith("1 ") else written


def _locale(language: str) -> str:
    return {"en": "en_GB"}.get(language, language)
