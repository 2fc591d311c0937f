"""Makes pages that reprint Wikinews articles, by a stated recipe: texts and a seed in, pages out.

Each **original** is a page: title, date line (in 8 of 10), the body of the article, page noise. In
one of three the outlet is a press agency, else a paper with an invented name. It has 0 to 4 copies
(uniform). Each **copy**

- keeps 40 to 90 % of the words (uniform): in half of the copies the end is cut, as a desk does, in
  the other half sentences are dropped anywhere;
- has another title: eight words of a sentence of it, or half of the old title in another order;
- has its paragraphs in another order (in half of the copies; the first stays first in 6 of 10);
- has 5 to 25 % of its words (uniform) replaced by words of all the articles, a capital kept;
- has 0, 1 or 2 paragraphs of the outlet's own, before, between or after the others: the openings
  of articles that are not among those reprinted, at most 70 words, no one of them twice, together
  no longer than what was kept;
- stands between page noise of its outlet: menu, cookie line, buttons, teasers, appeal, rights;
- names the original's outlet as its source in 4.5 of 10: "avec X" in the date line, "(X)" after the
  last paragraph, or a dateline "VILLE (X) –";
- has a date in 7 of 10, later than the original's by 10 minutes to 20 hours; one in ten of these
  gives the day alone. An original without a date line stays without a date.

``bare`` pages carry neither credits nor dates, so that only completeness tells the original.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path

from recoupe.records import Page

MOST_COPIES = 4
MOST_OWN = 70
LINKS = "Sur le même sujet"
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«\"])")
OPENING = re.compile(r"^\s*\d{1,2}(?:er)?\s+\w+\s+\d{4}[^–]{0,25}[–-]\s*")
AGENCIES = ("AFP", "Reuters", "Belga", "Keystone-ATS", "AP", "Anadolu", "Xinhua", "EFE")
PAPERS = (
    "Le Courrier de Valmère", "La Dépêche de Torsac", "L'Écho d'Orlevan", "Le Matin de Brécy",
    "La Gazette de Morlune", "Le Phare de Sainte-Aure", "Le Quotidien d'Esparnay",
    "Les Nouvelles de Cormeraie", "La Tribune de Lanvoz", "Le Réveil de Castelnère",
)  # fmt: skip
NAMES = (
    "Odile Ferrand", "Marius Lestrac", "Nadia Belcourt", "Yvon Tréguier", "Ana Pellegry",
         "Gaspard Lunel", "Inès Carvado", "Rémi Dauphant", "Solène Vasseur", "Karim Oustal",
)  # fmt: skip
TOWNS = ("Valmère", "Torsac", "Orlevan", "Brécy", "Morlune", "Sainte-Aure", "Esparnay", "Lanvoz")
MENU = ("Accueil", "Politique", "Économie", "Monde", "Sports", "Culture", "Météo", "Se connecter",
        "S'abonner", "Newsletters", "Rechercher", "Menu")  # fmt: skip
COOKIES = (
    "Nous utilisons des cookies pour mesurer l'audience du site. Accepter Refuser",
    "Avec votre accord, nos {count} partenaires et nous utilisons des cookies.",
    "En poursuivant votre navigation, vous acceptez le dépôt de cookies.",
)
BUTTONS = ("Partager", "Facebook", "Twitter", "Copier le lien", "Imprimer", "Écouter l'article")
TEASERS = (
    "{town} : la piscine rouvrira en mai", "Les travaux de la rocade à {town} reportés",
           "{town} : {name} raccroche les crampons", "Brocante à {town} : {count} exposants",
)  # fmt: skip
APPEALS = (
    "Soutenez une presse indépendante : abonnez-vous dès 1 € par mois",
    "Inscrivez-vous à notre lettre du matin",
)
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
          "octobre", "novembre", "décembre")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """An article as given: its title and paragraphs, and the day it is of."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    day: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """A page with the article it comes from; ``original`` marks the page of the article itself."""

    page: Page
    source: str
    original: bool


def sources(folder: Path) -> list[Source]:
    """Read the articles of a folder, texts that occur twice once, in the order of their names.

    Lists of links at the end ("Sur le même sujet") are page noise and left out.
    """
    found: dict[str, Source] = {}
    for path in sorted(folder.glob("*.txt")):
        if path.name.endswith("-urls.txt"):
            continue
        lines = [x.strip() for x in path.read_text(encoding="utf-8").split("\n") if x.strip()]
        body = [x for x in (OPENING.sub("", line) for line in lines[1:]) if x and LINKS not in x]
        day = re.search(r"(\d{4})_(\d\d)_(\d\d)-", path.name)
        if body and day:
            moment = datetime(*map(int, day.groups()), 6, 0)  # type: ignore[misc]  # noqa: DTZ001
            source = Source(path.stem, lines[0], tuple(body), moment)
            found.setdefault("\n".join(body), source)
    return list(found.values())


def pages(
    given: Sequence[Source], others: Sequence[Source], seed: int, *, bare: bool = False
) -> Iterator[Made]:
    """Yield the original and the copies of each article, by the recipe above.

    ``others`` are the articles that lend the outlets' own paragraphs.
    """
    vocabulary = sorted({w for s in given for p in s.paragraphs for w in re.findall(r"\w{3,}", p)})
    lent = cycle(_opening(s) for s in others)
    for source in given:
        dice = random.Random(f"{seed} {source.name}")  # noqa: S311 - a recipe, not a secret
        maker = _Maker(source, vocabulary, lent, dice, bare=bare)
        yield maker.original()
        for number in range(dice.randint(0, MOST_COPIES)):
            yield maker.copy(number)


def _opening(source: Source) -> str:
    """Return the first sentences of an article, at most ``MOST_OWN`` words, at least one."""
    kept: list[str] = []
    for sentence in SENTENCE.split(" ".join(source.paragraphs)):
        if kept and len(" ".join([*kept, sentence]).split()) > MOST_OWN:
            break
        kept.append(sentence)
    return " ".join(kept)


class _Maker:
    """Makes the pages of one article."""

    def __init__(
        self,
        source: Source,
        vocabulary: Sequence[str],
        lent: Iterator[str],
        dice: random.Random,
        *,
        bare: bool,
    ) -> None:
        self.source, self.vocabulary, self.dice, self.bare = source, vocabulary, dice, bare
        self.lent = lent
        self.moment = source.day + timedelta(minutes=dice.randrange(12 * 60))
        self.outlet = dice.choice(AGENCIES) if dice.random() < 1 / 3 else dice.choice(PAPERS)
        self.dated = dice.random() < 0.8  # noqa: PLR2004 - the recipe

    def original(self) -> Made:
        """Return the page of the article itself."""
        line = self._date(self.moment, exact=True) if self.dated else ""
        text = self._page(self.source.title, [line], self.source.paragraphs, self.outlet)
        return Made(self._made(text, self.outlet, "o"), self.source.name, original=True)

    def copy(self, number: int) -> Made:
        """Return one page that reprints the article."""
        dice = self.dice
        outlet = dice.choice([p for p in PAPERS if p != self.outlet])
        kept = self._cut(dice.uniform(0.4, 0.9))
        title = self._title(kept)
        paragraphs = self._replaced(self._reordered(kept), dice.uniform(0.05, 0.25))
        own = [next(self.lent) for _ in range(dice.randint(0, 2))]
        room = len(" ".join(paragraphs).split())
        for paragraph in own:
            room -= len(paragraph.split())
            if room >= 0:
                paragraphs.insert(dice.randint(0, len(paragraphs)), paragraph)
        head = self._credited(paragraphs)
        text = self._page(title, head, paragraphs, outlet)
        return Made(self._made(text, outlet, str(number)), self.source.name, original=False)

    def _cut(self, share: float) -> list[list[str]]:
        """Keep about that share of the words, at least one sentence."""
        split = [SENTENCE.split(p) for p in self.source.paragraphs]
        order = [(i, j) for i, p in enumerate(split) for j in range(len(p))]
        if self.dice.random() < 0.5:  # noqa: PLR2004 - the recipe
            self.dice.shuffle(order)
        most = share * sum(len(s.split()) for p in split for s in p)
        kept: set[tuple[int, int]] = set()
        count = 0
        for i, j in order:
            if kept and count >= most:
                break
            kept.add((i, j))
            count += len(split[i][j].split())
        found = [[s for j, s in enumerate(p) if (i, j) in kept] for i, p in enumerate(split)]
        return [p for p in found if p]

    def _reordered(self, kept: list[list[str]]) -> list[str]:
        """Return paragraphs, in another order in half of the copies."""
        dice = self.dice
        if len(kept) == 1 and len(kept[0]) > 2:  # noqa: PLR2004 - one long paragraph is broken up
            kept = [kept[0][i : i + 2] for i in range(0, len(kept[0]), 2)]
        paragraphs = [" ".join(p) for p in kept]
        if dice.random() < 0.5:  # noqa: PLR2004 - the recipe
            first = 1 if dice.random() < 0.6 else 0  # noqa: PLR2004 - the recipe
            rest = paragraphs[first:]
            dice.shuffle(rest)
            paragraphs[first:] = rest
        return paragraphs

    def _replaced(self, paragraphs: list[str], share: float) -> list[str]:
        """Replace that share of the words, not more and not less, wherever they stand."""
        words = [re.split(r"(\w+)", p) for p in paragraphs]
        places = [(i, j) for i, p in enumerate(words) for j in range(1, len(p), 2)]
        for i, j in self.dice.sample(places, round(share * len(places))):
            word = self.dice.choice(self.vocabulary)
            words[i][j] = word.capitalize() if words[i][j][0].isupper() else word
        return ["".join(p) for p in words]

    def _title(self, kept: list[list[str]]) -> str:
        words = self.source.title.split()
        if self.dice.random() < 0.5 and len(words) > 5:  # noqa: PLR2004 - the recipe
            return " ".join([*words[len(words) // 2 :], *words[:2]]).strip(" :,").capitalize()
        sentence = self.dice.choice(self.dice.choice(kept)).split()
        return " ".join(sentence[:8]).strip(" .,;:«»").capitalize()

    def _credited(self, paragraphs: list[str]) -> list[str]:
        """Return the lines under the title; a credit in the text goes into ``paragraphs``."""
        dice, line = self.dice, []
        delay = timedelta(minutes=dice.randint(10, 20 * 60))
        date = self._date(self.moment + delay, exact=dice.random() < 0.9)  # noqa: PLR2004
        if dice.random() < 0.45:  # noqa: PLR2004 - the recipe
            way = "" if self.bare else dice.choice(("with", "end", "dateline"))
            if way == "with":
                line.append(f"La rédaction avec {self.outlet}")
            elif way == "end":
                paragraphs[-1] += f" ({self.outlet})"
            elif way == "dateline":
                paragraphs[0] = f"{dice.choice(TOWNS).upper()} ({self.outlet}) – {paragraphs[0]}"
        if dice.random() < 0.7:  # noqa: PLR2004 - the recipe
            line.append(date)
        return line

    def _date(self, moment: datetime, *, exact: bool) -> str:
        if self.bare:
            return ""
        day = f"Publié le {moment.day} {MONTHS[moment.month - 1]} {moment.year}"
        return f"{day} à {moment.hour:02}h{moment.minute:02}" if exact else day

    def _page(self, title: str, head: Sequence[str], paragraphs: Sequence[str], outlet: str) -> str:
        dice = self.dice
        menu = dice.sample(MENU, dice.randint(4, 9))
        cookie = self._fill(dice.choice(COOKIES))
        buttons = dice.sample(BUTTONS, dice.randint(1, 4))
        teasers = [self._fill(t) for t in dice.sample(TEASERS, 3)]
        blocks = [
            "\n".join([outlet, *menu, cookie]), title, "\n".join(x for x in head if x),
            "\n".join(buttons), *paragraphs, "Partager\nCommenter",
            "\n".join(["À lire aussi", *teasers]), dice.choice(APPEALS),
            f"© {outlet} {self.moment.year} - Mentions légales - CGU",
        ]  # fmt: skip
        return "\n\n".join(b for b in blocks if b) + "\n"

    def _fill(self, text: str) -> str:
        dice = self.dice
        return text.format(
            town=dice.choice(TOWNS), name=dice.choice(NAMES), count=dice.randint(12, 480)
        )

    def _made(self, text: str, outlet: str, part: str) -> Page:
        mark = f"{self.dice.getrandbits(40):010x}"
        return Page(f"pages/{mark}-{part}.txt", "text/plain", text, source=outlet)
