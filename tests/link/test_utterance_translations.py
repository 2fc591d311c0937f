"""French and English accounts of one statement are one utterance, with the encoder installed."""

from __future__ import annotations

import pytest
from tests.link.utterance_dossier import Quoted, article, later, members, utterances

from recoupe.link.utterances import encoder

installed = pytest.mark.skipif(not encoder.available(), reason="the encoder is an extra")

BRIDGE = Quoted("Nous n'achetons pas un pont, nous achetons vingt ans de silence")
BRIDGE_EN = later(BRIDGE, words="We are not buying a bridge, we are buying twenty years of silence")

PAIRS = [
    ("Le phare sera réparé avant l'hiver", "The lighthouse will be repaired before winter", True),
    ("Nos abeilles meurent et vous parlez de rendement",
     "Our bees are dying and you talk about yields", True),
    ("La carrière emploie 120 personnes", "The quarry employs 120 people", True),
    ("La carrière emploie 120 personnes", "The quarry employs 340 people", False),
    ("Le budget est de 2,4 millions de florins", "The budget is 2.4 million florins", True),
    ("Le phare sera réparé avant l'hiver",
     "The lighthouse will not be repaired before winter", False),
    ("Le phare sera réparé avant l'hiver", "The school needs two more teachers", False),
    ("La laiterie est prête à embaucher", "The dairy is ready to hire", True),
    ("Personne ne nous a consultés", "Nobody consulted us", True),
    ("Le tramway ira jusqu'à la gare", "The festival will take place without musicians", False),
]  # fmt: skip


@installed
@pytest.mark.parametrize(("french", "english", "joined"), PAIRS)
def test_pair_of_two_languages(french: str, english: str, joined: bool) -> None:  # noqa: FBT001
    pages = [
        article("Le Fanal", [later(BRIDGE, words=french)]),
        article("The Beacon", [later(BRIDGE, words=english)], language="en"),
    ]
    assert (len(utterances(pages)) == 1) == joined


@installed
def test_a_translation_joins_two_french_wordings() -> None:
    pages = [
        article("Le Fanal", [BRIDGE]),
        article("La Rive", [BRIDGE]),
        article("The Beacon", [BRIDGE_EN], language="en"),
        article("Canal", [later(BRIDGE, words="ce sont deux décennies de calme qu'on achète")]),
    ]
    (found,) = [u for u in utterances(pages) if len(u.articles) > 2]
    assert any("two languages" in r for m in found.members for r in m.reasons)
    english = next(v for v in found.variants if "silence" in v.difference.split("{+")[1])
    assert english.difference.count("{+") == 1
    assert members(utterances(pages[2:], pages[:2])) == members(utterances(pages))


@installed
def test_another_day_is_another_statement_in_another_language() -> None:
    pages = [
        article("Le Fanal", [BRIDGE]),
        article("The Beacon", [later(BRIDGE_EN, said="2031-03-20")], "2031-03-21", "en"),
    ]
    assert utterances(pages) == ()


def test_without_the_encoder_languages_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "available", lambda: False)
    pages = [
        article("Le Fanal", [BRIDGE]),
        article("The Beacon", [BRIDGE_EN], language="en"),
    ]
    assert utterances(pages) == ()
