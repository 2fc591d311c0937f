"""Reads "selon X" and its kin: a view in, drafts of the statements so attributed out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from recoupe.extract import syntax
from recoupe.extract.sources import can_speak
from recoupe.extract.subjects import noun_after
from recoupe.extract.view import Draft, Range, View, trim

APPOSITION_REACH = 18
"""Tokens an apposition between commas may have ("procureur de la République de …")."""


def attribution_at(view: View, token: Token) -> tuple[Range, Range] | None:
    """Return cue and source of an attribution that begins at ``token``: ``« … », selon X``."""
    found = _attribution(view, token)
    if found is None:
        return None
    last, head = found
    first, end = syntax.noun_phrase(head)
    at = first if first.i > last.i else last.nbor()
    return view.range(token, last), view.range(at, end)


RELAYED = frozenset({"after", "before", "inside", "joined", "incise", "que"})
"""Frames whose statement a trailing attribution only passes on: ``…, a dit X, selon l'AFP``."""


def attributed(view: View, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield a draft for each attribution whose statement no other cue has already taken.

    ``drafts`` are the statements found so far: « …, a dit X, selon l'agence Y » is one statement,
    passed on by Y, not two.
    """
    for token in view.block.doc:
        found = _attribution(view, token)
        if found is None:
            continue
        last, head = found
        draft = _draft(view, (token, last), head, drafts)
        if draft is not None:
            yield draft


def _attribution(view: View, token: Token) -> tuple[Token, Token] | None:
    """Return the last word of an attribution's opening at ``token``, and the head of its source."""
    words = _opens(view, token)
    if words is None:
        return None
    last = token.doc[token.i + len(words) - 1]
    told = _told(view, last)
    if told is not None:
        return told
    head = _source_head(last)
    return None if head is None or _no_source(view, head, last) else (last, head)


def _told(view: View, last: Token) -> tuple[Token, Token] | None:
    """``Selon ce que rapporte X``: the verb ends the opening, its subject is the source."""
    doc, at = last.doc, last.i + 1
    if at + 2 >= len(doc) or doc[at].lower_ not in view.words.words("prepositions.words_said"):
        return None
    reach = doc[at + 1 : min(at + TOLD_REACH, last.sent.end)]
    verb = next((t for t in reach if view.words.lemmas(t.text) and syntax.is_finite(t)), None)
    if verb is None or any(t.text == "," for t in doc[at : verb.i]):
        return None
    before = syntax.own_subject(verb)
    head = before if before is not None and before.i < verb.i else None
    head = head or noun_after(verb, verb, view.words)
    return (verb if head.i > verb.i else last, head) if head is not None else None


TOLD_REACH = 8
"""Tokens after "selon ce que" within which its verb comes."""


def preposition_at(view: View, token: Token) -> tuple[str, ...] | None:
    """Return the words of attribution (``selon``, ``d'après``) that begin at ``token``, if any."""
    first = token.lower_
    for words in view.words.prepositions:
        if first == words[0] and syntax.reads(token.doc, token.i, words):
            return words
    return None


def _opens(view: View, token: Token) -> tuple[str, ...] | None:
    if (found := preposition_at(view, token)) is not None:
        return found
    for words in view.words.opinion:
        if token.lower_ == words[0] and _starts_sentence(token):
            return words if _is_opinion(view, token) else None
    return None


def _starts_sentence(token: Token) -> bool:
    sent = token.sent
    return all(
        t.is_punct or t.is_space or t.pos_ == "CCONJ" for t in token.doc[sent.start : token.i]
    )


def _is_opinion(view: View, token: Token) -> bool:
    """``Pour le maire, …``: a person or institution and a comma, not a purpose or a duration."""
    if token.i + 1 >= len(token.doc):
        return False
    head = token.head if token.dep_ in {"case", "mark"} else token.nbor()
    if token.nbor().lower_ in view.words.words("pronouns.opinion"):
        head = token.nbor()
    elif (
        head.pos_ not in {"PROPN", "NOUN"}
        or syntax.has(token.nbor(), "VerbForm", "Inf")
        or (head.pos_ == "NOUN" and not (can_speak(view, head) or head.text[:1].isupper()))
    ):
        return False
    _, last = syntax.noun_phrase(head)
    after = token.doc[last.i + 1] if last.i + 1 < len(token.doc) else None
    return after is not None and (after.text == "," or view.mark_at(after) is not None)


def _source_head(last: Token) -> Token | None:
    """The noun the preposition belongs to: by the parser, else the first noun that follows."""
    if last.dep_ in {"case", "mark"} and last.head.i > last.i:
        head = last.head
        if head.pos_ in syntax.NOMINAL and head.i - last.i < APPOSITION_REACH:
            return head
    if last.pos_ == "NOUN":
        return last
    for token in last.doc[last.i + 1 : last.i + 6]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return token
        if token.pos_ in syntax.VERBAL or token.text in {",", "."}:
            return None
    return None


def _no_source(view: View, head: Token, last: Token) -> bool:
    """``selon les cas``, ``selon ses termes``, ``selon que``: nobody speaks."""
    lemmas = {head.lemma_.lower(), head.lower_, head.lower_.rstrip("s")}
    if lemmas & view.words.words("prepositions.not_sources"):
        return True
    if _vague(view, head):
        return True
    own = lemmas & view.words.words("prepositions.own_words")
    possessive = any(syntax.has(t, "Poss", "Yes") for t in head.children)
    relative = syntax.has(last.nbor(), "PronType", "Rel") if last.i + 1 < len(last.doc) else False
    return bool(own and possessive) or relative or head.pos_ == "SCONJ"


def _vague(view: View, head: Token) -> bool:
    """``selon un calcul``, ``d'après un roman``: an indefinite thing that states nothing."""
    if head.pos_ != "NOUN" or can_speak(view, head) or head.lower_ in view.words.documents:
        return False
    indefinite = any(syntax.has(c, "Definite", "Ind") for c in head.children if c.dep_ == "det")
    return indefinite and syntax.has(head, "Number", "Sing")


def _draft(
    view: View, cue: tuple[Token, Token], head: Token, drafts: Sequence[Draft]
) -> Draft | None:
    first, last = syntax.noun_phrase(head)
    last = _not_past_comma(head, last)
    doc = head.doc
    at = first.i if first.i > cue[1].i else cue[1].i + 1
    source = view.range(doc[at], last)
    end = _phrase_end(view, last)
    if not _starts_sentence(cue[0]) and _relays(view.block.first(cue[0]), drafts):
        return None
    content = _contents(view, cue[0], end)
    if not content:
        return None
    apposed = doc[end - 1]
    if end - 1 > last.i and _is_apposition(doc, last.i + 1, end):
        source = (source[0], view.block.last(apposed))
    return Draft(content, view.range(*cue), source, "attribution", view.headline)


def _not_past_comma(head: Token, last: Token) -> Token:
    """The parser may take the subject for an apposition: ``Selon le parquet, Jean Roux a``.

    An apposition is closed by punctuation; what a verb follows is the subject of the statement.
    """
    doc = head.doc
    closed = last.i + 1 >= len(doc) or doc[last.i + 1].text in {",", ".", ";", ")", ":"}
    if closed:
        return last
    for token in doc[head.i + 1 : last.i + 1]:
        if token.text == ",":
            return token.nbor(-1)
    return last


def _is_apposition(doc: Doc, start: int, end: int) -> bool:
    tokens = doc[start:end]
    return not any(syntax.is_finite(t) or t.pos_ == "VERB" for t in tokens)


def _phrase_end(view: View, last: Token) -> int:
    """Return the index after the whole attribution, with its apposition or participial tail."""
    doc, sent_end = last.doc, last.sent.end
    at = last.i + 1
    while at < sent_end and not _boundary(view, doc[at]):
        at += 1
    if at < sent_end and doc[at].text == "," and _more_follows(view, doc, at, sent_end):
        at += 1
        while at < sent_end and not _boundary(view, doc[at]):
            at += 1
    return at


def _more_follows(view: View, doc: Doc, comma: int, sent_end: int) -> bool:
    """An apposition or a relative clause about the source: ``, qui s'exprimait lundi,``."""
    following = doc[comma + 1] if comma + 1 < sent_end else None
    if following is not None and syntax.has(following, "PronType", "Rel"):
        return any(t.text == "," for t in doc[comma + 1 : sent_end])
    return _apposition_follows(view, doc, comma, sent_end)


def _boundary(view: View, token: Token) -> bool:
    return token.text in {",", ".", ";", ":", "…", "?", "!"} or view.mark_at(token) is not None


def _apposition_follows(view: View, doc: Doc, comma: int, sent_end: int) -> bool:
    """A stretch without a verb between two commas, after the name: ``, procureur de Brest,``."""
    tokens: list[Token] = []
    for token in doc[comma + 1 : min(comma + APPOSITION_REACH, sent_end)]:
        if token.text == ",":
            nominal = bool(tokens) and tokens[0].pos_ in {"NOUN", "DET", "PROPN", "ADJ"}
            return nominal and not _is_subject(doc, token.i + 1, sent_end)
        if view.mark_at(token) is not None or syntax.is_finite(token) or token.dep_ == "cc":
            return False
        tokens.append(token)
    return False


def _relays(start: int, drafts: Sequence[Draft]) -> bool:
    """A statement with a cue of its own ends right before the attribution."""
    for draft in drafts:
        if draft.frame not in RELAYED:
            continue
        ends = [r[1] for r in (*draft.content, draft.cue, draft.source) if r is not None]
        if any(0 <= start - end <= RELAY_GAP for end in ends):
            return True
    return False


RELAY_GAP = 4
"""Characters between a statement and the attribution that passes it on: a mark, a comma, spaces."""


def _is_subject(doc: Doc, start: int, end: int) -> bool:
    """What follows the comma belongs to the noun before it: a relative clause, its verb."""
    if start < end and syntax.has(doc[start], "PronType", "Rel"):
        return True
    return _lacks_subject(doc, start, end)


def _contents(view: View, first: Token, end: int) -> tuple[Range, ...]:
    """The rest of the sentence on both sides of the attribution."""
    doc, sent = first.doc, first.sent
    before = _piece(view, doc, _clause_start(view, first, sent.start), first.i)
    after_end = _clause_stop(view, end, sent.end)
    after = _piece(view, doc, end, after_end)
    if after is not None and before is not None:
        if not any(syntax.is_finite(t) for t in doc[sent.start : first.i]):
            before = before if _lacks_subject(doc, end, after_end) else None
        elif not _is_clause(view, doc, end, after_end):
            after = None
    return tuple(p for p in (before, after) if p is not None)


def _lacks_subject(doc: Doc, start: int, end: int) -> bool:
    """``La récolte, selon X, | sera bonne``: the verb has its subject before."""
    verb = next((t for t in doc[start:end] if syntax.is_finite(t)), None)
    if verb is None:
        return False
    head = verb.head if verb.dep_ in syntax.AUXILIARY else verb
    subject = syntax.own_subject(head)
    return subject is None or subject.i < start


def _is_clause(view: View, doc: Doc, start: int, end: int) -> bool:
    """Tell whether a verb or quoted words stand between two tokens."""
    marked = any(view.mark_at(t) is not None for t in doc[start : start + 2])
    return marked or any(syntax.is_finite(t) for t in doc[start:end])


def _piece(view: View, doc: Doc, start: int, end: int) -> Range | None:
    if end <= start:
        return None
    tokens = doc[start:end]
    last = view.block.last(tokens[-1])
    first = view.block.first(tokens[0])
    over = view.mark_over(last - 1)
    if over is not None and over.start >= first:
        last = max(last, min(over.end, view.block.end))
    found = trim(view.text, first, last)
    if found is None or not any(t.pos_ in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"} for t in tokens):
        return None
    return found


def _clause_start(view: View, first: Token, start: int) -> int:
    """The sentence's start, or what follows a semicolon or a title's topic."""
    doc = first.doc
    if view.headline:
        start = _after_topic(doc, start, first.i)
    words = view.words.words("complementisers.words")
    for index in range(first.i - 1, start - 1, -1):
        near = first.i - index <= 2  # noqa: PLR2004 - "que" and a comma: the attribution opens it
        if doc[index].text == ";" or (near and doc[index].lower_ in words):
            return index + 1
    return start


def _after_topic(doc: Doc, start: int, end: int) -> int:
    """``Éleveurs : | vers une grève, selon …``: a title's topic and colon are no statement."""
    colon = next((t.i for t in doc[start:end] if t.text == ":"), None)
    if colon is None or any(syntax.is_finite(t) for t in doc[start:colon]):
        return start
    return colon + 1


def _clause_stop(view: View, start: int, end: int) -> int:
    doc = view.block.doc
    for index in range(start, end):
        token = doc[index]
        if token.text == ";":
            return index
        quoted = index + 1 < end and view.mark_at(doc[index + 1]) is not None
        if token.text == ":" and quoted and index > start:
            return index
    return end
