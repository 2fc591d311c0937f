"""Reprints: a page in, which articles carry one dispatch and what each made of it out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.reprints import reprint, reprints
from recoupe.web.pages.asking import Answer, Question


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of the groups of reprints, the largest first."""
    return Answer("reprints.html", {"found": reprints(connection, question.paging(10))})


def one(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with one group, with the passages that each copy cut, added and changed."""
    return Answer("reprint.html", {"group": reprint(connection, question.path["id"])})
