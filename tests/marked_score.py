"""Reads the marked items with the real extractor and compares: items in, faults in words out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from marked_format import Expected, Item
from recoupe.errors import LexiconError, ModelError
from recoupe.extract.actors import resolve_actors
from recoupe.extract.mentions import find_mentions
from recoupe.extract.quotations import find_quotations
from recoupe.extract.speakers import resolve_speakers
from recoupe.extract.times import find_times
from recoupe.ids import make_id
from recoupe.parsed import Parsed
from recoupe.pipeline import parser_for
from recoupe.records import Actor, Article, Published, Quotation, Span, TimeExpression, Zone
from recoupe.settings import Settings

CONTENT_IOU = 0.8
"""Shared characters over joined characters of two contents that count as one (the strict level)."""

SHORT = 90
"""How many characters of a content are shown in a fault."""

NOBODY = frozenset({"non precise", "not specified"})
"""How the marked files (folded) name the speaker of an agentless passive: none is right too."""

_TITLES = frozenset(
    ("le", "la", "les", "l", "the", "m", "mme", "mr", "mrs", "de", "du", "des", "d")
)


@dataclass(frozen=True, slots=True)
class Result:
    """One item as it was read: no fault means passed."""

    item: Item
    faults: tuple[str, ...]


def run(items: Sequence[Item]) -> list[Result]:
    """Read all items in one batch; :class:`ModelError` where a model is not installed."""
    parsed = parser_for(Settings()).parse([article_of(item) for item in items])
    return [Result(item, judge(item, one)) for item, one in zip(items, parsed, strict=True)]


def unreadable(language: str) -> str | None:
    """Return why a language cannot be read here (no model, a lexicon not there), else ``None``."""
    text = "Oslo."
    probe = Item(language, "probe", "probe", text, ((0, len(text), "body"),), ())
    try:
        run([probe])
    except (ModelError, LexiconError) as error:
        return str(error)
    return None


def article_of(item: Item) -> Article:
    """Build the article of one item: each line a zone, a first title line as the title."""
    zones = tuple(Zone(start, end, kind) for start, end, kind in item.zones)
    title = next((Span.of(item.text, z.start, z.end) for z in zones if z.kind == "title"), None)
    published = Published(item.published, "printed" if item.published else "none")
    name = f"marked/{item.language}/{item.id}"
    identity = make_id(name, item.text)
    return Article(identity, name, item.text, zones, published, item.language, title)


def judge(item: Item, parsed: Parsed) -> tuple[str, ...]:
    """Name everything that is missed, wrong or too much in what is read from one item."""
    actors = resolve_actors(parsed, find_mentions(parsed))
    actors, found = resolve_speakers(parsed, actors, find_quotations(parsed))
    return compare(item, found, actors) + compare_times(item, find_times(parsed.article))


def compare(item: Item, found: Sequence[Quotation], actors: Sequence[Actor]) -> tuple[str, ...]:
    """Match expected and found one to one by their contents; return the differences in words."""
    pairs = _match(item.expected, found)
    ids = {e.id: found[j].id for e, j in ((item.expected[i], j) for i, j in pairs.items())}
    faults: list[str] = []
    for i, expected in enumerate(item.expected):
        if i in pairs:
            faults += _differences(expected, found[pairs[i]], actors, ids)
        elif not expected.optional:
            faults.append(f"missed {expected.kind}: {_show(expected.content)}")
    if not item.extra_allowed:
        extra = [q for j, q in enumerate(found) if j not in pairs.values()]
        faults += [f"unexpected {q.kind}: {_show(q.content)} (cue {_text(q.cue)})" for q in extra]
    return tuple(faults)


def compare_times(item: Item, found: Sequence[TimeExpression]) -> tuple[str, ...]:
    """Name the marked time expressions that no found one overlaps with a right value."""
    faults = []
    for span, value in item.times:
        values = [time.value for time in found if time.span.overlaps(span)]
        if not set(values) & set(value.split("|")):
            faults.append(f"time {values or None}, not {value}, of {span.text!r}")
    return tuple(faults)


def _match(expected: Sequence[Expected], found: Sequence[Quotation]) -> dict[int, int]:
    scored = (
        (_iou(e.content, q.content), -i, -j)
        for i, e in enumerate(expected)
        for j, q in enumerate(found)
    )
    pairs: dict[int, int] = {}
    for iou, i, j in sorted(scored, reverse=True):
        if iou >= CONTENT_IOU and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _iou(one: Sequence[Span], other: Sequence[Span]) -> float:
    a = {i for span in one for i in range(span.start, span.end)}
    b = {i for span in other for i in range(span.start, span.end)}
    return len(a & b) / len(a | b) if a | b else 0.0


def _differences(
    expected: Expected, quotation: Quotation, actors: Sequence[Actor], ids: dict[str, str]
) -> list[str]:
    at = f"of {_show(expected.content)}"
    faults = []
    if expected.kind != quotation.kind:
        faults.append(f"kind {quotation.kind}, not {expected.kind}, {at}")
    if expected.cues and not any(
        quotation.cue and quotation.cue.overlaps(c) for c in expected.cues
    ):
        faults.append(f"cue {_text(quotation.cue)}, not {expected.cues[0].text!r}, {at}")
    if expected.source and not (quotation.source and quotation.source.overlaps(expected.source)):
        faults.append(f"source {_text(quotation.source)}, not {expected.source.text!r}, {at}")
    names = _names(quotation, actors)
    if expected.speaker and not _same_speaker(expected.speaker, names):
        faults.append(f"speaker {names or None}, not {expected.speaker!r}, {at}")
    if expected.parent and quotation.parent != ids.get(expected.parent):
        faults.append(f"parent not {expected.parent} {at}")
    return faults


def _names(quotation: Quotation, actors: Sequence[Actor]) -> list[str]:
    names = [quotation.speaker_name]
    for actor in actors:
        if actor.id == quotation.speaker:
            names += [actor.name, *actor.aliases]
    return [name for name in names if name]


def _same_speaker(expected: str, names: Sequence[str]) -> bool:
    """Tell whether a name shares the expected last word (a surname) or holds all its words."""
    wanted = _words(re.sub(r"^anonym(?:e|ous):", "", expected))
    if not names:
        return " ".join(wanted) in NOBODY
    for words in map(_words, names):
        if wanted and words and (words[-1] == wanted[-1] or set(wanted) <= set(words)):
            return True
    return False


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [word for word in re.findall(r"[^\W_]+", plain) if word not in _TITLES]


def _text(span: Span | None) -> str:
    return repr(span.text) if span else "none"


def _show(content: Sequence[Span]) -> str:
    joined = " // ".join(span.text for span in content).replace("\n", "⏎")
    return f"[{joined[:SHORT]}{'…' if len(joined) > SHORT else ''}]"
