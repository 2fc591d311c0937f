"""Links quoted sentences to the words that introduce, follow or interrupt them.

In: the views and outermost marks of an article. Out: drafts of direct quotations; one without a
cue of its own is a continuation, with neither cue nor source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from recoupe import marks
from recoupe.extract import syntax
from recoupe.extract.attributions import attribution_at
from recoupe.extract.cues import Cue
from recoupe.extract.view import Draft, Range, View, trim
from recoupe.marks import Marked

INCISE_REACH = 14
"""Tokens after a closing mark within which the incise's verb must come."""

FRAGMENT_WORDS = 4


def direct(
    views: Sequence[View], outer: Sequence[Marked], cues: dict[int, Cue], taken: Sequence[Range]
) -> Iterator[Draft]:
    """Yield a draft for every quoted sentence that no indirect frame has taken.

    ``cues`` maps the article offset of a cue's verb to the cue.
    """
    previous: Draft | None = None
    for marked in outer:
        view_at = next((i for i, v in enumerate(views) if _holds(v, marked)), None)
        if view_at is None or _covered(marked, taken):
            continue
        draft = _link(views, view_at, marked, cues)
        if draft is None and _continues(views, view_at, marked, previous, taken):
            draft = _plain(views[view_at], marked, "continued")
        if draft is None:
            continue
        if previous is not None and _same_turn(views[view_at], previous, draft):
            draft = Draft(
                (*previous.content, *draft.content), previous.cue, previous.source, "joined",
                previous.headline,
            )
        previous = draft
        yield draft


def _holds(view: View, marked: Marked) -> bool:
    return view.block.start <= marked.start < view.block.end


def _covered(marked: Marked, taken: Sequence[Range]) -> bool:
    return any(a <= marked.inner_start and marked.inner_end <= b for a, b in taken)


def _plain(view: View, marked: Marked, frame: str) -> Draft:
    content = trim_quote(view.text, marked)
    return Draft((content,), None, None, frame, view.headline)


def trim_quote(text: str, marked: Marked) -> Range:
    """Return the quoted words, with their full stop if it stands inside the marks."""
    start, end = marked.inner_start, marked.inner_end
    if text[end - 1 : end] == "," and end - 1 > start:
        end -= 1
    return start, max(end, start + 1)


def _link(
    views: Sequence[View], at: int, marked: Marked, cues: dict[int, Cue]
) -> Draft | None:
    view = views[at]
    after = _cue_after(view, marked, cues)
    before = None if after else _cue_before(views, at, marked, cues)
    inside = None if after or before else _cue_inside(view, marked, cues)
    if inside is not None:
        return inside
    found = after or before
    if found is None:
        return _signature(views, at, marked)
    cue, cue_view, source = found
    frame = "after" if after else "before"
    return Draft((trim_quote(view.text, marked),), cue, source, frame, cue_view.headline)


Found = tuple[Range, View, Range | None]


def _cue_after(view: View, marked: Marked, cues: dict[int, Cue]) -> Found | None:
    """``« … », a déclaré X``: a verb of saying with its subject behind it, right after the mark."""
    tokens = [t for t in view.block.doc if view.block.first(t) >= marked.end][:INCISE_REACH]
    if marked.last > marked.first or not tokens:
        return None
    for token in tokens[:2]:
        named = attribution_at(view, token)
        if named is not None:
            return named[0], view, named[1]
        if token.text != ",":
            break
    for index, token in enumerate(tokens):
        if token.text in {".", ";", ":", "!", "?"} or view.mark_at(token) is not None:
            return None
        if token.text == "," and index > 0 and index > _comma_reach(tokens):
            return None
        cue = cues.get(view.block.first(token))
        if cue is not None and "quote" in cue.frames:
            return _incise_cue(view, cue, tokens[0])
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ in syntax.SUBJECT and not _inverts(token):
            return None
    return None


def _comma_reach(tokens: Sequence[Token]) -> int:
    """A parenthesis between commas may stand before the verb: ``», lui a, hier, répondu``."""
    return 1 if tokens[0].text == "," else 0


def _inverts(token: Token) -> bool:
    return token.head.i < token.i


def _incise_cue(view: View, cue: Cue, first: Token) -> Found | None:
    source = source_of(view, cue)
    subject = cue.subject
    if subject is not None and not cue.inverted and subject.i < cue.first.i and not cue.passive:
        leading = view.block.doc[first.i : cue.first.i]
        if subject.i >= first.i and len(leading) > INCISE_REACH // 2:
            return None
        if subject.i < first.i:
            source = None
    return view.range(cue.first, cue.last), view, source


def source_of(view: View, cue: Cue) -> Range | None:
    """Return the range of the speaker's mention, never wholly inside the cue's own content."""
    if cue.subject is None:
        return None
    if cue.subject.text.startswith("-"):
        first = view.block.first(cue.subject) + 1
        return first, view.block.last(cue.subject)
    first, last = syntax.noun_phrase(cue.subject)
    return view.range(first, last)


def _cue_before(
    views: Sequence[View], at: int, marked: Marked, cues: dict[int, Cue]
) -> Found | None:
    """``X a déclaré (hier) : « … »``, also with the colon at the end of the paragraph before."""
    view = views[at]
    head = view.text[view.block.start : marked.start].rstrip()
    if head.endswith(":"):
        return _introduction(view, marked.start, cues)
    if not head and at and not views[at].headline:
        above = views[at - 1]
        if view.text[above.block.start : above.block.end].rstrip().endswith(":"):
            return _introduction(above, above.block.end, cues)
    if head.endswith(",") or (head and head[-1].isalnum()):
        return _near_introduction(view, marked, cues)
    return None


def _introduction(view: View, stop: int, cues: dict[int, Cue]) -> Found | None:
    """The last verb of saying before the colon; failing that, the sentence's main verb."""
    tokens = [t for t in view.block.doc if view.block.first(t) < stop]
    if not tokens:
        return None
    sentence = [t for t in tokens if t.sent.start == tokens[-1].sent.start]
    found = [cues[view.block.first(t)] for t in sentence if view.block.first(t) in cues]
    able = [c for c in found if c.frames & {"quote", "que"} and view.mark_at(c.verb) is None]
    chosen = able[-1] if able else None
    if chosen is not None:
        return view.range(chosen.first, chosen.last), view, source_of(view, chosen)
    return _characterised(view, sentence) or _named(view, sentence)


def _characterised(view: View, sentence: Sequence[Token]) -> Found | None:
    """``X a vivement réagi : « … »``: no verb of saying, but somebody acts and a colon follows."""
    root = next((t for t in sentence if syntax.is_finite(t) and t.dep_ in {"ROOT", "conj"}), None)
    if root is None or root.pos_ != "VERB":
        return None
    subject = syntax.subject(root)
    if subject is None or subject.pos_ not in syntax.NOMINAL or "Rel" in subject.morph.get("PronType"):
        return None
    if subject.pos_ == "NOUN" and subject.lower_ not in view.words.words("speakers.heads"):
        return None
    first, last = syntax.verb_group(root)
    return view.range(first, last), view, view.range(*syntax.noun_phrase(subject))


def _named(view: View, sentence: Sequence[Token]) -> Found | None:
    """``Grève : « … »`` has no speaker; ``Nora Vasseur : « … »`` has."""
    words = [t for t in sentence if not t.is_punct and not t.is_space]
    if not words or any(t.pos_ in syntax.VERBAL for t in words):
        return None
    names = [t for t in words if t.pos_ == "PROPN"]
    if len(names) < 2 or words[0] not in names:  # noqa: PLR2004 - first name and surname
        return None
    return None


def _near_introduction(view: View, marked: Marked, cues: dict[int, Cue]) -> Found | None:
    """``déclare, « … »`` or ``a lancé « … »``: the verb of saying stands right before the mark."""
    tokens = [t for t in view.block.doc if view.block.first(t) < marked.start][-4:]
    for token in reversed(tokens):
        cue = cues.get(view.block.first(token))
        if cue is not None and "quote" in cue.frames and not cue.passive:
            return view.range(cue.first, cue.last), view, source_of(view, cue)
        if token.pos_ not in {"ADV", "PUNCT", "PRON"}:
            return None
    return None


def _cue_inside(view: View, marked: Marked, cues: dict[int, Cue]) -> Draft | None:
    """``« Nous partirons, a-t-il dit, dès demain »``: an incise within the marks."""
    inner = [t for t in view.block.doc if marked.inner_start <= view.block.first(t) < marked.inner_end]
    for token in inner:
        cue = cues.get(view.block.first(token))
        if cue is None or not cue.inverted or "quote" not in cue.frames or cue.subject is None:
            continue
        if cue.first.i == 0 or cue.first.nbor(-1).text != ",":
            continue
        end = syntax.noun_phrase(cue.subject)[1] if not cue.subject.text.startswith("-") else cue.last
        stop = max(end.i, cue.last.i) + 1
        left = trim(view.text, marked.inner_start, view.block.first(cue.first))
        right = trim(view.text, view.block.last(view.block.doc[stop - 1]), marked.inner_end)
        if left is None:
            continue
        pieces = (left, right) if right else (left,)
        return Draft(pieces, view.range(cue.first, cue.last), source_of(view, cue), "inside", view.headline)
    return None


def _signature(views: Sequence[View], at: int, marked: Marked) -> Draft | None:
    """A quotation that fills its paragraph, signed in the next: ``— Jeanne Roux, maire de Lys``."""
    view = views[at]
    if view.text[view.block.start : marked.start].strip() or view.text[marked.end : view.block.end].strip(" ."):
        return None
    if at + 1 >= len(views):
        return None
    below = views[at + 1]
    line = view.text[below.block.start : below.block.end]
    if line[:1] not in {"—", "–", "-"}:
        return None
    source = trim(view.text, below.block.start + 1, below.block.end)
    return Draft((trim_quote(view.text, marked),), None, source, "signature", view.headline)


def _continues(
    views: Sequence[View], at: int, marked: Marked, previous: Draft | None, taken: Sequence[Range]
) -> bool:
    """A quoted sentence with no cue, in the wake of an attributed statement, goes on with it."""
    view = views[at]
    inner = view.text[marked.inner_start : marked.inner_end]
    if not marks.stands_alone(view.text, marked) or len(inner.split()) < FRAGMENT_WORDS:
        return False
    floor = views[at - 1].block.start if at else view.block.start
    ends = [b for _, b in taken if b <= marked.start]
    if previous is not None and previous.content[-1][1] <= marked.start:
        ends.append(previous.content[-1][1])
    return bool(ends) and max(ends) >= floor


def _same_turn(view: View, previous: Draft, draft: Draft) -> bool:
    """``« A », a dit X, « b »``: one sentence, the second half in lower case, no cue of its own."""
    if draft.cue is not None or previous.cue is None:
        return False
    between = view.text[previous.content[-1][1] : draft.content[0][0]]
    return view.text[draft.content[0][0]].islower() and "." not in between and "\n" not in between
