"""Turns the docstrings of the code, written for ``help()``, into Markdown for the reference.

In: an object griffe has read from the source. Out: its docstring with roles as links, doctests and
literal blocks as code.
"""

from __future__ import annotations

import re

import griffe

_ROLE = re.compile(r":[a-z]+:`~?([\w.]+)`")
_DOCTEST = re.compile(r"^(?P<indent> *)>>> .*?(?=\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


class Docstrings(griffe.Extension):
    """Rewrites each docstring before it is rendered."""

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Rewrite the docstring of an object once the whole package is read."""
        _rewrite(obj)

    def on_package(self, *, pkg: griffe.Module, **_: object) -> None:
        """Rewrite the docstring of the package itself, for which griffe has an event of its own."""
        _rewrite(pkg)


def _rewrite(obj: griffe.Object) -> None:
    if obj.docstring is None:
        return
    text = _DOCTEST.sub(_fenced, obj.docstring.value).replace("::\n\n", ":\n\n")
    obj.docstring.value = _ROLE.sub(lambda role: _linked(obj, role[1]), text)


def _fenced(doctest: re.Match[str]) -> str:
    """Set a doctest as a code block, without the directives to its runner."""
    indent = doctest["indent"]
    lines = re.sub(r" *# doctest: .*", "", doctest[0])
    return f"{indent}```pycon\n{lines}\n{indent}```"


def _linked(obj: griffe.Object, name: str) -> str:
    """Link a name to its page where the module knows it; else set it as code."""
    first, _, rest = name.partition(".")
    try:
        path = obj.resolve(first)
    except griffe.NameResolutionError:
        return f"`{name}`"
    target = f"{path}.{rest}" if rest else path
    return f"[`{name}`][{target}]" if target.startswith("recoupe.") else f"`{name}`"
