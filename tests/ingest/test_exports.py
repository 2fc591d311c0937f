"""Exports of press databases and agencies: one page an article, with what is told of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recoupe.clean import clean
from recoupe.ingest import pages
from recoupe.language import detect
from recoupe.records import Article, Failure, Page
from recoupe.settings import Settings

TITLE = "Le port de Sarroval rouvrira lundi"
FIRST = (
    "La préfète Nora Vasseur a annoncé mercredi la réouverture du port : « Rien ne s'y oppose »."
)
SECOND = "Les dockers demandent des garanties. Ils se réuniront jeudi à Ilmark."
TEXT = f"{FIRST}\n\n{SECOND}"


def read(path: Path, data: str | bytes, **limits: int) -> list[Page | Failure]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(pages([path], Settings(**limits)))


def one(path: Path, data: str | bytes) -> Page:
    (found,) = read(path, data)
    assert isinstance(found, Page), found
    return found


def article(page: Page | Failure) -> Article:
    """Clean a page as a build does: what a form tells must be of use there."""
    assert isinstance(page, Page), page
    found = clean(page, Settings(), detect)
    assert isinstance(found, Article), found
    return found


def shown(page: Page | Failure) -> tuple[str | None, str | None, str | None]:
    found = article(page)
    return (found.title.text if found.title else None, found.published.value, found.outlet)


EUROPRESSE = f"""<html><body><article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">Courrier de Velcarre, no. 4302
</span></div>
<div class="rdp__DocHeader"><span class="DocHeader">jeudi 12 mars 2026 523 mots, p. 4</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{TITLE}
</p></div><div class="docAuthors">Ida Varel</div></header>
<section><div class="DocText clearfix"><p>La préfète <mark>Nora Vasseur</mark> a annoncé mercredi la
réouverture du port\u00a0: « Rien ne s'y oppose ».</p><p>{SECOND}</p></div></section>
<div class="publiC-lblNodoc">news·20260312·CV·0001</div></article>
<article><header><span class="DocPublicationName">Velcarre-Info (site web)</span>
<span class="DocHeader">Thursday, March 12, 2026 - 10:42 611 words</span>
<p class="titreArticleVisu grandTitre">Les dockers attendent</p></header>
<div class="docOcurrContainer"><p>{FIRST}</p></div></article>
<article><header><span class="DocPublicationName">Radio Brume</span></header></article>
</body></html>"""


def test_europresse(tmp_path: Path) -> None:
    path = tmp_path / "export.HTML"
    first, second, bad = read(path, EUROPRESSE)
    assert [f.uri for f in (first, second, bad)] == [f"{path}#{n}" for n in (1, 2, 3)]
    assert shown(first) == (TITLE, "2026-03-12", "Courrier de Velcarre")
    assert shown(second)[:2] == ("Les dockers attendent", "2026-03-12T10:42")
    assert isinstance(first, Page)
    assert FIRST.replace("port :", "port\u00a0:") in first.content
    assert isinstance(bad, Failure)
    assert "no text" in bad.reason


CODED = f"""<html><body><div id="article-CV1" class="article frArticle"><table>
<tr><td><b>HD</b>&nbsp;</td><td><span class="enHeadline">{TITLE}</span></td></tr>
<tr><td><b>BY</b></td><td>Ida Varel</td></tr><tr><td><b>WC</b></td><td>523 mots</td></tr>
<tr><td><b>PD</b></td><td>12 mars 2026</td></tr>
<tr><td><b>SN</b></td><td>Courrier de Velcarre</td></tr>
<tr><td><b>LP</b></td><td><p class="articleParagraph frarticleParagraph">{FIRST}</p></td></tr>
<tr><td><b>TD</b></td><td><p class="articleParagraph frarticleParagraph">{SECOND}</p></td></tr>
<tr><td><b>AN</b></td><td>Document COUVEL0020260312em3c0000x</td></tr></table></div></body>"""
UNCODED = f"""<html><body><div class="article frArticle"><div>Régions</div>
<div id="hd"><span class="frHeadline">{TITLE}</span></div><div class="author">Ida Varel</div>
<div>1 523 mots</div><div>12 mars 2026</div><div>06:30</div><div>Courrier de Velcarre</div>
<div>COUVEL</div><div>Français</div><div>© 2026 Courrier de Velcarre</div>
<p class="articleParagraph frarticleParagraph">{FIRST}</p>
<p class="articleParagraph frarticleParagraph">{SECOND}</p>
<p>Document COUVEL0020260312em3c0000x</p></div></body></html>"""


@pytest.mark.parametrize("markup", [CODED, UNCODED])
def test_factiva_in_html(tmp_path: Path, markup: str) -> None:
    (found,) = read(tmp_path / "a.html", markup)
    assert shown(found)[::2] == (TITLE, "Courrier de Velcarre")
    assert article(found).published.value in {"2026-03-12", "2026-03-12T06:30"}
    assert isinstance(found, Page)
    assert found.content == f"{TITLE}\n\n{TEXT}"


def rtf(lines: str) -> str:
    """Write text as RTF as word processors do: accents in the code page, the rest in Unicode."""
    made = []
    for sign in lines:
        if sign == "\n":
            made.append("\\par\n")
        elif sign in "«»éèàç ":
            made.append(sign if sign == " " else f"\\'{sign.encode('cp1252').hex()}")
        elif ord(sign) > 127:
            made.append(f"\\u{ord(sign)}?")
        else:
            made.append(sign)
    return "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}\\f0 " + "".join(made) + "}"


HEAD = f"{TITLE}\nIda Varel\n523 mots\n12 mars 2026\nCourrier de Velcarre\nCOUVEL\nFrançais\n"
IN_LINES = f"{HEAD}© 2026 Courrier\n\n{FIRST}\n{SECOND}\nDocument COUVEL0020260312em3c0000x\n"
IN_CODES = (
    f"HD|{TITLE}|\nPD|12 mars 2026|\nSN|Courrier de Velcarre|\nLP|{FIRST}|\nTD|{SECOND}|\n"
    "AN|Document COUVEL0020260312em3c0001x|\n"
)


def test_factiva_in_rtf(tmp_path: Path) -> None:
    summary = "Search Summary\nText\tport and Sarroval\nResults Found\t2\n"
    found = read(tmp_path / "a.rtf", rtf(f"{IN_LINES}\n{IN_LINES}\n{summary}"))
    assert [shown(page) for page in found] == [(TITLE, "2026-03-12", "Courrier de Velcarre")] * 2
    assert all(isinstance(p, Page) and p.content == f"{TITLE}\n\n{TEXT}" for p in found)
    (coded,) = read(tmp_path / "b.rtf", rtf(IN_CODES))
    assert shown(coded) == (TITLE, "2026-03-12", "Courrier de Velcarre")
    assert isinstance(coded, Page)
    assert coded.content == f"{TITLE}\n\n{TEXT}"


def test_rtf_of_no_database_is_one_page(tmp_path: Path) -> None:
    assert (
        one(tmp_path / "a.rtf", rtf("L’œuvre — 3 €\n« été »")).content == "L’œuvre — 3 €\n« été »"
    )
    for data in (b"no rtf", b"{\\rtf1\\ansi}", b"{\\rtf1\\u9999999999 x}"):
        (bad,) = read(tmp_path / "b.rtf", data)
        assert isinstance(bad, Failure)


RIS = f"""TY  - NEWS\r
T1  - {TITLE}\r
A1  - Varel, Ida\r
JF  - Courrier de Velcarre\r
Y1  - 2026/03/12/\r
UR  - https://courrier.example/1\r
N2  - {FIRST}\r
{SECOND}\r
UE - la suite du texte, non un champ.\r
ER  - \r
\r
TY  - NEWS\r
TI  - Les dockers attendent\r
PY  - 2026\r
AB  - {SECOND}\r
TY  - NEWS\r
TI  - Rien à lire\r
"""


def test_ris(tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    first, second, bad = read(path, RIS.encode("cp1252"))
    assert first == Page(
        "https://courrier.example/1",
        "text/plain",
        f"{FIRST}\n{SECOND}\nUE - la suite du texte, non un champ.",
        TITLE,
        "2026-03-12",
        "Courrier de Velcarre",
    )
    assert second == Page(f"{path}#2", "text/plain", SECOND, "Les dockers attendent")
    assert isinstance(bad, Failure)
    assert "export the articles" in bad.reason
    (none,) = read(path, "no reference\n")
    assert isinstance(none, Failure)


NITF = f"""<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata>
<date.issue norm="20260312T101500Z"/></docdata></head><body><body.head><hedline><hl1>{TITLE}</hl1>
</hedline><distributor>Agence Velcarre</distributor></body.head><body.content>
<media><media-caption>Une légende</media-caption></media><p>{FIRST}</p><p>{SECOND}</p>
</body.content></body></nitf>"""
XHTML = f"""<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{FIRST}</p>
<p>{SECOND}</p></body></html>"""


def item(content: str, kind: str = "text", guid: str = "urn:newsml:agence.example:1") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="2">
<itemMeta><itemClass qcode="ninat:{kind}"/><provider qcode="nprov:AV"><name>Agence Velcarre</name>
</provider><versionCreated>2026-03-14T08:00:00Z</versionCreated>
<firstCreated>2026-03-12T10:15:00+01:00</firstCreated></itemMeta>
<contentMeta><headline>{TITLE}</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


def test_newsml(tmp_path: Path) -> None:
    contents = [
        f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>',
        f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>',
        f'<inlineData contenttype="text/plain">{FIRST}\n\n{SECOND}</inlineData>',
    ]
    for content in contents:
        page = one(tmp_path / "a.xml", item(content))
        assert page.uri == "urn:newsml:agence.example:1"
        assert shown(page) == (TITLE, "2026-03-12T10:15", "Agence Velcarre")
        assert page.content == TEXT
    items = "".join(
        [
            item(contents[0]),
            item('<remoteContent href="https://agence.example/1.jpg"/>', "picture"),
            item('<remoteContent href="https://agence.example/1.xml"/>', guid="urn:newsml:2"),
            item(contents[1], guid="urn:newsml:3"),
        ]
    )
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
    found = read(tmp_path / "b.xml", message)
    assert [type(f) for f in found] == [Page, Failure, Page]


def test_nitf_alone(tmp_path: Path) -> None:
    doctype = '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">'
    page = one(tmp_path / "a.xml", doctype + NITF)
    assert (page.title, page.date, page.source) == (TITLE, "2026-03-12T10:15", "Agence Velcarre")
    assert page.content == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><newsItem>&b;</newsItem>', "declares entities"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><nitf>&b;</nitf>', "entities"),
        ("<newsItem><unclosed>", "damaged"),
        ("<svg/>", "its root is 'svg'"),
        ("<packageItem/>", "only names its items"),
        ("<a>" * 200_000, "damaged"),
    ],
)
def test_xml_that_is_not_read(tmp_path: Path, data: str, reason: str) -> None:
    (bad,) = read(tmp_path / "a.xml", data)
    assert isinstance(bad, Failure)
    assert reason in bad.reason


NINJS = [
    {
        "uri": "https://agence.example/1",
        "type": "text",
        "firstcreated": "2026-03-12T10:15:00Z",
        "versioncreated": "2026-03-14T08:00:00Z",
        "headline": TITLE,
        "source": "Agence Velcarre",
        "body_text": f"{FIRST} {SECOND}",
        "body_xhtml": f"<p>{FIRST}</p><p>{SECOND}</p>",
    },
    {
        "uri": "https://agence.example/1",
        "versionCreated": "2026-03-12T10:15:00Z",
        "headlines": [{"role": "short", "value": "Port"}, {"role": "main", "value": TITLE}],
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": f"{FIRST} {SECOND}"},
            {"role": "caption", "contentType": "text/html", "value": "<p>Le port</p>"},
            {"role": "source", "contentType": "application/nitf+xml", "value": "<nitf>" * 99},
            {
                "role": "richtext",
                "contentType": "text/html",
                "value": f"<p>{FIRST}</p><p>{SECOND}</p>",
            },
        ],
        "infosources": [{"name": "Agence Velcarre"}],
    },
    {
        "uri": "https://agence.example/1",
        "standard": {"name": "ninjs", "version": "3.0"},
        "firstcreated": "2026-03-12T10:15:00Z",
        "headlines": [{"value": TITLE}],
        "bodies": [{"role": "main", "contenttype": "text/plain", "value": TEXT}],
        "infosources": [{"name": "Agence Velcarre"}],
    },
]


@pytest.mark.parametrize("record", NINJS)
def test_ninjs(tmp_path: Path, record: dict[str, object]) -> None:
    for name, data in (("a.json", json.dumps(record)), ("a.jsonl", json.dumps(record) + "\n")):
        page = one(tmp_path / name, data)
        assert page.uri == "https://agence.example/1"
        assert shown(page) == (TITLE, "2026-03-12T10:15", "Agence Velcarre")
        assert [p for p in article(page).text.split("\n\n") if p][-2:] == [FIRST, SECOND]


ROWS = [
    # what trafilatura writes: its source is the address of the page
    {
        "title": TITLE, "author": "Ida Varel", "hostname": "courrier.example", "date": "2026-03-12",
        "fingerprint": "0", "id": None, "raw_text": f"{FIRST} {SECOND}",
        "text": f"{FIRST}\n{SECOND}",
        "source": "https://courrier.example/1", "source-hostname": "Courrier de Velcarre",
        "excerpt": "x", "categories": "", "tags": "", "comments": "",
    },
    # what minet extract writes beside the columns it was given
    {
        "url": "https://courrier.example/1", "canonical_url": "https://courrier.example/1",
        "title": TITLE, "description": "x", "content": f"{FIRST}\n{SECOND}", "comments": "",
        "author": "Ida Varel", "date": "2026-03-12", "sitename": "Courrier de Velcarre",
    },
    # a story of Media Cloud with its text
    {
        "id": "1", "indexed_date": "2026-03-20", "language": "fr", "media_url": "courrier.example",
        "media_name": "Courrier de Velcarre", "publish_date": "2026-03-12", "title": TITLE,
        "url": "https://courrier.example/1", "text": f"{FIRST}\n{SECOND}",
    },
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_rows_as_the_tools_write_them(tmp_path: Path, row: dict[str, object]) -> None:
    wanted = Page(
        "https://courrier.example/1",
        "text/plain",
        f"{FIRST}\n{SECOND}",
        TITLE,
        "2026-03-12",
        "Courrier de Velcarre",
    )
    assert one(tmp_path / "a.jsonl", json.dumps(row)) == wanted


def test_a_list_of_stories_without_texts_says_what_to_do(tmp_path: Path) -> None:
    head = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    row = "1,2026-03-20,fr,Courrier,courrier.example,2026-03-12,T,https://courrier.example/1\n"
    (bad,) = read(tmp_path / "a.csv", head + row)
    assert isinstance(bad, Failure)
    assert bad.uri == "https://courrier.example/1"
    assert "fetch the pages first" in bad.reason
