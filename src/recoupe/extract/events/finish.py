"""Makes records of drafts: who took part, the object's words, condition, date, place, passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from recoupe import marks
from recoupe.extract import syntax
from recoupe.extract.events import codes, frames, sides
from recoupe.extract.events.conditions import Condition
from recoupe.extract.events.contexts import contexts
from recoupe.extract.events.drafts import Draft, Phrase, Reader
from recoupe.extract.events.grammar import Grammar
from recoupe.extract.events.parties import Cast, source
from recoupe.extract.events.voices import voiced
from recoupe.extract.mentions_view import fold
from recoupe.ids import make_id
from recoupe.parsed import Block
from recoupe.records import (
    Article,
    Event,
    EventStatus,
    Party,
    Quantity,
    Quotation,
    Span,
    TimeExpression,
)

UNSURE = 0.7
"""Confidence of an event with but one party; both parties known give 1."""


@dataclass(frozen=True, slots=True)
class Records:
    """What else was read from the article."""

    article: Article
    cast: Cast
    times: Sequence[TimeExpression]
    quantities: Sequence[Quantity]


def finish(
    drafts: Sequence[Draft], terms: Sequence[Condition], reader: Reader, records: Records
) -> Iterator[Event]:
    """Yield the events of a block's drafts; those without anybody, or without a due role, fall."""
    for draft in drafts:
        _cued(draft, reader.block, records.cast)
        _demanded(draft, reader.block, records.cast)
        if draft.sense.reciprocal and not draft.recipients and _several(draft.actors):
            draft.recipients = sides.turned(draft.actors)
        if _asks(draft, terms) or _to_the_press(draft, reader):
            continue
        if _counts(draft, records.cast):
            yield _event(
                draft, _condition(draft, terms, drafts, reader.grammar), terms, reader, records
            )


def _asks(draft: Draft, terms: Sequence[Condition]) -> bool:
    """``a demandé au juge s'il | libérerait les marins``: who asks a question requests nothing."""
    return draft.type == "REQUEST" and any(c.asks == draft.trigger for c in terms)


def _several(parties: list[Party]) -> bool:
    return len({p.name for p in parties}) > 1


def _cued(draft: Draft, block: Block, cast: Cast) -> None:
    """``« … », menace le ministre``: who speaks acts, where the verb is a quotation's cue."""
    start, end = block.first(draft.trigger), block.last(draft.trigger)
    for quotation in cast.quotations:
        cue, source = quotation.cue, quotation.source
        if cue is None or source is None or quotation.speaker not in cast.actors:
            continue
        own = any(p.span.end <= start for p in draft.actors)
        if cue.start <= start and end <= cue.end and source.start > start and not own:
            party = Party(quotation.speaker, cast.actors[quotation.speaker or ""].name, source)
            draft.actors = [party]
            draft.recipients = [p for p in draft.recipients if p.actor != party.actor]


def _demanded(draft: Draft, block: Block, cast: Cast) -> None:
    """``the league said Oslo must withdraw``: who says so asks it of who has to do it."""
    held = cast.holder(block.first(draft.trigger)) if draft.due and draft.actors else None
    asker = source(cast, held) if held is not None else None
    if asker is None or any(p.name == asker.name for p in draft.actors):
        return
    draft.recipients, draft.actors = draft.actors, [asker]
    draft.type, draft.code = "REQUEST", codes.composed("REQUEST", "100", draft.code)


def _counts(draft: Draft, cast: Cast) -> bool:
    """Tell whether a draft has somebody, and the roles its word is no event without."""
    if draft.lacks or (draft.thing and not draft.sense.inanimate):
        return False
    agentless = draft.passive or draft.sense.inanimate
    if draft.sense.part == "verbs" and not draft.actors and not agentless:
        return False
    if draft.sense.part == "adjectives" and not draft.actors:
        return False
    if not draft.recipients and draft.type != draft.sense.type and _alone(draft, cast):
        return False
    alone = draft.sense.part == "nouns" and not draft.support
    if alone and draft.sense.reciprocal and not (draft.recipients or _plural(draft, cast)):
        return False
    return bool(draft.actors or draft.recipients) or _befallen(draft)


def _alone(draft: Draft, cast: Cast) -> bool:
    """``un comité se réunira``: nobody is there to whom what is to come could be promised."""
    verb = draft.sense.part == "verbs" and draft.object is None
    return verb and draft.sense.reciprocal and not _plural(draft, cast)


def _befallen(draft: Draft) -> bool:
    """``Le couvre-feu a été levé``, ``une émeute a éclaté``: it happened, nobody is said to act.

    The object's head must be one the sense asks for, and the passive a whole one; of a word that
    asks for none, in a tense that says it is done: ``l'accord a été rejeté``.
    """
    if draft.support == "occurs":
        return draft.type in HAPPENING
    if draft.support == "states":  # le texte est en discussion
        return draft.type == "CONSULT" and draft.object is not None
    whole = draft.passive and syntax.has_auxiliary(draft.trigger)
    headed = draft.object is not None and bool(draft.sense.heads or (whole and _over(draft)))
    return (whole or draft.sense.inanimate) and headed and draft.sense.part == "verbs"


def _over(draft: Draft) -> bool:
    """``a été | rejeté``: a passive with two auxiliaries, of a word that is always an event."""
    helpers = [c for c in draft.trigger.children if c.dep_ in {"aux:tense", "aux:pass"}]
    always = not draft.sense.barred and not draft.sense.needs
    return len(helpers) > 1 and always and draft.sense.type in TELLING


TELLING: frozenset[str] = frozenset(
    {"REJECT", "ACCUSE", "ASSAULT", "COERCE", "CONCEDE", "PROTEST", "RETREAT", "SANCTION"}
)
"""Types of which a passive tells enough without an agent: "le recours a été rejeté".

Films are applauded, beams are supported: to approve needs somebody who does.
"""

HAPPENING: frozenset[str] = frozenset({"ASSAULT", "PROTEST", "RETREAT"})
"""Types of which a noun tells enough when it is said to have happened: "des heurts ont éclaté"."""


def _plural(draft: Draft, cast: Cast) -> bool:
    """Tell whether those who act are several under one name: ``les deux marines``."""
    known = [cast.actors.get(p.actor or "") for p in draft.actors]
    return any(a is None or a.number == "p" or a.kind == "group" for a in known)


def _to_the_press(draft: Draft, reader: Reader) -> bool:
    """``son entretien avec les journalistes``: to talk to reporters is comment."""
    talk = draft.sense.type == "CONSULT" or (draft.sense.type == "REQUEST" and not draft.object)
    if not talk or not draft.recipients:
        return False
    media, grammar = reader.grammar.words.media, reader.grammar
    names = [fold(p.name) for p in draft.recipients]
    return all(n in media or any(grammar.has("persons.press", w) for w in n.split()) for n in names)


def _event(
    draft: Draft,
    condition: Condition | None,
    terms: Sequence[Condition],
    reader: Reader,
    records: Records,
) -> Event:
    block, article = reader.block, records.article
    trigger = _span(article, block, draft.first, draft.last)
    thing = _object(draft, reader)
    parts = [trigger, *([thing] if thing else [])]
    parts += [p.span for p in _near(draft, block) if not _another_clause(draft, p, parts, block)]
    passage = Span.of(article.text, min(p.start for p in parts), max(p.end for p in parts))
    quotation = records.cast.holder(trigger.start)
    actors = voiced(draft, quotation, records.cast)
    return Event(
        id=make_id("event", article.id, trigger.start, trigger.end, draft.code),
        article=article.id, spans=(passage,), trigger=trigger, type=draft.type, code=draft.code,
        status=_status(draft, condition, terms), mode=_mode(draft), actors=actors,
        contexts=contexts(article.language, draft.code, passage.text),
        recipients=_others(draft), object=thing,
        object_head=_span(article, block, draft.object.head, draft.object.head)
        if thing and draft.object else None,
        quantity=_quantity(thing, passage, records.quantities),
        condition=_span(article, block, condition.first, condition.last) if condition else None,
        date=_date(draft, block, quotation, records.times), place=_place(draft, reader),
        quotation=quotation.id if quotation else None,
        headline=block.kind in {"title", "lead", "heading"},
        confidence=1.0 if draft.actors and draft.recipients else UNSURE,
    )  # fmt: skip


def _mode(draft: Draft) -> str | None:
    return draft.sense.mode if draft.type == draft.sense.type else None


def _others(draft: Draft) -> tuple[Party, ...]:
    if draft.sense.reciprocal:
        return tuple(draft.recipients)
    mine = {p.span for p in draft.actors}
    return tuple(p for p in draft.recipients if p.span not in mine)


def _near(draft: Draft, block: Block) -> list[Party]:
    """Return the parties that are named in the sentence itself."""
    sentence = draft.trigger.sent
    start, end = block.first(sentence[0]), block.last(sentence[-1])
    parties = [*draft.actors, *draft.recipients]
    return [p for p in parties if start <= p.span.start and p.span.end <= end]


def _object(draft: Draft, reader: Reader) -> Span | None:
    if draft.object is None or _is_recipient(draft, reader):
        return None
    last, first = _last(draft.object, draft, reader), draft.object.first
    while first.i < draft.object.head.i and first.pos_ == "ADP":
        first = first.nbor()
    first = first if first.i <= last.i else draft.object.head
    return _span(reader.cast.parsed.article, reader.block, first, last)


def _is_recipient(draft: Draft, reader: Reader) -> bool:
    """Tell whether what the verb bears on is but the recipient: no object of its own."""
    at = reader.block.first(draft.object.head) if draft.object else -1
    return any(p.span.start <= at < p.span.end for p in draft.recipients)


def _last(phrase: Phrase, draft: Draft, reader: Reader) -> Token:
    """Return the last word of an object: to the end of its phrase, a relative clause left out."""
    last = phrase.head
    nominal = phrase.head.pos_ not in syntax.VERBAL
    aside = reader.aside if draft.trigger.i not in reader.aside else frozenset()
    edge = min(_right_edge(phrase.head, draft, reader) + 1, last.sent.end)
    for token in last.doc[last.i + 1 : edge]:
        if (
            token.i in aside
            or token.text in {";", ":", "."}
            or (nominal and _breaks(token, phrase.head))
        ):
            break
        last = token if not token.is_punct or token.text in {"»", "%", ")"} else last
    while last.i > phrase.head.i and last.pos_ in {"ADP", "DET", "CCONJ", "SCONJ"}:
        last = last.nbor(-1)
    return last if last.i < draft.first.i or phrase.head.i > draft.last.i else phrase.head


def _right_edge(head: Token, draft: Draft, reader: Reader) -> int:
    """Return where an object's phrase ends; ``les sanctions | contre le riz``, hung on the verb."""
    edge = head.right_edge.i
    if edge + 1 >= head.sent.end or head.pos_ != "NOUN" or head.i < draft.last.i:
        return edge
    after = head.doc[edge + 1]
    its = reader.grammar.has("slots.against", after.lower_) and after.head.i > after.i
    return after.head.right_edge.i if its and after.head.head == head.head else edge


def _breaks(token: Token, head: Token) -> bool:
    """A comma or another clause ends a noun phrase."""
    clause = token.dep_ == "mark" or syntax.is_relative(token)
    return token.text == "," or clause or (token.head == head and token.dep_ == syntax.RELATIVE)


def _another_clause(draft: Draft, party: Party, parts: Sequence[Span], block: Block) -> bool:
    """``après avoir brandi la menace, X a cédé, dit | Y``: named beyond another verb."""
    end = max(p.end for p in parts)
    between = (t for t in draft.trigger.sent if end <= block.first(t) < party.span.start)
    return any(syntax.is_finite(t) for t in between)


def _condition(
    draft: Draft, terms: Sequence[Condition], drafts: Sequence[Draft], grammar: Grammar
) -> Condition | None:
    """Return the condition of an event: in its sentence, and nearest to it.

    ``les négociations où X a exigé Y en échange d'une aide``: what was exacted depends on it; a
    noun has the condition only where no other event is nearer.
    """
    sentence = draft.trigger.sent
    mine = [
        c for c in terms
        if c.asks is None
        and not _contrasted(draft, c, grammar)
        and sentence.start <= c.first.i < sentence.end
        and not c.first.i <= draft.trigger.i <= c.last.i
    ]  # fmt: skip
    found = min(mine, key=lambda c: abs(c.first.i - draft.trigger.i), default=None)
    if found is None or draft.sense.part != "nouns" or draft.support:
        return found
    between = range(draft.last.i + 1, found.first.i)
    nearer = any(d.trigger.i in between for d in drafts)
    return None if nearer or found.clause else found  # « retirera son offre | si »: of the verb


def _contrasted(draft: Draft, condition: Condition, grammar: Grammar) -> bool:
    """``prête à négocier, mais | renoncera si rien n'est signé``: it is of the other clause."""
    between = draft.trigger.doc[draft.last.i + 1 : condition.first.i]
    at = [t.i for t in between if grammar.has("condition.contrast", t.lower_)]
    return any(syntax.is_finite(t) for t in between if at and t.i > at[0])


def _status(draft: Draft, condition: Condition | None, terms: Sequence[Condition]) -> EventStatus:
    """An event in a condition is only supposed; one that has a condition is conditional."""
    if any(c.first.i <= draft.trigger.i <= c.last.i for c in terms):
        return "hypothetical"
    if condition is not None and draft.status in {"hypothetical", "promised"}:
        return "conditional"
    return draft.status


def _quantity(thing: Span | None, passage: Span, quantities: Sequence[Quantity]) -> str | None:
    for place in (thing, passage):
        if place is not None:
            found = next((q.id for q in quantities if place.covers(q.span)), None)
            if found is not None:
                return found
    return None


def _date(
    draft: Draft, block: Block, quotation: Quotation | None, times: Sequence[TimeExpression]
) -> str | None:
    """Return the date that stands in the event's clause, else when the words were said.

    « les territoires | occupés », in words of Monday, were not occupied on Monday.
    """
    sentence = draft.trigger.sent
    start, end = block.first(sentence[0]), block.last(sentence[-1])
    dated = [t for t in times if t.type in {"DATE", "TIME"} and start <= t.span.start < end]
    holder = draft.holder or draft.trigger
    for time in dated:
        token = _token_at(block, sentence.start, sentence.end, time.span.start)
        if token is not None and _governor(token) in {holder, draft.trigger}:
            return time.value
    before = draft.status == "past history" or _qualifies(draft.trigger)
    return quotation.said.value if quotation is not None and not before else None


def _qualifies(trigger: Token) -> bool:
    """Tell a participle that says which: ``les territoires | occupés par l'Ostrelle``."""
    return trigger.dep_ in {"acl", "amod"} and syntax.has(trigger, "VerbForm", "Part")


def _token_at(block: Block, start: int, end: int, offset: int) -> Token | None:
    return next((t for t in block.doc[start:end] if block.last(t) > offset), None)


def _governor(token: Token) -> Token | None:
    """Return the verb a phrase hangs on, past nouns."""
    for _ in range(syntax.MAX_CLIMB):
        if token.head == token:
            return token
        token = token.head
        if token.pos_ in syntax.VERBAL:
            return token
    return None


def _place(draft: Draft, reader: Reader) -> Span | None:
    """Return the place named in the event's clause: ``signé | à Oslo``."""
    words = reader.grammar.words
    taken = {p.span.start for p in (*draft.actors, *draft.recipients)}
    for token in frames.reach(draft.holder or draft.trigger, reader):
        if token.pos_ not in {"PROPN", "NOUN"} or reader.block.first(token) in taken:
            continue
        known = words.places.entries.get(fold(token.text))
        before = {fold(c.text) for c in token.children if c.dep_ == "case"}
        if known is not None and known.how != "seat" and before & words.lists["place"]:
            return _span(reader.cast.parsed.article, reader.block, token, token)
    return None


def _span(article: Article, block: Block, first: Token, last: Token) -> Span:
    start = block.first(first)
    return Span.of(article.text, start, marks.closed(article.text, start, block.last(last)))
