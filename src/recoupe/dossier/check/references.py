"""Checks that everything a dossier names by its id is there, and is there once."""

from __future__ import annotations

from collections.abc import Iterator

from duckdb import DuckDBPyConnection

from recoupe.dossier.check.problem import LINK, REBUILD, Problem
from recoupe.dossier.results import OF_READING, PER_ARTICLE

_ENTITIES = "entities corrected_entities"
_UTTERANCES = "utterances corrected_utterances"

_READ: tuple[tuple[str, str, str], ...] = (
    *((table, "article", "articles") for table in PER_ARTICLE),
    ("quotations", "speaker", "actors"),
    ("quotations", "parent", "quotations"),
    ("quantities", "claimed_by", "quotations"),
    ("events", "unnest([p.actor for p in actors])", "actors"),
    ("events", "unnest([p.actor for p in recipients])", "actors"),
    ("events", "quantity", "quantities"),
    ("events", "quotation", "quotations"),
)
"""In what was read: table, SQL of the ids it names, and the tables in which they must be."""

_CONCLUDED: tuple[tuple[str, str, str], ...] = (
    ("memberships", "actor", "actors"),
    ("memberships", "entity", "entities"),
    ("corrected_memberships", "actor", "actors"),
    ("corrected_memberships", "entity", _ENTITIES),
    ("entities", "unnest([m.id for m in members])", "actors"),
    ("entities", "stands_for", "entities"),
    ("corrected_entities", "unnest([m.id for m in members])", "actors"),
    ("replaced_entities", '"now"', _ENTITIES),
    ("reprints", "original", "articles"),
    ("reprints", "unnest([c.article for c in copies])", "articles"),
    ("reuses", "unnest([source, article])", "articles"),
    ("revisions", "unnest([older, newer])", "articles"),
    ("origins", "quotation", "quotations"),
    ("statements", "quotation", "quotations"),
    ("statements", "wording", "wordings"),
    ("wording_pairs", "unnest([a, b])", "wordings"),
    ("utterances", "speaker", _ENTITIES),
    ("utterances", "unnest([m.id for m in members])", "quotations"),
    ("utterances", "unnest(summaries || [fullest, earliest])", "quotations"),
    ("utterances", "unnest([v.a for v in variants] || [v.b for v in variants])", "quotations"),
    ("utterances", "unnest(articles)", "articles"),
    ("corrected_utterances", "speaker", _ENTITIES),
    ("corrected_utterances", "unnest([m.id for m in members])", "quotations"),
    ("replaced_utterances", '"now"', _UTTERANCES),
    ("stories", "unnest([m.id for m in members])", "articles"),
    ("discrepancies", "utterance", _UTTERANCES),
    ("threads", "unnest([s.item for s in steps])", "events quotations"),
    ("threads", "story", "stories"),
    ("moments", "unnest(items)", f"{_UTTERANCES} events"),
    ("moments", "unnest(articles)", "articles"),
    ("coverage", "unnest(items)", f"{_UTTERANCES} events quantities"),
    ("coverage", "unnest([c.article for c in carried])", "articles"),
    ("fresh", "article", "articles"),
)
"""The same in what was concluded from it. Corrections are not among them: when a page is read by a
newer recoupe, they find their items by passages."""

_UNIQUE = ("articles", *OF_READING, "entities", "utterances", "reprints", "stories", "threads",
           "moments", "coverage", "discrepancies")  # fmt: skip
"""Tables in which no id may come twice."""


def references(connection: DuckDBPyConnection) -> Iterator[Problem]:
    """Yield a problem for each column that names what is not there."""
    for named, remedy in ((_READ, REBUILD), (_CONCLUDED, LINK)):
        for table, ids, targets in named:
            yield from _absent(connection, table, ids, targets, remedy)


def _absent(
    connection: DuckDBPyConnection, table: str, ids: str, targets: str, remedy: str
) -> Iterator[Problem]:
    known = " UNION ALL ".join(f"SELECT id FROM {target}" for target in targets.split())  # noqa: S608 - ours
    ((number, first),) = connection.execute(
        f"SELECT count(*), min(named) FROM (SELECT {ids} AS named FROM {table}) n"  # noqa: S608 - our tables
        f" ANTI JOIN ({known}) k ON k.id = n.named WHERE named IS NOT NULL"
    ).fetchall()
    if number:
        kinds = " or ".join(t for t in targets.split() if not t.startswith("corrected_"))
        yield Problem(
            table, f"{number} {kinds} it names are not there, the first is {first}", remedy
        )


def repetitions(connection: DuckDBPyConnection) -> Iterator[Problem]:
    """Yield a problem for each table in which one id comes twice."""
    for table in _UNIQUE:
        ((number, first),) = connection.execute(
            "SELECT count(*), min(id) FROM"  # noqa: S608 - our names
            f" (SELECT id FROM {table} GROUP BY id HAVING count(*) > 1)"
        ).fetchall()
        if number:
            told = f"{number} ids come more than once, the first is {first}"
            yield Problem(table, told, REBUILD)
