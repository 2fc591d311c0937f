"""Date values are placed on the calendar, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from recoupe.days import days


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031-03-04", "2031-03-04", "2031-03-04"),
        ("2031-03-04T18:30", "2031-03-04", "2031-03-04"),
        ("2031-03-04TEV", "2031-03-04", "2031-03-04"),
        ("2031-W10", "2031-03-03", "2031-03-09"),
        ("2031-W10-2", "2031-03-04", "2031-03-04"),
        ("2031-W10-WE", "2031-03-08", "2031-03-09"),
        ("2031-SP", "2031-03-01", "2031-05-31"),
        ("2031-WI", "2031-12-01", "2032-02-29"),
        ("2031-03-04/2031-04", "2031-03-04", "2031-04-30"),
    ],
)
def test_days_of_a_value(value: str, first: str, last: str) -> None:
    assert days(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", [None, "", "XXXX-WXX-1", "2031-XX", "2031-02-30", "2031-13", "0000", "P3D", "2031-W60"]
)
def test_what_is_not_known_has_no_days(value: str | None) -> None:
    assert days(value) is None
