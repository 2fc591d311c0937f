"""The columns of the exported tables with their types: records' types in, DuckDB types out."""

from __future__ import annotations

import types
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from recoupe import findings, records
from recoupe.records import Span, Zone

Columns = dict[str, str]

SCALARS = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}
_SPOT = 'STRUCT(article VARCHAR, start BIGINT, "end" BIGINT'


def duckdb_type(hint: Any) -> str:  # noqa: ANN401 - a type or a type form
    """Return the DuckDB type of a field's type: tuples are lists, records are structs.

    >>> duckdb_type(tuple[str, ...]), duckdb_type(Span)
    ('VARCHAR[]', 'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)')
    """
    if hint in SCALARS:
        return SCALARS[hint]
    if is_dataclass(hint):
        columns = columns_of(cast("Hashable", hint))
        parts = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        return f"STRUCT({parts})"
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "VARCHAR"
    if origin is tuple:
        return f"{duckdb_type(arguments[0])}[]"
    if origin in {Union, types.UnionType}:
        (inner,) = [a for a in arguments if a is not type(None)]
        return duckdb_type(inner)
    raise TypeError(f"a field of type {hint} has no column type")


@cache
def columns_of(kind: Any) -> Columns:  # noqa: ANN401 - a type
    """Return the columns of a kind of record, in the order of its fields."""
    hints = get_type_hints(kind)
    return {f.name: duckdb_type(hints[f.name]) for f in fields(kind)}


def _columns() -> dict[str, Columns]:
    plain = {
        "threads": findings.Thread,
        "discrepancies": findings.Discrepancy,
        "reprints": findings.Reprint,
        "reuses": findings.Reuse,
        "revisions": findings.Revision,
        "origins": findings.Origin,
        "timeline": findings.Moment,
        "coverage": findings.Coverage,
        "failures": records.Failure,
    }
    return {table: columns_of(kind) for table, kind in plain.items()} | {
        "articles": _articles(),
        "actors": _actors(),
        "quotations": columns_of(records.Quotation) | {"actor": "VARCHAR", "utterance": "VARCHAR"},
        "utterances": columns_of(findings.Utterance) | {"quotations": "VARCHAR[]"},
        "times": _flat(records.TimeExpression),
        "quantities": _quantities(),
        "events": _events(),
        "stories": columns_of(findings.Story) | {"articles": "VARCHAR[]"},
    }


def _articles() -> Columns:
    own = columns_of(records.Article)
    head = {"id": own["id"], "uri": own["uri"], "version": "BIGINT", "title": "VARCHAR"}
    kept = ("published", "language", "outlet", "byline", "credits")
    return (
        head
        | {"title_span": duckdb_type(Span)}
        | {name: own[name] for name in kept}
        | {"body": 'STRUCT("start" BIGINT, "end" BIGINT)[]'}
        | {name: f"{duckdb_type(Zone)}[]" for name in ("zones", "apparatus")}
        | {"origin": "VARCHAR", "story": "VARCHAR"}
    )


def _actors() -> Columns:
    member = "STRUCT(id VARCHAR, score DOUBLE, reasons VARCHAR[], article VARCHAR)[]"
    role = 'STRUCT(role VARCHAR, article VARCHAR, start BIGINT, "end" BIGINT, date VARCHAR)[]'
    return columns_of(findings.Entity) | {
        "members": member,
        "roles": role,
        "mentions": f"{_SPOT}, text VARCHAR, head VARCHAR)[]",
    }


def _flat(kind: Any) -> Columns:  # noqa: ANN401 - a type
    """Return the columns of a record whose span is laid flat, ids first."""
    own = dict(columns_of(kind))
    own.pop("span")
    head = {"id": own.pop("id"), "article": own.pop("article")}
    return head | columns_of(Span) | own


def _quantities() -> Columns:
    flat = _flat(records.Quantity)
    return flat | {"value": "JSON", "approximate": "BOOLEAN", "of": "VARCHAR"}


def _events() -> Columns:
    parts = {
        f"{role}{suffix}": "VARCHAR" for role in ("actor", "recipient") for suffix in ("", "_name")
    }
    return columns_of(records.Event) | parts | {"object": "VARCHAR", "condition": "VARCHAR"}


COLUMNS: dict[str, Columns] = _columns()
"""For each table of the export: its columns, each with its DuckDB type."""
