"""Time expressions on invented press sentences: text, day of publication, expected records."""

from __future__ import annotations

from datetime import date

import pytest

from recoupe.extract.times import resolve

TUESDAY = "2025-02-25"
AUTUMN = "2024-10-17"  # a Thursday

Row = tuple[str, str | None, list[tuple[str, str, str]]]

FRENCH: list[Row] = [
    # absolute days
    (
        "Le maire a démissionné le 25 février 2025.",
        None,
        [("le 25 février 2025", "DATE", "2025-02-25")],
    ),
    ("Le préavis du 1er avril 2025 est levé.", None, [("1er avril 2025", "DATE", "2025-04-01")]),
    (
        "Réunis lundi 24 février, ils ont voté.",
        TUESDAY,
        [("lundi 24 février", "DATE", "2025-02-24")],
    ),
    ("Mise en ligne 25/02/2025 par la rédaction", None, [("25/02/2025", "DATE", "2025-02-25")]),
    ("Relevé du 25.02.2025 à la centrale", None, [("du 25.02.2025", "DATE", "2025-02-25")]),
    ("Le fichier daté 2025-02-25 a fuité.", None, [("2025-02-25", "DATE", "2025-02-25")]),
    (
        "Le port rouvrira le 14 juill. 2025, dit-on.",
        None,
        [("le 14 juill. 2025", "DATE", "2025-07-14")],
    ),
    ("Le 30 février n'existe pas.", TUESDAY, [("février", "DATE", "2025-02")]),
    (
        "Le vote du mardi 4 mars 2025 est annulé.",
        None,
        [("mardi 4 mars 2025", "DATE", "2025-03-04")],
    ),
    ("Elle est née le premier mai 1968.", None, [("le premier mai 1968", "DATE", "1968-05-01")]),
    # days without a year: the nearest
    ("La grève débute le 31 mars.", "2025-04-01", [("le 31 mars", "DATE", "2025-03-31")]),
    ("Le barrage a cédé le 28 décembre.", "2025-01-03", [("le 28 décembre", "DATE", "2024-12-28")]),
    ("Le sommet s'ouvre le 5 janvier.", "2024-12-20", [("le 5 janvier", "DATE", "2025-01-05")]),
    ("La grève débute le 31 mars.", None, [("le 31 mars", "DATE", "XXXX-03-31")]),
    ("VARNE, 25 février (Agence) – Le port", TUESDAY, [("25 février", "DATE", "2025-02-25")]),
    (
        "Il a été arrêté le 22 décembre dernier.",
        TUESDAY,
        [("le 22 décembre dernier", "DATE", "2024-12-22")],
    ),
    ("Le dossier sera clos le 22/4.", TUESDAY, [("le 22/4", "DATE", "2025-04-22")]),
    ("Rendez-vous mardi 4 à la mairie.", TUESDAY, [("mardi 4", "DATE", "2025-03-04")]),
    ("Ils se reverront le 27.", TUESDAY, [("le 27", "DATE", "2025-02-27")]),
    ("Le 20 heures a ouvert sur la crue.", TUESDAY, []),
    # weekdays by press convention
    ("Le ministre a démenti mardi.", TUESDAY, [("mardi", "DATE", "2025-02-25")]),
    ("Le ministre a démenti lundi.", TUESDAY, [("lundi", "DATE", "2025-02-24")]),
    ("Le ministre a démenti mercredi.", TUESDAY, [("mercredi", "DATE", "2025-02-19")]),
    ("Le ministre a démenti lundi.", None, [("lundi", "DATE", "XXXX-WXX-1")]),
    ("Le pont a fermé lundi dernier.", TUESDAY, [("lundi dernier", "DATE", "2025-02-24")]),
    ("Le pont a fermé mardi dernier.", TUESDAY, [("mardi dernier", "DATE", "2025-02-18")]),
    ("Le pont rouvre lundi prochain.", TUESDAY, [("lundi prochain", "DATE", "2025-03-03")]),
    ("Elle l'a dit dimanche soir.", "2025-04-01", [("dimanche soir", "TIME", "2025-03-30TEV")]),
    ("Elle l'a dit dimanche soir.", None, [("dimanche soir", "TIME", "XXXX-WXX-7TEV")]),
    ("Le cortège part samedi à 14 h.", TUESDAY, [("samedi à 14 h", "TIME", "2025-02-22T14:00")]),
    (
        "Ce vendredi, les quais étaient vides.",
        "2025-02-28",
        [("Ce vendredi", "DATE", "2025-02-28")],
    ),
    (
        "Une réponse est attendue d'ici vendredi.",
        TUESDAY,
        [("d'ici vendredi", "DATE", "2025-02-28")],
    ),
    (
        "Ils voteront jeudi de la semaine prochaine.",
        TUESDAY,
        [("jeudi de la semaine prochaine", "DATE", "2025-03-06")],
    ),
    (
        "Le tir a eu lieu dans la nuit de lundi à mardi.",
        TUESDAY,
        [("dans la nuit de lundi à mardi", "TIME", "2025-02-24TNI")],
    ),
    (
        "Dans la nuit du 3 au 4 mars, le quai a brûlé.",
        "2025-03-05",
        [("Dans la nuit du 3 au 4 mars", "TIME", "2025-03-03TNI")],
    ),
    # yesterday, today, tomorrow
    ("Hier, le juge a tranché.", TUESDAY, [("Hier", "DATE", "2025-02-24")]),
    ("Avant-hier déjà, il doutait.", TUESDAY, [("Avant-hier", "DATE", "2025-02-23")]),
    ("La ville est calme aujourd’hui.", TUESDAY, [("aujourd’hui", "DATE", "2025-02-25")]),
    ("Le texte passe demain matin.", TUESDAY, [("demain matin", "TIME", "2025-02-26TMO")]),
    (
        "Le feu a pris hier soir vers 22 h 15.",
        TUESDAY,
        [("hier soir", "TIME", "2025-02-24TEV"), ("vers 22 h 15", "TIME", "2025-02-24T22:15")],
    ),
    ("Ce matin, le col est fermé.", TUESDAY, [("Ce matin", "TIME", "2025-02-25TMO")]),
    ("Cette nuit, deux dépôts ont brûlé.", TUESDAY, [("Cette nuit", "TIME", "2025-02-25TNI")]),
    ("Hier, le texte passait.", None, [("Hier", "DATE", "XXXX-XX-XX")]),
    (
        "Le 3 mars, le dépôt a sauté ; la veille, un garde avait alerté.",
        "2025-03-10",
        [("Le 3 mars", "DATE", "2025-03-03"), ("la veille", "DATE", "2025-03-02")],
    ),
    (
        "Lundi, la digue a cédé. Le lendemain, l'armée arrivait.",
        "2025-02-28",
        [("Lundi", "DATE", "2025-02-24"), ("Le lendemain", "DATE", "2025-02-25")],
    ),
    ("La veille, un garde avait alerté.", TUESDAY, [("La veille", "DATE", "2025-02-24")]),
    ("Tout a changé du jour au lendemain.", TUESDAY, []),
    # weeks, months, years
    ("La commission siège cette semaine.", "2025-03-26", [("cette semaine", "DATE", "2025-W13")]),
    (
        "Elle a échoué la semaine dernière.",
        "2025-04-01",
        [("la semaine dernière", "DATE", "2025-W13")],
    ),
    ("Elle a échoué la semaine dernière.", None, [("la semaine dernière", "DATE", "XXXX-WXX")]),
    (
        "Elle reprendra la semaine prochaine.",
        TUESDAY,
        [("la semaine prochaine", "DATE", "2025-W10")],
    ),
    ("Rien n'est prévu ce mois-ci.", TUESDAY, [("ce mois-ci", "DATE", "2025-02")]),
    ("Le mois dernier, la taxe a doublé.", "2025-01-09", [("Le mois dernier", "DATE", "2024-12")]),
    ("Les prix ont doublé cette année.", TUESDAY, [("cette année", "DATE", "2025")]),
    (
        "Les prix ont doublé plus tôt cette année.",
        TUESDAY,
        [("plus tôt cette année", "DATE", "2025")],
    ),
    ("L'an dernier, le lac a gelé.", TUESDAY, [("L'an dernier", "DATE", "2024")]),
    ("L'usine fermera l'année prochaine.", TUESDAY, [("l'année prochaine", "DATE", "2026")]),
    (
        "Ce week-end, la foire a fait le plein.",
        "2025-02-24",
        [("Ce week-end", "DATE", "2025-W08-WE")],
    ),
    (
        "Elle a chuté le week-end dernier.",
        TUESDAY,
        [("le week-end dernier", "DATE", "2025-W08-WE")],
    ),
    (
        "La loi passera avant la fin de l'année.",
        TUESDAY,
        [("avant la fin de l'année", "DATE", "2025")],
    ),
    ("Le tunnel a ouvert en février.", TUESDAY, [("en février", "DATE", "2025-02")]),
    ("Le tunnel a ouvert en février.", None, [("en février", "DATE", "XXXX-02")]),
    ("Le tunnel a ouvert en novembre.", TUESDAY, [("en novembre", "DATE", "2024-11")]),
    ("Il date de février 2024.", TUESDAY, [("de février 2024", "DATE", "2024-02")]),
    ("Le chantier finira d'ici fin juin.", TUESDAY, [("d'ici fin juin", "DATE", "2025-06")]),
    ("Tout s'est joué à la mi-mars 2023.", TUESDAY, [("à la mi-mars 2023", "DATE", "2023-03")]),
    (
        "La crue de mars dernier a tout emporté.",
        "2025-06-02",
        [("mars dernier", "DATE", "2025-03")],
    ),
    ("Le traité a été signé en 2022.", None, [("en 2022", "DATE", "2022")]),
    ("La crise (2008) a laissé des traces.", None, [("2008", "DATE", "2008")]),
    ("Début 2024, la mine fermait.", None, [("Début 2024", "DATE", "2024")]),
    ("Le budget 2025 est voté.", None, [("2025", "DATE", "2025")]),
    ("Le cortège a réuni de 2000 à 3000 personnes.", TUESDAY, []),
    ("Il a coûté 1950 euros.", TUESDAY, []),
    ("Le plan 2010-2015 fut un échec.", None, [("2010-2015", "DATE", "2010/2015")]),
    ("La saison 2024/25 sera courte.", None, [("saison 2024/25", "DATE", "2024/2025")]),
    # seasons, quarters, decades, centuries
    ("Ce printemps, le fleuve a débordé.", "2025-08-26", [("Ce printemps", "DATE", "2025-SP")]),
    ("Ce printemps, le fleuve a débordé.", None, [("Ce printemps", "DATE", "XXXX-SP")]),
    (
        "Elle a pris ses fonctions à l'automne 2023.",
        None,
        [("à l'automne 2023", "DATE", "2023-FA")],
    ),
    ("L'hiver dernier, le col a fermé.", AUTUMN, [("L'hiver dernier", "DATE", "2024-WI")]),
    ("Le déficit a été réduit cet été.", AUTUMN, [("cet été", "DATE", "2024-SU")]),
    (
        "Le PIB a reculé au troisième trimestre.",
        AUTUMN,
        [("au troisième trimestre", "DATE", "2024-Q3")],
    ),
    (
        "Le PIB a reculé au 4e trimestre 2023.",
        AUTUMN,
        [("au 4e trimestre 2023", "DATE", "2023-Q4")],
    ),
    (
        "Le premier semestre 2025 fut morose.",
        None,
        [("Le premier semestre 2025", "DATE", "2025-H1")],
    ),
    ("Dans les années 1990, la mine tournait.", None, [("Dans les années 1990", "DATE", "199X")]),
    ("Le tube des années 80 revient.", TUESDAY, [("des années 80", "DATE", "198X")]),
    ("La chapelle date du XIIe siècle.", None, [("du XIIe siècle", "DATE", "11XX")]),
    ("Au XXe siècle, le bourg a triplé.", None, [("Au XXe siècle", "DATE", "19XX")]),
    (
        "Ce sera le premier dimanche de mai.",
        TUESDAY,
        [("le premier dimanche de mai", "DATE", "2025-05-04")],
    ),
    (
        "Le procès s'ouvre la semaine du 18 mars.",
        TUESDAY,
        [("la semaine du 18 mars", "DATE", "2025-W12")],
    ),
    # lengths
    ("Il a dirigé le port pendant trois ans.", TUESDAY, [("pendant trois ans", "DURATION", "P3Y")]),
    (
        "On négocie depuis plusieurs semaines.",
        TUESDAY,
        [("depuis plusieurs semaines", "DURATION", "PXW")],
    ),
    (
        "On négocie depuis un certain temps.",
        TUESDAY,
        [("depuis un certain temps", "DURATION", "PXX")],
    ),
    ("Le siège a duré 48 heures.", TUESDAY, [("48 heures", "DURATION", "PT48H")]),
    ("Il risque dix ans de prison.", TUESDAY, [("dix ans", "DURATION", "P10Y")]),
    ("Elle a purgé une peine de 12 ans.", TUESDAY, [("12 ans", "DURATION", "P12Y")]),
    ("Tout s'est écroulé en une nuit.", TUESDAY, [("en une nuit", "DURATION", "P1D")]),
    ("Le mandat dure un an et demi.", TUESDAY, [("un an et demi", "DURATION", "P1.5Y")]),
    (
        "Il a attendu deux ans et trois mois.",
        TUESDAY,
        [("deux ans et trois mois", "DURATION", "P2Y3M")],
    ),
    (
        "Une trêve de quatre-vingt-dix jours",
        TUESDAY,
        [("quatre-vingt-dix jours", "DURATION", "P90D")],
    ),
    ("Une trêve d'une dizaine de jours", TUESDAY, [("une dizaine de jours", "DURATION", "P10D")]),
    ("Karel Dunois, 45 ans, a été relâché.", TUESDAY, []),
    ("Une femme de 45 ans a été relâchée.", TUESDAY, []),
    ("Un homme âgé de trente ans a fui.", TUESDAY, []),
    ("Interdit aux moins de 18 ans.", TUESDAY, []),
    # again and again
    ("Le conseil siège chaque lundi.", TUESDAY, [("chaque lundi", "SET", "XXXX-WXX-1")]),
    ("Le bac passe tous les jours.", TUESDAY, [("tous les jours", "SET", "P1D")]),
    ("On vote tous les deux ans.", TUESDAY, [("tous les deux ans", "SET", "P2Y")]),
    ("Deux cents navires par an y passent.", TUESDAY, [("par an", "SET", "P1Y")]),
    # ranges
    (
        "La foire a lieu du 3 au 5 mars.",
        TUESDAY,
        [("du 3 au 5 mars", "DATE", "2025-03-03/2025-03-05")],
    ),
    (
        "Du 28 février au 2 mars 2025, tout ferme.",
        None,
        [("Du 28 février au 2 mars 2025", "DATE", "2025-02-28/2025-03-02")],
    ),
    ("Entre 2019 et 2023, le cours a doublé.", None, [("Entre 2019 et 2023", "DATE", "2019/2023")]),
    (
        "De lundi à mercredi, la gare ferme.",
        "2025-02-26",
        [("De lundi à mercredi", "DATE", "2025-02-24/2025-02-26")],
    ),
    (
        "De juin à août 2024, il n'a pas plu.",
        None,
        [("De juin à août 2024", "DATE", "2024-06/2024-08")],
    ),
    (
        "Entre le 22 janvier et aujourd'hui, rien.",
        TUESDAY,
        [("Entre le 22 janvier et aujourd'hui", "DATE", "2025-01-22/2025-02-25")],
    ),
    (
        "Le quai ferme de 9 h à 11 h 30.",
        TUESDAY,
        [("de 9 h à 11 h 30", "TIME", "2025-02-25T09:00/2025-02-25T11:30")],
    ),
    # counted from a date
    ("Le pont fut bâti il y a trois ans.", TUESDAY, [("il y a trois ans", "DATE", "2022")]),
    ("Le pont rouvrira dans deux semaines.", TUESDAY, [("dans deux semaines", "DATE", "2025-W11")]),
    ("Il y a dix jours, tout allait bien.", TUESDAY, [("Il y a dix jours", "DATE", "2025-02-15")]),
    (
        "Une décision viendra dans le mois qui vient.",
        "2025-03-30",
        [("dans le mois qui vient", "DATE", "2025-03-30/2025-04-30")],
    ),
    (
        "Le 3 mars, le juge a ordonné l'évacuation dans les 48 heures.",
        "2025-03-10",
        [
            ("Le 3 mars", "DATE", "2025-03-03"),
            ("dans les 48 heures", "DATE", "2025-03-03/2025-03-05"),
        ],
    ),
    (
        "Ces trois dernières années, rien n'a bougé.",
        TUESDAY,
        [("Ces trois dernières années", "DATE", "2022-02-25/2025-02-25")],
    ),
    (
        "Au cours des six derniers mois, il a plu.",
        TUESDAY,
        [("Au cours des six derniers mois", "DATE", "2024-08-25/2025-02-25")],
    ),
    (
        "Le 12 mai 2020, elle part. Deux ans plus tard, elle revient.",
        None,
        [("Le 12 mai 2020", "DATE", "2020-05-12"), ("Deux ans plus tard", "DATE", "2022")],
    ),
    (
        "Le reste de la semaine sera sec.",
        TUESDAY,
        [("Le reste de la semaine", "DATE", "2025-02-25/2025-03-02")],
    ),
    (
        "En décembre 2012, elle ouvre ; un an et demi plus tard, elle ferme.",
        TUESDAY,
        [("En décembre 2012", "DATE", "2012-12"), ("un an et demi plus tard", "DATE", "2014-06")],
    ),
    (
        "En mars, la hausse fut nette ; le mois précédent, nulle.",
        "2025-06-02",
        [("En mars", "DATE", "2025-03"), ("le mois précédent", "DATE", "2025-02")],
    ),
    (
        "Trois jours plus tard, il mourait.",
        TUESDAY,
        [("Trois jours plus tard", "DATE", "XXXX-XX-XX")],
    ),
    (
        "Il est mort quelques heures plus tard.",
        TUESDAY,
        [("quelques heures plus tard", "DURATION", "PTXH")],
    ),
    ("Rien de tel depuis mai 68.", TUESDAY, [("depuis mai 68", "DATE", "1968-05")]),
    ("Il y a peu de chances qu'il cède.", TUESDAY, []),
    # hours
    ("Le train est parti à 9 h 11.", TUESDAY, [("à 9 h 11", "TIME", "2025-02-25T09:11")]),
    ("Publié à 11:18 par la rédaction", None, [("à 11:18", "TIME", "T11:18")]),
    ("Couvre-feu dès 21h30.", TUESDAY, [("dès 21h30", "TIME", "2025-02-25T21:30")]),
    (
        "Elle a parlé à 8 heures du soir.",
        TUESDAY,
        [("à 8 heures du soir", "TIME", "2025-02-25T20:00")],
    ),
    ("Le vote a duré jusqu'à minuit.", TUESDAY, [("jusqu'à minuit", "TIME", "2025-02-25T24:00")]),
    # now, once, some day
    ("La zone est actuellement fermée.", TUESDAY, [("actuellement", "DATE", "PRESENT_REF")]),
    ("Jusqu'à présent, nul n'a répondu.", TUESDAY, [("Jusqu'à présent", "DATE", "PRESENT_REF")]),
    ("Par le passé, il en riait.", TUESDAY, [("Par le passé", "DATE", "PAST_REF")]),
    ("À l'avenir, on frappera.", TUESDAY, [("À l'avenir", "DATE", "FUTURE_REF")]),
    # what only looks like time
    ("La sonde a quitté Mars.", TUESDAY, []),
    ("Il reviendra un jour.", TUESDAY, []),
    ("Les ours dorment en hiver.", TUESDAY, []),
    ("Il a été vu au second tour.", TUESDAY, []),
    ("La mise à jour est prête.", TUESDAY, []),
    ("À 300 années-lumière de là", TUESDAY, []),
    ("Appelez le 01 44 55 66 77.", TUESDAY, []),
    ("L'équipe l'emporte 3-1.", TUESDAY, []),
    ("La guerre des Six Jours", TUESDAY, []),
    # spaces and marks of the typesetter
    (
        "Le 31\u00a0mars, la digue a cédé.",
        "2025-04-01",
        [("Le 31\u00a0mars", "DATE", "2025-03-31")],
    ),
    (
        "Ouvert à 14\u202fh\u202f30 hier",
        TUESDAY,
        [("à 14\u202fh\u202f30 hier", "TIME", "2025-02-24T14:30")],
    ),
    ("L’an dernier, le lac a gelé.", TUESDAY, [("L’an dernier", "DATE", "2024")]),
    (
        "LA SEMAINE DERNIERE, LA MINE A FERME",
        TUESDAY,
        [("LA SEMAINE DERNIERE", "DATE", "2025-W08")],
    ),
]

ENGLISH: list[Row] = [
    ("The minister denied it on Tuesday.", TUESDAY, [("on Tuesday", "DATE", "2025-02-25")]),
    ("The minister denied it on Wednesday.", TUESDAY, [("on Wednesday", "DATE", "2025-02-19")]),
    ("Talks failed last week.", "2025-04-01", [("last week", "DATE", "2025-W13")]),
    ("The dam broke on March 31.", "2025-04-01", [("on March 31", "DATE", "2025-03-31")]),
    ("The dam broke on March 31.", None, [("on March 31", "DATE", "XXXX-03-31")]),
    (
        "Signed on February 25, 2025, in Varne.",
        None,
        [("on February 25, 2025", "DATE", "2025-02-25")],
    ),
    ("VARNE, Feb. 24 (Wire) - The port", TUESDAY, [("Feb. 24", "DATE", "2025-02-24")]),
    ("It opened on 25 February 2025.", None, [("on 25 February 2025", "DATE", "2025-02-25")]),
    ("The file is dated 3/31/2025.", None, [("3/31/2025", "DATE", "2025-03-31")]),
    ("Prices doubled earlier this year.", TUESDAY, [("earlier this year", "DATE", "2025")]),
    ("In the 1990s the mine was busy.", None, [("In the 1990s", "DATE", "199X")]),
    ("The bridge was built three years ago.", TUESDAY, [("three years ago", "DATE", "2022")]),
    ("It will close by the end of June.", TUESDAY, [("by the end of June", "DATE", "2025-06")]),
    ("It was sealed in the 19th century.", None, [("in the 19th century", "DATE", "18XX")]),
    ("He ruled for three years.", TUESDAY, [("for three years", "DURATION", "P3Y")]),
    ("The council sits every Monday.", TUESDAY, [("every Monday", "SET", "XXXX-WXX-1")]),
    (
        "The fair runs from March 3 to 5.",
        TUESDAY,
        [("from March 3 to 5", "DATE", "2025-03-03/2025-03-05")],
    ),
    ("Output fell in the third quarter.", AUTUMN, [("in the third quarter", "DATE", "2024-Q3")]),
    (
        "The judge ruled yesterday morning.",
        TUESDAY,
        [("yesterday morning", "TIME", "2025-02-24TMO")],
    ),
    ("Two depots burned last night.", TUESDAY, [("last night", "TIME", "2025-02-24TNI")]),
    (
        "The vote is next Monday at 3 p.m.",
        TUESDAY,
        [("next Monday at 3 p.m.", "TIME", "2025-03-03T15:00")],
    ),
    ("An answer is due by Friday.", TUESDAY, [("by Friday", "DATE", "2025-02-28")]),
    (
        "It must leave within 48 hours.",
        TUESDAY,
        [("within 48 hours", "DATE", "2025-02-25/2025-02-27")],
    ),
    (
        "Over the past three years it fell.",
        TUESDAY,
        [("Over the past three years", "DATE", "2022-02-25/2025-02-25")],
    ),
    ("The zone is currently closed.", TUESDAY, [("currently", "DATE", "PRESENT_REF")]),
    (
        "The first Sunday of May is kept.",
        TUESDAY,
        [("The first Sunday of May", "DATE", "2025-05-04")],
    ),
    ("The 45-year-old driver fled.", TUESDAY, []),
    ("They may march on.", TUESDAY, []),
    ("It froze 5,000 years ago.", TUESDAY, [("5,000 years", "DURATION", "P5000Y")]),
    ("Foxes hunt at night in winter.", TUESDAY, []),
    ("Ms May objected.", TUESDAY, []),
    ("Last month’s talks failed.", TUESDAY, [("Last month", "DATE", "2025-01")]),
    ("The crisis of 2008 left scars.", None, [("of 2008", "DATE", "2008")]),
    ("Some 2000 people marched.", TUESDAY, []),
]


def _read(text: str, published: str | None, language: str) -> list[tuple[str, str, str]]:
    day = date.fromisoformat(published) if published else None
    return [(r.span.text, r.type, r.value) for r in resolve(text, day, language)]


@pytest.mark.parametrize(("text", "published", "expected"), FRENCH)
def test_a_french_sentence_gives_its_times(
    text: str, published: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert _read(text, published, "fr") == expected


@pytest.mark.parametrize(("text", "published", "expected"), ENGLISH)
def test_an_english_sentence_gives_its_times(
    text: str, published: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert _read(text, published, "en") == expected


MODS = [
    ("Les prix ont doublé plus tôt cette année.", "fr", "START"),
    ("Le chantier finira d'ici fin juin.", "fr", "END"),
    ("Tout s'est joué à la mi-mars.", "fr", "MID"),
    ("Il a régné plus de trois ans.", "fr", "MORE_THAN"),
    ("Il a attendu environ deux heures.", "fr", "APPROX"),
    ("It closed late last year.", "en", "END"),
]


@pytest.mark.parametrize(("text", "language", "mod"), MODS)
def test_the_mod_tells_the_part_or_the_precision(text: str, language: str, mod: str) -> None:
    (reading,) = resolve(text, date(2025, 2, 25), language)
    assert reading.mod == mod


def test_the_basis_says_in_words_what_was_counted_from() -> None:
    (reading,) = resolve("Il a démenti lundi.", date(2025, 2, 25), "fr")
    assert reading.basis == "weekday on or before publication 2025-02-25"
