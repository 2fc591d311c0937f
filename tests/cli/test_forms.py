"""``recoupe build`` reads what newsrooms keep: a web archive, a PDF, a message, in one dossier."""

from __future__ import annotations

import gzip
import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

import recoupe
from recoupe.cli import run

PAGE = """<html><head><title>Sarroval : le port rouvrira lundi</title></head><body><article>
<h1>Sarroval : le port rouvrira lundi</h1><p>Publié le 12 mars 2026 à 10h17</p>
<p>Le port de Sarroval rouvrira lundi, a annoncé mercredi la préfète Nora Vasseur.</p>
<p>« Rien ne s'y oppose plus », a-t-elle déclaré devant les dockers réunis à Ilmark.</p>
</article></body></html>"""
PRINTED = [
    "Communiqué de la préfecture",
    "Ilmark, le 13 mars 2026",
    "« Les dockers ont obtenu les garanties qu'ils demandaient depuis l'automne », a dé-",
    "claré jeudi la préfète Nora Vasseur à l'issue d'une réunion avec leurs délégués.",
]


def warc(path: Path) -> None:
    made = WarcRecord()
    made.init_headers(WarcRecordType.response)
    made.headers["WARC-Target-URI"] = "https://courrier.example/sarroval"
    made.headers["Content-Type"] = "application/http; msgtype=response"
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
    )
    made.set_bytes_content(head + b"\r\n" + gzip.compress(PAGE.encode()))
    out = io.BytesIO()
    made.write(out)
    path.write_bytes(gzip.compress(out.getvalue()) + gzip.compress(out.getvalue())[:-40])


def pdf(path: Path) -> None:
    writer = PdfWriter()
    sheet = writer.add_blank_page(595, 842)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font["/Encoding"] = "/WinAnsiEncoding"
    named = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
    fonts = DictionaryObject({NameObject("/F"): named})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    lines = "".join(f"<{line.encode('cp1252').hex()}> '\n" for line in PRINTED)
    content.set_data(f"BT /F 11 Tf 14 TL 60 800 Td\n{lines}ET".encode())
    sheet[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001
    writer.write(path)


def eml(path: Path) -> None:
    made = EmailMessage()
    made["From"] = "Syndicat des dockers <presse@dockers.example>"
    made["Subject"] = "Les dockers reprendront le travail"
    made["Date"] = "Fri, 13 Mar 2026 09:00:00 +0100"
    made.set_content(
        "« Nous reprendrons le travail lundi », a annoncé vendredi Halvard Rennick, délégué\n"
        "du syndicat des dockers.\n"
    )
    path.write_bytes(made.as_bytes())


def test_one_dossier_of_an_archive_a_pdf_and_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, out = tmp_path / "pages", tmp_path / "a.duckdb"
    pages.mkdir()
    warc(pages / "a.warc.gz")
    pdf(pages / "b.pdf")
    eml(pages / "c.eml")
    assert run(["build", str(pages), "-o", str(out)]) == 0
    told = capsys.readouterr().out
    assert "3 articles read" in told
    assert "1 not read" in told
    assert "a.warc.gz#" in told or "https://courrier.example/sarroval (ingest)" in told
    with recoupe.open(out) as dossier:
        articles = {a.uri.rsplit("/", 1)[-1]: a for a in dossier.articles()}
        said = {
            (q.speaker_name, q.said.value, " … ".join(s.text for s in q.content))
            for q in dossier.quotations()
        }
    assert sorted(articles) == ["b.pdf", "c.eml", "sarroval"]
    assert articles["sarroval"].published.value == "2026-03-12T10:17"
    assert articles["c.eml"].published.value == "2026-03-13T09:00"
    assert articles["c.eml"].outlet == "Syndicat des dockers"
    assert ("Nora Vasseur", "2026-03-11", "Rien ne s'y oppose plus") in said
    wanted = "Les dockers ont obtenu les garanties qu'ils demandaient depuis l'automne"
    assert any(name == "Nora Vasseur" and text == wanted for name, _, text in said)
    assert ("Halvard Rennick", "2026-03-13", "Nous reprendrons le travail lundi") in said
