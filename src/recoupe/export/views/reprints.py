"""The reprints: pages of one dispatch with what each changed, reused passages, new versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from recoupe.cli_help import counted
from recoupe.dossier.read import Dossier
from recoupe.export.terminal import label, printable
from recoupe.export.views import View
from recoupe.findings import Copy, Edit, Passage, Reprint, Reuse, Revision
from recoupe.records import Article
from recoupe.rows import to_row

MOST = 3
"""Passages shown of one sort; ``--json`` has all."""

LONGEST = 110
"""Characters shown of one passage."""

Articles = Mapping[str, Article]


def lines(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each group with its original and copies; then the reuses; then the new versions."""
    articles = {a.id: a for a in dossier.articles(all_versions=True)}
    parts: tuple[Iterable[Text], ...] = (
        *(_group(reprint, articles) for reprint in dossier.reprints()),
        *(_reuse(reuse, articles) for reuse in dossier.reuses()),
        *(_revision(revision, articles) for revision in dossier.revisions()),
    )
    for part in parts:
        for line in part:
            yield from line.wrap(console, max(console.width - 1, 20))
        yield Text()
    if not parts:
        yield Text("no page is a reprint of another", "dim")


def _group(reprint: Reprint, articles: Articles) -> Iterator[Text]:
    agency = f", {printable(reprint.agency)}" if reprint.agency else ""
    head = f"  {counted(len(reprint.copies) + 1, 'page')} of one dispatch{agency}"
    yield Text.assemble((label(articles[reprint.original]), "bold"), (head, "green"))
    yield _told("original because", "; ".join(reprint.reasons), "  ")
    for copy in reprint.copies:
        yield from _copy(copy, articles)


def _copy(copy: Copy, articles: Articles) -> Iterator[Text]:
    yield Text.assemble("  ", (label(articles[copy.article]), "bold magenta"))
    yield _told("one because", "; ".join(copy.reasons))
    yield _told("it", ", ".join(copy.changes))
    yield from _passages("cut", copy.cut)
    yield from _passages("added", copy.added)
    yield from _edits(copy.edited)


def _reuse(reuse: Reuse, articles: Articles) -> Iterator[Text]:
    yield Text.assemble(
        (label(articles[reuse.article]), "bold"),
        (f"  {reuse.share:.0%} taken over from ", "green"),
        (label(articles[reuse.source]), "bold"),
    )
    yield _told("because", "; ".join(reuse.reasons))
    yield from _passages("taken over", [edit.after for edit in reuse.passages])


def _revision(revision: Revision, articles: Articles) -> Iterator[Text]:
    newer = articles[revision.newer]
    yield Text.assemble((label(newer), "bold"), ("  a new text at ", "green"), printable(newer.uri))
    yield _told("it", ", ".join(revision.changes))
    yield from _passages("cut", revision.cut)
    yield from _passages("added", revision.added)
    yield from _edits(revision.edited)


def _told(name: str, words: str, indent: str = "    ") -> Text:
    return Text.assemble(indent, (f"{name} ", "dim"), printable(words))


def _passages(name: str, passages: Iterable[Passage]) -> Iterator[Text]:
    yield from _shown(name, [p.text for p in passages])


def _edits(edits: Iterable[Edit]) -> Iterator[Text]:
    yield from _shown("edited", [edit.difference for edit in edits])


def _shown(name: str, texts: list[str]) -> Iterator[Text]:
    for text in texts[:MOST]:
        short = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
        yield _told(name, short)
    if len(texts) > MOST:
        yield _told(name, f"and {len(texts) - MOST} more")


def rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield the groups, then the reuses and revisions, each with its ``kind``."""
    yield from (to_row(r) | {"kind": "reprint"} for r in dossier.reprints())
    yield from (to_row(r) | {"kind": "reuse"} for r in dossier.reuses())
    yield from (to_row(r) | {"kind": "revision"} for r in dossier.revisions())


VIEW = View(lines, rows)
