"""Reads the marked sentences: a text file of items with inline tags in, texts with offsets out.

A file under ``marked/<language>/`` holds the items of one phenomenon, separated by a line ``---``::

    # note: the incise is inverted
    « <q kind=direct speaker="Nora Vasseur">Rien n'est joué</q> », <cue>a lancé</cue>
    <source>Nora Vasseur</source>.

Each line of an item is one paragraph (the example above would be one line); a line that opens with
``= `` is a title, with ``== `` a heading. Header lines ``# key: value`` may stand at the top of an
item: ``id`` (else the file's stem and the item's number), ``published`` (an ISO date), ``note``
(free words), ``extra`` (``allowed``: quotations nobody marked are no error).

Tags: ``<q id=1 kind=direct speaker="…" parent=2 optional=yes>`` (several with one id are the
content spans of one record, attributes on the first), ``<cue id=1>``, ``<source id=1>`` and
``<time value="2025-02-24">``. An ``id`` left out is 1. ``parent`` is the id of the quotation this
one stands in; an ``optional`` record may be found or missed; a speaker left out is not checked, and
an unnamed one is written ``anonyme: …`` (in English ``anonymous: …``). A time may have several
right values: ``value="2022|2022-08"``. ``⍽`` stands for a no-break space and ``⎵`` for a narrow
one, so that they can be seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from recoupe.records import Span, ZoneKind

ROOT = Path(__file__).parent / "marked"
KINDS = frozenset({"direct", "indirect", "mixed"})
HEADERS = frozenset({"id", "published", "note", "extra"})
ATTRIBUTES = {
    "q": frozenset({"id", "kind", "speaker", "parent", "optional"}),
    "cue": frozenset({"id"}),
    "source": frozenset({"id"}),
    "time": frozenset({"value"}),
}
_TAG = re.compile(r"<(/?)([a-z]+)((?:\s+[a-z]+=(?:\"[^\"]*\"|[^\s>\"]+))*)\s*>")
_ATTRIBUTE = re.compile(r"([a-z]+)=(?:\"([^\"]*)\"|([^\s>\"]+))")
_HEADER = re.compile(r"#\s*([a-z]+)\s*:\s*(.*)")
_SPACES = str.maketrans({"⍽": "\u00a0", "⎵": "\u202f"})
_ZONES: tuple[tuple[str, ZoneKind], ...] = (("== ", "heading"), ("= ", "title"))


class FormatError(ValueError):
    """A marked item that cannot be read: names the item and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One quotation a reader of the item would find; ``cue`` and ``source`` may be unmarked."""

    id: str
    kind: str
    content: tuple[Span, ...]
    cues: tuple[Span, ...] = ()
    source: Span | None = None
    speaker: str | None = None
    parent: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One marked passage: its plain text, the zone of each line, and what stands in it."""

    language: str
    phenomenon: str
    id: str
    text: str
    zones: tuple[tuple[int, int, ZoneKind], ...]
    expected: tuple[Expected, ...]
    times: tuple[tuple[Span, str], ...] = ()
    published: str | None = None
    extra_allowed: bool = False


@dataclass(slots=True)
class _Marks:
    """What is collected while the tags of one item are read."""

    text: str = ""
    zones: list[tuple[int, int, ZoneKind]] = field(default_factory=list)
    open: list[tuple[str, dict[str, str], int]] = field(default_factory=list)
    closed: list[tuple[str, dict[str, str], int, int]] = field(default_factory=list)


def read_all(root: Path = ROOT) -> list[Item]:
    """Read every marked file under ``root``, in the order of languages and file names."""
    return [item for path in sorted(root.glob("*/*.txt")) for item in read_file(path)]


def read_file(path: Path) -> list[Item]:
    """Read the items of one file; its folder is their language, its stem their phenomenon."""
    pieces = re.split(r"^---[ \t]*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    bare = [piece.strip("\n") for piece in pieces if piece.strip()]
    return [
        parse_item(piece, path.parent.name, path.stem, f"{path.stem}-{number:02d}")
        for number, piece in enumerate(bare, 1)
    ]


def parse_item(piece: str, language: str, phenomenon: str, name: str) -> Item:
    """Read one item; :class:`FormatError` where tags do not balance or a record is incomplete."""
    headers, lines = _headers(piece, name)
    name = headers.get("id", name)
    found = _Marks()
    for line in lines:
        _read_line(line.translate(_SPACES), found, name)
    if found.open:
        raise FormatError(f"{name}: <{found.open[-1][0]}> is never closed")
    return Item(
        language,
        phenomenon,
        name,
        found.text,
        tuple(found.zones),
        _records(found, name),
        _times(found, name),
        headers.get("published"),
        headers.get("extra") == "allowed",
    )


def _headers(piece: str, name: str) -> tuple[dict[str, str], list[str]]:
    headers: dict[str, str] = {}
    lines = [line for line in piece.splitlines() if line.strip()]
    while lines and (match := _HEADER.fullmatch(lines[0].strip())):
        key, value = match.groups()
        if key not in HEADERS:
            raise FormatError(f"{name}: unknown header '{key}'")
        headers[key] = value
        del lines[0]
    if not lines:
        raise FormatError(f"{name}: no text")
    return headers, lines


def _read_line(line: str, found: _Marks, name: str) -> None:
    """Append one paragraph to the text and note where its tags open and close."""
    kind: ZoneKind = "body"
    for prefix, zone in _ZONES:
        if line.startswith(prefix):
            line, kind = line.removeprefix(prefix), zone
            break
    found.text += "\n" if found.text else ""
    start, at = len(found.text), 0
    for tag in _TAG.finditer(line):
        found.text += line[at : tag.start()]
        at = tag.end()
        _read_tag(tag, found, name)
    found.text += line[at:]
    if "<" in found.text[start:] or ">" in found.text[start:]:
        raise FormatError(f"{name}: a broken tag in {found.text[start:]!r}")
    found.zones.append((start, len(found.text), kind))


def _read_tag(tag: re.Match[str], found: _Marks, name: str) -> None:
    """Open a tag, or close the innermost one of its name; tags of other names may cross it."""
    closing, label, rest = tag.groups()
    if label not in ATTRIBUTES:
        raise FormatError(f"{name}: unknown tag <{label}>")
    if not closing:
        given = {m[1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(rest)}
        if set(given) - ATTRIBUTES[label]:
            raise FormatError(f"{name}: <{label}> knows no {set(given) - ATTRIBUTES[label]}")
        found.open.append((label, given, len(found.text)))
        return
    for index in range(len(found.open) - 1, -1, -1):
        if found.open[index][0] == label:
            _, given, start = found.open.pop(index)
            found.closed.append((label, given, start, len(found.text)))
            return
    raise FormatError(f"{name}: </{label}> closes nothing")


def _records(found: _Marks, name: str) -> tuple[Expected, ...]:
    spans: dict[tuple[str, str], list[Span]] = {}
    given: dict[str, dict[str, str]] = {}
    for label, attributes, start, end in sorted(found.closed, key=lambda c: c[2]):
        span = Span.of(found.text, start, end)
        if label != "time" and (not span.text or span.text != span.text.strip()):
            raise FormatError(f"{name}: <{label}> has white space at its edge: {span.text!r}")
        number = attributes.get("id", "1")
        spans.setdefault((label, number), []).append(span)
        if label == "q":
            given.setdefault(number, {}).update(attributes)
    _check(spans, given, name)
    return tuple(
        Expected(
            number,
            attributes["kind"],
            tuple(spans["q", number]),
            tuple(spans.get(("cue", number), ())),
            next(iter(spans.get(("source", number), ())), None),
            attributes.get("speaker"),
            attributes.get("parent"),
            attributes.get("optional") == "yes",
        )
        for number, attributes in given.items()
    )


def _check(
    spans: dict[tuple[str, str], list[Span]], given: dict[str, dict[str, str]], name: str
) -> None:
    """Raise where a cue or source belongs to no quotation, or a quotation lacks kind or parent."""
    for (label, number), marked in spans.items():
        if label in {"cue", "source"} and number not in given:
            raise FormatError(f"{name}: <{label} id={number}> belongs to no <q>")
        if label == "source" and len(marked) > 1:
            raise FormatError(f"{name}: two sources with id={number}")
    for number, attributes in given.items():
        if attributes.get("kind") not in KINDS:
            raise FormatError(f"{name}: <q id={number}> has no kind, or an unknown one")
        if attributes.get("parent", next(iter(given))) not in given:
            raise FormatError(f"{name}: <q id={number}> has a parent that is not there")


def _times(found: _Marks, name: str) -> tuple[tuple[Span, str], ...]:
    times = [(Span.of(found.text, a, b), at) for label, at, a, b in found.closed if label == "time"]
    if any("value" not in attributes for _, attributes in times):
        raise FormatError(f"{name}: <time> without a value")
    return tuple((span, attributes["value"]) for span, attributes in times)
