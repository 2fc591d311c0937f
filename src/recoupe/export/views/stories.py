"""The stories: the articles of a dossier by affair, with what brings them together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from recoupe.cli_help import counted
from recoupe.dossier.read import Dossier
from recoupe.export.jsonl import story_row
from recoupe.export.terminal import dated, label, printable
from recoupe.export.views import View


def lines(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each story of several articles, the largest first; then how many stand alone."""
    articles = {a.id: a for a in dossier.articles()}
    alone = 0
    for story in dossier.stories():
        if len(story.members) == 1:
            alone += 1
            continue
        days = " to ".join(dict.fromkeys(d for d in (story.first, story.last) if d))
        count = counted(len(story.members), "article")
        yield Text.assemble((printable(story.title), "bold"), (f"  {count}, {days}", "green"))
        for member in story.members:
            article = articles[member.id]
            words = Text(label(article)).append(f" — {printable(member.reasons[0])}", "dim")
            yield from dated(console, (article.published.value or "no date")[:10], words)
        yield Text()
    if alone:
        yield Text(f"{counted(alone, 'article')} like no other", "dim")


def rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield each story with its articles."""
    return map(story_row, dossier.stories())


VIEW = View(lines, rows)
