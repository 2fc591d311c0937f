"""The pages in the order of the menu, one module each: an address in, who answers it out."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.web.pages import (
    actor,
    actors,
    affair,
    article,
    articles,
    correct,
    coverage,
    discrepancies,
    figures,
    network,
    record,
    reprints,
    search,
    stories,
    threads,
    timeline,
    utterance,
)
from recoupe.web.pages.asking import Page


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is: its address, its name (text ``nav.NAME``), whether the menu shows it.

    One to ``write`` is shown only to readers who may correct.
    """

    path: str
    name: str
    page: Page
    menu: bool = True
    write: bool = False


PAGES: tuple[Place, ...] = (
    Place("/", "affair", affair.page),
    Place("/record", "record", record.page),
    Place("/record/{id}", "utterance", utterance.page, menu=False),
    Place("/search", "search", search.page, menu=False),
    Place("/discrepancies", "discrepancies", discrepancies.page),
    Place("/discrepancies/{id}", "discrepancy", discrepancies.one, menu=False),
    Place("/coverage", "coverage", coverage.page),
    Place("/timeline", "timeline", timeline.page),
    Place("/threads", "threads", threads.page),
    Place("/figures", "figures", figures.page),
    Place("/actors", "actors", actors.page),
    Place("/actors/{id}", "actor", actor.page, menu=False),
    Place("/network", "network", network.page),
    Place("/articles", "articles", articles.page),
    Place("/article/{id}", "article", article.page, menu=False),
    Place("/reprints", "reprints", reprints.page),
    Place("/reprints/{id}", "reprint", reprints.one, menu=False),
    Place("/stories", "stories", stories.page, menu=False),
    Place("/corrections", "corrections", correct.listed, write=True),
    Place("/correct/utterance/{id}", "", correct.of_utterance, menu=False, write=True),
    Place("/correct/actor/{id}", "", correct.of_actor, menu=False, write=True),
    Place("/correct/discrepancy/{id}", "", correct.of_discrepancy, menu=False, write=True),
)
