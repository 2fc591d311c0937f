"""Compiles the channel lexicon of a language into patterns over a frame's masked text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from recoupe import lexicon
from recoupe.extract.circumstances_frame import CUE

MAX_MODIFIERS = 2
"""Words between the determiner and the noun: « une très longue interview »."""


WORD = re.compile(rf"[^\W\d_]+'?|{CUE}(?!{CUE})")
"""A word of a frame's text, an elided one with its apostrophe; the cue counts as one."""

_LEADS = (
    "media.stages",
    "speech.prepositions",
    "gathering.prepositions",
    "media.asking",
    "media.prepositions",
    "audience.press_prepositions",
    "network.prepositions",
    "audience.people_prepositions",
    "audience.addressing",
    "bare.phrases",
    "place.prepositions",
    "relay.by",
    "relay.according",
)
"""The lists whose words open a channel or a relay."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of naming a channel; ``np`` and ``noun`` are groups of ``regex``.

    ``extends`` tells whether the phrase runs on past its noun (« interview » + « au journal X »).
    """

    kind: str
    regex: re.Pattern[str]
    extends: bool = True


@cache
def patterns(language: str) -> tuple[Pattern, ...]:
    """Return the patterns of a language, in the order of their rank."""
    word = _Words(language)
    return (
        Pattern("stage", word.opening("media.stages")),
        Pattern("occasion", word.phrase("speech.prepositions", "speech.nouns")),
        Pattern("occasion", word.phrase("gathering.prepositions", "gathering.nouns")),
        Pattern("asked", word.opening("media.asking")),
        Pattern("medium", word.phrase("media.prepositions", "media.heads")),
        Pattern("audience", word.phrase("audience.press_prepositions", "audience.press")),
        Pattern("name", word.name("media.prepositions"), extends=False),
        Pattern("network", word.phrase("network.prepositions", "network.nouns")),
        Pattern("network", word.phrase("network.prepositions", "network.names"), extends=False),
        Pattern("audience", word.phrase("audience.people_prepositions", "audience.people")),
        Pattern("addressed", word.opening("audience.addressing")),
        Pattern("bare", word.bare(), extends=False),
        Pattern("place", word.phrase("place.prepositions", "place.nouns")),
    )


@cache
def leads(language: str) -> frozenset[str]:
    """Return the first words of all that opens a channel or a relay."""
    word = _Words(language)
    return frozenset(
        f for lead in _LEADS for form in word.forms(lead) for f in WORD.findall(form)[:1]
    )


def starts(language: str, text: str) -> list[int]:
    """Return the places of a frame's text where a channel or relay can begin."""
    first = leads(language)
    return [m.start() for m in WORD.finditer(text) if m[0] in first]


@cache
def relays(language: str) -> tuple[Pattern, ...]:
    """Return the patterns that name who passed the words on."""
    word = _Words(language)
    return (
        Pattern("any", word.opening("relay.by")),
        Pattern("medium", word.phrase("relay.according", "media.heads")),
        Pattern("name", word.name("relay.according"), extends=False),
    )


@cache
def documents(language: str) -> re.Pattern[str]:
    """Return the pattern of a document named before or in the source of a quotation."""
    word = _Words(language)
    return re.compile(
        rf"(?P<np>{word.determiner}{word.modifiers}(?P<noun>{word.any('document.nouns')})\b)"
    )


@cache
def document_nouns(language: str) -> frozenset[str]:
    """Return the nouns of documents."""
    return lexicon.words(language, "channels", "document.nouns")


@cache
def stops(language: str) -> re.Pattern[str]:
    """Return the pattern of the words before which a channel's phrase ends."""
    return re.compile(
        rf"(?<![\w-])(?:{_Words(language).any('grammar.stops')})(?![\w-])|\bqu'|\bs'|\bn'"
    )


@cache
def trailing(language: str) -> re.Pattern[str]:
    """Return the pattern of the words that cannot close a channel's phrase."""
    return re.compile(rf"(?:[\s'-]|(?<![\w])(?:{_Words(language).any('grammar.trailing')}))+$")


@cache
def set_opening(language: str) -> re.Pattern[str]:
    """Return the pattern of the prepositions that a set phrase is told without."""
    return re.compile(rf"(?:{_Words(language).any('bare.strip')})(?:\s+|(?<='))")


@cache
def kept(language: str) -> re.Pattern[str]:
    """Return the pattern of the prepositions a channel is told with: « en marge du sommet »."""
    return re.compile(rf"(?:{_Words(language).any('gathering.kept')})(?:\s+|(?<='))")


@cache
def complement(language: str) -> re.Pattern[str]:
    """Return the pattern of what stands between a document and who wrote it."""
    word = _Words(language)
    return re.compile(rf"\s+(?:{word.any('relay.authored')})?(?:\s+|(?<='))?{word.determiner}")


@cache
def authored(language: str) -> re.Pattern[str]:
    """Return the pattern of the words that tie a document to its author."""
    return re.compile(rf"(?<![\w'])(?:{_Words(language).any('relay.authored')})(?:\s|(?<='))")


@cache
def subject(language: str) -> re.Pattern[str]:
    """Return the pattern of a medium that follows its verb: « a rapporté l'agence X »."""
    word = _Words(language)
    return re.compile(
        rf"\s+(?P<prep>)(?P<np>{word.determiner}(?:(?P<head>{word.any('media.heads')})\b)?(?P<noun>\w*[\w.&-]*))"
    )


@cache
def relative(language: str) -> re.Pattern[str]:
    """Return the pattern of a meeting taken up by a relative: « une réunion lors de laquelle »."""
    word = _Words(language)
    nouns = word.any("speech.nouns", "gathering.nouns")
    return re.compile(
        rf"(?P<np>(?P<noun>\b(?:{nouns})(?![\w-]))[^,;:()«»\"“”{CUE}\x00]*?),?\s+(?P<rel>{word.any('relative.words')})\b"
    )


@cache
def opening_determiner(language: str) -> re.Pattern[str]:
    """Return the pattern of the determiners left out of a channel as it is told."""
    return re.compile(rf"(?:{_Words(language).any('grammar.determiners')}\b\s*)+", re.IGNORECASE)


class _Words:
    """Turns lists of a language's lexicon into pieces of patterns."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._forms = lexicon.table(language, "channels")["forms"]
        determiners = self.any("grammar.determiners")
        self.determiner = rf"(?:(?:{determiners})(?:\s+|(?<=')))?"
        self.article = rf"(?:(?:{self.any('grammar.articles')})(?:\s+|(?<=')))?"
        barred = self.any("grammar.stops", "grammar.trailing")
        self.modifiers = rf"(?:(?!(?:{barred})\b)[^\W\d_]+(?:-[^\W\d_]+)*\s+){{0,{MAX_MODIFIERS}}}?"

    def forms(self, *keys: str) -> set[str]:
        """Return the words of lists, placeholders filled in."""
        listed = (w for key in keys for w in lexicon.words(self._language, "channels", key))
        return {form for word in listed for form in self._fill(word)}

    def any(self, *keys: str) -> str:
        """Return the alternatives of lists, longest first."""
        words = sorted(self.forms(*keys), key=len, reverse=True)
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)

    def phrase(self, prepositions: str, nouns: str) -> re.Pattern[str]:
        """Match a preposition, a determiner, a few adjectives and a noun."""
        noun = rf"(?P<noun>(?:{self.any(nouns)})(?![\w-]))"
        return re.compile(
            rf"{self._lead(prepositions)}(?P<np>{self.determiner}{self.modifiers}{noun})"
        )

    def opening(self, phrases: str) -> re.Pattern[str]:
        """Match a set opening, after which anything names the channel."""
        return re.compile(rf"{self._lead(phrases)}(?P<np>{self.determiner}(?P<noun>\w[\w.&'-]*))")

    def name(self, prepositions: str) -> re.Pattern[str]:
        """Match a preposition and what may be a name; whether it is one, its capitals tell."""
        return re.compile(rf"{self._lead(prepositions)}(?P<np>{self.article}(?P<noun>\w[\w.&-]*))")

    def bare(self) -> re.Pattern[str]:
        """Match the set phrases that are channels as they stand."""
        return re.compile(rf"(?<![\w'-])(?P<np>(?P<noun>{self.any('bare.phrases')}))(?![\w-])")

    def _lead(self, key: str) -> str:
        return rf"(?<![\w'-])(?P<prep>{self.any(key)})(?:\s+|(?<=')|(?<={CUE})\s*)"

    def _fill(self, word: str) -> Iterable[str]:
        word = word.replace("{cue}", CUE)
        for name, forms in self._forms.items():
            if f"{{{name}}}" in word:
                return [
                    filled
                    for form in forms
                    for filled in self._fill(word.replace(f"{{{name}}}", form, 1))
                ]
        return [word]
