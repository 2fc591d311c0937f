"""Scores an export against what readers corrected: two folders in, how many corrections hold out.

The gold is a folder written by ``recoupe corrections export --gold``. Each answer counts once: a
speaker, a date, two that are one or are two, a difference that is none. Corrections are what the
machine once got wrong, so the share begins near nought and rises as it learns.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def score(export: Path, gold: Path) -> dict[str, Any]:
    """Return how many answers the export gives as readers do, of how many, and the share."""
    told = Told(export)
    answers = json.loads((gold / "pairs.json").read_text(encoding="utf-8"))
    held = [told.holds(answer) for answer in answers]
    quoted = json.loads((gold / "quotations.json").read_text(encoding="utf-8"))
    held += [
        told.speaker(file, answer["content"][0]) == answer["speaker"]
        for file, page in quoted.items()
        for answer in page["quotations"]
    ]
    return {"right": sum(held), "of": len(held), "share": sum(held) / len(held) if held else 0.0}


class Told:
    """What an export says at places of its pages."""

    def __init__(self, export: Path) -> None:
        """Read the tables that corrections are about."""
        self.files = {row["id"]: Path(row["uri"]).name for row in _rows(export, "articles")}
        self.quotations = _rows(export, "quotations")
        self.discrepancies = _rows(export, "discrepancies")
        self.actors = _rows(export, "actors")

    def holds(self, answer: Row) -> bool:
        """Tell whether an answer of ``pairs.json`` is given."""
        kind, places = answer["kind"], answer["places"]
        if kind == "no discrepancy":
            return not any(self._covers(d["passages"], places) for d in self.discrepancies)
        if kind == "date":
            found = self._quotation(places[0])
            return found is not None and found["said"]["value"] == answer["value"]
        groups = {self._group(kind, place) for place in places}
        return len(groups) == (1 if kind.startswith("same") else len(places))

    def speaker(self, file: str, content: Row) -> str | None:
        """Return who is said to speak the words at a place."""
        found = self._quotation({"file": file, **content})
        return found["speaker_name"] if found else None

    def _group(self, kind: str, place: Row) -> str | None:
        if kind.endswith(("utterance", "utterances")):
            found = self._quotation(place)
            return found["utterance"] if found else None
        return next(
            (actor["id"] for actor in self.actors if self._covers(actor["mentions"], [place])), None
        )

    def _quotation(self, place: Row) -> Row | None:
        for quotation in self.quotations:
            spans = [{"article": quotation["article"], **span} for span in quotation["content"]]
            if self._covers(spans, [place]):
                return quotation
        return None

    def _covers(self, spans: list[Row], places: list[Row]) -> bool:
        """Tell whether each place overlaps one of the spans."""
        return all(
            any(
                self.files[s["article"]] == p["file"]
                and s["start"] < p["end"]
                and p["start"] < s["end"]
                for s in spans
            )
            for p in places
        )


def _rows(export: Path, table: str) -> list[Row]:
    text = (export / f"{table}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]
