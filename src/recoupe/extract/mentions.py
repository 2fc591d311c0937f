"""Finds where an article names or describes actors: Parsed in, Mentions in the order of the text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from recoupe.extract.mentions_kinds import acts, judge, place_of
from recoupe.extract.mentions_names import Name, capitalised_inside, find_names
from recoupe.extract.mentions_phrases import Phrase, find_phrases, stretch
from recoupe.extract.mentions_view import View, fold, view
from recoupe.extract.mentions_words import Noun, Place, Words, load
from recoupe.parsed import Parsed
from recoupe.records import Mention, Span

KIND_OF_SORT = {
    "office": "person",
    "person": "person",
    "anonymous": "person",
    "institution": "organisation",
    "group": "group",
}


Endings = dict[tuple[int, int], tuple[Phrase, ...]]
"""The phrases that end at a token (view, token), the longest first."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in one article, before it becomes mentions."""

    text: str
    words: Words
    names: list[Name]
    phrases: list[Phrase]
    kinds: dict[str, str]
    by_last: Endings
    by_first: dict[tuple[int, int], Phrase]
    leaders: dict[tuple[int, int], Name]


def find_mentions(parsed: Parsed) -> tuple[Mention, ...]:
    """Find the names and descriptions of persons, bodies, states and groups in the read zones.

    A mention of a name is the name with its title; of a description its noun phrase without relative
    clause. Names of places, works and events are no mentions. Gender and number are what the
    determiner, the title or the noun show.
    """
    words = load(parsed.article.language)
    found = _find(parsed, words)
    mentions: list[Mention] = []
    used: set[int] = set()
    holders: dict[tuple[int, int], int] = {}
    for name in found.names:
        mention, role = _of_name(found, name)
        if mention:
            mentions.append(mention)
        if role is not None:
            used.add(id(role))
            if role.last < name.first and mention:
                holders[id(name.view), role.last] = name.last
    for phrase in found.phrases:
        last = holders.get((id(phrase.view), phrase.last), phrase.last)
        whole = replace(phrase, last=last) if last != phrase.last else phrase
        mention = _of_phrase(found, whole) if id(phrase) not in used else None
        if mention:
            mentions.append(mention)
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


def _find(parsed: Parsed, words: Words) -> _Found:
    text = parsed.article.text
    views = [view(block, text[block.start : block.end]) for block in parsed.blocks]
    seen = {key for one in views for key in capitalised_inside(one)} - words.lists["not_names"]
    names: list[Name] = []
    phrases: list[Phrase] = []
    for one in views:
        mine = [n for raw in find_names(one, words, seen) for n in _mend(raw, words)]
        index = {n.first: n for n in mine}
        mine = [_institution(n, words, index) for n in mine]
        mine = _without_overlap(mine)
        names += mine
        phrases += find_phrases(one, words, {n.first: n for n in mine})
    by_last: Endings = {}
    for phrase in phrases:
        key = id(phrase.view), phrase.last
        by_last[key] = (*by_last.get(key, ()), phrase)
    by_first = {(id(p.view), p.first): p for p in phrases}
    kinds = judge(names, by_last, words)
    leaders = {
        (id(n.view), n.first): n
        for n in names
        if n.known is None and n.title is None and kinds.get(fold(n.text)) == "person"
    }
    return _Found(parsed.article.text, words, names, phrases, kinds, by_last, by_first, leaders)


def _mend(name: Name, words: Words) -> list[Name]:
    """Cut an office or a nationality with a capital off the name that follows it."""
    if name.known is not None or name.title is not None:
        return [name]
    first = name.first
    while first <= name.last:
        match = words.nouns.at(name.view, first)
        if words.grammar["modifiers_before"] and _is_nationality(name, words, first):
            first += 1
            continue
        nation = words.people.at(name.view, first)
        if match and match[1].sort in {"office", "person"} and not _is_body(name, first, match):
            first = match[0] + 1
        elif words.has("portfolios", name.view.key[first]) and first == name.first:
            first += 1
        elif nation and nation[0] < name.last:
            first = nation[0] + 1
        elif nation and nation[0] == name.last:
            return _people(name, words, first, nation[1])
        else:
            break
    return [replace(name, first=first)] if first <= name.last else []


def _is_body(name: Name, first: int, match: tuple[int, Noun]) -> bool:
    """Tell a body named for its members ("Médecins du lac") from an office with a capital."""
    return match[1].number == "p" and match[0] == name.last and not name.view.opens(first)


def _is_nationality(name: Name, words: Words, i: int) -> bool:
    """Tell whether a word is an adjective of nationality before more ("Latvian President …")."""
    state = words.adjectives.at(name.view, i)
    return bool(state and state[0] == i and state[1])


def _people(name: Name, words: Words, first: int, state: str) -> list[Name]:
    """Return a people ("les Lettons"); one of its members ("le Letton") names nobody."""
    before = name.view.key[first - 1] if first else ""
    many = words.determiners.get(before, ("", "--"))[1][1] == "p" or name.view.pos[first - 1] == "NUM"
    if words.grammar["people_need_article"] and not (first and many):
        return []
    return [replace(name, first=first, known=f"people:{state}")]


def _institution(name: Name, words: Words, index: Mapping[int, Name]) -> Name:
    """Stretch "Conseil" to "Conseil national de la pêche": a head noun with a capital is a name."""
    if name.title is not None or isinstance(name.known, Place):
        return name
    if name.known is not None:
        return _of_state(name, words, index)
    match = words.nouns.at(name.view, name.first)
    if match is None or (match[1].sort not in {"institution", "group"} and match[1].number != "p"):
        return name
    others = {k: n for k, n in index.items() if k != name.first}
    last = stretch(name.view, words, others, name.first, max(match[0], name.last), match[1])
    bearer = others.get(last + 1)
    if bearer is not None and bearer.first == bearer.last and bearer.title is None:
        last = bearer.last
    return replace(name, last=last, known="organisation")


def _of_state(name: Name, words: Words, index: Mapping[int, Name]) -> Name:
    """Stretch a listed body over the state it is of ("le Sénat du Bénin")."""
    at = name.last + 1
    if at >= len(name.view) or not words.has("of", name.view.key[at]):
        return name
    for k in (at + 1, at + 2):
        state = index.get(k)
        if state is not None and isinstance(state.known, Place) and state.known.how == "name":
            return replace(name, last=state.last)
    return name


def _without_overlap(names: Sequence[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in names:
        if not kept or name.first > kept[-1].last:
            kept.append(name)
    return kept


def _of_name(found: _Found, name: Name) -> tuple[Mention | None, Phrase | None]:
    """Return the mention of a name, if it names an actor, and the phrase that gives its role."""
    kind, country, gender, number = _identity(found, name)
    if kind is None:
        return None, None
    role = _role(found, name, kind)
    if role is not None and kind == "person" and _gives_name(found, role):
        return None, None
    span = _span(found, name.view, name.first if name.title is None else name.title, name.last)
    shown = gender or _agreement(name) or (role.gender if role and role.noun.sort in {"office", "person"} else None)
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


def _gives_name(found: _Found, role: Phrase) -> bool:
    """Tell whether a phrase is a body that bears its leader's name ("l'administration Varel")."""
    return found.words.has("cabinets", role.noun.lemma) and role.last == role.headed


def _agreement(name: Name) -> str | None:
    """Return the gender a participle shows in agreeing with its subject ("Ida Varel est partie")."""
    one = name.view
    if not one.dep[name.first].startswith("nsubj"):
        return None
    verb = one.block.doc[one.head[name.first]]
    if verb.morph.get("VerbForm") != ["Part"]:
        return None
    passive = one.dep[name.first] == "nsubj:pass"
    if not passive and not any(t.dep_ in {"aux:pass", "cop"} for t in verb.lefts):
        return None
    return {"Masc": "m", "Fem": "f"}.get((verb.morph.get("Gender") or [""])[0])


def _identity(found: _Found, name: Name) -> tuple[str | None, str | None, str | None, str | None]:
    """Return kind, country, gender and number of a name; kind ``None`` where it is no actor."""
    place = place_of(name)
    if place is not None:
        if place.how == "name":
            return "country", place.state, place.gender, place.number
        if place.how == "seat":
            return "organisation", place.state, _article_gender(found, name), "s"
        if place.how == "capital" and acts(name, found.words):
            return "country", place.state, place.gender, place.number
        return None, None, None, None
    if isinstance(name.known, str) and name.known.startswith("people:"):
        state = name.known.partition(":")[2] or None
        return "group", state, None, "p"
    kind = "organisation" if name.known == "organisation" else found.kinds.get(fold(name.text))
    if kind in {"person", "organisation"}:
        gender = name.gender if kind == "person" else _article_gender(found, name)
        return kind, None, gender, "s"
    return None, None, None, None


def _article_gender(found: _Found, name: Name) -> str | None:
    key = name.view.key[name.first - 1] if name.first else ""
    show = found.words.determiners.get(key, ("", "--"))[1]
    return show[0] if show[0] in "mf" else None


def _role(found: _Found, name: Name, kind: str) -> Phrase | None:
    """Return the phrase that says what the named one is: right before it, or set off by commas."""
    one = name.view
    start = name.first if name.title is None else name.title
    before = found.by_last.get((id(one), start - 1), ())
    persons = [p for p in before if p.noun.sort in {"office", "person"}]
    bodies = [p for p in before if p.noun.sort == "institution"]
    if kind != "person":
        return bodies[-1] if bodies else None
    if before:
        return (persons or bodies or [None])[-1]
    if start > 1 and one.word[start - 1] == ",":
        persons = [p for p in found.by_last.get((id(one), start - 2), ()) if _is_office(p)]
        if persons:
            return persons[0]
    return _role_after(found, name)


def _role_after(found: _Found, name: Name) -> Phrase | None:
    one, i = name.view, name.last + 1
    direct = found.by_first.get((id(one), i))
    if direct is not None and _is_office(direct) and not direct.sort:
        return direct
    if i + 1 >= len(one) or one.word[i] not in {",", "("}:
        return None
    i += 1
    while i + 1 < len(one) and found.words.has("apposition", one.key[i]) and one.pos[i] != "NOUN":
        if (id(one), i) in found.by_first:
            break
        i += 1
    phrase = found.by_first.get((id(one), i))
    if phrase is None or not _is_office(phrase) or (phrase.sort in {"possessive"} and False):
        return None
    return phrase


def _is_office(phrase: Phrase) -> bool:
    return phrase.noun.sort in {"office", "person"} and phrase.number != "p"


def _of_phrase(found: _Found, phrase: Phrase) -> Mention | None:
    noun = phrase.noun
    if noun.sort == "document":
        return None
    if noun.sort == "person" and not _stands_out(phrase):
        return None
    if noun.sort in {"office", "person"} and not phrase.sort and _bare(found, phrase):
        return None
    if noun.sort == "institution" and found.words.has("weak", noun.lemma) and not _acts(phrase):
        return None
    if noun.sort == "institution" and not phrase.sort and _proper(found, phrase, noun) is None:
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


def _bare(found: _Found, phrase: Phrase) -> bool:
    """Tell whether a singular noun stands quite alone, as a verb taken for a noun does."""
    alone = phrase.first == phrase.head and phrase.last == phrase.headed
    return alone and phrase.number != "p" and _country(found, phrase) is None


def _acts(phrase: Phrase) -> bool:
    dep = phrase.view.dep[phrase.head]
    return dep.startswith("nsubj") or dep == "obl:agent"


def _stands_out(phrase: Phrase) -> bool:
    """Tell whether a mere "person" noun is worth a mention: it acts, or is one definite person."""
    if phrase.number == "p" and phrase.sort in {"", "indefinite"}:
        return False
    return _acts(phrase) or (
        (phrase.sort in {"definite", "possessive"} and phrase.number != "p")
    )


def _proper(found: _Found, phrase: Phrase, noun: Noun) -> str | None:
    """Return the name of a described body that has one by its complement ("parquet de Sarroval")."""
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


def _country(found: _Found, phrase: Phrase) -> str | None:
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


def _span(found: _Found, one: View, first: int, last: int) -> Span:
    return Span.of(found.text, one.block.start + one.begin[first], one.block.start + one.end[last])
