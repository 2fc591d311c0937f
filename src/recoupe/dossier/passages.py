"""Says in SQL what a passage is: names of columns in, the expression of a ``placed`` out."""

from __future__ import annotations

AROUND = 120
"""Characters shown before and after a passage, at most: about the sentence it stands in."""

LONGEST_TITLE = 300
"""Characters of a title that are shown: some pages have a whole text for a title."""

_SPACES = r"'[\s\p{Z}]+', ' ', 'g'"
_FIRST_WORD = r"'^\S+\s', ''"
_LAST_WORD = r"'\s\S+\z', ''"


def head(article: str) -> str:
    """Return the head of an article; ``article`` names a row of ``articles``."""
    a = article
    return (
        f"{{'id': {a}.id, 'uri': {a}.uri, 'title': left(trim(regexp_replace({a}.title.text,"
        f" {_SPACES})), {LONGEST_TITLE}), 'outlet': {a}.outlet, 'language': {a}.language,"
        f" 'published': {a}.published, 'newest': {a}.latest}}::head"
    )


def placed(article: str, start: str, end: str) -> str:
    """Return a passage with the text around it, which ends where its zone ends or a word is cut."""
    a, inside = article, f"lambda z: z.start < {end} AND {start} < z.end"
    zones = f"list_filter({a}.zones, {inside})"
    first = f"greatest({start} - {AROUND}, coalesce({zones}[1].start, {start}), 0)"
    last = f"least({end} + {AROUND}, coalesce({zones}[-1].end, {end}))"
    before = _whole_words(f"{a}.text[{first} + 1:{start}]", _FIRST_WORD)
    after = _whole_words(f"{a}.text[{end} + 1:{last}]", _LAST_WORD)
    return (
        f"{{'id': concat_ws('-', {a}.id, {start}, {end}), 'article': {head(a)},"
        f" 'start': {start}, 'end': {end}, 'text': {a}.text[{start} + 1:{end}],"
        f" 'before': {before}, 'after': {after}}}::placed"
    )


def _whole_words(text: str, cut: str) -> str:
    """Drop a word that is cut in two at the far end of a text of full length."""
    return f"CASE WHEN length({text}) = {AROUND} THEN regexp_replace({text}, {cut}) ELSE {text} END"
