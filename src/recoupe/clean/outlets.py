"""Knows agencies and outlets by name and domain: text or an address in, canonical names out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from urllib.parse import urlsplit

from recoupe import lexicon
from recoupe.clean.fold import soft

WINDOW_CHARS = 90
"""How far before a name the words that make it a source are looked for."""

MAX_NAMES = 500
"""Names weighed in one line: a press review names twenty, a line of thousands is no prose."""

MAX_BETWEEN = 6
"""Words between a frame and its name: "selon [l'agence de presse publique norvégienne] NTB"."""

_WORD = r"[\w'’&+.-]*"
_TOKEN = re.compile(rf"[^\W_]{_WORD}")
_COMMON = re.compile(r"\s(?:de|du|des|d['’]|of|for)\s?[^\W\d]")
_ARTICLES = ("le ", "la ", "l'", "les ", "the ")


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a text: where it stands and the canonical name it stands for."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Outlets:
    """All known names by their first word, domains, and the frames around a source's name."""

    by_word: Mapping[str, tuple[tuple[str, str], ...]]
    token: re.Pattern[str]
    by_fold: Mapping[str, str]
    by_domain: Mapping[str, str]
    agencies: frozenset[str]
    before: frozenset[str]
    between: frozenset[str]
    endings: tuple[str, ...]
    after: tuple[str, ...]


@cache
def outlets() -> Outlets:
    """Read ``outlets.toml`` of every language into one set of tables."""
    tables = [lexicon.table(code, "outlets") for code in lexicon.languages()]
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    for name, entry in (
        (n, e) for t in tables for part in ("agencies", "outlets") for n, e in t[part].items()
    ):
        for form in (name, *entry["also"]):
            names.setdefault(form, name)
        domains |= {d: name for d in entry["domains"] if d not in domains}
    by_word: dict[str, list[tuple[str, str]]] = {}
    for form in sorted(names, key=len, reverse=True):
        by_word.setdefault(_first_word(form), []).append((form, names[form]))
    return Outlets(
        token=_token(by_word),
        by_word={w: tuple(found) for w, found in by_word.items()},
        by_fold={soft(form): name for form, name in names.items()},
        by_domain=domains,
        agencies=frozenset(name for t in tables for name in t["agencies"]),
        before=_gathered(tables, "before"),
        between=_gathered(tables, "between"),
        endings=tuple(_gathered(tables, "endings")),
        after=tuple(_gathered(tables, "after")),
    )


def _first_word(form: str) -> str:
    found = _TOKEN.match(form)
    return found[0] if found else form


def _token(first_words: Iterable[str]) -> re.Pattern[str]:
    """Match the words that can begin a name: those with a capital, and the few known others."""
    low = "|".join(re.escape(w) for w in sorted(first_words) if not w[0].isupper())
    capitals = "A-ZÀ-ÖØ-ÞČŠ"
    return re.compile(rf"(?<!\w)(?:[{capitals}]{_WORD}|(?:{low})(?!\w))")


def _gathered(tables: list[dict[str, dict[str, list[str]]]], key: str) -> frozenset[str]:
    return frozenset(soft(w) for t in tables for w in t["frames"][key])


def named(text: str) -> Iterator[Named]:
    """Find the known names in a text, with their case, the longest where several fit.

    Names are looked up by their first word, so the time is that of one pass.
    """
    table, done = outlets().by_word, 0
    for token in outlets().token.finditer(text):
        start = token.start()
        if start < done:
            continue
        for at, word in _heads(token):
            found = next((f for f in table.get(word, ()) if _stands(text, at, f[0])), None)
            if found:
                done = at + len(found[0])
                yield Named(at, done, found[1])
                break


def _heads(token: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield the ways to read a token's first word: as it stands, after an elided article, bare."""
    word, start = token[0], token.start()
    yield start, word
    bare = word.rstrip(".-'’")
    if bare != word:
        yield start, bare
    for mark in "'’":
        if mark in word[:3]:
            cut = word.index(mark) + 1
            yield start + cut, word[cut:].rstrip(".-")


def _stands(text: str, start: int, form: str) -> bool:
    if not text.startswith(form, start):
        return False
    end = start + len(form)
    return not text[end : end + 1].isalnum() and not _goes_on(text, end, form)


def _goes_on(text: str, end: int, form: str) -> bool:
    """Tell whether a longer name goes on after a common word: "L'Écho" in "L'Écho des quais"."""
    return form.lower().startswith(_ARTICLES) and bool(_COMMON.match(text, end))


def is_outlet(text: str) -> bool:
    """Tell whether the whole of ``text`` is a known name, in any case."""
    return soft(text).strip(" .,") in outlets().by_fold


def is_agency(name: str) -> bool:
    """Tell whether an outlet, by its canonical name, is a press agency."""
    return name in outlets().agencies


def canonical(text: str) -> str | None:
    """Return the canonical name of an outlet, ``None`` where it is not known."""
    return outlets().by_fold.get(soft(text).strip(" .,"))


def without_outlets(text: str) -> str | None:
    """Cut the known names out of a text; ``None`` where it holds none."""
    parts, last = [], 0
    for found in named(text):
        parts.append(text[last : found.start])
        last = found.end
    return " ".join([*parts, text[last:]]) if last else None


def sources_in(text: str) -> Iterator[str]:
    """Yield the names which the words beside them make a source ("selon l'agence Reuters")."""
    for found in islice(named(text), MAX_NAMES):
        after = soft(text[found.end : found.end + WINDOW_CHARS // 3]).lstrip(" ,")
        if after.startswith(outlets().after) or _is_framed(text, found.start):
            yield found.name


def _is_framed(text: str, start: int) -> bool:
    """Tell whether a frame stands before a name, with small words and adjectives between."""
    known = outlets()
    words = soft(text[max(0, start - WINDOW_CHARS) : start]).split()
    for _ in range(min(MAX_BETWEEN, len(words)) + 1):
        if any(" ".join(words[-n:]).lstrip('("') in known.before for n in (1, 2, 3)):
            return True
        if not words or not (words[-1] in known.between or words[-1].endswith(known.endings)):
            return False
        words.pop()
    return False


def domain_of(address: str) -> str | None:
    """Return the host of a web address without ``www.``; ``None`` for a file path.

    >>> domain_of("https://www.example.org/a"), domain_of("pages/a.txt")
    ('example.org', None)
    """
    try:
        host = urlsplit(address).hostname if "://" in address else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def outlet_of_domain(domain: str) -> str:
    """Return the outlet that owns a domain or one above it; the domain itself where unknown."""
    known, host = outlets().by_domain, domain.lower().removeprefix("www.")
    parts = host.split(".")
    above = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((known[d] for d in above if d in known), host)
