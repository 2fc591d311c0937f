"""Measures on the shared pages, where they are there: body characters and dates."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from recoupe.clean import clean
from recoupe.ingest import pages
from recoupe.records import READ_ZONES, Article
from recoupe.settings import Settings

SHARED = Path(__file__).parents[2] / "../shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")

SEED_F1 = 0.99
"""Measured 0.999 on 2026-11-23."""


def _articles(folder: Path) -> dict[str, Article]:
    read = [clean(p, Settings(), lambda _: "fr") for p in pages([folder], Settings())]  # type: ignore[arg-type]
    return {Path(a.uri).name: a for a in read if isinstance(a, Article)}


def _chars(spans: list[dict[str, int]]) -> set[int]:
    return {i for s in spans for i in range(s["start"], s["end"])}


@needs_shared
def test_seed_bodies_and_dates() -> None:
    articles = _articles(SHARED / "seeds")
    right = predicted = total = 0
    for gold in json.loads((SHARED / "gold/seeds/body.json").read_text(encoding="utf-8")):
        article = articles[gold["file"]]
        wanted = _chars([*gold["body"], *gold["lead"], *filter(None, [gold["title"]])])
        mine = {i for z in article.zones if z.kind in READ_ZONES for i in range(z.start, z.end)}
        right, predicted, total = (
            right + len(wanted & mine),
            predicted + len(mine),
            total + len(wanted),
        )
        assert (article.published.value or "")[:10] == (gold["publication_date"]["value"] or "")
    assert 2 * right / (predicted + total) >= SEED_F1


@needs_shared
def test_wikinews_articles_are_dated_and_kept() -> None:
    articles = {n: a for n, a in _articles(SHARED / "data/wikinews").items() if "urls" not in n}
    assert len(articles) == 1_157
    dated = kept = whole = 0
    for name, article in articles.items():
        found = re.search(r"(\d{4})_(\d\d)_(\d\d)-", name)
        assert found is not None
        dates = {(article.published.value or "")[:10], article.published.updated}
        dated += "-".join(found.groups()) in dates
        kept += sum(z.end - z.start for z in article.zones if z.kind in READ_ZONES)
        whole += len("".join(line for line in article.text.splitlines() if line.strip()))
    assert dated >= 1_156
    assert kept / whole > 0.99
