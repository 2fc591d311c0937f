"""Pages made to harm are failures with a reason, in bounded time and memory, and alone."""

from __future__ import annotations

import multiprocessing
import socket
import sys
import time
from pathlib import Path

import pytest

import recoupe
from recoupe import pipeline
from recoupe.clean.extraction import MAX_ATTRIBUTES, crowded
from recoupe.records import Failure, Page, Reading

SENTENCE = "« Le bac partira demain », a dit mardi la directrice, Léa Sorel, à La Vigie.\n"
FRENCH = SENTENCE * 25
CHARS = 1_900_000
"""Just under what a page may have."""

DOTS = ". " * 15_000
"""A word every other character: parsing them takes 16 kB each."""

GROWING = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 20))

PAGES = {
    "attributes": "<p " + " ".join(f'a{i}="1"' for i in range(150_000)) + ">" + FRENCH,
    "nested": "<div>" * 100_000 + SENTENCE,
    "tables": "<table><tr><td>" * 60_000 + SENTENCE,
    "one tag": "<p>" * (CHARS // 3),
    "one table": "<table>" + "<tr><td>x" * (CHARS // 9) + "</table>" + FRENCH,
    "one attribute": f'<p title="{"x" * CHARS}">{FRENCH}',
    "unclosed": "<" * CHARS + FRENCH,
    "comments": "<!--" * (CHARS // 4) + FRENCH,
    "records": '<script type="application/ld+json">' + "[" * 400_000 + "</script>" + FRENCH,
    "entities": f'<!DOCTYPE html [<!ENTITY e0 "lol">{GROWING}]><html><body><p>&e19;</p>{FRENCH}',
}  # fmt: skip


def read(content: str, processes: int = 1) -> list[Reading | Failure]:
    """Read one page of markup as a build does."""
    page = Page("page.html", "text/html", content)
    return list(pipeline.read_pages([page], recoupe.Settings(processes=processes)))


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load the models outside the time that is taken."""
    read(f"<p>{FRENCH}</p>")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_markup_made_to_harm_is_done_with_in_its_time(name: str) -> None:
    started = time.process_time()
    (found,) = read(PAGES[name])
    assert isinstance(found, Reading | Failure)
    assert time.process_time() - started < recoupe.Settings().page_seconds


def test_an_element_with_too_many_attributes_is_told_before_it_is_parsed() -> None:
    def page(number: int) -> str:
        attributes = " ".join(f"a{i}" for i in range(number))
        return f"<html><body><p {attributes}>x</p><p>{FRENCH}</p></body></html>"

    assert not crowded(page(MAX_ATTRIBUTES))
    assert crowded(page(MAX_ATTRIBUTES + 1))
    (found,) = read(page(MAX_ATTRIBUTES + 1))
    assert isinstance(found, Failure)
    assert "attributes" in found.reason


def test_entities_of_a_doctype_are_neither_grown_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("le mot de passe")
    doctype = f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "bbbb">]>'
    for head in ("", '<?xml version="1.0"?>'):
        (found,) = read(f"{head}{doctype}<html><body><p>&a;&b;</p><p>{FRENCH}</p></body></html>")
        assert isinstance(found, Reading)
        assert "mot de passe" not in found.article.text
        assert "bbbb" not in found.article.text


def test_what_a_page_refers_to_is_not_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        at = f"http://127.0.0.1:{server.getsockname()[1]}"
        (found,) = read(
            f'<!DOCTYPE html SYSTEM "{at}/dtd" [<!ENTITY a SYSTEM "{at}/entity">]><html><head>'
            f'<base href="{at}/"><link rel="canonical" href="{at}/page">'
            f'<link rel="stylesheet" href="{at}/style"><script src="{at}/script"></script>'
            f'<meta http-equiv="refresh" content="0; url={at}/next"></head><body>&a;'
            f'<img src="{at}/image"><iframe src="{at}/frame"></iframe>'
            f'<object data="{at}/object"></object><p>{FRENCH}</p></body></html>'
        )
        assert isinstance(found, Reading)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit of memory")
def test_a_page_for_which_a_worker_has_no_memory_is_a_failure_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "large.txt").write_text(FRENCH + 3 * DOTS, encoding="utf-8")
    for i in range(4):
        (tmp_path / f"{i}.txt").write_text(f"Page {i}\n{FRENCH}", encoding="utf-8")
    settings = recoupe.Settings(processes=2, worker_bytes=1_100_000_000)
    with recoupe.build([tmp_path], settings=settings) as dossier:
        (failure,) = dossier.failures()
        assert len(dossier.articles()) == 4
    assert Path(failure.uri).name == "large.txt"
    assert "memory" in failure.reason


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process held")
def test_pages_that_take_much_memory_are_parsed_one_after_another() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        one, four = pool.apply(_most_held, [1]), pool.apply(_most_held, [4])
    assert four < 1.25 * one


def _most_held(number: int) -> int:
    """Return the most memory held when so many large pages come in one batch."""
    import resource  # noqa: PLC0415 - a module of Unix

    pages = [Page(f"{i}", "text/plain", f"Page {i}\n{FRENCH}{DOTS}") for i in range(number)]
    settings = recoupe.Settings(max_read_chars=40_000)
    assert all(isinstance(each, Reading) for each in pipeline.read_batch(pages, settings))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
