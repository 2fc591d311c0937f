"""Scores what the referee does not: the timeline and the coverage of the seeds, against the gold.

In: the folder of an export and that of the gold. Out: two figures, `timeline` and `coverage`, each
`{right, gold, accuracy}`. How a row is told right is said at :func:`timeline` and :func:`coverage`.
"""

from __future__ import annotations

import importlib.util
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from recoupe.days import days

Row = dict[str, Any]

ROWS = Path(__file__).with_name("coverage_rows.toml")
"""Which moves and figures of the gold tell the facts that no statement tells (ids only)."""

HALF = 0.5
"""The share of a gold event's statements, found at all, that must lie in moments dated right."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An export beside the gold: tables, the names of the pages, gold ids with what was found."""

    tables: dict[str, list[Row]]
    pages: dict[str, str]
    found: dict[str, set[str]]

    def docs(self, articles: Iterable[str]) -> set[str]:
        """Return the page names of articles."""
        return {self.pages[a] for a in articles}


def score(export: Path, gold: Path) -> dict[str, dict[str, float]]:
    """Return both figures."""
    linked = link(export, gold)
    files = {str(b["doc"]): b["file"] for b in load(gold, "body")}
    told = timeline(linked, load(gold, "timeline"), files)
    covered = coverage(linked, load(gold, "disagreements")["coverage"], files)
    return {"timeline": figure(told), "coverage": figure(covered)}


def figure(verdicts: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """Sum verdicts up."""
    given = [right for _, right in verdicts]
    return {"right": sum(given), "gold": len(given), "accuracy": sum(given) / len(given)}


def timeline(linked: Linked, gold: list[Row], files: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield for each event of the gold whether the timeline dates it right.

    An event with statements is right where at least half of those that were found lie in moments
    dated right; one without where an act of its pages is dated right. A date the text tells must be
    equal, or lie within the gold's interval. Where the gold knows the date from the world only, or
    has none, the moment must not claim another: no date, or an interval around the gold's.
    """
    moments: dict[str, list[Row]] = {}
    for moment in linked.tables["timeline"]:
        for item in moment["items"]:
            moments.setdefault(item, []).append(moment)
    for event in gold:
        docs = {files[str(d)] for d in event["docs"]}
        if event["statements"]:
            found = [linked.found[s] for s in event["statements"] if linked.found.get(s)]
            dated = [
                any(_dated(m, event) for i in ids for m in moments.get(i, ())) for ids in found
            ]
            yield event["id"], bool(dated) and sum(dated) >= HALF * len(dated)
        else:
            acts = [m for m in linked.tables["timeline"] if m["kind"] != "said"]
            told = [m for m in acts if linked.docs(m["articles"]) & docs]
            yield event["id"], any(_dated(m, event) for m in told)


def _dated(moment: Row, event: Row) -> bool:
    """Tell whether a moment has the date of a gold event, as far as the text tells it."""
    wanted, told = event["date"], moment["date"]
    if wanted is None:
        return told is None
    if told == wanted:
        return True
    mine, theirs = days(told), days(wanted)
    if event["basis"].startswith("text"):
        return bool("/" in wanted and mine and theirs and _within(mine, theirs))
    return mine is None or bool(theirs and (_within(theirs, mine) or _within(mine, theirs)))


def _within(inner: tuple[Any, Any], outer: tuple[Any, Any]) -> bool:
    return bool(outer[0] <= inner[0] and inner[1] <= outer[1])


def coverage(linked: Linked, gold: list[Row], files: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield for each fact of the gold whether exactly the pages that carry it are said to.

    The fact is the rows that hold the statements (for facts without, the moves or figures) of the
    gold that were found; a fact of which nothing was found is wrong.
    """
    others = tomllib.loads(ROWS.read_text(encoding="utf-8"))["rows"]
    for fact in gold:
        ids = fact["statements"] or others.get(fact["fact"], [])
        items = set().union(*(linked.found.get(i, set()) for i in ids))
        rows = [r for r in linked.tables["coverage"] if items & set(r["items"])]
        carrying = {
            c["article"] for r in rows for c in r["cells"] if c["how"] not in {"absent", "before"}
        }
        yield fact["fact"], linked.docs(carrying) == {files[str(d)] for d in fact["carried_by"]}


def link(export: Path, gold: Path) -> Linked:
    """Match the gold's statements, moves and figures with what was exported."""
    referee = load_referee(gold.parent / "score.py")
    names = ("articles", "quotations", "utterances", "events", "quantities", "timeline", "coverage")
    tables = {name: referee.rows(export, name) for name in names}
    pages = {a["id"]: Path(a["uri"]).name for a in tables["articles"]}
    files = {str(b["doc"]): b["file"] for b in load(gold, "body")}
    found: dict[str, set[str]] = {}
    utterances: dict[str, set[str]] = {}
    for utterance in tables["utterances"]:
        for quotation in utterance["quotations"]:
            utterances.setdefault(quotation, set()).add(utterance["id"])
    statements = load(gold, "statements")["statements"]
    for doc, page in files.items():
        wanted = [s for s in statements if str(s["doc"]) == doc]
        mine = [q for q in tables["quotations"] if pages[q["article"]] == page]
        for place, at in referee.match(wanted, mine, 0.3).items():
            found[wanted[place]["id"]] = utterances.get(mine[at]["id"], set())
    spans = [(m, m["spans"], "events") for m in load(gold, "moves")]
    spans += [(f, [f["span"]], "quantities") for f in load(gold, "figures")["figures"]]
    for item, passages, table in spans:
        found[item["id"]] = {
            row["id"]
            for row in tables[table]
            if pages[row["article"]] == files[str(item["doc"])]
            and any(referee.overlap(a, b) for a in row.get("spans", [row]) for b in passages)
        }
    return Linked(tables, pages, found)


def load(gold: Path, name: str) -> Any:  # noqa: ANN401 - a JSON value
    """Read one file of the gold."""
    return json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))


def load_referee(path: Path) -> ModuleType:
    """Import the referee from its file."""
    spec = importlib.util.spec_from_file_location("referee", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
