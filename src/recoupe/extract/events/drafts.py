"""An event while it is put together: its words and who takes part, no record yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from recoupe.extract.events.grammar import Grammar
from recoupe.extract.events.parties import Cast
from recoupe.extract.events.senses import Sense
from recoupe.parsed import Block
from recoupe.records import EventStatus, EventType, Party


@dataclass(frozen=True, slots=True)
class Phrase:
    """A dependent: its head (a noun or a verb) and the first of its words, prepositions left out.

    ``at`` is the first word with its preposition.
    """

    head: Token
    first: Token
    at: Token


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read a block: the block, the article's actors, the language's words.

    ``aside`` are the tokens of conditions, in which no participant is looked for.
    """

    block: Block
    cast: Cast
    grammar: Grammar
    aside: frozenset[int] = frozenset()


@dataclass(slots=True)
class Draft:
    """One reading of one word in its sentence.

    ``first`` to ``last`` is the trigger with its auxiliaries and fixed words; ``holder`` the word
    whose tense and negation count, if any; ``idle`` says that nothing tells whether it happens.
    ``inner`` is the event this one bears on ("menace de | frapper"), ``support`` what a supporting
    verb makes of a noun. ``doer`` is the word for who
    acts, ``thing`` says that it is nobody; ``due`` that the act is said to have to be done.
    """

    sense: Sense
    trigger: Token
    first: Token
    last: Token
    holder: Token | None = None
    passive: bool = False
    support: str = ""
    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    object: Phrase | None = None
    inner: Draft | None = None
    absorbed: bool = False
    idle: bool = False
    thing: bool = False
    doer: Token | None = None
    due: bool = False
    type: EventType = "CONSULT"
    code: str = ""
    status: EventStatus = "done"

    def __post_init__(self) -> None:
        """Start with what the lexicon says."""
        self.type, self.code = self.sense.type, self.sense.code

    @property
    def lacks(self) -> bool:
        """Tell whether a role is empty without which the word is no event.

        None is where the word tells that it happens, or what it is about: "le texte est en
        discussion".
        """
        if self.support == "occurs" or (self.support == "states" and self.object is not None):
            return False
        roles = {"actor": self.actors, "recipient": self.recipients, "object": self.object}
        return any(not roles.get(role, True) for role in self.sense.needs)
