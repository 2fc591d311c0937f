"""Time expressions: an article in, its dates, hours, durations and sets with TIMEX3 values out."""

from __future__ import annotations

from recoupe.extract.times.find import find_times, resolve
from recoupe.extract.times.moment import TimeReading

__all__ = ["TimeReading", "find_times", "resolve"]
