"""Cuts out what a verb of saying reports: a cue in, the content's ranges out.

The frames of the lexicon say which constructions count. The content runs to the end of its
clause; it stops where the narrator's words begin again: a second verb of the same subject, an
incise, an attribution, a participle of saying, an adverbial of the act of saying.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from recoupe.extract import infinitives, syntax, unmarked
from recoupe.extract.boundaries import content_end
from recoupe.extract.infinitives import INNER_REACH
from recoupe.extract.sources import can_speak
from recoupe.extract.view import Cue, Range, View, trim

QUE_REACH = 30
"""Tokens between the verb and its "que": addressee, day and place of the act of saying."""


ASKED = frozenset({"ccomp", "advcl", "obj", "xcomp"})
"""What the parser may call an indirect question."""


def reported(view: View, cue: Cue) -> tuple[str, Range] | None:
    """Return the frame that holds and the range of the content, by the order of certainty."""
    if cue.passive and "obj" in cue.frames and not _impersonal(cue):
        return _passive(view, cue)
    for frame, cut in (
        ("inf", unmarked.gerund),
        ("que", _finite_clause),
        ("si", _question),
        ("que", unmarked.clause),
        ("inf", infinitives.infinitive),
        ("accuse", _accusation),
        ("attr", _attribute),
        ("attr", unmarked.predicate),
        ("comme", _as),
        ("obj", _noun),
        ("colon", _colon),
    ):
        if cue.inverted and frame not in {"que", "si", "inf"}:
            continue
        start = cut(view, cue)
        judged = cue.passive and frame in {"attr", "comme"}
        if judged and start is not None and view.mark_at(start) is None:
            continue
        sure = frame in {"que", "si", "colon"}
        if start is None or not (sure or _plausible(view, cue) or _opens_quoted(view, cue, start)):
            continue
        end = content_end(view, cue, start, frame)
        found = _within_marks(view, cue, _range(view, start, end))
        if found is not None:
            return frame, found
    return None


def _within_marks(view: View, cue: Cue, found: Range | None) -> Range | None:
    """A statement in somebody's quoted words ends before their closing mark."""
    home = view.mark_at(cue.verb)
    if home is None or found is None or found[1] <= home.inner_end:
        return found
    return trim(view.text, found[0], max(home.inner_end, found[0]))


def _impersonal(cue: Cue) -> bool:
    """``Il est affirmé que``, ``It is claimed that``: what was said follows the passive."""
    own = syntax.own_subject(cue.verb)
    return not syntax.has_auxiliary(cue.verb) or (own is not None and own.pos_ == "PRON")


def reports_clause(view: View, cue: Cue) -> bool:
    """Tell whether a "que" clause follows the cue: what stands before it is then who speaks."""
    return _finite_clause(view, cue) is not None


def _passive(view: View, cue: Cue) -> tuple[str, Range] | None:
    """``La pratique est dénoncée par les riverains``: the subject is what they denounce."""
    own = syntax.own_subject(cue.verb)
    if own is None or own.i > cue.first.i or own.pos_ not in {"NOUN", "PROPN"}:
        return None
    first, last = syntax.noun_phrase(own)
    found = trim(view.text, *view.range(first, last))
    return ("obj", found) if found else None


def _range(view: View, start: Token, end: int) -> Range | None:
    if end <= start.i:
        return None
    first, last = view.block.first(start), view.block.last(view.block.doc[end - 1])
    whole = _quoted_clause(view, start, end)
    if whole is not None:
        return whole
    over = view.mark_over(first)
    if over is not None and not (over.inner_start <= first and _cue_inside(over.start, first)):
        last = max(last, min(over.end, view.block.end))
    return trim(view.text, first, last)


def _quoted_clause(view: View, start: Token, end: int) -> Range | None:
    """``décide que « … » | dans un avis``: a clause quoted whole ends with its mark."""
    over = view.mark_at(start)
    if over is None or view.block.first(start) != over.start or not over.closed:
        return None
    tokens = view.block.doc[start.i : end]
    after = next((t for t in tokens if view.block.first(t) >= over.end), None)
    clause = any(syntax.is_finite(t) for t in tokens if view.block.first(t) < over.end)
    narrated = after is None or after.pos_ in {"ADP", "PUNCT", "CCONJ"}
    return (over.start, over.end) if clause and narrated else None


def _cue_inside(mark_start: int, first: int) -> bool:
    return first - mark_start > 3  # noqa: PLR2004 - deeper in the mark than its first word


def _finite_clause(view: View, cue: Cue) -> Token | None:
    """``déclare (lundi) que | l'accord est signé``."""
    if "que" not in cue.frames:
        return None
    words = view.words.words("complementisers.words")
    sentence_end = cue.verb.sent.end
    for token in cue.verb.doc[cue.last.i + 1 : min(cue.last.i + QUE_REACH, sentence_end)]:
        if token.lower_ in words and _introduces(view, token, cue):
            following = token.i + 1
            return token.doc[following] if following < len(token.doc) else None
        if _other_clause(view, token, cue):
            return None
    return None


def _introduces(view: View, token: Token, cue: Cue) -> bool:
    """Tell a complementiser from the "que" of a comparison, a relative or "bien que"."""
    before = token.nbor(-1)
    if before.lower_ in view.words.words("complementisers.not_after") and before.i > cue.last.i:
        return False
    if view.words.zero and _demonstrative(token):
        return False
    near = token.i - cue.last.i <= PHRASE_GAP
    if syntax.has(token, "PronType", "Rel") and token.dep_ != "mark" and not near:
        return False
    linked = cue.verb in {token.head, token.head.head, token.head.head.head}
    conjunction = token.dep_ == "mark" and token.head.i > token.i
    return (
        linked
        or conjunction
        or (near and token.dep_ in {"mark", "obj", "advmod", "fixed", "case", "dep"})
    )


def _demonstrative(token: Token) -> bool:
    """``denied that claim``, ``said that was true``; not ``said that trains were late``."""
    of_noun = token.dep_ == "det" and token.head.dep_ not in syntax.SUBJECT
    return of_noun or token.dep_ in syntax.SUBJECT


def _other_clause(view: View, token: Token, cue: Cue) -> bool:
    """Another conjugated verb before "que", unless in a clause between commas, or another cue."""
    if token == cue.verb or token.pos_ not in syntax.VERBAL:
        return False
    if (
        view.words.says(token.text, "que")
        and token.dep_ not in syntax.AUXILIARY
        and token.i > cue.last.i
    ):
        return True
    return syntax.is_finite(token) and token.dep_ not in {syntax.RELATIVE, "advcl"}


def _question(view: View, cue: Cue) -> Token | None:
    """``demande (au ministre) | si l'accord tiendra``."""
    if "si" not in cue.frames or _was_asked(cue):
        return None
    openers = view.words.words("question_words.words")
    for token in cue.verb.doc[cue.last.i + 1 : min(cue.last.i + INNER_REACH, cue.verb.sent.end)]:
        clause = token.head
        if token.lower_ in openers and syntax.is_finite(clause) and clause.i > token.i:
            of_cue = clause.head in {cue.verb, cue.last}
            return token if of_cue and clause.dep_ in ASKED else None
        if syntax.is_finite(token) or token.text in {":", ";", "."}:
            return None
    return None


def _was_asked(cue: Cue) -> bool:
    """``Asked whether …, the mayor said``: who answers did not ask."""
    bare = syntax.has(cue.verb, "Tense", "Past") and cue.first.i == cue.verb.sent.start
    return (bare and syntax.own_subject(cue.verb) is None) or (cue.passive and cue.subject is None)


def _accusation(view: View, cue: Cue) -> Token | None:
    """``accuse | le maire de mentir``; with a pronoun or a passive, what follows "de"."""
    kinds = {f for f in cue.frames if f.startswith(("accuse", "qualify"))}
    if not kinds:
        return None
    target = next((c for c in cue.verb.children if c.dep_ == "obj" and c.i > cue.last.i), None)
    if target is not None and not cue.passive:
        start = target.left_edge
        return start if start.i > cue.last.i else None
    given = {f.partition(":")[2] for f in kinds}
    links = given.union(*(view.words.contractions(link) for link in given))
    at = cue.last.i + 1
    if cue.passive and cue.subject is not None and cue.subject.i > at:
        at = syntax.noun_phrase(cue.subject)[1].i + 1
    return _behind(cue, links, at)


def _behind(cue: Cue, links: AbstractSet[str], at: int) -> Token | None:
    """The token behind the first of some linking words in the reach of the cue."""
    for token in cue.verb.doc[at : min(cue.last.i + INNER_REACH, cue.verb.sent.end)]:
        if token.lower_ in links and token.i + 1 < len(token.doc):
            return token.nbor()
        if token.text in {".", ";", ":"}:
            return None
    return None


def _attribute(view: View, cue: Cue) -> Token | None:
    """``se dit | prêt à signer``, ``juge | illégale la sélection``."""
    if "attr" not in cue.frames or view.words.zero:
        return None
    doc = cue.verb.doc
    at = cue.last.i + 1
    while at < len(doc) and doc[at].pos_ == "ADV" and at - cue.last.i < PHRASE_GAP:
        at += 1
    if at >= min(len(doc), cue.verb.sent.end) or doc[at].text in {",", ".", ":", ";", ")"}:
        return None
    token = doc[at]
    if token.pos_ == "ADJ":
        return token
    if token.pos_ == "ADP" and not any(syntax.has(c, "Reflex", "Yes") for c in cue.verb.children):
        return None
    adjective = any(
        c.pos_ in {"ADJ", "VERB"} and c.dep_ in {"xcomp", "acl", "amod", "obj", "ccomp", "advcl"}
        for c in [
            *cue.verb.children,
            *(g for c in cue.verb.children if c.dep_ == "obj" for g in c.children),
        ]
        if cue.last.i < c.i <= at + INNER_REACH
    )
    quoted = view.mark_at(token) is not None
    return token if adjective or quoted else None


PHRASE_GAP = 4


def _as(view: View, cue: Cue) -> Token | None:
    """``désigne X comme | terroriste``."""
    if "comme" not in cue.frames:
        return None
    return _behind(cue, view.words.words("as.words"), cue.last.i + 1)


def _noun(view: View, cue: Cue) -> Token | None:
    """``annonce | une hausse``, ``fait part de | son inquiétude``; the preposition stays out."""
    for frame in sorted(f for f in cue.frames if f.startswith("obj")):
        if frame == "obj@document" and not _is_document(view, cue):
            continue
        preposition = frame.partition(":")[2]
        quoted = frame.startswith('obj"')
        start = _after_preposition(view, cue, preposition) if preposition else _object(view, cue)
        if start is not None and not (quoted and not _starts_quoted(view, start)):
            return start
    return None


def _is_document(view: View, cue: Cue) -> bool:
    """``Le projet prévoit une hausse``: a text says so; a person only plans it."""
    if cue.subject is None:
        return False
    return cue.subject.lower_ in view.words.documents


def _plausible(view: View, cue: Cue) -> bool:
    """Only who can speak promises or announces: a steeple announces no village."""
    subject = cue.subject
    if subject is None or subject.pos_ != "NOUN":
        return True
    known = can_speak(view, subject) or subject.lower_ in view.words.documents
    owned = any(syntax.has(c, "Poss", "Yes") for c in subject.children)
    return known or owned or subject.text[:1].isupper() or _plural_people(subject)


def _plural_people(subject: Token) -> bool:
    """A plural with an article is more often a group of people than not ("les riverains")."""
    return syntax.has(subject, "Number", "Plur")


def _colon(view: View, cue: Cue) -> Token | None:
    """``l'a répété jeudi : | il n'y aura pas de report``: a clause after a colon, without marks."""
    if not cue.frames & {"quote", "que"} or cue.passive:
        return None
    doc = cue.verb.doc
    for token in doc[cue.last.i + 1 : min(cue.last.i + INNER_REACH, len(doc) - 1)]:
        if token.text == ":":
            after = token.nbor()
            rest = doc[after.i : after.sent.end]
            clause = any(syntax.is_finite(t) for t in rest)
            return after if clause and view.mark_at(after) is None else None
        if token.text in {".", ";", ","} or token.pos_ in {"VERB", "SCONJ"}:
            return None
    return None


def _object(view: View, cue: Cue) -> Token | None:
    if cue.inverted or cue.passive:
        return None
    for child in cue.verb.children:
        own = child.dep_ == "obj" and child.i > cue.last.i
        if own and child.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "X"}:
            inside = [t for t in child.subtree if t.i > cue.last.i and t.dep_ != "advmod"]
            return min(inside, key=lambda t: t.i) if inside else None
    return _next_phrase(view, cue)


def _next_phrase(view: View, cue: Cue) -> Token | None:
    """Failing the parser, a noun phrase after the cue, past a day or words between commas."""
    doc, end = cue.verb.doc, cue.verb.sent.end
    at = cue.last.i + 1
    while at < end and (doc[at].pos_ in {"ADV", "NUM"} or _is_day(view, doc[at])):
        at += 1
    if at < end and doc[at].text == ",":
        at = next((t.i + 1 for t in doc[at + 1 : end] if t.text == ","), end)
    if at >= end:
        return None
    fresh = view.fresh_mark(doc[at], cue.verb)
    partitive = doc[at].lower_ in view.words.contractions("de") and doc[at].nbor().pos_ != "PUNCT"
    return doc[at] if fresh or partitive or doc[at].pos_ in {"DET", "NUM"} else None


def _is_day(view: View, token: Token) -> bool:
    return (
        token.lower_ in view.words.words("stops.nominal")
        or syntax.has(token, "NumType", "Num")
        or (token.i > 0 and token.nbor(-1).pos_ == "NUM")
    )


def _after_preposition(view: View, cue: Cue, preposition: str) -> Token | None:
    """Find the preposition, or its contraction, right after the cue, with adverbs between."""
    forms = {preposition, *view.words.contractions(preposition)}
    doc = cue.verb.doc
    parts = preposition.split()
    for at in range(cue.last.i + 1, min(cue.last.i + PHRASE_GAP + 1, len(doc) - 1)):
        if [t.lower_ for t in doc[at : at + len(parts)]] == parts or doc[at].lower_ in forms:
            after = doc[at + len(parts)] if at + len(parts) < len(doc) else None
            nominal = after is not None and after.pos_ not in {"VERB", "PUNCT"}
            return after if nominal or (after is not None and view.mark_at(after)) else None
        if view.fresh_mark(doc[at], cue.verb):
            return doc[at] if at == cue.last.i + 1 else None
        if doc[at].pos_ not in {"ADV", "NOUN", "ADJ", "DET", "PROPN"}:
            break
    return _argument(cue, forms)


def _argument(cue: Cue, forms: set[str]) -> Token | None:
    """Failing adjacency, the argument the parser hangs on the verb with that preposition."""
    for child in cue.verb.children:
        if child.i > cue.last.i and child.dep_ in {"obl:arg", "obl:mod", "obj"}:
            case = next((c for c in child.children if c.dep_ == "case"), None)
            if case is not None and case.lower_ in forms and case.i + 1 <= child.i:
                return case.nbor()
    return None


def _opens_quoted(view: View, cue: Cue, start: Token) -> bool:
    """``parle d'« une erreur »``: who is quoted can speak, whatever the noun."""
    home = view.mark_at(cue.verb)
    return home is None and _starts_quoted(view, start)


def _starts_quoted(view: View, start: Token) -> bool:
    """Tell whether words in marks stand in the noun phrase that begins here."""
    stop = min(start.i + INNER_REACH, start.sent.end)
    for token in start.doc[start.i : stop]:
        if view.mark_at(token) is not None:
            return True
        if token.text in {",", ".", ";", ":"} or syntax.is_finite(token):
            return False
    return False
