"""Lays a dossier out for a terminal: an open dossier in, lines of text out.

By article, by speaker or by date. A quotation is told as: time said, speaker (role) [channel, who
passed it on], kind, content, cue.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from recoupe.days import days
from recoupe.dossier.read import Dossier
from recoupe.records import Article, Published, Quotation

WIDE = 64
"""Columns from which the date has a column of its own; below, it stands before the text."""

DATE_WIDTH = 11
"""An ISO date and a space; a longer value (an interval) is broken over lines."""

NOT_KNOWN = "?"


def by_article(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each article with its quotations in the order of the text."""
    for reading in dossier.readings():
        yield from _article_head(reading.article, len(reading.quotations))
        for quotation in reading.quotations:
            yield from _lines(console, quotation, _words(quotation, speaker=True, where=None))
        yield Text()


def by_speaker(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each speaker with what is told under that name; then what has no speaker."""
    groups: dict[str | None, list[Quotation]] = {s.name: [] for s in dossier.speakers()}
    for quotation in sorted(dossier.quotations(), key=_when):
        groups.setdefault(quotation.speaker_name, []).append(quotation)
    yield from _grouped(dossier, console, groups, "speaker not known", speaker=False)


def by_date(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each date with what was said then, oldest first; then what has no date."""
    groups: dict[str | None, list[Quotation]] = {}
    for quotation in sorted(dossier.quotations(), key=_when):
        groups.setdefault(quotation.said.value, []).append(quotation)
    yield from _grouped(dossier, console, groups, "date not known", speaker=True)


def _grouped(
    dossier: Dossier,
    console: Console,
    groups: Mapping[str | None, Sequence[Quotation]],
    nameless: str,
    *,
    speaker: bool,
) -> Iterator[Text]:
    """Yield each group under its name; ``speaker``: each line says who speaks."""
    titles = {a.id: label(a) for a in dossier.articles()}
    for name, quotations in groups.items():
        yield _head(name or nameless, len(quotations))
        for quotation in quotations:
            words = _words(quotation, speaker=speaker, where=titles[quotation.article])
            yield from _lines(console, quotation, words)
        yield Text()


def failures(dossier: Dossier) -> Iterator[Text]:
    """Yield the pages that could not be read, with the reason."""
    for failure in dossier.failures():
        yield Text.assemble(
            (printable(failure.uri), "bold"), f" ({failure.stage}): {printable(failure.reason)}"
        )


def label(article: Article) -> str:
    """Return how an article is called in one line: its outlet and title, else its address."""
    title = printable(article.title.text) if article.title else printable(article.uri)
    return f"{printable(article.outlet)}, {title}" if article.outlet else title


def printable(text: str) -> str:
    r"""Return the text on one line, without characters that would steer the terminal.

    >>> printable("un\n mot\x1b[31m")
    'un mot�[31m'
    """
    return " ".join("".join(map(_safe, text)).split())


def _safe(char: str) -> str:
    """Replace control characters, leave out invisible ones (soft hyphens, direction marks)."""
    kind = unicodedata.category(char)
    if kind == "Cf":
        return ""
    return "\ufffd" if kind in {"Cc", "Cs"} and not char.isspace() else char


def _article_head(article: Article, count: int) -> Iterator[Text]:
    parts = [
        printable(article.outlet) if article.outlet else None,
        _published(article.published),
        article.language,
        f"{count} quotation" + ("" if count == 1 else "s"),
    ]
    title = printable(article.title.text) if article.title else "(no title)"
    yield Text(title, "bold")
    yield Text(" · ".join(filter(None, parts)), "green")
    yield Text(printable(article.uri), "dim")


def _published(published: Published) -> str:
    if published.value:
        changed = f", updated {published.updated}" if published.updated else ""
        return f"{published.value} ({published.basis}{changed})"
    if published.earliest or published.latest:
        return f"between {published.earliest or '?'} and {published.latest or '?'}"
    return "no date"


def _head(name: str, count: int) -> Text:
    return Text.assemble((printable(name), "bold"), (f"  {count}", "dim"))


def _lines(console: Console, quotation: Quotation, words: Text) -> Iterator[Text]:
    yield from dated(console, quotation.said.value or NOT_KNOWN, words)


def dated(console: Console, date: str, words: Text) -> Iterator[Text]:
    """Yield the lines of one item: the date in a column of its own where there is room."""
    if console.width < WIDE:
        words = Text.assemble((date, "cyan"), " ", words)
        yield from (Text(" ").append(line) for line in words.wrap(console, console.width - 1))
        return
    dates = date.replace("/", "/\n").split("\n")
    wrapped = words.wrap(console, console.width - DATE_WIDTH - 3)
    for day, line in zip_longest(dates, wrapped):
        yield Text.assemble("  ", ((day or "").ljust(DATE_WIDTH), "cyan"), " ", line or "")


def _words(quotation: Quotation, *, speaker: bool, where: str | None) -> Text:
    """Return: speaker (role) [channel, relay] kind: content — cue (where)."""
    words = Text()
    if speaker:
        words.append(printable(quotation.speaker_name or NOT_KNOWN), "bold magenta")
        words.append(" ")
    if quotation.role:
        words.append(f"({printable(quotation.role)}) ")
    ways = dict.fromkeys(w.strip() for w in (quotation.channel, quotation.relay) if w)
    named = dict.fromkeys(part for way in ways for part in way.split(", "))
    through = ", ".join(printable(part) for part in named)
    if through:
        words.append(f"[{through}] ", "yellow")
    words.append(f"{quotation.kind}: ", "dim")
    words.append(" […] ".join(printable(s.text) for s in quotation.content))
    if quotation.cue:
        words.append(f" — {printable(quotation.cue.text)}", "dim")
    if where:
        words.append(f" ({where})", "green")
    return words


def _when(quotation: Quotation) -> tuple[bool, date, str]:
    found = days(quotation.said.value)
    return (found is None, found[0] if found else date.max, quotation.said.value or "~")
