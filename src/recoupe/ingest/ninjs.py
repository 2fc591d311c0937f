"""Reads an item of ninjs, the IPTC's news in JSON: a record in, our fields out.

In 1.x a part has one field a form (``body_xhtml``, ``body_text``, ``headline``); in 2.x and 3.x a
list of objects with a role, a content type and a value (``bodies``, ``headlines``). Names are
compared without case: 2.x writes ``versionCreated``, 3.x both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Fields = dict[str, str | None]

MARKS = ("versioncreated", "firstcreated", "standard", "pubstatus", "representationtype", "urgency")
"""Fields one of which every item has, and no table of a crawler."""

DATES = ("firstcreated", "contentcreated", "versioncreated")
"""As for NewsML-G2: the day an item was first sent is that of its words."""


def is_ninjs(record: Mapping[str, object]) -> bool:
    """Tell whether a record, its names in lower case, is an item of ninjs."""
    return "uri" in record and any(mark in record for mark in MARKS)


def ninjs_fields(record: Mapping[str, object]) -> Fields:
    """Return the fields of an item; of its bodies the longest: markup, for the same text."""
    bodies = [body for body in _values(record, "bod") if "xml" not in body[0] or "html" in body[0]]
    kind, body = max(bodies, key=lambda found: len(found[1]), default=("", None))
    html = "html" in kind
    return {
        "url": _word(record.get("uri")),
        "title": next((value for _, value in _values(record, "headline")), None)
        or _word(record.get("title")),
        "text": None if html else body,
        "html": f"<article>{body}</article>" if html else None,
        "date": next(filter(None, (_word(record.get(name)) for name in DATES)), None),
        "source": _source(record),
    }


def _values(record: Mapping[str, object], begins: str) -> Iterable[tuple[str, str]]:
    """Yield the content type and the words of a part, that of the role main before others."""
    for name, value in sorted(record.items(), key=lambda item: len(item[0])):
        if name.startswith(begins) and isinstance(value, str) and value.strip():
            yield name, value
        elif name.startswith(begins) and isinstance(value, list):
            objects = [x for x in value if isinstance(x, Mapping)]
            for item in sorted(objects, key=lambda x: x.get("role") != "main"):
                if words := _word(item.get("value")):
                    yield str(item.get("contentType") or item.get("contenttype") or ""), words


def _source(record: Mapping[str, object]) -> str | None:
    """Return who sends the item: 1.x names the source, 2.x and 3.x have a list of who did what."""
    sources = record.get("infosources") or record.get("infosource")
    listed = sources if isinstance(sources, list) else []
    names = (_word(x.get("name")) for x in listed if isinstance(x, Mapping))
    return (
        _word(record.get("source"))
        or next(filter(None, names), None)
        or _word(record.get("copyrightholder"))
    )


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
