"""Finds the verbs that report speech: a view in, cues with their frames and subjects out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from recoupe.extract import asides, syntax
from recoupe.extract.reporting import Frames, Phrase, Reporting
from recoupe.extract.view import View
from recoupe.marks import Marked

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
    spoken: dict[Marked | None, Cue] = {}
    for token in view.block.doc:
        lemmas = view.words.lemmas(token.text)
        if not lemmas or not _is_verb(token, view.words):
            continue
        cue = _cue(token, lemmas, view.words)
        if cue is None:
            continue
        home = view.mark_at(token)
        cue = _inherit(cue, spoken.get(home))
        if not _blocked(cue, view.words):
            spoken[home] = cue
            yield cue


def _inherit(cue: Cue, last: Cue | None) -> Cue:
    """``a déclaré X, en ajoutant que``, ``a confirmé … et a révélé``: the speaker of the verb before."""
    if last is None or last.passive or cue.passive or _closed(last, cue):
        return cue
    same = last.verb.sent == cue.verb.sent
    gerund = syntax.adds_participle(cue.verb) and syntax.is_finite(last.verb)
    if same and (_coordinated(cue) or gerund):
        return replace(cue, subject=last.subject)
    if cue.subject is not None or syntax.is_finite(cue.verb):
        return cue
    next_to = last.verb.sent.end == cue.verb.sent.start and syntax.has(cue.verb, "VerbForm", "Inf")
    return replace(cue, subject=last.subject) if same or next_to else cue


def _closed(last: Cue, cue: Cue) -> bool:
    """``s'en prend à ceux qui l'ont traité de fou, | disant``: the relative clause is over."""
    clause = last.verb.dep_ in syntax.RELATIVE
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
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in syntax.AUXILIARY):
        return True
    if token.pos_ == "AUX" and any(lemma in words.phrases for lemma in words.lemmas(token.text)):
        return True
    if any(c.dep_ == "det" for c in token.children) or not token.i:
        return False
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if following in words.words("pronouns.inverted") or following == "-t":
        return True
    if token.nbor(-1).pos_ in {"DET", "ADP"}:
        return False
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


CLOSERS = frozenset("»\"”’'›“«")
"""Marks that can stand at the end of a quotation; « and “ too, in Swiss, German and broken copy."""


def _cue(verb: Token, lemmas: Frames, words: Reporting) -> Cue | None:
    first, last = syntax.verb_group(verb)
    phrase = next((f for f in (_phrase(verb, lemma, words) for lemma in sorted(lemmas)) if f), None)
    if phrase is not None:
        last, frames = phrase
    else:
        frames = _frames(verb, lemmas, words)
    if not frames:
        return None
    active = phrase is not None or _clitic(verb, last, words) is not None or _only_verb(verb)
    passive = not active and _is_passive(verb, words)
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
    return any(syntax.has(c, "Reflex", "Yes") for c in verb.children if c.i < verb.i)


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
    while at < len(doc) and not _agrees(doc[at], phrase.words[0]) and reach < PHRASE_REACH:
        if doc[at].pos_ not in {"ADV", "PRON"} and not doc[at].text.startswith("-"):
            return None
        at, reach = at + 1, reach + 1
    end = at + len(phrase.words)
    if end > len(doc) or not all(
        _agrees(t, w) for t, w in zip(doc[at:end], phrase.words, strict=True)
    ):
        return None
    return doc[end - 1]


def _agrees(token: Token, word: str) -> bool:
    """The word itself, or its feminine or plural ("disposé", disposées)."""
    extra = token.lower_.removeprefix(word)
    return token.lower_ == word or (token.pos_ in {"ADJ", "VERB"} and extra in {"e", "s", "es"})


def _speaker(
    verb: Token, last: Token, words: Reporting, *, passive: bool
) -> tuple[Token | None, bool]:
    """Find who speaks; ``True`` with it where the speaker follows the verb."""
    if passive:
        return syntax.agent(verb) or _agent_beside(verb, words), False
    clitic = _clitic(verb, last, words)
    if clitic is not None:
        return clitic, True
    own = _own(verb, words) or (_own(last, words) if last != verb else None)
    if own is not None and _other_side(own, verb):
        own = syntax.noun_before(verb) or own
    if own is not None and _has_relative_subject(verb):
        return own, False
    incise = _starts_clause(verb, words)
    if own is not None and own.i < verb.i and words.subject_first:
        behind = asides.turned_subject(verb, last, own)
        return behind or asides.named_first(own), behind is not None
    if own is not None and own.i > verb.i and not _is_object_like(own, verb):
        return own, True
    if incise and (own is None or _interrupts(verb, last, words) or _after_clause(verb)):
        after = noun_after(verb, last, words)
        if after is not None:
            return after, True
    if own is not None:
        return own, False
    climbed = syntax.subject(verb)
    if climbed is not None and (
        climbed.lower_ in words.words("pronouns.object") or _other_side(climbed, verb)
    ):
        climbed = None
    light = last.i > verb.i
    beside = syntax.noun_before(verb) if light or syntax.is_finite(verb) else None
    return climbed or asides.named_first(beside), False


def _is_passive(verb: Token, words: Reporting) -> bool:
    """Tell a passive by its participle and auxiliary; verbs of saying never take "être" otherwise."""
    if not words.participle(verb.text):
        return False
    being = any(
        c.dep_ in syntax.AUXILIARY and c.lower_ in words.words("agent.auxiliaries")
        for c in verb.children
    )
    return (being and not _has_reflexive(verb)) or syntax.is_passive(verb)


def _clitic(verb: Token, last: Token, words: Reporting) -> Token | None:
    """The inverted pronoun of the verb or its auxiliary: ``a-t-elle dit``, ``dit-il``."""
    near = verb.doc[max(verb.i - 2, 0) : last.i + 2]
    return next((t for t in near if t.lower_ in words.words("pronouns.inverted")), None)


def _other_side(noun: Token, verb: Token) -> bool:
    """``Mine de Lys : le maire appelle à``: a topic before the colon is not who speaks."""
    return noun.i < verb.i and any(t.text == ":" for t in verb.doc[noun.i : verb.i])


def _agent_beside(verb: Token, words: Reporting) -> Token | None:
    """``accusé par deux employées de …``: the noun after the agent's preposition."""
    if verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in words.words("agent.prepositions"):
        return next(
            (t for t in verb.doc[verb.i + 2 : verb.i + 7] if t.pos_ in {"NOUN", "PROPN"}), None
        )
    return None


def _has_relative_subject(verb: Token) -> bool:
    return any(c.dep_ in syntax.SUBJECT and syntax.has(c, "PronType", "Rel") for c in verb.children)


def _own(verb: Token, words: Reporting) -> Token | None:
    """The verb's subject; an object pronoun the parser took for one is none (``lui a lancé``)."""
    own = syntax.own_subject(verb)
    if own is None or own.lower_ in words.words("pronouns.object") or _is_time(own, words):
        return None
    return own


def _is_object_like(own: Token, verb: Token) -> bool:
    """A subject the parser sees right of a verb that has one on its left is none."""
    return own.i > verb.i and any(c.dep_ in syntax.SUBJECT and c.i < verb.i for c in verb.children)


def _starts_clause(verb: Token, words: Reporting) -> bool:
    """A comma, a closing mark or "comme" stands before the verb group, as before an incise."""
    first, _ = syntax.verb_group(verb)
    if first.i == 0 or syntax.has(verb, "VerbForm", "Inf"):
        return False
    before = first.nbor(-1)
    while (
        before.pos_ in {"ADV", "PRON"}
        and before.i > 0
        and before.lower_ not in words.words("as.words")
        and not syntax.has(before, "PronType", "Rel")
    ):
        before = before.nbor(-1)
    participle = syntax.has(verb, "VerbForm", "Part") and not syntax.is_finite(verb)
    opens = before.text in CLOSERS | {",", "–", "—", ")", "!", "?", "…"}
    return not participle and (opens or before.lower_ in words.words("as.words"))


def _interrupts(verb: Token, last: Token, words: Reporting) -> bool:
    """``Le marché, souligne Octavio Renn, n'a pas …``: noun, comma, and the clause goes on."""
    after = noun_after(verb, last, words)
    if after is None:
        return False
    _, end = syntax.noun_phrase(after)
    at = end.i + 1
    if at >= verb.sent.end or verb.doc[at].text not in {",", "–", "—", ".", "»"}:
        return False
    if verb.doc[at].text in {".", "»"}:
        return False
    rest = verb.doc[at + 1 : verb.sent.end]
    main = next((t for t in rest if syntax.is_finite(t)), None)
    return main is not None and not any(
        c.dep_ in syntax.SUBJECT and c.i > at for c in main.children
    )


def _after_clause(verb: Token) -> bool:
    """A main clause stands before the verb: ``Le pont rouvre, a annoncé la mairie``."""
    first, _ = syntax.verb_group(verb)
    ends = {"acl:relcl", "relcl", "advcl", "acl"}
    return any(
        syntax.is_finite(t) and t.dep_ not in ends and t.dep_ not in syntax.AUXILIARY
        for t in verb.doc[verb.sent.start : first.i]
    )


def noun_after(verb: Token, last: Token, words: Reporting) -> Token | None:
    """Return the noun that follows an incise verb: whatever the parser calls it, it speaks."""
    reach = verb.doc[last.i + 1 : min(last.i + NOUN_REACH, len(verb.doc))]
    depth = 0
    for token in reach:
        if token.text == ",":
            depth += 1
        elif (token.pos_ in {"NOUN", "PROPN", "PRON"} or _stands_for_noun(token)) and depth != 1:
            if _is_time(token, words):
                continue
            if not syntax.governed(token):
                return syntax.name_head(token) if token.pos_ == "PROPN" else token
        elif token.text in {".", ";", ":"} or (token.pos_ == "SCONJ" and depth == 0):
            return None
    return None


def _is_time(token: Token, words: Reporting) -> bool:
    """``a fait savoir mardi matin son porte-parole``: the day is not who speaks."""
    return token.lower_ in words.words("stops.nominal") | words.words("stops.daytimes")


def _stands_for_noun(token: Token) -> bool:
    """``ce dernier``: an adjective with a determiner and no noun."""
    return token.pos_ == "ADJ" and any(c.dep_ == "det" for c in token.children)


NOUN_REACH = 12
"""Tokens after an incise verb within which its subject comes (day and addressee between)."""


def _blocked(cue: Cue, words: Reporting) -> bool:
    """Tell whether the act of saying is denied ("n'a pas précisé"), only intended, or nobody's."""
    verb = cue.verb
    if _set_phrase(verb, words) or _narrator(cue, words) or _supposed(verb, words):
        return True
    lemmas = words.lemmas(verb.text)
    if _negated(verb, words) and not lemmas & words.words("negation.reporting"):
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


def _negated(verb: Token, words: Reporting) -> bool:
    near = [c for c in verb.children if not any(t.text in CLOSERS for t in verb.doc[c.i : verb.i])]
    for child in list(near):
        if child.dep_ in syntax.AUXILIARY or (child.dep_ in syntax.SUBJECT and child.i < verb.i):
            near.extend(c for c in child.children if c.dep_ in {"advmod", "det", "neg"})
    lower = {t.lower_ for t in near if t.i < verb.i + 3}
    if any(t.dep_ == "neg" for t in near):
        return True
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
    if cue.subject is None:
        first_plural = syntax.has(cue.verb, "Person", "1") and syntax.has(
            cue.verb, "Number", "Plur"
        )
        return first_plural and syntax.is_finite(cue.verb)
    lower = cue.subject.lower_.lstrip("-")
    if lower in words.words("pronouns.nobody") or _own_opinion(cue, words):
        return True
    impersonal = lower in words.words("pronouns.impersonal") and not cue.inverted
    return impersonal and bool(
        words.lemmas(cue.verb.text) & words.words("pronouns.impersonal_verbs")
    )


def _own_opinion(cue: Cue, words: Reporting) -> bool:
    """``« Je pense que … »``: who is quoted says what he thinks, he does not report himself."""
    present = syntax.has(cue.verb, "Tense", "Pres") and not any(
        c.dep_ in syntax.AUXILIARY for c in cue.verb.children
    )
    infinitive = syntax.has(cue.verb, "VerbForm", "Inf")
    first = cue.subject is not None and cue.subject.lower_ in words.words("pronouns.first")
    return first and (present or infinitive)
