"""The reporting words of a language as lookup tables: lexicon files in, frames by word form out.

Verbs are recognised by form, not by the parser's lemma: the lemmatisers of small models miss
common press forms ("estime", "indique" come back as nouns).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from recoupe import lexicon

Frames = frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A light-verb cue: the verb's lemma, the words that follow it, its frames."""

    words: tuple[str, ...]
    frames: Frames


@dataclass(frozen=True, slots=True)
class Reporting:
    """The reporting words of one language.

    ``forms`` maps a word form to its lemmas; ``verbs`` a lemma (with a leading reflexive pronoun
    where only the pronominal verb reports) to its frames; ``phrases`` a verb lemma to its light
    verb constructions; ``nouns`` a noun to its frames. ``zero``: a reported clause may do without
    its conjunction ("said it was"); ``subject_first``: an incise may begin with its subject
    ("…", the mayor said).
    """

    language: str
    forms: dict[str, frozenset[str]]
    verbs: dict[str, Frames]
    reflexive: dict[str, Frames]
    phrases: dict[str, tuple[Phrase, ...]]
    nouns: dict[str, Frames]
    speakers: frozenset[str]
    documents: frozenset[str]
    prepositions: tuple[tuple[str, ...], ...]
    opinion: tuple[tuple[str, ...], ...]
    set_phrases: tuple[tuple[str, ...], ...]
    zero: bool
    subject_first: bool

    def words(self, key: str) -> frozenset[str]:
        """Return one of the small closed lists of ``reporting.toml``."""
        return lexicon.words(self.language, "reporting", key)

    def says(self, form: str, *frames: str) -> bool:
        """Tell whether a form may be a verb of saying that takes one of the frames."""
        wanted = frozenset(frames)
        return any(wanted & self.verbs.get(x, frozenset()) for x in self.lemmas(form))

    def phrases_of(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of phrases as token sequences, with the contractions of their last word."""
        return _closed_phrases(self.language, key)

    def contractions(self, preposition: str) -> frozenset[str]:
        """Return the forms a preposition takes with an article ("à": au, aux)."""
        table = lexicon.table(self.language, "reporting").get("contractions", {})
        return frozenset(table.get(preposition, ()))

    def participle(self, form: str) -> bool:
        """Tell whether a form can be a past participle, by its ending."""
        endings = lexicon.table(self.language, "conjugation")["participle"]["endings"]
        return form.lower().endswith(tuple(endings))

    def lemmas(self, form: str) -> frozenset[str]:
        """Return the lemmas a word form can belong to."""
        return self.forms.get(form.lower(), frozenset())


@cache
def reporting(language: str) -> Reporting:
    """Load the reporting words of a language."""
    table = lexicon.table(language, "reporting")
    plain, reflexive = _split_reflexive(language, table["verbs"])
    pronouns = lexicon.table(language, "conjugation").get("reflexive", {}).get("pronouns", [])
    phrases = _phrases(table["phrases"], pronouns)
    lemmas = {*plain, *reflexive, *phrases, *table["blocking"]["verbs"]}
    return Reporting(
        language,
        _forms(language, lemmas),
        plain,
        reflexive,
        phrases,
        {noun: frozenset(frames) for noun, frames in table["nouns"].items()},
        _heads(language),
        _head_words(language, lexicon.table(language, "sources")["document"]),
        _sequences(table["prepositions"]["attribution"], table.get("contractions", {})),
        _sequences(table["prepositions"]["opinion"], {}),
        tuple(tuple(phrase.split()) for phrase in table["not_cues"]["phrases"]),
        bool(table["complementisers"].get("zero")),
        bool(table.get("incise", {}).get("subject_first")),
    )


def _heads(language: str) -> frozenset[str]:
    roles, bodies = lexicon.table(language, "roles"), lexicon.table(language, "organisations")
    people = [*roles["office"], *roles["person"], *lexicon.table(language, "sources")["anonymous"]]
    groups = [*bodies["institution"], *bodies["group"], *bodies["pointing"]]
    return _head_words(language, [*people, *groups])


def _head_words(language: str, entries: list[str]) -> frozenset[str]:
    """Return the head of each entry and of each gender's form, plural endings apart.

    The head is the first word ("chef d'État"); where a language compounds its nouns it is the
    last one as well ("police chief", "head of state").
    """
    forms = [form.split() for entry in entries for form in entry.split("|")]
    words = {parts[0] for parts in forms}
    if lexicon.table(language, "reporting").get("compounds", {}).get("head_last"):
        words |= {parts[-1] for parts in forms}
    return frozenset(words | {w + "s" for w in words if not w.endswith("s")})


@cache
def _closed_phrases(language: str, key: str) -> tuple[tuple[str, ...], ...]:
    contractions = lexicon.table(language, "reporting").get("contractions", {})
    return _sequences(sorted(lexicon.words(language, "reporting", key)), contractions)


def _sequences(
    phrases: list[str], contractions: dict[str, list[str]]
) -> tuple[tuple[str, ...], ...]:
    """Split phrases into tokens as the tokenizer does, with every form of their last word."""
    out: set[tuple[str, ...]] = set()
    for phrase in phrases:
        words = phrase.replace("'", "' ").split()
        for last in (words[-1], *contractions.get(words[-1], [])):
            out.add((*words[:-1], last))
    return tuple(sorted(out, key=lambda w: (-len(w), w)))


def _split_reflexive(
    language: str, verbs: dict[str, list[str]]
) -> tuple[dict[str, Frames], dict[str, Frames]]:
    given = lexicon.table(language, "conjugation").get("reflexive", {}).get("prefixes", [])
    pronouns = [p if p.endswith("'") else f"{p} " for p in given]
    plain: dict[str, Frames] = {}
    reflexive: dict[str, Frames] = {}
    for verb, frames in verbs.items():
        prefix = next((p for p in pronouns if verb.startswith(p)), None)
        if prefix is None:
            plain[verb] = frozenset(frames)
        else:
            reflexive[verb.removeprefix(prefix)] = frozenset(frames)
    return plain, reflexive


def _phrases(table: dict[str, list[str]], reflexive: list[str]) -> dict[str, tuple[Phrase, ...]]:
    out: dict[str, tuple[Phrase, ...]] = {}
    for words, frames in table.items():
        parts = words.replace("'", "' ").split()
        parts = parts[1:] if parts[0] in reflexive else parts
        out[parts[0]] = (*out.get(parts[0], ()), Phrase(tuple(parts[1:]), frozenset(frames)))
    return out


def _forms(language: str, lemmas: set[str]) -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for lemma in lemmas:
        for form in inflect(language, lemma):
            forms.setdefault(form, set()).add(lemma)
    return {form: frozenset(of) for form, of in forms.items()}


def inflect(language: str, lemma: str) -> set[str]:
    """Give all forms of a verb: irregular ones as listed, regular ones by the endings' groups."""
    table = lexicon.table(language, "conjugation")
    if lemma in table["irregular"]:
        return set(table["irregular"][lemma])
    for group, endings in table["groups"].items():
        if lemma.endswith(group):
            stem = lemma.removesuffix(group)
            out = {stem + ending for ending in endings}
            changed = table["stems"].get(lemma)
            mute = table.get("mute", {}).get("endings", [])
            return out | ({changed + e for e in mute} if changed else set())
    return {lemma}
