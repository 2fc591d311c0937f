"""The typed records that pass between the stages: what was fetched, read and found.

Field name = column name = JSON key. Records are frozen: what was seen is never overwritten, what
was resolved (an actor, a date) lies in a field or a record of its own. All offsets are code points
(Python ``str`` indices) into :attr:`Article.text`; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ZoneKind = Literal[
    "title",
    "lead",
    "heading",
    "body",
    "caption",
    "credit",
    "metadata",
    "navigation",
    "comments",
    "related",
    "appeal",
    "advertisement",
    "repeated_title",
]
"""What a line of a page is: the first four are read, the rest is apparatus, left alone."""

READ_ZONES: frozenset[str] = frozenset({"title", "lead", "heading", "body"})
"""The zones in which statements, dates and names are looked for."""

DateBasis = Literal["printed", "metadata", "dateline", "file name", "other pages", "none"]
QuotationKind = Literal["direct", "indirect", "mixed"]
ActorKind = Literal["person", "organisation", "country", "group"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuantityKind = Literal["number", "fraction", "percentage", "money", "measure", "rank", "vague"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
"""The 16 event types of PLOVER."""

EventStatus = Literal[
    "done",
    "under way",
    "offered",
    "asked",
    "promised",
    "conditional",
    "hypothetical",
    "denied",
    "past history",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of :attr:`Article.text`; ``text`` is the very characters from start to end."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut the span ``start:end`` out of ``text``."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it came in: decoded text or markup, and what its container said about it.

    ``media`` is ``text/plain`` or ``text/html``. ``title``, ``date``, ``source`` come from a table
    or JSON Lines row, never from the page itself; ``None`` where the container is silent.
    """

    uri: str
    media: Literal["text/plain", "text/html"]
    content: str
    title: str | None = None
    date: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read, and why: ``stage`` names where, ``reason`` says what to do."""

    uri: str
    stage: Literal["fetch", "ingest", "clean", "language", "extract"]
    reason: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A marked range of the text. Zones are in order, do not overlap, and are whole lines."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as far as its page tells.

    ``value`` is an ISO date or date-time (``2025-02-25``, ``2025-02-25T11:18``) or ``None``;
    ``earliest``/``latest`` (ISO dates) bound it where only an interval can be known. With the
    basis ``other pages`` they come from dated pages of the dossier that quote the same words.
    """

    value: str | None
    basis: DateBasis
    updated: str | None = None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A page read: its text, untouched, with its zones marked, and who published it when.

    ``id`` hashes uri and text: a changed page is a new version of the same ``uri``.
    ``credits`` are agencies and media named as a source of the page ("avec AFP").
    """

    id: str
    uri: str
    text: str
    zones: tuple[Zone, ...]
    published: Published
    language: str
    title: Span | None = None
    outlet: str | None = None
    byline: str | None = None
    credits: tuple[str, ...] = ()

    def spans(self, *kinds: ZoneKind) -> tuple[Span, ...]:
        """Return the zones of the given kinds as spans."""
        return tuple(Span.of(self.text, z.start, z.end) for z in self.zones if z.kind in kinds)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text names or describes an actor (never a pronoun).

    ``gender`` (``m``/``f``) and ``number`` (``s``/``p``) come from the words themselves
    (determiner, adjective, title), never from a list of first names; ``None`` where unknown.
    """

    span: Span
    head: str
    kind: ActorKind
    name: str | None = None
    role: Span | None = None
    gender: str | None = None
    number: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A function as the text gives it to an actor ("porte-parole du Kremlin")."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, organisation, country or group of an article, with every mention of it.

    ``name`` is the fullest name the article gives; for an unnamed source the description as it
    stands, with the state, town or person that the article shows it to be of where it leaves that
    to the reader ("gouvernement letton", "cabinet du ministre (Ida Varel)"; ``aliases`` keep what
    is printed). ``country`` is the state an institution, capital or adjective stands for, in the
    article's language.
    """

    id: str
    article: str
    name: str
    kind: ActorKind
    named: bool = True
    country: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    gender: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 ``type`` and ``value``; ``basis`` says how it was reckoned.

    A value keeps ``X`` for what is not known (``XXXX-WXX-1``: a Monday). An interval is
    ``start/end``.
    """

    id: str
    article: str
    span: Span
    type: TimeType
    value: str
    basis: str
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said: an ISO date prefix, week or interval, with the basis in words."""

    value: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A reported statement: source, cue and content, and what they resolve to.

    ``content`` has several spans where an incise or a second cue interrupts it. ``parent`` is the
    quotation it stands in; ``relay`` who passed it on; ``channel`` how it was said (an interview
    with a medium, a press conference); ``headline`` marks titles, leads and headings.
    """

    id: str
    article: str
    kind: QuotationKind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    role: str | None = None
    channel: str | None = None
    relay: str | None = None
    said: Said = Said(None, "")
    headline: bool = False
    parent: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure that the text claims, with its bounds and what is counted.

    ``low`` and ``high`` are equal for an exact figure, both set for a range, one ``None`` for a
    bound ("plus d'une douzaine": 12 and ``None``), both ``None`` for a vague one. A percentage of
    12 is 12, a fraction is between 0 and 1, a rank of 5 is 5. ``mod`` is a modifier in the manner
    of TIMEX3 (``APPROX``, ``APPROX_LESS``, ``MORE_THAN``, ``LESS_THAN``, ``EQUAL_OR_MORE``,
    ``EQUAL_OR_LESS``). ``unit`` is an ISO 4217 code, ``%``, ``point``, or the unit's canonical
    name; ``rate`` the unit it is told per ("par an": ``year``). ``claimed_by`` is the quotation it
    stands in, ``claimant`` the words that name another source; ``holds`` a TIMEX3 value.
    """

    id: str
    article: str
    span: Span
    kind: QuantityKind
    low: float | None = None
    high: float | None = None
    mod: str | None = None
    unit: str | None = None
    rate: str | None = None
    of: Span | None = None
    claimed_by: str | None = None
    claimant: Span | None = None
    holds: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in an event: an actor of the article (``None`` if unresolved), as named."""

    actor: str | None
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Someone does, offers, demands, threatens, refuses something: a PLOVER event with its passage.

    ``spans`` is the passage it was read from, ``trigger`` the word that carries it. ``code`` is the
    CAMEO code, two digits or four. ``condition`` is the span of the condition ("si les sanctions
    sont levées"). ``quantity`` and ``quotation`` are ids of this article's records; ``date`` is a
    TIMEX3 value. Several actors or recipients are those of one coordinated act; who does something
    with each other stands on both sides, the first actor last among the recipients.
    """

    id: str
    article: str
    spans: tuple[Span, ...]
    trigger: Span
    type: EventType
    code: str
    status: EventStatus
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    object: Span | None = None
    object_head: Span | None = None
    quantity: str | None = None
    condition: Span | None = None
    date: str | None = None
    place: Span | None = None
    quotation: str | None = None
    headline: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article."""

    article: Article
    actors: tuple[Actor, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
