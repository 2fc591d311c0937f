"""Invented readings for the tests of the dossier and of what is made from it."""

from __future__ import annotations

from recoupe.ids import make_id
from recoupe.records import (
    Actor,
    Article,
    Event,
    Failure,
    Mention,
    Party,
    Published,
    Quantity,
    Quotation,
    Reading,
    Role,
    Said,
    Span,
    TimeExpression,
    Zone,
)

TEXT = """Le port de Belmare rouvrira lundi
Partager
La capitaine Odile Ferrand a déclaré mardi sur Radio Belmare : « Le port rouvrira. »
"""
FAILED = Failure("pages/vide.html", "clean", "no text in it")


def span(text: str, words: str) -> Span:
    """Return the first place of some words in a text."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def reading(
    uri: str = "pages/port.txt", text: str = TEXT, speaker: str = "Odile Ferrand"
) -> Reading:
    """Return a full reading of an article on the port of Belmare."""
    article = Article(
        id=make_id(uri, text),
        uri=uri,
        text=text,
        zones=(
            Zone(0, text.index("Partager"), "title"),
            Zone(text.index("Partager"), text.index("La capitaine"), "navigation"),
            Zone(text.index("La capitaine"), len(text), "body"),
        ),
        published=Published("2031-03-05", "printed", updated="2031-03-06"),
        language="fr",
        title=span(text, "Le port de Belmare rouvrira lundi"),
        outlet="La Vigie",
        credits=("AFP",),
    )
    actor = make_id(article.id, speaker)
    mention = Mention(span(text, "Odile Ferrand"), "Ferrand", "person", speaker, gender="f")
    return Reading(
        article,
        (
            Actor(
                actor,
                article.id,
                speaker,
                "person",
                aliases=("Ferrand",),
                roles=(Role("capitaine", span(text, "capitaine")),),
                mentions=(mention,),
                gender="f",
            ),
        ),
        (
            Quotation(
                make_id(article.id, "q"),
                article.id,
                "direct",
                (span(text, "Le port rouvrira."),),
                cue=span(text, "a déclaré"),
                source=span(text, "La capitaine Odile Ferrand"),
                speaker=actor,
                speaker_name=speaker,
                role="capitaine",
                channel="Radio Belmare",
                said=Said("2031-03-04", "mardi, counted from the publication date"),
            ),
        ),
        (
            TimeExpression(
                make_id(article.id, "t"),
                article.id,
                span(text, "mardi"),
                "DATE",
                "2031-03-04",
                "weekday",
            ),
        ),
        (
            Quantity(
                make_id(article.id, "n"),
                article.id,
                span(text, "lundi"),
                "number",
                12.0,
                None,
                mod="MORE_THAN",
                of=span(text, "port"),
                claimed_by=make_id(article.id, "q"),
            ),
        ),
        (
            Event(
                make_id(article.id, "e"),
                article.id,
                (span(text, "Le port rouvrira."),),
                span(text, "rouvrira"),
                "CONCEDE",
                "08",
                "promised",
                contexts=("economic",),
                actors=(Party(actor, speaker, span(text, "Odile Ferrand")),),
                object=span(text, "port"),
                quotation=make_id(article.id, "q"),
            ),
        ),
    )
