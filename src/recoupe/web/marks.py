"""Tells what a mark of an article was read as: a mark in, its value and basis in a language out."""

from __future__ import annotations

import re

from babel.units import format_unit

from recoupe.dossier.reads.article import Mark
from recoupe.web import amounts, dates, reasons
from recoupe.web.wording import Texts

_DAY = re.compile(r"(?<=, )\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?$")
_ACT = re.compile(r"(?:(?<= )|^)[A-Z]+(?= →|$)")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
_FROM = re.compile(
    r"(.*) (publication|the (?:day|date) named before,|the day it was said,)"
    r" (?:between )?(\S+)(?: and (\S+))?"
)
_MEASURE = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?) ([a-z][a-z_]+(?: / [a-z]+)?)$")
_LENGTH = re.compile(r"P(T?)(\d+|X+)([YMWDHS])")
_LENGTHS = {
    "Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"
}  # fmt: skip
_DAYS = {"publication": "publication", "the day it was said,": "said"}
_SPEECH = frozenset({"quotation", "source", "cue"})


def value(texts: Texts, mark: Mark) -> str:
    """Return the resolved value of a mark.

    >>> from recoupe.web.wording import texts
    >>> value(texts("fr"), Mark("source", 0, 4, "q", "Nora Vasseur, 2031-03-01"))
    'Nora Vasseur, 1er mars 2031'
    >>> value(texts("en"), Mark("event", 0, 4, "e", "Nora Vasseur THREATEN → Ostrande"))
    'Nora Vasseur: threat → Ostrande'
    """
    if mark.layer == "time":
        return _time(texts, mark.label)
    if mark.layer == "event":
        told = _ACT.sub(lambda found: f": {texts.of('act.type', found[0])}", mark.label, count=1)
        return told.replace(" : ", f"{_colon(texts)} ").removeprefix(": ")
    if mark.layer in _SPEECH:
        told = _DAY.sub(lambda found: dates.day(texts, found[0]), mark.label)
        return re.sub(r"^\?(?=,|$)", texts("speaker.unknown"), told)
    if mark.layer == "figure":
        told = _MEASURE.sub(
            lambda found: amounts.with_unit(texts, (float(found[1]),), found[2]), mark.label
        )
        return _NUMBER.sub(lambda found: amounts.number(texts, float(found[0])), told)
    return mark.label


def basis(texts: Texts, mark: Mark) -> str:
    """Return how the value of a mark was found out.

    >>> from recoupe.web.wording import texts
    >>> basis(texts("fr"), Mark("event", 0, 4, "e", "", "offered, 0311, 2031-03"))
    'proposition, CAMEO 0311, mars 2031'
    """
    if not mark.basis:
        return ""
    if mark.layer == "event":
        return _of_act(texts, *mark.basis.split(", "))
    if mark.layer == "actor":
        kind, *state = mark.basis.split(", ")
        return ", ".join((texts.of("actors.kinds", kind), *state))
    if mark.layer == "figure":
        return texts("figures.holds", when=dates.alone(texts, mark.basis))
    if found := _FROM.fullmatch(mark.basis) if mark.layer == "time" else None:
        what, day, *ends = found.groups()
        told = " – ".join(dates.alone(texts, end) for end in ends if end)
        known = reasons.told(texts.language, what)
        return texts(f"mark.from.{_DAYS.get(day, 'before')}", what=known, day=told)
    return reasons.told(texts.language, mark.basis)


def stands(texts: Texts, act: str, status: str) -> str:
    """Return how an act stands where its type does not tell it, else nothing.

    >>> from recoupe.web.wording import texts
    >>> stands(texts("fr"), "AGREE", "offered"), stands(texts("fr"), "REQUEST", "asked")
    ('proposition', '')
    """
    told = texts.of("act.status", status)
    plain = status in {"done", "said"} or told == texts.of("act.type", act)
    return "" if plain else told


def _of_act(texts: Texts, status: str, code: str = "", day: str = "") -> str:
    """Return what is known of an act: its status, its code, its date."""
    told = (
        texts.of("act.status", status),
        code and f"CAMEO {code}",
        day and dates.alone(texts, day),
    )
    return ", ".join(filter(None, told))


def _time(texts: Texts, label: str) -> str:
    """Return a date or a length of time; of what the page leaves open nothing is told.

    >>> from recoupe.web.wording import texts
    >>> _time(texts("en"), "P3W"), _time(texts("en"), "P1D"), _time(texts("fr"), "XXXX-WXX")
    ('3 weeks', '1 day', 'date inconnue')
    """
    if found := _LENGTH.fullmatch(label):
        if not found[2].isdigit():
            return texts("date.length_unknown")
        unit = _LENGTHS[found[1] + found[3]]
        return str(format_unit(int(found[2]), f"duration-{unit}", "long", locale=texts.language))
    return dates.alone(texts, None if "X" in label else label)


def _colon(texts: Texts) -> str:
    return "\u00a0:" if texts.language == "fr" else ":"
