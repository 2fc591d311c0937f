"""Invented press sentences with the figures they claim, in a short notation.

``words | kind | value | unit | of``: ``12`` is exact, ``3..5`` a range, ``>12`` more than, ``>=12``
at least, ``<12`` and ``<=12`` likewise, ``~300`` about, ``~<300`` nearly, ``?`` vague; a unit told
per another is ``EUR/year``. What is empty at the end may be left off; ``of`` is always compared.
"""

from __future__ import annotations

Row = tuple[str, list[str]]

FRENCH: list[Row] = [
    # numbers in digits and words
    ("Le chantier emploie 340 ouvriers.", ["340 | number | 340 | | ouvriers"]),
    ("La mine a extrait 1 250 wagons.", ["1 250 | number | 1250 | | wagons"]),
    ("Quarante-deux députés ont quitté la salle.", ["Quarante-deux | number | 42 | | députés"]),
    ("Le cargo portait deux cent dix conteneurs.", ["deux cent dix | number | 210 | | conteneurs"]),
    ("L'usine a perdu 12.500 clients.", ["12.500 | number | 12500 | | clients"]),
    (
        "Elle a recensé dix-sept espèces de papillons.",
        ["dix-sept | number | 17 | | espèces de papillons"],
    ),
    (
        "Le séisme a fait 16 morts et 95 blessés.",
        ["16 | number | 16 | | morts", "95 | number | 95 | | blessés"],
    ),
    ("Trois de ses collègues ont été arrêtés.", ["Trois | number | 3 | | collègues"]),
    ("Sur place, dix d'entre eux ont refusé.", ["dix | number | 10"]),
    ("Le pays compte 3,4 millions d'habitants.", ["3,4 millions | number | 3400000 | | habitants"]),
    (
        "Deux millions et demi de réfugiés ont fui.",
        ["Deux millions et demi | number | 2500000 | | réfugiés"],
    ),
    ("Le fonds pèse trois mille milliards.", []),
    (
        "L'accident a fait un mort et trois blessés.",
        ["un | number | 1 | | mort", "trois | number | 3 | | blessés"],
    ),
    ("Une seule digue a tenu.", ["Une seule | number | 1 | | digue"]),
    ("Deux autres jeunes femmes sont portées disparues.", ["Deux | number | 2 | | jeunes femmes"]),
    # collectives
    ("Une centaine de dockers bloquent le quai.", ["Une centaine | number | ~100 | | dockers"]),
    (
        "Des dizaines de milliers de fidèles ont défilé.",
        ["Des dizaines de milliers | number | >=20000 | | fidèles"],
    ),
    ("Une demi-douzaine de camions brûlaient.", ["Une demi-douzaine | number | ~6 | | camions"]),
    (
        "Quelques centaines de pêcheurs sont venus.",
        ["Quelques centaines | number | >=200 | | pêcheurs"],
    ),
    (
        "La traversée a mobilisé trois douzaines de marins.",
        ["trois douzaines | number | 36 | | marins"],
    ),
    (
        "Le projet coûtera des milliards de dollars.",
        ["des milliards de dollars | money | >=2000000000 | USD | projet"],
    ),
    # bounds and approximations
    (
        "Plus d'une douzaine de villages sont isolés.",
        ["Plus d'une douzaine | number | >12 | | villages"],
    ),
    ("Au moins 40 écoles restent fermées.", ["Au moins 40 | number | >=40 | | écoles"]),
    (
        "La salle accueille jusqu'à 700 spectateurs.",
        ["jusqu'à 700 | number | <=700 | | spectateurs"],
    ),
    ("Moins de vingt familles sont restées.", ["Moins de vingt | number | <20 | | familles"]),
    (
        "Environ 2 millions de tonnes d'acier seront vendues.",
        ["Environ 2 millions de tonnes | measure | ~2000000 | metric_ton | acier"],
    ),
    ("Quelque 300 salariés ont débrayé.", ["Quelque 300 | number | ~300 | | salariés"]),
    ("Près de 80 % des lits sont occupés.", ["Près de 80 % | percentage | ~<80 | % | lits"]),
    ("Pas moins de huit ministres étaient là.", ["Pas moins de huit | number | >=8 | | ministres"]),
    ("Il faut 500 signatures au minimum.", ["500 | number | 500 | | signatures"]),
    ("La cuve contient 40 litres environ.", ["40 litres environ | measure | ~40 | liter"]),
    # ranges
    (
        "Des droits de douane de 25 à 50 % sont prévus.",
        ["25 à 50 % | percentage | 25..50 | % | droits de douane"],
    ),
    (
        "Entre 10 000 et 15 000 manifestants ont marché.",
        ["Entre 10 000 et 15 000 | number | 10000..15000 | | manifestants"],
    ),
    ("Deux ou trois bateaux sont à quai.", ["Deux ou trois | number | 2..3 | | bateaux"]),
    (
        "L'aide atteindra 2 à 3 milliards d'euros.",
        ["2 à 3 milliards d'euros | money | 2000000000..3000000000 | EUR"],
    ),
    (
        "Le taux est passé de 12 % à 15 %.",
        ["12 % | percentage | 12 | % | taux", "15 % | percentage | 15 | % | taux"],
    ),
    # fractions
    (
        "Près de la moitié des réserves du pays sont épuisées.",
        ["Près de la moitié | fraction | ~<0.5 | | réserves du pays"],
    ),
    ("Un tiers des élus s'est abstenu.", ["Un tiers | fraction | 0.3333 | | élus"]),
    (
        "Les deux tiers des cultures sont perdus.",
        ["Les deux tiers | fraction | 0.6667 | | cultures"],
    ),
    ("Trois quarts des patients ont guéri.", ["Trois quarts | fraction | 0.75 | | patients"]),
    ("Un habitant sur trois vit sans eau.", ["Un habitant sur trois | fraction | 0.3333"]),
    ("Sept patrons sur dix redoutent la crise.", ["Sept patrons sur dix | fraction | 0.7"]),
    ("Il s'est incliné en quart de finale.", []),
    ("La première moitié du parcours est plate.", []),
    # ordinals and ranks
    (
        "Le pays détient les huitièmes plus grandes réserves mondiales de lithium.",
        ["huitièmes plus grandes | rank | 8 | | réserves mondiales de lithium"],
    ),
    ("C'est le deuxième producteur d'étain.", ["deuxième | rank | 2 | | producteur d'étain"]),
    ("La 3e phase du chantier débute.", ["3e | rank | 3 | | phase du chantier"]),
    ("Une deuxième mouture du texte circule.", ["deuxième | rank | 2 | | mouture du texte"]),
    ("Le Premier ministre a parlé pour la première fois.", []),
    ("La Première Guerre mondiale y a laissé des traces.", []),
    # percentages and points
    ("Les prix du blé ont augmenté de 4,5 %.", ["4,5 % | percentage | 4.5 | % | prix du blé"]),
    ("Une hausse de 12 pour cent est attendue.", ["12 pour cent | percentage | 12 | % | hausse"]),
    (
        "Le parti gagne 3 points, à 27 %.",
        ["3 points | percentage | 3 | point | parti", "27 % | percentage | 27 | % | parti"],
    ),
    ("L'équipe a marqué 18 points.", ["18 | number | 18 | | points"]),
    # money
    ("Il a payé 300 dollars canadiens.", ["300 dollars canadiens | money | 300 | CAD"]),
    (
        "Un budget de 3 milliards d'euros a été voté.",
        ["3 milliards d'euros | money | 3000000000 | EUR | budget"],
    ),
    ("La ville réclame 12 M€ à l'État.", ["12 M€ | money | 12000000 | EUR"]),
    ("Le baril se vend 80 dollars.", ["80 dollars | money | 80 | USD"]),
    (
        "Une amende d'environ 20 000 £ a été infligée.",
        ["environ 20 000 £ | money | ~20000 | GBP | amende"],
    ),
    (
        "Le pétrole vaut 80 dollars le baril.",
        ["80 dollars le baril | money | 80 | USD/oil_barrel | pétrole"],
    ),
    ("Elle a gagné 40 millions de roubles.", ["40 millions de roubles | money | 40000000 | RUB"]),
    ("L'impôt rapporte 5 millions de couronnes.", ["5 millions de couronnes | money | 5000000"]),
    # measures and rates
    (
        "L'incendie a ravagé 300 hectares de forêt.",
        ["300 hectares | measure | 300 | hectare | forêt"],
    ),
    (
        "Le village est à 30 kilomètres du port.",
        ["30 kilomètres | measure | 30 | kilometer | village"],
    ),
    (
        "Les rafales ont atteint 120 km/h.",
        ["120 km/h | measure | 120 | kilometer / hour | rafales"],
    ),
    ("Il faisait -5 °C à l'aube.", ["-5 °C | measure | -5 | degree_Celsius"]),
    ("La centrale fournit 900 MW.", ["900 MW | measure | 900 | megawatt"]),
    (
        "Le puits donne 300 000 barils par jour.",
        ["300 000 barils par jour | measure | 300000 | oil_barrel/day"],
    ),
    ("La route fait 200 morts par an.", ["200 | number | 200 | /year | morts"]),
    ("La crue est trois fois plus forte.", ["trois | number | 3 | times"]),
    # vague ones
    (
        "Plusieurs entreprises locales sont intéressées.",
        ["Plusieurs | vague | ? | | entreprises locales"],
    ),
    ("De nombreuses routes sont coupées.", ["De nombreuses | vague | ? | | routes"]),
    ("La plupart des magasins ont fermé.", ["La plupart des | fraction | >0.5 | | magasins"]),
    ("Une partie des terres est inondée.", ["Une partie des | fraction | <1 | | terres"]),
    ("Tous les otages sont libres.", ["Tous les | fraction | 1 | | otages"]),
    ("Certains disent le contraire.", []),
    # bare numbers where figures stand
    ("Le bilan s'élève à 34.", ["34 | number | 34 | | bilan"]),
    ("Un séisme de magnitude 6,2 a secoué la côte.", ["6,2 | number | 6.2 | | magnitude"]),
    ("Le groupe a réduit ses effectifs de 12 %.", ["12 % | percentage | 12 | % | effectifs"]),
    ("Il ne reste plus que 40 gibbons.", ["40 | number | 40 | | gibbons"]),
    ("Plus de 300 ont été arrêtés.", ["Plus de 300 | number | >300"]),
    # no claims
    ("Les deux gouvernements se partageront l'eau du fleuve.", []),
    ("La réconciliation des deux villages a été longue.", []),
    ("Nos deux équipes étaient fatiguées.", []),
    ("Deux gouvernements se partageront l'eau.", ["Deux | number | 2 | | gouvernements"]),
    ("Les trois otages sont libres.", ["trois | number | 3 | | otages"]),
    ("L'article 12 du code l'interdit.", []),
    ("Elle a 34 ans et vit au 12, rue des Tanneurs.", []),
    ("Joignez-nous au 01 42 34 56 78.", []),
    ("L'A320 s'est posé à 18 h 30 le 4 mars 2021.", []),
    ("Le vol 447 a disparu.", []),
    ("Le club a gagné 3-1.", []),
    ("Le siège est à 75011 Paris.", []),
    ("La chambre numéro 3 est vide.", []),
    ("Le Covid-19 et le G7 dominent.", []),
    ("La grève a duré trois semaines.", []),
    ("Un homme a vu une femme.", []),
    ("Le club de fédérale 1 grâce auquel tout a changé.", []),
    ("Les heurts ont causé au total 35 morts.", ["35 | number | 35 | | morts"]),
    ("Quelques-uns ont fui.", []),
    ("La bombe à eau a explosé à 30 km.", ["30 km | measure | 30 | kilometer"]),
    ("Elle a fini 4 ème de l'épreuve.", []),
    ("Selon l'alinéa 2, le texte est nul.", []),
]

ENGLISH: list[Row] = [
    # numbers in digits and words
    ("The yard employs 340 workers.", ["340 | number | 340 | | workers"]),
    ("The mine shipped 1,250 wagons.", ["1,250 | number | 1250 | | wagons"]),
    ("Forty-two deputies left the chamber.", ["Forty-two | number | 42 | | deputies"]),
    (
        "Two hundred and ten containers went overboard.",
        ["Two hundred and ten | number | 210 | | containers"],
    ),
    (
        "The quake killed 16 people and injured 95 others.",
        ["16 | number | 16 | | people", "95 | number | 95"],
    ),
    ("Three of her colleagues were arrested.", []),
    ("Ten of them refused.", ["Ten | number | 10"]),
    (
        "The country has 3.4 million inhabitants.",
        ["3.4 million | number | 3400000 | | inhabitants"],
    ),
    ("Some 300 steel workers walked out.", ["Some 300 | number | ~300 | | steel workers"]),
    ("He hired twelve hundred guards.", ["twelve hundred | number | 1200 | | guards"]),
    # collectives
    ("A dozen ships are stuck.", ["A dozen | number | 12 | | ships"]),
    ("Dozens of villages are cut off.", ["Dozens | number | >=24 | | villages"]),
    (
        "Hundreds of thousands of pilgrims marched.",
        ["Hundreds of thousands | number | >=200000 | | pilgrims"],
    ),
    ("Several hundred fishermen came.", ["Several hundred | number | >=200 | | fishermen"]),
    ("A million refugees fled.", ["A million | number | 1000000 | | refugees"]),
    ("Half a million homes lost power.", ["Half a million | number | 500000 | | homes"]),
    (
        "The plan will cost billions of dollars.",
        ["billions of dollars | money | >=2000000000 | USD | plan"],
    ),
    # bounds
    ("More than a dozen villages are cut off.", ["More than a dozen | number | >12 | | villages"]),
    ("At least 40 schools remain closed.", ["At least 40 | number | >=40 | | schools"]),
    ("The hall holds up to 700 spectators.", ["up to 700 | number | <=700 | | spectators"]),
    ("Fewer than twenty families stayed.", ["Fewer than twenty | number | <20 | | families"]),
    (
        "About 2 million tonnes of steel will be sold.",
        ["About 2 million tonnes | measure | ~2000000 | metric_ton | steel"],
    ),
    (
        "Nearly 80 percent of the beds are taken.",
        ["Nearly 80 percent | percentage | ~<80 | % | beds"],
    ),
    (
        "No fewer than eight ministers attended.",
        ["No fewer than eight | number | >=8 | | ministers"],
    ),
    ("As many as 500 boats sank.", ["As many as 500 | number | <=500 | | boats"]),
    ("Over 60 shops were looted.", ["Over 60 | number | >60 | | shops"]),
    ("An estimated 900 troops crossed.", ["An estimated 900 | number | ~900 | | troops"]),
    # ranges
    (
        "Tariffs of 25 to 50 percent are planned.",
        ["25 to 50 percent | percentage | 25..50 | % | Tariffs"],
    ),
    (
        "Between 10,000 and 15,000 protesters marched.",
        ["Between 10,000 and 15,000 | number | 10000..15000 | | protesters"],
    ),
    ("Two or three boats are moored.", ["Two or three | number | 2..3 | | boats"]),
    (
        "Aid will reach 2 to 3 billion euros.",
        ["2 to 3 billion euros | money | 2000000000..3000000000 | EUR | Aid"],
    ),
    (
        "The rate rose from 12% to 15%.",
        ["12% | percentage | 12 | % | rate", "15% | percentage | 15 | % | rate"],
    ),
    # fractions
    ("Nearly half of the reserves are spent.", ["Nearly half | fraction | ~<0.5 | | reserves"]),
    ("A third of the councillors abstained.", ["A third | fraction | 0.3333 | | councillors"]),
    ("Two-thirds of the crops are lost.", ["Two-thirds | fraction | 0.6667 | | crops"]),
    ("Three quarters of patients recovered.", ["Three quarters | fraction | 0.75 | | patients"]),
    ("One in three residents lacks water.", ["One in three | fraction | 0.3333 | | residents"]),
    ("Seven out of ten firms fear the crisis.", ["Seven out of ten | fraction | 0.7 | | firms"]),
    ("They scored in the second half.", []),
    # ranks
    (
        "It holds the fifth-largest reserves of lithium.",
        ["fifth-largest | rank | 5 | | reserves of lithium"],
    ),
    ("It is the second producer of tin.", ["second | rank | 2 | | producer of tin"]),
    ("The third round of talks begins.", ["third | rank | 3 | | round of talks"]),
    ("A second draft is circulating.", ["second | rank | 2 | | draft"]),
    ("The First World War left its mark.", []),
    ("She spoke for the first time.", []),
    # percentages and points
    ("Wheat prices rose by 4.5 per cent.", ["4.5 per cent | percentage | 4.5 | % | Wheat prices"]),
    ("An increase of 12 percent is expected.", ["12 percent | percentage | 12 | % | increase"]),
    (
        "The party gained 3 percentage points.",
        ["3 percentage points | percentage | 3 | point | party"],
    ),
    ("The team scored 18 points.", ["18 | number | 18 | | points"]),
    # money
    ("He paid 300 Canadian dollars.", ["300 Canadian dollars | money | 300 | CAD"]),
    ("A budget of $3.5 billion was passed.", ["$3.5 billion | money | 3500000000 | USD | budget"]),
    ("The town wants £20m from the state.", ["£20m | money | 20000000 | GBP"]),
    (
        "A fine of around 20,000 euros was imposed.",
        ["around 20,000 euros | money | ~20000 | EUR | fine"],
    ),
    ("Oil costs 80 dollars a barrel.", ["80 dollars a barrel | money | 80 | USD/oil_barrel"]),
    ("She earned 40 million roubles.", ["40 million roubles | money | 40000000 | RUB"]),
    # measures and rates
    (
        "The fire destroyed 300 hectares of forest.",
        ["300 hectares | measure | 300 | hectare | forest"],
    ),
    ("Gusts reached 120 km/h.", ["120 km/h | measure | 120 | kilometer / hour | Gusts"]),
    ("The plant supplies 900 MW.", ["900 MW | measure | 900 | megawatt"]),
    (
        "The well yields 300,000 barrels per day.",
        ["300,000 barrels per day | measure | 300000 | oil_barrel/day"],
    ),
    ("It was -5 degrees Celsius at dawn.", ["-5 degrees Celsius | measure | -5 | degree_Celsius"]),
    # vague ones
    ("Several local firms are interested.", ["Several | vague | ? | | local firms"]),
    ("Many roads are closed.", ["Many | vague | ? | | roads"]),
    ("Most of the shops have closed.", ["Most of | fraction | >0.5 | | shops"]),
    ("All the hostages are free.", ["All the | fraction | 1 | | hostages"]),
    # bare numbers where figures stand
    ("The bank raised its rate by 2 percent.", ["2 percent | percentage | 2 | % | rate"]),
    ("Tens of thousands of pilgrims came.", ["Tens of thousands | number | >=20000 | | pilgrims"]),
    (
        "Shares rose 3% to $41.",
        ["3% | percentage | 3 | % | Shares", "$41 | money | 41 | USD | Shares"],
    ),
    ("The death toll rose to 34.", ["34 | number | 34 | | death toll"]),
    # no claims
    ("The two governments will share the water.", []),
    ("Our two teams were tired.", []),
    ("Two governments will share the water.", ["Two | number | 2 | | governments"]),
    ("Article 12 of the code forbids it.", []),
    ("She is 34 years old.", []),
    ("Call us on 555-123-4567.", []),
    ("Flight 447 vanished.", []),
    ("The club won 3-1.", []),
    ("Room number 3 is empty.", []),
    ("The strike lasted three weeks.", []),
    ("One of the men fled.", []),
    ("He arrived at 6 p.m. on 4 March 2021.", []),
]
