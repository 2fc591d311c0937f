"""Finds who speaks for a verb of saying: a verb and the words of its language in, a noun out."""

from __future__ import annotations

from spacy.tokens import Span, Token

from recoupe import lexicon
from recoupe.extract import asides, controllers, syntax
from recoupe.extract.reporting import Reporting

CLOSERS = frozenset("»\"”’'›“«")
"""Marks that can stand at the end of a quotation; « and “ too, in Swiss, German and broken copy."""


def speaker(
    verb: Token, last: Token, words: Reporting, *, passive: bool
) -> tuple[Token | None, bool]:
    """Return the head of who speaks, and whether it follows the verb.

    ``last`` is the last token of the verb's group. In this order: the agent of a passive, an
    inverted pronoun, the subject behind an incise, the verb's own subject, the one it shares.
    """
    if passive:
        return syntax.agent(verb) or _agent_beside(verb, words), False
    inverted = clitic(verb, last, words)
    if inverted is not None:
        return inverted, True
    own = _own(verb, words) or (_own(last, words) if last != verb else None)
    auxiliary = parted(verb, words)
    if own is None and auxiliary is not None:
        own = _own(auxiliary, words)
    if own is not None and _other_side(own, verb):
        own = syntax.noun_before(verb) or _beside_verb(verb) or own
    elif own is not None and (_in_dashes(own, verb) or _set_before(own, verb)):
        own = syntax.noun_before(verb) or own
    if own is None and (before := _pronoun_before(verb, words)) is not None:
        return before, False
    if own is None:
        return _behind(verb, last, words) or _shared(verb, last, words)
    return _written(own, verb, last, words)


def _pronoun_before(verb: Token, words: Reporting) -> Token | None:
    """Return the pronoun right before the auxiliary, which the parser hung on an adverb.

    ``Il avait | d'abord | annoncé``: "il" comes back as the subject of "d'abord".
    """
    first, _ = syntax.verb_group(verb)
    if first == verb or first.i == verb.sent.start:
        return None
    near = first.nbor(-1)
    return near if near.lower_ in words.words("pronouns.personal") else None


Found = tuple[Token | None, bool]


def _written(own: Token, verb: Token, last: Token, words: Reporting) -> Found:
    """Decide between the subject the parser gives and a noun behind the verb."""
    if _has_relative_subject(verb):
        return own, False
    if own.i > verb.i:
        left = any(c.dep_ in syntax.SUBJECT and c.i < verb.i for c in verb.children)
        return own, not left
    if words.subject_first:
        behind = asides.turned_subject(verb, last, own)
        return behind or asides.named_first(own), behind is not None
    incise = _interrupts(verb, last, words) or _after_clause(verb)
    return (_behind(verb, last, words) if incise else None) or (own, False)


def _behind(verb: Token, last: Token, words: Reporting) -> Found | None:
    """Return the noun behind a verb that stands where an incise begins."""
    after = noun_after(verb, last, words) if _starts_clause(verb, words) else None
    return (after, True) if after is not None else None


def _shared(verb: Token, last: Token, words: Reporting) -> Found:
    """Return the subject of the verb this one hangs on, or the noun before a verb without any."""
    climbed = controllers.subject(verb)
    author = _author(climbed, words) or _told_of(climbed, verb, words) if climbed else None
    if author is not None:
        return author, False
    if climbed is not None and _new_subject(climbed, verb):
        return syntax.noun_before(verb), False
    if climbed is not None and not (
        climbed.lower_ in words.words("pronouns.object") or _other_side(climbed, verb)
    ):
        return climbed, False
    alone = last.i > verb.i or syntax.is_finite(verb) or verb.pos_ not in syntax.VERBAL
    return asides.named_first(syntax.noun_before(verb) if alone else None), False


def _author(document: Token, words: Reporting) -> Token | None:
    """``La mairie a publié une lettre annonçant …``: who issues a text says what it says."""
    issued = document.head
    if document.dep_ != "obj" or document.lower_ not in words.documents or issued.i > document.i:
        return None
    if issued.lemma_.lower() not in words.words("issuing.verbs"):
        return None
    author = controllers.subject(issued)
    return author if author is not None and author.i < issued.i else None


def _told_of(document: Token, verb: Token, words: Reporting) -> Token | None:
    """``Cette déclaration suit celles de Nora Roux, qui est à Lys, dénonçant …``: Nora Roux does.

    What was said before is no speaker where somebody is told of between it and the participle.
    """
    if document.lower_ not in words.documents or not controllers.adds_participle(verb):
        return None
    between = document.doc[document.head.i + 1 : verb.i]
    relatives = (t for t in between if t.dep_ == syntax.RELATIVE and t.head.i < t.i)
    return next((t.head for t in relatives if can_speak(words, t.head)), None)


def _new_subject(climbed: Token, verb: Token) -> bool:
    """``Des témoins … et la préfecture demande``: a noun between conjunction and verb speaks."""
    first, _ = syntax.verb_group(verb)
    if verb.dep_ not in _JOINED or not syntax.is_finite(verb) or first.i == 0:
        return False
    near = first.nbor(-1)
    links = [t.i for t in verb.doc[climbed.i : verb.i] if t.pos_ == "CCONJ"]
    found = syntax.noun_before(verb)
    follows = found is not None and bool(links) and found.i > links[-1]
    return near.pos_ in {"NOUN", "PROPN", "ADJ"} and follows


_JOINED = frozenset({"conj", "xcomp", "ccomp", "parataxis"})
"""How a verb hangs on another whose subject it may not share."""


def can_speak(words: Reporting, head: Token) -> bool:
    """Tell whether a noun names somebody who can say something: a name, an office, a body."""
    if head.pos_ == "PROPN" or head.lower_ in words.speakers:
        return True
    named = {"appos", "flat:name", "flat", "compound"}
    return any(c.pos_ == "PROPN" and c.dep_ in named for c in head.children)


def parted(verb: Token, words: Reporting) -> Token | None:
    """Return the auxiliary in ``il avait | un temps | annoncé``, taken for a full verb."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "obj" or noun.i != verb.i - 1:
        return None
    moment = noun.lower_ in words.words("inner.times") and noun.head.i < noun.i
    return noun.head if moment and syntax.is_finite(noun.head) else None


def clitic(verb: Token, last: Token, words: Reporting) -> Token | None:
    """Return the inverted pronoun of the verb or its auxiliary: ``a-t-elle dit``, ``dit-il``."""
    near = verb.doc[max(verb.i - 2, 0) : last.i + 2]
    return next((t for t in near if t.lower_ in words.words("pronouns.inverted")), None)


def _other_side(noun: Token, verb: Token) -> bool:
    """``Mine de Lys : le maire appelle à``: a topic before the colon is not who speaks."""
    return noun.i < verb.i and any(t.text == ":" for t in verb.doc[noun.i : verb.i])


def _beside_verb(verb: Token) -> Token | None:
    """``Lys : Marchand propose``: the capitalised word a title sets before its verb."""
    first, _ = syntax.verb_group(verb)
    before = first.nbor(-1) if first.i > verb.sent.start else first
    return before if before != first and before.text[:1].isupper() else None


def _set_before(own: Token, verb: Token) -> bool:
    """``Ému, Octavio Renn déclare``: one word and one comma before a noun are not who speaks."""
    first, _ = syntax.verb_group(verb)
    between = own.doc[own.i + 1 : first.i]
    if own.i != own.sent.start or len(between) == 0 or between[0].text != ",":
        return False
    single = sum(t.text == "," for t in between) == 1
    return single and first.nbor(-1).pos_ in {"NOUN", "PROPN"}


def _in_dashes(noun: Token, verb: Token) -> bool:
    """``Ida Renn – par ailleurs élue de Lys – a annoncé``: an aside is not who speaks."""
    first, _ = syntax.verb_group(verb)
    dash = verb.doc[first.i - 1].text if first.i > verb.sent.start else ""
    inside = verb.doc[noun.i + 1 : first.i - 1] if dash in {"–", "—"} else ()
    return dash in {"–", "—"} and not any(t.text == dash for t in inside) and noun.i < first.i


def _agent_beside(verb: Token, words: Reporting) -> Token | None:
    """``accusé par deux employées de …``: the noun after the agent's preposition."""
    if verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in words.words("agent.prepositions"):
        return next(
            (t for t in verb.doc[verb.i + 2 : verb.i + 7] if t.pos_ in {"NOUN", "PROPN"}), None
        )
    return None


def _has_relative_subject(verb: Token) -> bool:
    return any(c.dep_ in syntax.SUBJECT and syntax.has(c, "PronType", "Rel") for c in verb.children)


def _own(verb: Token, words: Reporting) -> Token | None:
    """The verb's subject; an object pronoun the parser took for one is none (``lui a lancé``)."""
    own = syntax.own_subject(verb)
    if own is not None and _has_relative_subject(verb):
        own = _able(own, verb, words)
    if own is None or own.lower_ in words.words("pronouns.object") or _is_time(own, words):
        return None
    return own


def _able(antecedent: Token, verb: Token, words: Reporting) -> Token:
    """``les dettes du maire qui affirme``: in a chain of nouns, the first that can speak.

    A full name right before the pronoun wins over a body: ``la garde d'Ivo Tarn, qui affirme``.
    """
    if antecedent.pos_ != "NOUN" or antecedent.lower_ in words.documents:
        return antecedent
    relative = next(c for c in verb.children if c.dep_ in syntax.SUBJECT)
    chain = antecedent.doc[antecedent.i + 1 : relative.i]
    inner = (t for t in chain if t.dep_ == "nmod" and antecedent in t.ancestors)
    able = (t for t in (antecedent, *inner) if t.pos_ == "NOUN" and can_speak(words, t))
    found = next(able, antecedent)
    body = found.lower_ in lexicon.words(words.language, "organisations", "institution")
    return (_full_name(chain) if body else None) or found


def _full_name(chain: Span) -> Token | None:
    """Return the head of a name of several words that ends a chain of nouns."""
    words = [t for t in chain if not t.is_punct]
    parts = {"flat:name", "flat"}
    if not words or words[-1].pos_ != "PROPN" or words[-1].dep_ not in parts:
        return None
    head = syntax.name_head(words[-1])
    return head if head.pos_ in {"PROPN", "X"} else None


def _starts_clause(verb: Token, words: Reporting) -> bool:
    """A comma, a closing mark or "comme" stands before the verb group, as before an incise."""
    first, _ = syntax.verb_group(verb)
    if first.i == 0 or syntax.has(verb, "VerbForm", "Inf"):
        return False
    before = first.nbor(-1)
    while (
        before.pos_ in {"ADV", "PRON"}
        and before.i > 0
        and before.lower_ not in words.words("as.words")
        and not syntax.has(before, "PronType", "Rel")
    ):
        before = before.nbor(-1)
    participle = syntax.has(verb, "VerbForm", "Part") and not syntax.is_finite(verb)
    opens = before.text in CLOSERS | {",", "–", "—", ")", "!", "?", "…"}
    return not participle and (opens or before.lower_ in words.words("as.words"))


def _interrupts(verb: Token, last: Token, words: Reporting) -> bool:
    """``Le marché, souligne Octavio Renn, n'a pas …``: noun, comma, and the clause goes on."""
    after = noun_after(verb, last, words)
    if after is None:
        return False
    _, end = syntax.noun_phrase(after)
    at = end.i + 1
    if at >= verb.sent.end or verb.doc[at].text not in {",", "–", "—", ".", "»"}:
        return False
    if verb.doc[at].text in {".", "»"}:
        return False
    rest = verb.doc[at + 1 : verb.sent.end]
    main = next((t for t in rest if syntax.is_finite(t)), None)
    return main is not None and not any(
        c.dep_ in syntax.SUBJECT and c.i > at for c in main.children
    )


def _after_clause(verb: Token) -> bool:
    """A main clause stands before the verb: ``Le pont rouvre, a annoncé la mairie``."""
    first, _ = syntax.verb_group(verb)
    ends = {syntax.RELATIVE, "advcl", "acl"}
    return any(
        syntax.is_finite(t) and t.dep_ not in ends and t.dep_ not in syntax.AUXILIARY
        for t in verb.doc[verb.sent.start : first.i]
    )


def noun_after(verb: Token, last: Token, words: Reporting) -> Token | None:
    """Return the noun that follows an incise verb: whatever the parser calls it, it speaks."""
    reach = verb.doc[last.i + 1 : min(last.i + NOUN_REACH, len(verb.doc))]
    depth = 0
    for token in reach:
        if token.text == ",":
            depth += 1
        elif (token.pos_ in {"NOUN", "PROPN", "PRON"} or _stands_for_noun(token)) and depth != 1:
            if _is_time(token, words):
                continue
            if not syntax.governed(token):
                return syntax.name_head(token) if token.pos_ == "PROPN" else token
        elif token.text in {".", ";", ":"} or (token.pos_ == "SCONJ" and depth == 0):
            return None
    return None


def _is_time(token: Token, words: Reporting) -> bool:
    """``a fait savoir mardi matin son porte-parole``: the day is not who speaks."""
    return token.lower_ in words.words("stops.nominal") | words.words("stops.daytimes")


def _stands_for_noun(token: Token) -> bool:
    """``ce dernier``: an adjective with a determiner and no noun."""
    return token.pos_ == "ADJ" and any(c.dep_ == "det" for c in token.children)


NOUN_REACH = 12
"""Tokens after an incise verb within which its subject comes (day and addressee between)."""
