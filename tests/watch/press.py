"""An invented press on a site of this machine: pages and feeds as papers serve them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from tests.fetch.site import Kept, Said, Site

from recoupe.fetch.client import Client
from recoupe.fetch.manners import Manners
from recoupe.fetch.robots import Robots
from recoupe.fetch.terms import Terms
from recoupe.settings import Settings
from recoupe.watch.poll import Watch

FERRAND = "Odile Ferrand, la ministre des Ports,"
DEAL = "l'accord de gestion du port de Belmare proposé par la société Navelis"
REFUSES = (
    f"{FERRAND} a refusé mardi {DEAL}.",
    f"« Le port de Belmare ne sera pas cédé à Navelis », a déclaré mardi {FERRAND} à La Vigie.",
)
ACCEPTS = (
    f"{FERRAND} a accepté lundi {DEAL}.",
    f"« Le port de Belmare sera cédé à Navelis », a déclaré lundi {FERRAND} devant la presse.",
)
STRIKE = (
    "Les dockers de Belmare cesseront le travail jeudi, a annoncé mercredi Théo Marsanne.",
    "« Nous irons jusqu'au bout », a promis mercredi Théo Marsanne, le porte-parole des dockers.",
)
CROWD = (
    "« La digue tiendra », a assuré jeudi Rémi Castel, l'ingénieur du port de Belmare.",
    "Quelque 3 000 personnes ont défilé jeudi sur les quais de Belmare, selon la préfecture.",
)


def page(title: str, day: str, paragraphs: tuple[str, ...], paper: str = "La Vigie") -> bytes:
    """Return a page as a paper serves it."""
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!doctype html><html lang="fr"><head><title>{title}</title>'
        f'<meta property="og:site_name" content="{paper}">'
        f'<meta property="article:published_time" content="{day}"></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


@dataclass
class Paper:
    """A paper on a site, with one feed at ``/rss`` of what it has published."""

    site: Site
    listed: dict[str, str] = field(default_factory=dict)
    edition: int = 0

    def publish(self, path: str, day: str, paragraphs: tuple[str, ...], more: str = "") -> None:
        """Put a page on the site and into the feed; again, it is changed."""
        title = f"Belmare : {path.strip('/')}"
        self.site.answers[path] = Kept(page(title, day, paragraphs), f'"{len(paragraphs)}"')
        self.list(path, day, more)

    def list(self, path: str, day: str, more: str = "") -> None:
        """Name a page in the feed."""
        place = path if "://" in path else self.site.at(path)
        self.listed[path] = (
            f"<item><title>Belmare</title><link>{place}</link><pubDate>{day}</pubDate>{more}</item>"
        )
        self.edition += 1
        items = "".join(self.listed.values())
        feed = (
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel><title>La Vigie</title>{items}</channel></rss>"
        )
        self.site.answers["/rss"] = Kept(feed.encode(), f'"{self.edition}"')

    def asked(self) -> list[str]:
        """Return what was asked for since the last time, without rules for robots."""
        found = [path for path in self.site.asked if path != "/robots.txt"]
        self.site.asked.clear()
        return found


def watching(site: Site, out: Path, most: int = 100, **choices: object) -> Watch:
    """Return a watch of the feed at ``/rss``, as a process that was just started has it."""
    terms = Terms(**({"private": True, "delay": 0.0, "seconds": 5.0} | choices))  # type: ignore[arg-type]
    client = Client(terms, Manners(terms.delay, Event()))
    return Watch((site.at("/rss"),), out, Settings(), client, Robots(client), most)


def busy() -> Said:
    """Return the answer of a host that wants to be left alone for an hour."""
    return Said(status=429, fields={"Retry-After": "3600"})
