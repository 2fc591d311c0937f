"""The state of one article while speakers are found: who was mentioned where, who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from recoupe import marks
from recoupe.extract.mentions_view import sentence_starts
from recoupe.extract.mentions_words import Words, load
from recoupe.ids import make_id
from recoupe.parsed import Parsed
from recoupe.records import Actor, ActorKind, Mention, Quotation, Span


@dataclass(slots=True)
class Scene:
    """Actors by id, their mentions in order, quotations done so far; grows as sources are read."""

    parsed: Parsed
    words: Words
    actors: dict[str, Actor]
    cast: list[tuple[Mention, str]]
    quotations: Sequence[Quotation]
    starts: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    spoken: list[tuple[int, str, bool]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    deps: dict[int, str] = field(default_factory=dict)
    pronouns: list[tuple[Span, str]] = field(default_factory=list)
    followed: dict[int, str | None] = field(default_factory=dict)
    done: list[Quotation] = field(default_factory=list)
    contents: list[Span] = field(default_factory=list)
    reported: list[Span] = field(default_factory=list)
    cues: frozenset[int] = frozenset()

    @classmethod
    def of(cls, parsed: Parsed, actors: Sequence[Actor], quotations: Sequence[Quotation]) -> Scene:
        """Lay out an article before its sources are read."""
        cast = sorted(
            ((m, a.id) for a in actors for m in a.mentions), key=lambda pair: pair[0].span
        )
        scene = cls(
            parsed, load(parsed.article.language), {a.id: a for a in actors}, cast, quotations
        )
        scene.starts = [m.span.start for m, _ in cast]
        scene.sentences = [at for block in parsed.blocks for at in sentence_starts(block)]
        scene.pronouns = _pronouns(parsed, scene.words)
        scene.cues = frozenset(q.cue.start for q in quotations if q.cue is not None)
        scene.contents = [s for q in quotations if q.kind == "direct" for s in q.content]
        scene.reported = [s for q in quotations if q.kind != "direct" for s in q.content]
        scene.genders = {a.id: a.gender for a in actors if a.gender}
        return scene

    def near(self, at: int, sentences: int) -> list[tuple[Mention, str]]:
        """Return the mentions of the last ``sentences`` sentences before an offset."""
        here = self.sentence(at)
        first = self.sentences[max(0, here - sentences - 1)] if self.sentences else 0
        return self.cast[bisect_right(self.starts, first - 1) : bisect_right(self.starts, at - 1)]

    def around(self, span: Span) -> list[Quotation]:
        """Return the quotations, done already, in whose quoted words a span stands."""
        return [q for q in self.done if any(_quotes(q, c, span) for c in q.content)]

    def introduces(self, mention: Mention, content: Span) -> bool:
        """Tell whether nothing but a colon stands between a mention and quoted words."""
        near = mention.span.end <= content.start <= mention.span.end + INTRODUCTION
        text = self.parsed.article.text
        return near and bool(_COLON.fullmatch(text, mention.span.end, content.start))

    def inside(self, span: Span) -> list[tuple[Mention, str]]:
        """Return the mentions that overlap a span, in order."""
        end = bisect_right(self.starts, span.end - 1)
        return [(m, a) for m, a in self.cast[:end] if m.span.end > span.start]

    def sentence(self, at: int) -> int:
        """Return the running number of the sentence at an offset."""
        return bisect_right(self.sentences, at)

    def dependency(self, mention: Mention) -> str:
        """Return the syntactic function of a mention's head word."""
        known = self.deps.get(mention.span.start)
        if known is None:
            span = mention.span
            if mention.role is not None and mention.role.end <= span.start:
                span = Span(mention.role.start, span.end, "")
            known = self.deps[mention.span.start] = _dependency(self.parsed, span)
        return known

    def predicate(self, mention: Mention) -> bool:
        """Tell whether a description is said of somebody: ``Ida Varel était | maire de Lys``."""
        if mention.name is not None:
            return False
        root = self.parsed.root(mention.span)
        return root is not None and any(c.dep_ == "cop" for c in root.children)

    def subject(self, span: Span) -> bool:
        """Tell whether a pronoun is a true subject, not the empty one of "il faut"."""
        return _dependency(self.parsed, span).startswith("nsubj")

    def quoted(self, span: Span) -> bool:
        """Tell whether a span lies in the words of a direct quotation."""
        return any(content.covers(span) for content in self.contents)

    def retold(self, span: Span) -> bool:
        """Tell whether a span lies in reported clauses."""
        return any(content.covers(span) for content in self.reported)

    def enter(self, kind: ActorKind, name: str, mention: Mention) -> Actor:
        """Add an unnamed actor for a source that no actor stands for yet."""
        article = self.parsed.article.id
        actor = Actor(
            id=make_id("actor", article, kind, name.casefold(), mention.span.start, "source"),
            article=article, name=name, kind=kind, named=False, country=mention.country,
            mentions=(mention,), gender=mention.gender, number=mention.number,
        )  # fmt: skip
        self.actors[actor.id] = actor
        self._insert(mention, actor.id)
        return actor

    def merge(self, unnamed: Actor, person: Actor) -> Actor:
        """Give all mentions of an unnamed actor to the person it turns out to be."""
        joined = replace(
            self.actors[person.id],
            mentions=tuple(sorted((*person.mentions, *unnamed.mentions), key=lambda m: m.span)),
        )
        self.actors[person.id] = joined
        del self.actors[unnamed.id]
        self.cast = [(m, person.id if a == unnamed.id else a) for m, a in self.cast]
        self.spoken = [(at, person.id if a == unnamed.id else a, s) for at, a, s in self.spoken]
        self.done = [
            replace(q, speaker=person.id) if q.speaker == unnamed.id else q for q in self.done
        ]
        return joined

    def _insert(self, mention: Mention, actor_id: str) -> None:
        at = bisect_right(self.starts, mention.span.start)
        self.cast.insert(at, (mention, actor_id))
        self.starts.insert(at, mention.span.start)


_COLON = re.compile(r"\s*(?:\([^)]*\))?\s*:\s*[«“\"]?\s*")

INTRODUCTION = 20
"""Characters between who is named last before a colon and the quotation: marks, an acronym."""


def _quotes(quotation: Quotation, content: Span, span: Span) -> bool:
    """Tell whether a span stands in the words of a speaker, not only in the narrator's report."""
    if not content.covers(span) or quotation.kind == "indirect":
        return False
    at = span.start - content.start
    return quotation.kind == "direct" or any(
        m.inner_start <= at < m.inner_end for m in marks.find(content.text)
    )


def _pronouns(parsed: Parsed, words: Words) -> list[tuple[Span, str]]:
    text = parsed.article.text
    known = "|".join(sorted(words.pronouns, key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{known})\b", re.IGNORECASE)
    found = []
    for block in parsed.blocks:
        for match in pattern.finditer(text, block.start, block.end):
            shown = words.pronouns[match.group().lower()]
            found.append((Span(match.start(), match.end(), match.group()), shown))
    return found


def _dependency(parsed: Parsed, span: Span) -> str:
    root = parsed.root(span)
    return _function(root) if root is not None else ""


def _function(root: Token) -> str:
    """Return what a token does in its clause, for a coordinated one what its first partner does."""
    while root.dep_ == "conj" and root.head.i < root.i and root.head.pos_ in {"NOUN", "PROPN"}:
        root = root.head
    return str(root.dep_)
