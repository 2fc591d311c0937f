"""When, through which channel and through whom: the invented passages of circumstances.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from recoupe.extract.circumstances import place_quotations
from recoupe.extract.circumstances_said import day
from recoupe.extract.times import find_times
from recoupe.parsed import Parsed
from recoupe.pipeline import parser_for
from recoupe.records import (
    Actor,
    ActorKind,
    Article,
    Mention,
    Published,
    Quotation,
    Role,
    Span,
    TimeExpression,
    Zone,
)
from recoupe.settings import Settings

OPENING = '«"“'
TUESDAY = "2026-03-10"

Answer = tuple[str | None, str | None, str | None]


@dataclass
class Marks:
    """The plain text of a passage and its tagged spans: content, cue and source by number."""

    text: str = ""
    zones: list[Zone] = field(default_factory=list)
    speakers: dict[str, str] = field(default_factory=dict)
    content: dict[str, list[Span]] = field(default_factory=dict)
    cues: dict[str, Span] = field(default_factory=dict)
    sources: dict[str, Span] = field(default_factory=dict)
    times: list[TimeExpression] = field(default_factory=list)


def read(passage: str) -> Marks:
    """Take the tags out of a passage and note where they stood."""
    marks = Marks()
    for line in passage.split("\n"):
        marks.text += "\n" if marks.text else ""
        start, opened = len(marks.text), {}
        kind = "title" if line.startswith("= ") else "body"
        for plain, tag in re.findall(r"([^<]*)(?:<([^>]*)>)?", line.removeprefix("= ")):
            marks.text += plain
            if tag.startswith("/"):
                at, value = opened.pop(tag[1:])
                note(marks, tag[1:], value, at)
            elif tag:
                key, _, value = tag.partition(" ")
                opened[key] = (len(marks.text), value)
        marks.zones.append(Zone(start, len(marks.text), kind))  # type: ignore[arg-type]
    return marks


def note(marks: Marks, key: str, value: str, start: int) -> None:
    span = Span.of(marks.text, start, len(marks.text))
    if key.isdigit():
        marks.speakers[key] = value
        marks.content.setdefault(key, []).append(span)
    elif key == "t":
        marks.times.append(TimeExpression(value, "a", span, "DATE", value, ""))
    else:
        (marks.cues if key[0] == "c" else marks.sources)[key[1:]] = span


def place(
    passage: str, published: str | None, language: str = "fr", roles: dict[str, str] | None = None
) -> tuple[Quotation, ...]:
    """Read a passage and place its quotations; times are found unless they are tagged."""
    marks = read(passage)
    printed = Published(published, "printed" if published else "none")
    article = Article("a", "a", marks.text, tuple(marks.zones), printed, language)
    (parsed,) = parser_for(Settings()).parse([article])
    quotations = [record(marks, key) for key in sorted(marks.content)]
    actors = [
        actor(n, quotations, (roles or {}).get(n)) for n in sorted(set(marks.speakers.values()))
    ]
    times = marks.times or find_times(article)
    return place_quotations(parsed, actors, quotations, times)


def record(marks: Marks, key: str) -> Quotation:
    content = marks.content[key]
    direct = marks.text[: content[0].start].rstrip()[-1:] in tuple(OPENING)
    title = any(z.kind == "title" and z.start <= content[0].start < z.end for z in marks.zones)
    holders = [k for k, spans in marks.content.items() if k != key and spans[0].covers(content[0])]
    return Quotation(
        key,
        "a",
        "direct" if direct else "indirect",
        tuple(content),
        marks.cues.get(key),
        marks.sources.get(key),
        marks.speakers[key],
        marks.speakers[key],
        headline=title,
        parent=holders[0] if holders else None,
    )


def actor(name: str, quotations: list[Quotation], role: str | None) -> Actor:
    spans = [q.source for q in quotations if q.speaker == name and q.source]
    kind: ActorKind = "person" if name[0].isupper() and " " in name else "organisation"
    told = Actor(name, "a", name, kind, mentions=tuple(Mention(s, s.text, kind) for s in spans))
    return replace(told, roles=(Role(role, spans[0]),)) if role else told


def answers(quotations: tuple[Quotation, ...]) -> list[Answer]:
    return [(q.said.value, q.channel, q.relay) for q in quotations]


MONDAY = "2026-03-09"
CASES = tomllib.loads(Path(__file__).with_name("circumstances.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['group']}: {c['text'][:60]}")
def test_day_channel_and_relay(case: dict[str, Any]) -> None:
    quotations = place(
        case["text"].strip(), case.get("published", TUESDAY) or None, case.get("language", "fr")
    )
    told = [[part or "" for part in answer] for answer in answers(quotations)]
    assert told == case["expected"]
    assert all(q.said.basis for q in quotations)


def test_a_weekday_of_a_page_without_date_stays_a_weekday() -> None:
    (told,) = place("<s1>Nora</s1> <c1>a dit</c1> lundi <1 Nora>sa colère</1>.", None)
    assert (told.said.value, told.said.basis) == ("XXXX-WXX-1", 'day stated: "lundi"')


def test_a_spokesman_speaks_on_the_day_of_his_institution() -> None:
    text = """<s1>Le ministère</s1> <c1>a dit</c1> mardi <1 ministère>son accord</1>.
« <2 Ana Lorrec>Nous avons le temps</2> », <c2>a dit</c2> la porte-parole, <s2>Ana Lorrec</s2>."""
    spoken = place(text, TUESDAY, roles={"Ana Lorrec": "porte-parole du ministère"})
    alone = place(text, TUESDAY)
    assert [q.said.value for q in spoken] == [TUESDAY, TUESDAY]
    assert [q.said.value for q in alone] == [TUESDAY, None]


WEEKS = [
    ("2026-W11", "2026-03-09/2026-03-10"),
    ("2026-W10", "2026-03-02/2026-03-08"),
    ("2026-W10-WE", "2026-03-07/2026-03-08"),
    ("2026-W12", None),
    ("2026-03-11", None),
    ("2026-03-09TEV", MONDAY),
    ("XXXX-WXX", None),
    ("XXXX-WXX-2", "XXXX-WXX-2"),
    ("PRESENT_REF", None),
    ("2013/2015", None),
    ("2026-03-01/2026-03-05", "2026-03-01/2026-03-05"),
]


@pytest.mark.parametrize(("value", "expected"), WEEKS)
def test_a_timex_value_becomes_days_up_to_the_publication(value: str, expected: str | None) -> None:
    assert day(value, Published(TUESDAY, "printed")) == expected


def test_a_quotation_outside_the_read_text_has_no_circumstances() -> None:
    quotations = place("« <1 N V>Rien</1> », <c1>a dit</c1> <s1>Nora</s1> lundi.", TUESDAY)
    article = Article("b", "b", "", (), Published(TUESDAY, "printed"), "fr")
    (told,) = place_quotations(Parsed(article, ()), (), quotations, ())
    assert (told.said.value, told.channel, told.relay) == (None, None, None)
