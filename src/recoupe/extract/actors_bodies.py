"""Names of bodies and states gathered into actors: mentions of names in, drafts out.

A short name and the full one it abbreviates are one body; a capital or a palace is an actor of its
own, with the state it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from recoupe.extract.actors_draft import Draft
from recoupe.extract.actors_roles import office_of
from recoupe.extract.mentions_view import fold
from recoupe.extract.mentions_words import Words
from recoupe.records import Mention

_PARENTHESIS = re.compile(r"\s*\(\s*([^()]{2,80}?)\s*\)")
MIN_PREFIX = 4
"""A name that begins another must have as many letters: "Zim" and "Zim Air" may be two bodies."""


def gather(mentions: Sequence[Mention], text: str, words: Words) -> list[Draft]:
    """Group the named bodies, states and peoples, in the order of first mention."""
    drafts: dict[str, Draft] = {}
    for mention in sorted(mentions, key=lambda m: (-len(m.name or ""), m.span.start)):
        key = _key(mention, drafts, text, words)
        draft = drafts.get(key)
        if draft is None:
            draft = drafts[key] = _start(mention, words)
        _add(draft, mention, words)
        short = _bracketed(text, mention.span.end)
        if short is not None and mention.kind != "country" and _is_short(short):
            draft.extra.append(short)
    found = list(drafts.values())
    return sorted(found, key=lambda d: min(m.span.start for m in d.mentions))


def _key(mention: Mention, drafts: dict[str, Draft], text: str, words: Words) -> str:
    name = mention.name or ""
    folded = fold(name)
    if mention.kind == "country" and mention.country:
        place = words.places.entries.get(folded)
        return f"country {mention.country if place and place.how == 'name' else folded}"
    known = words.same.get(folded)
    if known:
        return fold(known[0])
    if f"short {folded}" in drafts:
        return f"short {folded}"
    for key, draft in drafts.items():
        if draft.kind == mention.kind and _abbreviates(name, draft, text):
            return key
    return folded


def _abbreviates(short: str, draft: Draft, text: str) -> bool:
    """Tell whether ``short`` stands for the draft: in brackets, by initials, by its start."""
    full = draft.name
    if short == full:
        return True
    if any(_bracketed(text, m.span.end) == short for m in draft.mentions):
        return True
    if any(_bracketed_before(text, m) == short for m in draft.mentions):
        return True
    if short.isupper() and _initials(full) == fold(short):
        return True
    starts = fold(full).startswith(fold(short) + " ") and len(short) >= MIN_PREFIX
    return starts and full[0].isupper() and short[0].isupper()


def _bracketed(text: str, at: int) -> str | None:
    found = _PARENTHESIS.match(text, at)
    return found.group(1) if found else None


def _is_short(name: str) -> bool:
    """Tell letters that stand for a name ("APL", "Cédéao") from an aside."""
    return name.isalpha() and name[0].isupper() and sum(c.isupper() for c in name) > 1


def _bracketed_before(text: str, mention: Mention) -> str | None:
    """Return the short name before brackets that hold the full one ("SPK (Syndicat …)")."""
    before = text[max(0, mention.span.start - 12) : mention.span.start]
    found = re.search(r"([^\W\d_]{2,8})\s*\(\s*$", before)
    return found.group(1) if found else None


def _initials(name: str) -> str:
    parts = re.split(r"[\s'’\-]+", name)
    return "".join(fold(p[0]) for p in parts if len(p) > 3 or p[:1].isupper())  # noqa: PLR2004


def _start(mention: Mention, words: Words) -> Draft:
    name = mention.name or mention.span.text
    draft = Draft(mention.kind, name, country=mention.country)
    known = words.same.get(fold(name))
    if known:
        draft.extra += [n for n in known if n != name]
    place = words.places.entries.get(fold(name))
    if mention.country and place is not None:
        if place.how == "name" and mention.kind == "country":
            draft.name = mention.country
            draft.extra += [mention.country]
        elif place.how == "capital":
            draft.extra.append(mention.country)
    elif mention.country and fold(name) in words.people.entries:
        draft.extra.append(mention.country)
    return draft


def _add(draft: Draft, mention: Mention, words: Words) -> None:
    draft.introduce(mention, words.language)
    head = office_of(words.language, mention.name or "")
    if head is not None and head not in draft.offices:
        draft.offices.append(head)
