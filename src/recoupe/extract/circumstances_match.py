"""Dates a title, lead or retelling by the statement it sums up: places in, places out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from recoupe.extract.circumstances_occasion import Place, chains
from recoupe.extract.circumstances_voices import Voices
from recoupe.parsed import Parsed
from recoupe.records import Quotation

LEAD_OVERLAP = 0.10
"""Share of content words a title or lead must have in common with its speaker's statement when he
is dated twice or more; titles reword freely, and one day alone needs no choice."""

OTHER_OVERLAP = 0.20
"""The same across an institution and its spokesman, where two voices must be shown to be one."""

RETOLD_OVERLAP = 0.30
"""The same for an undated statement of the body that a later, dated one of its speaker repeats."""

STEM = 5
"""Letters of a lemma compared: « ressource », « ressources »; « minier », « minière »."""

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def match_undated(parsed: Parsed, places: Mapping[str, Place], voices: Voices) -> dict[str, Place]:
    """Give undated titles, leads and retold statements the day of the statement they sum up."""
    told = [p for p in chains(places) if p.said or p.told]
    if not told:
        return dict(places)
    stems = _stems(parsed)
    words = {i: _words(stems, p.quotation) for i, p in places.items()}
    matched = dict(places)
    for name, place in places.items():
        if place.repeated or place.earlier or place.frame is None:
            continue
        if place.said and (place.told or not _summary(place)):
            continue
        best = _best(place, told, words, voices)
        if best is not None:
            matched[name] = _take(place, *best)
    return matched


def _best(
    place: Place, told: Sequence[Place], words: Mapping[str, frozenset[str]], voices: Voices
) -> tuple[Place, float] | None:
    """Choose the statement with the most words in common among those that may be meant."""
    mine = words[place.quotation.id]
    found: list[tuple[float, int, Place]] = []
    for rank, other in enumerate(told):
        if other.quotation.id == place.quotation.id or other.key is None:
            continue
        share = _share(mine, words[other.quotation.id])
        if share >= _floor(place, other, told, voices):
            found.append((share, -rank, other))
    if not found:
        return None
    share, _, other = max(found, key=lambda f: f[:2])
    return other, share


def _floor(place: Place, other: Place, told: Sequence[Place], voices: Voices) -> float:
    """Return the share of words that must be common before ``other`` may date ``place``."""
    never = 2.0
    if place.key != other.key:
        return OTHER_OVERLAP if voices.linked(place.key, other.key) and _summary(place) else never
    if _summary(place):
        days = {p.said.value for p in told if p.key == other.key and p.said and p.said.value}
        current = other.said is not None and not other.said.background
        return 0.0 if len(days) == 1 and current else LEAD_OVERLAP
    return OTHER_OVERLAP if _aside(place) else RETOLD_OVERLAP


def _aside(place: Place) -> bool:
    """Tell whether the first paragraph tells it in passing, inside another's indirect statement."""
    holder = place.frame.inside if place.frame else None
    opening = place.frame is not None and place.frame.number <= 1
    return opening and holder is not None and holder.kind == "indirect"


def _summary(place: Place) -> bool:
    """Tell whether the quotation stands in the title, the lead or the first paragraph."""
    first = place.frame is not None and place.frame.number <= 1
    return (place.quotation.headline or first) and not place.nested


def _take(place: Place, other: Place, share: float) -> Place:
    said, told = place.said, place.told
    if said is None and other.said:
        said = replace(other.said, how="sums up the words of")
    same_day = place.said is None or (
        other.said is not None and place.said.value == other.said.value
    )
    if told is None and share >= RETOLD_OVERLAP and same_day:
        told = other.told
    return replace(place, said=said, told=told)


def _share(mine: frozenset[str], other: frozenset[str]) -> float:
    return len(mine & other) / max(min(len(mine), len(other)), 1)


def _stems(parsed: Parsed) -> tuple[list[int], list[str]]:
    """Return where the content words of an article begin, and their stems."""
    starts: list[int] = []
    stems: list[str] = []
    for block in parsed.blocks:
        strings = block.doc.vocab.strings
        for pos, lemma, at in block.doc.to_array(["POS", "LEMMA", "IDX"]).tolist():
            if strings[pos] in CONTENT:
                starts.append(block.start + at)
                stems.append(strings[lemma].lower()[:STEM])
    return starts, stems


def _words(stems: tuple[list[int], list[str]], quotation: Quotation) -> frozenset[str]:
    """Return the stems of the content words of what is said."""
    starts, words = stems
    ranges = [(bisect_left(starts, c.start), bisect_left(starts, c.end)) for c in quotation.content]
    return frozenset(word for a, b in ranges for word in words[a:b])
