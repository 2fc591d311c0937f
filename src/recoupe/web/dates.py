"""Tells a date in words: a date value and the days it can mean in, "le 24 février 2031" out."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_skeleton

from recoupe.days import days
from recoupe.dossier.reads.record import precision
from recoupe.web.wording import Texts


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
        month = format_skeleton("yMMMM", date.fromisoformat(first), locale=texts.language)
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
        return value or texts("date.unknown")
    first, last = known
    return told(texts, value, first.isoformat(), last.isoformat())


def day(texts: Texts, iso: str) -> str:
    """Return a day, or a day and time of day, as the language tells it.

    >>> from recoupe.web.wording import texts
    >>> day(texts("fr"), "2031-03-01"), day(texts("en"), "2031-03-01T09:30")
    ('1er mars 2031', '1 March 2031, 09:30')
    """
    locale = {"en": "en_GB"}.get(texts.language, texts.language)
    try:
        written = format_date(date.fromisoformat(iso[:10]), format="long", locale=locale)
    except ValueError:
        return iso
    if texts.language == "fr" and written.startswith("1 "):
        written = f"1er{written[1:]}"
    return f"{written}, {iso[11:16]}" if len(iso) > len("2031-03-01") else written


def part(texts: Texts, value: str) -> str:
    """Return a day, month or year as the language tells it; any other value as it is."""
    if len(value) == len("2031-03") and value[5:].isdigit():
        month = format_skeleton("yMMMM", date.fromisoformat(f"{value}-01"), locale=texts.language)
        return str(month)
    return day(texts, value)


def short(texts: Texts, value: str) -> str:
    """Return a day, month or year as the scale of a drawing tells it.

    >>> from recoupe.web.wording import texts
    >>> short(texts("fr"), "2031-03-12"), short(texts("fr"), "2031-03"), short(texts("fr"), "2031")
    ('12 mars', 'mars 2031', '2031')
    """
    whole = {4: "-01-01", 7: "-01"}.get(len(value), "")
    skeleton = {4: "y", 7: "yMMM"}.get(len(value), "MMMd")
    locale = {"en": "en_GB"}.get(texts.language, texts.language)
    told = str(format_skeleton(skeleton, date.fromisoformat(value + whole), locale=locale))
    return f"1er{told[1:]}" if texts.language == "fr" and told.startswith("1 ") else told


def _bounded(texts: Texts, first: str | None, last: str | None) -> str:
    if first and last:
        return texts("date.interval", first=day(texts, first), last=day(texts, last))
    return texts("date.before", last=day(texts, last)) if last else texts("date.unknown")
