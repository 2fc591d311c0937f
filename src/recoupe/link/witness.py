"""What a dated page can testify of an undated one: words with their speaker, day and page."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.records import Quotation

QUOTED = frozenset({"direct", "mixed"})
"""Kinds that keep words of the speaker; what a reporter sums up is alike on different days."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A quotation of a dated page whose day is known; ``place`` names the page: outlet or uri."""

    quotation: Quotation
    place: str
