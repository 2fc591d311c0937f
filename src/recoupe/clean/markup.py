"""Reads what a page's markup says of itself: a parsed tree in, title, dates, outlet, authors out.

JSON-LD first, then Open Graph and meta tags, then ``<time>``; htmldate last. Only the record of
the page's own article counts: lists of other articles, comments and teasers are never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from recoupe.clean.fold import soft
from recoupe.clean.published import Told, iso_date
from recoupe.records import DateBasis

ARTICLE_TYPES = ("article", "newsarticle", "blogposting", "liveblogposting", "report", "webpage")
"""Types of schema.org that describe a page's own text, by the end of their names, the surest
first; ``ReportageNewsArticle`` and its like end in ``newsarticle``."""

SITE_TYPES = frozenset({"WebSite", "NewsMediaOrganization"})
"""Types of schema.org that describe who publishes the pages of a site."""

PUBLISHED_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "last-published",
    "citation_publication_date",
)
UPDATED_TAGS = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "cxenseparse:recs:modifiedtime",
)

_ASIDE = re.compile(
    r"comment|related|teaser|sidebar|aside|recommend|read-?more|most-?read|newsletter|promo|footer|reaction",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:chapo|chapeau|standfirst|lead|lede|intro|introduction|deck|dek|sous-?titre|subtitle|abstract|excerpt|summary)(?:$|[\s_-])",
    re.IGNORECASE,
)
MIN_LEAD_CHARS, MAX_LEAD_CHARS = 40, 800
"""A shorter text is a slogan or kicker, a longer one a whole article."""
MAX_INSIDE_LEAD = 8
"""Elements inside a lead (links, bold words); more make it a box."""
_ASIDE_TAGS = frozenset({"aside", "nav", "footer"})
_MAX_JSON = 500_000
_MAX_VALUES = 5_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What the markup tells; ``None`` or empty where it is silent."""

    title: str | None
    lead: str | None
    told: Told
    outlet: str | None
    authors: tuple[str, ...]
    address: str | None


def facts_of(tree: HtmlElement) -> Facts:
    """Collect the facts of a page."""
    own, tags = _own_record(tree), _tags(tree)
    site = _publisher(tree, own) or tags.get("og:site_name") or tags.get("application-name")
    return Facts(
        title=_title(tree, own, tags, site),
        lead=_marked_lead(tree)
        or _text(own.get("description"))
        or tags.get("og:description")
        or tags.get("description"),
        told=_told(tree, own, tags),
        outlet=tags.get("og:site_name") or site or _site_in_title(tree) or _site(tree),
        authors=tuple(_authors(own, tags)),
        address=_address(tree, tags),
    )


def _marked_lead(tree: HtmlElement) -> str | None:
    """Return the paragraph that the page's own style names call its lead."""
    for element in tree.iter("p", "div", "h2", "strong"):
        marks = f"{element.get('class', '')} {element.get('itemprop', '')}"
        if _LEAD.search(marks) and len(element) < MAX_INSIDE_LEAD and not is_aside(element):
            text = _shown(element)
            if MIN_LEAD_CHARS <= len(text) <= MAX_LEAD_CHARS:
                return text
    return None


def is_aside(element: HtmlElement) -> bool:
    """Tell whether an element stands in a part of the page that is not its article."""
    return any(opens_aside(each) for each in (element, *element.iterancestors()))


def opens_aside(element: HtmlElement) -> bool:
    """Tell whether an element is a part of its own: by its tag, or by the names of its style.

    What holds the headline is none, however it is called ("content-with-sidebar").
    """
    if element.tag in _ASIDE_TAGS:
        return True
    if element.tag in {"body", "html", "article", "main"}:
        return False
    marks = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_ASIDE.search(marks)) and element.find(".//h1") is None


def _own_record(tree: HtmlElement) -> Mapping[str, Any]:
    """Return the JSON-LD record of the page's article, an empty one where there is none."""
    found: list[tuple[int, Mapping[str, Any]]] = []
    for record in _all_records(tree):
        rank = _rank(record)
        if rank is not None:
            found.append((rank, record))
    return min(found, key=lambda pair: pair[0])[1] if found else {}


def _records(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the records of a JSON-LD block at its top and in ``@graph``, not those inside lists."""
    if len(text) > _MAX_JSON:
        return
    try:
        data = json.loads(text.strip().strip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    for record in data if isinstance(data, list) else [data]:
        if not isinstance(record, Mapping):
            continue
        yield record
        graph = record.get("@graph")
        main = record.get("mainEntity")
        inner = [*(graph if isinstance(graph, list) else []), main]
        yield from (r for r in inner[:_MAX_VALUES] if isinstance(r, Mapping))


def _publisher(tree: HtmlElement, own: Mapping[str, Any]) -> str | None:
    """Return who the article's record says publishes it, by name or by the id of its record."""
    told = own.get("publisher")
    told = told[0] if isinstance(told, list) and told else told
    name = _name(told)
    if name or not isinstance(told, Mapping) or not told.get("@id"):
        return name
    return next((_name(r) for r in _all_records(tree) if r.get("@id") == told["@id"]), None)


def _site(tree: HtmlElement) -> str | None:
    """Return the name of the site or paper that has a record of its own."""
    return next((n for r in _all_records(tree) if _is_site(r) and (n := _name(r))), None)


def _is_site(record: Mapping[str, Any]) -> bool:
    kinds = record.get("@type")
    names = {str(k) for k in (kinds if isinstance(kinds, list) else [kinds])}
    return not names.isdisjoint(SITE_TYPES)


def _all_records(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        yield from _records(script.text or "")


def _rank(record: Mapping[str, Any]) -> int | None:
    kinds = record.get("@type")
    names = [str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])]
    ranks = [i for i, end in enumerate(ARTICLE_TYPES) for n in names if n.endswith(end)]
    if not ranks:
        return None
    return min(ranks) if record.get("headline") or record.get("datePublished") else None


def _tags(tree: HtmlElement) -> dict[str, str]:
    """Return the meta tags of the page by their lower-case names, the first of each."""
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content and not is_aside(meta):
            tags.setdefault(name.strip().lower(), content)
    return tags


def _title(
    tree: HtmlElement, own: Mapping[str, Any], tags: Mapping[str, str], site: str | None
) -> str | None:
    """Return the headline: the page's only ``<h1>``, or what its fields say, without the site."""
    heads = [t for h in tree.iter("h1") if not is_aside(h) and (t := _shown(h))]
    fields = [
        _text(own.get("headline")),
        tags.get("og:title"),
        tags.get("twitter:title"),
        tree.findtext(".//head/title"),
    ]
    named = [_without_site(_squeezed(f), site) for f in fields if f and f.strip()]
    for head in heads:
        if len(heads) == 1 and head != site:
            return head
        if any(head in n or n in head for n in named):
            return head
    return named[0] if named else next(iter(heads), None)


_SITE_MARKS = (" | ", " - ", " – ", " — ", " : ")
"""What stands in ``<title>`` between the headline and the name of the site."""


def _site_in_title(tree: HtmlElement) -> str | None:
    """Return what ``<title>`` adds to the headline ("Headline | Site", "Site : Headline")."""
    title = _squeezed(tree.findtext(".//head/title") or "")
    heads = {soft(_shown(head)) for head in tree.iter("h1")}
    for mark in _SITE_MARKS:
        first, _, after = title.partition(mark)
        before, _, last = title.rpartition(mark)
        if soft(after) in heads - {""}:
            return first
        if soft(before) in heads - {""}:
            return last
    return None


def _shown(element: HtmlElement) -> str:
    """Return an element's text with a space wherever one element ends, as a browser shows it."""
    return _squeezed(" ".join(element.itertext()))


def _without_site(title: str, site: str | None) -> str:
    if site:
        for mark in _SITE_MARKS:
            title = title.removesuffix(f"{mark}{site}").removeprefix(f"{site}{mark}")
    return re.sub(r"\s+\|\s+[^|]{2,40}$", "", title)


def _told(tree: HtmlElement, own: Mapping[str, Any], tags: Mapping[str, str]) -> Told:
    def first(values: list[object]) -> str | None:
        texts = (v for v in values if isinstance(v, str))
        return next((d for v in texts if (d := iso_date(v))), None)

    created = [own.get("datePublished"), own.get("dateCreated"), *map(tags.get, PUBLISHED_TAGS)]
    published = first([*created, *_property(tree, "datePublished")])
    changed = [own.get("dateModified"), *map(tags.get, UPDATED_TAGS)]
    updated = first([*changed, *_property(tree, "dateModified")])
    basis: DateBasis = "metadata"
    if published is None:
        published, updated_here = _times(tree)
        updated, basis = updated or updated_here, "printed"
    if updated == published:
        updated = None
    return Told(published, updated, basis)


def _property(tree: HtmlElement, name: str) -> list[object]:
    """Return the values of a microdata property outside teasers and comments."""
    found = [e for e in tree.xpath("//body//*[@itemprop=$name]", name=name) if not is_aside(e)]
    return [e.get("content") or e.get("datetime") for e in found[:5]]


def _times(tree: HtmlElement) -> tuple[str | None, str | None]:
    """Return the dates of the article's first ``<time>`` elements: published, updated."""
    first: str | None = None
    updated: str | None = None
    for time in tree.iter("time"):
        found = iso_date(time.get("datetime") or time.text_content())
        if found is None or is_aside(time) or any(a.tag == "a" for a in time.iterancestors()):
            continue
        marks = " ".join(
            filter(None, (time.get("class"), time.get("itemprop"), time.get("property")))
        ).lower()
        if "modif" in marks or "updat" in marks:
            updated = updated or found
        else:
            first = first or found
    return first, updated


def guessed_date(tree: HtmlElement) -> str | None:
    """Ask htmldate for the original date, on a copy without comments, teasers and footer."""
    copy = deepcopy(tree)
    for element in [e for e in copy.iter() if isinstance(e.tag, str)]:
        if element.getparent() is not None and (element.tag == "script" or opens_aside(element)):
            element.drop_tree()
    try:
        return find_date(copy, original_date=True, extensive_search=False)
    except (ValueError, TypeError, RecursionError):
        return None


def _authors(own: Mapping[str, Any], tags: Mapping[str, str]) -> Iterator[str]:
    given = own.get("author")
    names = [_name(a) for a in given] if isinstance(given, list) else [_name(given)]
    found = [n for n in names[:20] if n] or [
        t for t in (tags.get("author"), tags.get("article:author")) if t
    ]
    yield from (n for n in dict.fromkeys(found) if "://" not in n and len(n) < 120)  # noqa: PLR2004  (a name, no text)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("name")
    return _text(value)


def _text(value: object) -> str | None:
    return _squeezed(value) if isinstance(value, str) and value.strip() else None


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _address(tree: HtmlElement, tags: Mapping[str, str]) -> str | None:
    links = [
        x.get("href") for x in tree.iter("link") if "canonical" in (x.get("rel") or "").lower()
    ]
    found = next((x for x in (*links, tags.get("og:url")) if x and "://" in x), None)
    return found.strip() if found else None
