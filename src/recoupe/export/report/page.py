"""Writes a report as one HTML file: its contents and a language in, the file's text out.

Nothing in it is fetched or run: the style sheet stands inside, there is no script, and a policy in
its head forbids whatever else the words of an article could smuggle in.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from markupsafe import Markup

from recoupe.export.report.contents import Contents
from recoupe.web.rendering import environment


def page(contents: Contents, language: str) -> str:
    """Return the report in HTML."""
    style = (files("recoupe.web") / "static" / "report.css").read_text("utf-8")
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment(language).get_template("report.html")
    return template.render(
        report=contents,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=known,
    )
