"""Compares names of persons: two names in, how sure it is that they are one person's, and why, out.

Latin letters render Russian, Ukrainian, Arabic or Greek names in many ways: « Varenikov »,
« Varenikoff », « Warenikow ». A word is reduced to its :func:`sound`, which such spellings share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from recoupe import lexicon

_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "ø": "o", "ł": "l", "đ": "dj", "ß": "ss",
                        "æ": "ae", "œ": "oe", "ı": "i", "\u00a0": " "})  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f]+")
_NUMERAL = re.compile(r"(?=[ivx])(x{0,2})(ix|iv|v?i{0,3})|ier")

_RULES = tuple(
    (re.compile(seen), heard)
    for seen, heard in (
        (r"x", "ks"),
        (r"chr", "kr"),
        (r"shch|chtch|stch|schtsch|szcz|dsch|tsch|tch|tsh|cz|sch|ch|sh", "š"),
        (r"([gtdrb])h", r"\1"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"zh|dj|dzh", "ž"),
        (r"gu(?=[eiy])", "g"),
        (r"ck|cqu|cq|qu|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"(?<=[^aeiouy])j(?=[aeiou])|(?<=[aeiouy])j$|(?<=i)j", "i"),
        (r"j", "ž"),
        (r"y", "i"),
        (r"^ie", "e"),
        (r"ai", "ei"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"ae", "a"),
        (r"tz", "ts"),
        (r"([dt])(re|er)$", r"\1r"),
        (r"(.)\1+", r"\1"),
    )
)
"""How letters are heard, in this order; š and ž are the sounds of « ch » and « j »."""

_ENDINGS = tuple(
    (re.compile(seen), heard)
    for seen, heard in (
        (r"(?<=..[oe])f$", "v"),
        (r"(?<=..)ine$", "in"),
        (r"(?<=..)ik$", "iš"),
        (r"(?<=..)its$", "iš"),
    )
)
"""Endings of surnames: -ov and -off, -ine and -in, -ić and -itch."""

NEAR_LETTERS = 6
"""Sounds of a surname from which a difference of one may be a slip; in shorter ones it is mostly
another name (« Garrec », « Carrec »). One more where the difference is a vowel (« Moran »)."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure it is (0 to 1) that two names are one actor's, with the reasons in plain words."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A name in parts, folded: given names (an initial is one letter), particles, surname, number.

    ``number`` is that of a sovereign or pope (« XVI »).
    """

    printed: str
    given: tuple[str, ...]
    particles: tuple[str, ...]
    surname: str
    number: str | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether the name says who it is: a given name written out, or a number."""
        return bool(self.number) or any(len(_letters(g)) > 1 and g[1:2] != "-" for g in self.given)


@lru_cache(100_000)
def fold(text: str) -> str:
    """Return a name in lower case without accents and dots.

    >>> fold("Ève D’Orvàl")
    "eve d'orval"
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    return " ".join(_MARKS.sub("", plain).translate(_PLAIN).split())


@lru_cache(100_000)
def sound(word: str, *, surname: bool = False) -> str:
    """Reduce a folded word to what its spellings in Latin letters share.

    >>> sound("varenikoff", surname=True) == sound("warenikow", surname=True)
    True
    >>> sound("sergueï") == sound("sergei"), sound("simon") == sound("simone")
    (True, False)
    """
    heard = _letters(fold(word))
    if surname:
        heard = re.sub(r"(?<=..)ic$", "ik", heard)
    for seen, rule in _RULES:
        heard = seen.sub(rule, heard)
    if surname:
        for seen, rule in _ENDINGS:
            heard = seen.sub(rule, heard)
    return heard


@lru_cache(100_000)
def coarse(word: str) -> str:
    """Reduce a word to the consonants of its sound: names without it in common are never compared.

    >>> coarse("Zorkoff"), coarse("Sarkov")
    ('srkv', 'srkv')
    """
    heard = sound(word, surname=True).replace("g", "k").replace("z", "s")
    first = "a" if heard[:1] in set("aeiou") else heard[:1]
    return re.sub(r"(.)\1+", r"\1", first + re.sub(r"[aeiou]", "", heard[1:]))[:8]


def _letters(word: str) -> str:
    return re.sub(r"[^\w]", "", word)


@lru_cache(100_000)
def parse(name: str, language: str) -> Person:
    """Take the name of a person apart; titles are left out.

    >>> parse("Ida de la Roche", "fr").particles, parse("I. Varel", "fr").given
    (('de', 'la'), ('i',))
    """
    words = _words(name, language)
    number = words.pop() if len(words) > 1 and _NUMERAL.fullmatch(words[-1]) else None
    small = _small(language)
    if words and words[0] in _first_surnames(language) and len(words) > 1:
        return Person(name, ("".join(map(_letters, words[1:])),), (), words[0], number)
    given = [w for w in words[:-1] if w not in small]
    particles = tuple(w for w in words[:-1] if w in small)
    return Person(name, tuple(given), particles, words[-1] if words else "", number)


def _words(name: str, language: str) -> list[str]:
    """Return the folded words of a name: titles gone, « al-X » and « d'X » cut, dots dropped."""
    folded = re.sub(r"\.(?=\w)", ". ", fold(name))
    glued = _glued(language)
    words: list[str] = []
    for word in folded.split():
        start = next((g for g in glued if word.startswith(g) and len(word) > len(g) + 1), "")
        words += [w.strip(".,-'") for w in (start, word[len(start) :]) if w.strip(".,-'")]
    titles = _titles(language)
    while len(words) > 1 and words[0] in titles:
        words = words[1:]
    while len(words) > 1 and words[-1] in {"jr", "sr"}:
        words.pop()
    return words


@lru_cache
def _titles(language: str) -> frozenset[str]:
    titles = lexicon.table(language, "names")["titles"]
    return frozenset(fold(t).strip(".") for ts in titles.values() for t in ts)


@lru_cache
def _small(language: str) -> frozenset[str]:
    names = lexicon.table(language, "names")
    particles = names["particles"]
    words = (*particles["foreign"], *particles["native"], *particles["glued"])
    articles = names["links"]["articles"]
    return frozenset(fold(w).strip("-'") for w in (*words, *articles)) - {"e", "y"}


@lru_cache
def _glued(language: str) -> tuple[str, ...]:
    particles = lexicon.table(language, "names")["particles"]
    native = [p for p in particles["native"] if p.endswith("'")]
    return tuple(sorted(map(fold, (*particles["glued"], *native)), key=len, reverse=True))


@lru_cache
def _first_surnames(language: str) -> frozenset[str]:
    return frozenset(map(fold, lexicon.table(language, "names")["surname_first"]["words"]))


@lru_cache
def _equivalents(language: str) -> dict[str, int]:
    groups = lexicon.table(language, "names")["given"]["same"]
    return {sound(name): i for i, group in enumerate(groups) for name in group}


def surnames(person: Person) -> tuple[str, ...]:
    """Return the words under which a person may be called by surname: the last, a double one's.

    >>> surnames(parse("Ana Lorrec Prade", "fr"))
    ('prade', 'lorrec')
    """
    middle = [g for g in person.given[1:] if len(g) > 2]  # noqa: PLR2004 - no initial
    return tuple(dict.fromkeys((person.surname, *middle[-1:])))


def same_person(one: Person, other: Person, language: str) -> Likeness | None:
    """Compare two full names; ``None`` where they cannot be one.

    « Dmitri Varenikov » and « Dmitry Warenikow » are one; « Paul Lorrec » and « Ana Lorrec » not.
    """
    if one.number != other.number:
        return None
    family = same_surname(one.surname, other.surname)
    if family is None:
        return _double(one, other, language) or _double(other, one, language)
    given = same_given(one.given, other.given, language)
    if given is None:
        return None
    reasons = dict.fromkeys((*family.reasons, *given.reasons))
    return Likeness(family.score * given.score, tuple(reasons))


def same_surname(one: str, other: str) -> Likeness | None:
    """Compare two surnames, without particles."""
    if one == other:
        return Likeness(1.0, (f"same surname {one.title()}",))
    a, b = sound(one, surname=True), sound(other, surname=True)
    told = _both(one, other)
    if a == b:
        return Likeness(0.96, (f"{told} are spellings of one surname",))
    if min(len(a), len(b)) >= NEAR_LETTERS and coarse(one) == coarse(other) and _one_slip(a, b):
        return Likeness(0.85, (f"{told} differ by one letter",))
    return None


def _both(one: str, other: str) -> str:
    return " and ".join(sorted((one.title(), other.title())))


def _one_slip(a: str, b: str) -> bool:
    """Tell whether one letter is changed, added or left out, not at the end: « -o » and « -a »."""
    if a[-1] != b[-1] or abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) == NEAR_LETTERS and coarse(a[1:]) == coarse(b[1:]) and a[0] == b[0]:
        return False
    i = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[i + (len(short) == len(long)) :] == long[i + 1 :]


def same_given(one: Sequence[str], other: Sequence[str], language: str) -> Likeness | None:
    """Compare given names: those of the shorter must all be among those of the longer, in order.

    A middle initial says which one it is, so it may not skip another (« George H. W. »).

    >>> same_given(("george", "w"), ("george",), "en").score
    0.96
    >>> same_given(("george", "w"), ("george", "h", "w"), "en") is None
    True
    """
    short, long = sorted((tuple(one), tuple(other)), key=len)
    if short and _letters("".join(short)) == _letters("".join(long)):
        return Likeness(1.0, (f"same given name {' '.join(long).title()}",))
    if not short:
        return Likeness(1.0, ()) if not long else None
    score, at = 1.0, 0
    reasons: list[str] = []
    for name in short:
        last = at + 1 if at and len(name) == 1 else len(long)
        found = next(
            ((i, m) for i in range(at, last) if (m := _one_given(name, long[i], language))), None
        )
        if found is None:
            return None
        at = found[0] + 1
        score *= found[1].score
        reasons += found[1].reasons
    return Likeness(score * (0.96 if len(long) > len(short) else 1.0), tuple(reasons))


def _one_given(one: str, other: str, language: str) -> Likeness | None:
    told = _both(one, other)
    if _letters(one) == _letters(other):
        return Likeness(1.0, (f"same given name {one.title()}",))
    if _initials(one) == other.replace(".", "") or _initials(other) == one.replace(".", ""):
        return Likeness(0.9, (f"{told}: the initial fits",))
    a, b = sound(one), sound(other)
    if a == b:
        return Likeness(0.97, (f"{told} are spellings of one given name",))
    same = _equivalents(language)
    if a in same and same.get(a) == same.get(b):
        return Likeness(0.95, (f"{told} are one given name in two languages",))
    return None


def _initials(name: str) -> str:
    """Return the initial of a given name, of both its parts where it has two (« j-m »)."""
    return "-".join(part[:1] for part in name.split("-"))


def _double(short: Person, long: Person, language: str) -> Likeness | None:
    """Compare a name with a longer one whose double surname begins with its surname."""
    if len(long.given) < 2 or len(long.given) <= len(short.given):  # noqa: PLR2004
        return None
    family = same_surname(short.surname, long.given[-1])
    given = same_given(short.given, long.given[:-1], language) if family else None
    if family is None or given is None or not short.given:
        return None
    told = f"{short.surname.title()} is part of the surname in {long.printed}"
    return Likeness(0.93 * family.score * given.score, (told, *given.reasons))


def short_fits(short: Person, full: Person, language: str) -> Likeness | None:
    """Tell whether a surname, alone or with an initial, can be short for a full name.

    >>> short_fits(parse("Varel", "fr"), parse("Ida Varel", "fr"), "fr").reasons
    ('same surname Varel',)
    """
    found = [same_surname(short.surname, s) for s in surnames(full)]
    best = max((f for f in found if f), key=lambda f: f.score, default=None)
    if best is None or short.number or not set(short.particles) <= set(full.particles):
        return None
    if not short.given:
        return best
    given = same_given(short.given, full.given, language)
    if given is None:
        return None
    return Likeness(best.score * given.score, (*best.reasons, *given.reasons))


def first_equivalent(given: str, language: str) -> str:
    """Return the first of the names that are one with a given name, itself where it stands alone.

    >>> first_equivalent("bill", "en")
    'william'
    """
    place = _equivalents(language).get(sound(given))
    groups = lexicon.table(language, "names")["given"]["same"]
    return fold(groups[place][0]) if place is not None else given
