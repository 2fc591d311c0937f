"""Reads a verb as an event: a token and a sense in, a Draft with who takes part out."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.cues import follow
from recoupe.extract.events import frames, sides
from recoupe.extract.events.doers import joined_before, outwards, patient_of, subject
from recoupe.extract.events.drafts import Draft, Phrase, Reader
from recoupe.extract.events.parties import another, described, state, teller
from recoupe.extract.events.senses import Sense
from recoupe.records import Party


def is_verb(token: Token) -> bool:
    """Trust the tagger, but for a form in the place of a verb that it took for a noun.

    ``Oslo menace le Danemark`` may come back with "menace" as a noun, but without a determiner.
    """
    if token.pos_ in syntax.VERBAL:
        return token.dep_ not in syntax.AUXILIARY and not _has_determiner(token)
    if _has_determiner(token) or not token.i or token.pos_ not in {"NOUN", "ADJ", "PROPN", "ADV"}:
        return False
    before = token.nbor(-1)
    if before.pos_ in {"DET", "ADP", "NUM"} or before.lower_.endswith("'"):
        return False
    own = any(c.dep_ in syntax.SUBJECT and c.i < token.i for c in token.children)
    copula = any(c.dep_ == "cop" for c in token.children)
    helped = any(c.dep_ in {"aux:tense", "aux:pass"} for c in token.children)
    return helped or (own and not copula) or _only_verb(token, before) or _over_infinitive(token)


def _over_infinitive(token: Token) -> bool:
    """``Le groupe sidérurgique menace | de fermer``: a form right behind a subject's adjective."""
    before, doc = token.nbor(-1), token.doc
    if before.pos_ != "ADJ" or token.head != before.head or token.i + 2 >= token.sent.end:
        return False
    noun, behind = token.head, doc[token.i + 2]
    subject = noun.pos_ == "NOUN" and noun.i < before.i and not syntax.governed(noun)
    return subject and doc[token.i + 1].pos_ == "ADP" and syntax.has(behind, "VerbForm", "Inf")


def _has_determiner(token: Token) -> bool:
    return any(c.dep_ == "det" and c.i < token.i for c in token.children)


def _has_article(token: Token) -> bool:
    """``le chantier | a signé``, but not "ce printemps", which the parser may call a subject."""
    return any(c.dep_ == "det" and syntax.has(c, "PronType", "Art") for c in token.children)


def _only_verb(token: Token, before: Token) -> bool:
    """``Oslo menace le Danemark``: a sentence with a name, this form, and no other verb."""
    named = before.pos_ in {"PROPN", "NOUN"} and token.i + 1 < token.sent.end
    if not named or token.nbor().pos_ not in {"DET", "ADP", "PROPN"}:
        return False
    return not any(syntax.is_finite(t) for t in token.sent)


def read_verb(token: Token, sense: Sense, reader: Reader) -> Draft | None:
    """Return the event a verb carries in one of its senses, ``None`` where the sense does not fit.

    In the passive the subject fills the slot "direct" and the agent is who acts.
    """
    reflexive = any(syntax.has(c, "Reflex", "Yes") for c in token.children if c.i < token.i)
    if sense.reflexive != reflexive and not (reflexive and sense.reciprocal):
        return None
    end = None
    if sense.fixed:
        end = _fixed_end(token, sense.fixed, reader)
        if end is None and not _parted(token, sense.fixed):
            return None
    first, last = syntax.verb_group(token)
    last = end or last
    transitive = not sense.fixed or "direct" in sense.recipient + sense.object
    passive = transitive and not reflexive and syntax.is_passive(token)
    if not passive and _other_object(token, sense, reader):
        return None
    draft = Draft(sense, token, first, last, holder=token, passive=passive)
    found = Arguments(draft, reader)
    return draft if found.fill() else None


def _fixed_end(verb: Token, words: tuple[str, ...], reader: Reader) -> Token | None:
    """Return the last of a verb's fixed words; whose it is varies: ``donnent | leur accord``."""
    grammar = reader.grammar
    days = grammar.times
    end = follow(verb, words, days)
    whose = grammar.shows["possessive"]
    if end is not None or words[0] not in whose:
        return end
    others = (follow(verb, (other, *words[1:]), days) for other in whose if other != words[0])
    return next((o for o in others if o is not None), None)


def _other_object(verb: Token, sense: Sense, reader: Reader) -> bool:
    """``manifeste | son intérêt``: a direct object that the sense has no slot for."""
    if sense.fixed or sense.reflexive or "direct" in sense.recipient + sense.object:
        return False
    times = reader.grammar.times
    return any(
        c.dep_ == "obj" and c.i > verb.i and c.pos_ == "NOUN" and c.lower_ not in times
        and not syntax.governed(c) and any(d.dep_ == "det" for d in c.children)
        for c in verb.children
    )  # fmt: skip


def _parted(verb: Token, words: tuple[str, ...]) -> bool:
    """Tell whether a verb's fixed words follow its object: ``rend | le maire | responsable``."""
    for child in verb.children:
        if child.dep_ == "obj" and child.i > verb.i:
            places = range(child.i + 1, min(child.i + PARTED_REACH, verb.sent.end))
            return any(syntax.reads(verb.doc, at, words) for at in places)
    return False


PARTED_REACH = 4
"""Words behind an object's head among which the verb's fixed words begin."""


class Arguments:
    """Fills the slots of a verb's (or adjective's) draft, its clause laid out once."""

    def __init__(self, draft: Draft, reader: Reader) -> None:
        """Lay out the clause of the draft's word."""
        self.draft, self.reader = draft, reader
        self.tokens = frames.reach(draft.trigger, reader)

    def fill(self) -> bool:
        """Fill recipient, object and actor; tell whether the sense's heads allow it."""
        draft = self.draft
        used = self._recipients()
        draft.object = self._object(used)
        if not heads_fit(draft) or (draft.sense.intransitive and self._has_object()):
            return False
        if self._is_seen():
            self._befalls(draft.trigger.head)
        else:
            self._actors()
        draft.recipients = [q for p in draft.recipients if (q := self._other(p)) is not None]
        return True

    def _is_seen(self) -> bool:
        """``se voit | infliger une amende``: an infinitive under "se voir"."""
        verb = self.draft.trigger
        over = verb.head
        return (
            over != verb and over.lower_ in self.reader.grammar.seen
            and syntax.has(verb, "VerbForm", "Inf")
            and any(syntax.has(c, "Reflex", "Yes") for c in over.children)
        )  # fmt: skip

    def _befalls(self, over: Token) -> None:
        """Take the recipient from the subject of "se voir", who acts from "par"."""
        draft = self.draft
        found = subject(over, self.reader)
        if found is not None:
            draft.recipients = list(sides.parties(found, self.reader)) or draft.recipients
            if not draft.recipients and _has_article(found):
                draft.recipients = [described(self.reader.cast, self.reader.block, found)]
        draft.actors = [p for t in self._agents() for p in sides.parties(t, self.reader)]
        draft.holder, draft.passive = over, True

    def _other(self, recipient: Party) -> Party | None:
        """``X, qui lui a promis``: a pronoun's recipient is not who acts."""
        actors = self.draft.actors
        if not any(a.actor and a.actor == recipient.actor for a in actors):
            return recipient
        shows = self.reader.grammar.shows
        word = recipient.span.text.lower()
        shown = shows["dative"].get(word) or shows["direct"].get(word)
        return another(self.reader.cast, recipient, shown, actors) if shown else None

    def _has_object(self) -> bool:
        """``demonstrate | its ambitions``: the verb has a direct object behind it."""
        verb = self.draft.trigger
        return any(c.dep_ == "obj" and c.i > verb.i for c in verb.children)

    def _recipients(self) -> Token | None:
        """Find the recipients; return the head of the phrase that names them."""
        for slot in self.draft.sense.recipient:
            for phrase in self._slot(slot):
                parties = list(sides.parties(phrase.head, self.reader))
                if parties:
                    self.draft.recipients = parties
                    return phrase.head
        return None

    def _object(self, used: Token | None) -> Phrase | None:
        """Find the object, other than the phrase that names the recipients."""
        sense = self.draft.sense
        for slot in sense.object:
            for phrase in self._slot(slot):
                if sense.heads and headed(phrase, sense):
                    return phrase
                if not sense.heads and phrase.head != used and self._is_thing(phrase.head):
                    if slot in self.reader.grammar.lists["slots.genitive"] and self._inner(phrase):
                        continue
                    return phrase
        if not sense.object and "direct" in sense.recipient and not self.draft.recipients:
            return next(self._direct(), None)
        if sense.heads and "direct" in sense.object:
            return self._near()
        return None

    def _near(self) -> Phrase | None:
        """Return a noun of the sense's heads that the tree does not give as the object."""
        draft, heads = self.draft, self.draft.sense.heads
        if draft.passive:
            return frames.headed_before(draft, heads)
        times = self.reader.grammar.times
        found = frames.headed(draft, heads)
        return found or frames.past_adjunct(draft.last, heads, times)

    def _inner(self, phrase: Phrase) -> bool:
        """Tell whether a "de" belongs to another noun: ``promet une aide | de dix millions``."""
        if phrase.head.pos_ in syntax.VERBAL:
            return False
        block = self.reader.block
        spans = [p.span for p in self.draft.recipients]
        times = self.reader.grammar.times
        if any(s.start <= block.first(phrase.head) < s.end for s in spans):
            return True
        between = phrase.head.doc[self.draft.last.i + 1 : phrase.at.i]
        return any(
            t.pos_ in {"NOUN", "PROPN"}
            and t.lower_ not in times
            and not any(s.start <= block.first(t) < s.end for s in spans)
            for t in between
        )

    def _is_thing(self, head: Token) -> bool:
        """Tell a noun, a clause, or a pronoun that stands for a thing, from a day or a person's."""
        grammar = self.reader.grammar
        times = grammar.times
        if head.is_punct or head.lower_ in times:
            return False
        if head.pos_ != "PRON" or head.text[:1].isupper():
            return True
        return grammar.has("persons.things", head.lower_) or grammar.has(
            "clitics.there", head.lower_
        )

    def _actors(self) -> None:
        draft = self.draft
        if "speaker" in draft.sense.actor:
            said = sides.sayer(draft, self.reader)
            draft.actors = [said] if said else []
            return
        doers = list(self._doers())
        told = teller(self.reader.cast, self.reader.block, doers[0]) if doers else None
        draft.actors = [told] if told else [p for d in doers for p in sides.parties(d, self.reader)]
        plural = syntax.has(draft.trigger, "Number", "Plur") and not draft.passive
        if told is None and len(draft.actors) == 1 and plural:
            draft.actors = [*joined_before(doers[0], self.reader), *draft.actors]
            draft.actors += self._other_subjects(doers[0], draft.actors)
        draft.doer = doers[0] if doers else None
        if draft.passive and draft.sense.reciprocal and not draft.actors:
            both, _ = sides.between(self.tokens, draft.last.i, self.reader)
            draft.actors = both
            draft.recipients = sides.turned(both) or draft.recipients
        if not draft.actors and doers:
            near = state(self.reader.cast, self.reader.block, doers[0])
            draft.actors = list(near)[:1] if draft.type == "ASSAULT" else []
            draft.thing = not draft.actors and doers[0].pos_ in {"NOUN", "PROPN"}
            sure = draft.sense.heads and draft.object and draft.recipients
            if draft.thing and sure and _has_article(doers[0]):
                draft.actors = [described(self.reader.cast, self.reader.block, doers[0])]
                draft.thing = False

    def _other_subjects(self, first: Token, known: list[Party]) -> list[Party]:
        """Return who else the parser calls subject: ``Oslo et l'Islande | négocient``."""
        others = [
            c for c in self.draft.trigger.children
            if c.dep_ in syntax.SUBJECT and c.i < self.draft.trigger.i and c != first
        ]  # fmt: skip
        names = {p.name for p in known}
        return [p for c in others for p in sides.parties(c, self.reader) if p.name not in names]

    def _doers(self) -> Iterator[Token]:
        draft = self.draft
        if "subject" not in draft.sense.actor:
            for slot in draft.sense.actor:
                yield from (p.head for p in self._slot(slot))
        elif draft.passive:
            yield from self._agents()
        else:
            found = subject(draft.trigger, self.reader)
            if found is not None:
                yield found

    def _agents(self) -> Iterator[Token]:
        agent = syntax.agent(self.draft.trigger)
        if agent is not None:
            if not self.reader.grammar.has("persons.votes", agent.lower_):
                yield agent
            return
        for word in self.reader.grammar.lists["slots.agent"]:
            after = self.draft.last.i
            yield from (
                p.head for p in frames.behind(self.tokens, word, self.reader, after)
                if any(sides.parties(p.head, self.reader))
            )  # fmt: skip

    def _slot(self, slot: str) -> Iterator[Phrase]:
        draft, reader = self.draft, self.reader
        if slot == "direct":
            yield from self._direct()
        elif slot == "subject":
            found = syntax.own_subject(draft.trigger)
            if found is not None:
                yield Phrase(found, found.left_edge, found.left_edge)
        elif slot == "indirect":
            yield from (
                Phrase(c, c.left_edge, c.left_edge)
                for c in draft.trigger.children
                if c.dep_ == "iobj"
            )
        elif slot == "place":
            yield from frames.places(self.tokens, reader, draft.last.i)
        elif slot in {"que", "that"}:
            phrase = frames.clause(draft.trigger, reader, draft.last.i)
            yield from [phrase] if phrase else []
        else:
            yield from self._behind(slot)

    def _direct(self) -> Iterator[Phrase]:
        draft = self.draft
        if draft.passive:
            patient = patient_of(draft.trigger, self.reader)
            for noun in outwards(patient, draft.trigger) if patient is not None else ():
                yield Phrase(noun, noun.left_edge, noun.left_edge)
            return
        phrase = frames.direct(draft.trigger, draft.last, self.reader)
        slots = {*draft.sense.recipient, *draft.sense.object}
        if phrase is None and not slots & {"de", "genitive"}:
            phrase = frames.indefinite(draft.last, self.reader)
            if phrase is None and not draft.sense.heads and not draft.sense.fixed:
                times = self.reader.grammar.times
                phrase = frames.past_adjunct(draft.last, frozenset(), times)
        if phrase is not None:
            yield phrase

    def _behind(self, slot: str) -> Iterator[Phrase]:
        draft, reader = self.draft, self.reader
        if slot in reader.grammar.shows["slot"]:
            for child in draft.trigger.children:
                word = child.lower_
                known = word in reader.grammar.shows["dative"]
                if child.i < draft.trigger.i and (
                    known or reader.grammar.has("clitics.there", word)
                ):
                    yield Phrase(child, child, child)
        found = frames.infinitive(draft.trigger, slot, reader, draft.last.i)
        if found is None and "direct" in draft.sense.recipient:
            found = frames.later_infinitive(draft.last, slot, reader)
        near = frames.beside(draft.last, slot, reader)
        if found is None and near is not None and near.head.i not in reader.aside:
            yield near
        if found is not None:
            yield found
        yield from frames.behind(self.tokens, slot, reader, draft.last.i)


def heads_fit(draft: Draft) -> bool:
    """Tell whether the object has one of the heads the sense asks for, and none it bars."""
    sense = draft.sense
    if sense.barred and draft.object is not None and _words(draft.object) & sense.barred:
        return False
    return not sense.heads or draft.object is not None


def headed(phrase: Phrase, sense: Sense) -> bool:
    """Tell whether a phrase has one of the heads that a sense asks of its object."""
    return bool(_words(phrase) & sense.heads)


COUNTED = frozenset({"nmod", "nummod"})
"""How the noun that counts hangs on one of measure."""


def _words(phrase: Phrase) -> set[str]:
    """Return the words that may head a phrase: "une série de | sanctions" has two.

    So has what is laden: ``deux camions chargés de | vivres``.
    """
    inner = [c for c in phrase.head.children if c.dep_ in COUNTED or c.pos_ == "NOUN"]
    joined = [c for c in phrase.head.children if c.dep_ == "conj"]
    laden = [c for c in phrase.head.children if c.dep_ in {"acl", "amod"} and c.i > phrase.head.i]
    borne = [g for c in laden for g in c.children if g.pos_ == "NOUN" and g.i == c.i + 2]
    return {t.lower_ for t in (phrase.head, *inner, *joined, *borne)}
