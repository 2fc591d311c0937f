"""Says when, where and through whom each quotation was said: quotations in, the same dated out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from recoupe.extract.circumstances_channel import channel, relative
from recoupe.extract.circumstances_frame import SAID, Frame, Framer, anchor
from recoupe.extract.circumstances_match import match_undated
from recoupe.extract.circumstances_occasion import Place, carry
from recoupe.extract.circumstances_relay import medium_in, relay
from recoupe.extract.circumstances_said import STATED, earlier, repeated, stated
from recoupe.extract.circumstances_voices import Voices
from recoupe.parsed import Parsed
from recoupe.records import Actor, Quotation, Said, TimeExpression

NO_DAY = "no day given"
"""The basis of a quotation whose day is not told: the date of publication is never taken for it."""


def place_quotations(
    parsed: Parsed,
    actors: Sequence[Actor],
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
) -> tuple[Quotation, ...]:
    """Fill ``said``, ``channel`` and ``relay`` of an article's quotations, in their order.

    A day is taken, in this order, from the words around the reporting verb; from the occasion the
    same speaker is already speaking on; for titles and leads from the statement of the body they
    sum up. Words of several occasions (« à plusieurs reprises ») and of an earlier one (pluperfect,
    imperfect) have no day. The publication date is never taken for it.
    """
    ordered = sorted(quotations, key=lambda q: anchor(q).start)
    framer = Framer(parsed, ordered)
    frames = {q.id: framer.frame(q) for q in ordered}
    rivals = _by_sentence([f for f in frames.values() if f])
    places = {
        q.id: _own(parsed, frame, times, rivals) if (frame := frames[q.id]) else Place(q, None)
        for q in ordered
    }
    places = _set_scenes(parsed, framer, places, times, actors)
    voices = Voices(actors)
    places = match_undated(parsed, carry(places, voices), voices)
    return tuple(_told(q, places) for q in quotations)


def _sentence(frame: Frame) -> tuple[int, int]:
    return frame.start, frame.end


def _by_sentence(frames: Sequence[Frame]) -> dict[tuple[int, int], list[Frame]]:
    found: dict[tuple[int, int], list[Frame]] = {}
    for frame in frames:
        found.setdefault(_sentence(frame), []).append(frame)
    return found


def _own(
    parsed: Parsed,
    frame: Frame,
    times: Sequence[TimeExpression],
    rivals: Mapping[tuple[int, int], Sequence[Frame]],
) -> Place:
    """Read what the frame itself says."""
    near = _within(frame, times)
    others = [f for f in rivals[_sentence(frame)] if f is not frame]
    said = stated(frame, near, others, parsed.article.published)
    return Place(
        frame.quotation,
        frame,
        said=said,
        repeated=None if said else repeated(frame, near),
        earlier=earlier(frame),
        channel=channel(frame, near, others) or next(relative(frame), None),
        relay=relay(frame, near),
        medium=medium_in(frame.quotation, parsed.article.language),
    )


def _within(frame: Frame, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    return [t for t in times if frame.start <= t.span.start < frame.end]


def _set_scenes(
    parsed: Parsed,
    framer: Framer,
    places: Mapping[str, Place],
    times: Sequence[TimeExpression],
    actors: Sequence[Actor],
) -> dict[str, Place]:
    """Read the sentence before where the frame is silent and that sentence sets the scene.

    « La maire a tenu lundi une conférence de presse. "Nous partons", a-t-elle dit. »
    """
    mentions = {a.id: [m.span for m in a.mentions] for a in actors}
    set_up = dict(places)
    for name, place in places.items():
        if (
            place.frame is None
            or place.said
            or place.channel
            or place.nested
            or place.quotation.headline
        ):
            continue
        scene = framer.before(place.frame)
        spans = mentions.get(place.quotation.speaker or "", ())
        if scene is None or not any(scene.start <= m.start < scene.end for m in spans):
            continue
        if SAID in scene.text:
            continue
        near = _within(scene, times)
        found = channel(scene, near)
        if found:
            said = stated(scene, near, (), parsed.article.published)
            set_up[name] = replace(place, channel=found, said=said)
    return set_up


def _told(quotation: Quotation, places: Mapping[str, Place]) -> Quotation:
    """Write the place of a quotation into its record."""
    place = places[quotation.id]
    if place.nested:
        place = _passed_on(place, places)
    elif place.relay and place.channel is None:
        place = replace(place, told=place.relay.text)
    passed, told = place.relay.text if place.relay else None, place.told
    said = place.said
    basis = f'{said.how} "{said.words}"' if said else _no_day(place)
    return replace(
        quotation, said=Said(said.value if said else None, basis), channel=told, relay=passed
    )


def _passed_on(place: Place, places: Mapping[str, Place]) -> Place:
    """Place words that stand inside another quotation: on that one's day only if a medium told it.

    « Selon la radio X, le maire a promis … »: the radio passed the promise on. Words an opponent
    lends to somebody have no day and no channel.
    """
    own = place.channel.text if place.channel else None
    holder = place.frame and place.frame.inside and places.get(place.frame.inside.id)
    if not holder or not holder.medium:
        return replace(place, told=own or place.told)
    said, medium = place.said, holder.medium
    if said and said.how == STATED:
        return replace(place, told=own, relay=place.relay or medium)
    names = ", ".join(c.text for c in (medium, holder.relay) if c)
    said = said or (holder.said and replace(holder.said, how="as passed on:"))
    return replace(
        place, said=said, told=own or medium.text, relay=place.relay or replace(medium, text=names)
    )


def _no_day(place: Place) -> str:
    if place.repeated:
        return f'several occasions or none in particular: "{place.repeated}"'
    return "an earlier occasion, by its tense" if place.earlier else NO_DAY
