"""Knows the furniture of press pages by its wording: a line in, the kind of apparatus out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from recoupe import lexicon
from recoupe.clean.fold import hard, soft, whole
from recoupe.clean.lines import Line
from recoupe.records import ZoneKind

MAX_WITHIN_CHARS = 300
"""Longer lines are prose that may mention a newsletter or a comment without being one."""

MAX_START_CHARS = 160
"""A button or label with its content; longer lines that begin alike were prose in all samples."""

SURE_CHARS = 60
"""A line up to here counts as a label even when it ends like a sentence."""

MAX_LINK_WORDS = 5
"""A link in a row of links has at most this many words."""

MAX_BUTTONS = 14
"""A row of share buttons has at most this many words."""

SENTENCES_ALLOWED: Mapping[ZoneKind, int] = {"credit": 300, "caption": 300, "appeal": 160}
"""Kinds whose lines are whole sentences ("X contributed to this report."), and their length."""

_WORD = re.compile(r"[^\s,;|•·/]+")
_LINK_PARTS = re.compile(r"\s*[|•·>»›]\s*|\s[–—/-]\s")
_SEPARATOR = re.compile(r"\s[>»›/|•·]\s")
_DOMAIN = re.compile(
    r"^(?:www\.)?(?:[a-z0-9-]{2,40}\.)+(?:com|org|net|info|eu|[a-z]{2})(?=\s*(?:$|[|➤»›>•·–—-]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lists of all languages, compiled once."""

    lines: Mapping[str, ZoneKind]
    sections: Mapping[str, ZoneKind]
    starts: Mapping[str, tuple[tuple[str, ZoneKind], ...]]
    within: tuple[tuple[str, ZoneKind], ...]
    buttons: frozenset[str]
    weak: frozenset[str]
    rubrics: frozenset[str]
    tops: frozenset[str]
    signals: tuple[str, ...]
    reader: frozenset[str]
    openings: frozenset[str]
    more: tuple[str, ...]
    ages: tuple[str, ...]
    photo_credits: frozenset[str]


@cache
def furniture() -> Furniture:
    """Read ``apparatus.toml`` of every language into one set of lists."""
    tables = [lexicon.table(code, "apparatus") for code in lexicon.languages()]

    def gathered(part: str, key: str) -> list[str]:
        return [w for table in tables for w in table.get(part, {}).get(key, ())]

    kinds = cast("tuple[ZoneKind, ...]", get_args(ZoneKind))
    starts: dict[str, list[tuple[str, ZoneKind]]] = {}
    for kind in kinds:
        for phrase in map(soft, gathered(kind, "start")):
            starts.setdefault(_first(phrase), []).append((phrase, kind))
    return Furniture(
        lines={hard(soft(w)): kind for kind in kinds for w in gathered(kind, "line")},
        sections={hard(soft(w)): kind for kind in kinds for w in gathered(kind, "section")},
        starts={first: tuple(found) for first, found in starts.items()},
        within=tuple((whole(w), kind) for kind in kinds for w in gathered(kind, "within")),
        buttons=frozenset(map(soft, gathered("navigation", "buttons"))),
        weak=frozenset(map(soft, gathered("navigation", "weak"))),
        rubrics=frozenset(map(soft, gathered("navigation", "rubrics"))),
        tops=frozenset(hard(soft(w)) for w in gathered("navigation", "top")),
        signals=tuple(map(soft, gathered("appeal", "signals"))),
        reader=frozenset(map(soft, gathered("reader", "words"))),
        openings=frozenset(map(soft, gathered("reader", "opening"))),
        more=tuple(map(soft, gathered("related", "more"))),
        ages=tuple(map(soft, gathered("related", "ages"))),
        photo_credits=frozenset(map(soft, gathered("caption", "credits"))),
    )


def kind_of(line: Line) -> ZoneKind | None:
    """Tell which furniture a line is by its wording alone, ``None`` where it is none.

    ``Partager sur Facebook`` is navigation; ``Partager le pouvoir ne suffit pas, dit-il.`` is not.
    """
    known = furniture()
    return (
        known.lines.get(line.hard or "\n")
        or _by_start(line, known)
        or _by_content(line, known)
        or ("navigation" if _is_button_row(line, known) else None)
        or ("navigation" if _is_link_row(line, known) else None)
        or ("appeal" if _is_appeal(line, known) else None)
    )


def section_of(line: Line) -> ZoneKind | None:
    """Tell which section a line opens (comments, related articles), ``None`` for none."""
    return furniture().sections.get(line.hard) if line.hard else None


def is_top(line: Line) -> bool:
    """Tell whether a line belongs to the very top of a site, above any headline."""
    first = line.soft.split(" ", 1)[0]
    return line.hard in furniture().tops or any(
        phrase in furniture().tops and line.soft.startswith(phrase)
        for phrase, _ in furniture().starts.get(first, ())
    )


def is_weak(line: Line) -> bool:
    """Tell whether the line is a button only beside another one (the name of a network)."""
    return line.hard in furniture().weak


def is_menu(line: Line) -> bool:
    r"""Tell whether a line before the article is a menu, a rubric or a path of links.

    >>> from recoupe.clean.lines import split_lines
    >>> [is_menu(x) for x in split_lines("Accueil > Monde > Europe\nLe ministre part")]
    [True, False]
    """
    if line.ends_sentence or not line.hard:
        return False
    words = _WORD.findall(line.hard)
    if words and all(w.strip("&>»›") in furniture().rubrics or not w.strip("&>»›") for w in words):
        return True
    return len(_SEPARATOR.findall(line.text)) > 1 and line.size <= MAX_START_CHARS


def banner_domain(line: Line) -> str | None:
    """Return the domain with which a site's banner line opens ("example.org | All the news")."""
    found = _DOMAIN.match(line.text) if line.size <= MAX_START_CHARS else None
    return found[0] if found else None


def speaks_to_reader(line: Line) -> bool:
    """Tell whether a line without a sentence's end addresses the reader, outside quote marks."""
    if line.ends_sentence or '"' in line.soft:
        return False
    words = _WORD.findall(line.soft)
    return bool(words) and words[0] in furniture().openings


def _first(phrase: str) -> str:
    return phrase.split(" ", 1)[0]


def _by_start(line: Line, known: Furniture) -> ZoneKind | None:
    for phrase, kind in known.starts.get(_first(line.soft), ()):
        if not _begins(line.soft, phrase):
            continue
        if line.size <= SENTENCES_ALLOWED.get(kind, 0):
            return kind
        if line.size <= MAX_START_CHARS and _is_label(line, kind):
            return kind
    return None


def _begins(folded: str, phrase: str) -> bool:
    """Tell whether a folded line begins with a phrase, and not only with part of a word."""
    if not folded.startswith(phrase):
        return False
    return not (phrase[-1].isalnum() and folded[len(phrase) : len(phrase) + 1].isalnum())


def _is_label(line: Line, kind: ZoneKind) -> bool:
    if kind == "related":
        return not line.text.rstrip().endswith(".") or line.runs_on
    return not line.ends_sentence or line.size <= SURE_CHARS


def _by_content(line: Line, known: Furniture) -> ZoneKind | None:
    if line.size > MAX_WITHIN_CHARS:
        return None
    return next((kind for phrase, kind in known.within if phrase in line.soft), None)


def _is_button_row(line: Line, known: Furniture) -> bool:
    words = _WORD.findall(line.hard)
    if not 1 < len(words) <= MAX_BUTTONS or line.ends_sentence:
        return False
    return all(w in known.buttons for w in words)


def _is_link_row(line: Line, known: Furniture) -> bool:
    """Tell whether a line is links set side by side, most of them known ("CGU | Contact")."""
    if line.size > MAX_START_CHARS or line.text.endswith("."):
        return False
    parts = [hard(p) for p in _LINK_PARTS.split(line.soft) if p.strip()]
    if len(parts) < 2 or any(len(p.split()) > MAX_LINK_WORDS for p in parts):  # noqa: PLR2004  (a row)
        return False
    return 2 * sum(p in known.lines or p in known.buttons for p in parts) > len(parts)


def _is_appeal(line: Line, known: Furniture) -> bool:
    """Two turns of an appeal in a line that speaks to the reader, outside quote marks."""
    if '"' in line.soft or not known.reader.intersection(_WORD.findall(line.soft)):
        return False
    return sum(signal in line.soft for signal in known.signals) > 1
