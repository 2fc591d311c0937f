"""Writes a report as a note in Markdown: its contents and a language in, text to paste out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from recoupe.dossier.reads.discrepancies import DiscrepancyRead
from recoupe.dossier.reads.passages import Passage
from recoupe.dossier.reads.record import Told
from recoupe.dossier.reads.timeline import MomentRead
from recoupe.export.report.contents import Contents, Section
from recoupe.web import addresses, dates, marking, reasons
from recoupe.web.wording import Texts, texts

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE = re.compile(r"^(\d+)([.)])", re.MULTILINE)


def plain(text: str) -> str:
    r"""Return words of an article on one line, so that Markdown shows them as they are.

    >>> plain("*un* <b>accord</b>\n1. signé")
    '\\*un\\* \\<b\\>accord\\</b\\> 1. signé'
    """
    joined = " ".join(text.split())
    return _LINE.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", joined))


def note(contents: Contents, language: str) -> str:
    """Return the report in Markdown: what differs, who said what, what happened, the pages."""
    words = texts(language)
    return "\n".join(_lines(contents, words)) + "\n"


def _lines(contents: Contents, words: Texts) -> Iterator[str]:
    affair = contents.affair
    yield f"# {plain(affair.title or words('affair.heading'))}"
    yield ""
    yield f"{words('affair.articles', n=affair.articles)}{_days(contents, words)}"
    yield from _part(words("affair.differ"), contents.discrepancies, words)
    for found in contents.discrepancies.items:
        yield from _differ(found, contents, words)
    yield from _part(words("record.heading"), contents.record, words)
    for told in contents.record.items:
        yield _said(told, contents, words)
    yield from _part(words("timeline.heading"), contents.timeline, words)
    for moment in contents.timeline.items:
        yield _moment(moment, contents, words)
    yield from _part(words("nav.articles"), contents.articles, words)
    for line in contents.articles.items:
        published = line.published.value
        parts = (
            addresses.called(words, line.outlet or line.uri),
            line.title,
            dates.day(words, published) if published else None,
            line.uri,
        )
        yield f"{contents.numbers[line.id]}. {', '.join(plain(part) for part in parts if part)}"


def _days(contents: Contents, words: Texts) -> str:
    first, last = contents.affair.first, contents.affair.last
    if not first or not last:
        return ""
    if first == last:
        return words("affair.on_day", day=dates.day(words, first))
    told = {"first": dates.day(words, first), "last": dates.day(words, last)}
    return words("affair.between", **told)


def _part(heading: str, section: Section[Any], words: Texts) -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    if section.more:
        yield from (f"*{words('report.more', n=section.more)}*", "")


def _where(passage: Passage, contents: Contents) -> str:
    """Return the reference of a passage: its article's number and its characters."""
    number = contents.numbers.get(passage.article.id, 0)
    return f"\\[{number}, {passage.start}–{passage.end}\\]"


def _differ(found: DiscrepancyRead, contents: Contents, words: Texts) -> Iterator[str]:
    kind = words.of("discrepancy", found.kind)
    yield f"- **{plain(reasons.told(words.language, found.note))}** ({kind})"
    for passage in found.passages:
        outlet = plain(addresses.outlet(words, passage.article))
        yield f"  - {outlet}: « {plain(passage.text)} » {_where(passage, contents)}"


def _words(told: Told, passage: Passage) -> str:
    """Return the words of a statement; a fragment stands bold in its sentence."""
    if not told.fragment:
        return plain(passage.text)
    before, after = marking.sentence(passage)
    gap = " " if before[-1:].isspace() else ""
    space = " " if after[:1].isspace() else ""
    return f"{plain(before)}{gap}**{plain(passage.text)}**{space}{plain(after)}"


def _said(told: Told, contents: Contents, words: Texts) -> str:
    when = dates.told(words, told.said.value, told.first, told.last)
    who = plain(told.speaker_name or words("speaker.unknown"))
    said = " […] ".join(_words(told, p) for p in told.passages)
    where = " ".join(_where(p, contents) for p in told.passages[:1])
    origins = words("told.origins", n=told.origins)
    return f"- {when}, **{who}**: « {said} » ({origins}) {where}"


def _moment(moment: MomentRead, contents: Contents, words: Texts) -> str:
    when = dates.told(words, moment.date, moment.first, moment.last)
    who = f"{plain(moment.who)}: " if moment.who else ""
    where = " ".join(_where(p, contents) for p in moment.passages[:1])
    return f"- {when}, {words.of('moment', moment.kind)}: {who}{plain(moment.label)} {where}"
