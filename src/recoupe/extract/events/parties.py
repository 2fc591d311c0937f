"""Who takes part: the head of a phrase in, a Party with the article's actor out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.events.grammar import Grammar
from recoupe.extract.mentions_view import fold
from recoupe.extract.speakers import scene_of
from recoupe.extract.speakers_pronouns import agrees, antecedent, last_named
from recoupe.extract.speakers_scene import Scene
from recoupe.parsed import Block, Parsed
from recoupe.records import Actor, Mention, Party, Quotation, Span

NEAR = 12
"""Mentions looked back at for one that covers a place: they nest, but not deeply."""

ACTING = frozenset({"office", "person", "anonymous", "institution", "group"})


@dataclass(slots=True)
class Cast:
    """The actors of an article, by place; pronouns are followed only where one is met."""

    parsed: Parsed
    actors: dict[str, Actor]
    quotations: Sequence[Quotation]
    grammar: Grammar
    places: list[tuple[int, int, Mention, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    laid: Scene | None = None

    @classmethod
    def of(
        cls,
        parsed: Parsed,
        actors: Sequence[Actor],
        quotations: Sequence[Quotation],
        grammar: Grammar,
    ) -> Cast:
        """Lay out who is named where."""
        cast = cls(parsed, {a.id: a for a in actors}, quotations, grammar)
        for actor in actors:
            for mention in actor.mentions:
                for span in (mention.span, mention.role):
                    if span is not None:
                        cast.places.append((span.start, span.end, mention, actor.id))
            if actor.kind == "country" and actor.country:
                cast.states.setdefault(actor.country, actor.id)
        cast.places.sort(key=lambda p: (p[0], p[1]))
        cast.starts = [p[0] for p in cast.places]
        return cast

    @property
    def scene(self) -> Scene:
        """The article laid out for pronouns, at first need."""
        if self.laid is None:
            self.laid = scene_of(self.parsed, tuple(self.actors.values()), self.quotations)
        return self.laid

    def named(self, start: int, end: int) -> tuple[Span, str] | None:
        """Return the narrowest mention (or role) over a place, and its actor."""
        at = bisect_right(self.starts, start)
        over = [p for p in self.places[max(0, at - NEAR) : at] if p[1] >= end]
        if not over:
            return None
        _, _, mention, actor = min(over, key=lambda p: p[1] - p[0])
        return mention.span, actor

    def holder(self, start: int) -> Quotation | None:
        """Return the innermost quotation whose content stands over an offset."""
        over = [q for q in self.quotations if any(c.start <= start < c.end for c in q.content)]
        return min(over, key=lambda q: sum(c.end - c.start for c in q.content), default=None)


def party(cast: Cast, block: Block, head: Token) -> Party | None:
    """Return who the head of a phrase stands for, ``None`` where it cannot act.

    Pronouns by gender and number, a speaker's own "nous" by who speaks, names and descriptions by
    the mention over their head, other people by the noun itself, unresolved.
    """
    if (head.pos_ == "PRON" and not _is_name(cast, head)) or _is_pronoun(cast, head):
        return _by_pronoun(cast, block, head)
    if cast.grammar.has("persons.measures", head.lower_):
        counted = next((c for c in head.children if c.dep_ == "nmod" and c.i > head.i), None)
        return party(cast, block, counted) if counted is not None else None
    bare = not any(c.dep_ in {"det", "nummod"} for c in head.children)
    if bare and cast.grammar.has("persons.nobody", head.lower_):
        return None
    found = _by_mention(cast, block, head)
    if found is not None:
        return found
    return described(cast, block, head) if _acts(cast.grammar, head) else None


def described(cast: Cast, block: Block, head: Token) -> Party:
    """Return who is named by a noun alone, unresolved: ``le chantier naval | a signé``."""
    first, last = syntax.noun_phrase(head)
    span = _span(cast, block, first, last)
    return Party(None, span.text, span)


def pair(cast: Cast, block: Block, head: Token) -> list[Party]:
    """Return whom "les deux pays" are: the two states the article has spoken of most till there.

    Nobody where the noun counts no states, or a third state was named as often as the second.
    """
    grammar = cast.grammar
    two = [c for c in head.children if c.i < head.i and grammar.has("persons.both", c.lower_)]
    if not two or not grammar.has("persons.pair", head.lower_):
        return []
    first, last = syntax.noun_phrase(head)
    span = _span(cast, block, first, last)
    counts = Counter(
        country
        for start, _, _, actor in cast.places
        if start < span.start and (country := cast.actors[actor].country)
        and cast.actors[actor].kind in {"country", "organisation"}
    )  # fmt: skip
    ranked = counts.most_common(3)
    if len(ranked) < PAIR or (len(ranked) > PAIR and ranked[PAIR][1] == ranked[PAIR - 1][1]):
        return []
    return [Party(cast.states.get(state), state, span) for state, _ in ranked[:PAIR]]


PAIR = 2


def _is_pronoun(cast: Cast, head: Token) -> bool:
    word = head.lower_.lstrip("-")
    known = word in cast.grammar.words.pronouns or cast.grammar.has("persons.first", word)
    return known and head.pos_ not in {"NOUN", "PROPN", "DET"}


def _is_name(cast: Cast, head: Token) -> bool:
    """``Oslo | refuse``: a name that the tagger took for a pronoun, at the head of a sentence."""
    known = cast.grammar.words.pronouns, *cast.grammar.shows.values()
    word = head.lower_
    if not head.text[:1].isupper() or any(word in forms for forms in known):
        return False
    return not any(
        cast.grammar.has(f"persons.{key}", word) for key in ("first", "nobody", "things")
    )


def _by_mention(cast: Cast, block: Block, head: Token) -> Party | None:
    inner = [head, *(c for c in head.children if c.dep_ in {"flat:name", "appos", "flat"})]
    for token in inner:
        start = block.first(token)
        found = cast.named(start, block.last(token))
        if found is not None and (token == head or token.pos_ == "PROPN"):
            span, actor = found
            return Party(actor, cast.actors[actor].name, span)
    return None


def _acts(grammar: Grammar, head: Token) -> bool:
    """Tell whether a noun that is nobody's mention still means people or a body."""
    if head.pos_ not in {"NOUN", "ADJ", "PROPN", "VERB"}:
        return False
    key = fold(head.text)
    noun = grammar.words.nouns.entries.get(key)
    if grammar.has("persons.people", head.lower_):
        return True
    if noun is None or noun.sort not in ACTING:
        return False
    does = head.dep_.startswith("nsubj") or head.dep_ == "obl:agent"
    return does or not grammar.words.has("weak", noun.lemma)


def _by_pronoun(cast: Cast, block: Block, head: Token) -> Party | None:
    word, span = head.lower_.lstrip("-"), _span(cast, block, head, head)
    if cast.grammar.has("persons.first", word) or cast.grammar.has("clitics.own", word):
        return speaker(cast, span)
    shown = (
        cast.grammar.words.pronouns.get(word)
        or cast.grammar.shows["dative"].get(word)
        or cast.grammar.shows["direct"].get(word)
    )
    return follow(cast, Span(span.end - len(word), span.end, word), shown) if shown else None


def follow(cast: Cast, pronoun: Span, shown: str) -> Party | None:
    """Return whom a pronoun stands for, by the gender and number it shows.

    Where words are ascribed to it, it stands for their speaker, who was looked for with more care.
    """
    ascribed = (q.speaker for q in cast.quotations if q.source and q.source.start == pronoun.start)
    known = cast.actors.get(next(ascribed, None) or "")
    actor = known or antecedent(cast.scene, None, pronoun, shown)
    if actor is None or actor.id not in cast.actors or _goes_on(cast, pronoun, shown, actor):
        return None
    return Party(
        actor.id, actor.name, Span.of(cast.parsed.article.text, pronoun.start, pronoun.end)
    )


def _goes_on(cast: Cast, pronoun: Span, shown: str, actor: Actor) -> bool:
    """Tell whether a pronoun in quoted words goes on from one before the actor is first named.

    « Il veut entrer dans la Ligue. S'il | renégocie… »: who the first is stands before the
    quotation, so that the second is not the League.
    """
    held = cast.holder(pronoun.start)
    within = next((c for c in held.content if c.covers(pronoun)), None) if held else None
    if within is None or not cast.scene.quoted(pronoun):
        return False
    first = min(m.span.start for m in actor.mentions)
    if not within.start <= first < pronoun.start:
        return False
    return any(
        within.start <= earlier.start < first and gender == shown and cast.scene.subject(earlier)
        for earlier, gender in cast.scene.pronouns
    )


def speaker(cast: Cast, span: Span) -> Party | None:
    """Return who speaks the words a first person stands in."""
    held = cast.holder(span.start)
    if held is None or held.speaker is None or held.speaker not in cast.actors:
        return None
    return Party(held.speaker, cast.actors[held.speaker].name, span)


def teller(cast: Cast, block: Block, pronoun: Token) -> Party | None:
    """Return who tells what a pronoun does, in his own sentence: ``the rebels said they | left``.

    Somebody named between may be meant as well, but seldom is: who reports what is to be done
    mostly does it. The pronoun must show the gender and number of who tells.
    """
    shown = cast.grammar.words.pronouns.get(pronoun.lower_.lstrip("-"))
    held = cast.holder(block.first(pronoun)) if shown else None
    if held is None or shown is None or held.kind != "indirect" or held.source is None:
        return None
    if not block.first(pronoun.sent[0]) <= held.source.start < block.first(pronoun):
        return None
    known = cast.actors.get(held.speaker or "")
    body = known is not None and known.kind != "person" and known.number != "p"
    fits = known is None or agrees(cast.scene, known, shown) or (body and shown[1] != "p")
    return source(cast, held) if fits else None


def source(cast: Cast, quotation: Quotation) -> Party | None:
    """Return who a quotation is ascribed to, by its speaker or else by the words for him."""
    if quotation.source is None:
        return None
    known = cast.actors.get(quotation.speaker or "")
    name = known.name if known else quotation.source.text
    return Party(known.id if known else None, name, quotation.source)


def another(cast: Cast, party: Party, shown: str, actors: list[Party]) -> Party | None:
    """Return whom an object pronoun stands for, who is not the one who acts on him."""
    barred = {p.actor for p in actors}
    for mention, actor_id in reversed(cast.scene.near(party.span.start, ANOTHER_REACH)):
        actor = cast.actors.get(actor_id)
        if actor is None or actor_id in barred or mention.span.end > party.span.start:
            continue
        if agrees(cast.scene, actor, shown):
            return Party(actor.id, actor.name, party.span)
    return None


ANOTHER_REACH = 2
"""Sentences looked back for whom a "lui" stands for."""


def owner(cast: Cast, block: Block, noun: Token) -> Party | None:
    """Return whose a noun is: ``son offre``, ``notre offre``, ``Norway's offer``."""
    for child in noun.children:
        if child.i > noun.i or child.dep_ not in {"det", "nmod:poss"}:
            continue
        if child.pos_ in {"NOUN", "PROPN"}:
            return party(cast, block, child)
        span = _span(cast, block, child, child)
        if cast.grammar.has("persons.own", child.lower_):
            return speaker(cast, span)
        if child.lower_ in cast.grammar.shows["possessive"]:
            return follow(cast, span, cast.grammar.shows["possessive"][child.lower_])
    return None


def state(cast: Cast, block: Block, noun: Token) -> Iterator[Party]:
    """Yield the states whose adjectives a noun has: ``les sanctions américaines``.

    Where adjectives have capitals and names stand before the noun: ``Finnish aid``, ``EU aid``.
    """
    if cast.grammar.has("slots.currencies", noun.lower_):
        return
    own = [c for c in noun.children if c.pos_ in {"ADJ", "PROPN", "NOUN"}]
    for child in (*own, *(g for c in own if c.pos_ == "ADJ" for g in c.children)):
        known = cast.grammar.words.adjectives.entries.get(fold(child.text))
        lower = child.text[:1].islower() or child.pos_ == "ADJ"
        if child.pos_ in {"ADJ", "PROPN", "NOUN"} and known and lower:
            yield Party(cast.states.get(known), known, _span(cast, block, child, child))
        elif child.dep_ == "compound" and child.pos_ == "PROPN" and child.i < noun.i:
            named = _by_mention(cast, block, child)
            yield from (
                [named] if named and not named.span.overlaps(_span(cast, block, noun, noun)) else []
            )


def latest(cast: Cast, span: Span) -> Party | None:
    """Return whom "ce dernier" points back to."""
    actor = last_named(cast.scene, span.start, "-s")
    return Party(actor.id, actor.name, span) if actor else None


def _span(cast: Cast, block: Block, first: Token, last: Token) -> Span:
    return Span.of(cast.parsed.article.text, block.first(first), block.last(last))
