"""The record: filters in, who said what in order of time out, with what it can be chosen by."""

from __future__ import annotations

from itertools import groupby
from typing import get_args

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.facets import record_facets
from recoupe.dossier.reads.record import Filters, Told, record
from recoupe.records import QuotationKind
from recoupe.web.pages.asking import Answer, Question


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of the utterances, in groups of one date."""
    asked = filters(question)
    found = record(connection, asked, question.paging())
    facets = {facet.name: facet.choices for facet in record_facets(connection, asked)}
    groups = [(when, list(told)) for when, told in groupby(found.items, _when)]
    return Answer("record.html", {"found": found, "groups": groups, "facets": facets})


def filters(question: Question) -> Filters:
    """Return what a question asks of the record."""
    return Filters(
        speaker=question.text("speaker"),
        side=question.text("side"),
        since=question.day("since"),
        until=question.day("until"),
        outlet=question.text("outlet"),
        subject=question.text("subject"),
        kind=question.one_of("kind", get_args(QuotationKind)),
        language=question.text("language"),
        origins=question.one_of("origins", ("one", "several")),
        text=question.text("text"),
    )


def _when(told: Told) -> tuple[str | None, str | None, str | None]:
    """Return what utterances of one group share: the date as it is told."""
    value = told.said.value
    return (value[:10] if told.precision == "day" and value else value, told.first, told.last)
