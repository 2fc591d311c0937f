"""Scores actors across pages: an export and the gold's people in, `{right, gold, accuracy}` out.

An entry of the gold that is named on several pages (title, lead, body) is right when one actor of
the export is mentioned there on all of them. Descriptions without a name (`collective`, notes that
say "unnamed") are left out: they are not joined.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

READ = {"title", "lead", "body"}
MERE = "unnamed"


def score(export: Path, gold: Path) -> dict[str, dict[str, float]]:
    """Return the figure."""
    files = {str(b["doc"]): b["file"] for b in json.loads((gold / "body.json").read_text("utf-8"))}
    names = {a["id"]: Path(a["uri"]).name for a in rows(export, "articles")}
    held = [mentions(actor, names) for actor in rows(export, "actors")]
    people = json.loads((gold / "people.json").read_text("utf-8"))
    wanted = [w for w in (pages(p, files) for p in people if named(p)) if len(w) > 1]
    right = sum(any(all(meets(h, page, w[page]) for page in w) for h in held) for w in wanted)
    accuracy = round(right / len(wanted), 3)
    return {"actors": {"right": right, "gold": len(wanted), "accuracy": accuracy}}


def rows(export: Path, table: str) -> list[dict[str, Any]]:
    """Read a table of the export."""
    lines = (export / f"{table}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def named(person: dict[str, Any]) -> bool:
    """Tell whether an entry of the gold has a name."""
    return person["type"] != "collective" and MERE not in person.get("notes", "")


def pages(person: dict[str, Any], files: dict[str, str]) -> dict[str, list[tuple[int, int]]]:
    """Return where an entry is mentioned in what is read, by page."""
    found = {
        files[doc]: [(m["start"], m["end"]) for m in spans if m["zone"] in READ]
        for doc, spans in person["mentions"].items()
    }
    return {page: spans for page, spans in found.items() if spans}


def mentions(actor: dict[str, Any], names: dict[str, str]) -> dict[str, list[tuple[int, int]]]:
    """Return where an actor of the export is mentioned, by page."""
    found: dict[str, list[tuple[int, int]]] = {}
    for m in actor["mentions"]:
        found.setdefault(names[m["article"]], []).append((m["start"], m["end"]))
    return found


def meets(held: dict[str, list[tuple[int, int]]], page: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether an actor is mentioned at one of the spans of a page."""
    return any(a < end and start < b for a, b in held.get(page, ()) for start, end in spans)
