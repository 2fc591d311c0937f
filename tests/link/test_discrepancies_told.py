"""Which articles can give two accounts of one moment: the same in Python and in SQL."""

from __future__ import annotations

from itertools import product

import duckdb
import pytest

from recoupe.link.discrepancies_told import TWO_ACCOUNTS, Page, two_accounts

DAYS = ("", "2031-03-04", "2031-03-07", "2031-03-08", "2031-03")
OUTLETS = ("", "La Vigie", "Le Phare")


def page(day: str, outlet: str) -> Page:
    return Page("id", "", "fr", day, "id", outlet)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("2031-03-04", "La Vigie"), ("2031-03-07", "Le Phare"), True),
        (("2031-03-04", "La Vigie"), ("2031-03-08", "Le Phare"), False),
        (("2031-03-04", "La Vigie"), ("2031-03-07", "La Vigie"), False),
        (("2031-03-04", ""), ("2031-03-07", "Le Phare"), False),
        (("2031-03-04", "La Vigie"), ("2031-03-04", "La Vigie"), True),
        (("", "La Vigie"), ("2031-03-04", "La Vigie"), True),
    ],
)
def test_outlets_tell_one_moment_within_days(
    one: tuple[str, str], other: tuple[str, str], *, expected: bool
) -> None:
    assert two_accounts(page(*one), page(*other)) is expected


def test_sql_tells_the_same() -> None:
    pairs = list(product(product(DAYS, OUTLETS), repeat=2))
    query = f"""
        SELECT {TWO_ACCOUNTS} FROM (SELECT try_cast(? AS DATE) AS dated, ? AS outlet) x,
            (SELECT try_cast(? AS DATE) AS dated, ? AS outlet) y
    """  # noqa: S608 - our own text
    with duckdb.connect() as connection:
        told = [connection.execute(query, [*a, *b]).fetchall()[0][0] for a, b in pairs]
    assert told == [two_accounts(page(*a), page(*b)) for a, b in pairs]
    assert {True, False} == set(told)
