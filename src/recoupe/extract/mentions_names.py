"""Capitalised names in a block: a View in, Names (token ranges and their context) out."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from recoupe.extract.mentions_view import View, fold
from recoupe.extract.mentions_words import Place, Words

_INITIAL = re.compile(r"[A-ZÀ-Ý]\.?(-?[A-ZÀ-Ý]\.?)*$")
_NUMERAL = frozenset({"I", "V", "X", "Ier", "II", "III"})
_NO_NAME_POS = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ", "PUNCT", "SYM", "NUM", "SPACE"})
_MIN_ACRONYM = 2
MAX_SHORT = 3
"""Listed names so short must be in capitals: "UA", not the "Ua" of another language."""

TITLE_CASE_SHARE = 0.6
"""Over this share of capitalised words a headline is in title case, and capitals say nothing."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens ``first`` to ``last``; ``title`` is where its "M." starts, if any.

    ``known`` is what the lists say of it: organisation, place, or a geographic entry.
    """

    view: View
    first: int
    last: int
    title: int | None
    gender: str | None
    known: str | Place | None = None

    @property
    def text(self) -> str:
        """Return the name without its title."""
        return self.view.text[self.view.begin[self.first] : self.view.end[self.last]]

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return the folded words of the name, cut at spaces only."""
        return tuple(fold(self.text).split())


def find_names(view: View, words: Words, seen: Collection[str]) -> list[Name]:
    """Find the names of a block, from left to right, none inside another.

    ``seen`` holds the folded words that stand capitalised inside sentences of the article: only
    they are believed where a capital may be due to the start of a sentence.
    """
    shouting = _title_case(view)
    found: list[Name] = []
    i = 0
    while i < len(view):
        if not (view.word[i][0].isupper() or _may_be_listed(view, words, i)):
            i += 1
            continue
        name = _name_at(view, words, i, seen, shouting=shouting)
        if name is None:
            i += 1
            continue
        found.append(name)
        i = name.last + 1
    return found


def _may_be_listed(view: View, words: Words, i: int) -> bool:
    """Tell whether a word in lower case can begin a name ("al-X", "place Beauvau")."""
    key = view.key[i]
    return "-" in key or key in words.places.widths or key in words.bodies.widths


def capitalised_inside(view: View) -> set[str]:
    """Return the folded words of a block whose capital is not due to their place."""
    if _title_case(view):
        return set()
    return {
        view.key[i] for i in range(len(view)) if view.word[i][0].isupper() and not view.opens(i)
    }


def _title_case(view: View) -> bool:
    if view.block.kind not in {"title", "heading"}:
        return False
    long_words = [w for w in view.word if len(w) > 3 and w[0].isalpha()]  # noqa: PLR2004
    capitals = sum(w[0].isupper() for w in long_words)
    return len(long_words) > 3 and capitals > TITLE_CASE_SHARE * len(long_words)  # noqa: PLR2004


def _name_at(
    view: View, words: Words, i: int, seen: Collection[str], *, shouting: bool
) -> Name | None:
    listed = _listed(view, words, i)
    if listed:
        return listed
    title = words.titles.get(view.key[i])
    if title and view.word[i][0].isupper() and i + 1 < len(view):
        start = i + 1
        if is_capital(view, words, start) and view.key[start] not in words.titles:
            gender = title if title in {"m", "f"} else None
            return Name(view, start, _extend(view, words, start), i, gender)
    if not _may_start(view, words, i, seen, shouting=shouting):
        return None
    last = _extend(view, words, i)
    if view.word[i] in _NUMERAL and last == i:
        return None
    return Name(view, i, last, None, None)


def _listed(view: View, words: Words, i: int) -> Name | None:
    """Return a name of the gazetteers, where the capitals are right."""
    body, place = words.bodies.at(view, i), words.places.at(view, i)
    best = max((b for b in (body, place) if b), key=lambda b: b[0], default=None)
    if best is None:
        return None
    last, entry = best
    spelt = _spelt_as_name(view, words, i, last) and not _goes_on(view, words, i, last)
    return Name(view, i, last, None, None, entry) if spelt else None


def _spelt_as_name(view: View, words: Words, i: int, last: int) -> bool:
    """Tell whether a listed name stands with the capitals of a name, not of a common word."""
    surface = view.text[view.begin[i] : view.end[last]]
    if last == i:
        common = view.key[i] in words.lists["not_names"]
        short = len(surface) <= MAX_SHORT and not surface.isupper()
        return surface[0].isupper() and not common and not short
    if words.has("articles", view.key[i]):
        return view.word[i + 1][0].isupper()
    return surface[0].isupper() or view.word[last][0].isupper()


def _goes_on(view: View, words: Words, first: int, last: int) -> bool:
    """Tell whether a listed name is but the start of a longer one ("France Info", "Paris-Match").

    Before a capital, a name with an article or a preposition is complete ("de la France Ida X").
    """
    following = last + 1
    if following >= len(view):
        return False
    if view.glued(following) and view.word[following] == "-":
        return following + 1 < len(view) and view.glued(following + 1)
    if not view.word[following][0].isupper() or view.sent[following] == following:
        return False
    if words.has("inside", view.key[following]):
        return True
    before = view.key[first - 1] if first else ""
    tied = before in words.determiners or any(
        words.has(k, before) for k in ("of", "place", "fused")
    )
    key = view.key[following]
    plain = key not in words.lists["not_names"] and key not in words.titles
    whole = words.places.at(view, following) or words.bodies.at(view, following)
    return not tied and plain and not whole and view.pos[following] in {"PROPN", "NOUN", "X"}


def is_capital(view: View, words: Words, i: int) -> bool:
    """Tell whether token ``i`` is written as part of a name."""
    word = view.word[i]
    if word[0].isupper():
        return True
    if len(word) < 5 or "-" not in word:  # noqa: PLR2004
        return False
    key, glued = view.key[i], words.lists["glued"]
    return any(key.startswith(p) and word[len(p) :][:1].isupper() for p in glued)


def _may_start(view: View, words: Words, i: int, seen: Collection[str], *, shouting: bool) -> bool:
    key = view.key[i]
    if not is_capital(view, words, i) or key in words.titles:
        return False
    if view.opens(i) or shouting:
        return _may_open(view, words, i, seen, shouting=shouting)
    if words.has("articles", key) or key in words.lists["native"]:
        return _next_is_name(view, words, i)
    if i + 2 < len(view) and view.word[i + 1] == "-" and view.glued(i + 1) and view.glued(i + 2):
        return True
    return key not in words.lists["not_names"] and (len(key) > 1 or _next_is_name(view, words, i))


def _may_open(view: View, words: Words, i: int, seen: Collection[str], *, shouting: bool) -> bool:
    """Judge a capital that may be due to its place: other proof of a name is wanted."""
    key, word = view.key[i], view.word[i]
    if key in words.lists["not_names"] or words.has("articles", key):
        return False
    acronym = len(word) >= _MIN_ACRONYM and word.isupper() and word.isalpha()
    if key in seen or (acronym and not shouting):
        return True
    if shouting or view.pos[i] in _NO_NAME_POS:
        return False
    if _next_is_name(view, words, i) and words.nouns.at(view, i) is None:
        return True
    return view.pos[i] == "PROPN" and words.nouns.at(view, i) is None


def _next_is_name(view: View, words: Words, i: int) -> bool:
    following = i + 1
    return (
        following < len(view)
        and is_capital(view, words, following)
        and view.key[following] not in words.lists["not_names"]
        and view.sent[following] != following
    )


def _extend(view: View, words: Words, first: int) -> int:
    """Return the last token of the name that starts at ``first``."""
    last = first
    while True:
        step = _step(view, words, first, last + 1)
        if step is None:
            return last
        last = step


def _step(view: View, words: Words, first: int, i: int) -> int | None:
    """Return the token up to which a name that reached ``i`` goes on, or ``None``."""
    if i >= len(view) or view.sent[i] == i:
        return None
    if view.glued(i) and view.word[i][0] in "-/":
        return _hyphen(view, i)
    if is_capital(view, words, i):
        return i if _fits(view, words, i) else None
    if words.has("suffixes", view.key[i]) and view.pos[i] != "NOUN":
        return i
    if view.word[i] == "&" and i + 1 < len(view) and is_capital(view, words, i + 1):
        return i + 1
    return _particle(view, words, first, i)


def _hyphen(view: View, i: int) -> int | None:
    """Step over a hyphen glued to both sides, or a second half that brings its own."""
    if len(view.word[i]) > 1:
        return i
    return i + 1 if i + 1 < len(view) and view.glued(i + 1) else None


def _fits(view: View, words: Words, i: int) -> bool:
    key = view.key[i]
    if words.has("articles", key) or key in words.lists["native"]:
        return _next_is_name(view, words, i)
    return key not in words.lists["not_names"] or words.has("inside", key) or _is_initial(view, i)


def _is_initial(view: View, i: int) -> bool:
    return bool(_INITIAL.match(view.word[i])) and len(view.word[i]) <= 2  # noqa: PLR2004


def _particle(view: View, words: Words, first: int, i: int) -> int | None:
    """Step over "von", "al", and over "de" where a person's bare first name stands before it."""
    after = i + 1
    key = view.key[i]
    if words.has("foreign", key) and view.word[after : after + 1] == ["-"] and view.glued(after):
        after += 1
    elif words.has("foreign", key) or key in words.lists["native"]:
        while (
            after < len(view)
            and words.has("foreign", view.key[after])
            and view.word[after].islower()
        ):
            after += 1
        if (
            after < len(view)
            and words.has("articles", view.key[after])
            and key in words.lists["native"]
        ):
            after += 1
    if (
        after >= len(view)
        or not view.word[after][0].isupper()
        or not is_capital(view, words, after)
    ):
        return None
    if view.key[after] in words.lists["not_names"]:
        return None
    if words.has("foreign", key):
        return after
    if key in words.lists["native"] and (
        words.has("things", view.key[first]) or _bare_first_name(view, words, first, i, after)
    ):
        return after
    return None


def _bare_first_name(view: View, words: Words, first: int, i: int, after: int) -> bool:
    """Tell whether "X de Y" is one person's name rather than a name and its complement."""
    if i - first != 1 or view.word[first].isupper() or view.word[after].isupper():
        return False
    before = view.key[first - 1] if first else ""
    if before in words.determiners or words.has("fused", before) or words.has("place", before):
        return False
    if (
        words.has("of", before)
        or words.has("inside", view.key[first])
        or words.nouns.at(view, first)
    ):
        return False
    return words.places.at(view, after) is None and words.bodies.at(view, after) is None
