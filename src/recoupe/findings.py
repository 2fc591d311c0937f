"""The typed records of what articles tell together: groups, with the reasons of every join.

They are conclusions from the records of single articles (``records.py``), which they name by id.
Field name = column name = JSON key, as there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.records import ActorKind, Said


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one article's text."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Member:
    """One item of a group, with how sure the join is (0 to 1) and why, in plain words."""

    id: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor across all articles of a dossier; ``members`` are the actors of single articles.

    ``stands_for`` is the entity of the state that a capital or seat of government stands for, which
    stays an entity of its own. ``roles`` of the members carry the dates of their articles.
    """

    id: str
    name: str
    kind: ActorKind
    named: bool = True
    country: str | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A passage before and after it was taken over, and what changed in it, word by word.

    ``difference`` marks what only the first has as ``[-…-]`` and only the second as ``{+…+}``; it
    is empty where no word changed.
    """

    before: Passage
    after: Passage
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article of a reprint group beside its original: what it kept, cut, added, changed.

    ``share`` is the part of the original's body found in it; ``changes`` says in plain words what
    the passages show. ``kept`` and ``added`` lie in the copy's text, ``cut`` in the original's.
    """

    article: str
    share: float
    changes: tuple[str, ...] = ()
    kept: tuple[Passage, ...] = ()
    reasons: tuple[str, ...] = ()
    cut: tuple[Passage, ...] = ()
    added: tuple[Passage, ...] = ()
    edited: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Reprint:
    """Pages that carry one dispatch: the likely original with the reasons, and its copies."""

    id: str
    original: str
    copies: tuple[Copy, ...]
    agency: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reuse:
    """A page that holds passages of another without being its copy, from the likely source.

    ``share`` is the part of the page's body that they make up.
    """

    id: str
    source: str
    article: str
    share: float
    passages: tuple[Edit, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """Two texts that one address held in turn: article ids, and what the newer one changed."""

    id: str
    uri: str
    older: str
    newer: str
    changes: tuple[str, ...] = ()
    cut: tuple[Passage, ...] = ()
    added: tuple[Passage, ...] = ()
    edited: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The way by which a quotation came to be known: one ``origin`` for all that share the way."""

    quotation: str
    origin: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Variant:
    """Two wordings of one utterance (quotation ids) and their difference, word by word.

    ``difference`` marks what only the first has as ``[-…-]`` and only the second as ``{+…+}``.
    """

    a: str
    b: str
    difference: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quotations of one speech act, in whatever wording, mode or language.

    ``speaker`` is an entity; ``members`` are quotations, ``summaries`` those among them that only
    sum it up (a title); ``origins`` counts the independent ways by which it came to be known, each
    named in ``origin_names``; ``shared`` are the words that all wordings have in common.
    """

    id: str
    speaker: str | None
    speaker_name: str | None
    said: Said
    members: tuple[Member, ...]
    summaries: tuple[str, ...] = ()
    fullest: str | None = None
    earliest: str | None = None
    articles: tuple[str, ...] = ()
    origins: int = 1
    origin_names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()


DiscrepancyKind = Literal[
    "wording",
    "number",
    "date",
    "place",
    "name",
    "speaker",
    "negation",
    "certainty",
    "condition",
]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where accounts of one thing differ: the passages side by side, the kind, a plain sentence.

    ``compatible`` marks accounts that differ without contradicting each other (17 against "more
    than a dozen"). ``weight`` ranks: the higher, the more it is worth a reader's time.
    ``utterance`` is the utterance whose wordings differ, if it is one. ``words`` are the very words
    that differ, each within one of the passages.
    """

    id: str
    kind: DiscrepancyKind
    about: str
    passages: tuple[Passage, ...]
    note: str
    weight: float
    compatible: bool = False
    utterance: str | None = None
    words: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one affair."""

    id: str
    title: str
    members: tuple[Member, ...]
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One move in the course of a thread: an event or quotation, its passage, date and status.

    ``also`` are the passages of other articles that tell the same move. ``type`` is that of the
    event, or ``STATEMENT``; ``source`` the outlet or agency that tells it; ``by`` the day on which
    its article came out, by which it was done at the latest.
    """

    item: str
    passage: Passage
    also: tuple[Passage, ...]
    type: str
    status: str
    date: str | None
    by: str | None
    who: str | None
    source: str | None = None


ThreadState = Literal["open", "concluded", "broken"]


@dataclass(frozen=True, slots=True)
class Thread:
    """Events and statements on one object (an agreement, a demand), in order of time.

    ``object`` is how the pages call it, ``kind`` the kind of thing it is (``threads.toml``);
    ``parties`` are the states or other actors between whom it stands.
    """

    id: str
    object: str
    kind: str
    steps: tuple[Step, ...]
    state: ThreadState
    story: str | None = None
    parties: tuple[str, ...] = ()


MomentKind = Literal["said", "done", "planned"]


@dataclass(frozen=True, slots=True)
class Moment:
    """What one actor said on a day, or one thing that was done, whichever pages tell of it.

    ``date`` is the value as the pages tell it (an ISO date prefix, week, season or interval),
    ``None`` where they do not; ``first`` and ``last`` are the days it can mean. Where no date is
    told, ``last`` is the day on which the earliest of the pages was published. ``items`` are ids
    of utterances or events.
    """

    id: str
    kind: MomentKind
    date: str | None
    first: str | None
    last: str | None
    who: str | None
    label: str
    items: tuple[str, ...]
    articles: tuple[str, ...]
    passages: tuple[Passage, ...]


How = Literal["verbatim", "reworded", "summarised", "absent", "before"]


@dataclass(frozen=True, slots=True)
class Cell:
    """How an article carries a fact; ``before``: it came out before it, so is not blamed."""

    article: str
    how: How


@dataclass(frozen=True, slots=True)
class Coverage:
    """One fact (an utterance, an event, a figure) against the articles of its story.

    ``items`` are the ids of the utterance, or of the events or figures that are this fact.
    """

    id: str
    kind: Literal["utterance", "event", "figure"]
    label: str
    date: str | None
    items: tuple[str, ...]
    cells: tuple[Cell, ...]


CorrectionKind = Literal[
    "same actor",
    "different actors",
    "speaker",
    "date",
    "same utterance",
    "different utterances",
    "no discrepancy",
]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader says against the machine: kept apart from what it found, and applied on top.

    ``items`` are actors of single articles (same, different actors), quotations (speaker, date,
    same, different utterances) or a discrepancy; ``passages`` hold where each of them stands, so
    that it is found again when another version of recoupe reads the page. ``value`` is the
    speaker's name (``None``: nobody is named) or the date; ``actor`` the speaker's actor, if the
    dossier knows him. ``made`` and ``undone`` are times in UTC, in ISO form.
    """

    id: str
    kind: CorrectionKind
    items: tuple[str, ...]
    passages: tuple[Passage, ...]
    who: str
    made: str
    value: str | None = None
    actor: str | None = None
    reason: str | None = None
    undone: str | None = None
    undone_by: str | None = None
