"""The pages in the order of the menu, one module each: an address in, who answers it out."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.web.pages import (
    affair,
    discrepancies,
    record,
    reprints,
    search,
    stories,
    timeline,
    utterance,
)
from recoupe.web.pages.asking import Page


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is: its address, its name (text ``nav.NAME``), whether the menu shows it."""

    path: str
    name: str
    page: Page
    menu: bool = True


PAGES: tuple[Place, ...] = (
    Place("/", "affair", affair.page),
    Place("/record", "record", record.page),
    Place("/record/{id}", "utterance", utterance.page, menu=False),
    Place("/search", "search", search.page, menu=False),
    Place("/discrepancies", "discrepancies", discrepancies.page),
    Place("/discrepancies/{id}", "discrepancy", discrepancies.one, menu=False),
    Place("/timeline", "timeline", timeline.page),
    Place("/reprints", "reprints", reprints.page),
    Place("/stories", "stories", stories.page, menu=False),
)
