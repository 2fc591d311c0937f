"""Tells who speaks in a quotation, and for whom: its source and actor in, keys of voices out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recoupe import lexicon
from recoupe.clean.fold import whole
from recoupe.link.twins import surname

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"[’']s\b")


@dataclass(frozen=True, slots=True)
class Source:
    """What a quotation and its actor tell of who speaks; ``entity`` is him across articles."""

    name: str
    language: str
    kind: str | None
    named: bool
    entity: str | None
    country: str | None
    roles: tuple[str, ...]


def voice(source: Source) -> str:
    """Return the key of who speaks: an entity, else a surname and initial, else a description.

    Two unnamed sources are one where they are described in the same words.
    """
    if source.entity and source.named:
        return source.entity
    words = _WORD.findall(whole(source.name))
    if source.kind == "person" and source.named and words:
        return f"name:{surname(source.name)}"
    return "as:" + " ".join(w for w in words if w not in _small(source.language))


def bodies(source: Source) -> frozenset[str]:
    """Return the keys of the states and institutions that a source is, or speaks for.

    « Dorval Brec, porte-parole du palais des Ormes », and « le palais des Ormes » share one; a
    person speaks for a state where he holds an office of it (« le ministre letton »).
    """
    if source.kind == "person":
        return frozenset(_spoken_for(source))
    if source.kind not in {"country", "organisation"}:
        return frozenset()
    keys = {_body(source.name, source.language)}
    if source.country:
        keys.add(f"state:{whole(source.country)}")
    if ministry := _ministry(source.name, source.language):
        keys.add(ministry)
    return frozenset(keys)


def _spoken_for(source: Source) -> Iterator[str]:
    for role in source.roles:
        if _holds(role, "heads", source.language) and (key := _complement(role, source.language)):
            yield key
        if source.country and _holds(role, "statesmen", source.language):
            yield f"state:{whole(source.country)}"


def _holds(role: str, offices: str, language: str) -> bool:
    """Tell whether a role is one of some offices, and not of him who holds it.

    The envoy of the president does not speak for the state as the president does.
    """
    folded = f" {whole(role)} "
    joints = (
        folded.find(f" {w}" if w.endswith("'") else f" {w} ") for w in _folded(language, "of")
    )
    end = min((at for at in joints if at > 0), default=len(folded))
    found = (folded.find(f"{mark}{w} ") for w in _folded(language, offices) for mark in " -")
    return any(0 <= at < end for at in found)


def _complement(role: str, language: str) -> str | None:
    """Return the body an office is one of: "porte-parole du Kremlin" gives the Kremlin.

    Of two words of one length the first counts: "juge du tribunal de commerce" is of the court.
    """
    folded = whole(role)
    joints = [f" {w}" if w.endswith("'") else f" {w} " for w in _folded(language, "of")]
    for joint in sorted(joints, key=lambda j: (-len(j.strip()), folded.find(j), j)):
        before, found, after = folded.partition(joint)
        if found and before and after:
            return _body(after, language)
    return None


def _ministry(name: str, language: str) -> str | None:
    folded = whole(name)
    if any(w in folded.split() for w in _folded(language, "ministries")):
        return _complement(name, language)
    return None


def _body(name: str, language: str) -> str:
    words = _WORD.findall(_POSSESSIVE.sub("", whole(name)))
    return "body:" + " ".join(w for w in words if w not in _small(language))


@cache
def _folded(language: str, key: str) -> frozenset[str]:
    return frozenset(whole(w) for w in lexicon.words(language, "utterances", key))


@cache
def _small(language: str) -> frozenset[str]:
    """Return the words that a name may have or lack: "le ministère", "ministère"."""
    return frozenset(w for f in _folded(language, "articles") for w in _WORD.findall(f))
