"""Documents that hold documents or printed lines: PDF, messages, zip archives."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from recoupe.ingest import pages
from recoupe.ingest.lines import rejoined
from recoupe.records import Failure, Page
from recoupe.settings import Settings

TEXT = "La préfète Nora Vasseur a annoncé mercredi la réouverture du port de Sarroval."
HTML = f"<html><body><p>{TEXT}</p></body></html>"


def read(path: Path, data: bytes, **limits: int) -> list[Page | Failure]:
    path.write_bytes(data)
    return list(pages([path], Settings(**limits)))


def failure(path: Path, data: bytes) -> str:
    (found,) = read(path, data)
    assert isinstance(found, Failure), found
    assert "\n" not in found.reason
    return found.reason


def pdf(*sheets: list[str], title: str = "Microsoft Word - sarroval.docx") -> bytes:
    """Write a PDF of the given lines, a sheet a list."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>"
        % (len(sheets), b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(sheets)))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(sheets):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (5 + 2 * number)
        )
        shown = b"".join(b"<%b> '\n" % line.encode("cp1252").hex().encode() for line in lines)
        content = b"BT /F 11 Tf 14 TL 60 800 Td\n%bET" % shown
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, made in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%b endobj\n" % (number, made))
    end = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, rows))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, end))
    writer = PdfWriter(clone_from=PdfReader(out))
    writer.add_metadata({"/Title": title, "/CreationDate": "D:20260401120000"})
    done = io.BytesIO()
    writer.write(done)
    return done.getvalue()


SHEETS = (
    [
        "Préfecture de Velcarre - communiqué n° 41",
        "Le port de Sarroval rouvrira lundi",
        "La préfète Nora Vasseur a annoncé mercredi la réouverture du port après les négo-",
        "ciations de la semaine. « Rien ne s'y oppose », a-t-elle dit aux dockers, peut-",
        "être avec soulagement.",
        "Les dockers de Saint-",
        "1/3",
    ],
    [
        "Préfecture de Velcarre - communiqué n° 41",
        "Orland demandent des garanties avant la reprise du travail et se réuniront jeudi",
        "à Ilmark pour en décider.",
        "2/3",
    ],
    ["Préfecture de Velcarre - communiqué n° 41", "Ilmark, le 12 mars 2026", "3/3"],
)


def test_the_paragraphs_of_a_pdf_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    (page,) = read(path, pdf(*SHEETS))
    assert page == Page(
        str(path),
        "text/plain",
        "Le port de Sarroval rouvrira lundi\n\n"
        "La préfète Nora Vasseur a annoncé mercredi la réouverture du port après les négociations"
        " de la semaine. « Rien ne s'y oppose », a-t-elle dit aux dockers, peut-être avec"
        " soulagement.\n\n"
        "Les dockers de Saint-Orland demandent des garanties avant la reprise du travail et se"
        " réuniront jeudi à Ilmark pour en décider.\n\n"
        "Ilmark, le 12 mars 2026",
    )


def test_a_title_of_a_pdf_counts_if_it_is_printed(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "a.pdf", pdf(*SHEETS, title="Le port de Sarroval rouvrira lundi"))
    assert isinstance(page, Page)
    assert page.title == "Le port de Sarroval rouvrira lundi"
    assert page.date is None, "the day a file was made is not that of its publication"


def test_a_pdf_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert "OCR" in failure(path, pdf([], []))
    writer = PdfWriter(clone_from=io.BytesIO(pdf(*SHEETS)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "password" in failure(path, out.getvalue())
    writer = PdfWriter(clone_from=io.BytesIO(pdf(*SHEETS)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(path)
    assert [type(f) for f in pages([path], Settings())] == [Page], "locked against copying only"
    assert failure(path, b"%PDF-1.7 nothing")
    assert failure(path, pdf(*SHEETS)[:300])
    assert failure(path, b"no pdf")


def test_lines_are_joined_and_paragraphs_kept() -> None:
    wide = "x" * 60
    assert rejoined([f"{wide} un", f"{wide} deux.", "Fin.", "", "Neuf"]).split("\n\n") == [
        f"{wide} un {wide} deux. Fin.",
        "Neuf",
    ]
    assert rejoined([f"{wide}.", "— Oui.", f"— Non, {wide}."]).count("\n\n") == 2
    assert rejoined([]) == ""


def message(text: str | None = None, html: str | None = None) -> EmailMessage:
    made = EmailMessage()
    made["From"] = '"Courrier de Velcarre" <lettre@courrier.example>'
    made["Subject"] = "Le port de Sarroval « rouvrira » lundi"
    made["Date"] = "Thu, 12 Mar 2026 07:30:00 +0100"
    if text:
        made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html") if text else made.set_content(html, "html")
    return made


def told(path: Path, content: str, media: str = "text/plain") -> Page:
    return Page(
        str(path),
        "text/html" if media == "text/html" else "text/plain",
        content,
        "Le port de Sarroval « rouvrira » lundi",
        "2026-03-12T07:30:00+01:00",
        "Courrier de Velcarre",
    )


def test_a_message_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    wrapped = "La préfète a annoncé mercredi la réouverture\ndu port.\n\nFin.\n"
    joined = "La préfète a annoncé mercredi la réouverture du port.\n\nFin."
    assert read(path, message(wrapped).as_bytes()) == [told(path, joined)]
    (both,) = read(path, message(wrapped, HTML).as_bytes())
    assert isinstance(both, Page)
    assert (both.media, both.content.strip()) == ("text/html", HTML)
    latin = message()
    latin.set_content(f"{TEXT}{'x' * 80}", charset="iso-8859-1")
    assert read(path, latin.as_bytes()) == [told(path, f"{TEXT}{'x' * 80}\n")]


def test_attachments_are_pages_or_told(tmp_path: Path) -> None:
    made = message("Voir le communiqué ci-joint, merci de votre attention et bonne lecture.")
    made.add_attachment(pdf(*SHEETS), maintype="application", subtype="pdf", filename="cp.pdf")
    made.add_attachment(HTML.encode(), maintype="text", subtype="html", filename="../../cp.html")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(b"PK", maintype="application", subtype="msword", filename="cp.doc")
    made.add_attachment(message(TEXT))
    path = tmp_path / "a.eml"
    found = read(path, made.as_bytes())
    assert [(type(f), f.uri.removeprefix(str(path))) for f in found] == [
        (Page, ""),
        (Page, "#cp.pdf"),
        (Page, "#%2E%2E/%2E%2E/cp.html"),
        (Failure, "#cp.doc"),
        (Page, "#4"),
    ]
    assert found[-1].content.strip() == TEXT  # type: ignore[union-attr]


def test_a_message_of_nothing_but_an_attachment(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(HTML.encode(), maintype="text", subtype="html", filename="cp.html")
    (page,) = read(tmp_path / "a.eml", made.as_bytes())
    assert isinstance(page, Page)
    assert "no text" in failure(tmp_path / "a.eml", message(" ").as_bytes())
    assert "no message" in failure(tmp_path / "a.eml", b"\x00\x01 no fields here")


def test_a_box_of_messages(tmp_path: Path) -> None:
    one = message(f"{TEXT}\n\nFrom here on it is quoted.\n").as_bytes()
    quoted = one.replace(b"\nFrom here", b"\n>From here")
    between = b"From lettre@courrier.example Thu Mar 12 07:30:00 2026\n"
    path = tmp_path / "a.mbox"
    bad = b"no fields\n"
    found = read(path, b"".join(between + m + b"\n" for m in (quoted, bad, quoted)))
    assert [(type(f), f.uri) for f in found] == [
        (Page, f"{path}#1"),
        (Failure, f"{path}#2"),
        (Page, f"{path}#3"),
    ]
    assert found[0].content.endswith("From here on it is quoted.")  # type: ignore[union-attr]
    assert "no message" in failure(path, b"nothing\n")
    long = read(
        path, between + b"A: b\n\n" + b"x" * 40_000 + b"\n\n" + between + one, max_chars=900
    )
    assert [type(f) for f in long] == [Failure, Page]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_zip_is_read_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    files = {
        "press/b.txt": TEXT.encode(),
        "a.html": HTML.encode(),
        "../../c.txt": TEXT.encode(),
        "rows.jsonl.gz": gzip.compress(b'{"text": "un"}\n{"text": "deux"}\n'),
        "photo.jpg": b"x",
        ".hidden/d.txt": b"x",
        "__MACOSX/a.txt": b"x",
        "inner.zip": zipped({"d.eml": message(TEXT).as_bytes()}),
    }
    found = read(path, zipped(files))
    assert [f.uri.removeprefix(f"{path}#") for f in found] == [
        "%2E%2E/%2E%2E/c.txt",
        "a.html",
        "inner.zip#d.eml",
        "press/b.txt",
        "rows.jsonl.gz#1",
        "rows.jsonl.gz#2",
    ]
    assert all(isinstance(f, Page) for f in found)
    assert not list(tmp_path.parent.glob("c.txt"))


def test_bombs_in_archives_are_left(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    rows = b'{"text": "' + b" " * 1_000_000 + b'"}\n'
    first, *rest = read(path, zipped({"a.txt": TEXT.encode(), "b.jsonl": rows * 60}))
    assert isinstance(first, Page)
    assert [type(f) for f in rest] == [Failure]
    assert isinstance(rest[0], Failure)
    assert "bomb" in rest[0].reason
    inner = zipped({"b.jsonl": rows * 20})
    found = read(path, zipped({f"{i}.zip": inner for i in range(3)}))
    assert any(isinstance(f, Failure) and "bomb" in f.reason for f in found)


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    data = zipped({"a.txt": TEXT.encode()})
    for _ in range(5):
        data = zipped({"a.zip": data})
    assert "in one another" in failure(tmp_path / "a.zip", data)


def test_a_zip_that_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = zipped({"a.txt": TEXT.encode() * 20, "b.txt": TEXT.encode()})
    assert "broken zip" in failure(path, data[:-30])
    damaged = bytearray(data)
    damaged[50] ^= 0xFF
    assert [type(f) for f in read(path, bytes(damaged))] == [Failure, Page]
    assert "nothing to read" in failure(path, zipped({"a.jpg": b"x"}))


@pytest.mark.parametrize("name", ["a.zip", "a.pdf", "a.eml", "a.mbox", "a.rtf", "a.xml", "a.ris"])
def test_an_empty_file_is_a_failure(tmp_path: Path, name: str) -> None:
    assert failure(tmp_path / name, b"")


def test_a_document_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text("{\\rtf1 " + "{\\field{\\*\\fldinst{" * 40_000)
    (bad, good) = pages([path, *_text(tmp_path)], Settings(page_seconds=0.3))
    assert isinstance(bad, Failure)
    assert "took longer than 0.3 s" in bad.reason
    assert isinstance(good, Page)


def _text(folder: Path) -> list[Path]:
    path = folder / "z.txt"
    path.write_text(TEXT, encoding="utf-8")
    return [path]
