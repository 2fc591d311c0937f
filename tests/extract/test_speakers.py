"""Who says a quotation: invented passages with contents and sources marked."""

# ruff: noqa: E501 (one example a line)
from __future__ import annotations

import pytest
from actor_texts import parse, quoted

import recoupe
from recoupe.extract.actors import resolve_actors
from recoupe.extract.mentions import find_mentions
from recoupe.extract.speakers import resolve_speakers
from recoupe.records import Actor, Quotation

# {n:content} (with "=" reported speech), <n:source>; the speaker of each quotation in order.
FRENCH = [
    ("« {1:Nous partons} », a dit <1:Ida Varel>.", ["Ida Varel"]),
    ("Ida Varel est là. « {1:Nous partons} », a dit <1:Varel>.", ["Ida Varel"]),
    ("Ida Varel est là. « {1:Nous partons} », a dit <1:Mme Varel>.", ["Ida Varel"]),
    ("<1:Ida Varel> a dit que {1:=le port fermerait}. « {2:C'est fini} », a-t-<2:elle> ajouté.",
     ["Ida Varel", "Ida Varel"]),
    ("<1:Luc Brandt> a dit que {1:=Ivo Tarn avait menti}. <2:Il> a ajouté que {2:=tout était faux}.",
     ["Luc Brandt", "Luc Brandt"]),
    ("La sénatrice Ida Varel a vu Luc Brandt. <1:Elle> affirme que {1:=tout va bien}.", ["Ida Varel"]),
    ("Mme Varel a vu M. Brandt. <1:Il> affirme que {1:=tout va bien}.", ["Brandt"]),
    ("Luc Brandt a quitté le port. Il a repris la mer. <1:Il> promet {1:=de revenir}.", ["Luc Brandt"]),
    ("« {1:Nous partons} », a dit <1:le porte-parole du port, Luc Brandt>.", ["Luc Brandt"]),
    ("« {1:Nous partons} », a dit <1:Luc Brandt, porte-parole du port>.", ["Luc Brandt"]),
    ("Le président letton Aivar Brandt est venu. « {1:Je pars} », a dit <1:le chef de l'État>.",
     ["Aivar Brandt"]),
    ("L'écrivaine Ida Varel est venue. « {1:Je pars} », a confié <1:la romancière>.", ["Ida Varel"]),
    ("Ida Varel a vu Luc Brandt. <1:Ce dernier> dit que {1:=le port ferme}.", ["Luc Brandt"]),
    ("« {1:Je pars} », a dit Ida Varel. « {2:C'est fini.} »", [None, None]),
    ("« {1:Je pars} », a dit <1:Ida Varel>. « {2:C'est fini.} »", ["Ida Varel", "Ida Varel"]),
    ("« {1:<2:Nous> avons annoncé {2:=la fin des travaux}} », a dit <1:Ida Varel>.",
     ["Ida Varel", "Ida Varel"]),
    ("Luc Brandt se plaint. « {1:Ivo Tarn triche, <2:il> dit {2:=que je mens}} », a lâché <1:Luc Brandt>.",
     ["Luc Brandt", "Ivo Tarn"]),
    ("<1:Lima et Quito> annoncent {1:=une trêve}.", ["Lima et Quito"]),
    ("Selon <1:un rapport de la Fondation Karst>, {1:=l'eau monte}.", ["Fondation Karst"]),
    ("Selon <1:une étude>, {1:=l'eau monte}.", ["une étude"]),
    ("<1:Des riverains> affirment que {1:=l'eau monte}.", ["Des riverains"]),
    ("D'après <1:une source proche du dossier>, {1:=l'eau monte}.", ["une source proche du dossier"]),
    ("Un officier arrive. Selon <1:l'officier>, {1:=l'eau monte}.", ["l'officier"]),
    ("<1:Le Kremlin> affirme que {1:=l'accord tient}.", ["Kremlin"]),
    ("La société Orvel Systems licencie. <1:L'entreprise> invoque {1:=la crise}.", ["Orvel Systems"]),
    ("L'association Karnet proteste. <1:Elle> dénonce {1:=un scandale}.", ["Karnet"]),
    ("Les syndicats sont reçus. <1:Ils> réclament {1:=une hausse}.", ["syndicats"]),
    ("<1:Il> l'a dit {1:=sans détour} : Luc Brandt part.", ["Luc Brandt"]),
    # What a description leaves open: whose it is, which ones, under what name.
    ("Ida Varel a gagné. Selon <1:un de ses avocats>, {1:=l'affaire est close}.", ["un de ses avocats (Ida Varel)"]),
    ("Ida Varel a gagné. <1:Sa famille> dit que {1:=tout va bien}.", ["Sa famille (Ida Varel)"]),
    ("<1:Des sources>, officielles ou anonymes, disent que {1:=l'eau monte}.", ["Des sources, officielles ou anonymes"]),
    ("<1:La branche locale du mouvement Karnet> (MKN) dit que {1:=tout va bien}.", ["La branche locale du mouvement Karnet (MKN)"]),
    ("{1:=Le port ferme}, a dit <1:une source> à l'AFP.", ["une source"]),
    # "L'un de" several is nobody in particular.
    ("Selon <1:un de ses avocats>, {1:=rien ne presse}. <2:Luc Brandt, l'un de ses avocats>, dit {2:=le contraire}.",
     ["un de ses avocats", "Luc Brandt"]),
    # A bare generic body, with a nationality or not, is the one named just before.
    ("Karnet ferme. Le directeur d'Orvel Systems s'en va. <1:Le groupe letton> nie {1:=la vente}.", ["Orvel Systems"]),
    ("L'Organisation mondiale de la santé enquête. Plus tard, l'association Karnet est arrivée. <1:L'organisation> nie {1:=tout}.",
     ["Karnet"]),
    # What is said of somebody is nobody else; "ce dernier" is a body where no person stands nearer.
    ("Ida Varel arrive. Varel était maire de Sarroval. <1:Elle> promet {1:=un pont}.", ["Ida Varel"]),
    ("Luc Brandt arrive. La mer est calme. Le prix va au Syndicat du lac. <1:Ce dernier> nie {1:=tout}.", ["Syndicat du lac"]),
    ("Luc Brandt parle. Un voisin arrive. <1:Ce dernier> nie {1:=tout}.", ["Un voisin"]),
    # A document is shown with the title it was given.
    ("Le projet de loi « Lac propre » est prêt. Selon <1:le projet de loi>, {1:=la pêche cesse}.",
     ["projet de loi « Lac propre »"]),
    # A general word stands for the office named before it, nobody's for a person without any.
    ("Le général Ivo Tarn a pris la ville. « {1:C'est fini} », a dit <1:l'officier>.", ["Ivo Tarn"]),
    ("Ida Varel, maire de Sarroval, a reçu Luc Brandt. <1:L'élue> promet {1:=une aide}.", ["Ida Varel"]),
    ("M. Brandt a comparu libre. « {1:J'ai eu peur} », a dit <1:le prévenu>.", ["Brandt"]),
    ("Le ministre Ivo Tarn a vu Luc Brandt. « {1:Je chante} », a dit <1:le chanteur>.", ["Luc Brandt"]),
    # A gender that the text shows, also of a coordinated subject.
    ("Luc Brandt et sa collègue Ida Varel sont venus. <1:Elle> dit que {1:=tout va bien}.", ["Ida Varel"]),
    # Who is named right before the colon.
    ("Bien que la Cour suprême hésite, la nouvelle réjouit la Ligue du lac : « {1:Un grand jour} », a-t-<1:elle> dit.",
     ["Ligue du lac"]),
    # The subject of the sentence before, where it spoke last.
    ("<1:Luc Brandt> a dit que {1:=le port fermerait}. <2:Le gouvernement letton> demande {2:=un sursis}. <3:Il> menace {3:=de partir}.",
     ["Luc Brandt", "gouvernement letton", "gouvernement letton"]),
    ("Luc Brandt se tait. Ida Varel, présidente du port, arrive. « {1:Je pars} », a dit <1:la sénatrice>.", ["Ida Varel"]),
]  # fmt: skip


def resolve(marked: str, language: str = "fr") -> tuple[tuple[Actor, ...], tuple[Quotation, ...]]:
    text, quotations = quoted(marked)
    parsed = parse(text, language)
    return resolve_speakers(parsed, resolve_actors(parsed, find_mentions(parsed)), quotations)


@pytest.mark.parametrize(("marked", "names"), FRENCH)
def test_the_speaker_of_each_quotation(marked: str, names: list[str | None]) -> None:
    actors, found = resolve(marked)
    assert [q.speaker_name for q in found] == names
    known = {a.id for a in actors}
    assert all((q.speaker in known) == (q.speaker_name is not None) for q in found)


ENGLISH = [
    ('"{1:We are leaving}", said <1:Ida Varel>. "{2:It is over.}"', ["Ida Varel", "Ida Varel"]),
    ("Mr. Brandt met reporters. <1:He> said {1:=the port would close}.", ["Brandt"]),
    ("According to <1:a report by the Karst Foundation>, {1:=water is rising}.",
     ["a report by the Karst Foundation"]),
    ("<1:The White House> said {1:=the deal holds}.", ["White House"]),
    ("<1:Residents> said {1:=water was rising}.", ["Residents"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "names"), ENGLISH)
def test_the_same_code_finds_english_speakers(marked: str, names: list[str | None]) -> None:
    assert [q.speaker_name for q in resolve(marked, "en")[1]] == names


ROLES = [
    ("« {1:Je pars} », a dit <1:le président letton Aivar Brandt>.", "le président letton"),
    ("« {1:Je pars} », a dit <1:Luc Brandt, maire de Sarroval>.", "maire de Sarroval"),
    ("Le maire de Sarroval, Luc Brandt, est là. « {1:Je pars} », a dit <1:le maire de Sarroval>.",
     "le maire de Sarroval"),
    ("« {1:Je pars} », a dit <1:Luc Brandt>.", None),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "role"), ROLES)
def test_the_role_is_the_one_printed_at_the_source(marked: str, role: str | None) -> None:
    assert resolve(marked)[1][0].role == role


def test_a_passive_without_agent_has_no_speaker() -> None:
    text, (quotation,) = quoted("La ville a été accusée {1:=de fraude}.")
    cue = type(quotation.content[0]).of(text, text.index("a été"), text.index(" de fraude"))
    parsed = parse(text)
    told = Quotation("1", "a", "indirect", quotation.content, cue, None)
    _, found = resolve_speakers(parsed, resolve_actors(parsed, find_mentions(parsed)), [told])
    assert (found[0].speaker, found[0].speaker_name) == (None, "non précisé")


def test_an_anonymous_source_becomes_an_unnamed_actor_with_its_words() -> None:
    actors, found = resolve("<1:Deux vigiles du port> racontent que {1:=tout a brûlé}.")
    actor = next(a for a in actors if a.id == found[0].speaker)
    assert (actor.named, found[0].speaker_name) == (False, "Deux vigiles du port")


def test_quotations_come_back_in_the_order_they_were_given() -> None:
    text, quotations = quoted("« {1:Un} », dit <1:Ida Varel>. « {2:Deux} », dit <2:Luc Brandt>.")
    parsed = parse(text)
    actors = resolve_actors(parsed, find_mentions(parsed))
    _, found = resolve_speakers(parsed, actors, list(reversed(quotations)))
    assert [q.speaker_name for q in found] == ["Luc Brandt", "Ida Varel"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Le maire de Courvoison, Paul Adran, est revenu mardi sur les promesses faites par Hugo Brance l'an dernier. Il avait d'abord annoncé que le pont rouvrirait avant l'été.",
            "Hugo Brance",
        ),
        (
            "La ministre Nora Vasseur a rappelé mardi les propos de Léa Sorel. Elle avait déjà promis une navette en mars.",
            "Léa Sorel",
        ),
        (
            "Le préfet Armand Delestrac a reçu Paul Adran mardi. Il avait annoncé sa venue lundi.",
            "Armand Delestrac",
        ),
    ],
)
def test_the_pluperfect_goes_back_to_who_spoke_before(text: str, speaker: str) -> None:
    said = recoupe.read(text, published="2031-03-05").quotations
    assert said[-1].speaker_name == speaker
