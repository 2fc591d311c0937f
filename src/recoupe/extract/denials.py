"""Tells acts of saying that report nothing: denied, only intended, supposed, the narrator's own."""

from __future__ import annotations

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.reporting import Reporting
from recoupe.extract.subjects import CLOSERS
from recoupe.extract.view import Cue


def blocked(cue: Cue, words: Reporting) -> bool:
    """Tell whether the act of saying is denied ("n'a pas précisé"), only intended, or nobody's."""
    verb = cue.verb
    if _set_phrase(verb, words) or _narrator(cue, words) or _supposed(verb, words):
        return True
    lemmas = words.lemmas(verb.text)
    if negated(verb, words) and not lemmas & words.words("negation.reporting"):
        return True
    if not syntax.has(verb, "VerbForm", "Inf"):
        return False
    if any(c.lower_ in words.words("blocking.markers") for c in verb.children if c.i < verb.i):
        return True
    if "heard" in cue.frames:
        return False
    head = verb.head
    blocks = words.lemmas(head.text) & words.words("blocking.verbs")
    return bool(blocks) and verb.dep_ in {"xcomp", "ccomp", "obj", "acl", "advcl"}


def negated(verb: Token, words: Reporting) -> bool:
    """Tell whether a verb or its auxiliary is negated: ``n'a pas signé``."""
    near = [c for c in verb.children if not any(t.text in CLOSERS for t in verb.doc[c.i : verb.i])]
    for child in list(near):
        if child.dep_ in syntax.AUXILIARY or (child.dep_ in syntax.SUBJECT and child.i < verb.i):
            near.extend(c for c in child.children if c.dep_ in {"advmod", "det"})
    lower = {t.lower_ for t in near if t.i < verb.i + 3}
    particle = bool(lower & words.words("negation.particles"))
    return particle and bool(lower & words.words("negation.words"))


def _set_phrase(verb: Token, words: Reporting) -> bool:
    """``cela dit``, ``c'est-à-dire``: no act of saying."""
    before = verb.nbor(-1).lower_ if verb.i else ""
    for phrase in words.set_phrases:
        head = verb.doc[max(0, verb.i + 1 - len(phrase)) : verb.i + 1]
        if tuple(t.lower_ for t in head) == phrase:
            return True
    return before.endswith("-") or (verb.i + 1 < len(verb.doc) and verb.nbor().text == "-là")


def _supposed(verb: Token, words: Reporting) -> bool:
    """``s'il estime que``, ``faisait apparemment référence``, ``may say``: somebody supposes it."""
    conditions, hedges = words.words("blocking.conditions"), words.words("blocking.hedges")
    might = words.words("blocking.auxiliaries")
    own = syntax.own_subject(verb)
    pronoun = own is not None and own.pos_ == "PRON"
    return any(
        (pronoun and c.lower_ in conditions and c.dep_ == "mark" and c.i < verb.i)
        or c.lower_ in hedges
        or (c.lower_ in might and c.i < verb.i)
        for c in verb.children
    )


def _narrator(cue: Cue, words: Reporting) -> bool:
    """``Rappelons que``, ``on note que``, ``rien n'indique que``: the narrator's own words."""
    own_remark = bool(words.lemmas(cue.verb.text) & words.words("pronouns.impersonal_verbs"))
    if cue.subject is None:
        endings = tuple(words.words("pronouns.imperative_endings"))
        opening = cue.first.i == cue.verb.sent.start
        if opening and endings and cue.verb.lower_.endswith(endings):
            return True
        if own_remark and syntax.has(cue.verb, "VerbForm", "Inf"):
            return True
        first_plural = syntax.has(cue.verb, "Person", "1") and syntax.has(
            cue.verb, "Number", "Plur"
        )
        return first_plural and syntax.is_finite(cue.verb)
    lower = cue.subject.lower_.lstrip("-")
    if lower in words.words("pronouns.nobody") or _own_opinion(cue, words):
        return True
    impersonal = lower in words.words("pronouns.impersonal") and not cue.inverted
    return impersonal and own_remark


def _own_opinion(cue: Cue, words: Reporting) -> bool:
    """``« Je pense que … »``: who is quoted says what he thinks, he does not report himself."""
    present = syntax.has(cue.verb, "Tense", "Pres") and not any(
        c.dep_ in syntax.AUXILIARY for c in cue.verb.children
    )
    infinitive = syntax.has(cue.verb, "VerbForm", "Inf")
    first = cue.subject is not None and cue.subject.lower_ in words.words("pronouns.first")
    return first and (present or infinitive)
