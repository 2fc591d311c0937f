"""The report: one file that needs nothing else, tells what the dossier holds, and prints well."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

import recoupe
from recoupe.cli import run
from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.export.report.contents import Limits, gather
from recoupe.export.report.note import note
from recoupe.export.report.page import page
from recoupe.export.report.write import report

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
HOSTILE = """<script>alert(1)</script> Port : "rien n'est signé"

Brume-sur-Lys, le 4 mars 2031. « <img src=x onerror=alert(1)> [rien](javascript:alert(1)) n'est
*signé* », a déclaré Odile Varenne. Le maire Luc Tamaris a affirmé le 4 mars 2031 que | rien |
n'avait été promis.
"""


@pytest.fixture(scope="module")
def affair(affair_file: Path) -> Iterator[Dossier]:
    with recoupe.open(affair_file) as dossier:
        yield dossier


class Outward(HTMLParser):
    """Collects what a page would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in {"src", "srcset", "data", "action", "background"} or name.startswith("on"):
                self.found.append((tag, f"{name}={value}"))
            if name == "href" and not (value or "").startswith("#"):
                self.found.append((tag, value or ""))
        if tag in {"script", "link", "iframe", "object", "img", "form"}:
            self.found.append((tag, ""))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_needs_nothing_else(affair: Dossier, tmp_path: Path, language: str) -> None:
    path = tmp_path / "report.html"
    contents = report(affair, path, "html", language)
    html = path.read_text(encoding="utf-8")
    outward = Outward()
    outward.feed(html)
    assert outward.found == []
    assert not re.search(r"url\(|@import", html)
    assert {"differ", "course", "record", "coverage", "time", "articles"} <= outward.ids
    assert f'<html lang="{language}">' in html
    assert contents.record.more == 0
    for told in contents.record.items:
        assert escape(told.passages[0].text) in html


def test_every_reference_leads_to_its_article(affair: Dossier) -> None:
    contents = gather(affair.cursor(), Limits())
    html = page(contents, "fr")
    listed = set(re.findall(r'<li value="(\d+)">', html))
    assert listed == {str(n) for n in contents.numbers.values()}
    cited = set(re.findall(r'<a href="#a-(\d+)">\[\1\]</a>, \d+–\d+', html))
    assert cited <= set(re.findall(r' id="a-(\d+)"', html))
    assert len(cited) > 5
    assert cited <= listed
    assert "[?]" not in html


def test_only_its_own_style_sheet_is_let_in(affair: Dossier) -> None:
    html = page(gather(affair.cursor(), Limits()), "fr")
    (sheet,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    known = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'sha256-{known}'" in html
    assert "unsafe" not in html


def test_what_each_outlet_left_out_is_named(affair: Dossier) -> None:
    contents = gather(affair.cursor(), Limits())
    assert contents.omitted
    html = page(contents, "fr")
    for line in contents.outlets.items:
        assert bool(contents.omitted.get(line.outlet)) == bool(line.left_out)
        for fact in contents.omitted.get(line.outlet, ()):
            assert escape(fact.label[:60]) in html


def test_a_page_of_the_web_is_reached_at_the_very_words(tmp_path: Path) -> None:
    line = {
        "url": "https://echo.example/port",
        "title": "Le port",
        "text": "« Rien n'est signé », a déclaré Odile Varenne.",
        "date": "2031-03-04",
    }
    (tmp_path / "page.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with recoupe.build(tmp_path / "page.jsonl", tmp_path / "web.duckdb") as dossier:
        html = page(gather(dossier.cursor(), Limits()), "fr")
    assert 'href="https://echo.example/port#:~:text=Rien%20n%27est%20sign%C3%A9"' in html
    assert 'href="https://echo.example/port"' in html


def test_a_limit_is_said_and_all_is_all(affair: Dossier) -> None:
    short = gather(affair.cursor(), Limits(record=7, timeline=5, discrepancies=2))
    assert len(short.record.items) == 7
    told = page(short, "en")
    assert f"There are {short.record.total - 7} more" in told
    assert f"There are {short.record.total - 7} more" in note(short, "en")
    whole = gather(affair.cursor(), Limits(None, None, None, None, None, None))
    assert not whole.record.more + whole.timeline.more + whole.discrepancies.more
    assert "more that are not shown" not in page(whole, "en")


def test_the_words_of_an_article_are_words_only(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(HOSTILE, encoding="utf-8")
    with recoupe.build(tmp_path / "page.txt", tmp_path / "hostile.duckdb") as dossier:
        contents = gather(dossier.cursor(), Limits())
    assert contents.record.items
    outward = Outward()
    outward.feed(page(contents, "fr"))
    assert outward.found == []
    told = note(contents, "fr")
    assert "<img" not in told.replace("\\<img", "")
    assert "](" not in told.replace("\\](", "")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_empty_dossier_gives_a_report_that_says_so(language: str) -> None:
    with store.in_memory() as connection:
        contents = gather(connection, Limits())
    assert "<h1>" in page(contents, language)
    assert note(contents, language).startswith("# ")


def test_the_command_writes_html_or_markdown(
    affair_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(affair_file), "-o", str(tmp_path / "r.html")]) == 0
    assert (tmp_path / "r.html").read_text("utf-8").lstrip().startswith("<!doctype html>")
    assert run(["report", str(affair_file), "-o", str(tmp_path / "r.md"), "--lang", "en"]) == 0
    assert "## Where the accounts differ" in (tmp_path / "r.md").read_text("utf-8")
    assert "10 articles" in capsys.readouterr().out
    assert run(["report", str(affair_file), "-o", str(tmp_path / "x.html"), "--lang", "de"]) == 3
    assert "fr or en" in capsys.readouterr().err
    assert not (tmp_path / "x.html").exists()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_it_prints_on_sheets_of_paper(affair: Dossier, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    report(affair, tmp_path / "report.html", "html", "fr")
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer",
         f"--print-to-pdf={tmp_path / 'report.pdf'}", (tmp_path / "report.html").as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = (tmp_path / "report.pdf").read_bytes()
    sheets = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 3 <= sheets <= 40
    boxes = {tuple(round(float(n)) for n in found.split())
             for found in re.findall(rb"/MediaBox\s*\[([\d. ]+)\]", pdf)}  # fmt: skip
    assert boxes == {(0, 0, 595, 842)}
