"""An address gives one whole answer or one clear reason, whatever its server does."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest
from tests.fetch.site import Kept, Said, Site, client, moved, running

from recoupe.errors import QuestionError
from recoupe.fetch.client import Answer, Marks, _tls
from recoupe.fetch.manners import LONGEST_PAUSE, USUAL_RETRY, retry_after
from recoupe.fetch.terms import FetchError, WaitError

MEGABYTE = 1_000_000


def refused(site: Site, path: str, **choices: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        client(**choices).get(site.at(path), "*/*")
    assert "\n" not in str(caught.value)
    return caught.value


def test_an_answer_has_its_address_type_charset_and_marks(site: Site) -> None:
    site.answers["/a"] = Said(b"ici", media='Text/HTML; Charset="ISO-8859-1"', fields={"ETag": "x"})
    found = client().get(site.at("/a#haut"), "*/*")
    assert found == Answer(site.at("/a"), b"ici", "text/html", "iso-8859-1", Marks("x", None))


def test_it_says_who_asks(site: Site) -> None:
    site.answers["/"] = Said(b".")
    client().get(site.at("/"), "*/*")
    client(agent="recoupe (desk@vigie.example)").get(site.at("/"), "*/*")
    assert site.agents[0] is not None
    assert site.agents[0].startswith("recoupe/")
    assert site.agents[1] == "recoupe (desk@vigie.example)"


def test_redirects_are_followed_to_the_end(site: Site) -> None:
    site.answers |= {"/a": moved("/b?x=1"), "/b": moved(site.at("/c")), "/c": Said(b"c")}
    found = client().get(site.at("/a"), "*/*")
    assert (found.body, found.address) == (b"c", site.at("/c"))
    assert site.asked == ["/a", "/b?x=1", "/c"]


def test_redirects_in_a_circle_end(site: Site) -> None:
    site.answers |= {"/a": moved("/b"), "/b": moved("/a")}
    error = refused(site, "/a", hops=4)
    assert "more than 4 redirects" in str(error)
    assert len(site.asked) == 5


def test_a_redirect_leads_to_the_web_only(site: Site) -> None:
    site.answers["/a"] = moved("file:///etc/hostname")
    assert "only http and https" in str(refused(site, "/a"))


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.answers["/a"] = Kept(b"une")
    first = client().get(site.at("/a"), "*/*")
    again = client().get(site.at("/a"), "*/*", first.marks)
    assert (first.body, again.body, again.marks) == (b"une", None, first.marks)


def test_odd_marks_and_places_are_sent_back_as_they_came(site: Site) -> None:
    site.answers |= {"/a": Kept(b"une", 'W/"été"'), "/b": moved("/é".encode().decode("latin-1"))}
    site.answers["/%C3%A9"] = Said("là".encode())
    first = client().get(site.at("/a"), "*/*")
    assert client().get(site.at("/a"), "*/*", first.marks).body is None
    assert client().get(site.at("/b"), "*/*").body == "là".encode()


def test_a_name_that_cannot_be_sent_is_refused() -> None:
    for name in ("recoupe\r\nX: y", "rédaction"):
        with pytest.raises(QuestionError, match="plain ASCII"):
            client(agent=name)


@pytest.mark.parametrize(
    ("status", "lasting"),
    [(404, True), (410, True), (403, True), (204, True), (500, False), (502, False), (408, False)],
)
def test_a_status_tells_whether_to_ask_again(site: Site, status: int, lasting: bool) -> None:  # noqa: FBT001
    site.answers["/a"] = Said(status=status)
    error = refused(site, "/a")
    assert f"HTTP {status}" in str(error)
    assert error.lasting == lasting


def test_a_busy_host_is_left_alone_as_long_as_it_asks(site: Site) -> None:
    site.answers |= {"/a": Said(status=429, fields={"Retry-After": "3600"}), "/b": Said(b"b")}
    asking = client()
    with pytest.raises(WaitError) as first:
        asking.get(site.at("/a"), "*/*")
    with pytest.raises(WaitError, match="left alone"):
        asking.get(site.at("/b"), "*/*")
    assert first.value.seconds == 3600
    assert site.asked == ["/a"]
    assert asking.manners.left()["127.0.0.1"] > time.time() + 3500


def test_a_short_wait_is_waited_for(site: Site) -> None:
    site.answers |= {"/a": Said(status=503, fields={"Retry-After": "1"}), "/b": Said(b"b")}
    asking = client()
    with pytest.raises(WaitError):
        asking.get(site.at("/a"), "*/*")
    start = time.monotonic()
    assert asking.get(site.at("/b"), "*/*").body == b"b"
    assert time.monotonic() - start > 0.8


@pytest.mark.parametrize(
    ("told", "seconds"),
    [(None, USUAL_RETRY), ("soon", USUAL_RETRY), ("7", 7), ("-1", 0), ("9" * 400, 86_400)],
)
def test_retry_after_is_read(told: str | None, seconds: float) -> None:
    assert retry_after(told) == seconds


def test_retry_after_can_be_a_date() -> None:
    assert retry_after("Wed, 01 Jan 2020 00:00:00 GMT") == 0
    assert retry_after("Sun, 01 Jan 2090 00:00:00 GMT") == 86_400


def test_one_host_gets_one_request_at_a_time_with_a_pause_between(site: Site) -> None:
    site.answers["/a"] = Said(b"a")
    asking = client(delay=0.3)
    start = time.monotonic()
    threads = [Thread(target=asking.get, args=(site.at("/a"), "*/*")) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - start >= 0.6
    assert LONGEST_PAUSE > 0.6


def test_packed_answers_are_unpacked(site: Site) -> None:
    plain = "« Rien n'est joué »".encode()
    raw = zlib.compressobj(wbits=-15)
    for path, body, name in (
        ("/gzip", gzip.compress(plain, mtime=0), "gzip"),
        (
            "/members",
            gzip.compress(plain[:5], mtime=0) + gzip.compress(plain[5:], mtime=0),
            "x-gzip",
        ),
        ("/zlib", zlib.compress(plain), "deflate"),
        ("/raw", raw.compress(plain) + raw.flush(), "deflate"),
        ("/twice", gzip.compress(zlib.compress(plain), mtime=0), "deflate, gzip"),
        ("/none", plain, "identity"),
    ):
        site.answers[path] = Said(body, fields={"Content-Encoding": name})
        assert client().get(site.at(path), "*/*").body == plain, path


def test_a_bomb_is_refused_before_it_has_gone_off(site: Site) -> None:
    bomb = gzip.compress(bytes(60 * MEGABYTE))
    site.answers["/a"] = Said(gzip.compress(bomb), fields={"Content-Encoding": "gzip, gzip"})
    assert "unpacks to more than 50,000,000 bytes" in str(refused(site, "/a"))


def test_a_long_answer_is_refused(site: Site) -> None:
    site.answers["/a"] = Said(bytes(MEGABYTE))
    assert "more than 500,000 bytes" in str(refused(site, "/a", max_bytes=500_000))


@pytest.mark.parametrize("name", ["br", "zstd", "gzip, br"])
def test_a_packing_that_was_not_asked_for_is_refused(site: Site, name: str) -> None:
    site.answers["/a"] = Said(b"?", fields={"Content-Encoding": name})
    assert "not asked for" in str(refused(site, "/a"))


@pytest.mark.parametrize(
    "body", [gzip.compress(b"texte" * 99, mtime=0)[:-20], b"\x1f\x8bno gzip at all"]
)
def test_broken_packing_is_told(site: Site, body: bytes) -> None:
    site.answers["/a"] = Said(body, fields={"Content-Encoding": "gzip"})
    error = refused(site, "/a")
    assert not error.lasting
    assert "packed" in str(error)


def _slowly(handler: BaseHTTPRequestHandler, site: Site, start: bytes) -> None:
    handler.wfile.write(start)
    while not site.ended.wait(0.1):
        handler.wfile.write(b"a")
        handler.wfile.flush()


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "],
)
def test_a_dripping_answer_ends_with_its_time(site: Site, start: bytes) -> None:
    site.answers["/a"] = lambda handler: _slowly(handler, site, start)
    began = time.monotonic()
    error = refused(site, "/a", seconds=1.0)
    assert time.monotonic() - began < 3
    assert "longer than 1 s" in str(error)
    assert not error.lasting


def test_a_silent_server_ends_with_the_time(site: Site) -> None:
    site.answers["/a"] = lambda _: site.ended.wait(20) and None
    assert "longer than 0.7 s" in str(refused(site, "/a", seconds=0.7))


def test_a_cut_answer_is_told(site: Site) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nonly this")
        handler.close_connection = True

    site.answers["/a"] = cut
    error = refused(site, "/a")
    assert "broke off" in str(error)
    assert not error.lasting


def test_a_reset_connection_is_told(site: Site) -> None:
    def reset(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
        handler.connection.close()
        handler.close_connection = True

    site.answers["/a"] = reset
    assert not refused(site, "/a").lasting


def test_what_is_no_http_is_told(site: Site) -> None:
    site.answers["/a"] = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n") and None
    assert "proper HTTP" in str(refused(site, "/a"))


def test_endless_header_fields_are_refused(site: Site) -> None:
    fields = b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1_000) for n in range(500))
    site.answers["/a"] = lambda handler: (
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n") and None
    )
    assert "proper HTTP" in str(refused(site, "/a"))


def test_a_closed_port_is_told() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached") as caught:
        client().get(f"http://127.0.0.1:{port}/", "*/*")
    assert not caught.value.lasting


@pytest.fixture
def tls(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    _tls.cache_clear()
    yield monkeypatch
    _tls.cache_clear()


CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""A key and a certificate of nobody's, for ``localhost``, until 2126."""


def test_certificates_are_checked_by_the_name_that_was_asked(tls: pytest.MonkeyPatch) -> None:
    with running(CERTIFICATE) as site:
        site.answers["/a"] = Said(b"a")
        assert "CERTIFICATE_VERIFY_FAILED" in str(refused(site, "/a"))
        _tls.cache_clear()
        tls.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert client().get(site.at("/a"), "*/*").body == b"a"
        site.root = site.root.replace("localhost", "127.0.0.1")
        assert "not valid for" in str(refused(site, "/a"))
