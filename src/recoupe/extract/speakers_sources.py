"""Whom the source of a quotation names: a source span in, an actor of the article out."""

from __future__ import annotations

import re

from recoupe.extract.actors_roles import Office, office_of
from recoupe.extract.mentions_view import fold
from recoupe.extract.speakers_scene import Scene
from recoupe.extract.speakers_tail import described
from recoupe.records import Actor, Mention, Span

Pair = tuple[Mention, str]

MAX_TIE = 4
"""Words between a document and its author ("un rapport annuel de l'Institut X")."""

MAX_LINK = 8
"""Words before the last of several joined sources among which its "et" must stand."""

_WORDS = re.compile(r"[^\W\d_][\w\-]*'?")


def keys(text: str) -> list[str]:
    """Return the folded words of a text, an elided word with its apostrophe."""
    return _WORDS.findall(fold(text.replace("’", "'").replace("\u00a0", " ")))


def read_source(scene: Scene, source: Span) -> tuple[Actor, str | None]:
    """Return the actor a source names or describes and its role as printed there.

    A description wins over the names in its complement; a name in apposition wins over the
    description; a document with a named author speaks for its author; several joined sources speak
    as one group; what no actor stands for yet becomes an unnamed actor.
    """
    source = _before_bracket(source)
    pairs = _bearer(scene, source) or _top(scene, source) or _by_role(scene, source)
    author = _author(scene, source, pairs)
    if author is not None:
        return scene.actors[author[1]], None
    if not pairs or not _heads(scene, source, pairs[0][0]):
        return _unnamed(scene, source), None
    joined = _joined(scene, pairs)
    if joined:
        return _together(scene, joined), None
    mention, actor_id = pairs[0]
    return scene.actors[actor_id], role_of(mention)


def _before_bracket(source: Span) -> Span:
    """Leave an aside out: ``Enedis (anciennement ERDF)`` is Enedis."""
    at = source.text.find(" (")
    return Span(source.start, source.start + at, source.text[:at]) if at > 0 else source


def _bearer(scene: Scene, source: Span) -> list[Pair]:
    """Return who is named right before a source that is but his role: ``X, | le maire, qui …``."""
    return [(m, a) for m, a in scene.cast if m.role is not None and m.role == source][:1]


def _by_role(scene: Scene, source: Span) -> list[Pair]:
    """Return who bears the office a source names, where its name stands before it."""
    return [(m, a) for m, a in scene.cast if m.role is not None and m.role.covers(source)][:1]


def role_of(mention: Mention) -> str | None:
    """Return the role printed with a mention: its apposition, or the description itself."""
    if mention.role is not None:
        return mention.role.text
    return mention.span.text if mention.name is None and mention.kind == "person" else None


def offices(scene: Scene, actor: Actor) -> list[Office]:
    """Return the offices that roles and descriptions give an actor."""
    texts = [r.role for r in actor.roles] + [m.span.text for m in actor.mentions if m.name is None]
    found = (office_of(scene.words.language, text) for text in texts)
    return [office for office in found if office is not None]


def _top(scene: Scene, source: Span) -> list[Pair]:
    """Return the mentions of a source that lie in no other one, a bearer before its role."""
    pairs = scene.inside(source)
    spans = [(m, s) for m, _ in pairs for s in (m.span, m.role) if s is not None]
    return [
        (m, a)
        for m, a in pairs
        if not any(
            o is not m and s.covers(m.span) and s != m.span and not _bears(m, s) for o, s in spans
        )
    ]


def _bears(mention: Mention, span: Span) -> bool:
    return mention.role == span


def _heads(scene: Scene, source: Span, mention: Mention) -> bool:
    """Tell whether a mention opens its source, but for determiners, adjectives and its own role."""
    start = mention.span.start
    if mention.role is not None and mention.role.start < start:
        start = min(start, mention.role.start)
    lead = keys(scene.parsed.article.text[source.start : max(source.start, start)])
    words = scene.words
    return len(lead) <= 3 and not any(  # noqa: PLR2004
        (words.has("of", k) and not words.has("fused", k)) or _is_noun(scene, k) for k in lead
    )


def _is_noun(scene: Scene, key: str) -> bool:
    noun = scene.words.nouns.entries.get(key)
    return noun is not None and noun.sort in {"document", "anonymous", "office", "person", "group"}


def _author(scene: Scene, source: Span, pairs: list[Pair]) -> Pair | None:
    """Return the author of a document ("un rapport de l'Institut X", "le sondage X")."""
    text = scene.parsed.article.text
    for mention, actor_id in pairs:
        if mention.span.start < source.start:
            continue
        lead = keys(text[source.start : mention.span.start])
        at = next((i for i, k in enumerate(lead) if _is_document(scene, k)), None)
        if at is None or (mention.role is not None and mention.role.start < source.start):
            return None
        between = lead[at + 1 :]
        ties = [k for k in between if scene.words.has("of", k)]
        if (not between and mention.kind == "organisation") or (
            len(ties) == 1 and len(between) <= MAX_TIE
        ):
            return mention, actor_id
        return None
    return None


def _is_document(scene: Scene, key: str) -> bool:
    noun = scene.words.nouns.entries.get(key)
    return noun is not None and noun.sort == "document"


def _joined(scene: Scene, pairs: list[Pair]) -> list[Pair]:
    """Return the coordinated mentions of a source ("Lima et Quito"), empty for one alone."""
    text = scene.parsed.article.text
    found = [pairs[0]]
    for mention, actor_id in pairs[1:]:
        ended = found[-1][0]
        end = max(ended.span.end, ended.role.end if ended.role else 0)
        start = min(mention.span.start, mention.role.start if mention.role else mention.span.start)
        between = keys(text[end:start])
        linked = all(k in scene.words.determiners or scene.words.has("and", k) for k in between)
        if not linked or actor_id == found[-1][1]:
            break
        found.append((mention, actor_id))
    if len(found) == 1:
        return []
    tail = keys(text[pairs[0][0].span.end : found[-1][0].span.start])[-MAX_LINK:]
    return found if any(scene.words.has("and", k) for k in tail) else []


def _together(scene: Scene, pairs: list[Pair]) -> Actor:
    text = scene.parsed.article.text
    span = Span.of(text, pairs[0][0].span.start, pairs[-1][0].span.end)
    for actor in scene.actors.values():
        if actor.kind == "group" and fold(actor.name) == fold(span.text):
            return actor
    mention = Mention(span=span, head=pairs[-1][0].head, kind="group", number="p")
    return scene.enter("group", span.text, mention)


def _repeated(scene: Scene, source: Span) -> Actor | None:
    """Return the unnamed source a bare definite noun repeats: ``Les documents montrent aussi``."""
    words = keys(source.text)
    if len(words) != 2:  # noqa: PLR2004 - an article and a noun
        return None
    for actor in reversed(scene.actors.values()):
        if not actor.named and len(keys(actor.name)) > 1 and words[-1] in keys(actor.name)[:2]:
            return actor
    return None


def sort_of(scene: Scene, words: list[str]) -> tuple[str, str]:
    """Return the sort of determiner words begin with and what it shows; "l'un de" is indefinite."""
    first, second = (
        [scene.words.determiners.get(w, ("", "--")) for w in words[:2]] + [("", "--")] * 2
    )[:2]
    return second if first[0] == "definite" and second[0] == "indefinite" else first


def _unnamed(scene: Scene, source: Span) -> Actor:
    """Return the unnamed actor a source describes; a definite repeat joins the one before it."""
    language = scene.words.language
    office = office_of(language, source.text)
    first = keys(source.text)[0] if keys(source.text) else ""
    sort, show = sort_of(scene, keys(source.text))
    head = office.head if office else (keys(source.text) or [""])[-1]
    if sort != "indefinite" and office is not None:
        for actor in reversed(scene.actors.values()):
            known = None if actor.named else office_of(language, actor.name)
            if known is not None and known.head == office.head and office.rest <= known.rest:
                return actor
    if sort != "indefinite" and (repeated := _repeated(scene, source)) is not None:
        return repeated
    gender = show[0] if show[0] in "mf" else None
    number = show[1] if show[1] in "sp" else None
    noun = scene.words.nouns.entries.get(head)
    person = noun is not None and noun.sort in {"person", "office", "anonymous"} and number != "p"
    kind = "person" if person else "group"
    mention = Mention(source, head, kind, None, None, gender, number)  # type: ignore[arg-type]
    whole = described(scene.parsed, source, scene.cues).text
    name = whole[len(first) :].strip() if sort == "definite" else whole
    name = _titled(scene, source, name) if noun is not None and noun.sort == "document" else name
    return scene.enter(kind, name or source.text, mention)  # type: ignore[arg-type]


def _titled(scene: Scene, source: Span, name: str) -> str:
    """Return a document with the title given before ("le projet de loi « Lac propre »")."""
    pattern = re.compile(rf"\b{re.escape(name)}\s*«\s*([^«»\n]{{2,60}}?)\s*»", re.IGNORECASE)
    titles = {m.group(1) for m in pattern.finditer(scene.parsed.article.text, 0, source.start)}
    return f"{name} « {titles.pop()} »" if len(titles) == 1 else name
