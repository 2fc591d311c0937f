"""What a name names: all names and phrases of an article in, a kind for each name out.

No list of people's names is used. A name is judged by all its places in the article together:
titles, offices and ages next to it, articles and prepositions before it, words inside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recoupe.extract.mentions_names import Name
from recoupe.extract.mentions_phrases import Phrase
from recoupe.extract.mentions_view import View, fold
from recoupe.extract.mentions_words import Place, Words

Votes = Counter[str]
Endings = Mapping[tuple[int, int], tuple[Phrase, ...]]

STRONG = 5
"""A title, a listed word inside: one such sign outweighs several weak ones."""
CLEAR = 3
FAIR = 2
WEAK = 1
MAX_ACRONYM = 6
MAX_LETTERS = 4
"""A first word in capitals, so short, is letters ("JGP Sarroval"), not a surname put first."""

MAX_PERSON_TOKENS = 5


_ARGUMENTS = frozenset(
    [
        "obj",
        "iobj",
        "obl:arg",
        "obl:agent",
        "obl:mod",
        "obl",
        "nmod",
        "dep",
        "ROOT",
        "conj",
        "appos",
    ]
)
"""Functions in which a capital is a party to what happens, in Universal Dependencies."""


def judge(names: Sequence[Name], phrases: Endings, words: Words) -> dict[str, str]:
    """Return a kind for each unlisted name, by its folded text.

    ``phrases`` are keyed by view identity and last token, the longest first. Kinds: person,
    organisation, place, thing.
    """
    votes: defaultdict[str, Votes] = defaultdict(Counter)
    for name in names:
        if name.known is None:
            _vote(name, phrases, words, votes[fold(name.text)])
    kinds = {text: _decide(text, count) for text, count in votes.items()}
    return _surnames(kinds, votes)


def _vote(name: Name, phrases: Endings, words: Words, votes: Votes) -> None:
    if name.title is not None:
        votes["person"] += STRONG
    _shape(name, words, votes)
    _before(name, phrases, words, votes)
    _after(name, words, votes)
    if name.view.dep[name.first].startswith("nsubj"):
        votes["subject"] += 1
    votes["seen"] += 1


def _shape(name: Name, words: Words, votes: Votes) -> None:
    view = name.view
    keys = [view.key[i] for i in range(name.first, name.last + 1)]
    if any(words.has("inside", k) for k in keys):
        votes["organisation"] += STRONG
    if words.has("things", keys[0]) or (len(keys) > 1 and words.has("thing_types", keys[0])):
        votes["thing"] += STRONG
    if words.has("place_types", keys[0]) and len(keys) > 1:
        votes["place"] += CLEAR
    if any(any(c.isdigit() for c in k) or k == "&" for k in keys):
        votes["thing"] += STRONG
    if words.has("articles", keys[0]) and len(keys) > 1:
        votes["titled"] += 1
    text = name.text
    head = name.view.word[name.first]
    letters = head.isupper() and head.isalpha() and 1 < len(head) <= MAX_LETTERS
    if len(keys) > 1 and letters and not text.isupper():
        votes["thing"] += CLEAR
    if len(keys) == 1 and text.isupper() and 1 < len(text) <= MAX_ACRONYM:
        _acronym(name, words, votes)
    if " " in text and len(text.split()) <= MAX_PERSON_TOKENS:
        votes["person"] += FAIR


def _acronym(name: Name, words: Words, votes: Votes) -> None:
    """Letters with an article are a body's; after "un" or before a number, a thing's."""
    view, i = name.view, name.first
    before = view.key[i - 1] if i else ""
    after = view.word[i + 1] if i + 1 < len(view) else ""
    if words.determiners.get(before, ("",))[0] == "indefinite" or after[:1].isdigit():
        votes["thing"] += STRONG
    elif (
        view.dep[i].startswith("nsubj") or words.has("articles", before) or words.has("of", before)
    ):
        votes["organisation"] += CLEAR
    elif before == "(" and i > 1 and view.word[i - 2][0].islower():
        votes["thing"] += FAIR
    else:
        votes["organisation"] += FAIR


def _before(name: Name, phrases: Endings, words: Words, votes: Votes) -> None:
    view, at = name.view, (name.first if name.title is None else name.title) - 1
    if at < 0 or view.sent[at] != view.sent[name.first]:
        return
    key = view.key[at]
    ending = phrases.get((id(view), at))
    if ending:
        inner = ending[-1].noun.sort == "office" or " " not in name.text
        _by_phrase(ending[-1] if inner else ending[0], words, votes)
    elif words.people.at(view, at) and view.word[at][0].isupper():
        votes["person"] += CLEAR
    elif words.has("thing_types", key):
        votes["thing"] += CLEAR
    elif words.has("place_types", key):
        votes["place"] += CLEAR
    elif words.has("articles", key) or words.has("fused", key):
        votes["article"] += 1
    elif words.has("of", key):
        _by_complement(view, at - 1, words, votes)
    elif words.has("place", key):
        votes["place"] += WEAK if view.dep[name.first] == "obl:arg" else FAIR
    elif key == "," and at and (id(view), at - 1) in phrases:
        before = phrases[id(view), at - 1][0]
        votes["person"] += CLEAR if before.noun.sort == "office" and before.number != "p" else 0


def _by_phrase(phrase: Phrase, words: Words, votes: Votes) -> None:
    noun = phrase.noun
    if noun.sort in {"office", "person"} and phrase.number != "p":
        votes["person"] += CLEAR
    elif words.has("cabinets", noun.lemma):
        votes["person"] += WEAK
    elif words.has("place_types", noun.lemma):
        votes["place"] += CLEAR
    elif noun.sort == "institution":
        votes["organisation"] += CLEAR


def _by_complement(view: View, at: int, words: Words, votes: Votes) -> None:
    """Vote by the noun before "de": a town has mayors and streets."""
    if at >= 0 and words.has("place_types", view.key[at]):
        votes["place"] += CLEAR


def _after(name: Name, words: Words, votes: Votes) -> None:
    view, i = name.view, name.last + 1
    if i + 1 >= len(view):
        return
    if view.word[i] == "(" and view.word[i + 1].isupper() and len(view.word[i + 1]) > 1:
        votes["organisation"] += FAIR
    if view.word[i] != ",":
        return
    if i + 2 < len(view) and view.word[i + 1].isdigit() and words.has("age", view.key[i + 2]):
        votes["person"] += STRONG
    start = i + 1
    while (
        start < len(view) - 1
        and words.nouns.at(view, start) is None
        and (
            view.key[start] in words.determiners
            or words.has("apposition", view.key[start])
            or words.has("before", view.key[start])
        )
    ):
        start += 1
    noun = words.nouns.at(view, start)
    if noun and _leads_on(view, noun[0] + 1):
        return
    if noun and noun[1].sort in {"office", "person"} and noun[1].number == "s":
        votes["person"] += CLEAR
    elif noun and noun[1].sort == "institution" and start > i + 1:
        votes["organisation"] += CLEAR


def _leads_on(view: View, i: int) -> bool:
    """Tell whether an office after a comma is of the name after it ("…, le ministre Ivo X")."""
    if i < len(view) and view.pos[i] == "ADJ":
        i += 1
    return i < len(view) and view.pos[i] == "PROPN" and view.word[i][0].isupper()


def _decide(text: str, votes: Votes) -> str:
    """Weigh the votes; ties and silence go to the reading that claims least."""
    single = " " not in text
    if votes["titled"] and votes["person"] < STRONG:
        votes["person"] = 0
        votes["organisation"] += FAIR if votes["subject"] or votes["organisation"] else 0
    if votes["article"] * 2 > votes["seen"] and votes["person"] < STRONG:
        votes["person"] = 0
        votes["organisation"] += FAIR if votes["subject"] else 0
    if single and not votes["article"] and not votes["place"] and votes["subject"]:
        votes["organisation"] += WEAK
    order = ("person", "organisation", "place", "thing")
    best = max(order, key=lambda kind: votes[kind])
    return best if votes[best] else "thing"


def _surnames(kinds: dict[str, str], votes: Mapping[str, Votes]) -> dict[str, str]:
    """Make a person of a short name that ends the full name of one ("Varel" after "Ida Varel")."""
    endings = {e for text, kind in kinds.items() if kind == "person" for e in _endings(text)}
    firsts = {text.split()[0] for text, kind in kinds.items() if kind == "person" and " " in text}
    for text in kinds:
        free = not votes[text]["article"]
        begins = text in firsts and votes[text]["organisation"] < CLEAR and votes[text]["subject"]
        if free and (text in endings or begins):
            kinds[text] = "person"
    return kinds


def _endings(text: str) -> Iterable[str]:
    parts = text.split()
    return (" ".join(parts[i:]) for i in range(1, len(parts)))


def acts(name: Name, words: Words) -> bool:
    """Tell whether a capital stands for its government here, not for a place.

    "Lima refuse", "l'offre faite à Lima", "la réponse de Lima" are the government; "à Lima", "une
    rue de Lima" are the town.
    """
    view, i = name.view, name.first
    key = view.key[i - 1] if i and view.sent[i] != i else ""
    dep = view.dep[i]
    if words.has("articles", key) or words.has("place_types", key) or _is_dateline(name):
        return False
    if words.has("of", key):
        before = i - 2
        while before > 0 and view.pos[before] == "ADJ":
            before -= 1
        return before >= 0 and view.key[before] in words.lists["acts"]
    if words.has("place", key):
        verb = view.block.doc[view.head[i]]
        return dep == "obl:arg" and fold(verb.lemma_) in words.lists["addressing"]
    if dep.startswith("nsubj"):
        return view.pos[view.head[i]] in {"VERB", "AUX", "ADJ"} or "pass" not in dep
    return _is_party(view, i, dep, key)


def _is_party(view: View, i: int, dep: str, key: str) -> bool:
    head = view.head[i]
    if dep == "conj" and head < i:
        return view.dep[head].startswith(("nsubj", "obl")) or view.pos[head] == "PROPN"
    return dep in _ARGUMENTS and bool(key)


def _is_dateline(name: Name) -> bool:
    view, i = name.view, name.last + 1
    opens = name.first == 0 and view.block.kind == "body"
    return opens and i < len(view) and view.word[i] in {",", "(", "-", "–", "—"}


def place_of(name: Name) -> Place | None:
    """Return the geographic entry of a listed name."""
    return name.known if isinstance(name.known, Place) else None
