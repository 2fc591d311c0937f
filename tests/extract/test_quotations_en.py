"""English as the press writes it: what was said, how it is told and by whom; invented sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from recoupe.errors import ModelError
from recoupe.extract.quotations import find_quotations
from recoupe.pipeline import parser_for
from recoupe.records import Article, Published, Quotation, Zone, ZoneKind
from recoupe.settings import Settings

Reader = Callable[[str], tuple[Quotation, ...]]


@pytest.fixture(scope="module")
def read() -> Reader:
    """Return a reader of one English passage; each line is a paragraph, ``= `` opens a title."""
    parser = parser_for(Settings())
    try:
        parser.pipeline("en")
    except ModelError as error:
        pytest.skip(str(error))

    @cache
    def quotations(passage: str) -> tuple[Quotation, ...]:
        zones, text = [], ""
        for line in passage.split("\n"):
            kind: ZoneKind = "title" if line.startswith("= ") else "body"
            bare = line.removeprefix("= ")
            zones.append(Zone(len(text), len(text) + len(bare), kind))
            text += bare + "\n"
        article = Article(passage[:20], "here", text, tuple(zones), Published(None, "none"), "en")
        return find_quotations(next(iter(parser.parse([article]))))

    return quotations


def told(quotations: tuple[Quotation, ...]) -> list[tuple[str, str, str | None]]:
    """Return kind, words (parts joined by a bar) and source of each quotation."""
    return [
        (q.kind, " | ".join(s.text for s in q.content), q.source.text if q.source else None)
        for q in quotations
    ]


ONE = [
    # a clause without its conjunction
    ("The harbour master said the quay was safe.", "indirect", "the quay was safe"),
    ("Ms Tarn told reporters on Friday the deal was off.", "indirect", "the deal was off"),
    ("The firm said in a statement it would appeal.", "indirect", "it would appeal"),
    ("The firm said Friday that pilot Bo Quill has left.", "indirect", "pilot Bo Quill has left"),
    ('"No," said the captain.', "direct", "No"),
    ('"He is finished," one of them said.', "direct", "He is finished"),
    ("The clerk insisted the numbers added up.", "indirect", "the numbers added up"),
    # with it
    ("The firm said on Monday that it would appeal.", "indirect", "it would appeal"),
    ("It is alleged that the vault was empty.", "indirect", "the vault was empty"),
    # an incise, its subject first or last
    (
        "The ferry will sail on Friday, the captain said.",
        "indirect",
        "The ferry will sail on Friday",
    ),
    ("The ferry will sail, said the captain.", "indirect", "The ferry will sail"),
    (
        "The ferry, the captain said, will sail on Friday.",
        "indirect",
        "The ferry | will sail on Friday",
    ),
    ("As the captain said, the ferry will sail.", "indirect", "the ferry will sail"),
    # quotation marks of all shapes
    ('"We sail at dawn," she told a crowd on the pier.', "direct", "We sail at dawn"),
    ("‘We’ll sail at dawn,’ Captain Orme said.", "direct", "We’ll sail at dawn"),
    ("“We sail at dawn”, added Captain Orme.", "direct", "We sail at dawn"),
    (
        '"The ferry," Captain Orme said, "will sail at dawn."',
        "direct",
        "The ferry | will sail at dawn.",
    ),
    ("“Nothing was stolen.\n“I would know,” said Mr Orme.", "direct", None),
    # infinitives, forms in -ing, nouns, attributes
    ("The council vowed not to sell the pier.", "indirect", "not to sell the pier"),
    ("The vet urged farmers to keep their hens indoors.", "indirect", "keep their hens indoors"),
    ("Farmers demanded money to buy fodder.", "indirect", "money to buy fodder"),
    ("The clerk denied having seen the letter.", "indirect", "having seen the letter"),
    ("Unions called for a strike.", "indirect", "a strike"),
    ('She called the report "a sorry joke".', "mixed", 'the report "a sorry joke"'),
    ("The union accused the firm of lying.", "indirect", "the firm of lying"),
    # titles
    ("= Ferry to sail on Friday, says captain", "indirect", "Ferry to sail on Friday"),
]


@pytest.mark.parametrize(("passage", "kind", "words"), ONE)
def test_one_statement_is_found(read: Reader, passage: str, kind: str, words: str | None) -> None:
    found = told(read(passage))
    assert len(found) == 1
    assert found[0][0] == kind
    assert words is None or found[0][1] == words


@pytest.mark.parametrize(
    ("passage", "source"),
    [
        ("The ferry will sail, Ann Orme, the captain, said.", "Ann Orme, the captain"),
        ('"We sail at dawn," the captain, Ann Orme, said.', "the captain, Ann Orme"),
        ('"We sail at dawn," Ann Orme was quoted as saying.', "Ann Orme"),
        ("TARROW (Reuters) - The bank said it would lend less.", "The bank"),
        ("Ms Orme would not sell, saying that she loved the pier.", "Ms Orme"),
    ],
)
def test_the_speaker_stands_before_the_verb(read: Reader, passage: str, source: str) -> None:
    assert [s for _, _, s in told(read(passage))] == [source]


@pytest.mark.parametrize(
    "passage",
    [
        "The company declined to say what it had paid.",
        "The minister did not say when the ferry would sail.",
        "Neither side has said what was agreed.",
        "The ferry may announce a new route.",
        "The man asked not to be named.",
        "That said, the pier is old.",
        "Seats are given out according to age.",
        "After the storm, the captain said goodbye to the crew.",
    ],
)
def test_nothing_is_reported(read: Reader, passage: str) -> None:
    assert told(read(passage)) == []


def test_an_incise_ends_what_was_said(read: Reader) -> None:
    found = told(read("Mr Orme has said that he will go, two people at the bank told reporters."))
    assert ("indirect", "he will go", "Mr Orme") in found


def test_a_statement_may_fill_most_of_the_quotation_it_stands_in(read: Reader) -> None:
    found = told(read('"He said he knew the hills like the back of his hand," his sister said.'))
    assert [kind for kind, _, _ in found] == ["direct", "indirect"]


def test_who_answers_did_not_ask(read: Reader) -> None:
    found = told(read("Asked how she had survived, Ann Orme said she had dug a hole."))
    assert found == [("indirect", "she had dug a hole", "Ann Orme")]


def test_a_statement_in_a_quotation_ends_with_its_words(read: Reader) -> None:
    found = read('"The board believes the ferry is safe," Ann Orme said.')
    inner = next(q for q in found if q.parent)
    assert inner.content[0].text == "the ferry is safe"
