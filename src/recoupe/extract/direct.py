"""Links quoted sentences to the words that introduce, follow or interrupt them.

In: the views and marks of an article, its cues, what indirect frames have taken. Out: drafts of
direct quotations; one without a cue of its own is a continuation, with neither cue nor source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from recoupe import marks
from recoupe.extract import asides, syntax
from recoupe.extract.attributions import attribution_at
from recoupe.extract.cells import Cells
from recoupe.extract.clauses import reports_clause
from recoupe.extract.introductions import Found, introduction, near_introduction
from recoupe.extract.neighbours import neighbour
from recoupe.extract.sources import can_speak, source_of
from recoupe.extract.subjects import noun_after
from recoupe.extract.view import Cue, Draft, Range, View, trim
from recoupe.marks import Marked

INCISE_REACH = 14
"""Tokens after a closing mark within which the incise's verb must come."""

ORPHAN_WORDS = 4
"""A quoted stretch without a cue is a statement of its own from this many words on."""

MAX_DEPTH = 2
"""Quotations in quotations in quotations are not told apart any deeper."""


@dataclass(frozen=True, slots=True)
class Place:
    """A marked stretch among the blocks: the view that holds its start and the one of its end."""

    views: Sequence[View]
    at: int
    marked: Marked
    cues: dict[int, Cue]

    @property
    def view(self) -> View:
        """The view in which the quotation begins."""
        return self.views[self.at]

    @property
    def tail(self) -> View:
        """The view in which the quotation ends."""
        inside = (v for v in self.views[self.at :] if v.block.end >= self.marked.end)
        return next(inside, self.views[self.at])


def direct(
    views: Sequence[View], marked: Sequence[Marked], cues: dict[int, Cue], taken: Sequence[Range]
) -> Iterator[Draft]:
    """Yield a draft for every quoted sentence that no indirect frame has taken.

    ``cues`` maps the article offset of a cue's verb to the cue; ``taken`` holds the contents that
    indirect frames gave.
    """
    found: list[Draft] = []
    starts = [v.block.start for v in views]
    by_place: Cells[Range] = Cells()
    for content in taken:
        by_place.add(*content, content)
    for stretch in marked:
        at = bisect_right(starts, stretch.start) - 1
        if at < 0 or stretch.start >= views[at].block.end or not _readable(views[at], stretch):
            continue
        place = Place(views, at, stretch, cues)
        near = list(by_place.near(max(0, stretch.start - WAKE), stretch.end))
        joined = _joins(place, found)
        if joined is not None:
            found[-1] = joined
        elif not _covered(place, near):
            draft = _link(place) or _orphan(place, found, near)
            found += [draft] if draft is not None else []
    yield from found


WAKE = 2_000
"""Characters before a quotation without a cue in which the statement it goes on with must end."""


def _readable(view: View, marked: Marked) -> bool:
    """Some word stands between the marks, and not too deep."""
    inner = view.text[marked.inner_start : marked.inner_end]
    return marked.depth <= MAX_DEPTH and any(c.isalnum() for c in inner)


def _covered(place: Place, taken: Sequence[Range]) -> bool:
    """An indirect content of the same level holds the quoted words."""
    marked = place.marked
    outer = place.view.home(marked)
    low = outer.start if outer is not None and marked.depth else -1
    return any(low < a <= marked.inner_start and marked.inner_end <= b for a, b in taken)


def _joins(place: Place, found: Sequence[Draft]) -> Draft | None:
    """``« A », a dit X, « b »``: only the cue and a comma between, so one sentence of one turn."""
    previous = found[-1] if found else None
    if previous is None or previous.frame not in {"after", "joined"} or previous.cue is None:
        return None
    end = max(r[1] for r in (*previous.content, previous.cue, previous.source or previous.cue))
    same_block = place.view.block.start <= previous.content[-1][0]
    between = place.view.text[end : place.marked.start]
    if (
        place.marked.depth
        or not same_block
        or between.strip() not in {",", ""}
        or end > place.marked.start
    ):
        return None
    content = (*previous.content, quoted_words(place.view.text, place.marked))
    return replace(previous, content=content, frame="joined")


def quoted_words(text: str, marked: Marked) -> Range:
    """Return the quoted words, with their full stop if it stands inside the marks."""
    start, end = marked.inner_start, marked.inner_end
    while end - 1 > start and text[end - 1] in ",;":
        end -= 1
    return start, max(end, start + 1)


def _link(place: Place) -> Draft | None:
    nested = place.marked.depth > 0
    after = None if nested else _cue_after(place)
    if after is None and not nested:
        inside = _cue_inside(place)
        if inside is not None:
            return inside
    found = after or _cue_before(place)
    if found is None:
        return None if nested else _signature(place)
    content = (quoted_words(place.view.text, place.marked),)
    frame = "after" if after else "before"
    return Draft(content, found.cue, found.source, frame, place.view.headline)


def _cue_after(place: Place) -> Found | None:
    """``« … », a déclaré X``: a verb of saying with its subject behind it, right after the mark."""
    view = place.tail
    if not _may_end_sentence(place):
        return None
    tokens = [t for t in view.block.doc if view.block.first(t) >= place.marked.end][:INCISE_REACH]
    if view.headline and tokens and tokens[0].text == ":":
        return _named_after(view, tokens[1:])
    for token in tokens[:2]:
        named = attribution_at(view, token)
        if named is not None:
            return Found(named[0], named[1])
        if token.text != ",":
            break
    return _incise_after(view, tokens, place.cues)


def _named_after(view: View, tokens: Sequence[Token]) -> Found:
    """``« Mon client est innocent » : Me Amsallem contre-attaque``: who the title names next."""
    head = next((t for t in tokens[:4] if t.pos_ in {"NOUN", "PROPN"}), None)
    if head is None or tokens[0].pos_ == "ADP" or not can_speak(view, head):
        return Found(None, None)
    return Found(None, view.range(*syntax.noun_phrase(syntax.name_head(head))))


def _may_end_sentence(place: Place) -> bool:
    """Words in marks at the end of a longer clause are part of it: ``Ce sera « dur », a dit X``."""
    if marks.stands_alone(place.view.text, place.marked):
        return True
    before = place.view.text[place.view.block.start : place.marked.start].rstrip()
    return not before or before[-1] in ".!?…:,»"


def _incise_after(view: View, tokens: Sequence[Token], cues: dict[int, Cue]) -> Found | None:
    aside = asides.after(view, tokens, cues)
    if aside is not None:
        return Found(view.range(aside.first, aside.last), source_of(view, aside))
    for token in tokens:
        cue = cues.get(view.block.first(token))
        if cue is not None and cue.frames & {"quote", "heard"}:
            named = tokens[0].text != "," and reports_clause(view, cue)
            return None if named else _found_after(view, cue, tokens[0])
        if not _may_precede(view, token):
            return None
    return None


def _may_precede(view: View, token: Token) -> bool:
    """Between mark and verb: a comma, its auxiliary and clitics, an adverb, a day."""
    if view.mark_at(token) is not None or syntax.has(token, "PronType", "Rel"):
        return False
    small = token.pos_ in {"ADV", "PRON", "AUX"} or token.text in {",", "–", "—", "-"}
    day = token.lower_ in view.words.words("stops.nominal")
    light = bool(view.words.lemmas(token.text)) and token.pos_ in syntax.VERBAL
    return small or day or light


def _found_after(view: View, cue: Cue, first: Token) -> Found:
    """The subject stands behind the verb, or between it and the mark."""
    source = source_of(view, cue)
    behind = noun_after(cue.verb, cue.last, view.words)
    misplaced = cue.subject is None or (not cue.inverted and cue.subject.i < first.i)
    if misplaced:
        source = view.range(*syntax.noun_phrase(behind)) if behind is not None else None
    return Found(view.range(cue.first, cue.last), source)


def _cue_before(place: Place) -> Found | None:
    """``X a déclaré (hier) : « … »``, also with the colon at the end of the paragraph before."""
    view, marked = place.view, place.marked
    head = view.text[view.block.start : marked.start].rstrip()
    if head.endswith(":"):
        return introduction(view, marked, place.cues)
    above = (
        place.views[place.at - 1] if place.at and not place.views[place.at - 1].headline else None
    )
    if not head and above is not None:
        if view.text[above.block.start : above.block.end].rstrip().endswith(":"):
            return introduction(above, marked, place.cues)
    elif head and (head[-1] in ",-–" or head[-1].isalnum()):
        return near_introduction(view, marked, place.cues)
    return None


def _cue_inside(place: Place) -> Draft | None:
    """``« Nous partirons, a-t-il dit, dès demain »``: an incise within the marks."""
    view, marked = place.view, place.marked
    low, high = marked.inner_start, marked.inner_end
    for token in (t for t in view.block.doc if low <= view.block.first(t) < high):
        cue = place.cues.get(view.block.first(token))
        if cue is None or not _is_inner_incise(view, cue, low):
            continue
        draft = _split(view, cue, (low, high))
        if draft is not None:
            return draft
    return None


def _is_inner_incise(view: View, cue: Cue, low: int) -> bool:
    incise = cue.inverted and cue.subject is not None and "quote" in cue.frames
    starts = cue.first.i > 0 and view.block.first(cue.first) > low
    return incise and starts and cue.first.nbor(-1).text in {",", "!", "?", "–", "—", "…"}


def _split(view: View, cue: Cue, inner: Range) -> Draft | None:
    """Cut a quotation in two around its incise; the second half may be missing."""
    source = source_of(view, cue)
    stop = max(view.block.last(cue.last), source[1] if source else 0)
    rest = view.text[stop : inner[1]]
    comma = min((i for i in (rest.find(","), rest.find(".")) if i >= 0), default=len(rest))
    left = trim(view.text, inner[0], view.block.first(cue.first))
    right = trim(view.text, stop + comma, inner[1])
    if left is None:
        return None
    ends = view.text[inner[1] - 1 : inner[1]]
    if right is not None and ends in {".", "!", "?"}:
        right = (right[0], inner[1])
    pieces = (left, right) if right else (left,)
    return Draft(pieces, view.range(cue.first, cue.last), source, "inside", view.headline)


def _signature(place: Place) -> Draft | None:
    """A quotation that fills its paragraph, signed in the next: ``— Jeanne Roux, maire de Lys``."""
    view, marked = place.view, place.marked
    around = view.text[view.block.start : marked.start] + view.text[marked.end : view.block.end]
    if around.strip(" .\u00a0") or place.at + 1 >= len(place.views):
        return None
    below = place.views[place.at + 1]
    if view.text[below.block.start] not in {"—", "–", "-"}:
        return None
    source = trim(view.text, below.block.start + 1, below.block.end)
    content = (quoted_words(view.text, marked),)
    return Draft(content, None, source, "signature", view.headline)


def _orphan(place: Place, found: Sequence[Draft], taken: Sequence[Range]) -> Draft | None:
    """A quoted sentence with no cue: somebody's who was just quoted or named, if anybody's."""
    view, marked = place.view, place.marked
    inner = view.text[marked.inner_start : marked.inner_end]
    long = len(inner.split()) >= ORPHAN_WORDS
    if marked.depth or not long or not marks.stands_alone(view.text, marked):
        return None
    if not _ends_alone(view, marked, inner):
        return None
    content = (quoted_words(view.text, marked),)
    last = max((b for d in found[-2:] for _, b in (*d.content, d.cue or (0, 0))), default=-1)
    last = max(last, *(b for _, b in taken if b <= marked.start), -1, -1)
    source, continues = neighbour(place.views, place.at, marked, last)
    if source is None and not continues:
        return None
    return Draft(content, None, source, "named" if source else "continued", view.headline)


def _ends_alone(view: View, marked: Marked, inner: str) -> bool:
    """A full stop inside the marks or after them, or the paragraph's end."""
    after = view.text[marked.end : view.block.end].lstrip()
    return inner[-1:] in {".", "!", "?", "…"} or after[:1] in {"", ".", "!", "?", "…"}
