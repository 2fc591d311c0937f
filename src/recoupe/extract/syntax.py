"""Grammar helpers over the parser's tokens: verb groups, subjects, noun phrases.

In: spaCy tokens with Universal Dependencies labels, which ``recoupe.trees`` sees to.
Out: tokens and inclusive token ranges; no offsets, no records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

SUBJECT = frozenset({"nsubj", "nsubj:pass", "expl:subj", "csubj"})
AUXILIARY = frozenset({"aux:tense", "aux:pass", "aux:caus", "aux", "cop"})
RELATIVE = "acl:relcl"
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
VERBAL = frozenset({"VERB", "AUX"})

NAME_PARTS = frozenset(
    {"flat:name", "flat:foreign", "flat", "fixed", "compound", "amod", "nmod", "nummod"}
    | {"appos", "conj", "det", "case", "cc", "goeswith", "dep", "nmod:poss"}
    | {"advmod", "obl:arg"}
)
"""Children that belong to a source noun phrase; clauses and participial tails do not."""

MAX_CLIMB = 12
"""Steps up a tree: deeper chains come from parse errors on endless sentences."""


def lower_words(doc: Doc) -> list[str]:
    """Return all tokens' lower-case words, without making a token of each: ten times as fast."""
    strings = doc.vocab.strings
    return [strings[form] for form in doc.to_array(LOWER).tolist()]


def has(token: Token, feature: str, value: str) -> bool:
    """Tell whether a feature of the token has a value: ``has(t, "Tense", "Pres")``."""
    return value in token.morph.get(feature, [])


def reads(doc: Doc, at: int, words: tuple[str, ...]) -> bool:
    """Tell whether some lower-case words stand in a document from the token ``at`` on."""
    inside = at + len(words) <= len(doc)
    return inside and all(doc[i].lower_ == word for i, word in enumerate(words, at))


def verb_group(verb: Token) -> tuple[Token, Token]:
    """Return first and last token of the verb with its auxiliaries, clitics, inner adverbs."""
    doc = verb.doc
    first = last = verb
    for child in verb.children:
        near = child.i < verb.i and (child.dep_ in AUXILIARY or has(child, "Reflex", "Yes"))
        if near and verb.i - child.i <= MAX_CLIMB and _only_inner(child, verb):
            first = min(first, child, key=lambda t: t.i)
    beside = _beside(verb)
    if beside is not None:
        first = min(first, beside, key=lambda t: t.i)
    while last.i + 1 < len(doc) and _is_inverted(doc[last.i + 1]):
        last = doc[last.i + 1]
    return first, last


def _beside(verb: Token) -> Token | None:
    """The auxiliary right before the verb, past clitics and adverbs, wherever it hangs.

    ``a-t-elle confié`` often comes back with "-elle" as its root.
    """
    at, found, first = verb.i - 1, None, max(verb.sent.start, verb.i - AUXILIARY_REACH)
    while at >= first:
        token = verb.doc[at]
        if token.pos_ == "AUX" and token.dep_ != "cop":
            found = token
        elif not _may_part(token):
            break
        at -= 1
    return found


def _may_part(token: Token) -> bool:
    """Tell whether a token may stand between an auxiliary and its verb: clitics, "d'abord"."""
    if _is_inverted(token) or token.pos_ in {"ADV", "PRON"} or token.text == "-t":
        return True
    return token.pos_ == "ADP" and token.nbor(1).pos_ == "ADV"


AUXILIARY_REACH = 6
"""Tokens between an auxiliary and its verb: "a-t-il encore une fois"."""


def has_auxiliary(verb: Token) -> bool:
    """Tell whether the verb has an auxiliary, in the tree or right before it."""
    own = any(c.dep_ in AUXILIARY and _only_inner(c, verb) for c in verb.children)
    return own or _beside(verb) is not None


def _is_inverted(token: Token) -> bool:
    return token.text.startswith("-") and len(token) > 1 and token.pos_ in {"PRON", "PART", "X"}


def _only_inner(first: Token, verb: Token) -> bool:
    """No noun or other verb may stand between an auxiliary and its verb, commas apart."""
    inner = verb.doc[first.i + 1 : verb.i]
    depth = 0
    for token in inner:
        if token.text == ",":
            depth ^= 1
        elif (not depth and token.pos_ in {"VERB", "SCONJ"}) or (
            not depth and token.pos_ in {"NOUN", "PROPN"} and token.dep_ in SUBJECT
        ):
            return False
    return not depth


def own_subject(verb: Token) -> Token | None:
    """Return the subject written with the verb, if any; relative pronouns give the antecedent."""
    for child in verb.children:
        like = child.pos_ in NOMINAL | {"DET", "ADJ"} or _articled(child)
        nominal = like and child.text != "-t"
        if child.dep_ in SUBJECT and nominal and not _after_preposition(child):
            return _antecedent(child, verb) if is_relative(child) else child
    return _auxiliary_subject(verb)


def _articled(token: Token) -> bool:
    """``l'opposant``, ``un surveillant``: a noun that the tagger took for a verb."""
    return token.pos_ == "VERB" and any(c.dep_ == "det" and c.i < token.i for c in token.children)


def _after_preposition(noun: Token) -> bool:
    """``Devant l'Assemblée, … a affirmé``: the parser may call such a noun the subject."""
    return any(c.dep_ == "case" and c.pos_ == "ADP" and c.i < noun.i for c in noun.children)


def _auxiliary_subject(verb: Token) -> Token | None:
    """The subject the parser hung on the auxiliary: ``Ce dernier aurait, hier, expliqué``."""
    auxiliaries = [c for c in verb.children if c.dep_ in AUXILIARY]
    beside = _beside(verb)
    for auxiliary in [*auxiliaries, *([beside] if beside is not None else [])]:
        for child in auxiliary.children:
            if child.dep_ in SUBJECT and child.text != "-t" and not is_relative(child):
                return child
    return None


def _antecedent(pronoun: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: the noun its clause hangs on, if that comes before it."""
    if verb.dep_ == RELATIVE and verb.head.i < pronoun.i:
        return _outermost(verb.head, verb)
    at = pronoun.i - 1
    while at > 0 and pronoun.doc[at].is_punct:
        at -= 1
    before = pronoun.doc[at]
    return _outermost(name_head(before), verb) if before.pos_ in {"NOUN", "PROPN"} else pronoun


def _outermost(noun: Token, verb: Token) -> Token:
    """``le chef de mission pour la Syrie qui …``: the head of the phrase that fits the verb.

    The verb shows the number: in ``les propos du ministre, qui était à Oslo`` it is the minister.
    """
    for _ in range(MAX_CLIMB):
        inner = governed(noun) or noun.dep_ in {"appos", "nmod"}
        over = noun.head
        if not inner or over.pos_ not in {"NOUN", "PROPN", "PRON"} or over.i > noun.i:
            break
        if _numbers(verb, over) and not _numbers(verb, noun):
            break
        noun = over
    return noun


def _numbers(verb: Token, noun: Token) -> bool:
    """Tell whether a verb and a noun are of different number, as far as both show theirs."""
    helpers = (c for c in verb.children if c.dep_ in AUXILIARY or c.dep_ == "cop")
    finite = next((t for t in (verb, *helpers) if has(t, "VerbForm", "Fin")), None)
    if finite is None:
        return False
    shown = finite.morph.get("Number", [])
    articles = (c for c in noun.children if c.dep_ in {"det", "case"} and c.i < noun.i)
    own = next((n for t in (noun, *articles) if (n := t.morph.get("Number", []))), [])
    return bool(shown and own) and shown != own


def is_relative(token: Token) -> bool:
    """Tell whether the token is a relative pronoun."""
    return has(token, "PronType", "Rel") or token.tag_ in {"WDT", "WP"}


def is_passive(verb: Token) -> bool:
    """Tell whether the verb stands in the passive voice, or is a bare passive participle."""
    own = [c for c in verb.children if c.dep_ in AUXILIARY]
    if own:
        return any(c.dep_ == "aux:pass" for c in own)
    object_behind = any(c.dep_ == "obj" and c.i > verb.i for c in verb.children)
    if _beside(verb) is not None or object_behind:
        return False
    if verb.dep_ == "conj" and any(c.dep_ in AUXILIARY for c in verb.head.children):
        return is_passive(verb.head)
    return has(verb, "Tense", "Past") and has(verb, "VerbForm", "Part")


def is_said_now(noun: Token) -> bool:
    """Tell whether a noun is said of its subject, and holds: "M. Arvel est | l'envoyé de …"."""
    copula = next((c for c in noun.children if c.dep_ == "cop"), None)
    if copula is None or not has(copula, "Tense", "Pres") or not has(copula, "VerbForm", "Fin"):
        return False
    beside = [*noun.children, *copula.children]
    return not any(has(c, "Polarity", "Neg") or c.dep_ in {"aux", "aux:tense"} for c in beside)


def agent(verb: Token) -> Token | None:
    """Return the agent of a passive verb ("par X")."""
    return next((c for c in verb.children if c.dep_ == "obl:agent"), None)


def noun_phrase(head: Token) -> tuple[Token, Token]:
    """Return first and last token of a source: the noun, its modifiers and appositions.

    Relative clauses and participial tails stay out: ``le préfet, Jean Roux, | qui…``.
    """
    parts = sorted(set(_parts(head, head.dep_ in {"conj", "appos"})), key=lambda t: t.i)
    first = last = head
    members = {t.i for t in parts}
    while first.i - 1 in members:
        first = head.doc[first.i - 1]
    last = _apposed_name(head, _walk_right(head, members))
    while first.dep_ in {"case", "cc", "punct"} and first.i < head.i:
        first = head.doc[first.i + 1]
    return first, last


def _apposed_name(head: Token, last: Token) -> Token:
    """Add the name behind an office: ``la porte-parole du parquet(,) | Lena van Ostrov``.

    A name may follow at once (``le quotidien Le Phare``) or after a comma that something closes.
    """
    doc, at = head.doc, last.i + 1
    while (
        at < len(doc)
        and not doc[at - 1].whitespace_
        and (doc[at].text == "-" or doc[at - 1].text == "-")
    ):
        at += 1
    last = doc[at - 1]
    if head.pos_ != "NOUN" or at >= len(doc):
        return last
    comma = doc[at].text == ","
    end = _name_end(doc, at + comma)
    if end == at + comma or (not last.whitespace_ and not comma):
        return last
    closed = end >= len(doc) or doc[end].is_punct or doc[end].pos_ in {"AUX", "VERB", "ADV", "PRON"}
    return doc[end - 1] if closed or not comma else last


def _name_end(doc: Doc, start: int) -> int:
    """Return the index after a run of capitalised words, particles between them included."""
    end = start
    while end < len(doc):
        capital = doc[end].text[:1].isupper() and doc[end].pos_ not in {"PRON", "ADV"}
        joint = doc[end].text == "-" and not doc[end].whitespace_
        particle = (
            end > start
            and end + 1 < len(doc)
            and len(doc[end]) <= PARTICLE_CHARS
            and doc[end].text.isalpha()
            and doc[end + 1].text[:1].isupper()
            and doc[end].pos_ not in {"AUX", "VERB", "CCONJ"}
        )
        if not (capital or particle or joint):
            break
        end += 1
    return end


PARTICLE_CHARS = 3
"""Letters of a particle inside a name: van, de, al."""


def _parts(head: Token, inner: bool) -> Iterator[Token]:  # noqa: FBT001
    yield head
    for child in head.children:
        if child.dep_ not in NAME_PARTS or (inner and child.dep_ == "conj"):
            continue
        like = child.pos_ in NOMINAL or child.pos_ == head.pos_ == "ADJ"
        if child.dep_ in {"conj", "appos"} and not like:
            continue
        if child.dep_ in {"advmod", "obl:arg", "dep"} and child.i > head.i:
            continue
        yield from _parts(child, inner=False)


def _walk_right(head: Token, members: set[int]) -> Token:
    """Go right over members, and over a comma where a member follows it."""
    doc, last = head.doc, head
    while last.i + 1 < len(doc):
        following = doc[last.i + 1]
        if following.i in members:
            last = following
        elif following.text in {",", "-"} and last.i + 2 < len(doc) and last.i + 2 in members:
            last = doc[last.i + 2]
        else:
            break
    while last.dep_ in {"case", "cc", "punct", "det"} and last.i > head.i:
        last = doc[last.i - 1]
    return last


def is_finite(token: Token) -> bool:
    """Tell whether the token is a conjugated verb, or a participle with its auxiliary."""
    if token.pos_ not in VERBAL:
        return False
    if has(token, "VerbForm", "Fin"):
        return True
    return has_auxiliary(token)


def is_present_participle(token: Token) -> bool:
    """Tell whether the token is a present participle or a gerund (``indiquant``)."""
    return has(token, "VerbForm", "Part") and has(token, "Tense", "Pres")


def has_main_verb(tokens: Iterable[Token]) -> bool:
    """Tell whether a conjugated verb stands in some words, those of relatives left out."""
    return any(is_finite(t) and t.dep_ != RELATIVE for t in tokens)


def noun_before(verb: Token) -> Token | None:
    """Return the noun nearest to the left of a verb that no preposition governs, clause-bound.

    What stands between two commas right before the verb is stepped over: ``X, qui …, a dit``.
    """
    first, _ = verb_group(verb)
    for token in reversed(verb.doc[verb.sent.start : _past_aside(first)]):
        clitic = token.pos_ == "PRON" and token.dep_ not in SUBJECT
        nominal = token.pos_ in {"PROPN", "NOUN", "PRON"} and not clitic and token.text != "-"
        if nominal and not governed(token) and not governed(_first_part(token)):
            return _named_by(name_head(token))
        if token.text in {";", ":"} or token.pos_ == "SCONJ":
            return None
    return None


def _past_aside(first: Token) -> int:
    """Return the index before an aside, between commas or dashes, that ends right before a verb."""
    doc, start = first.doc, first.sent.start
    closing = doc[first.i - 1].text if first.i - 1 > start else ""
    if closing not in ASIDE_MARKS:
        return first.i
    return next((i for i in range(first.i - 2, start, -1) if doc[i].text == closing), first.i)


ASIDE_MARKS = frozenset({",", "–", "—"})
"""Marks that both open and close an aside."""


def governed(token: Token) -> bool:
    """Tell whether a preposition stands before the noun ("à la presse")."""
    return any(c.dep_ == "case" for c in token.children) or (
        token.dep_ in {"flat:name", "flat", "compound"} and governed(token.head)
    )


def _named_by(name: Token) -> Token:
    """``le syndicat Karst``: the noun right before a name that says which one it is."""
    noun = name.head
    if noun.pos_ != "NOUN" or noun.i != name.i - 1 or name.dep_ not in {"nmod", "appos"}:
        return name
    for _ in range(MAX_CLIMB):
        if not governed(noun) or noun.head.pos_ not in {"NOUN", "PROPN"} or noun.head.i > noun.i:
            break
        noun = noun.head
    return name if governed(noun) else noun


def _first_part(token: Token) -> Token:
    """Return the first part of a compound with hyphens: ``Val`` for the end of ``Val-Doré``."""
    while token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        token = token.nbor(-2)
    return token


def name_head(token: Token) -> Token:
    """Return the head of a name of several words."""
    for _ in range(MAX_CLIMB):
        if token.dep_ not in {"flat:name", "flat", "compound"} or _apart(token, token.head):
            break
        token = token.head
    return token


def _apart(one: Token, other: Token) -> bool:
    """A colon stands between two words the parser took for one name: ``Lys : Marchand``."""
    first, last = sorted((one.i, other.i))
    return any(t.text == ":" for t in one.doc[first:last])
