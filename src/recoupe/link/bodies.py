"""Reduces names of bodies to what their variants share: a name in, its key, acronyms, state out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from recoupe import lexicon
from recoupe.extract.mentions_words import load
from recoupe.link.known import bare, is_body, state_code
from recoupe.link.names import fold

_ACRONYM = re.compile(r"[A-ZÀ-Þ](?:\.?[A-ZÀ-Þ0-9]){1,7}\.?")
_WORD = re.compile(r"[^\W_][\w&+]*")

INITIALS = 3
"""Words from which the initials of a name may stand for it; two letters are too many names'."""


@dataclass(frozen=True, slots=True)
class Body:
    """The name of a body: its words without articles, state and legal form, in any order.

    ``own`` is false for a body that every state has (« ministère de l'Intérieur »), which without
    its state may be anybody's; ``bare`` is true for a mere common noun (« Conseil »).
    """

    key: str
    acronym: str | None
    initials: str | None
    state: str | None
    own: bool
    bare: bool = False


@lru_cache(100_000)
def body_of(name: str, language: str) -> Body:
    """Take the name of a body apart.

    >>> body = body_of("ministère letton de la Pêche", "fr")
    >>> body.key, body.state, body_of("Ministère de la Pêche", "fr").key
    ('ministere peche', 'LV', 'ministere peche')
    """
    words, state = _without_state(_words(name, language), language)
    small = _small(language)
    plain = [w for w in words if w not in small]
    while len(plain) > 1 and plain[-1] in _legal(language):
        plain.pop()
    key = " ".join(sorted(set(plain))) or " ".join(words)
    alone = len(words) == 1 and words[0] in load(language).nouns.entries
    own = not alone and _is_own(name, words, language)
    initials = _initials(name, language) if own else None
    lone_noun = alone and state is None and words[0] not in _one_of_each(language)
    return Body(key, acronym_of(name), initials, state, own, lone_noun)


def _words(name: str, language: str) -> list[str]:
    return _WORD.findall(bare(name, language).replace("'", " "))


def _without_state(words: list[str], language: str) -> tuple[list[str], str | None]:
    """Return the words of a name without those that say of which state, and its code.

    The adjective of any body; the name of the state of those bodies that every state has
    (« police de Lettonie »), its capital too where there is but one (« gouvernement de Riga »).
    """
    states = {w: s for w in words if (s := _adjective(w, language))}
    if states and len(states) < len(words):
        code = state_code(language, next(iter(states.values())))
        return [w for w in words if w not in states], code
    one = words[0] in _one_of_each(language) if words else False
    for i in range(2, len(words)):
        code = state_code(language, " ".join(words[i:]), by_seat=one)
        if code and words[i - 1] in _small(language) and _of_each_state(words[:i], language):
            return words[:i], code
    return words, None


def _is_own(name: str, words: list[str], language: str) -> bool:
    if not _of_each_state(words, language):
        return True
    return _place_in(words, language) or _named_after(name, words, language)


def acronym_of(name: str) -> str | None:
    """Return the letters of a name that is an acronym.

    >>> acronym_of("O.P.K."), acronym_of("OPK"), acronym_of("Opale")
    ('OPK', 'OPK', None)
    """
    return name.replace(".", "") if _ACRONYM.fullmatch(name) else None


def _initials(name: str, language: str) -> str | None:
    small = _small(language)
    words = [w for w in re.split(r"[\s'’\-]+", name) if w and fold(w) not in small]
    letters = "".join(w[0] for w in words).upper()
    return fold(letters).upper() if len(letters) >= INITIALS and letters.isalpha() else None


def _adjective(word: str, language: str) -> str | None:
    """Return the state of an adjective; « européen » tells another body, not whose it is."""
    state = load(language).adjectives.entries.get(word)
    return state if state and state_code(language, state) != "EU" else None


@lru_cache
def _small(language: str) -> frozenset[str]:
    links = lexicon.table(language, "names")["links"]
    words = [w for key in ("of", "at", "articles", "and") for w in links[key]]
    return frozenset(fold(w).strip("'") for w in words)


@lru_cache
def _legal(language: str) -> frozenset[str]:
    return frozenset(map(fold, lexicon.table(language, "organisations")["legal_forms"]))


def _of_each_state(words: list[str], language: str) -> bool:
    """Tell whether a name begins or ends with the noun of a body that every state has."""
    return bool(_heads(language) & {*words[:1], *words[-1:]})


@lru_cache
def _heads(language: str) -> frozenset[str]:
    return frozenset(map(fold, lexicon.table(language, "organisations")["of_each_state"]))


def _named_after(name: str, words: list[str], language: str) -> bool:
    """Tell whether a body bears the name of who leads it: « administration Varel »."""
    cabinets = _cabinets(language)
    if not cabinets & set(words):
        return False
    capitals = {
        fold(w) for w in _WORD.findall(name.replace("’", " ").replace("'", " ")) if w[0].isupper()
    }
    return bool(capitals & set(words) - cabinets)


@lru_cache
def _cabinets(language: str) -> frozenset[str]:
    return frozenset(map(fold, lexicon.table(language, "organisations")["cabinets"]))


@lru_cache
def _one_of_each(language: str) -> frozenset[str]:
    return frozenset(map(fold, lexicon.table(language, "organisations")["one_of_each_state"]))


def _place_in(words: list[str], language: str) -> bool:
    """Tell whether a name says where or of whom: « parquet de Riga », « conseil de l'OTAN »."""
    ends = [" ".join(words[i:]) for i in range(1, len(words))]
    places = load(language).places.entries
    return any(end in places or is_body(end, language) for end in ends)
