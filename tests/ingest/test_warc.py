"""Web archives written by fastwarc: what is a page, what is none, and what damage costs."""

from __future__ import annotations

import gzip
import io
import random
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import brotli
import pytest
from fastwarc.stream_io import ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from recoupe.ingest import pages
from recoupe.records import Failure, Page
from recoupe.settings import Settings

TEXT = "Le préfet d'Ancelle a rouvert la route, a annoncé hier la préfecture."
HTML = f"<html><body><p>{TEXT}</p></body></html>"
SITE = "https://courrier.example"


def record(kind: str, uri: str | None, block: bytes, media: str | None, **fields: str) -> bytes:
    """Return the bytes of one record as fastwarc writes it."""
    made = WarcRecord()
    made.init_headers(getattr(WarcRecordType, kind))
    for name, value in {"WARC-Target-URI": uri, "Content-Type": media, **fields}.items():
        if value is not None:
            made.headers[name.replace("_", "-")] = value
    made.set_bytes_content(block)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def answer(uri: str, body: bytes, status: str = "200 OK", *head: str, **fields: str) -> bytes:
    """Return a record of what a server answered."""
    lines = "\r\n".join([f"HTTP/1.1 {status}", *(head or ["Content-Type: text/html"]), "", ""])
    media = "application/http; msgtype=response"
    return record("response", uri, lines.encode() + body, media, **fields)


def zstd(data: bytes) -> bytes:
    out = io.BytesIO()
    writer = ZstdWriter(out)
    writer.write(data)
    writer.finish()
    writer.close()
    return out.getvalue()


def chunked(data: bytes) -> bytes:
    pieces = [data[i : i + 7] for i in range(0, len(data), 7)]
    return b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in [*pieces, b""])


def bare_deflate(data: bytes) -> bytes:
    packed = zlib.compressobj(wbits=-15)
    return packed.compress(data) + packed.flush()


def read(path: Path, data: bytes | Iterable[bytes], **limits: int) -> list[Page | Failure]:
    path.write_bytes(data if isinstance(data, bytes) else b"".join(data))
    return list(pages([path], Settings(**limits)))


def packed(records: Iterable[bytes]) -> bytes:
    """Pack each record by itself, as the standard asks for."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)


ENCODED = [
    (HTML.encode(), ["Content-Type: text/html; charset=utf-8"]),
    (HTML.encode("cp1252"), ["Content-Type: text/html; charset=ISO-8859-1"]),
    (HTML.encode("utf-16-le"), ["Content-Type: text/html; charset=utf-16-le"]),
    (gzip.compress(HTML.encode(), mtime=0), ["Content-Type: text/html", "Content-Encoding: gzip"]),
    (zlib.compress(HTML.encode()), ["Content-Type: text/html", "Content-Encoding: deflate"]),
    (bare_deflate(HTML.encode()), ["Content-Type: text/html", "Content-Encoding: deflate"]),
    (brotli.compress(HTML.encode()), ["content-type: text/html", "content-encoding: br"]),
    (zstd(HTML.encode()), ["Content-Type: text/html", "Content-Encoding: zstd"]),
    (chunked(HTML.encode()), ["Content-Type: text/html", "Transfer-Encoding: chunked"]),
    (
        chunked(gzip.compress(HTML.encode(), mtime=0)),
        ["Content-Type: text/html", "Transfer-Encoding: chunked", "Content-Encoding: gzip"],
    ),
    # a crawler that took the packing off and left the fields
    (
        HTML.encode(),
        ["Content-Type: text/html", "Content-Encoding: gzip", "Transfer-Encoding: chunked"],
    ),
    (HTML.encode(), ["Server: none"]),
]


@pytest.mark.parametrize(("body", "head"), ENCODED, ids=map(str, range(len(ENCODED))))
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_page_is_read_however_it_was_sent(
    tmp_path: Path, name: str, body: bytes, head: list[str]
) -> None:
    made = answer(f"{SITE}/a", body, "200 OK", *head)
    found = read(tmp_path / name, packed([made]) if name.endswith("gz") else made)
    assert found == [Page(f"{SITE}/a", "text/html", HTML)]


PAGES = [
    record("conversion", f"{SITE}/wet", TEXT.encode(), "text/plain"),
    record("resource", f"{SITE}/resource", HTML.encode(), "text/html"),
    answer(f"{SITE}/text", TEXT.encode(), "200 OK", "Content-Type: text/plain"),
    answer(f"<{SITE}/wget>", HTML.encode()),
]
NO_PAGES = [
    record("warcinfo", None, b"software: a crawler\r\n", "application/warc-fields"),
    record("request", f"{SITE}/a", b"GET /a HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    record("metadata", f"{SITE}/a", b"via: x\r\n", "application/warc-fields"),
    record(
        "revisit", f"{SITE}/a", b"HTTP/1.1 200 OK\r\n\r\n", "application/http; msgtype=response"
    ),
    record("response", "dns:courrier.example", b"1 A 127.0.0.1", "text/dns"),
    record("resource", "metadata://gnu.org/software/wget/warc/wget.log", b"log", "text/plain"),
    record("resource", "urn:text:https://courrier.example/a", TEXT.encode(), "text/plain"),
    answer(f"{SITE}/old", b"moved", "301 Moved", "Content-Type: text/html", "Location: /a"),
    answer(f"{SITE}/same", b"", "304 Not Modified", "Content-Type: text/html"),
    answer(f"{SITE}/a.png", b"\x89PNG", "200 OK", "Content-Type: image/png"),
    answer(f"{SITE}/none.png", b"none", "404 Not Found", "Content-Type: image/png"),
    answer(f"{SITE}/a.css", b"p{}", "200 OK", "Content-Type: text/css"),
    answer(f"{SITE}/robots.txt", b"User-agent: *", "200 OK", "Content-Type: text/plain"),
    answer(f"{SITE}/untold", b"\x00\x01\x02", "200 OK", "Server: none"),
]
FAILURES = [
    (answer(f"{SITE}/x", b"<p>Not here", "404 Not Found"), "answered 404 Not Found"),
    (answer(f"{SITE}/x", b"<p>Ill", "503 Service Unavailable"), "answered 503"),
    (answer(f"{SITE}/x", b"<p>Part", "206 Partial Content"), "answered 206"),
    (
        answer(f"{SITE}/x", HTML.encode(), WARC_Truncated="length"),
        "cut this page (length)",
    ),
    (answer(f"{SITE}/x", HTML.encode(), WARC_Segment_Number="1"), "several records"),
    (answer(f"{SITE}/x", b"\x00\x01\x02"), "binary"),
    (answer(f"{SITE}/x", b"x" * 9_000), "longer"),
    (record("conversion", f"{SITE}/x", b"x" * 9_000, "text/plain"), "longer"),
    (record("conversion", f"{SITE}/x", b"x" * 3_000, "text/plain"), "longer"),
    (
        answer(f"{SITE}/x", gzip.compress(bytes(90_000)), "200 OK", *ENCODED[3][1]),
        "unpacks to more than",
    ),
    (answer(f"{SITE}/x", ENCODED[3][0][:-9], "200 OK", *ENCODED[3][1]), "cut off"),
    (answer(f"{SITE}/x", ENCODED[6][0][:-9], "200 OK", *ENCODED[6][1]), "cut or damaged"),
    (answer(f"{SITE}/x", ENCODED[8][0][:-9], "200 OK", *ENCODED[8][1]), "cut or damaged"),
    (answer(f"{SITE}/x", b"x", "200 OK", "Content-Encoding: rot13"), "not known: rot13"),
]


def test_what_is_a_page(tmp_path: Path) -> None:
    found = read(tmp_path / "a.warc.gz", packed([*NO_PAGES, *PAGES, *NO_PAGES]))
    assert found == [
        Page(f"{SITE}/wet", "text/plain", TEXT),
        Page(f"{SITE}/resource", "text/html", HTML),
        Page(f"{SITE}/text", "text/plain", TEXT),
        Page(f"{SITE}/wget", "text/html", HTML),
    ]


@pytest.mark.parametrize(("made", "reason"), FAILURES, ids=[reason for _, reason in FAILURES])
def test_what_should_be_a_page_and_is_not_read_is_told(
    tmp_path: Path, made: bytes, reason: str
) -> None:
    bad, good = read(tmp_path / "a.warc", [made, PAGES[0]], max_chars=2_000)
    assert isinstance(bad, Failure)
    assert bad.uri == f"{SITE}/x"
    assert reason in bad.reason
    assert isinstance(good, Page)


def test_a_pdf_on_the_web_is_a_page(tmp_path: Path) -> None:
    head = "Content-Type: application/pdf"
    (bad,) = read(tmp_path / "a.warc", answer(f"{SITE}/a.pdf", b"%PDF-1.4 x", "200 OK", head))
    assert isinstance(bad, Failure)
    assert (bad.uri, "broken PDF" in bad.reason) == (f"{SITE}/a.pdf", True)
    head = "Content-Type: application/zip"
    assert not read(tmp_path / "a.warc", answer(f"{SITE}/a.zip", b"PK", "200 OK", head))


@pytest.mark.parametrize("status", ["HTTP/1.0 200 OK", "HTTP/1.1 200", "HTTP/2 200 "])
def test_status_lines_of_other_versions(tmp_path: Path, status: str) -> None:
    block = f"{status}\r\nContent-Type: text/plain\r\n\r\n{TEXT}".encode()
    made = record("response", f"{SITE}/a", block, "application/http; msgtype=response")
    assert read(tmp_path / "a.warc", made) == [Page(f"{SITE}/a", "text/plain", TEXT)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_is_read_record_by_record(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    made = answer(f"{SITE}/a", b"<p>" + b"Le port. " * 100_000)
    member = gzip.compress(made, 1) if name.endswith("gz") else made
    path.write_bytes(member * 40)
    found = pages([path], Settings())
    next(found)
    tracemalloc.start()
    assert sum(isinstance(page, Page) for page in found) == 39
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12 * len(made), "a page is held a few times over, the archive never"


def many(count: int) -> list[bytes]:
    return [answer(f"{SITE}/{i}", HTML.encode()) for i in range(count)]


def told(found: list[Page | Failure]) -> list[str]:
    """Return the number of each page, and "-" for a failure."""
    return ["-" if isinstance(f, Failure) else f.uri.rsplit("/", 1)[-1] for f in found]


def test_a_damaged_gzip_member_costs_its_record(tmp_path: Path) -> None:
    members = [gzip.compress(r, mtime=0) for r in many(5)]
    for at in (0, 2, 4):
        for byte in (25, len(members[at]) // 2, len(members[at]) - 6):
            damaged = bytearray(members[at])
            damaged[byte] ^= 0xFF
            data = [*members[:at], bytes(damaged), *members[at + 1 :]]
            found = read(tmp_path / "a.warc.gz", data)
            wanted = [str(i) for i in range(5)]
            wanted[at] = "-"
            assert told(found) == wanted, byte
            (bad,) = (f for f in found if isinstance(f, Failure))
            assert "damaged at byte" in bad.reason


def test_a_cut_archive_gives_what_was_before(tmp_path: Path) -> None:
    records = many(3)
    whole, last = packed(records), len(gzip.compress(records[2], mtime=0))
    for cut in (60, last // 2, last - 20):
        found = read(tmp_path / "a.warc.gz", whole[:-cut])
        assert told(found) == ["0", "1", "-"], cut
        assert isinstance(found[2], Failure)
        assert "cut off" in found[2].reason
    for cut in (30, len(records[2]) // 2, len(records[2]) - 30):
        assert told(read(tmp_path / "a.warc", b"".join(records)[:-cut])) == ["0", "1", "-"], cut
    one = gzip.compress(b"".join(records), mtime=0)
    assert told(read(tmp_path / "b.warc.gz", one)) == ["0", "1", "2"]
    assert told(read(tmp_path / "b.warc.gz", one[:-30]))[-1] == "-"


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress])
def test_after_a_record_of_a_wrong_length_the_next_are_read(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    records = many(4)
    for old, new in ((b"Content-Length: ", b"Content-Length: 1"), (b"WARC/1.1", b"WXRC/1.1")):
        bad = records[1].replace(old, new, 1)
        found = read(tmp_path / "a.warc", pack(b"".join([records[0], bad, *records[2:]])))
        assert told(found) == ["0", "-", "2", "3"], old
    bad = records[1].replace(b"Content-Length: ", b"Content-Xength: ", 1)
    found = read(tmp_path / "a.warc", pack(b"".join([records[0], bad, *records[2:]])))
    assert told(found) == ["0", "-", "2", "3"]


def test_a_bomb_is_left_and_the_next_record_read(tmp_path: Path) -> None:
    bomb = gzip.compress(record("response", f"{SITE}/b", bytes(60_000_000), "text/plain"))
    found = read(tmp_path / "a.warc.gz", [bomb, packed(many(1))])
    assert told(found) == ["-", "0"]
    assert isinstance(found[0], Failure)
    assert "bomb" in found[0].reason


@pytest.mark.parametrize(
    "data", [b"", b"none\n" * 9, gzip.compress(b"x", mtime=0), b"\x1f\x8b\x08xx"]
)
def test_what_is_no_archive_is_one_failure(tmp_path: Path, data: bytes) -> None:
    (found,) = read(tmp_path / "a.warc", data)
    assert isinstance(found, Failure)
    assert "\n" not in found.reason


def test_ten_thousand_records_add_up(tmp_path: Path) -> None:
    """Write 10,000 records of all kinds and encodings and count what comes back."""
    chance = random.Random(7)  # noqa: S311
    wanted: Counter[str] = Counter()
    with (tmp_path / "a.warc.gz").open("wb") as out:
        for i in range(10_000):
            kind = chance.choice(["page", "page", "page", "none", "failure", "damaged"])
            if kind == "page":
                body, head = chance.choice(ENCODED)
                made = gzip.compress(answer(f"{SITE}/{i}", body, "200 OK", *head), 1)
            elif kind == "none":
                made = gzip.compress(chance.choice(NO_PAGES), 1)
            elif kind == "failure":
                made = gzip.compress(chance.choice(FAILURES[:6])[0], 1)
            else:
                damaged = bytearray(gzip.compress(answer(f"{SITE}/{i}", HTML.encode()), 1))
                damaged[chance.randrange(12, len(damaged))] ^= 0xFF
                made = bytes(damaged)
            wanted[kind] += 1
            out.write(made)
    found = list(pages([tmp_path / "a.warc.gz"], Settings()))
    read_well = [f for f in found if isinstance(f, Page)]
    assert len(read_well) == wanted["page"]
    assert all(page.content == HTML for page in read_well)
    assert len(found) - len(read_well) == wanted["failure"] + wanted["damaged"]
