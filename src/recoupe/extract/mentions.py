"""Finds where an article names or describes actors: Parsed in, Mentions in order out."""

from __future__ import annotations

from dataclasses import replace

from recoupe.extract.mentions_found import Found, find
from recoupe.extract.mentions_kinds import acts, place_of
from recoupe.extract.mentions_names import Name
from recoupe.extract.mentions_phrases import Phrase
from recoupe.extract.mentions_roles import gives_name, role_of
from recoupe.extract.mentions_view import View, fold
from recoupe.extract.mentions_words import Noun, Place, load
from recoupe.parsed import Parsed
from recoupe.records import Mention, Span

KIND_OF_SORT = {
    "office": "person",
    "person": "person",
    "anonymous": "person",
    "institution": "organisation",
    "group": "group",
}


def find_mentions(parsed: Parsed) -> tuple[Mention, ...]:
    """Find the names and descriptions of persons, bodies, states and groups in the read zones.

    A mention of a name is the name with its title; of a description its noun phrase without
    relative clause. Places, works and events are no mentions. Gender and number are what the
    determiner, the title or the noun show.
    """
    words = load(parsed.article.language)
    found = find(parsed, words)
    mentions: list[Mention] = []
    used: set[int] = set()
    holders: dict[tuple[int, int], tuple[int, int]] = {}
    for name in found.names:
        mention, role = _of_name(found, name)
        if mention:
            mentions.append(mention)
        if role is not None:
            used.add(id(role))
            if role.last < name.first and mention:
                holders[id(name.view), role.last] = role.first, name.last
    for phrase in found.phrases:
        first, last = holders.get((id(phrase.view), phrase.last), (0, 0))
        whole = replace(phrase, last=last) if phrase.first < first else phrase
        mention = _of_phrase(found, whole) if id(phrase) not in used else None
        if mention:
            mentions.append(mention)
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


def _of_name(found: Found, name: Name) -> tuple[Mention | None, Phrase | None]:
    """Return the mention of a name, if it names an actor, and the phrase that gives its role."""
    kind, country, gender, number = _identity(found, name)
    if kind is None:
        return None, None
    role = role_of(found, name, kind)
    if role is not None and kind == "person" and gives_name(found, role):
        return None, None
    span = _span(found, name.view, name.first if name.title is None else name.title, name.last)
    shown = (
        gender
        or _agreement(name)
        or (role.gender if role and role.noun.sort in {"office", "person"} else None)
    )
    mention = Mention(
        span=span,
        head=name.tokens[-1],
        kind=kind,  # type: ignore[arg-type]
        name=name.text,
        role=_span(found, name.view, role.first, role.last) if role else None,
        gender=shown,
        number=number,
        country=country,
    )
    return mention, role


def _agreement(name: Name) -> str | None:
    """Return the gender a participle shows by agreeing with its subject ("X est partie")."""
    one = name.view
    if not one.dep[name.first].startswith("nsubj"):
        return None
    verb = one.block.doc[one.head[name.first]]
    if verb.morph.get("VerbForm", []) != ["Part"]:
        return None
    passive = one.dep[name.first] == "nsubj:pass"
    if not passive and not any(t.dep_ in {"aux:pass", "cop"} for t in verb.lefts):
        return None
    return {"Masc": "m", "Fem": "f"}.get((verb.morph.get("Gender", []) or [""])[0])


Identity = tuple[str | None, str | None, str | None, str | None]
NOBODY: Identity = (None, None, None, None)


def _identity(found: Found, name: Name) -> Identity:
    """Return kind, country, gender and number of a name; kind ``None`` where it is no actor."""
    place = place_of(name)
    if place is not None:
        return _identity_of_place(found, name, place)
    if isinstance(name.known, str) and name.known.startswith("people:"):
        return "group", name.known.partition(":")[2] or None, None, "p"
    kind = "organisation" if name.known == "organisation" else found.kinds.get(fold(name.text))
    if kind == "person":
        return kind, None, name.gender, "s"
    return (kind, None, _article_gender(found, name), "s") if kind == "organisation" else NOBODY


def _identity_of_place(found: Found, name: Name, place: Place) -> Identity:
    if place.how == "seat":
        return "organisation", place.state, _article_gender(found, name), "s"
    if place.how == "name" or (place.how == "capital" and acts(name, found.words)):
        return "country", place.state, place.gender, place.number
    return NOBODY


def _article_gender(found: Found, name: Name) -> str | None:
    key = name.view.key[name.first - 1] if name.first else ""
    show = found.words.determiners.get(key, ("", "--"))[1]
    return show[0] if show[0] in "mf" else None


def _of_phrase(found: Found, phrase: Phrase) -> Mention | None:
    noun = phrase.noun
    if noun.sort == "document" or not _is_actor(found, phrase):
        return None
    kind = KIND_OF_SORT[noun.sort]
    if phrase.number == "p" and kind in {"person", "organisation"}:
        kind = "group"
    leader = found.leaders.get((id(phrase.view), phrase.last + 1))
    if leader is not None and found.words.has("cabinets", noun.lemma):
        phrase = replace(phrase, last=leader.last)
    span = _span(found, phrase.view, phrase.first, phrase.last)
    return Mention(
        span=span,
        head=noun.lemma,
        kind=kind,  # type: ignore[arg-type]
        name=_proper(found, phrase, noun),
        gender=phrase.gender,
        number=phrase.number,
        country=_country(found, phrase),
    )


def _is_actor(found: Found, phrase: Phrase) -> bool:
    """Tell whether a phrase describes somebody, rather than a kind, a thing or a stray word."""
    noun = phrase.noun
    if noun.sort == "person" and not _stands_out(phrase):
        return False
    if noun.sort in {"office", "person"}:
        return bool(phrase.sort) or not _bare(found, phrase)
    if noun.sort != "institution":
        return True
    if _is_mere_kind(found, phrase) or (found.words.has("weak", noun.lemma) and not _acts(phrase)):
        return False
    return bool(phrase.sort) or _proper(found, phrase, noun) is not None


def _is_mere_kind(found: Found, phrase: Phrase) -> bool:
    """Tell whether "une chaîne", "une inspection" is a kind of thing rather than a body."""
    if phrase.sort != "indefinite" or phrase.number == "p":
        return False
    dep = phrase.view.dep[phrase.head]
    return not (dep in {"nsubj", "obl:agent"} or _country(found, phrase))


def _bare(found: Found, phrase: Phrase) -> bool:
    """Tell whether a singular noun stands quite alone, as a verb taken for a noun does."""
    alone = phrase.first == phrase.head and phrase.last == phrase.headed
    return alone and phrase.number != "p" and _country(found, phrase) is None


def _acts(phrase: Phrase) -> bool:
    dep = phrase.view.dep[phrase.head]
    weak = phrase.noun.sort == "institution" and phrase.sort == "indefinite"
    return not weak and (dep.startswith("nsubj") or dep == "obl:agent")


def _stands_out(phrase: Phrase) -> bool:
    """Tell whether a mere "person" noun is worth a mention: it acts, or is one definite person."""
    if phrase.number == "p" and phrase.sort in {"", "indefinite"}:
        counted = any(phrase.view.pos[i] == "NUM" for i in range(phrase.first, phrase.head))
        return phrase.view.dep[phrase.head] == "nsubj" and bool(phrase.sort) and not counted
    return _acts(phrase) or (phrase.sort in {"definite", "possessive"} and phrase.number != "p")


def _proper(found: Found, phrase: Phrase, noun: Noun) -> str | None:
    """Return the name of a described body that its complement gives ("parquet de X")."""
    if (
        noun.sort != "institution"
        or phrase.number == "p"
        or phrase.sort in {"possessive", "indefinite"}
    ):
        return None
    one = phrase.view
    start = phrase.head
    text = one.text[one.begin[start] : one.end[phrase.last]]
    if phrase.last == phrase.headed and not any(c.isupper() for c in text):
        return None
    if any(c.isupper() for c in text) or _country(found, phrase):
        return text
    return None


def _country(found: Found, phrase: Phrase) -> str | None:
    """Return the state an adjective or a complement of the phrase gives it."""
    one = phrase.view
    for i in range(phrase.first, phrase.last + 1):
        adjective = found.words.adjectives.at(one, i)
        lower = one.word[i][0].islower() or found.words.grammar["modifiers_before"]
        if adjective and adjective[1] and one.pos[i] != "NOUN" and lower:
            return adjective[1]
    for i in range(phrase.head, phrase.last + 1):
        place = found.words.places.at(one, i)
        if place and place[1].state and one.word[i][0].isupper():
            return place[1].state
    return None


def _span(found: Found, one: View, first: int, last: int) -> Span:
    return Span.of(found.text, one.block.start + one.begin[first], one.block.start + one.end[last])
