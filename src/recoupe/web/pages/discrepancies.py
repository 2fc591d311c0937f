"""Discrepancies: a kind in, where accounts differ out, both passages side by side."""

from __future__ import annotations

from typing import get_args

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.discrepancies import discrepancies, discrepancy
from recoupe.dossier.reads.facets import shelf_facets
from recoupe.findings import DiscrepancyKind
from recoupe.web.pages.asking import Answer, Question

SHORT = 20


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of the discrepancies, the weightiest first."""
    kind = question.one_of("kind", get_args(DiscrepancyKind))
    found = discrepancies(connection, question.paging(SHORT), kind)
    facets = {facet.name: facet.choices for facet in shelf_facets(connection, "discrepancies")}
    return Answer("discrepancies.html", {"found": found, "facets": facets})


def one(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with one discrepancy."""
    return Answer("discrepancy.html", {"found": discrepancy(connection, question.path["id"])})
