"""Reads and writes the list of marked items known to fail: ``known_gaps.toml`` and results."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence

from marked_format import ROOT
from marked_score import Result

PATH = ROOT / "known_gaps.toml"
HEAD = """\
# Marked items that are not read right yet, each with its reason. Each is a strict expected failure:
# one that starts to pass must leave this list. `python tests/marked_report.py --gaps` rewrites it
# with what fails now and keeps the reasons written by hand.
"""

FAULTS = frozenset(["missed", "unexpected", "kind", "cue", "source", "speaker", "parent", "time"])
"""The first words of the faults ``marked_score`` reports."""


def read() -> dict[tuple[str, str], str]:
    """Return the reason of each gap by (language, id)."""
    if not PATH.exists():
        return {}
    table = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return {(gap["language"], gap["id"]): gap["reason"] for gap in table.get("gap", [])}


def write(results: Sequence[Result]) -> None:
    """Replace the gaps of the items in ``results`` by those that fail now."""
    known = read()
    judged = {(r.item.language, r.item.id) for r in results}
    gaps = {key: reason for key, reason in known.items() if key not in judged}
    for result in results:
        key = (result.item.language, result.item.id)
        if result.faults:
            gaps[key] = _reason(known.get(key), result.faults[0])
    entries = [_entry(*key, reason) for key, reason in sorted(gaps.items())]
    PATH.write_text("\n".join([HEAD, *entries]), encoding="utf-8")


def _reason(given: str | None, fault: str) -> str:
    """Keep a reason somebody wrote; one that only repeats a fault gives way to today's."""
    return given if given and given.split()[0] not in FAULTS else fault


def _entry(language: str, name: str, reason: str) -> str:
    quoted = json.dumps(reason, ensure_ascii=False)
    return f'[[gap]]\nlanguage = "{language}"\nid = "{name}"\nreason = {quoted}\n'
