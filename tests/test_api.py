"""The Python API: one string or a pile of pages in, records out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import recoupe
from recoupe import pipeline
from recoupe.link.alone import Prepared
from recoupe.records import Article, Page

STATEMENT = (
    "La ministre des Ports, Hélène Castan, a déclaré mardi que le chantier de Belmare reprendrait"
    " avant l'été.\n"
)
PAGE = (
    "Belmare : le chantier du port reprendra avant l'été\n"
    "\n" + STATEMENT + "« Les ouvriers seront de retour dès demain », a-t-elle ajouté.\n"
    "Les syndicats des dockers attendent des garanties écrites et se réuniront la semaine prochaine"
    " pour décider de la suite de leur mouvement, commencé au début du mois.\n"
)


def test_read_one_string() -> None:
    reading = recoupe.read(STATEMENT, published="2031-03-05")
    (quotation,) = reading.quotations
    assert reading.article.text == STATEMENT
    assert reading.article.published.value == "2031-03-05"
    assert quotation.kind == "indirect"
    assert quotation.content[0].text.startswith("le chantier de Belmare")
    assert quotation.speaker_name == "Hélène Castan"
    assert quotation.said.value == "2031-03-04"


def test_words_between_marks_count_from_the_day_they_were_said() -> None:
    reading = recoupe.read(PAGE, published="2031-03-06", language="fr")
    values = {t.span.text: t.value for t in reading.times}
    assert values["mardi"] == "2031-03-04"
    assert values["demain"] == "2031-03-05"


def test_what_cannot_be_read_is_an_error_in_words() -> None:
    with pytest.raises(recoupe.RecoupeError, match="cannot be read"):
        recoupe.read(" \n")


def test_build_in_memory(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(PAGE, encoding="utf-8")
    with recoupe.build(tmp_path) as dossier:
        (article,) = dossier.articles()
        assert article.text == PAGE
        assert {s.name for s in dossier.speakers()} == {"Hélène Castan"}


def test_build_twice_adds_nothing(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages.jsonl", tmp_path / "port.duckdb"
    rows = [
        {"url": f"https://vigie.example/{n}", "text": PAGE, "date": "2031-03-05"} for n in range(3)
    ]
    pages.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    with recoupe.build([pages], out) as dossier:
        first = dossier.readings()
    with recoupe.build([str(pages)], str(out)) as dossier:
        assert dossier.readings() == first
    with recoupe.open(out) as dossier:
        assert dossier.readings() == first
    assert len(first) == 3


def test_several_processes_read_the_same(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(PAGE + f"Page {number}.\n", encoding="utf-8")
    with (
        recoupe.build(tmp_path, settings=recoupe.Settings(processes=1)) as one,
        recoupe.build(tmp_path, settings=recoupe.Settings(processes=2)) as two,
    ):
        assert one.readings() == two.readings()
        assert one.summary().articles == 40


def pages(*contents: str) -> list[Page]:
    return [Page(f"pages/{n}.txt", "text/plain", c) for n, c in enumerate(contents)]


@pytest.mark.parametrize(
    ("stage", "function"),
    [("clean", "clean"), ("extract", "find_mentions"), ("extract", "prepared")],
)
def test_a_page_that_breaks_a_stage_is_one_failure(
    stage: str, function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = getattr(pipeline, function)

    def breaks(given: object, *more: object) -> object:
        text = given.content if isinstance(given, Page) else given.article.text  # type: ignore[attr-defined]
        if "Page 1" in text:
            raise KeyError("une clé\nperdue")
        return works(given, *more)

    monkeypatch.setattr(pipeline, function, breaks)
    texts = [PAGE + f"Page {n}.\n" for n in range(3)]
    first, second, third = pipeline.read_shard(pages(*texts), recoupe.Settings())
    assert isinstance(first, Prepared)
    assert isinstance(third, Prepared)
    assert isinstance(second, recoupe.Failure)
    assert (second.uri, second.stage) == ("pages/1.txt", stage)
    assert second.reason == r"KeyError: 'une clé\nperdue'"


def test_an_article_that_breaks_the_parser_is_one_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    works = pipeline.Parser.parse

    def breaks(self: pipeline.Parser, articles: list[Article]) -> object:
        if any("Page 1" in a.text for a in articles):
            raise ValueError("odd")
        return works(self, articles)

    monkeypatch.setattr(pipeline.Parser, "parse", breaks)
    texts = [PAGE + f"Page {n}.\n" for n in range(3)]
    found = pipeline.read_batch(pages(*texts), recoupe.Settings())
    assert [type(f) for f in found] == [recoupe.Reading, recoupe.Failure, recoupe.Reading]
    assert found[1].reason == "ValueError: odd"  # type: ignore[union-attr]


def test_a_page_that_takes_too_long_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_given: object) -> None:
        while True:
            pass

    monkeypatch.setattr(pipeline, "find_mentions", endless)
    (found,) = pipeline.read_batch(pages(PAGE), recoupe.Settings(page_seconds=0.5))
    assert isinstance(found, recoupe.Failure)
    assert "took longer than" in found.reason


@pytest.mark.parametrize("limit", [{"max_chars": 50}, {"max_read_chars": 50}])
def test_a_page_that_is_too_long_is_a_failure(limit: dict[str, int]) -> None:
    (found,) = pipeline.read_batch(pages(PAGE), recoupe.Settings(**limit))  # type: ignore[arg-type]
    assert isinstance(found, recoupe.Failure)
    assert "split" in found.reason


def test_a_model_that_is_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(PAGE, encoding="utf-8")
    settings = recoupe.Settings(models={"fr": "no_such_model"})
    with pytest.raises(recoupe.RecoupeError, match="no_such_model"):
        recoupe.build(tmp_path, tmp_path / "port.duckdb", settings)
    assert not (tmp_path / "port.duckdb").exists()
