"""What the tools answer: records of the named reads in, short ones with their citations out.

The records have no slots: the library takes a slot for the default of its field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recoupe.dossier.reads.coverage import Fact
from recoupe.dossier.reads.discrepancies import DiscrepancyRead
from recoupe.dossier.reads.passages import Passage
from recoupe.dossier.reads.record import Told
from recoupe.dossier.reads.threads import StepRead, ThreadRead
from recoupe.dossier.reads.timeline import MomentRead
from recoupe.dossier.reads.utterance import UtteranceRead, Wording


@dataclass(frozen=True)
class Citation:
    """The words of an article and where they stand; cite by outlet, date and passage id.

    ``passage`` is the id for the tool ``passage``; ``address`` that of the article as it was given,
    ``start`` and ``end`` count code points of its text.
    """

    passage: str
    words: str
    outlet: str
    published: str | None
    title: str | None
    address: str
    start: int
    end: int


@dataclass(frozen=True)
class Context:
    """A passage with a little of what stands around it."""

    citation: Citation
    before: str
    after: str


@dataclass(frozen=True)
class Statement:
    """One statement: who said it when, in its fullest wording.

    ``said`` is an ISO date, week or interval, ``basis`` how it was reckoned; ``origins`` counts the
    independent ways by which it came to be known: one means that all outlets hang on one source.
    """

    id: str
    speaker: str | None
    role: str | None
    said: str | None
    basis: str
    channel: str | None
    kind: str
    words: str
    wordings: int
    origins: int
    origin_names: tuple[str, ...]
    outlets: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Statements:
    """Some statements in order of time; ``total`` counts all that answer the question."""

    statements: tuple[Statement, ...]
    total: int


@dataclass(frozen=True)
class Version:
    """One wording of a statement: its words, those that only it or only the fullest one has."""

    words: str
    kind: str
    fullest: bool
    translated: bool
    only_here: tuple[str, ...]
    only_in_fullest: tuple[str, ...]
    known_through: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Comparison:
    """A statement with all its wordings; ``shared`` are the words that all of them have."""

    statement: Statement
    shared: tuple[str, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Difference:
    """Where accounts differ; ``compatible`` if all can be true; the words that differ."""

    kind: str
    note: str
    compatible: bool
    words: tuple[str, ...]
    statement: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Differences:
    """Some differences, the weightiest first."""

    differences: tuple[Difference, ...]
    total: int


@dataclass(frozen=True)
class Happening:
    """What was said, done or planned on a day, with how many articles tell of it."""

    date: str | None
    kind: str
    who: str | None
    what: str
    articles: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Happenings:
    """Some happenings in order of time."""

    happenings: tuple[Happening, ...]
    total: int


@dataclass(frozen=True)
class Move:
    """One step of a thread: who did what, how far it had come, and when."""

    date: str | None
    who: str | None
    type: str
    status: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Course:
    """One thing in hand (an agreement, a sanction) and its moves in order of time."""

    object: str
    state: str
    parties: tuple[str, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Courses:
    """Some threads."""

    threads: tuple[Course, ...]
    total: int


@dataclass(frozen=True)
class Omission:
    """Something that all other outlets which could have it carry, and one leaves out."""

    kind: str
    what: str
    date: str | None
    carried_by: int
    statement: str | None


@dataclass(frozen=True)
class Omissions:
    """What one outlet leaves out."""

    omissions: tuple[Omission, ...]
    total: int


def citation(passage: Passage) -> Citation:
    """Return the citation of a passage."""
    article = passage.article
    return Citation(
        passage.id,
        passage.text,
        article.outlet or article.uri,
        article.published.value,
        article.title,
        article.uri,
        passage.start,
        passage.end,
    )


def _cited(passages: Iterable[Passage]) -> tuple[Citation, ...]:
    return tuple(citation(passage) for passage in passages)


def statement(told: Told) -> Statement:
    """Return a statement of the record."""
    return Statement(
        told.id,
        told.speaker_name,
        told.role,
        told.said.value,
        told.said.basis,
        told.channel,
        told.kind,
        " […] ".join(passage.text for passage in told.passages),
        told.wordings,
        told.origins,
        told.origin_names,
        told.outlets,
        _cited(told.passages),
    )


def comparison(read: UtteranceRead) -> Comparison:
    """Return a statement with its wordings."""
    return Comparison(statement(read.told), read.shared, tuple(map(_version, read.wordings)))


def _version(wording: Wording) -> Version:
    return Version(
        " […] ".join(passage.text for passage in wording.passages),
        wording.kind,
        wording.fullest,
        wording.translated,
        tuple(span.text for span in wording.only_here),
        tuple(span.text for span in wording.only_fullest),
        f"{wording.origin_name}: {wording.origin_reason}",
        _cited(wording.passages),
    )


def difference(read: DiscrepancyRead) -> Difference:
    """Return a discrepancy."""
    words = tuple(word.text for word in read.words)
    return Difference(
        read.kind, read.note, read.compatible, words, read.utterance, _cited(read.passages)
    )


def happening(read: MomentRead) -> Happening:
    """Return a moment of the timeline."""
    return Happening(
        read.date, read.kind, read.who, read.label, read.article_count, _cited(read.passages)
    )


def course(read: ThreadRead) -> Course:
    """Return a thread."""
    return Course(read.object, read.state, read.parties, tuple(map(_move, read.steps)))


def _move(step: StepRead) -> Move:
    cited = _cited((step.passage, *step.also))
    return Move(step.date or step.by, step.who, step.type, step.status, cited)


def omission(fact: Fact) -> Omission:
    """Return a fact that an outlet leaves out."""
    told = fact.items[0] if fact.kind == "utterance" and fact.items else None
    return Omission(fact.kind, fact.label, fact.date, fact.article_count, told)
