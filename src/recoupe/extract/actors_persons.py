"""Names of persons gathered into persons: mentions of names in, drafts out.

"Ida Varel", "M. Varel", "I. Varel", "Varel" are one; two Varels with other first names stay two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from recoupe.extract.actors_draft import Draft
from recoupe.extract.mentions_view import fold
from recoupe.records import Mention

_SOUNDS = tuple(
    pair.split("=")
    for pair in (
        "tch=c",
        "tsch=c",
        "ch=c",
        "sh=c",
        "kh=h",
        "zh=j",
        "ou=u",
        "oo=u",
        "ph=f",
        "ck=k",
        "w=v",
        "y=i",
        "ij=i",
        "dj=j",
        "q=k",
    )
)
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def skeleton(name: str) -> tuple[str, ...]:
    """Reduce a name to what its transliterations share, word by word.

    >>> skeleton("Dmitri Varenikov") == skeleton("Dmitry Varenikoff")
    True
    """
    return tuple(_sound(word) for word in re.split(r"[\s\-]+", fold(name)) if word.strip("."))


def _sound(word: str) -> str:
    for spelt, heard in _SOUNDS:
        word = word.replace(spelt, heard)
    word = _DOUBLE.sub(r"\1", word).strip(".'")
    return word[:-1] + "v" if word.endswith("f") and len(word) > 4 else word  # noqa: PLR2004


def gather(mentions: Sequence[Mention], language: str) -> list[Draft]:
    """Group the mentions of names of persons; the drafts stand in the order of first mention."""
    drafts: list[tuple[tuple[str, ...], Draft]] = []
    full = [m for m in mentions if len(skeleton(m.name or "")) > 1]
    short = [m for m in mentions if len(skeleton(m.name or "")) <= 1]
    for mention in sorted(full, key=lambda m: -len(skeleton(m.name or ""))):
        key = skeleton(mention.name or "")
        draft = next((d for other, d in drafts if _one_person(key, other)), None)
        if draft is None:
            draft = Draft("person", mention.name or "")
            drafts.append((key, draft))
        draft.introduce(mention, language)
    for mention in short:
        _add_short(drafts, mention, language)
    found = [draft for _, draft in drafts]
    return sorted(found, key=lambda d: min(m.span.start for m in d.mentions))


def _one_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether two full names can be one: same surname, no first name against it."""
    if short == full:
        return True
    if short[-1] != full[-1]:
        return all(word in full for word in short) and len(short) > 1
    return all(any(_fits(a, b) for b in full[:-1]) for a in short[:-1])


def _fits(a: str, b: str) -> bool:
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _add_short(
    drafts: list[tuple[tuple[str, ...], Draft]], mention: Mention, language: str
) -> None:
    """Give a surname to the bearer named last before it; without one it starts a person."""
    key = skeleton(mention.name or "")
    fitting = [d for other, d in drafts if _ends(key, other) and d.gender_fits(mention)]
    if not fitting:
        fitting = [d for other, d in drafts if key and key[0] == other[0] and len(other) > 1]
    if not fitting:
        draft = Draft("person", mention.name or "")
        drafts.append((key, draft))
        draft.introduce(mention, language)
        return
    max(fitting, key=lambda d: _nearness(d, mention)).introduce(mention, language)


def _ends(key: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return bool(key) and full[-len(key) :] == key


def _nearness(draft: Draft, mention: Mention) -> int:
    before = [m.span.start for m in draft.mentions if m.span.start < mention.span.start]
    return max(before, default=-min(m.span.start for m in draft.mentions))
