"""Reads how often to poll: ``15m`` in, seconds out."""

from __future__ import annotations

import re

from recoupe.errors import QuestionError

UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}

_PART = re.compile(r"(\d{1,6})([smhd])")


def seconds(told: str) -> int:
    """Return a duration in seconds; :class:`QuestionError` where it is none.

    >>> seconds("15m"), seconds("1h30m")
    (900, 5400)
    """
    text = told.strip().lower()
    parts = _PART.findall(text)
    total = sum(int(number) * UNITS[unit] for number, unit in parts)
    if "".join(number + unit for number, unit in parts) != text or not total:
        raise QuestionError(f"'{told}' is no duration: write 90s, 15m, 2h or 1h30m")
    return total
