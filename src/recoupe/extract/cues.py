"""Finds the verbs that report speech: a view in, cues with their frames and subjects out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.reporting import Frames, Phrase, Reporting
from recoupe.extract.view import View

PHRASE_REACH = 3
"""Words that may stand between a light verb and its noun ("a fait aussi publiquement part de")."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb (or light-verb phrase) of saying: ``first`` to ``last`` is what is shown as the cue.

    ``subject`` is the head of the speaker's mention; ``inverted`` that it follows the verb.
    """

    verb: Token
    first: Token
    last: Token
    frames: Frames
    subject: Token | None
    inverted: bool
    passive: bool


def verb_cues(view: View) -> Iterator[Cue]:
    """Yield the cues of a block in order; denied or merely intended acts of saying are left out."""
    for token in view.block.doc:
        if token.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
            continue
        lemmas = view.words.lemmas(token.text)
        if not lemmas or not _is_verb(token, view.words):
            continue
        cue = _cue(token, lemmas, view.words)
        if cue is not None and not _blocked(cue, view.words):
            yield cue


def _is_verb(token: Token, words: Reporting) -> bool:
    """Trust the tagger, but for a form that a complementiser follows or a clitic is glued to."""
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in syntax.AUXILIARY):
        return True
    has_determiner = any(c.dep_ == "det" for c in token.children)
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    glued = following.startswith("-") and following in words.words("pronouns.inverted")
    if glued or (following.startswith("-t") and len(following) == 2):  # noqa: PLR2004
        return True
    opens = following in words.words("complementisers.words") or following in {"«", '"', ":"}
    if opens and not has_determiner and token.pos_ != "ADJ":
        return True
    return not has_determiner and any(c.dep_ == "nsubj" for c in token.children) and not any(
        c.dep_ == "cop" for c in token.children
    )


def _cue(verb: Token, lemmas: Frames, words: Reporting) -> Cue | None:
    first, last = syntax.verb_group(verb)
    phrase = next((f for f in (_phrase(verb, lemma, words) for lemma in sorted(lemmas)) if f), None)
    if phrase is not None:
        last, frames = phrase
    else:
        frames = _frames(verb, lemmas, words)
    if not frames:
        return None
    passive = phrase is None and syntax.is_passive(verb)
    found, inverted = _speaker(verb, last, words, passive=passive)
    return Cue(verb, first, last, frames, found, inverted, passive)


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
    return any("Yes" in c.morph.get("Reflex") for c in verb.children if c.i < verb.i)


def _phrase(verb: Token, lemma: str, words: Reporting) -> tuple[Token, Frames] | None:
    for phrase in words.phrases.get(lemma, ()):
        last = _follow(verb, phrase)
        if last is not None:
            return last, phrase.frames
    return None


def _follow(verb: Token, phrase: Phrase) -> Token | None:
    """Match the words after the verb, with a few adverbs allowed before the first of them."""
    doc, at = verb.doc, verb.i + 1
    reach = 0
    while at < len(doc) and doc[at].lower_ != phrase.words[0] and reach < PHRASE_REACH:
        if doc[at].pos_ not in {"ADV", "PRON"} and not doc[at].text.startswith("-"):
            return None
        at, reach = at + 1, reach + 1
    end = at + len(phrase.words)
    if [t.lower_ for t in doc[at:end]] != list(phrase.words):
        return None
    return doc[end - 1]


def _speaker(
    verb: Token, last: Token, words: Reporting, *, passive: bool
) -> tuple[Token | None, bool]:
    """Find who speaks; ``True`` with it where the speaker follows the verb."""
    if passive:
        return syntax.agent(verb), False
    clitic = next((t for t in verb.doc[verb.i - 2 if verb.i > 1 else 0 : last.i + 1] if
                   t.lower_ in words.words("pronouns.inverted")), None)
    if clitic is not None:
        return clitic, True
    own = syntax.own_subject(verb)
    incise = _starts_clause(verb)
    if own is not None and not (incise and own.i < verb.i and _after_clause(verb)):
        return own, own.i > verb.i
    if incise:
        after = _noun_after(verb, last)
        if after is not None:
            return after, True
    return syntax.subject(verb), False


def _starts_clause(verb: Token) -> bool:
    """A comma or closing mark stands before the verb group, as before an incise."""
    first, _ = syntax.verb_group(verb)
    if first.i == 0:
        return False
    before = first.nbor(-1)
    if before.pos_ == "ADV" and before.i > 0:
        before = before.nbor(-1)
    finite = syntax.is_finite(verb)
    return finite and before.text in {",", "»", '"', "”", "’", "'", "–", "—", ")", "!", "?", "…"}


def _after_clause(verb: Token) -> bool:
    """A main clause stands before the verb: ``Le pont rouvre, a annoncé la mairie``."""
    first, _ = syntax.verb_group(verb)
    ends = {"acl:relcl", "relcl", "advcl", "acl"}
    return any(
        syntax.is_finite(t) and t.dep_ not in ends and t.dep_ not in syntax.AUXILIARY
        for t in verb.doc[verb.sent.start : first.i]
    )


def _noun_after(verb: Token, last: Token) -> Token | None:
    """Return the noun that follows an incise verb: whatever the parser calls it, it speaks."""
    children = [c for c in verb.children if c.i > last.i and c.pos_ in syntax.NOMINAL]
    for child in sorted(children, key=lambda t: t.i):
        is_case = any(c.dep_ == "case" for c in child.children)
        is_time = child.dep_ in {"obl:mod", "advmod"} and child.pos_ == "NOUN"
        if not is_case and not (is_time and len(children) > 1 and child is children[0]):
            return child
    return None


def _blocked(cue: Cue, words: Reporting) -> bool:
    """Tell whether the act of saying is denied ("n'a pas précisé"), only intended, or nobody's."""
    verb = cue.verb
    if _set_phrase(verb, words) or _narrator(cue, words):
        return True
    lemmas = words.lemmas(verb.text)
    if _negated(verb, words) and not lemmas & words.words("negation.reporting"):
        return True
    if "Inf" not in verb.morph.get("VerbForm"):
        return False
    if any(c.lower_ in words.words("blocking.markers") for c in verb.children if c.i < verb.i):
        return True
    head = verb.head
    blocks = words.lemmas(head.text) & words.words("blocking.verbs")
    return bool(blocks) and verb.dep_ in {"xcomp", "ccomp", "obj", "acl", "advcl"}


def _negated(verb: Token, words: Reporting) -> bool:
    near = list(verb.children)
    for child in list(verb.children):
        if child.dep_ in syntax.AUXILIARY:
            near.extend(child.children)
    lower = {t.lower_ for t in near if t.i < verb.i + 3}
    if any(t.dep_ == "neg" for t in near):
        return True
    particle = bool(lower & words.words("negation.particles"))
    return particle and bool(lower & words.words("negation.words"))


def _set_phrase(verb: Token, words: Reporting) -> bool:
    """``cela dit``, ``c'est-à-dire``: no act of saying."""
    before = verb.nbor(-1).lower_ if verb.i else ""
    if f"{before} {verb.lower_}" in words.words("not_cues.phrases"):
        return True
    return before.endswith("-") or (verb.i + 1 < len(verb.doc) and verb.nbor().text == "-là")


def _narrator(cue: Cue, words: Reporting) -> bool:
    """``Rappelons que``, ``on note que``, ``rien n'indique que``: the narrator's own words."""
    if cue.subject is None:
        first_plural = "1" in cue.verb.morph.get("Person") and "Plur" in cue.verb.morph.get("Number")
        return first_plural and syntax.is_finite(cue.verb)
    lower = cue.subject.lower_.lstrip("-")
    if lower in words.words("pronouns.nobody") or _own_opinion(cue, words):
        return True
    return lower in words.words("pronouns.impersonal") and not cue.inverted


def _own_opinion(cue: Cue, words: Reporting) -> bool:
    """``« Je pense que … »``: who is quoted says what he thinks, he does not report himself."""
    present = "Pres" in cue.verb.morph.get("Tense") and not any(
        c.dep_ in syntax.AUXILIARY for c in cue.verb.children
    )
    infinitive = "Inf" in cue.verb.morph.get("VerbForm")
    first = cue.subject is not None and cue.subject.lower_ in words.words("pronouns.first")
    return first and (present or infinitive)
