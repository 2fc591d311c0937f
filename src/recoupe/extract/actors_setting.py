"""Where the affairs of an article take place: a parsed article in, its state and its town out.

What a reader takes for granted after title and lead: "the government" of an article on Latvia is
the Latvian one. Only what the text states clearly counts; between two states there is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from recoupe.extract.mentions_view import fold
from recoupe.extract.mentions_words import Words
from recoupe.parsed import Block, Parsed

CLEAR_SHARE = 0.6
"""The part of all namings of states that the article's own state has at least."""

TOPIC_SHARE = 0.4
"""The same where it opens the title before a colon ("Lettonie : …"): Canada has 0.43 of the
namings in an article on its diplomats in Cuba, Syria 0.38 in one on what Israel does there."""

LEAST_NAMINGS = 2
"""How often a state that no title names must be named."""

TITLE_WEIGHT = 3
"""What a naming in the title counts: it says what the article is about."""

LEAD_BLOCKS = 2
"""Paragraphs after the title in which a town must be named to be the article's."""

MAX_WORDS = 4
"""Words of the longest names of states that are looked up."""

_WORD = re.compile(r"[^\W\d_][\w\-]*'?|[.:]")


@dataclass(frozen=True, slots=True)
class Setting:
    """The state and the town whose affairs an article tells, ``None`` where that is not clear."""

    state: str | None
    town: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    state: str | None
    town: bool
    topic: bool = False


def setting_of(parsed: Parsed, words: Words, named: Collection[str]) -> Setting:
    """Return where an article plays; ``named`` are the folded names of persons and bodies in it."""
    states: Counter[str] = Counter()
    towns: Counter[str] = Counter()
    early: list[str] = []
    topic: str | None = None
    body = 0
    for block in parsed.blocks:
        title = block.kind == "title"
        for place in _places(block, parsed.article.text, words, named):
            topic = place.state if title and place.topic else topic
            if place.state is not None:
                states[place.state] += TITLE_WEIGHT if title else 1
            if place.town:
                towns[place.name] += 1
                early += [place.name] if title or body < LEAD_BLOCKS else []
        body += not title
    return Setting(_clear(states, topic), _clear_town(towns, early))


def _clear(states: Counter[str], topic: str | None) -> str | None:
    """Return the state that most namings name, if it is named often and far more than others."""
    if not states:
        return None
    if topic is not None and states[topic] >= TOPIC_SHARE * states.total():
        return topic
    state, count = states.most_common(1)[0]
    clear = count >= LEAST_NAMINGS and count >= CLEAR_SHARE * states.total()
    return state if clear else None


def _clear_town(towns: Counter[str], early: list[str]) -> str | None:
    """Return the town that title and lead name, where no other is named as often."""
    if not early:
        return None
    best = max(dict.fromkeys(early), key=lambda town: towns[town])
    rivals = [t for t in towns if t != best and towns[t] >= towns[best]]
    return None if rivals else best


def _places(block: Block, text: str, words: Words, named: Collection[str]) -> Iterator[_Place]:
    raw = text[block.start : block.end].replace("’", "'").replace("\u00a0", " ")
    folded = fold(raw)
    spans = [m.span() for m in _WORD.finditer(folded)]
    skip = 0
    for i in range(len(spans)):
        if i < skip:
            continue
        found = _listed(folded, raw, spans, i, words)
        if found is None and _after_locative(folded, spans, i, words):
            found = _unlisted(folded, raw, spans, i, words, named)
        if found is not None:
            skip, place = found
            yield place


def _listed(
    folded: str, raw: str, spans: list[tuple[int, int]], i: int, words: Words
) -> tuple[int, _Place] | None:
    """Return a listed place or an adjective of a state at the word ``i``, and the word after it."""
    start = spans[i][0]
    for j in range(min(i + MAX_WORDS, len(spans)) - 1, i - 1, -1):
        key = folded[start : spans[j][1]]
        entry = words.places.entries.get(key) if raw[start].isupper() else None
        if entry is not None and not _goes_on(raw, spans, j):
            body = entry.state is not None and fold(entry.state) in words.same
            town = entry.how in {"capital", "place"} and _after_locative(folded, spans, i, words)
            state = None if body or entry.how == "seat" else entry.state
            topic = i == 0 and j + 1 < len(spans) and raw[spans[j + 1][0]] == ":"
            return j + 1, _Place(raw[start : spans[j][1]], state, town, topic)
        adjective = words.adjectives.entries.get(key)
        if adjective and fold(adjective) not in words.same:
            return j + 1, _Place(key, adjective, town=False)
    return None


def _goes_on(raw: str, spans: list[tuple[int, int]], j: int) -> bool:
    """Tell whether a capital follows at once, as a surname does ("Paris Varel")."""
    after = spans[j + 1][0] if j + 1 < len(spans) else -1
    return after == spans[j][1] + 1 and raw[after].isupper()


def _after_locative(folded: str, spans: list[tuple[int, int]], i: int, words: Words) -> bool:
    return i > 0 and words.has("towns", folded[spans[i - 1][0] : spans[i - 1][1]])


def _unlisted(
    folded: str,
    raw: str,
    spans: list[tuple[int, int]],
    i: int,
    words: Words,
    named: Collection[str],
) -> tuple[int, _Place] | None:
    """Return an unknown name behind "à" that names nobody: a town."""
    j = i
    while (
        j < len(spans)
        and raw[spans[j][0]].isupper()
        and (j == i or spans[j][0] - spans[j - 1][1] == 1)
    ):
        j += 1
    if j == i:
        return None
    start, end = spans[i][0], spans[j - 1][1]
    key = folded[start:end]
    if key in named or key in words.lists["not_names"] or key in words.titles:
        return None
    return j, _Place(raw[start:end], None, town=True)
