"""Who says each quotation: actors and quotations in, the same with every speaker filled in out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recoupe.extract.actors_roles import office_of, suits
from recoupe.extract.cues import is_passive
from recoupe.extract.mentions_view import fold
from recoupe.extract.reporting import reporting
from recoupe.extract.speakers_pronouns import antecedent, last_named
from recoupe.extract.speakers_scene import Scene
from recoupe.extract.speakers_sources import keys, offices, read_source, sort_of
from recoupe.extract.speakers_tail import described
from recoupe.parsed import Parsed
from recoupe.records import Actor, Quotation, Span

_AGENTS = frozenset({"obl:agent"})
MAX_PRONOUN = 3
"""Words of a source that is but a pronoun with its verb ("a-t-elle")."""

LAST_WORDS = 2
CONTINUES = 2
"""Blocks a quotation without a cue may stand after the one it continues: its own or the next."""


def resolve_speakers(
    parsed: Parsed, actors: Sequence[Actor], quotations: Sequence[Quotation]
) -> tuple[tuple[Actor, ...], tuple[Quotation, ...]]:
    """Fill speaker, speaker_name and role of each quotation from its source span.

    Names and descriptions by the article's actors; pronouns by gender, number and who spoke last; a
    quotation without cue and source goes on with the speaker before it; a passive without agent
    keeps no speaker. Sources that are no actor yet are added to the actors, unnamed. The quotations
    come back in the order they were given in.
    """
    scene = Scene.of(parsed, actors, quotations)
    order = sorted(range(len(quotations)), key=lambda i: _place(quotations[i]))
    for i in order:
        spoken = _speak(scene, quotations[i], scene.done)
        scene.done.append(spoken)
        _remember(scene, spoken)
    found = dict(zip(order, scene.done, strict=True))
    return tuple(scene.actors.values()), tuple(found[i] for i in range(len(quotations)))


def scene_of(parsed: Parsed, actors: Sequence[Actor], quotations: Sequence[Quotation]) -> Scene:
    """Lay out an article whose speakers are known, so that pronouns elsewhere can be followed."""
    scene = Scene.of(parsed, actors, quotations)
    scene.done = sorted(quotations, key=_place)
    for quotation in scene.done:
        _remember(scene, quotation)
    return scene


def _place(quotation: Quotation) -> int:
    return min(s.start for s in (*quotation.content, quotation.cue, quotation.source) if s)


def _end(quotation: Quotation) -> int:
    return max(s.end for s in (*quotation.content, quotation.cue, quotation.source) if s)


def _remember(scene: Scene, quotation: Quotation) -> None:
    if quotation.speaker is None or _is_held(quotation, scene.quotations):
        return
    at = quotation.source.start if quotation.source else _place(quotation)
    subject = not any(
        scene.dependency(m) in _AGENTS
        for m, _ in scene.inside(quotation.source or quotation.content[0])[:1]
    )
    scene.spoken.append((at, quotation.speaker, subject))
    scene.spoken.append((_end(quotation) - 1, quotation.speaker, subject))


def _speak(scene: Scene, quotation: Quotation, before: Sequence[Quotation]) -> Quotation:
    role: str | None = None
    if quotation.source is None:
        actor = _continued(scene, quotation, before)
    else:
        actor, role = _named(scene, quotation, quotation.source, before)
    if actor is None:
        return replace(quotation, speaker_name=_unstated(scene, quotation))
    name = actor.name
    if not actor.named and quotation.source is not None and scene.inside(quotation.source):
        name = _as_printed(scene, quotation.source, actor)
    return replace(quotation, speaker=actor.id, speaker_name=name, role=role)


def _unstated(scene: Scene, quotation: Quotation) -> str | None:
    """Say that a passive without agent does not tell who speaks: ``il a été annoncé que``."""
    if quotation.source is not None or quotation.cue is None:
        return None
    words = reporting(scene.words.language)
    block = scene.parsed.block_at(quotation.cue.start)
    tokens = block.doc if block is not None else ()
    cue = [t for t in tokens if quotation.cue.start <= block.first(t) < quotation.cue.end]  # type: ignore[union-attr]
    passive = any(words.lemmas(t.text) and is_passive(t, words) for t in cue)
    return scene.words.unstated if passive else None


def _as_printed(scene: Scene, source: Span, actor: Actor) -> str:
    """Return an unnamed source in the words of the text, for a pronoun the actor's name."""
    words = keys(source.text)
    pronoun = len(words) == 1 and words[0] in scene.words.pronouns
    if pronoun or _is_qualified(actor):
        return actor.name
    whole = described(scene.parsed, source, scene.cues).text
    return actor.name if "«" in actor.name and "«" not in whole else whole


def _is_qualified(actor: Actor) -> bool:
    """Tell whether an unnamed actor's name says more than the text does ("police lettone")."""
    texts = [fold(m.span.text) for m in actor.mentions]
    shown = any(fold(actor.name) in text for text in texts)
    return not shown and any(fold(a) in text for a in actor.aliases for text in texts)


def _named(
    scene: Scene, quotation: Quotation, source: Span, before: Sequence[Quotation]
) -> tuple[Actor | None, str | None]:
    """Tell pronouns and pointing words from names and descriptions."""
    words = keys(source.text)
    if not words or all(w in scene.words.lists["nobody"] for w in words):
        return None, None
    kind = _pointer(scene, words)
    if kind == "third":
        return _third_person(scene, quotation, source, words), None
    if kind == "first":
        return _first_person(source, before, scene), None
    if kind == "relative":
        return last_named(scene, source.start, "--"), None
    if kind == "last":
        return last_named(scene, source.start, scene.words.determiners[words[0]][1]), None
    actor, role = read_source(scene, source)
    actor = _recalled(scene, quotation, source, actor) or actor
    return _owned(scene, quotation, source, actor), role


def _owned(scene: Scene, quotation: Quotation, source: Span, actor: Actor) -> Actor:
    """Say whose "sa famille", "un de ses avocats" is, in brackets behind the description."""
    owner = next((w for w in keys(source.text)[:OWNER_WORDS] if w in scene.words.owners), None)
    if actor.named or owner is None or actor.name.endswith(")"):
        return actor
    known = antecedent(scene, quotation, source, scene.words.owners[owner])
    if known is None or not known.named or known.id == actor.id:
        return actor
    if known.mentions[0].span.start > source.start:
        return actor
    aliases = dict.fromkeys((*actor.aliases, actor.name))
    shown = replace(actor, name=f"{actor.name} ({known.name})", aliases=tuple(aliases))
    scene.actors[actor.id] = shown
    return shown


OWNER_WORDS = 4
"""Words of a description among which its possessive stands: "l'un de ses avocats"."""


def _pointer(scene: Scene, words: list[str]) -> str | None:
    """Return how a source points to somebody named elsewhere, ``None`` where it does not."""
    lists = scene.words.lists
    alone = len(words) == 1
    if alone and words[0] in lists["relative"]:
        return "relative"
    if alone and words[0] in lists["possessive"]:
        return "third"
    if len(words) <= MAX_PRONOUN and any(w in scene.words.pronouns for w in words):
        return "third"
    if words[-1] in lists["first"] or (alone and words[0] in lists["first"]):
        return "first"
    pointing = words[0] in lists["demonstrative"] and words[-1] in lists["last"]
    return "last" if pointing and len(words) == LAST_WORDS else None


def _third_person(
    scene: Scene, quotation: Quotation, source: Span, words: list[str]
) -> Actor | None:
    """Resolve "il", "a-t-elle", and learn the gender it shows of whom it stands for."""
    shown = next((scene.words.pronouns[w] for w in words if w in scene.words.pronouns), "--")
    actor = antecedent(scene, quotation, source, shown)
    if actor is not None and shown[0] != "-":
        scene.genders.setdefault(actor.id, shown[0])
    return actor


def _recalled(scene: Scene, quotation: Quotation, source: Span, actor: Actor) -> Actor | None:
    """Return the person a bare definite description points back to ("a confié la sénatrice")."""
    words = keys(source.text)
    if actor.named or actor.kind != "person" or actor.number == "p" or actor.country:
        return None
    if sort_of(scene, words)[0] != "definite":
        return None
    office = office_of(scene.words.language, source.text)
    if office is None or office.rest or office.head not in scene.words.lists["recalling"]:
        return None
    shown = f"{actor.gender or '-'}s"

    def fits(candidate: Actor) -> float | None:
        if not candidate.named or candidate.kind != "person":
            return None
        return 0.0 if suits(scene.words, office, offices(scene, candidate)) else UNSUITED

    person = antecedent(scene, quotation, source, shown, fits)
    if person is None or person.id == actor.id:
        return None
    return scene.merge(actor, person)


UNSUITED = -2.0
"""Weight of an office that speaks against a description: "le chanteur" after "le ministre"."""


def _first_person(source: Span, before: Sequence[Quotation], scene: Scene) -> Actor | None:
    """Return the speaker of the quotation in which a "je" or "nous" reports."""
    holders = [q for q in before if q.speaker and any(c.covers(source) for c in q.content)]
    return scene.actors[holders[-1].speaker or ""] if holders else None


def _is_held(quotation: Quotation, others: Sequence[Quotation]) -> bool:
    """Tell whether a quotation stands in the words of another one."""
    inner = quotation.source or quotation.content[0]
    return any(o.id != quotation.id and any(c.covers(inner) for c in o.content) for o in others)


def _continued(scene: Scene, quotation: Quotation, before: Sequence[Quotation]) -> Actor | None:
    """Return the speaker whom a quotation without cue goes on with, at most a block before."""
    if quotation.cue is not None:
        return None
    start = quotation.content[0].start
    blocks = [b.start for b in scene.parsed.blocks]
    here = sum(b <= start for b in blocks)
    for other in reversed(before):
        if other.speaker is None or _is_held(other, scene.quotations) or other.headline:
            continue
        there = sum(b <= _place(other) for b in blocks)
        return scene.actors[other.speaker] if here - there < CONTINUES else None
    return None
