"""Learns what an article says that others may say differently: a reading in, its marks out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recoupe.link.differences_side import read_side
from recoupe.link.discrepancies_accounts import Voices, accounts, spoken
from recoupe.link.discrepancies_counted import counted
from recoupe.link.discrepancies_marks import Mark, found
from recoupe.records import Article, Quantity, Quotation


def marks(
    article: Article, quotations: Iterable[Quotation], quantities: Iterable[Quantity]
) -> Iterator[Mark]:
    """Yield the marks of the sentences of an article, with what was read of it."""
    voices = Voices(article.text, spoken(quotations))
    figures = counted(quantities)
    for account in accounts(article.text, article.zones, article.language):
        here = read_side(article.text[account.start : account.end], article.language)
        within = [f for f in figures if account.start <= f.start and f.end <= account.end]
        yield from found(article.id, here, account, voices, within)
