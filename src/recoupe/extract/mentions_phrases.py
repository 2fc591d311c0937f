"""Descriptions of actors in a block: a View and its Names in, noun phrases with their head out.

A description runs from its determiner over its head noun to the last complement, and stops before
a relative clause, a participle, a parenthesis or a comma.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recoupe.extract.mentions_names import Name
from recoupe.extract.mentions_view import View
from recoupe.extract.mentions_words import Noun, Words

MAX_COMPLEMENT = 8
"""Words in one complement: longer ones on the 90 dev pages are wrong attachments."""

MAX_COMPLEMENTS = 4
MAX_ENUMERATION = 14
"""Words within which an enumeration of a minister's fields must close."""

_QUOTES = frozenset('«»“”"')
_CLOSERS = frozenset('»”"')


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase at tokens ``first`` to ``last``; ``head``/``headed`` bound its head noun.

    ``sort`` of determiner: definite, indefinite, possessive, fused, or "" where there is none.
    """

    view: View
    first: int
    head: int
    headed: int
    last: int
    noun: Noun
    sort: str
    gender: str | None
    number: str | None


def find_phrases(view: View, words: Words, names: Mapping[int, Name]) -> list[Phrase]:
    """Find the descriptions of a block, in order; one may lie in the complement of another.

    ``names`` maps the first token of each name to it; a head is never looked for inside a name.
    """
    inside = {i for name in names.values() for i in range(name.first, name.last + 1)}
    found: list[Phrase] = []
    i = 0
    while i < len(view):
        if view.key[i] not in words.nouns.widths or i in inside:
            i += 1
            continue
        match = words.nouns.at(view, i)
        if (
            match is None
            or not _is_head(view, words, i, match[0], match[1])
            or _is_power(view, words, names, match[0], match[1])
        ):
            i = match[0] + 1 if match and match[1].sort == "ignored" else i + 1
            continue
        found.append(_phrase(view, words, names, i, *match))
        i = match[0] + 1
    return found


def _is_head(view: View, words: Words, i: int, j: int, noun: Noun) -> bool:
    if noun.sort == "ignored" or (view.glued(i) and view.word[i - 1].endswith("-")):
        return False
    if any(view.pos[k] in {"NOUN", "PROPN"} for k in range(i, j + 1)):
        return True
    before = view.key[i - 1] if i else ""
    if view.pos[i] == "ADJ" and noun.sort in {"person", "office", "group"}:
        after = view.pos[j + 1] if j + 1 < len(view) else ""
        comma = 2 if i > 1 and view.word[i - 1] == "," else 1
        named = i >= comma and view.pos[i - comma] == "PROPN"
        return (before in words.determiners and after != "NOUN") or named
    if view.pos[i] == "VERB" and j > i:  # "Ivo Karsen, envoyé spécial de la présidente, …"
        return noun.sort == "office" and (before in words.determiners or view.word[i - 1] == ",")
    return noun.sort == "office" and view.pos[i] in {"PRON", "X"} and before in words.determiners


def _is_power(view: View, words: Words, names: Mapping[int, Name], j: int, noun: Noun) -> bool:
    """Tell what somebody has from a body: "l'autorité du président", not "l'Autorité portuaire"."""
    i = j + 1
    if not words.has("powers", noun.lemma) or noun.number == "p":
        return False
    if i + 1 >= len(view) or not words.has("of", view.key[i]) or view.sent[i] != view.sent[j]:
        return False
    while i + 1 < len(view) and view.key[i + 1] in words.determiners:
        i += 1
    whose = words.nouns.at(view, i + 1)
    return i + 1 in names or (whose is not None and whose[1].sort in {"office", "person"})


def _phrase(
    view: View, words: Words, names: Mapping[int, Name], i: int, j: int, noun: Noun
) -> Phrase:
    first, sort, show = _left(view, words, i)
    last = stretch(view, words, names, i, j, noun)
    shown = show[0] if show[0] in "mf" else None
    gender = shown or noun.gender or _by_adjective(view, first, i)
    number = noun.number if noun.number == "p" or show[1] == "-" else show[1]
    return Phrase(view, first, i, j, last, noun, sort, gender, number)


def _modifies(view: View, words: Words, at: int, head: int) -> bool:
    """Tell whether a word before a noun qualifies it ("Latvian fisheries minister")."""
    if words.adjectives.at(view, at) is not None:
        return True
    if view.pos[at] in {"ADJ", "NOUN", "PROPN"} or view.dep[at] == "compound":
        return at < view.head[at] <= head or view.dep[at] == "compound"
    return False


def _possessor(view: View, words: Words, at: int) -> int:
    """Return the first token of the name before a genitive mark ("Ukraine's"), else ``at`` + 1."""
    if not words.has("genitive", view.key[at]):
        return at + 1
    first = at
    while first > view.sent[at] and view.pos[first - 1] == "PROPN":
        first -= 1
    return first if first < at else at + 1


def _by_adjective(view: View, first: int, head: int) -> str | None:
    """Return the gender an adjective before the noun shows ("l'ancienne ministre")."""
    for i in range(first, head):
        if view.pos[i] == "ADJ":
            shown = view.block.doc[i].morph.get("Gender", [])
            return {"Masc": "m", "Fem": "f"}.get(shown[0]) if shown else None
    return None


def _left(view: View, words: Words, i: int) -> tuple[int, str, str]:
    """Walk left over adjectives to the determiner: first token, its sort, what it shows."""
    first, sort, show = i, "", "--"
    while first > view.sent[i]:
        key = view.key[first - 1]
        if (
            key in words.lists["before"]
            or (view.pos[first - 1] == "ADJ" and view.head[first - 1] == i)
            or (words.grammar["modifiers_before"] and _modifies(view, words, first - 1, i))
        ):
            first -= 1
        elif view.pos[first - 1] == "NUM" and view.head[first - 1] == i:
            first, sort, show = first - 1, "indefinite", "-p"
        else:
            break
    if first == view.sent[i]:
        return first, sort, show
    owner = _possessor(view, words, first - 1)
    if owner < first:
        return owner, "definite", show
    key = view.key[first - 1]
    if words.has("fused", key) and view.pos[first - 1] != "DET":
        return first, "definite", words.determiners.get(key, ("", "--"))[1]
    if key in words.determiners and view.pos[first - 1] in {"DET", "NUM", "ADJ", "PRON"}:
        mine, shown = words.determiners[key]
        if view.pos[first - 1] == "DET" and words.has("fused", key):
            mine = "indefinite"
        if sort and mine == "definite":
            shown = "-p"
        return first - 1, mine, shown if shown != "--" else show
    return first, sort, show


def stretch(view: View, words: Words, names: Mapping[int, Name], i: int, j: int, noun: Noun) -> int:
    """Return the last token of the complements of a head noun at tokens ``i`` to ``j``."""
    last = j
    limit = _sentence_end(view, i)
    for _ in range(MAX_COMPLEMENTS * 2):
        step = _adjective(view, words, i, last + 1, limit) or _complement(
            view, words, names, (i, j, last + 1, limit), noun
        )
        if (
            step is None
            and last > j
            and noun.sort in {"office", "institution"}
            and last + 1 < limit
        ):
            step = _enumerated(view, words, names, last + 1, limit)
        if step is None:
            return last
        last = step
    return last


def _sentence_end(view: View, i: int) -> int:
    sentence = view.sent[i]
    end = i + 1
    while end < len(view) and view.sent[end] == sentence:
        end += 1
    return end


def _adjective(view: View, words: Words, head: int, i: int, limit: int) -> int | None:
    """Return the last token of an adjective of the phrase at ``i`` ("russes et américaines")."""
    if i >= limit:
        return None
    state = words.adjectives.at(view, i)
    if state and view.word[i][0].islower() and state[0] < limit:
        return state[0]
    follows = head <= view.head[i] < i or view.pos[i - 1] in {"NOUN", "ADJ"}
    if view.pos[i] == "ADJ" and follows and view.word[i][0].islower():
        return i
    joins = view.key[i] in words.lists["and"] and view.pos[i - 1] == "ADJ" and i + 1 < limit
    if joins and view.pos[i + 1] == "ADJ":
        return i + 1
    return None


def _complement(
    view: View,
    words: Words,
    names: Mapping[int, Name],
    where: tuple[int, int, int, int],
    noun: Noun,
) -> int | None:
    """Return the last token of a prepositional complement that starts at ``i``."""
    head, headed, i, limit = where
    if i + 1 >= limit:
        return None
    key = view.key[i]
    tight = words.has("of", key)
    if not tight and not (words.has("at", key) and noun.sort != "person"):
        return None
    if words.has("at_name", key) and i + 1 not in names:
        return None
    last = _chunk(view, words, names, i + 1, limit)
    if last is None:
        return None
    if tight and any(n.last == last for n in names.values()):
        return last
    return last if _attached(view, head, headed, i, last) else None


def _attached(view: View, head: int, headed: int, i: int, last: int) -> bool:
    """Tell whether the parse hangs the complement ``i..last`` on something in the phrase."""
    return any(head <= view.head[k] < i for k in range(i, last + 1)) or headed >= i


def _enumerated(
    view: View, words: Words, names: Mapping[int, Name], i: int, limit: int
) -> int | None:
    """Return the last token of a further joined complement (", des Ports et de la Pêche")."""
    joins = view.word[i] == "," or words.has("and", view.key[i])
    if joins and i + 1 < limit and view.dep[i + 1] == "conj" and view.pos[i + 1] == "NOUN":
        tight = view.pos[i - 1] == "NOUN" and view.pos[view.head[i + 1]] == "NOUN"
        return i + 1 if tight and words.has("and", view.key[i]) else None
    if not joins or i + 2 >= limit or not words.has("of", view.key[i + 1]):
        return None
    if words.determiners.get(view.key[i + 2], ("",))[0] == "possessive":
        return None
    if words.has("others", view.key[i + 2]):
        return None
    last = _chunk(view, words, names, i + 2, limit)
    if last is None or words.has("and", view.key[i]):
        return last
    return last if _closed(view, words, names, last + 1, limit) else None


def _closed(view: View, words: Words, names: Mapping[int, Name], i: int, limit: int) -> bool:
    """Tell whether an enumeration of complements reaches its "et de …" or the name it leads to."""
    for k in range(i, min(i + MAX_ENUMERATION, limit - 1)):
        if k in names or (words.has("and", view.key[k]) and words.has("of", view.key[k + 1])):
            return True
        if view.pos[k] in {"VERB", "AUX"} or view.word[k] in _QUOTES:
            return False
    return False


def _chunk(view: View, words: Words, names: Mapping[int, Name], i: int, limit: int) -> int | None:
    """Return the last token of the noun phrase that starts at ``i``, complements left out."""
    last: int | None = None
    end = min(limit, i + MAX_COMPLEMENT)
    k = i
    while k < end:
        if k + 1 in names and last is None and view.key[k] in words.titles:
            return min(names[k + 1].last, limit - 1)
        if k in names and last is None:
            return min(names[k].last, limit - 1)
        pos = view.pos[k]
        if pos in {"NOUN", "PROPN", "X"} or (k in names and last is not None):
            if k in names and last is not None and view.word[k][0].isupper():
                return last
            last = k
        elif view.word[k] in _QUOTES and k + 1 in names:
            closes = names[k + 1].last + 1
            return closes if closes < limit and view.word[closes] in _CLOSERS else last
        elif pos == "ADJ" or view.word[k] == "-" or view.key[k] in words.lists["before"]:
            last = k if last is not None else None
        elif (
            pos == "DET"
            and last is None
            and words.determiners.get(view.key[k], ("",))[0] != "possessive"
        ) or (view.key[k] in words.determiners and last is None):
            pass
        else:
            break
        k += 1
    return last
