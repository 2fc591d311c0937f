"""Reads wordings and writes verdicts: ids in, statements out; a verdict in, a row out."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.link.utterances.decide import Verdict
from recoupe.link.utterances.statement import Statement
from recoupe.rows import LISTED, listed


def statements(connection: DuckDBPyConnection, wanted: list[str]) -> dict[str, Statement]:
    """Return wordings by their ids."""
    rows = connection.execute(
        f"SELECT {Statement.columns()} FROM wordings WHERE id IN {LISTED}",  # noqa: S608 - ours
        [listed(sorted(set(wanted)))],
    ).fetchall()
    return {row[0]: Statement.of(row) for row in rows}


def pair_row(a: str, b: str, verdict: Verdict) -> dict[str, Any]:
    """Return the row of ``wording_pairs`` for a verdict."""
    return {
        "a": a,
        "b": b,
        "joined": verdict.joined,
        "score": verdict.score,
        "part_a": verdict.parts[0],
        "part_b": verdict.parts[1],
        "reasons": list(verdict.reasons),
        "apart": verdict.apart,
    }
