"""Tells where a reported content ends: a cue and the content's first token in, an end index out.

The content runs to the end of its clause; it stops where the narrator's words begin again: a
second verb of the same subject, an incise, an attribution, a participle of saying, the day or the
occasion of the act of saying.
"""

from __future__ import annotations

from spacy.tokens import Token

from recoupe.extract import asides, syntax
from recoupe.extract.attributions import preposition_at
from recoupe.extract.view import Cue, View
from recoupe.marks import Marked

NEAR = 5
"""Tokens after a comma or conjunction within which the next clause shows its verb."""
HEAD = 3
"""Tokens at the head of a sentence before a participle clause: ``Tout en se disant prêt, …``."""

NOMINAL = frozenset({"obj", "attr"})
"""Frames whose content is a phrase: the day and manner of saying end it."""

VERBLESS = NOMINAL | {"comme", "inf", "accuse"}
"""Frames whose content has no conjugated verb for another clause to be coordinated with."""


def content_end(view: View, cue: Cue, start: Token, frame: str) -> int:
    """Return the index after the content's last token: the end of the clause or its first stop.

    Quoted stretches are stepped over whole, also where the parser ended a sentence inside them.
    """
    doc, end = start.doc, start.sent.end
    home = view.mark_at(cue.verb)
    coordinated = _coordinated_verbs(cue, start)
    at = start.i
    while at < end:
        token = doc[at]
        over = view.mark_at(token)
        if home is not None and over != home:
            return at
        if home is None and over is not None and at > start.i and _own_sentence(view, over):
            return at
        if home is None and over is not None:
            at = _past(view, at, over.end)
            end = max(end, at) if at >= end and not _ends_sentence(view, over) else end
            if at >= end and at < len(doc) and not _ends_sentence(view, over):
                end = doc[at].sent.end
            continue
        if at > start.i and _stops(view, cue, token, coordinated, frame):
            return at
        at += 1
    return min(max(at, start.i + 1), len(doc)) if at > end else end


OWN_SENTENCE_WORDS = 5
"""Words from which a stretch in marks that begins with a capital is a sentence, not a title."""


def _own_sentence(view: View, over: Marked) -> bool:
    """``dit que l'eau monte « On n'a jamais vu cela ici » a-t-il ajouté``: no comma, no colon."""
    inner = view.text[over.inner_start : over.inner_end]
    before = view.text[: over.start].rstrip()[-1:]
    alone = before.isalnum() and inner[:1].isupper()
    after = next((t for t in view.block.doc if view.block.first(t) >= over.end), None)
    spoken = after is not None and (after.pos_ in syntax.VERBAL or after.text == ",")
    return alone and spoken and len(inner.split()) >= OWN_SENTENCE_WORDS


def _ends_sentence(view: View, over: Marked) -> bool:
    """The quoted words end with a full stop, or one follows them."""
    inner = view.text[over.inner_end - 1 : over.inner_end]
    after = view.text[over.end : over.end + 2].strip()
    return inner in {".", "!", "?", "…"} or after[:1] in {"", ".", "!", "?"}


def _past(view: View, at: int, offset: int) -> int:
    doc = view.block.doc
    while at < len(doc) and view.block.first(doc[at]) < offset:
        at += 1
    return at


def _coordinated_verbs(cue: Cue, start: Token) -> frozenset[int]:
    """Return where a verb coordinated with the cue begins its clause, after the content's start."""
    out = set()
    for child in cue.verb.children:
        if (
            child.i > start.i
            and child.dep_ in {"conj", "parataxis"}
            and child.pos_ in syntax.VERBAL
        ):
            link = [c.i for c in child.children if c.dep_ == "cc"]
            out.add(min(link) if link else child.left_edge.i)
    return frozenset(out)


def _stops(view: View, cue: Cue, token: Token, coordinated: frozenset[int], frame: str) -> bool:
    if token.text == ";" or (token.i in coordinated and not token.is_punct):
        return True
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None:
        return False
    if token.text == ":":
        return frame in NOMINAL or view.mark_at(following) is not None
    if token.text in {",", "–", "—"}:
        return _resumes(view, cue, following, frame)
    pair = f"{token.lower_} {following.lower_}"
    return (
        (token.pos_ == "CCONJ" and _new_clause(view, token, frame))
        or (frame in NOMINAL and _nominal_stop(view, token))
        or pair in view.words.words("stops.clauses")
        or (preposition_at(view, token) is not None and not _goes_on(token))
        or _circumstance(view, cue, token)
    )


def _new_clause(view: View, token: Token, frame: str) -> bool:
    """``… et dit regretter``, ``… et la préfecture demande``: another clause begins.

    A nominal content has no verb to coordinate with; a clause has, so there only a verb of saying
    without a subject of its own counts.
    """
    for verb in token.doc[token.i + 1 : token.sent.end]:
        if verb.text in {",", ";", ":"} or view.mark_at(verb) is not None:
            return False
        skipped = verb.dep_ in syntax.AUXILIARY or verb.dep_ == syntax.RELATIVE
        if skipped or not syntax.is_finite(verb):
            continue
        if frame in VERBLESS:
            return verb.dep_ not in {"advcl", "ccomp"}
        inner = next((c for c in verb.children if c.dep_ == "xcomp"), verb)
        return syntax.own_subject(verb) is None and (_says(view, verb) or _says(view, inner))
    return False


def _says(view: View, verb: Token) -> bool:
    might = view.words.words("blocking.auxiliaries")
    supposed = any(c.lower_ in might for c in verb.children)
    return not supposed and view.words.says(verb.text, "que", "quote")


def _nominal_stop(view: View, token: Token) -> bool:
    """The day or manner of the announcement, not part of what is announced: ``… | ce soir``."""
    words = view.words
    if token.lower_ in words.words("gerund.marker"):
        following = token.nbor()
        return syntax.is_present_participle(following)
    before = token.nbor(-1)
    if before.pos_ == "ADP" or token.lower_ not in words.words("stops.nominal"):
        pair = f"{token.lower_} {token.nbor().lower_}"
        return before.pos_ != "ADP" and pair in words.words("stops.nominal")
    return True


def _resumes(view: View, cue: Cue, token: Token, frame: str) -> bool:
    """Tell whether the narrator speaks again after a comma."""
    coordinates = any(c == token and c.dep_ == "cc" for c in cue.verb.children)
    if coordinates or asides.begins(view, token):
        return True
    if _leaves_relative(cue, token) or _incise(view, token) or _says_more(view, token):
        return True
    if preposition_at(view, token) is not None:
        return not _goes_on(token)
    if token.pos_ == "CCONJ" and (_new_clause(view, token, frame) or _no_subject(cue, token)):
        return True
    return (
        _adverbial(view, token, frame)
        or (frame in VERBLESS and _own_clause(token))
        or (frame in NOMINAL and _background(view, token))
    )


def _adverbial(view: View, token: Token, frame: str) -> bool:
    """``…, | sans donner de détails``, ``…, | alors que``: the manner or occasion of saying."""
    adverbials = view.words.words("stops.adverbials")
    pair = f"{token.lower_} {token.nbor().lower_}" if token.i + 1 < len(token.doc) else ""
    if token.lower_ in adverbials or pair in adverbials:
        return True
    return frame in VERBLESS and pair in view.words.words("stops.nominal")


def _own_clause(token: Token) -> bool:
    """``promet un vote, | l'opposition dénonce``: after the comma, a verb with its own subject."""
    for verb in token.doc[token.i : token.sent.end]:
        if verb.text in {",", ";", ":"}:
            return False
        main = verb.head if verb.dep_ in syntax.AUXILIARY else verb
        inner = main.dep_ == syntax.RELATIVE or main.dep_ in {"advcl", "ccomp"}
        if syntax.is_finite(verb) and not inner:
            own = syntax.own_subject(main)
            return own is not None and token.i <= own.i < verb.i
    return False


def _goes_on(token: Token) -> bool:
    """``…, selon les experts, l'immeuble peut tomber``: it stands inside the content."""
    rest = token.doc[token.i : token.sent.end]
    comma = next((t.i for t in rest if t.text == ","), None)
    if comma is None:
        return False
    return syntax.has_main_verb(token.doc[comma : token.sent.end])


def _leaves_relative(cue: Cue, token: Token) -> bool:
    """``Le témoin, qui dit avoir vu le camion, | sera entendu``: the clause of the cue is over."""
    clause = cue.verb
    participle = not syntax.is_finite(clause) and cue.first.i - cue.verb.sent.start < HEAD
    for _ in range(syntax.MAX_CLIMB):
        opening = clause.left_edge.i - clause.sent.start < HEAD
        if clause.dep_ == syntax.RELATIVE or (clause.dep_ == "advcl" and opening):
            break
        if participle and clause.dep_ == "acl":
            break
        if clause.head == clause:
            return False
        clause = clause.head
    else:
        return False
    main = token if syntax.is_finite(token) else token.head
    low, high = clause.left_edge.i, clause.right_edge.i
    rest = token.doc[max(token.i, high + 1) : token.sent.end]
    return not low <= main.i <= high and any(syntax.is_finite(t) for t in rest)


def _no_subject(cue: Cue, token: Token) -> bool:
    """``confie vouloir partir, mais se refuse à …``: the cue's subject goes on."""
    has_clause = any(c.dep_ == "ccomp" and syntax.is_finite(c) for c in cue.verb.children)
    for verb in token.doc[token.i + 1 : min(token.i + NEAR, token.sent.end)]:
        if syntax.is_finite(verb) and verb.dep_ not in syntax.AUXILIARY:
            return not has_clause and syntax.own_subject(verb) is None
    return False


def _background(view: View, token: Token) -> bool:
    """A relative or participial clause after a comma adds background to a nominal content."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    for part in (token, following):
        if syntax.is_relative(part):
            return True
    if syntax.is_present_participle(following) and (
        token.pos_ == "PRON" or token.lower_ in view.words.words("gerund.marker")
    ):
        return True
    return token.pos_ == "VERB" and token.dep_ in {"acl", "advcl"}


def _incise(view: View, token: Token) -> bool:
    """``…, a-t-il ajouté``, ``…, précise X``: a verb of saying with its subject behind it."""
    for verb in token.doc[token.i : token.i + 5]:
        if verb.pos_ in {"NOUN", "PROPN", "DET", "ADP", "SCONJ"}:
            return False
        quotes = view.words.says(verb.text, "quote") or any(
            "quote" in view.words.reflexive.get(x, ()) for x in view.words.lemmas(verb.text)
        )
        if quotes and verb.pos_ in syntax.VERBAL:
            own = syntax.own_subject(verb)
            return syntax.is_finite(verb) and (own is None or own.i > verb.i)
    return False


def _says_more(view: View, token: Token) -> bool:
    """``…, ajoutant que``, ``…, et a précisé que``: another verb of saying of the same speaker."""
    verb = token
    if token.dep_ == "cc" and token.i + 1 < len(token.doc):
        verb = token.head
    if verb.pos_ not in syntax.VERBAL:
        return False
    return view.words.says(verb.text, "que", "quote") and syntax.is_present_participle(verb)


def _circumstance(view: View, cue: Cue, token: Token) -> bool:
    """An adverbial that the parser hangs on the verb of saying: ``a annoncé X | lundi``."""
    if cue.verb not in {token.head, token.head.head}:
        return False
    head = token if token.head == cue.verb else token.head
    if head.dep_ not in {"obl:mod", "obl:arg", "advmod", "nmod", "obl", "case"}:
        return False
    if head.i <= token.i and head != token:
        return False
    first = head.left_edge.i
    named = {t.lower_ for t in head.subtree} & view.words.words("stops.circumstance")
    return first == token.i and bool(named)
