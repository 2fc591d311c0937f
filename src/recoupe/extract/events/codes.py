"""What a CAMEO code means in PLOVER: a code in, its event types out, and the code of two combined.

The readings follow CAMEO2PLOVER (OEDA, draft of September 2021) with these decisions of ours: an
agreement signed or reached (057) is AGREE, an embargo (163) is SANCTION, an occupation (192) is
ASSAULT, a resignation (083) is RETREAT as in POLECAT, a conviction (116) may be SANCTION.
"""

from __future__ import annotations

from recoupe.records import EventType

TYPES: dict[str, tuple[EventType, ...]] = {
    "02": ("REQUEST",),
    "03": ("AGREE",),
    "04": ("CONSULT",),
    "05": ("SUPPORT",),
    "057": ("AGREE",),
    "06": ("COOPERATE",),
    "07": ("AID",),
    "08": ("CONCEDE", "RETREAT"),
    "081": ("CONCEDE",),
    "082": ("CONCEDE",),
    "083": ("CONCEDE", "RETREAT"),
    "084": ("RETREAT",),
    "085": ("RETREAT",),
    "086": ("RETREAT",),
    "087": ("RETREAT",),
    "09": ("ACCUSE",),
    "10": ("REQUEST",),
    "11": ("ACCUSE",),
    "116": ("ACCUSE", "SANCTION"),
    "12": ("REJECT",),
    "13": ("THREATEN",),
    "14": ("PROTEST",),
    "15": ("MOBILIZE",),
    "16": ("SANCTION",),
    "17": ("COERCE",),
    "1712": ("ASSAULT", "COERCE"),
    "175": ("ASSAULT",),
    "18": ("ASSAULT",),
    "19": ("ASSAULT",),
    "191": ("COERCE",),
    "20": ("ASSAULT",),
}
"""Types by the longest prefix of a code; the codes 01 (mere comment) have none."""

MODES: dict[str, frozenset[str]] = {
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "RETREAT": frozenset(
        {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign", "ease"}
    ),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "THREATEN": frozenset(
        {"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"}
    ),
    "PROTEST": frozenset({"demo", "riot", "strike", "boycott", "hunger", "obstruct"}),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue", "restrict"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "COERCE": frozenset(
        {"seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport"}
        | {"withhold", "misinform", "cyber"}
    ),
    "ASSAULT": frozenset(
        {"beat", "torture", "execute", "sexual", "assassinate", "abduct", "firearms"}
        | {"explosives", "suicide-attack", "heavy-weapons", "massacre", "cleansing"}
    ),
}
"""The modes of PLOVER and POLECAT by type; the other types have none."""

COMPOSED: dict[str, dict[str, str]] = {
    "AGREE": {
        "04": "036", "045": "039", "05": "032", "057": "030", "06": "031", "061": "0311",
        "062": "0312", "063": "0313", "064": "0314", "07": "033", "071": "0331", "072": "0332",
        "073": "0333", "074": "0334", "08": "035", "081": "0351", "082": "0352", "083": "034",
        "0841": "0353", "085": "0354", "086": "0355", "087": "0356",
    },
    "REQUEST": {
        "03": "100", "04": "106", "045": "108", "05": "102", "057": "102", "06": "101",
        "061": "1011", "062": "1012", "063": "1013", "064": "1014", "07": "103", "071": "1031",
        "072": "1032", "073": "1033", "074": "1034", "08": "105", "081": "1051", "082": "1052",
        "083": "104", "0831": "1041", "084": "1053", "085": "1054", "086": "1055", "087": "1056",
    },
    "REJECT": {
        "04": "125", "045": "126", "057": "127", "06": "121", "061": "1211", "062": "1212",
        "063": "1213", "064": "1214", "07": "122", "071": "1221", "072": "1222", "073": "1223",
        "074": "1224", "08": "124", "083": "123", "0841": "1243", "085": "1244", "086": "1245",
        "087": "1246",
    },
    "THREATEN": {
        "12": "131", "14": "133", "16": "131", "161": "1313", "162": "1311", "163": "1312",
        "164": "134", "165": "135", "166": "136", "17": "132", "1721": "1321", "1722": "1322",
        "1723": "1323", "1724": "1324", "175": "137", "18": "138", "19": "138", "191": "1381",
        "192": "1382", "194": "1384", "195": "1384", "20": "138", "204": "1385",
    },
}  # fmt: skip
"""The code of an act that bears on another: to refuse to negotiate (046) is 125."""


def types_of(code: str) -> tuple[EventType, ...]:
    """Return the types a code can have, by its longest known prefix.

    >>> types_of("0311"), types_of("0871"), types_of("010")
    (('AGREE',), ('RETREAT',), ())
    """
    return next((TYPES[code[:n]] for n in range(len(code), 1, -1) if code[:n] in TYPES), ())


def composed(governor: EventType, code: str, governed: str) -> str:
    """Return the code of an act of ``governor``'s type that bears on an act with another code.

    >>> composed("REJECT", "120", "046"), composed("ACCUSE", "112", "190")
    ('125', '112')
    """
    table = COMPOSED.get(governor, {})
    found = (table[governed[:n]] for n in range(len(governed), 1, -1) if governed[:n] in table)
    return next(found, code)
