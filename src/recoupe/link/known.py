"""What the lexicons know by name: a name and its language in, the state, seat or body it names out.

States, peoples, capitals, seats of government, bodies with an acronym and outlets have one id in
all languages, so that « États-Unis » and "United States" are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recoupe import lexicon
from recoupe.errors import LexiconError
from recoupe.link.names import coarse, fold


@dataclass(frozen=True, slots=True)
class Known:
    """A name of a lexicon: ``id`` in all languages, code of its ``state``, and what it is.

    ``stands``: a capital or seat, which stands for its state and is not it.
    """

    id: str
    state: str | None
    what: str

    @property
    def stands(self) -> bool:
        """Tell whether it stands for its state."""
        return self.id.startswith(("capital ", "seat "))


def find(language: str, kind: str, name: str) -> Known | None:
    """Return what a name of an actor of the given kind names; ``None`` where no lexicon tells.

    >>> find("fr", "country", "États-Unis").id, find("en", "country", "the United States").id
    ('state US', 'state US')
    """
    if kind == "person":
        return None
    folded = bare(name, language)
    if kind == "group":
        return _peoples(language).get(folded)
    found = _places(language).get(folded) or _bodies(language).get(folded)
    return None if found and found.id.startswith("outlet ") and name.islower() else found


def is_body(folded: str, language: str) -> bool:
    """Tell whether a folded name is that of a body of the lexicons (no outlet)."""
    found = _bodies(language).get(folded)
    return found is not None and found.id.startswith("body ")


def state_code(language: str, name: str | None, *, by_seat: bool = False) -> str | None:
    """Return the code of a state by its name in a language (ISO 3166; ``EU`` for the Union).

    With ``by_seat`` the name of its capital or of a seat of its government will do.

    >>> state_code("fr", "Russie"), state_code("en", "Russia")
    ('RU', 'RU')
    """
    found = _places(language).get(fold(name).replace(".", "")) if name else None
    return found.state if found and (by_seat or not found.stands) else None


@cache
def state_names(language: str) -> dict[str, str]:
    """Return the names of the states in a language, by their codes."""
    return {str(facts["iso"]): name for name, facts in _countries(language).items()}


def told_state(code: str | None) -> str:
    """Return how a reason calls a state: by its name in the first language of the lexicons.

    >>> told_state("LV"), told_state("XX")
    ('Latvia', 'XX')
    """
    return state_names(lexicon.languages()[0]).get(code or "", code or "")


def bare(name: str, language: str) -> str:
    """Return a folded name without the article it begins with: « Le Monde », « l'ONU »."""
    folded = fold(name).replace(".", "").strip()
    for start in articles(language):
        if folded.startswith(start) and len(folded) > len(start) + 1:
            return folded.removeprefix(start)
    return folded


@cache
def articles(language: str) -> tuple[str, ...]:
    """Return the articles with which a name can begin, with the space behind them if there is one.

    >>> articles("fr")[-1]
    "l'"
    """
    words = lexicon.table(language, "names")["links"]["articles"]
    starts = [w if w.endswith("'") else f"{w} " for w in words]
    return tuple(sorted(starts, key=len, reverse=True))


@cache
def every_article() -> tuple[str, ...]:
    """Return those of all languages, which are told apart by no text: « Le » opens an English name.

    Straight and curled apostrophes both stand in the press.
    """
    known = {a for language in lexicon.languages() for a in articles(language)}
    both = known | {article.replace("'", "’") for article in known}
    return tuple(sorted(both, key=lambda a: (-len(a), a)))


def _countries(language: str) -> dict[str, dict[str, object]]:
    table: dict[str, dict[str, object]] = lexicon.table(language, "countries")["countries"]
    return table


@cache
def _places(language: str) -> dict[str, Known]:
    """Return the states, capitals and seats of a language by folded name."""
    found: dict[str, Known] = {}
    for name, facts in _countries(language).items():
        code = str(facts["iso"])
        for state in (name, *_listed(facts, "also")):
            found.setdefault(fold(state).replace(".", ""), Known(f"state {code}", code, "state"))
    for name, facts in _countries(language).items():
        code = str(facts["iso"])
        for how in ("capital", "seat"):
            for place in _listed(facts, how):
                key = f"{how} {code} {_place_id(code, how, place, language)}"
                found.setdefault(fold(place), Known(key, code, f"{how} of {name}"))
    return found


def _listed(facts: dict[str, object], key: str) -> tuple[str, ...]:
    value = facts.get(key, ())
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _place_id(code: str, how: str, place: str, language: str) -> str:
    """Return an id that a capital or seat has in all languages.

    Buildings with other names elsewhere are paired in the lexicon. A capital is the only one of its
    state in the first language (« Pékin », « Beijing »), or the one that sounds like it.
    """
    if (building := _buildings(language).get(fold(place))) is not None:
        return building
    first = {coarse(p) for p in _first_places(code, how)}
    own = coarse(place)
    return min(first) if how == "capital" and len(first) == 1 else own


@cache
def _first_places(code: str, how: str) -> tuple[str, ...]:
    table = _countries(lexicon.languages()[0])
    return next((_listed(f, how) for f in table.values() if f["iso"] == code), ())


@cache
def _buildings(language: str) -> dict[str, str]:
    table = lexicon.table(language, "countries")["buildings"]
    return {fold(name): building for building, names in table.items() for name in names}


@cache
def _peoples(language: str) -> dict[str, Known]:
    found: dict[str, Known] = {}
    shared: set[str] = set()
    for state, facts in _countries(language).items():
        known = Known(f"people {facts['iso']}", str(facts["iso"]), f"people of {state}")
        for name in _listed(facts, "people") or _listed(facts, "adj"):
            if found.setdefault(fold(name), known) != known:
                shared.add(fold(name))
    return {name: known for name, known in found.items() if name not in shared}


@cache
def _bodies(language: str) -> dict[str, Known]:
    """Return the bodies and outlets of a language by bare name; all languages' outlets are one."""
    found: dict[str, Known] = {}
    for body, names in _groups():
        for code, name in names:
            if code in {language, ""}:
                key = bare(name, code or language)
                found.setdefault(key, Known(body, None, f"known as {names[0][1]}"))
    return found


@cache
def _groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return each body with its names, each with its language (``""``: of all languages)."""
    groups: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    ids: dict[str, str] = {}
    for language in lexicon.languages():
        for group in lexicon.table(language, "organisations")["same"]:
            keys = [fold(n) for n in group["names"]]
            known = next((ids[k] for k in keys if k in ids), keys[0])
            body = f"body {group['id']}" if "id" in group else known
            body = body if body.startswith("body ") else f"body {body}"
            ids |= dict.fromkeys(keys, body)
            groups.append((body, tuple((language, n) for n in group["names"])))
    for names in _outlets():
        body = next((ids[k] for k in map(fold, names) if k in ids), f"outlet {fold(names[0])}")
        variants = [n for n in names if _variant(n, names[0])]
        groups.append((body, tuple(("", n) for n in variants)))
        groups += [(f"outlet {fold(n)}", (("", n),)) for n in names if n not in variants]
    return tuple(groups)


def _variant(name: str, full: str) -> bool:
    """Tell whether an outlet's other name is another form of it, no channel or owner of its own.

    « BFM » and « BFMTV » are forms of « BFM TV », « RMC » is not; initials are.
    """
    one, other = (fold(n).replace("-", " ").split() for n in (name, full))
    if "".join(one) == "".join(other) or set(one) <= set(other) or set(other) <= set(one):
        return True
    letters = ["".join(w[0] for w in words) for words in (one, other)]
    return letters[0] in {"".join(other), *other} or letters[1] in {"".join(one), *one}


def _outlets() -> Iterator[tuple[str, ...]]:
    for language in lexicon.languages():
        try:
            table = lexicon.table(language, "outlets")
        except LexiconError:
            continue
        for section, outlets in table.items():
            if section != "frames":
                yield from ((name, *facts.get("also", ())) for name, facts in outlets.items())
