"""The grammar of time: runs of tokens in, possible readings out, longest first.

A pattern of ``times.toml`` is a regular expression over tokens: ``d:DAY MONTH YEAR?``. Capitals
name a category, small letters a word (``_`` joins the words of a phrase), ``name:`` keeps what
stood there (``u:UNIT=mois`` keeps *mois* as a unit), ``{MACRO}`` is another pattern; ``( ) | ?``
mean what they mean in regular expressions, ``(= ) (! ) (<= ) (<! )`` look ahead and behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from recoupe import lexicon
from recoupe.errors import LexiconError
from recoupe.extract.times import lexemes
from recoupe.extract.times.lexemes import Token, Vocabulary

_TERM = re.compile(
    r"\{(?P<macro>[A-Z_]+)\}|(?P<op>\((?:<?[=!])?|\)|\||\?|\{\d,\d\})|(?:(?P<name>[a-z]\w*):)?(?P<item>[^\s()|?{}]+)"
)
_CATEGORY = re.compile(r"[A-Z][A-Z_]*\Z")
CACHED_RUNS = 50_000
"""Runs remembered: an article has some 200, most of them seen before (about 10 MB when full)."""
SHORT_RUN = 12
"""Tokens of a run that may come again in other pages; longer ones only do in hostile text."""
CACHED_LONG_RUNS = 500
"""Longer runs remembered: 50,000 of them would take hundreds of megabytes."""


_OPERATORS = {"(": "(?:", "(=": "(?=", "(!": "(?!", "(<=": "(?<=", "(<!": "(?<!"}
_AROUND = frozenset({"(=", "(!", "(<=", "(<!"})


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One pattern, compiled: which reckoning it asks for, and the constants it hands over.

    ``needed`` are symbols one of which must stand in a run for the pattern to match: of the terms
    it cannot do without, the rarest. ``opening`` are the symbols with which a match may begin.
    """

    make: str
    regex: re.Pattern[str]
    groups: tuple[tuple[str, str], ...]
    needed: frozenset[str]
    opening: frozenset[str]
    constants: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule that matches a run from one token to another, with the tokens it kept by name."""

    rule: Rule
    end: int
    kept: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A reading applied to real tokens: its values by name, and the rule's constants."""

    rule: Rule
    values: dict[str, Any]

    def get(self, name: str) -> Any:  # noqa: ANN401 - a value is what the lexicon says it is
        """Return the value kept under ``name``, or the rule's constant, or ``None``."""
        return self.values.get(name, self.rule.constants.get(name))


class Grammar:
    """The compiled rules of one language."""

    def __init__(self, words: Vocabulary, rules: list[Rule], triggers: str) -> None:
        self.words = words
        self.trigger = re.compile(triggers)
        self._opening: dict[str, list[tuple[frozenset[str], Rule]]] = {}
        for rule in rules:
            for symbol in rule.opening:
                self._opening.setdefault(symbol, []).append((rule.needed, rule))
        self._short = lru_cache(CACHED_RUNS)(self._readings)
        self._long = lru_cache(CACHED_LONG_RUNS)(self._readings)

    def readings(self, run: str) -> tuple[tuple[Reading, ...], ...]:
        """Return the readings that begin at each token of a run of symbols, longest first."""
        return self._short(run) if len(run) <= SHORT_RUN else self._long(run)

    def _readings(self, run: str) -> tuple[tuple[Reading, ...], ...]:
        held = frozenset(run)
        found: list[tuple[Reading, ...]] = []
        for start, symbol in enumerate(run):
            here: list[Reading] = []
            for needed, rule in self._opening.get(symbol, ()):
                if held.isdisjoint(needed):
                    continue
                m = rule.regex.match(run, start)
                if m and m.end() > start:
                    here.append(Reading(rule, m.end(), _kept(rule, m)))
            found.append(tuple(sorted(here, key=lambda reading: -reading.end)))
        return tuple(found)


def _kept(rule: Rule, m: re.Match[str]) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (name, category, m.start(n))
        for n, (name, category) in enumerate(rule.groups, 1)
        if m.start(n) >= 0
    )


def found(reading: Reading, run: list[Token]) -> Found:
    """Look up in the tokens of a run what a reading kept."""
    return Found(
        reading.rule, {name: run[at].categories[category] for name, category, at in reading.kept}
    )


@cache
def grammar(language: str) -> Grammar:
    """Compile the rules of one language from its ``times.toml``.

    Raises :class:`LexiconError` where a pattern names a category or macro that does not exist.
    """
    table = lexicon.table(language, "times")
    words = lexemes.vocabulary(language)
    macros: dict[str, str] = table.get("macro", {})
    rows = [
        (_expand(pattern, macros), rule) for rule in table["rule"] for pattern in rule["patterns"]
    ]
    for pattern, _ in rows:
        _enter_words(pattern, words)
    classes = _classes(words)
    made = [_compile(pattern, rule, classes) for pattern, rule in rows]
    triggers = table["settings"]["triggers"]
    return Grammar(words, made, "|".join(classes[name] for name in triggers if name in classes))


def _expand(pattern: str, macros: dict[str, str]) -> str:
    def replace(m: re.Match[str]) -> str:
        if m.group(1) not in macros:
            raise LexiconError(f"times.toml: no macro {m.group(1)} for the pattern '{pattern}'")
        return f"( {_expand(macros[m.group(1)], macros)} )"

    return re.sub(r"\{([A-Z_]+)\}", replace, pattern)


def _enter_words(pattern: str, words: Vocabulary) -> None:
    """Make each word of a pattern a category of its own, named by the word."""
    for m in _TERM.finditer(pattern):
        item = (m.group("item") or "").rpartition("=")[2]
        if item and not _CATEGORY.match(item):
            word = item.replace("_", " ")
            words.add(word, item, item)
            bare = lexemes.unaccented(word)
            if bare != word and len(bare) >= lexemes.SHORTEST_BARE:
                words.add(bare, item, item)


def _classes(words: Vocabulary) -> dict[str, str]:
    """Return for each category the symbols of all sets of categories that hold it."""
    samples = [lexemes.digits(f"{n:0{width}d}") for width in (1, 2, 4) for n in range(10**width)]
    samples += [lexemes.compound(token) for token in _compound_samples()]
    samples += [{"NUM": 1}, {"ROMAN": 1}, *({mark: mark} for mark in lexemes.PUNCTUATION.values())]
    samples += [lexemes.spelled(n) for n in range(LATEST_SPELLED)]
    for categories in [
        *words.words.values(),
        *(c for rows in words.phrases.values() for _, c in rows),
    ]:
        capital = {c: v for c, v in categories.items() if c not in words.small | {"MONTH_SURE"}}
        doubtful = {c: v for c, v in categories.items() if c != "MONTH_SURE"}
        small = {c: v for c, v in categories.items() if c not in words.capitals}
        number = lexemes.spelled(categories["NUMBER"]) if "NUMBER" in categories else {}
        samples += [{**c, **number} for c in (categories, capital, doubtful, small)]
    classes: dict[str, set[str]] = {}
    for sample in samples:
        symbol = words.symbol(sample)
        for category in sample:
            classes.setdefault(category, set()).add(symbol)
    return {category: f"[{''.join(sorted(chars))}]" for category, chars in classes.items()}


LATEST_SPELLED = 2_200
"""Number words are sampled up to this to learn their categories; above it they are only numbers."""


def _compound_samples() -> list[str]:
    pairs = [
        f"{a}{mark}{b}"
        for mark in "./-:,"
        for a in (0, 5, "05", 12, 18, 24, 29, 45, 77, 101)
        for b in (0, 5, "05", 11, 14, 27, 45, 88, 105)
    ]
    years = [
        f"{a}{mark}{b}"
        for mark in "/-."
        for a in (2024, 1500, 3000)
        for b in ("05", 25, 2025, 5, 99, "00")
    ]
    months = [f"{a}/{b}" for a in (1, "01", 12, 13) for b in (2024, 1500, 3000)]
    full = [
        "2025-02-25",
        "25/02/2025",
        "25.2.25",
        "25/2",
        "2015/3",
        "2015-3",
        "99-1-2025",
        "14:30:05",
        "3:05",
        "24:10",
        "1.2.3.4",
    ]
    return pairs + years + months + full


def _compile(pattern: str, rule: dict[str, Any], classes: dict[str, str]) -> Rule:
    made: list[str] = []
    groups: list[tuple[str, str]] = []
    terms = [(m.group("op"), m.group("name"), m.group("item")) for m in _TERM.finditer(pattern)]
    for op, name, item in terms:
        if op:
            made.append(_OPERATORS.get(op, op))
            continue
        symbols = _symbols(item, classes, pattern)
        if name:
            groups.append((name, item.partition("=")[0]))
        made.append(f"({symbols})" if name else symbols)
    plain = [op or _symbols(item, classes, pattern) for op, _, item in terms]
    needed = _needed(plain)
    if needed is None:
        raise LexiconError(f"times.toml: nothing in the pattern '{pattern}' must be there")
    constants = {k: v for k, v in rule.items() if k not in {"make", "patterns"}}
    regex, opening = re.compile("".join(made)), _opening(plain)[0]
    return Rule(rule["make"], regex, tuple(groups), needed, opening, constants)


def _symbols(item: str, classes: dict[str, str], pattern: str) -> str:
    """Return the class of symbols a term stands for."""
    category, _, word = item.partition("=")
    if (word or category) not in classes:
        raise LexiconError(f"times.toml: no category {word or category} for '{pattern}'")
    return classes[word or category]


def _needed(terms: list[str]) -> frozenset[str] | None:
    """Return symbols one of which any match must hold, as few as can be; ``None``: it may be empty.

    ``terms`` are operators and classes of symbols in the order of the pattern.
    """
    branches = _split(terms)
    if len(branches) > 1:
        found = [_needed(branch) for branch in branches]
        return None if None in found else frozenset().union(*(f for f in found if f))
    candidates: list[frozenset[str]] = []
    here = 0
    while here < len(terms):
        end = _closing(terms, here) if terms[here].startswith("(") else here
        if terms[end + 1 : end + 2] != ["?"]:
            inner = _needed(terms[here + 1 : end]) if terms[here] == "(" else None
            if inner:
                candidates.append(inner)
            elif terms[here].startswith("["):
                candidates.append(frozenset(terms[here][1:-1]))
        here = end + 1
    return min(candidates, key=len, default=None)


def _opening(terms: list[str]) -> tuple[frozenset[str], bool]:
    """Return the symbols a match may begin with, and whether it may take none at all."""
    branches = _split(terms)
    if len(branches) > 1:
        found = [_opening(branch) for branch in branches]
        return frozenset().union(*(first for first, _ in found)), any(empty for _, empty in found)
    firsts: frozenset[str] = frozenset()
    here = 0
    while here < len(terms):
        end = _closing(terms, here) if terms[here].startswith("(") else here
        first, empty = frozenset(terms[here][1:-1]), False
        if terms[here].startswith("("):
            first, empty = _opening(terms[here + 1 : end])
        if terms[here] in _AROUND:
            first, empty = frozenset(), True
        optional = terms[end + 1 : end + 2] == ["?"]
        firsts, here = firsts | first, end + 1 + optional
        if not (empty or optional):
            return firsts, False
    return firsts, True


def _split(terms: list[str]) -> list[list[str]]:
    """Cut terms at the bars that stand in no group."""
    branches: list[list[str]] = [[]]
    depth = 0
    for term in terms:
        depth += term.startswith("(") - (term == ")")
        if term == "|" and depth == 0:
            branches.append([])
        else:
            branches[-1].append(term)
    return branches


def _closing(terms: list[str], start: int) -> int:
    """Return the place of the bracket that closes the group opened at ``start``."""
    depth = 0
    for place in range(start, len(terms)):
        depth += terms[place].startswith("(") - (terms[place] == ")")
        if depth == 0:
            return place
    raise LexiconError("times.toml: a bracket is not closed")
