"""Whom a pronoun stands for: a pronoun's place, gender and number in, the likeliest actor out."""

from __future__ import annotations

from collections.abc import Callable, Collection

from recoupe.extract.speakers_earlier import told_before
from recoupe.extract.speakers_scene import Scene
from recoupe.records import Actor, Mention, Quotation, Span

# Weights of evidence, set by hand. Of 583 statements found in the development articles 498 get the
# right speaker; a change of any one weight by a half moves at most four of these answers.
SUBJECT = 1.5
SPEAKER = 0.75
PERSON = 1.0
QUOTED = -3.0
UNNAMED = -1.0
INSTITUTION = -1.0
RETOLD = -1.5
SHOWN = 0.25
INTRODUCES = 2.0
PER_SENTENCE = -1.0
REACH = 12
"""Sentences a pronoun looks back; the farthest antecedent of the dev gold lies 6 before it."""

LAST_REACH = 2
"""Sentences "ce dernier" looks back for a person before it takes anything else."""

AHEAD = 400
"""Characters a pronoun without anyone before it looks ahead for its name."""

_SUBJECTS = ("nsubj", "ROOT")


def antecedent(
    scene: Scene,
    quotation: Quotation | None,
    pronoun: Span,
    shown: str,
    fits: Callable[[Actor], float | None] | None = None,
) -> Actor | None:
    """Return the actor a third-person pronoun stands for; ``shown`` is its gender and number.

    The subject of the sentence before and the speaker of the quotation before weigh most; what is
    named inside the quotation itself or inside another's quoted words weighs least. Inside quoted
    words a pronoun is never the one who speaks them. ``fits`` weighs an actor, ``None`` where it is
    out of the question.
    """
    earlier = told_before(scene, pronoun) if quotation else None
    if earlier is not None and agrees(scene, earlier, shown):
        return earlier
    here = scene.sentence(pronoun.start)
    around = scene.around(pronoun)
    content = quotation.content if quotation else ()
    barred = {q.speaker for q in around}
    scores: dict[str, tuple[float, int]] = {}

    def weigh(actor_id: str, at: int, value: float) -> None:
        actor, distance = scene.actors[actor_id], here - scene.sentence(at)
        if at >= pronoun.start or distance > REACH or actor_id in barred:
            return
        suited = fits(actor) if fits is not None else 0.0
        if suited is not None and agrees(scene, actor, shown):
            total = value + suited + PER_SENTENCE * distance
            scores[actor_id] = max(scores.get(actor_id, (-99.0, 0)), (total, at))

    for mention, actor_id in scene.near(pronoun.start, REACH):
        if not any(c.covers(mention.span) for c in content) and not scene.predicate(mention):
            value = _weight(scene, mention, actor_id, around)
            value += INTRODUCES if content and scene.introduces(mention, content[0]) else 0.0
            value += _shown(scene, actor_id, shown)
            weigh(actor_id, mention.span.start, value)
    for at, actor_id in _chain(scene, pronoun, here):
        weigh(actor_id, at, SUBJECT + PERSON * (scene.actors[actor_id].kind == "person"))
    last = _last_speaker(scene, pronoun, shown, barred)
    for at, actor_id, subject in scene.spoken:
        actor = scene.actors[actor_id]
        weigh(actor_id, at, _speaker_weight(actor, subject=subject, last=actor_id == last))
    if scores:
        return scene.actors[max(scores, key=lambda a: scores[a])]
    return _ahead(scene, pronoun, shown)


def _chain(scene: Scene, pronoun: Span, here: int) -> list[tuple[int, str]]:
    """Return whom the subject pronouns before this one stand for: one "il" leads to the next."""
    found = []
    for earlier, shown in scene.pronouns:
        if earlier.start >= pronoun.start:
            break
        if here - scene.sentence(earlier.start) > REACH:
            continue
        if earlier.start not in scene.followed:
            scene.followed[earlier.start] = None
            if scene.subject(earlier) and not scene.quoted(earlier):
                actor = antecedent(scene, None, earlier, shown)
                scene.followed[earlier.start] = actor.id if actor else None
        actor_id = scene.followed[earlier.start]
        if actor_id in scene.actors:
            found.append((earlier.start, actor_id))
    return found


def _last_speaker(
    scene: Scene, pronoun: Span, shown: str, barred: Collection[str | None]
) -> str | None:
    """Return who spoke last before a pronoun, of those it can stand for."""
    able = (
        a for at, a, _ in reversed(scene.spoken)
        if at < pronoun.start and a not in barred and agrees(scene, scene.actors[a], shown)
    )  # fmt: skip
    return next(able, None)


def _speaker_weight(actor: Actor, *, subject: bool, last: bool) -> float:
    kinds = {"person": PERSON, "organisation": INSTITUTION}
    return (SPEAKER if last else 0.0) + kinds.get(actor.kind, 0.0) + (SUBJECT if subject else 0.0)


def _weight(scene: Scene, mention: Mention, actor_id: str, around: list[Quotation]) -> float:
    actor = scene.actors[actor_id]
    value = PERSON if actor.kind == "person" else 0.0
    value += 0.0 if actor.named else UNNAMED
    if actor.kind == "organisation" and actor_id not in scene.genders:
        value += UNNAMED
    if scene.dependency(mention).startswith(_SUBJECTS):
        value += SUBJECT
    if any(c.covers(mention.span) for q in around for c in q.content):
        return value
    if scene.quoted(mention.span):
        return value + QUOTED
    return value + (RETOLD if scene.retold(mention.span) else 0.0)


def _shown(scene: Scene, actor_id: str, shown: str) -> float:
    """Weigh a gender that the text shows of somebody against one it leaves open."""
    known = scene.genders.get(actor_id) == shown[0]
    return SHOWN if known and scene.actors[actor_id].kind != "organisation" else 0.0


def _ahead(scene: Scene, pronoun: Span, shown: str) -> Actor | None:
    """Look ahead for the name a pronoun of the lead announces."""
    for mention, actor_id in scene.cast:
        actor = scene.actors[actor_id]
        near = pronoun.end <= mention.span.start <= pronoun.end + AHEAD
        if near and actor.kind == "person" and agrees(scene, actor, shown):
            return actor
    return None


def agrees(scene: Scene, actor: Actor, shown: str) -> bool:
    """Tell whether an actor can have the gender and number a pronoun shows."""
    gender, number = shown[0], shown[1]
    known = scene.genders.get(actor.id)
    if gender != "-" and known and known != gender:
        return False
    if number == "p":
        return actor.number == "p" or (actor.kind == "group" and actor.number is None)
    if actor.number == "p" or actor.kind == "group":
        return False
    return (
        actor.kind == "person" or known is not None or gender == "-" or actor.kind == "organisation"
    )


def last_named(scene: Scene, at: int, shown: str) -> Actor | None:
    """Return the actor named last before an offset that agrees ("ce dernier"), persons first.

    A body is meant where the nearest sentence that names anybody names no person: "… l'attaque à
    Karnet. Ce dernier nie".
    """
    here = scene.sentence(at)
    found: Actor | None = None
    nearest: int | None = None
    for mention, actor_id in reversed(scene.near(at, REACH)):
        actor, sentence = scene.actors[actor_id], scene.sentence(mention.span.start)
        if found is not None and (
            here - sentence > LAST_REACH or _settled(found, nearest, sentence)
        ):
            break
        if mention.span.end > at or not agrees(scene, actor, shown) or scene.quoted(mention.span):
            continue
        if scene.predicate(mention):
            continue
        if actor.kind == "person" or shown[1] == "p":
            return actor
        if found is None:
            found, nearest = actor, sentence
    return found


def _settled(found: Actor, nearest: int | None, sentence: int) -> bool:
    """Tell whether a named body stands nearer than the sentence now looked at."""
    return found.named and found.kind == "organisation" and sentence != nearest
