"""Tells what an event is about: its code and passage in, PLOVER's contexts out."""

from __future__ import annotations

import re
from functools import cache

from recoupe import lexicon
from recoupe.extract.mentions_words import plural

WORD = re.compile(r"[\w-]+")

OF_CODE: dict[str, str] = {
    "0311": "economic", "0312": "military", "0313": "legal", "0314": "intelligence",
    "0331": "economic", "0332": "military", "0333": "humanitarian", "0334": "peacekeeping",
    "0354": "economic", "0355": "diplomatic", "0356": "military",
    "036": "diplomatic", "037": "diplomatic", "038": "diplomatic", "039": "diplomatic",
    "045": "diplomatic", "054": "diplomatic",
    "061": "economic", "062": "military", "063": "legal", "064": "intelligence",
    "071": "economic", "072": "military", "073": "humanitarian", "074": "peacekeeping",
    "075": "refugee", "085": "economic", "087": "military",
    "091": "corruption", "094": "military",
    "1011": "economic", "1012": "military", "1013": "legal", "1014": "intelligence",
    "1031": "economic", "1032": "military", "1033": "humanitarian", "1034": "peacekeeping",
    "1054": "economic", "1056": "military", "106": "diplomatic", "108": "diplomatic",
    "115": "legal", "116": "legal",
    "1211": "economic", "1212": "military", "1221": "economic", "1222": "military",
    "125": "diplomatic", "126": "diplomatic", "128": "legal",
    "1312": "economic", "1313": "diplomatic", "138": "military", "1385": "cbrn",
    "152": "military", "154": "military", "161": "diplomatic", "163": "economic",
    "164": "diplomatic", "165": "diplomatic", "173": "legal", "174": "legal",
    "183": "terrorism", "19": "military", "200": "military", "204": "cbrn",
}  # fmt: skip
"""The context a CAMEO code itself implies, by its longest prefix (after CAMEO2PLOVER, 2021)."""


def contexts(language: str, code: str, passage: str) -> tuple[str, ...]:
    """Return what an event is about, in alphabetical order.

    A code can imply a context ("0311": economic cooperation); the others are told by words of the
    passage, looked up in ``contexts.toml``. No word, no context.

    >>> contexts("fr", "0311", "La Norvège propose à l'Islande d'exploiter un gisement.")
    ('economic', 'resource')
    """
    implied = (OF_CODE[code[:n]] for n in range(len(code), 1, -1) if code[:n] in OF_CODE)
    words = _words(language)
    found = {words[w] for w in WORD.findall(passage.lower()) if w in words}
    return tuple(sorted({*found, *((first,) if (first := next(implied, None)) else ())}))


@cache
def _words(language: str) -> dict[str, str]:
    """Return the context of each form of the words of ``contexts.toml``."""
    endings = lexicon.table(language, "names")["plural"]["endings"]
    added = ["", *lexicon.table(language, "events_grammar")["adjective"]["endings"]]
    return {
        form: name
        for name, words in lexicon.table(language, "contexts").items()
        for word in words
        for form in (plural(word, endings), *(word + ending for ending in added))
    }
