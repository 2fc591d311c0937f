"""Finds the verbs that report speech: a view in, cues with their frames and subjects out."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from spacy.tokens import Token

from recoupe.extract import controllers, syntax
from recoupe.extract.denials import blocked
from recoupe.extract.reporting import Frames, Reporting
from recoupe.extract.subjects import CLOSERS, clitic, parted, speaker
from recoupe.extract.view import Cue, View
from recoupe.marks import Marked

PHRASE_REACH = 3
"""Words that may stand between a light verb and its noun ("a fait aussi publiquement part de")."""


def verb_cues(view: View) -> Iterator[Cue]:
    """Yield the cues of a block in order; denied or merely intended acts of saying are left out."""
    spoken: dict[Marked | None, Cue] = {}
    for token in view.block.doc:
        lemmas = view.words.lemmas(token.text)
        if not lemmas or not _is_verb(token, view.words):
            continue
        cue = _cue(token, lemmas, view.words)
        if cue is None:
            continue
        home = view.mark_at(token)
        cue = _inherit(view, cue, spoken.get(home))
        if not blocked(cue, view.words):
            spoken[home] = cue
            yield cue


def _inherit(view: View, cue: Cue, last: Cue | None) -> Cue:
    """``a déclaré X, en ajoutant que``, ``a confirmé … et a révélé``: the same speaker."""
    cue = _outside_marks(view, cue)
    if last is None or last.passive or _closed(last, cue):
        return cue
    if cue.passive:
        goes_on = _goes_on(view, cue, last)
        return replace(cue, subject=last.subject, passive=False) if goes_on else cue
    same = last.verb.sent == cue.verb.sent
    gerund = controllers.adds_participle(cue.verb) and syntax.is_finite(last.verb)
    if same and (_coordinated(cue) or gerund):
        return replace(cue, subject=last.subject)
    if cue.subject is not None or syntax.is_finite(cue.verb):
        return cue
    next_to = last.verb.sent.end == cue.verb.sent.start and syntax.has(cue.verb, "VerbForm", "Inf")
    return replace(cue, subject=last.subject) if same or next_to else cue


def _outside_marks(view: View, cue: Cue) -> Cue:
    """Words of a quotation before it are no subject of a verb that goes on after its marks."""
    subject = cue.subject
    if subject is None or cue.inverted or not _coordinated(cue):
        return cue
    quoted = view.mark_at(subject)
    if quoted is None or quoted == view.mark_at(cue.verb) or _main_before(view, cue) is None:
        return cue
    return replace(cue, subject=_main_before(view, cue))


def _main_before(view: View, cue: Cue) -> Token | None:
    """Return the subject of the last conjugated verb before a cue, in the same marks or in none."""
    home = view.mark_at(cue.verb)
    for token in reversed(cue.verb.doc[: cue.first.i]):
        if syntax.is_finite(token) and view.mark_at(token) == home:
            return syntax.own_subject(token)
    return None


def _goes_on(view: View, cue: Cue, last: Cue) -> bool:
    """``X a précisé que « … », | et ajouté que``: the participle shares subject and auxiliary."""
    agrees = syntax.has(cue.verb, "Number", "Plur") or syntax.has(cue.verb, "Gender", "Fem")
    bare = not agrees and not syntax.has_auxiliary(cue.verb) and _coordinated(cue)
    near = last.verb.i < cue.verb.i and view.mark_at(last.verb) == view.mark_at(cue.verb)
    return bare and near and view.words.participle(last.verb.text) and last.subject is not None


def _closed(last: Cue, cue: Cue) -> bool:
    """``s'en prend à ceux qui l'ont traité de fou, | disant``: the relative clause is over."""
    clause = last.verb.dep_ == syntax.RELATIVE
    return clause and not any(t == last.verb for t in cue.verb.ancestors)


def _coordinated(cue: Cue) -> bool:
    """A conjugated verb right after a conjunction, without a subject of its own."""
    at = cue.first.i - 1
    while at > cue.verb.sent.start and cue.verb.doc[at].pos_ == "ADV":
        at -= 1
    linked = at >= cue.verb.sent.start and cue.verb.doc[at].pos_ == "CCONJ"
    return linked and not cue.inverted and syntax.own_subject(cue.verb) is None


def _is_verb(token: Token, words: Reporting) -> bool:
    """Trust the tagger, but for a form in the place of a verb that it took for another word."""
    light = any(lemma in words.phrases for lemma in words.lemmas(token.text))
    full = token.dep_ not in syntax.AUXILIARY or light
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and full):
        return True
    if any(c.dep_ == "det" for c in token.children) or not token.i:
        return False
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if following in words.words("pronouns.inverted") or following == "-t":
        return True
    if token.nbor(-1).pos_ in {"DET", "ADP"}:
        return False
    return _in_verb_place(token, following, words)


def _in_verb_place(token: Token, following: str, words: Reporting) -> bool:
    """What stands around a form shows a verb: a clause, a quotation, a subject, nothing else."""
    if any(_phrase(token, lemma, words) for lemma in words.lemmas(token.text)):
        return True
    opens = following in words.words("complementisers.words") or following in {"«", '"', ":"}
    if opens and token.pos_ != "ADJ":
        return True
    subject = any(c.dep_ == "nsubj" for c in token.children)
    copula = any(c.dep_ == "cop" for c in token.children)
    return (subject and not copula) or _after_mark(token) or _only_verb(token)


def _after_mark(token: Token) -> bool:
    """``« … », soupire un voisin``: what stands behind a closing mark and a comma is a verb."""
    at = token.i - 1
    while at > 0 and token.doc[at].pos_ in {"PRON", "AUX"}:
        at -= 1
    if token.doc[at].text == "," and at:
        at -= 1
    return token.doc[at].text in CLOSERS and token.i + 1 < len(token.doc)


def _only_verb(token: Token) -> bool:
    """``Madrid dément toute pression``: a sentence with a name, this form, and no other verb."""
    if not token.i:
        return False
    before, sentence = token.nbor(-1), token.sent
    named = before.pos_ in {"PROPN", "NOUN", "ADV"} and token.i + 1 < sentence.end
    if not named or token.nbor().pos_ not in {"DET", "ADJ", "AUX", "VERB", "PRON"}:
        return False
    return not any(syntax.is_finite(t) and t != token for t in sentence)


def _cue(verb: Token, lemmas: Frames, words: Reporting) -> Cue | None:
    first, last = syntax.verb_group(verb)
    phrase = next((f for f in (_phrase(verb, lemma, words) for lemma in sorted(lemmas)) if f), None)
    if phrase is not None:
        last, frames = phrase
    else:
        frames = _frames(verb, lemmas, words)
    if not frames:
        return None
    told = phrase is not None and _after_being(verb, words)
    active = (phrase is not None and not told) or clitic(verb, last, words) is not None
    active = active or _only_verb(verb)
    passive = told or (not active and is_passive(verb, words))
    found, inverted = speaker(verb, last, words, passive=passive)
    return Cue(verb, first, last, frames, found, inverted, passive)


def _after_being(verb: Token, words: Reporting) -> bool:
    """``il est fait état de``: the light verb stands in the passive."""
    at = max(verb.i - 1, verb.sent.start)
    while at > verb.sent.start and verb.doc[at].pos_ == "ADV":
        at -= 1
    if verb.doc[at].lower_ not in words.words("agent.auxiliaries") or at == verb.sent.start:
        return False
    empty = verb.doc[at - 1].lower_ in words.words("pronouns.empty")
    return empty and words.participle(verb.text)


def _frames(verb: Token, lemmas: Frames, words: Reporting) -> Frames:
    reflexive = _has_reflexive(verb)
    out: set[str] = set()
    for lemma in lemmas:
        if reflexive and lemma in words.reflexive:
            out |= words.reflexive[lemma]
        elif not reflexive or lemma not in words.reflexive:
            out |= words.verbs.get(lemma, frozenset())
    return frozenset(out)


def _has_reflexive(verb: Token) -> bool:
    return any(syntax.has(c, "Reflex", "Yes") for c in verb.children if c.i < verb.i)


def _phrase(verb: Token, lemma: str, words: Reporting) -> tuple[Token, Frames] | None:
    for phrase in words.phrases.get(lemma, ()):
        last = follow(verb, phrase.words)
        if last is not None:
            return last, phrase.frames
    return None


def follow(verb: Token, words: tuple[str, ...], days: Container[str] = frozenset()) -> Token | None:
    """Match some words after a verb, a few adverbs (or words of ``days``) allowed between.

    Returns the last of them: ``a mis rapidement | fin`` for the words ("fin",).
    """
    doc, at = verb.doc, verb.i + 1
    reach = 0
    while at < len(doc) and not _agrees(doc[at], words[0]) and reach < PHRASE_REACH:
        free = doc[at].pos_ in {"ADV", "PRON"} or doc[at].lower_ in days
        if not free and not doc[at].text.startswith("-"):
            return None
        at, reach = at + 1, reach + 1
    end = at + len(words)
    if end > len(doc) or not all(_agrees(t, w) for t, w in zip(doc[at:end], words, strict=True)):
        return None
    return doc[end - 1]


def _agrees(token: Token, word: str) -> bool:
    """The word itself, or its feminine or plural ("disposé", disposées)."""
    extra = token.lower_.removeprefix(word)
    return token.lower_ == word or (token.pos_ in {"ADJ", "VERB"} and extra in {"e", "s", "es"})


def is_passive(verb: Token, words: Reporting) -> bool:
    """Tell a passive by participle and auxiliary: no verb of saying has "être" otherwise."""
    if not words.participle(verb.text):
        return False
    being = any(
        c.dep_ in syntax.AUXILIARY and c.lower_ in words.words("agent.auxiliaries")
        for c in verb.children
    )
    if (being or _after_being(verb, words)) and not _has_reflexive(verb):
        return True
    return syntax.is_passive(verb) and parted(verb, words) is None
