"""How well reprints are grouped and their originals named, on pages made from Wikinews articles.

    python benchmarks/reprints.py [FOLDER] [--articles 300] [--seeds 1 2 3]

For each seed 300 articles are drawn from the folder and each is given 0 to 4 copies by the recipe
of ``reprint_pages.py``; the pages are cleaned as any page (the language alone is given, not
guessed) and linked by the step of ``recoupe build``. Printed: the adjusted Rand index of the groups
against the articles the pages were made from (pages in no group are groups of one), and in how many
of the articles with copies the original's own page is named the original of a group. Beside it the
same for pages without credits and dates (``bare``), where only completeness tells. Last, the groups
found among all articles of the folder, each once, as one outlet would print them: none is a reprint
by the recipe, so each one is listed to be read. Exit code 1 below the bounds.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from contextlib import redirect_stdout
from pathlib import Path

from reprint_pages import Made, Source, pages, sources

from recoupe.clean import clean
from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.link.reprints import link_reprints
from recoupe.records import Article, Page, Reading
from recoupe.settings import Settings

WIKINEWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikinews"
LEAST_RAND, LEAST_ORIGINALS = 0.97, 0.80


def main() -> int:
    """Measure, print, and return 1 where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=WIKINEWS)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--json", action="store_true", help="print the means alone, as JSON")
    given = parser.parse_args()
    found = sources(given.folder) if given.folder.is_dir() else []
    if not found:
        print(f"benchmark skipped: no articles in {given.folder}")
        return 0
    if given.json:
        with redirect_stdout(sys.stderr):
            figures = [measure(found, given.articles, seed) for seed in given.seeds]
        rand, originals = mean(figures)
        print(json.dumps({"rand": round(rand, 4), "originals": round(originals, 4)}))
        return 0
    print(f"{'':<14}{'pages':>7}{'Rand':>8}{'originals':>11}{'seconds':>9}")
    figures = [measure(found, given.articles, seed) for seed in given.seeds]
    for seed in given.seeds:
        measure(found, given.articles, seed, bare=True)
    singles(found)
    rand, originals = mean(figures)
    print(f"mean: adjusted Rand index {rand:.4f}, originals {originals:.4f}")
    return 0 if rand >= LEAST_RAND and originals >= LEAST_ORIGINALS else 1


def mean(figures: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the means of both figures over the seeds."""
    rand, originals = (sum(f[i] for f in figures) / len(figures) for i in (0, 1))
    return rand, originals


def measure(
    found: Sequence[Source], articles: int, seed: int, *, bare: bool = False
) -> tuple[float, float]:
    """Return the adjusted Rand index and the share of originals named, for one seed."""
    drawn = random.Random(seed).sample(found, articles)  # noqa: S311 - a recipe, not a secret
    others = [s for s in found if s not in drawn]
    made = list(pages(drawn, others, seed, bare=bare))
    random.Random(seed).shuffle(made)  # noqa: S311
    read = [(one, article) for one in made if (article := cleaned(one.page))]
    start = time.perf_counter()
    dossier = linked([article for _, article in read])
    seconds = time.perf_counter() - start
    groups = {r.original: [r.original, *(c.article for c in r.copies)] for r in dossier.reprints()}
    label = {name: key for key, names in groups.items() for name in names}
    rand = adjusted_rand([one.source for one, _ in read], [label.get(a.id, a.id) for _, a in read])
    originals = named(read, groups)
    name = f"seed {seed}{' bare' if bare else ''}"
    print(f"{name:<14}{len(read):>7}{rand:>8.4f}{originals:>11.4f}{seconds:>9.1f}")
    return rand, originals


def cleaned(page: Page) -> Article | None:
    """Clean a page that is known to be French; ``None`` where it fails."""
    article = clean(page, Settings(), lambda _text: "fr")
    return article if isinstance(article, Article) else None


def linked(articles: Iterable[Article]) -> Dossier:
    """Write articles into a dossier in memory and link them."""
    connection = store.in_memory()
    write(connection, map(Reading, articles))
    link_reprints(connection)
    return Dossier(connection)


def named(read: Sequence[tuple[Made, Article]], groups: dict[str, list[str]]) -> float:
    """Return in how many articles with copies the original is named, of all of them."""
    size = Counter(one.source for one, _ in read)
    originals = [a.id for one, a in read if one.original and size[one.source] > 1]
    return sum(name in groups for name in originals) / len(originals)


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Return the adjusted Rand index of two groupings of the same items (Hubert & Arabie 1985)."""

    def pairs(counts: Counter[Hashable]) -> float:
        return sum(n * (n - 1) / 2 for n in counts.values())

    both = pairs(Counter(zip(one, other, strict=True)))
    a, b = pairs(Counter(one)), pairs(Counter(other))
    expected = a * b / (len(one) * (len(one) - 1) / 2)
    return (both - expected) / ((a + b) / 2 - expected)


def singles(found: Sequence[Source]) -> None:
    """Print the groups and the number of reuses among the articles as they are."""
    made = []
    for source in found:
        text = "\n\n".join([source.title, *source.paragraphs])
        day = source.day.strftime("%Y-%m-%d")
        made.append(cleaned(Page(source.name, "text/plain", text, date=day, source="Wikinews")))
    dossier = linked(a for a in made if a)
    titles = {a.id: a.title.text if a.title else a.uri for a in dossier.articles()}
    print(f"{len(found)} articles once each: {len(dossier.reuses())} reuses, groups:")
    for r in dossier.reprints():
        print(
            "  " + " | ".join(titles[name] for name in (r.original, *(c.article for c in r.copies)))
        )


if __name__ == "__main__":
    sys.exit(main())
