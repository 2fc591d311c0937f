"""Feeds, lists of feeds and sitemaps give the pages they name, or say what is wrong with them."""

from __future__ import annotations

import gzip
import json

import pytest

from recoupe.fetch.entries import WHOLE, Entry, ListError, Listing
from recoupe.fetch.listing import read_listing

BASE = "https://vigie.example/rss"
TEXT = "Le port de Belmare rouvrira lundi, a déclaré la capitaine Odile Ferrand. " * 20
assert len(TEXT) >= WHOLE

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>La Vigie</title><link>https://vigie.example/</link>
<item><title>Le port &amp; la &lt;b&gt;digue&lt;/b&gt;</title><link>https://vigie.example/port</link>
<pubDate>Tue, 04 Mar 2031 23:30:00 +0100</pubDate><description>Un résumé.</description>
<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item>
<item><title>Brève</title><guid>https://vigie.example/breve</guid><description>Court.</description></item>
<item><title>Sans adresse</title><guid isPermaLink="false">x-1</guid></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Cape Herald</title>
<entry><title>Harbour</title><id>tag:1</id><link rel="alternate" href="/harbour"/>
<published>2031-03-04T09:00:00+01:00</published><updated>2031-03-05T10:00:00+01:00</updated>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://a.example/"><title>A</title></channel>
<item rdf:about="https://a.example/1"><title>Un</title><link>https://a.example/1</link>
<dc:date>2031-03-04</dc:date></item></rdf:RDF>"""

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://vigie.example/port </loc><image:image>
<image:loc>https://vigie.example/p.jpg</image:loc>
<image:title>La photo</image:title></image:image><news:news>
<news:publication><news:name>La Vigie</news:name>
</news:publication><news:publication_date>2031-03-04T10:00:00Z</news:publication_date>
<news:title>Le port rouvre</news:title></news:news><lastmod>2031-03-05</lastmod></url>
<url><loc>https://vigie.example/digue</loc></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://vigie.example/s1.xml.gz</loc></sitemap><sitemap><loc>https://vigie.example/s2.xml</loc></sitemap>
<sitemap><loc>https://vigie.example/s2.xml</loc></sitemap></sitemapindex>"""

OPML = """<opml version="2.0"><body><outline text="Presse"><outline type="rss" xmlUrl="https://a.example/rss"/>
<outline type="rss" xmlurl="https://b.example/rss"/></outline><outline xmlUrl="https://a.example/rss"/>
<outline text="rien"/></body></opml>"""


def listing(data: bytes | str, charset: str | None = None) -> Listing:
    return read_listing(data.encode() if isinstance(data, str) else data, BASE, charset, 10_000_000)


def test_rss_gives_address_title_date_and_the_whole_text_where_it_has_it() -> None:
    port, short = listing(RSS).entries
    assert port.address == "https://vigie.example/port"
    assert port.title == "Le port & la digue"
    assert port.date == port.stamp == "2031-03-04T23:30:00+01:00"
    assert port.html is not None
    assert TEXT.strip() in port.html
    assert short == Entry("https://vigie.example/breve", "Brève", source="La Vigie")


def test_atom_gives_what_was_changed_when() -> None:
    (found,) = listing(ATOM).entries
    assert found.address == "https://vigie.example/harbour"
    assert (found.date, found.stamp) == ("2031-03-04T09:00:00+01:00", "2031-03-05T10:00:00+01:00")
    assert found.html is not None


def test_rss_1_is_read() -> None:
    (found,) = listing(RDF).entries
    assert (found.address, found.title, found.date) == ("https://a.example/1", "Un", "2031-03-04")


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_json_feeds_are_read(version: str) -> None:
    items = [
        {"id": "1", "url": "https://a.example/1", "title": "Un", "content_text": TEXT,
         "date_published": "2031-03-04T08:00:00+01:00", "date_modified": "2031-03-05T08:00:00Z"},
        {"id": "https://a.example/2", "content_html": "<p>court</p>"},
        {"id": "3"}, "odd",
    ]  # fmt: skip
    feed = {"version": f"https://jsonfeed.org/version/{version}", "title": "A", "items": items}
    one, two = listing(json.dumps(feed)).entries
    assert (one.address, one.title, one.source) == ("https://a.example/1", "Un", "A")
    assert (one.date, one.stamp) == ("2031-03-04T08:00:00+01:00", "2031-03-05T08:00:00+00:00")
    assert one.html is not None
    assert one.html.startswith("<p>Le port")
    assert two == Entry("https://a.example/2", source="A")


def test_news_sitemaps_are_read_without_their_pictures() -> None:
    assert listing(NEWS).entries == (
        Entry("https://vigie.example/port", "Le port rouvre", "2031-03-04T10:00:00+00:00",
              "2031-03-05", None, "La Vigie"),
        Entry("https://vigie.example/digue"),
    )  # fmt: skip


def test_indexes_and_opml_name_other_lists_once() -> None:
    assert listing(INDEX).lists == (
        "https://vigie.example/s1.xml.gz",
        "https://vigie.example/s2.xml",
    )
    assert listing(OPML).lists == ("https://a.example/rss", "https://b.example/rss")


@pytest.mark.parametrize("text", [RSS, ATOM, NEWS, OPML])
def test_a_packed_list_is_the_same_list(text: str) -> None:
    assert listing(gzip.compress(text.encode())) == listing(text)


def test_encodings_of_feeds_are_told_by_the_feed_or_its_server() -> None:
    latin = RSS.replace("UTF-8", "ISO-8859-1").encode("latin-1", "xmlcharrefreplace")
    bare = RSS.replace(' encoding="UTF-8"', "").encode("cp1252", "xmlcharrefreplace")
    wide = RSS.replace("UTF-8", "UTF-16").encode("utf-16")
    for data, charset in ((latin, None), (bare, "windows-1252"), (wide, None)):
        assert listing(data, charset).entries[1].title == "Brève"


def test_a_broken_feed_gives_what_can_be_read() -> None:
    cut = RSS[: RSS.index("<item><title>Sans")]
    assert [e.title for e in listing(cut).entries] == ["Le port & la digue", "Brève"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("defined", [BOMB, FILE])
@pytest.mark.parametrize("text", [RSS, ATOM, NEWS, INDEX, OPML])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(defined: str, text: str, encoding: str) -> None:
    bare = text.partition("?>")[2] if text.startswith("<?xml") else text
    data = f'<?xml version="1.0" encoding="{encoding}"?>{defined}{bare}'
    with pytest.raises(ListError, match="entities"):
        listing(data.encode(encoding))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "no feed"),
        ("Bonjour.", "no feed"),
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('{"version": "2"}', "no JSON Feed"),
        ("<urlset><url>", "broken XML"),
        ("<opml><body>&nbsp;</body></opml>", "broken XML"),
        ("<!doctype html><html><p>Bonjour", "a page, no reading list: name"),
        ('<html><link type="application/rss+xml" href="/rss.xml">', "it offers: /rss.xml"),
        (gzip.compress(b"<rss>", mtime=0)[:-9], "ends in the middle"),
        (gzip.compress(bytes(11_000_000), mtime=0), "unpacks to more than"),
    ],
)
def test_what_is_no_list_is_told(data: bytes | str, reason: str) -> None:
    with pytest.raises(ListError, match=reason):
        listing(data)


def test_a_deep_list_is_no_danger() -> None:
    deep = "<outline>" * 50_000 + "</outline>" * 50_000
    assert listing(f"<opml><body>{deep}</body></opml>") == Listing()
    sitemap = listing(f"<urlset>{'<url>' * 50_000}{'</url>' * 50_000}</urlset>")
    assert sitemap.entries == ()


def test_odd_values_are_left_out() -> None:
    odd = {"url": "https://a.example/1", "date_published": "hier", "title": []}
    items = [{"url": 7, "id": None}, odd]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    assert listing(json.dumps(feed)).entries == (Entry("https://a.example/1"),)
    assert listing('{"version": "https://jsonfeed.org/version/1", "items": 3}') == Listing()


def test_half_characters_and_nul_are_replaced() -> None:
    items = [{"url": "https://a.example/\x00", "title": "un\ud800 mot"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    assert listing(json.dumps(feed)).entries == (Entry("https://a.example/\ufffd", "un\ufffd mot"),)
