"""Says whose a bare institution is: drafts and the article's setting in, fuller names in them.

"Le gouvernement" of an article on Latvia is shown as "gouvernement letton", its "parquet" as
"parquet (Riga, Lettonie)". What is printed stays: every form in the text is an alias.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from recoupe import lexicon
from recoupe.extract.actors_draft import Draft
from recoupe.extract.actors_setting import Setting, setting_of
from recoupe.extract.mentions_view import fold
from recoupe.extract.mentions_words import Words
from recoupe.parsed import Parsed
from recoupe.records import Span

_WORDS = re.compile(r"\w+")


def qualify(drafts: Sequence[Draft], parsed: Parsed, words: Words) -> None:
    """Name the state or the town of each institution that the text leaves to the reader."""
    bare = [d for d in drafts if _is_bare(d, words)]
    if not bare:
        return
    named = {fold(d.name) for d in drafts if d.named and d.kind != "country"}
    setting = setting_of(parsed, words, named)
    for draft in bare:
        _place(draft, setting, words)


def _is_bare(draft: Draft, words: Words) -> bool:
    """Tell whether a definite description of a public body says nothing of whose it is."""
    if draft.named or draft.country or not draft.offices:
        return False
    head = draft.offices[0].head
    if not (words.has("of_state", head) or words.has("of_town", head)):
        return False
    field = words.has("of_field", head) and draft.name == draft.name.lower()
    beside = _beside(draft, head)
    plain = field or all(words.has("of_none", w) or words.has("of_here", w) for w in beside)
    return plain and _definite(draft, words)


def _beside(draft: Draft, head: str) -> list[str]:
    start, *_, rest = _parted(draft.name, head)
    return fold(f"{start} {rest}").split()


def _parted(name: str, head: str) -> tuple[str, str, str]:
    """Return what stands before a head noun, the noun itself, and what stands behind it."""
    folded = fold(name.replace("’", "'"))
    at = max(folded.find(head), 0)
    return name[:at].strip(), name[at : at + len(head)], name[at + len(head) :].strip()


def _definite(draft: Draft, words: Words) -> bool:
    text = fold(draft.mentions[0].span.text.replace("’", "'").replace("'", "' "))
    first = text.split()[0]
    return words.has("articles", first) or first not in words.determiners


def _place(draft: Draft, setting: Setting, words: Words) -> None:
    """Rename a draft by town or state; a body of a state keeps both its forms as aliases."""
    head, printed = draft.offices[0].head, draft.name
    here = any(words.has("of_here", w) for w in _beside(draft, head))
    town = setting.town if here or words.has("of_town", head) else None
    state = setting.state if words.has("of_state", head) and not here else None
    forms: list[str] = []
    if town is not None:
        forms.append(f"{printed} ({', '.join(filter(None, (town, setting.state)))})")
    if state is not None:
        forms += [*_with_adjective(draft, state, words), f"{printed} ({state})"]
    if forms:
        draft.name = forms[0]
        draft.country = setting.state
        draft.extra += [*forms[1:], printed]


def explain(drafts: Sequence[Draft]) -> None:
    """Spell out whom a description leaves to the reader: "cabinet du ministre (Ida Varel)"."""
    spans = [(m.span, d) for d in drafts if d.named for m in d.mentions]
    spans = [(s, d) for s, d in spans if not s.text.isupper()]
    spans.sort(key=lambda pair: pair[0])
    for draft in (d for d in drafts if not d.named):
        span = draft.mentions[0].span
        gloss = meant(span.text, [d.name for s, d in _within(spans, span) if span.covers(s)])
        if gloss is not None:
            draft.extra.append(draft.name)
            draft.name = f"{draft.name} ({gloss})"


def _within(spans: Sequence[tuple[Span, Draft]], span: Span) -> Sequence[tuple[Span, Draft]]:
    low = bisect_left(spans, span.start, key=lambda pair: pair[0].start)
    return spans[low : bisect_left(spans, span.end, key=lambda pair: pair[0].start)]


def meant(text: str, names: Sequence[str]) -> str | None:
    """Return the first of the names a description stands for that its own words do not give."""
    said = set(_WORDS.findall(fold(text)))
    return next((n for n in names if not set(_WORDS.findall(fold(n))) <= said), None)


def _with_adjective(draft: Draft, state: str, words: Words) -> list[str]:
    """Return "gouvernement letton", nothing where a complement stands between."""
    forms = lexicon.table(words.language, "countries")["countries"][state]["adj"]
    *_, tail = _parted(draft.name, draft.offices[0].head)
    if not forms or any(words.has("of", w) for w in fold(tail.replace("'", "' ")).split()):
        return []
    if words.grammar["modifiers_before"]:
        return [f"{forms[0]} {draft.name}"]
    feminine = words.has("feminine", draft.offices[0].head)
    return [f"{draft.name} {agreeing(forms, 'f' if feminine else draft.gender, draft.number)}"]


def agreeing(forms: Sequence[str], gender: str | None, number: str | None) -> str:
    """Return the form of an adjective of nationality that agrees; the masculine one stands first.

    >>> agreeing(["letton", "lettonne", "lettons", "lettonnes"], "f", "p")
    'lettonnes'
    """
    one = forms[0]
    if gender == "f" and not one.endswith("e"):
        one = next((f for f in forms if f.endswith("e")), one)
    many = one if one[-1] in "sx" else one + "s"
    return many if number == "p" and many in forms else one
