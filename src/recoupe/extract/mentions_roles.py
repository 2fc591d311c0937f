"""What the words next to a name say of its bearer: what was found and a name in, its role out."""

from __future__ import annotations

from recoupe.extract.mentions_found import Found
from recoupe.extract.mentions_names import Name
from recoupe.extract.mentions_phrases import Phrase
from recoupe.extract.mentions_view import View


def gives_name(found: Found, role: Phrase) -> bool:
    """Tell whether a phrase is a body that bears its leader's name ("l'administration Varel")."""
    return found.words.has("cabinets", role.noun.lemma) and role.last == role.headed


def role_of(found: Found, name: Name, kind: str) -> Phrase | None:
    """Return the phrase that says what the named one is: right before it, or set off by commas."""
    one = name.view
    start = name.first if name.title is None else name.title
    before = found.by_last.get((id(one), start - 1), ())
    persons = [p for p in before if p.noun.sort in {"office", "person"}]
    bodies = [p for p in before if p.noun.sort == "institution"]
    if kind != "person":
        return bodies[-1] if bodies else _role_after(found, name, kind)
    if before:
        return next(reversed(persons or bodies), None)
    if start > 1 and one.word[start - 1] == ",":
        persons = [p for p in found.by_last.get((id(one), start - 2), ()) if is_office(p)]
        if persons and not (_governed(persons[0]) and _verb_at(one, name.last + 1)):
            return persons[0]
    return _role_after(found, name, kind)


def _role_after(found: Found, name: Name, kind: str) -> Phrase | None:
    one, i = name.view, name.last + 1
    direct = found.by_first.get((id(one), i))
    if direct is not None and kind == "person" and is_office(direct) and not direct.sort:
        return direct
    if i + 1 >= len(one) or one.word[i] not in {",", "("}:
        return None
    i += 1
    while i + 1 < len(one) and found.words.has("apposition", one.key[i]) and one.pos[i] != "NOUN":
        if (id(one), i) in found.by_first:
            break
        i += 1
    phrase = found.by_first.get((id(one), i))
    if phrase is None or (id(one), phrase.last + 1) in found.leaders:
        return None
    return phrase if _is_apposed(phrase, kind) else None


def _is_apposed(phrase: Phrase, kind: str) -> bool:
    """Tell whether a phrase after a comma says what the one named before it is."""
    if kind == "person":
        return is_office(phrase) and not _acts(phrase)
    one, after = phrase.view, phrase.last + 1
    closed = after < len(one) and one.word[after] in {",", ".", ")", ";"}
    return phrase.noun.sort == "institution" and bool(phrase.sort) and closed


def _acts(phrase: Phrase) -> bool:
    """``Invitée de Canal Six, la présidente | a promis``: what acts is no apposition.

    With a relative clause it is one: ``Ida Varel, la maire | qui a promis``.
    """
    return _verb_at(phrase.view, phrase.last + 1) and not _relative_at(phrase)


def _relative_at(phrase: Phrase) -> bool:
    token = phrase.view.block.doc[phrase.last + 1]
    return "Rel" in token.morph.get("PronType", []) or token.tag_ in {"WDT", "WP"}


def _governed(phrase: Phrase) -> bool:
    """``le coût pour le contribuable, Ida Varel a …``: the phrase hangs on a preposition."""
    return phrase.first > 0 and phrase.view.pos[phrase.first - 1] == "ADP"


def _verb_at(one: View, at: int) -> bool:
    return at < len(one) and one.pos[at] in {"AUX", "VERB", "PRON"} and one.word[at].islower()


def is_office(phrase: Phrase) -> bool:
    """Tell whether a phrase describes one person."""
    return phrase.noun.sort in {"office", "person"} and phrase.number != "p"
