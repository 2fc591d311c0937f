"""Inputs of every kind: what becomes a page, what a failure, what an error of the whole input."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from recoupe.errors import InputError
from recoupe.ingest import as_known, pages
from recoupe.records import Failure, Page
from recoupe.settings import Settings

TEXT = "Le préfet d'Ancelle a rouvert la route.\r\nLes maires s'en félicitent.\r\n"


def _read(*inputs: str | Path, **limits: int) -> list[Page | Failure]:
    return list(pages(inputs, Settings(**limits)))


def _one(path: Path, **limits: int) -> Page | Failure:
    (found,) = _read(path, **limits)
    return found


ENCODED = [
    TEXT.encode(),
    TEXT.encode("utf-8-sig"),
    TEXT.encode("utf-16"),
    TEXT.encode("cp1252"),
]


@pytest.mark.parametrize("data", ENCODED)
def test_text_is_decoded_and_keeps_its_line_ends(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert _one(path) == Page(str(path), "text/plain", TEXT)


def test_a_cut_character_does_not_change_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((TEXT + "é").encode()[:-1])
    found = _one(path)
    assert isinstance(found, Page)
    assert found.content == TEXT + "\ufffd"


def test_the_pages_own_charset_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes('<meta charset="iso-8859-15"><p>Prix : 3 €, été</p>'.encode("iso-8859-15"))
    found = _one(path)
    assert isinstance(found, Page)
    assert (found.media, "3 €, été" in found.content) == ("text/html", True)


def test_folders_are_read_through_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", "a/b.htm", ".hidden/d.txt", "photo.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    names = [Path(p.uri).relative_to(tmp_path).as_posix() for p in _read(tmp_path)]
    assert names == ["a/b.htm", "a/c.md", "b.txt"]
    assert [p.uri for p in _read(f"{tmp_path}/**/*.md")] == [str(tmp_path / "a/c.md")]


def test_nothing_is_left_out_as_a_duplicate(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert len(_read(path, path)) == 2


def test_gzip_is_unpacked_whatever_its_name(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.txt"):
        (tmp_path / name).write_bytes(gzip.compress(TEXT.encode()))
    assert [p.content for p in _read(tmp_path) if isinstance(p, Page)] == [TEXT, TEXT]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-12], "broken gzip"),
        ("a.txt.gz", gzip.compress(b"\x00" * 50_000_000, mtime=0), "bomb|longer"),
        ("a.txt", b"%PDF-1.4\x00\x01\x02", "binary"),
        ("a.txt", b"x" * 1_001, "longer"),
        ("a.jsonl", b'{"text": \n', "line 1 is not valid JSON"),
        ("a.jsonl", b'{"url": "u"}\n', "no text"),
        ("a.jsonl", b"[1, 2]\n", "no record"),
        ("a.json", b"{", "not valid JSON"),
        ("a.csv", b"", "empty table"),
        ("a.csv", b"url,title\nu,t\n", "no text"),
    ],
)
def test_what_cannot_be_read_is_a_failure(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = _one(path, max_chars=1_000)
    assert isinstance(found, Failure)
    assert any(r in found.reason for r in reason.split("|")), found.reason
    assert "\n" not in found.reason


def test_a_bomb_of_lines_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress((b" " * 99 + b"\n") * 600_000))
    found = _one(path)
    assert isinstance(found, Failure)
    assert "bomb" in found.reason


ROWS = [
    {"url": "https://a.example/1", "title": "T", "text": TEXT, "date": "2024-05-16", "source": "S"},
    {
        "Link": "https://a.example/1",
        "headline": "T",
        "maintext": TEXT,
        "date_publish": "2024-05-16",
        "source_domain": "S",
    },
    {
        "resolved_url": "https://a.example/1",
        "title": "T",
        "raw_content": TEXT,
        "date": "2024-05-16",
        "sitename": "S",
    },
    {
        "html": {"responded_url": "https://a.example/1"},
        "title": "T",
        "plaintext": TEXT,
        "publishing_date": "2024-05-16",
        "publisher": "S",
    },
]
WANTED = Page("https://a.example/1", "text/plain", TEXT, "T", "2024-05-16", "S")


@pytest.mark.parametrize("row", ROWS)
def test_rows_of_common_tools(tmp_path: Path, row: dict[str, object]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert _one(path) == WANTED


def test_a_bad_line_stops_nothing_and_names_its_number(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text('{"text": "un"}\n{oops\n\n{"text": "deux"}\n', encoding="utf-8")
    first, bad, last = _read(path)
    assert (first.uri, bad.uri, last.uri) == (f"{path}#1", f"{path}#2", f"{path}#4")
    assert isinstance(bad, Failure)


def test_fundus_sections_become_paragraphs(tmp_path: Path) -> None:
    body = {"summary": ["Lead."], "sections": [{"headline": ["H"], "paragraphs": ["Un.", "Deux."]}]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"title": "T", "body": body}]), encoding="utf-8")
    found = _one(path)
    assert isinstance(found, Page)
    assert found.content == "Lead.\n\nH\n\nUn.\n\nDeux."


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_tables(tmp_path: Path, name: str, mark: str) -> None:
    path = tmp_path / name
    header = mark.join(["link", "title", "html"])
    path.write_bytes(f'{header}\r\nu1{mark}T{mark}"<p>Un\r\nété</p>"\r\n'.encode("cp1252"))
    assert _one(path) == Page("u1", "text/html", "<p>Un\r\nété</p>", "T")


def test_a_lone_surrogate_cannot_reach_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a\\ud800b"}', encoding="utf-8")
    found = _one(path)
    assert isinstance(found, Page)
    assert found.content == "a\ufffdb"


@pytest.mark.parametrize(
    ("given", "media"),
    [
        (TEXT, "text/plain"),
        ("<!doctype html><p>x</p>", "text/html"),
        ('{"html": "<p>x</p>"}\n', "text/html"),
    ],
)
def test_standard_input_is_told_by_its_first_signs(
    monkeypatch: pytest.MonkeyPatch, given: str, media: str
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given.encode())))
    (found,) = _read("-")
    assert isinstance(found, Page)
    assert found.media == media


@pytest.mark.parametrize("name", ["missing.txt", "empty", "*.md", "photo.jpg"])
def test_an_input_that_holds_nothing_is_an_error_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(InputError) as error:
        pages([tmp_path / name], Settings())
    assert "\n" not in str(error.value)


def test_a_file_is_one_address_however_its_path_is_spelt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("press").mkdir()
    Path("press/a.txt").write_text(TEXT)
    spellings = ["press/a.txt", "./press", tmp_path / "press" / "a.txt"]
    found = as_known(pages(spellings, Settings()), known=())
    assert [page.uri for page in found] == ["press/a.txt"] * 3
    found = as_known(pages(["press"], Settings()), known=[str(tmp_path / "press" / "a.txt")])
    assert [page.uri for page in found] == [str(tmp_path / "press" / "a.txt")]


def test_addresses_of_the_web_are_as_they_are() -> None:
    page = Page("https://exemple.test/a//b/../c", "text/html", TEXT)
    assert list(as_known([page], ["https://exemple.test/a/c"])) == [page]
