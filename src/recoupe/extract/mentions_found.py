"""What the finders see in one article: Parsed in, its names, phrases and kinds of names out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from recoupe.extract.mentions_kinds import judge
from recoupe.extract.mentions_names import Name, capitalised_inside, find_names
from recoupe.extract.mentions_phrases import Phrase, find_phrases, stretch
from recoupe.extract.mentions_view import fold, view
from recoupe.extract.mentions_words import Noun, Place, Words
from recoupe.parsed import Parsed

Endings = dict[tuple[int, int], tuple[Phrase, ...]]
"""The phrases that end at a token (view, token), the longest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one article, before it becomes mentions."""

    text: str
    words: Words
    names: list[Name]
    phrases: list[Phrase]
    kinds: dict[str, str]
    by_last: Endings
    by_first: dict[tuple[int, int], Phrase]
    leaders: dict[tuple[int, int], Name]


def find(parsed: Parsed, words: Words) -> Found:
    """Find all names and phrases of the read zones and judge the names by all their places."""
    text = parsed.article.text
    views = [view(block, text[block.start : block.end]) for block in parsed.blocks]
    seen = {key for one in views for key in capitalised_inside(one)} - words.lists["not_names"]
    names: list[Name] = []
    phrases: list[Phrase] = []
    for one in views:
        mine = [n for raw in find_names(one, words, seen) for n in _mend(raw, words)]
        index = {n.first: n for n in mine}
        mine = [_institution(n, words, index) for n in mine]
        mine = _without_overlap(mine)
        names += mine
        phrases += find_phrases(one, words, {n.first: n for n in mine})
    by_last: Endings = {}
    for phrase in phrases:
        key = id(phrase.view), phrase.last
        by_last[key] = (*by_last.get(key, ()), phrase)
    by_first = {(id(p.view), p.first): p for p in phrases}
    kinds = judge(names, by_last, words)
    leaders = {
        (id(n.view), n.first): n
        for n in names
        if n.known is None and n.title is None and kinds.get(fold(n.text)) == "person"
    }
    return Found(parsed.article.text, words, names, phrases, kinds, by_last, by_first, leaders)


def _mend(name: Name, words: Words) -> list[Name]:
    """Cut an office or a nationality with a capital off the name that follows it."""
    if name.known is not None or name.title is not None:
        return [name]
    first = name.first
    if first == name.last and name.view.word[first].isupper() and words.nouns.at(name.view, first):
        return []
    while first <= name.last:
        match = words.nouns.at(name.view, first)
        if words.grammar["modifiers_before"] and _is_nationality(name, words, first):
            first += 1
            continue
        nation = words.people.at(name.view, first)
        if match and match[1].sort in {"office", "person"} and not _is_body(name, first, match):
            first = match[0] + 1
        elif words.has("portfolios", name.view.key[first]) and first == name.first:
            first += 1
        elif nation and nation[0] < name.last:
            first = nation[0] + 1
        elif nation and nation[0] == name.last:
            return _people(name, words, first, nation[1])
        else:
            break
    return [replace(name, first=first)] if first <= name.last else []


def _is_body(name: Name, first: int, match: tuple[int, Noun]) -> bool:
    """Tell a body named for its members ("Médecins du lac") from an office with a capital."""
    return match[1].number == "p" and match[0] == name.last and not name.view.opens(first)


def _is_nationality(name: Name, words: Words, i: int) -> bool:
    """Tell whether a word is an adjective of nationality before more ("Latvian President …")."""
    state = words.adjectives.at(name.view, i)
    return bool(state and state[0] == i and state[1])


def _people(name: Name, words: Words, first: int, state: str) -> list[Name]:
    """Return a people ("les Lettons"); one of its members ("le Letton") names nobody."""
    before = name.view.key[first - 1] if first else ""
    many = (
        words.determiners.get(before, ("", "--"))[1][1] == "p" or name.view.pos[first - 1] == "NUM"
    )
    if words.grammar["people_need_article"] and not (first and many):
        return []
    return [replace(name, first=first, known=f"people:{state}")]


def _institution(name: Name, words: Words, index: Mapping[int, Name]) -> Name:
    """Stretch "Conseil" to "Conseil national de la pêche": a head noun with a capital is a name."""
    if name.title is not None or isinstance(name.known, Place):
        return name
    if name.known is not None:
        return _of_state(name, words, index)
    match = words.nouns.at(name.view, name.first)
    if match is None or (match[1].sort not in {"institution", "group"} and match[1].number != "p"):
        return name
    others = {k: n for k, n in index.items() if k != name.first}
    last = stretch(name.view, words, others, name.first, max(match[0], name.last), match[1])
    bearer = others.get(last + 1)
    if bearer is not None and bearer.first == bearer.last and bearer.title is None:
        last = bearer.last
    return replace(name, last=last, known="organisation")


def _of_state(name: Name, words: Words, index: Mapping[int, Name]) -> Name:
    """Stretch a listed body over the state it is of ("le Sénat du Bénin")."""
    at = name.last + 1
    if at >= len(name.view) or not words.has("of", name.view.key[at]):
        return name
    for k in (at + 1, at + 2):
        state = index.get(k)
        if state is not None and isinstance(state.known, Place) and state.known.how == "name":
            return replace(name, last=state.last)
    return name


def _without_overlap(names: Sequence[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in names:
        if not kept or name.first > kept[-1].last:
            kept.append(name)
    return kept
