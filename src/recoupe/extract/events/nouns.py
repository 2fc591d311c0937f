"""Reads a noun or an adjective as an event: a token and a sense in, a Draft out."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.cues import follow
from recoupe.extract.events import frames, sides
from recoupe.extract.events.doers import joined_before, left_noun, patient_of, subject
from recoupe.extract.events.drafts import Draft, Phrase, Reader
from recoupe.extract.events.grammar import Grammar
from recoupe.extract.events.parties import owner, state
from recoupe.extract.events.senses import Sense
from recoupe.extract.events.verbs import Arguments, headed, heads_fit
from recoupe.records import Party

CARRIERS = frozenset({"obj", "obl:arg", "obl:mod", "obl", "xcomp", "nsubj:pass", "iobj"})
"""How a noun hangs on the verb that carries it."""


def read_noun(token: Token, sense: Sense, reader: Reader) -> Draft | None:
    """Return the event a noun means: ``l'offre de X à Y``, ``X a fait une offre``."""
    head = _compound(token, sense.fixed) or token
    if not _is_noun(head):
        return None
    last = follow(token, sense.fixed) if sense.fixed and head == token else head
    if last is None:
        return None
    draft = Draft(sense, head, token, last)
    _Noun(draft, reader).fill()
    return draft if heads_fit(draft) else None


def _compound(token: Token, fixed: tuple[str, ...]) -> Token | None:
    """Return the head of a name whose first words stand before it: ``hunger | strikes``."""
    at = token.i + len(fixed)
    if not fixed or at >= len(token.doc) or not syntax.reads(token.doc, token.i + 1, fixed[:-1]):
        return None
    last = token.doc[at]
    before = last.pos_ in {"NOUN", "PROPN"} and token in last.subtree
    return last if before and last.lower_ in {fixed[-1], f"{fixed[-1]}s"} else None


def _is_noun(token: Token) -> bool:
    """Trust the tagger, but for a form with a determiner that it took for a verb: ``l'offre``.

    A capital inside a sentence makes it part of a name: ``le Rassemblement des familles``.
    """
    if token.dep_ in {"flat:name", "compound"} or _within_name(token):
        return False
    determined = any(c.dep_ == "det" and c.i < token.i for c in token.children)
    return token.pos_ in {"NOUN", "PROPN"} or determined


def _within_name(token: Token) -> bool:
    capital = token.text[:1].isupper() and token.i > token.sent.start
    return capital and not token.nbor(-1).is_punct


class _Noun:
    """Fills the slots of a noun's draft."""

    def __init__(self, draft: Draft, reader: Reader) -> None:
        self.draft, self.reader = draft, reader
        self.tokens = frames.around(draft.trigger, draft.last, reader)
        self.used: set[int] = set()

    def fill(self) -> None:
        draft, sense = self.draft, self.draft.sense
        carrier = _carrier(draft.trigger, self.reader)
        if sense.reciprocal:
            self._between(self.tokens, draft.last.i)
        if not draft.recipients:
            draft.recipients = self._first(sense.recipient)
        if not draft.actors:
            draft.actors = self._first(sense.actor)
        if carrier is not None:
            self._carried(*carrier)
        elif sense.reciprocal and not draft.actors:
            draft.actors = self._attending()
        elif sense.mode == "visit" and not draft.actors:
            draft.actors = self._travelling()
        elif sense.type == "PROTEST" and not draft.actors:
            draft.actors = self._apposed()
        draft.object = self._object() or self._stated()

    def _between(self, tokens: list[Token], after: int) -> None:
        found, words = sides.between(tokens, after, self.reader)
        if found:
            self.draft.actors, self.draft.recipients = found, sides.turned(found)
            self.used |= words

    def _first(self, slots: tuple[str, ...]) -> list[Party]:
        """Return the parties of the first slot that has any that are not taken."""
        for slot in slots:
            for found in self._slot(slot):
                if found:
                    return found
        return []

    def _slot(self, slot: str) -> Iterator[list[Party]]:
        cast, block, noun = self.reader.cast, self.reader.block, self.draft.trigger
        if slot == "possessive":
            mine = owner(cast, block, noun)
            yield [mine] if mine else []
        elif slot == "adjective":
            yield list(state(cast, block, noun))
        elif slot not in {"subject", "direct", "que", "that"}:
            for phrase in frames.behind(self.tokens, slot, self.reader, self.draft.last.i):
                if phrase.head.i in self.used:
                    continue
                if slot == "genitive" and not self._owns(phrase):
                    continue
                found = list(sides.parties(phrase.head, self.reader))
                if found:
                    self.used |= {t.i for t in frames.coordinated(phrase.head)}
                    yield found

    def _owns(self, phrase: Phrase) -> bool:
        """Tell whether a "de" belongs to the noun: ``demande d'asile | du général``.

        Between them may stand adjectives and what is asked for, but no other complement.
        """
        sense, grammar = self.draft.sense, self.reader.grammar
        slots = ["genitive", *(set(sense.object) - set(sense.recipient))]
        free = {s[0] for slot in slots for s in grammar.prepositions(slot)}
        between = phrase.head.doc[self.draft.last.i + 1 : phrase.at.i]
        links = [t.lower_ for t in between if t.pos_ == "ADP"]
        return len(between) <= GENITIVE_REACH - len(links) and free.issuperset(links)

    def _object(self) -> Phrase | None:
        draft, after = self.draft, self.draft.last.i
        for slot in draft.sense.object:
            found = frames.infinitive(draft.trigger, slot, self.reader, after)
            if found is None and slot not in {"subject", "direct", "que", "that"}:
                found = next(
                    (
                        p for p in frames.behind(self.tokens, slot, self.reader, after)
                        if self._fits(p)
                    ),
                    None,
                )  # fmt: skip
            if found is not None:
                return found
        return None

    def _fits(self, phrase: Phrase) -> bool:
        """An object has one of the sense's heads, or stands for nobody who takes part."""
        if self.draft.sense.heads:
            return headed(phrase, self.draft.sense)
        return phrase.head.i not in self.used and phrase.head.pos_ != "PRON"

    def _carried(self, verb: Token, kind: str) -> None:
        """Take who acts and the tense from the verb that carries the noun.

        ``X a lancé une attaque``, ``X participe aux pourparlers entre Y et Z``; who undergoes it
        is its recipient: ``X subit des sanctions``.
        """
        draft = self.draft
        draft.support, draft.holder = kind, verb
        if kind == "undone":
            return
        if kind == "occurs":
            self._occurred(verb)
            return
        if draft.sense.type == "AID" and verb.lower_ in self.reader.grammar.granted:
            draft.support = kind = "undergone"
        found = [] if kind == "possible" and draft.actors else self._of_subject(verb)
        if kind == "undergone":
            draft.recipients = draft.recipients or found
            return
        among = draft.sense.reciprocal and draft.actors and found
        if among:
            draft.recipients = [p for p in draft.actors if p.name != found[0].name]
        draft.actors = found if among or not draft.actors else draft.actors
        draft.recipients = draft.recipients or self._of_verb(verb)

    def _attending(self) -> list[Party]:
        """``lors d'une rencontre avec X, | le maire a promis``: who acts at a meeting is in it."""
        noun = self.draft.trigger
        if not _amid(noun, self.reader.grammar):
            return []
        verb = noun
        for _ in range(syntax.MAX_CLIMB):
            if verb.pos_ in syntax.VERBAL or verb.head == verb:
                break
            verb = verb.head
        found = self._of_subject(verb) if verb.pos_ in syntax.VERBAL else []
        if not self.draft.recipients and len(found) == 1 and found[0].actor in self._named():
            return []
        known = {p.name for p in self.draft.recipients}
        return [p for p in found if p.name not in known]

    def _named(self) -> set[str]:
        """Return the actors with a name: one alone does not meet; ``les deux rois`` do."""
        return {a.id for a in self.reader.cast.actors.values() if a.named}

    def _travelling(self) -> list[Party]:
        """``Le roi, en visite à Oslo``, ``X est attendu à Oslo pour | une visite``: who travels."""
        noun, grammar = self.draft.trigger, self.reader.grammar
        if not any(grammar.has("support.travelling", c.lower_) for c in noun.children):
            return []
        over = noun.head
        if over.pos_ in syntax.VERBAL and over != noun:
            self.draft.holder = over
            if grammar.support.get(over.lower_) == "possible":
                self.draft.support = "possible"
            passive = syntax.is_passive(over)
            found = patient_of(over, self.reader) if passive else subject(over, self.reader)
        else:
            found = over if over.i < noun.i else None
        return list(sides.parties(found, self.reader)) if found is not None else []

    def _apposed(self) -> list[Party]:
        """``Les agents du port, | en grève depuis mardi``: of whom a state is said in passing."""
        noun, grammar = self.draft.trigger, self.reader.grammar
        if not any(grammar.has("support.states", c.lower_) for c in noun.children):
            return []
        over = noun.head
        near = over != noun and over.i < noun.i and over.pos_ in {"NOUN", "PROPN"}
        return list(sides.parties(over, self.reader)) if near else []

    def _occurred(self, verb: Token) -> None:
        """``L'attentat a fait douze morts``: whom the verb of what occurs names behind it.

        The people a protest gathers take part in it; those of an attack are its victims, and who is
        "visé par une plainte" is whom it is about.
        """
        draft = self.draft
        if draft.sense.reciprocal and not draft.recipients:
            self._between(frames.reach(verb, self.reader), verb.i)
        draft.recipients = draft.recipients or self._of_verb(verb)
        whom = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i]
        befallen = patient_of(verb, self.reader) if syntax.is_passive(verb) else None
        if befallen is not None and befallen != draft.trigger:  # secoué par | des heurts
            whom = [befallen]
        met = [p for c in whom for p in sides.parties(c, self.reader)]
        if draft.type == "ASSAULT" or befallen is not None:
            draft.recipients = draft.recipients or met
        else:
            draft.actors = draft.actors or met

    def _stated(self) -> Phrase | None:
        """``La deuxième | version est en discussion``: the thing of which this is said."""
        draft = self.draft
        if draft.support != "states" or draft.actors or draft.holder is None:
            return None
        found = _of_copula(draft.holder)
        if found is None or found.pos_ != "NOUN":
            return None
        return Phrase(found, found.left_edge, found.left_edge)

    def _of_subject(self, verb: Token) -> list[Party]:
        """Return who does what the carrying verb says; for "X est en grève" the verb is a noun."""
        if _copula(verb) is not None:
            found = _of_copula(verb)
        elif syntax.is_passive(verb):
            patient = self.draft.support == "undergone"
            found = patient_of(verb, self.reader) if patient else syntax.agent(verb)
        else:
            found = subject(verb, self.reader)
        if found is None:
            return []
        parties = list(sides.parties(found, self.reader))
        if not parties and self.draft.type == "ASSAULT":  # les avions suédois ont mené un raid
            parties = list(state(self.reader.cast, self.reader.block, found))[:1]
        return [*joined_before(found, self.reader), *parties] if len(parties) == 1 else parties

    def _of_verb(self, verb: Token) -> list[Party]:
        """Look for the recipient among the verb's own dependents: ``adresse à X une demande``."""
        tokens = frames.reach(verb, self.reader)
        for slot in self.draft.sense.recipient:
            if slot in {"possessive", "adjective", "genitive", "subject", "direct", "de", "of"}:
                continue
            for phrase in frames.behind(tokens, slot, self.reader, verb.sent.start):
                found = list(sides.parties(phrase.head, self.reader))
                if found:
                    return found
            if slot in self.reader.grammar.shows["slot"]:
                for child in verb.children:
                    if child.lower_ in self.reader.grammar.shows["dative"]:
                        return list(sides.parties(child, self.reader))
        return []


def _amid(noun: Token, grammar: Grammar) -> bool:
    """Tell whether a noun says when something is done: ``lors d'une | rencontre``."""
    start = noun.left_edge.i if noun.left_edge.sent == noun.sent else noun.i
    at = min([start, *(c.i for c in noun.children if c.i < noun.i)])
    before = noun.doc[max(noun.sent.start, at - AMID) : noun.i]
    return any(
        syntax.reads(noun.doc, t.i, s) for t in before for s in grammar.phrases("support.amid")
    )


AMID = 3
"""Tokens of a preposition before the noun's phrase: "à l'occasion d' | une rencontre"."""


def _is_copula(child: Token, over: Token) -> bool:
    """``est | en grève``; where a day stands between, the parser calls it an auxiliary."""
    nominal = over.pos_ not in syntax.VERBAL
    return child.dep_ == "cop" or (nominal and child.dep_ in syntax.AUXILIARY)


def _copula(over: Token) -> Token | None:
    """Return the copula of a noun: ``est | en grève``."""
    return next((c for c in over.children if _is_copula(c, over)), None)


def _of_copula(noun: Token) -> Token | None:
    """Return of whom or what "X est en grève" is said, the noun being "grève"."""
    copula = _copula(noun)
    return syntax.own_subject(noun) or left_noun(copula) if copula is not None else None


GENITIVE_REACH = 3
"""Words between a noun and the "de" of who does it: "les menaces répétées de | la Norvège"."""


def _carrier(noun: Token, reader: Reader) -> tuple[Token, str] | None:
    """Return the verb that carries a noun and what it makes of it: done, ongoing, undone, states.

    ``X lance une attaque``, ``X est en grève``; the noun may be one of several joined.
    """
    grammar = reader.grammar
    stated = any(
        c.dep_ == "case" and grammar.has("support.states", c.lower_) for c in noun.children
    )
    if stated and _copula(noun) is not None:
        return noun, "states"
    head = noun
    while head.dep_ == "conj" and head.head.pos_ == "NOUN" and head.head != head:
        head = head.head
    verb = head.head
    while head.dep_ == "nmod" and grammar.has("support.transparent", verb.lower_) and verb != head:
        head, verb = verb, verb.head
    if grammar.has("support.targets", verb.lower_) and verb != head:
        return _of_target(verb)
    if stated:
        for over in (head, verb):
            if _copula(over) is not None:
                return over, "states"
        return (verb, "states") if verb.pos_ in syntax.VERBAL and verb != head else None
    kind = _kind(head, verb, grammar) if verb != head else ""
    return (verb, kind) if kind else None


def _of_target(target: Token) -> tuple[Token, str] | None:
    """``est la | cible d'une attaque``, ``fait l'objet d'une enquête``: who undergoes the noun."""
    if _copula(target) is not None:
        return target, "undergone"
    over = target.head
    carried = target.dep_ in CARRIERS and over.pos_ in syntax.VERBAL
    return (over, "undergone") if carried else None


def _kind(head: Token, verb: Token, grammar: Grammar) -> str:
    """Tell what a verb makes of the noun that is its subject or one of its complements."""
    if head.dep_ in {*syntax.SUBJECT, "obl:agent"} and _occurs(verb, grammar):
        return "occurs"
    if head.dep_ not in CARRIERS:
        return ""
    return "undone" if verb.lower_ in grammar.undone else grammar.support.get(verb.lower_, "")


def _occurs(verb: Token, grammar: Grammar) -> bool:
    """``éclate``, ``fait | douze morts``, ``a | lieu``: the verb says that its subject happens."""
    if verb.lower_ in grammar.occurs:
        return True
    if verb.lower_ in grammar.occurs_reflexive:
        return any(syntax.has(c, "Reflex", "Yes") for c in verb.children)
    toll = grammar.lists["support.toll"]
    behind = (c for c in verb.children if c.i > verb.i and c.dep_ in {"obj", "obl:arg", "fixed"})
    return any(c.lower_ in toll for c in behind)


def _has_done(token: Token) -> bool:
    """``a ouvert le match``: a participle with "avoir" is no adjective."""
    helpers = {c.dep_ for c in token.children}
    return "aux:tense" in helpers and "cop" not in helpers


def read_adjective(token: Token, sense: Sense, reader: Reader) -> Draft | None:
    """Return the event an adjective means: ``X est prêt à …``, ``se dit opposé à …``."""
    if token.pos_ not in {"ADJ", "VERB", "NOUN", "ADV"} or _has_done(token):
        return None
    last = follow(token, sense.fixed) if sense.fixed else token
    if last is None:
        return None
    draft = Draft(sense, token, token, last, holder=token)
    return draft if Arguments(draft, reader).fill() else None
