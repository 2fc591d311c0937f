"""Whom a pronoun stands for: a pronoun's place, gender and number in, the likeliest actor out."""

from __future__ import annotations

from recoupe.extract.speakers_scene import Scene
from recoupe.records import Actor, Mention, Quotation, Span

SUBJECT = 1.5
SPEAKER = 2.0
PERSON = 1.0
QUOTED = -3.0
PER_SENTENCE = -1.0
INSIDE_OTHER = -1.0
REACH = 12
"""Sentences a pronoun looks back; in the dev gold the farthest antecedent lies 6 sentences before."""

AHEAD = 400
"""Characters a pronoun without anyone before it looks ahead for its name."""

_SUBJECTS = ("nsubj", "ROOT")


def antecedent(scene: Scene, quotation: Quotation, pronoun: Span, shown: str) -> Actor | None:
    """Return the actor a third-person pronoun stands for; ``shown`` is its gender and number.

    The speaker of the quotation before weighs most, then the subject of the sentence before; what is
    named inside the quotation itself or inside another's quoted words weighs least.
    """
    here = scene.sentence(pronoun.start)
    scores: dict[str, tuple[float, int]] = {}
    for mention, actor_id in scene.before(pronoun.start):
        distance = here - scene.sentence(mention.span.start)
        if distance > REACH or any(c.covers(mention.span) for c in quotation.content):
            continue
        if not agrees(scene, scene.actors[actor_id], shown):
            continue
        value = _weight(scene, mention, scene.actors[actor_id]) + PER_SENTENCE * distance
        scores[actor_id] = max(scores.get(actor_id, (-99.0, 0)), (value, mention.span.start))
    for at, actor_id in scene.spoken:
        distance = here - scene.sentence(at)
        if (
            at < pronoun.start
            and distance <= REACH
            and agrees(scene, scene.actors[actor_id], shown)
        ):
            value = (
                SPEAKER
                + PERSON * (scene.actors[actor_id].kind == "person")
                + PER_SENTENCE * distance
            )
            scores[actor_id] = max(scores.get(actor_id, (-99.0, 0)), (value + SUBJECT, at))
    if scores:
        return scene.actors[max(scores, key=lambda a: scores[a])]
    return _ahead(scene, pronoun, shown)


def _weight(scene: Scene, mention: Mention, actor: Actor) -> float:
    value = PERSON if actor.kind == "person" else 0.0
    if scene.dependency(mention).startswith(_SUBJECTS):
        value += SUBJECT
    if scene.quoted(mention.span):
        value += QUOTED
    return value


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
    gender, number = shown
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
    """Return the actor named last before an offset that agrees ("ce dernier")."""
    for mention, actor_id in reversed(scene.before(at)):
        actor = scene.actors[actor_id]
        if (
            mention.span.end <= at
            and agrees(scene, actor, shown)
            and not scene.quoted(mention.span)
        ):
            return actor
    return None
