"""Scores English events on the PLOVER codebook's sentences, ``../shared`` in, a table out.

    python benchmarks/plover.py [--wrong ACCUSE] [--parties ACCUSE]

The 322 records (openeventdata/PLOVER, CC BY-SA 4.0) give a sentence, one event type, who acts and
on whom. They are of PLOVER's version 0.5; its types DEMAND, DISAPPROVE, INVESTIGATE and FIGHT are
today's REQUEST, ACCUSE, ACCUSE and ASSAULT. A record's **type is right** where one of the events
read from its sentence has the record's type. Later versions moved an act to another type (to
destroy, to hold captive: from COERCE to ASSAULT; to lift a curfew: from CONCEDE to RETREAT): the
column ``later`` counts as right what has either type, by the table CAMEO2PLOVER of 2021.

**Both right**: among the records with the right type, an event of that type has an actor that
overlaps one of the record's sources and a recipient that overlaps one of its targets. A party
overlaps where its characters do, or where one name holds the other (``Washington`` for a pronoun).
Of a record with two sources and no target ("X and Y agreed") both must be found, as actor or
recipient; a role the record leaves empty is not asked for.

A sentence can tell more than its record does, so what else is read in it is no error by itself;
``events`` counts what is read by sentence, and ``told`` is the share of it whose type some record
of the same sentence has: the lower bound of precision.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import recoupe
from recoupe.records import Event, Party

ROOT = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "plover"
NOW = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
MOVED = {
    ("COERCE", "destroy"): "ASSAULT",
    ("COERCE", "detain"): "ASSAULT",
    ("CONCEDE", "curfew"): "RETREAT",
}
"""Types that a later PLOVER gives to the same act, by type and mode (or a word of its event)."""

Record = dict[str, Any]


def main() -> None:
    """Read every sentence, print the table and, where asked, what is wrong."""
    arguments = _arguments()
    told = _read(records())
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for record, events in told:
        _count(rows[kind(record)], record, events)
        if arguments.wrong in {kind(record), "all"} and not _typed(record, events):
            _show(record, events)
        elif arguments.parties in {kind(record), "all"} and not _both(record, events):
            _show(record, _typed(record, events) or events)
    _print(rows, told)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--wrong", help="a type whose misses are shown, or 'all'")
    parser.add_argument("--parties", help="a type whose wrong parties are shown, or 'all'")
    return parser.parse_args()


def records(path: Path = ROOT / "PLOVER_GSR_CAMEO.txt") -> list[Record]:
    """Return the records that hold a sentence."""
    every = json.loads(path.read_text(encoding="utf-8"))
    return [r for r in every if r.get("text")]


def kind(record: Record) -> str:
    """Return the type of a record by its present name."""
    event: str = record["event"]
    return NOW.get(event, event)


def _read(rows: Iterable[Record]) -> list[tuple[Record, tuple[Event, ...]]]:
    return [(r, _events(_sentence(r))) for r in rows]


def _sentence(record: Record) -> str:
    return " ".join(str(record["text"]).strip(" {}").replace("``", '"').replace("''", '"').split())


def _events(text: str) -> tuple[Event, ...]:
    return recoupe.read(text, language="en").events


def _count(row: Counter[str], record: Record, events: tuple[Event, ...]) -> None:
    right = _typed(record, events)
    row["records"] += 1
    row["right"] += bool(right)
    row["later"] += bool(right or any(e.type == _later(record) for e in events))
    row["both"] += bool(right and _both(record, events))
    row["silent"] += not events


def _typed(record: Record, events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(e for e in events if e.type == kind(record))


def _later(record: Record) -> str | None:
    words = {str(record.get("mode")), *str(record.get("eventText")).split()}
    return next((MOVED[kind(record), w] for w in words if (kind(record), w) in MOVED), None)


def _both(record: Record, events: Iterable[Event]) -> bool:
    sources, targets = _named(record, "source"), _named(record, "target")
    return any(_fits(e, sources, targets, record) for e in _typed(record, events))


def _fits(event: Event, sources: list[str], targets: list[str], record: Record) -> bool:
    text = _sentence(record)
    if len(sources) > 1 and not targets:
        parties = (*event.actors, *event.recipients)
        return all(_overlaps(parties, [s], text) for s in sources)
    acts = not sources or _overlaps(event.actors, sources, text)
    befalls = not targets or _overlaps(event.recipients, targets, text)
    return acts and befalls


def _named(record: Record, role: str) -> list[str]:
    given = record.get(role)
    return [a["actorText"] for a in given if a["actorText"]] if isinstance(given, list) else []


def _overlaps(parties: Iterable[Party], names: Iterable[str], text: str) -> bool:
    return any(_overlap(p, part, text) for p in parties for n in names for part in _parts(n))


def _parts(name: str) -> Iterator[str]:
    yield from (part.strip() for part in name.split("...") if part.strip())


def _overlap(party: Party, name: str, text: str) -> bool:
    span, low = party.span, name.lower()
    places = (m.span() for m in re.finditer(re.escape(low), text.lower()))
    if any(start < span.end and span.start < end for start, end in places):
        return True
    return party.name.lower() in low or low in party.name.lower()


def _show(record: Record, events: Iterable[Event]) -> None:
    print(f"\n{kind(record)} {_named(record, 'source')} -> {_named(record, 'target')}")
    print(f"  {_sentence(record)}")
    for event in events:
        print(f"  {event.type} {event.code} [{event.trigger.text}] {event.status}", end=" ")
        print([p.name for p in event.actors], "->", [p.name for p in event.recipients])


def _print(rows: dict[str, Counter[str]], told: list[tuple[Record, tuple[Event, ...]]]) -> None:
    total: Counter[str] = sum(rows.values(), Counter())
    print(f"{'':12}{'records':>8}{'right':>8}{'later':>8}{'both':>8}{'silent':>8}")
    for name, row in [*sorted(rows.items()), ("all", total)]:
        shares = (_share(row[k], row["records"]) for k in ("right", "later"))
        both = _share(row["both"], row["right"])
        print(f"{name:12}{row['records']:8}", *(f"{s:>8}" for s in (*shares, both)), end="")
        print(f"{row['silent']:8}")
    kinds: dict[str, set[str]] = defaultdict(set)
    for record, _ in told:
        kinds[_sentence(record)].add(kind(record))
    events = {_sentence(r): found for r, found in told}
    every = [(text, e) for text, found in events.items() for e in found]
    right = sum(e.type in kinds[text] for text, e in every)
    print(f"\nevents {len(every) / len(events):.2f} a sentence, told {right / len(every):.2f}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


if __name__ == "__main__":
    main()
