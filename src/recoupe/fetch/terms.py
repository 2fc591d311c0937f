"""The terms on which a foreign host is asked: limits, manners and our name, for one run."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from recoupe.errors import QuestionError


class FetchError(Exception):
    """An answer that cannot be had; the message says why in one line.

    ``lasting`` is false where the same request may well succeed later (a host that is down, a full
    one): it is put again at the next poll.
    """

    def __init__(self, reason: str, *, lasting: bool = True) -> None:
        super().__init__(reason)
        self.lasting = lasting


class WaitError(FetchError):
    """A host that wants to be left alone for so many seconds (429, 503, a long ``Crawl-delay``)."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason, lasting=False)
        self.seconds = seconds


def our_name() -> str:
    """Return the User-Agent under which recoupe asks, if no other is chosen.

    A newsroom adds where it can be written to: ``recoupe (desk@paper.example)``.
    """
    return f"recoupe/{version('recoupe')}"


@dataclass(frozen=True, slots=True)
class Terms:
    """Choices for one run.

    ``delay`` is the least time between two requests to one host: a second is what a fast reader
    takes, and what crawlers of the press keep to. ``seconds`` bounds one answer from the first byte
    sent to the last received, however slowly it drips; the front page of a paper takes 2.
    ``max_bytes`` bounds what is received, ``max_unpacked`` what it unpacks to: pages have up to 2
    MB, a sitemap by its own rules up to 50. ``hops`` is how often an answer may point elsewhere;
    browsers follow 20, honest sites need 3. ``hosts`` are asked side by side. ``private`` lets
    addresses of this machine and its networks through, and ports other than those of the web.
    """

    agent: str = ""
    delay: float = 1.0
    seconds: float = 30.0
    max_bytes: int = 10_000_000
    max_unpacked: int = 50_000_000
    hops: int = 5
    hosts: int = 8
    private: bool = False

    def __post_init__(self) -> None:
        """Refuse a name that cannot be sent."""
        if not (self.agent.isascii() and (self.agent.isprintable() or not self.agent)):
            raise QuestionError("the name of who asks (User-Agent) must be plain ASCII")

    @property
    def named(self) -> str:
        """Return the User-Agent of the requests."""
        return self.agent or our_name()
