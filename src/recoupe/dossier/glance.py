"""Shows a dossier in a notebook: a connection in, a short piece of HTML out."""

from __future__ import annotations

from html import escape

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.affair import affair
from recoupe.dossier.reads.passages import Passage


def html(connection: DuckDBPyConnection) -> str:
    """Return the affair at a glance: what is counted in it and where the accounts differ most."""
    found = affair(connection)
    counts = {
        "articles": found.articles,
        "without reprints": found.independent,
        "outlets": found.outlets,
        "statements": found.utterances,
        "acts": found.events,
        "figures": found.figures,
        "discrepancies": found.discrepancies,
    }
    heads = "".join(f"<th>{name}</th>" for name in counts)
    cells = "".join(f"<td>{count}</td>" for count in counts.values())
    days = f"<p>{found.first} – {found.last}</p>" if found.first else ""
    differ = "".join(
        f"<li>{escape(d.note)}<ul>{''.join(map(_passage, d.passages))}</ul></li>"
        for d in found.strongest
    )
    return (
        f"<h4>{escape(found.title or 'an empty dossier')}</h4>{days}"
        f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
        f"<ul>{differ}</ul>"
    )


def _passage(passage: Passage) -> str:
    outlet = passage.article.outlet or passage.article.uri
    return f"<li><b>{escape(outlet)}</b>: <q>{escape(passage.text)}</q></li>"
