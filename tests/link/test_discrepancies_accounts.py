"""An article is cut into the sentences that are accounts of something."""

from __future__ import annotations

from recoupe.link.discrepancies_accounts import LONGEST, accounts
from recoupe.records import Zone

FIRST = "Le port franc de Belmare a rouvert lundi matin."
LAST = "La maire, Ida Varel, n'a pas souhaité répondre."


def sentences(text: str) -> list[str]:
    return [text[a.start : a.end] for a in accounts(text, [Zone(0, len(text), "body")], "fr")]


def test_sentences_are_accounts_and_scraps_are_not() -> None:
    assert sentences(f"{FIRST} Trop tard. M. Kerlan l'avait dit dimanche. {LAST}") == [
        FIRST,
        "M. Kerlan l'avait dit dimanche.",
        LAST,
    ]


def test_a_sentence_without_end_is_left_out() -> None:
    endless = "Les quais, " * (LONGEST // 10) + "rien de plus."
    assert sentences(f"{FIRST} {endless} {LAST}") == [FIRST, LAST]
