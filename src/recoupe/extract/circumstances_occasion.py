"""Follows a speaker from statement to statement: what each frame says in, day and channel out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from recoupe import lexicon
from recoupe.extract.circumstances_frame import Frame, anchor
from recoupe.extract.circumstances_phrase import Channel
from recoupe.extract.circumstances_said import Day
from recoupe.extract.circumstances_voices import Voices
from recoupe.records import Quotation

NEAR_BLOCKS = 3
"""Paragraphs after which a channel no longer holds unless it is named again or taken up by a word
like « également »: press pages return to a speaker within three (longest gap seen in the gold)."""

ADJACENT = 1
"""Paragraphs within which « avait dit » goes on from « avait expliqué lundi »."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of one quotation's circumstances so far.

    ``said`` holds a day once one is known, and ``told`` the channel; ``channel`` is what the frame
    itself names, ``medium`` the medium that is the quotation's source, ``repeated`` the words that
    rule out a single day, ``earlier`` the pluperfect or imperfect.
    """

    quotation: Quotation
    frame: Frame | None
    said: Day | None = None
    repeated: str | None = None
    earlier: bool = False
    channel: Channel | None = None
    relay: Channel | None = None
    medium: Channel | None = None
    told: str | None = None

    @property
    def key(self) -> str | None:
        """What the speaker is known by in this article."""
        return self.quotation.speaker or self.quotation.speaker_name

    @property
    def nested(self) -> bool:
        """Tell whether the words stand inside another quotation."""
        return self.quotation.parent is not None or bool(self.frame and self.frame.inside)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occasion on which somebody speaks, as far as the article has told it."""

    said: Day | None
    channel: Channel | None
    number: int
    earlier: bool


def carry(places: Mapping[str, Place], voices: Voices) -> dict[str, Place]:
    """Hand each speaker's day and channel on to the statements that share the occasion.

    « … », a dit X lundi à la presse. « … », a-t-il ajouté: same day, same channel. A new day or a
    different channel opens a new occasion; another tense neither gives nor takes.
    """
    occasions: dict[tuple[str, bool], Occasion] = {}
    last: dict[str, Occasion] = {}
    carried = dict(places)
    previous: Place | None = None
    for place in sorted(places.values(), key=lambda p: anchor(p.quotation).start):
        if place.nested or place.quotation.headline or place.frame is None or place.repeated:
            continue
        key = place.key or (previous.key if previous and place.quotation.cue is None else None)
        previous = place
        if key is None:
            carried[place.quotation.id] = _alone(place)
            continue
        goes_on = _goes_on(place)
        occasion = last.get(key) if goes_on else occasions.get((key, place.earlier))
        if occasion is None and key not in last:
            occasion = _voiced(key, place, last, voices)
        placed, now = _join(place, occasion, goes_on=goes_on)
        carried[place.quotation.id] = placed
        occasions[key, now.earlier] = last[key] = now
    return carried


def _voiced(
    key: str, place: Place, last: Mapping[str, Occasion], voices: Voices
) -> Occasion | None:
    """Take the occasion of the institution a spokesman speaks for, told just before.

    « La Présidence a annoncé mardi … » then « …, a dit sa porte-parole, Ana Lorrec »: one occasion.
    """
    number = place.frame.number if place.frame else 0
    near = [
        o for k, o in last.items() if voices.speaks_for(key, k) and number - o.number <= ADJACENT
    ]
    return near[-1] if near and not place.earlier and not near[-1].earlier else None


def _alone(place: Place) -> Place:
    return replace(place, told=place.channel.text if place.channel else None)


def _join(place: Place, occasion: Occasion | None, *, goes_on: bool) -> tuple[Place, Occasion]:
    """Place one statement on the occasion its speaker is on, or open a new one."""
    number = place.frame.number if place.frame else 0
    own = place.channel
    if own and own.definite and occasion and _same(own, occasion.channel):
        own = occasion.channel
    fresh = Occasion(place.said, own, number, place.earlier)
    if occasion is None:
        return _placed(place, fresh)
    if place.said:
        keeps = own is None and _same_day(place.said, occasion, number)
        return _placed(place, replace(fresh, channel=occasion.channel) if keeps else fresh)
    if _parted(place, own, occasion, goes_on=goes_on):
        return _placed(place, fresh)
    near = goes_on or number - occasion.number <= NEAR_BLOCKS
    channel = own or (occasion.channel if near else None)
    said = occasion.said and replace(occasion.said, how="same speaker and occasion as the words of")
    return _placed(place, Occasion(said, channel, number, occasion.earlier))


def _parted(place: Place, own: Channel | None, occasion: Occasion, *, goes_on: bool) -> bool:
    """Tell whether a statement is off the speaker's occasion: other channel, tense or time."""
    gap = place.frame.number - occasion.number if place.frame else 0
    if (
        own
        and occasion.channel
        and own is not occasion.channel
        and not _same(own, occasion.channel)
    ):
        return True
    if place.earlier and gap > ADJACENT:
        return True
    background = occasion.said is not None and occasion.said.background
    return background and gap > 0 and not goes_on


def _placed(place: Place, occasion: Occasion) -> tuple[Place, Occasion]:
    channel = occasion.channel
    return replace(place, said=occasion.said, told=channel.text if channel else None), occasion


def _same_day(said: Day | None, occasion: Occasion, number: int) -> bool:
    """Tell whether a day stated again within a paragraph keeps the channel of the occasion."""
    return bool(
        said and occasion.said and said.value == occasion.said.value and number == occasion.number
    )


def _same(mine: Channel, other: Channel | None) -> bool:
    """Tell whether two channels may be one: the later names no other kind of occasion."""
    if other is None:
        return False
    return bool(set(mine.noun.split()) & set(other.text.lower().split()))


def _goes_on(place: Place) -> bool:
    """Tell whether a word of the frame says that the same turn of speech goes on."""
    frame = place.frame
    if frame is None:
        return False
    words = lexicon.words(frame.block.doc.lang_, "channels", "tense.continuing")
    if place.quotation.cue is None:
        return True
    return any(
        t.lemma_.lower() in words
        for t in frame.tokens(place.quotation.cue.start, place.quotation.cue.end)
    ) or any(w in frame.text for w in words if " " in w)


def chains(places: Mapping[str, Place]) -> Iterator[Place]:
    """Yield the placed statements of the body, outermost only, in order."""
    for place in sorted(places.values(), key=lambda p: anchor(p.quotation).start):
        if place.frame and not place.nested and not place.quotation.headline:
            yield place
