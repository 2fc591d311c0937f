"""Pages that lists name are fetched as their sites allow; each is a page or a clear failure."""

from __future__ import annotations

import gzip
import time
from pathlib import Path
from threading import Event

import pytest
from tests.fetch.site import Kept, Said, Site, client, moved

from recoupe.errors import InputError
from recoupe.fetch.apart import Apart
from recoupe.fetch.client import Client
from recoupe.fetch.entries import WHOLE, Entry, ListError
from recoupe.fetch.lists import KnownList, read_lists, require
from recoupe.fetch.pages import text_of
from recoupe.fetch.read import MOST_TRIES, Fetched, Wanted, fetch
from recoupe.fetch.robots import Robots
from recoupe.records import Failure, Page

PAGE = "<!doctype html><title>Le port</title><p>Le port de Belmare a rouvert, dit-on au port."
LATIN = "La capitaine a déclaré qu'à côté du marché tout s'était arrêté, même les grues. " * 3
CARRIED = f"<p>{'Le port de Belmare a rouvert. ' * 40}</p>"
assert len(CARRIED) > WHOLE


def one(entry: Entry, asking: Client | None = None, tries: int = 0) -> Fetched:
    asking = asking or client()
    (found,) = fetch([Wanted(entry, tries=tries)], asking, Robots(asking))
    return found


def failed(found: Fetched) -> str:
    assert isinstance(found.found, Failure)
    assert found.found.stage == "fetch"
    assert "\n" not in found.found.reason
    return found.found.reason


def test_a_page_comes_with_the_address_its_list_gave_it(site: Site) -> None:
    site.answers |= {"/a": moved("/b"), "/b": Said(PAGE.encode())}
    found = one(Entry(site.at("/a?utm_source=rss#x"), "Titre", "2031-03-04"))
    assert found.found == Page(site.at("/a"), "text/html", PAGE, date="2031-03-04")


def test_the_date_of_the_list_is_for_pages_that_tell_none(site: Site) -> None:
    dated = PAGE.replace("<p>", '<meta property="article:published_time" content="2031-03-05"><p>')
    site.answers["/a"] = Said(dated.encode())
    found = one(Entry(site.at("/a"), None, "2031-03-04T23:30:00+00:00"))
    assert isinstance(found.found, Page)
    assert found.found.date is None


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("été".encode(), "iso-8859-1", "été"),
        ("łódź".encode("cp1250"), "windows-1250", "łódź"),
        ("« l’été »".encode("cp1252"), "iso-8859-1", "« l’été »"),
        (LATIN.encode("latin-1"), "utf-8", LATIN),
        (LATIN.encode("latin-1"), "punycode", LATIN),
        ("été".encode("utf-16"), "utf-16", "été"),
    ],
)  # fmt: skip
def test_wrong_charsets_do_no_harm(data: bytes, charset: str, text: str) -> None:
    assert text_of(data, charset) == text


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Said(b"%PDF", media="application/pdf"), "application/pdf: only HTML and text"),
        (Said(b"\x00\x01\x02", media="text/html"), "binary"),
        (Said(status=404), "HTTP 404"),
    ],
)
def test_what_is_no_page_is_a_failure(site: Site, answer: Said, reason: str) -> None:
    site.answers["/a"] = answer
    found = one(Entry(site.at("/a")))
    assert reason in failed(found)
    assert not found.again


def test_a_fault_that_may_pass_is_waited_for_and_then_given_up(site: Site) -> None:
    site.answers["/a"] = Said(status=500)
    first = one(Entry(site.at("/a"), html=CARRIED))
    assert "asked again at the next poll" in failed(first)
    assert (first.again, first.tries) == (True, 1)
    last = one(Entry(site.at("/a")), tries=MOST_TRIES - 1)
    assert failed(last) == "the server failed (HTTP 500)"
    assert not last.again


def test_a_busy_host_costs_no_try(site: Site) -> None:
    site.answers["/a"] = Said(status=429, fields={"Retry-After": "999"})
    found = one(Entry(site.at("/a")), tries=MOST_TRIES - 1)
    assert (found.again, found.tries) == (True, MOST_TRIES - 1)


def test_the_text_of_the_list_stands_in_for_a_page_that_cannot_be_had(site: Site) -> None:
    entry = Entry(site.at("/a"), "Le port <rouvert>", "2031-03-04", html=CARRIED, source="La Vigie")
    found = one(entry)
    assert isinstance(found.found, Page)
    assert CARRIED in found.found.content
    assert "<h1>Le port &lt;rouvert&gt;</h1>" in found.found.content
    assert (found.found.date, found.found.source) == ("2031-03-04", "La Vigie")
    assert found.note == "HTTP 404: no such page"


def test_a_page_that_has_not_changed_is_told_as_that(site: Site) -> None:
    site.answers["/a"] = Kept(PAGE.encode())
    first = one(Entry(site.at("/a")))
    asking = client()
    wanted = Wanted(Entry(site.at("/a")), first.marks)
    (again,) = fetch([wanted], asking, Robots(asking))
    assert isinstance(first.found, Page)
    assert (again.found, again.marks) == (None, first.marks)


RULES = b"""User-agent: *
Disallow: /

User-agent: recoupe
Disallow: /archives/*.html$
Crawl-delay: 0.4
"""


def test_robots_txt_is_kept_to_on_every_hop(site: Site) -> None:
    site.answers |= {
        "/robots.txt": Said(RULES, media="text/plain"),
        "/a": Said(PAGE.encode()),
        "/b": moved("/archives/b.html"),
        "/archives/b.html": Said(PAGE.encode()),
    }
    asking = client()
    wanted = [Wanted(Entry(site.at(p))) for p in ("/a", "/b", "/archives/c.html")]
    start = time.monotonic()
    a, b, c = fetch(wanted, asking, Robots(asking))
    assert isinstance(a.found, Page)
    assert failed(b) == failed(c) == "robots.txt of the site does not allow it"
    assert site.asked == ["/robots.txt", "/a", "/b"]
    assert time.monotonic() - start >= 0.4


def test_another_name_is_under_other_rules(site: Site) -> None:
    site.answers |= {"/robots.txt": Said(RULES), "/a": Said(PAGE.encode())}
    assert "robots.txt" in failed(one(Entry(site.at("/a")), client(agent="vigie-bot/1")))


def test_a_site_whose_robots_txt_fails_is_asked_later(site: Site) -> None:
    site.answers |= {"/robots.txt": Said(status=500), "/a": Said(PAGE.encode())}
    found = one(Entry(site.at("/a")))
    assert "robots.txt cannot be had: the server failed" in failed(found)
    assert found.again
    assert site.asked == ["/robots.txt"]


def test_nothing_stops_the_others(site: Site) -> None:
    site.answers["/a"] = Said(PAGE.encode())
    asking = client()
    wanted = [
        Wanted(Entry(a))
        for a in ("gopher://x", "http://[", "http://belmare.invalid/", site.at("/a"))
    ]
    done: list[int] = []
    found = list(fetch(wanted, asking, Robots(asking), done.append))
    assert sorted(type(f.found).__name__ for f in found) == [
        "Failure",
        "Failure",
        "Failure",
        "Page",
    ]
    assert len(done) == 4


def test_lists_are_followed_and_remembered(site: Site) -> None:
    feed = (
        b'<rss version="2.0"><channel><item><link>https://a.example/1</link></item></channel></rss>'
    )
    opml = (
        f'<opml><outline xmlUrl="{site.at("/rss")}"/><outline xmlUrl="{site.at("/none")}"/></opml>'
    )
    site.answers |= {"/opml": Kept(opml.encode(), '"o"'), "/rss": Kept(feed, '"r"')}
    first = read_lists([site.at("/opml")], {}, client())
    known = {x.known.address: x.known for x in first}
    assert known[site.at("/opml")] == KnownList(
        site.at("/opml"), '"o"', None, (site.at("/rss"), site.at("/none"))
    )
    assert [e.address for x in first for e in x.entries] == ["https://a.example/1"]
    assert [x.failure for x in first if x.failure] == ["HTTP 404: no such page"]
    again = read_lists([site.at("/opml")], known, client())
    assert {x.known.address: x.known for x in again} == known
    assert not [e for x in again for e in x.entries]


def test_lists_that_name_each_other_end(site: Site) -> None:
    for here, there in (("/1", "/2"), ("/2", "/1")):
        site.answers[here] = Said(f'<opml><outline xmlUrl="{site.at(there)}"/></opml>'.encode())
    assert len(read_lists([site.at("/1")], {}, client())) == 2


def test_a_file_of_opml_is_a_list(site: Site, tmp_path: Path) -> None:
    path = str(tmp_path / "feeds.opml")
    opml = f'<opml><outline xmlUrl="{site.at("/rss")}"/></opml>'
    Path(path).write_text(opml, encoding="utf-8")
    require([path])
    found = read_lists([path], {}, client())
    assert [x.failure for x in found] == [None, "HTTP 404: no such page"]
    with pytest.raises(InputError, match="no such file"):
        require(["no-feeds.opml"])


def test_an_index_of_packed_sitemaps_leads_to_pages(site: Site) -> None:
    index = "<sitemapindex><sitemap><loc>/s1.xml.gz</loc></sitemap></sitemapindex>"
    sitemap = "<urlset><url><loc>/une</loc><lastmod>2031-03-05</lastmod></url></urlset>"
    site.answers |= {
        "/index.xml": moved("/maps/index.xml"),
        "/maps/index.xml": Said(index.encode(), media="application/xml"),
        "/s1.xml.gz": Said(gzip.compress(sitemap.encode()), media="application/gzip"),
    }
    found = read_lists([site.at("/index.xml")], {}, client())
    assert [e.address for x in found for e in x.entries] == [site.at("/une")]


def test_a_list_cannot_name_files_of_this_machine(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.opml"
    secret.write_text('<opml><outline xmlUrl="https://a.example/"/></opml>', encoding="utf-8")
    named = "".join(
        f'<outline xmlUrl="{name}"/>' for name in (secret, f"file://{secret}", "http://[")
    )
    site.answers["/opml"] = Said(f"<opml>{named}</opml>".encode())
    local = tmp_path / "feeds.opml"
    local.write_text(f'<opml><outline xmlUrl="{secret}"/></opml>', encoding="utf-8")
    found = read_lists([site.at("/opml"), str(local)], {}, client())
    assert not [x for x in found if "https://a.example/" in x.known.lists]
    failed = [x.failure for x in found if x.failure]
    assert sum("only http and https" in reason for reason in failed) == 2
    assert len(failed) == 4


def test_a_list_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    hanging = b"<rss>" + b"<a>" * 300_000
    with Apart(Event(), seconds=2.0) as apart:
        with pytest.raises(ListError, match="takes longer than 2 s"):
            apart.read(hanging, "https://a.example/", None, 10_000_000)
        opml = b'<opml><outline xmlUrl="https://a.example/rss"/></opml>'
        assert apart.read(opml, "https://a.example/", None, 1_000).lists
