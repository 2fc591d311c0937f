"""Coreference inside one article, by rule: mentions in, actors with all their mentions out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.extract import actors_bodies, actors_persons, syntax
from recoupe.extract.actors_draft import Draft, finish
from recoupe.extract.actors_qualified import explain, qualify
from recoupe.extract.actors_roles import MATCH, Office, fit, office_of
from recoupe.extract.mentions_view import fold
from recoupe.extract.mentions_words import Words, load
from recoupe.parsed import Parsed
from recoupe.records import Actor, Mention, Role, Span

OPENING_CHARS = 60
"""How soon after the title a description must come to be of the person the title names."""

BESIDE_CHARS = 300
"""How far back "l'organisation" looks for a body before one whose own name holds the word."""

LEAD_CHARS = 700
"""How far from the start a description may wait for its name: title and lead of the dev pages."""


@dataclass(slots=True)
class _Cast:
    """The actors of an article while descriptions are being given to them."""

    text: str
    words: Words
    drafts: list[Draft]


def resolve_actors(parsed: Parsed, mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    """Group the mentions of an article into persons, bodies, states and groups.

    Names first (full name, surname, title and surname, initials, transliterations; acronym and
    expansion), then descriptions in the order of the text: by office and state, by the words of the
    complement, by nearness. An indefinite description starts an unnamed actor that later definite
    ones join.
    """
    words = load(parsed.article.language)
    text = parsed.article.text
    named = [m for m in mentions if m.name and not _points(words, m)]
    persons = [m for m in named if m.kind == "person"]
    bodies = [m for m in named if m.kind != "person"]
    drafts = actors_persons.gather(persons, words.language)
    drafts += actors_bodies.gather(bodies, text, words)
    cast = _Cast(text, words, drafts)
    for mention in mentions:
        unnamed = not mention.name or _points(words, mention)
        if unnamed and not _said_of(cast, parsed, mention):
            _describe(cast, mention)
    _name_the_lead(cast)
    titles = [Span.of(text, b.start, b.end) for b in parsed.blocks if b.kind == "title"]
    _name_by_title(cast, titles[0] if titles else None)
    qualify(cast.drafts, parsed, words)
    explain(cast.drafts)
    finished = [finish(draft, parsed.article.id) for draft in cast.drafts]
    return tuple(sorted(finished, key=lambda a: a.mentions[0].span.start))


def _points(words: Words, mention: Mention) -> bool:
    """Tell whether a body with a nationality but no name points back: "le constructeur letton"."""
    text = mention.span.text
    generic = mention.head in words.lists["pointing"] and mention.kind == "organisation"
    return generic and mention.country is not None and not any(c.isupper() for c in text[1:])


def _said_of(cast: _Cast, parsed: Parsed, mention: Mention) -> bool:
    """Give an office that is said of somebody to him: "M. Arvel est l'envoyé de la présidente".

    Only in the present: who was mayor or would be is not.
    """
    if mention.kind != "person" or mention.name:
        return False
    block, root = parsed.block_at(mention.span.start), parsed.root(mention.span)
    if block is None or root is None or not syntax.is_said_now(root):
        return False
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    at = block.first(subject)
    for draft in cast.drafts:
        named = draft.kind == "person" and draft.named
        if named and any(m.span.start <= at < m.span.end for m in draft.mentions if m.name):
            draft.add(mention, office_of(cast.words.language, mention.span.text))
            draft.roles.append(Role(mention.span.text, mention.span))
            return True
    return False


def _describe(cast: _Cast, mention: Mention) -> None:
    """Give a description to the actor it fits, or to a new unnamed one."""
    office = office_of(cast.words.language, mention.span.text)
    if office is None:
        office = Office(mention.head, frozenset(), mention.country, frozenset())
    sort = determiner(cast.words, mention)
    draft = None
    if sort != "indefinite":
        draft = (
            _own(cast, mention, sort)
            or _holder(cast, mention, office, sort)
            or _repeat(cast, mention, office)
            or _pointed(cast, mention, office, sort)
        )
    if draft is None:
        draft = _new(cast, mention, office, sort)
    draft.add(mention, office)


def determiner(words: Words, mention: Mention) -> str:
    """Return the sort of the determiner a description begins with, ``""`` where there is none."""
    first = fold(mention.span.text.replace("’", "' ").replace("'", "' ")).split()[0]
    return words.determiners.get(first, ("", ""))[0]


def _own(cast: _Cast, mention: Mention, sort: str) -> Draft | None:
    """Give "son administration" to the administration of the person named last before it."""
    if sort != "possessive" or not cast.words.has("owned", mention.head):
        return None
    owner = _nearest([d for d in cast.drafts if d.kind == "person"], mention)
    if owner is None:
        return None
    name = f"{mention.head} {' '.join(owner.name.split()[1:]) or owner.name}"
    known = next((d for d in cast.drafts if fold(d.name) == fold(name)), None)
    if known is None:
        known = Draft(
            mention.kind, mention.span.text, named=False, country=owner.country, extra=[name]
        )
        cast.drafts.append(known)
    return known


def _nearest(drafts: Sequence[Draft], mention: Mention) -> Draft | None:
    before = [
        (m.span.start, i)
        for i, d in enumerate(drafts)
        for m in d.mentions
        if m.span.end <= mention.span.start
    ]
    return drafts[max(before)[1]] if before else None


def _fitting(cast: _Cast, mention: Mention, office: Office) -> Draft | None:
    """Return the named actor whose office a definite description repeats or paraphrases."""
    best: list[tuple[int, Draft]] = []
    for draft in cast.drafts:
        if not _may_be(draft, mention) or _elsewhere(draft, office):
            continue
        score = max((fit(cast.words, office, held) for held in draft.offices), default=-1)
        if score >= MATCH:
            best.append((score, draft))
    if not best:
        return None
    top = max(score for score, _ in best)
    drafts = [draft for score, draft in best if score == top]
    return drafts[0] if len(drafts) == 1 else (_nearest(drafts, mention) or drafts[0])


def _may_be(draft: Draft, mention: Mention) -> bool:
    if not draft.gender_fits(mention):
        return False
    if mention.kind == "group" or draft.kind == "group":
        return False
    return (draft.kind == "person") == (mention.kind == "person") and draft.kind != "country"


def _elsewhere(draft: Draft, office: Office) -> bool:
    """Tell whether all that is known of a draft's state speaks against a description's."""
    states = {held.state for held in draft.offices} - {None}
    return bool(office.state and states) and office.state not in states


def _repeat(cast: _Cast, mention: Mention, office: Office) -> Draft | None:
    """Return the unnamed actor a definite description repeats ("un pilote", then "le pilote")."""
    for draft in reversed(cast.drafts):
        if draft.named or draft.kind != mention.kind:
            continue
        for held in draft.offices:
            states = office.state in {None, held.state}
            if office.head == held.head and states and office.rest <= held.rest:
                return draft
    return None


def _holder(cast: _Cast, mention: Mention, office: Office, sort: str) -> Draft | None:
    """Return whose office a description repeats; a body beside it wins over a far one."""
    fitting = _fitting(cast, mention, office)
    body = fitting is not None and fitting.named and fitting.kind == "organisation"
    return (_beside(cast, mention, office, sort) if body else None) or fitting


def _beside(cast: _Cast, mention: Mention, office: Office, sort: str) -> Draft | None:
    """Return the body named just before a bare generic noun, whatever other body bears the noun."""
    near = _pointed(cast, mention, office, sort)
    if near is None:
        return None
    before = (m.span.end for m in near.mentions if m.span.end <= mention.span.start)
    return near if mention.span.start - max(before) <= BESIDE_CHARS else None


def _pointed(cast: _Cast, mention: Mention, office: Office, sort: str) -> Draft | None:
    """Return the body a bare generic noun points back to ("la firme" after "Orvel Systems")."""
    if sort != "definite" or office.rest or mention.number == "p":
        return None
    if office.head in cast.words.lists["pointing_media"]:
        return _medium(cast, mention)
    if office.head not in cast.words.lists["pointing"]:
        return None
    bodies = [
        d for d in cast.drafts
        if d.named and d.kind == "organisation" and not (d.country and not d.offices)
        and not (office.state and d.country and d.country != office.state)
        and all(held.head in cast.words.lists["pointing"] for held in d.offices)
        and fold(d.name) not in cast.words.media
    ]  # fmt: skip
    return _nearest(bodies, mention)


def _medium(cast: _Cast, mention: Mention) -> Draft | None:
    """Return the outlet a bare "le journal" points back to."""
    outlets = [d for d in cast.drafts if fold(d.name) in cast.words.media]
    return _nearest(outlets, mention)


def _new(cast: _Cast, mention: Mention, office: Office, sort: str) -> Draft:
    draft = Draft(
        mention.kind, _bare(cast.words, mention, sort), named=False,
        country=mention.country or office.state,
    )  # fmt: skip
    cast.drafts.append(draft)
    return draft


def _bare(words: Words, mention: Mention, sort: str) -> str:
    """Return a description as it stands, without a definite article."""
    text = mention.span.text
    if sort != "definite":
        return text
    plain = fold(text.replace("’", "'"))
    for article in sorted(words.lists["articles"], key=len, reverse=True):
        if plain.startswith(article) and (article.endswith("'") or plain[len(article)].isspace()):
            return text[len(article) :].strip()
    return text


def _name_by_title(cast: _Cast, title: Span | None) -> None:
    """Join the definite description that opens the text to the one person its title names."""
    if title is None:
        return
    bearers = [d for d in cast.drafts if d.kind == "person" and d.named and _within(d, title)]
    for draft in [d for d in cast.drafts if not d.named and d.kind == "person" and d.number != "p"]:
        mention = draft.mentions[0]
        opens = title.end <= mention.span.start <= title.end + OPENING_CHARS
        definite = determiner(cast.words, mention) == "definite"
        if opens and definite and len(bearers) == 1 and _may_be(bearers[0], mention):
            bearers[0].absorb(draft)
            cast.drafts.remove(draft)
            return


def _within(draft: Draft, span: Span) -> bool:
    return any(span.covers(m.span) for m in draft.mentions)


def _name_the_lead(cast: _Cast) -> None:
    """Join an official of the lead to the person whom the article then names in such an office."""
    officials = cast.words.classes["any:official"]
    for draft in [d for d in cast.drafts if not d.named and d.kind == "person" and d.number != "p"]:
        office = draft.offices[0]
        start = draft.mentions[0].span.start
        if start > LEAD_CHARS or office.head not in officials or not office.state:
            continue
        later = [
            d for d in cast.drafts
            if d.named and d.kind == "person" and d.mentions[0].span.start > start
            and any(held.state == office.state for held in d.offices)
        ]  # fmt: skip
        first = min(later, key=lambda d: d.mentions[0].span.start, default=None)
        if first is not None:
            first.absorb(draft)
            cast.drafts.remove(draft)
