"""Rows of pairs are the same however few stories are in memory at once."""

from __future__ import annotations

import duckdb
import pytest

from recoupe.link import discrepancies_batch
from recoupe.link.discrepancies_batch import Pairs, by_story

QUERY = (
    "SELECT 's' || i AS story, i * j AS a, j AS a FROM range(5) x(i), range(?) y(j) ORDER BY ALL"
)


@pytest.mark.parametrize("portion", [1, 7, 12, 1_000])
def test_rows_are_those_of_one_query(portion: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discrepancies_batch, "PORTION", portion)
    with duckdb.connect() as connection:
        wanted = by_story(connection, QUERY, [6])
        pairs = Pairs(connection, "some_pairs", QUERY, [6])
        asked = ["s0", "s1", "s2a", "s3", "s4", "s9"]
        assert [pairs.of(story) for story in asked] == [wanted.get(s, ()) for s in asked]
        assert len(wanted["s4"]) == 6
        pairs.drop()
        assert not connection.execute("FROM duckdb_tables()").fetchall()
