"""Where an article names and describes actors: invented sentences with every mention marked."""

# ruff: noqa: E501 (one example a line)
from __future__ import annotations

import pytest
from actor_texts import parse, unmark

from recoupe.extract.mentions import find_mentions
from recoupe.records import Mention

# [words|kind]: p person, o organisation, c country, g group. Nothing else may be found.
FRENCH = """
[Ida Varel|p] a quitté la salle.
[Mme Varel|p] a rencontré [M. Brandt|p] lundi.
[Me Louis Carzet|p] défend [N. Durand|p].
Selon [Haro al-Mansir|p], la route est coupée.
[Aldo von Karst|p] et [Claire de Morsac|p] sont arrivés.
Le président letton [Aivar Brandt|p] a reçu [Kim Jong-su|p].
Le ministre des Transports [Ivan Droz|p] démissionne.
[Paul Varenne-Dubosc|p], directeur général du [Fonds serbe d'aide directe|o], se tait.
Le chef de [l'organisation|o] [Ahmed Sorel|p] est mort.
[Le maître du Kremlin|p] se tait.
[Le porte-parole du Quai d'Orsay|p] dément.
[La sénatrice|p] a quitté la séance.
[Un haut responsable gouvernemental à Lima|p] l'a confirmé.
La [Russie|c] a cédé.
Selon [Quito|c], l'accord tient.
Une usine a ouvert à Quito.
[Lima|c] propose à [Quito|c] un cessez-le-feu.
La réponse de [Lima|c] se fait attendre.
La [Fédération de Russie|c] exporte du blé.
Les [Lettons|g] votent dimanche.
Le [Kremlin|o] et la [Maison-Blanche|o] négocient.
[Des entreprises lettones|g] ont investi.
[Le gouvernement bolivien|o] a protesté.
[L'armée tchadienne|o] avance.
[Les autorités locales|g] confirment.
[Plusieurs ONG|g] dénoncent ces arrestations.
[Des témoins|g] racontent.
L'[Organisation mondiale de la santé|o] alerte.
L'[ONU|o] s'inquiète.
Le [Conseil national de la pêche|o] refuse.
[Le parquet de Sarroval|o] a ouvert une enquête.
[Le ministère de l'Intérieur|o] dément.
Le site [Karnet|o] révèle ces chiffres.
L'agence [TASS|o] l'affirme.
La société [Orvel Systems|o] licencie.
[Médecins du monde|o] se retire.
[L'administration Varel|o] part, dit [Ida Varel|p].
L'ouragan Silvano a frappé l'île de Morta.
La Coupe du monde débute en mars.
Il parle de l'accord de Paris au cours du repas.
"""

ENGLISH = """
[Ida Varel|p] left the room.
[Mr. Brandt|p] met [Mrs. Varel|p] on Monday.
Latvian President [Aivar Brandt|p] resigned.
[The Kremlin spokesman|p] declined to comment.
[The White House spokeswoman|p] agreed.
[Lima|c] offered [Quito|c] a truce.
The race was held in Quito.
[American officials|g] disagreed.
The [United Nations|o] warned of famine.
[Orvel Systems|o], a software company, cut jobs.
[Oleg Brandt|p], chief executive of [Orvel Systems|o], stepped down.
[A senior official|p] confirmed the plan.
[Ukraine|c] and [Peru|c] signed.
Hurricane Silvano hit the island of Morta.
"""


def mark(mention: Mention) -> tuple[int, int, str]:
    return mention.span.start, mention.span.end, mention.kind


INNER = {"Kremlin", "Quai d'Orsay", "White House"}


@pytest.mark.parametrize("marked", FRENCH.strip().splitlines())
def test_a_sentence_has_exactly_these_mentions(marked: str) -> None:
    check(marked, "fr")


@pytest.mark.parametrize("marked", ENGLISH.strip().splitlines())
def test_the_same_code_reads_english(marked: str) -> None:
    check(marked, "en")


def check(marked: str, language: str) -> None:
    text, wanted = unmark(marked)
    found = {
        m
        for m in find_mentions(parse(text, language))
        if m.span.text not in INNER or f"[{m.span.text}|" in marked
    }
    assert {mark(m) for m in found} == wanted, sorted((m.span.text, m.kind) for m in found)


SHOWN = [
    ("L'ancienne ministre Claude Arvand a signé.", "Claude Arvand", "f", "s"),
    ("Mme Claude Arvand a signé.", "Mme Claude Arvand", "f", "s"),
    ("M. Claude Arvand a signé.", "M. Claude Arvand", "m", "s"),
    ("Claude Arvand a été entendue.", "Claude Arvand", "f", "s"),
    ("Claude Arvand a signé.", "Claude Arvand", None, "s"),
    ("Le juge Claude Arvand a signé.", "Claude Arvand", "m", "s"),
    ("Plusieurs ONG ont signé.", "Plusieurs ONG", None, "p"),
    ("La police a signé.", "La police", "f", "s"),
]


@pytest.mark.parametrize(("text", "words", "gender", "number"), SHOWN)
def test_gender_and_number_come_from_the_words_around(
    text: str, words: str, gender: str | None, number: str
) -> None:
    mention = next(m for m in find_mentions(parse(text)) if m.span.text == words)
    assert (mention.gender, mention.number) == (gender, number)


ROLES = [
    ("Le président letton Aivar Brandt part.", "Aivar Brandt", "Le président letton"),
    ("Aivar Brandt, directeur de l'usine, part.", "Aivar Brandt", "directeur de l'usine"),
    ("Le porte-parole du Kremlin, Aivar Brandt, part.", "Aivar Brandt", "Le porte-parole du Kremlin"),
    ("Le ministre des Ports, de la Pêche et des Postes Aivar Brandt part.", "Aivar Brandt",
     "Le ministre des Ports, de la Pêche et des Postes"),
    ("Aivar Brandt part.", "Aivar Brandt", None),
    ("L'agence Karnet ferme.", "Karnet", "L'agence"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_a_role_next_to_a_name_is_its_role(text: str, name: str, role: str | None) -> None:
    mention = next(m for m in find_mentions(parse(text)) if m.name == name)
    assert (mention.role.text if mention.role else None) == role


def test_offsets_hold_where_the_text_has_odd_spaces_and_apostrophes() -> None:
    text = "L’envoyé de M.\u00a0Brandt a vu l’ONU."
    for mention in find_mentions(parse(text)):
        assert text[mention.span.start : mention.span.end] == mention.span.text
