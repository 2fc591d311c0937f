"""The utterances: what was said, in all the wordings it is told in, and by how many origins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from recoupe.cli_help import counted
from recoupe.dossier.read import Dossier
from recoupe.export.jsonl import utterance_row
from recoupe.export.terminal import NOT_KNOWN, dated, label, printable
from recoupe.export.views import View
from recoupe.findings import Utterance
from recoupe.records import Article, Quotation


def lines(dossier: Dossier, console: Console) -> Iterator[Text]:
    """Yield each utterance told more than once, in order of time; then how much is told once."""
    articles = {a.id: a for a in dossier.articles()}
    quotations = {q.id: q for q in dossier.quotations()}
    once = 0
    for utterance in dossier.utterances():
        if len(utterance.members) == 1:
            once += 1
            continue
        yield _head(utterance)
        for member in utterance.members:
            quotation = quotations[member.id]
            mark = _mark(utterance, quotation.id)
            words = _words(quotation, articles[quotation.article], mark)
            yield from dated(console, f"{member.score:.2f}", words)
            why = Text(printable("; ".join(member.reasons)), "dim")
            yield from dated(console, "", why)
        for variant in utterance.variants:
            yield from dated(console, "", Text(printable(variant.difference), "yellow"))
        yield Text()
    if once:
        yield Text(f"{counted(once, 'quotation')} told once", "dim")
    if note := dossier.languages_apart():
        yield Text(note, "dim")


def rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield each utterance with its quotations."""
    return map(utterance_row, dossier.utterances())


def _head(utterance: Utterance) -> Text:
    origins = counted(utterance.origins, "origin")
    names = ", ".join(map(printable, utterance.origin_names))
    single = " (single origin)" if utterance.origins == 1 else ""
    return Text.assemble(
        (printable(utterance.speaker_name or NOT_KNOWN), "bold magenta"),
        (f"  {utterance.said.value or 'date not known'}", "cyan"),
        (f"  {counted(len(utterance.articles), 'article')}, {origins}{single}: {names}", "green"),
    )


def _mark(utterance: Utterance, quotation: str) -> str:
    if quotation in utterance.summaries:
        return "summary"
    return "fullest" if quotation == utterance.fullest else ""


def _words(quotation: Quotation, article: Article, mark: str) -> Text:
    content = " […] ".join(printable(s.text) for s in quotation.content)
    words = Text(f"{quotation.kind}: ", "dim").append(content, "")
    words.append(f" ({label(article)})", "green")
    return words.append(f" [{mark}]", "bold") if mark else words


VIEW = View(lines, rows)
