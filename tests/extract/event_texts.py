"""Events of an invented sentence at its marked trigger."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.records import Event


def at_trigger(events: Iterable[Event], text: str, trigger: str) -> list[Event]:
    """Return the events whose trigger overlaps the words of the text that are marked as one."""
    start = text.index(trigger)
    end = start + len(trigger)
    return [e for e in events if e.trigger.start < end and start < e.trigger.end]
