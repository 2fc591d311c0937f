"""A small web site on this machine: what it shall answer in, what it was asked out."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from recoupe.fetch.client import Client
from recoupe.fetch.manners import Manners
from recoupe.fetch.terms import Terms

Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Said:
    """One answer: status, body, header fields."""

    body: bytes = b""
    status: int = 200
    media: str = "text/html; charset=utf-8"
    fields: dict[str, str] = field(default_factory=dict)

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer with it."""
        handler.send_response(self.status)
        handler.send_header("Content-Type", self.media)
        handler.send_header("Content-Length", str(len(self.body)))
        for name, value in self.fields.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(self.body)


@dataclass
class Kept:
    """An answer that is given once: who has its mark is told that nothing changed."""

    body: bytes
    mark: str = '"1"'
    media: str = "text/html; charset=utf-8"

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer, in full or that nothing changed."""
        if handler.headers.get("If-None-Match") == self.mark:
            handler.send_response(304)
            handler.send_header("ETag", self.mark)
            handler.end_headers()
            return
        Said(self.body, media=self.media, fields={"ETag": self.mark})(handler)


def moved(place: str) -> Said:
    """Return an answer that points elsewhere."""
    return Said(status=302, fields={"Location": place})


@dataclass
class Site:
    """A running site: ``answers`` by path (without its question), ``asked`` in order."""

    root: str = ""
    answers: dict[str, Answering] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: list[str | None] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    def at(self, path: str) -> str:
        """Return the address of a path."""
        return f"{self.root}{path}"


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Keep the terminal clean of those who hang up, as who does not trust a certificate."""


@contextmanager
def running(certificate: Path | None = None) -> Iterator[Site]:
    """Run a site until the end of the block; what it has no answer for is not there (404).

    With a certificate (and its key) it speaks HTTPS, as ``localhost``.
    """
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.append(self.headers.get("User-Agent"))
            answer = site.answers.get(self.path.partition("?")[0], Said(b"nothing", 404))
            try:
                answer(self)
            except OSError:
                self.close_connection = True  # who asked has hung up

        do_POST = do_GET  # noqa: N815 - as http.server calls it

        def log_message(self, *_: object) -> None:
            """Keep the terminal clean."""

    server = _Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.root = f"http://127.0.0.1:{server.server_port}"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        site.root = f"https://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def client(**choices: object) -> Client:
    """Return a client that may ask this machine, without pauses."""
    terms = Terms(**({"private": True, "delay": 0.0, "seconds": 10.0} | choices))  # type: ignore[arg-type]
    return Client(terms, Manners(terms.delay, Event()))
