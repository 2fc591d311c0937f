"""Writes the man page: the commands of the command line in, ``recoupe.1`` in roff out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import typer

from recoupe.cli import app

PAGE = Path(__file__).with_name("recoupe.1")

_TYPE = re.compile(r" <[^>]+>$")
"""What typer adds to the name of an argument: "FILE <path>"."""

_MARKUP = re.compile(r"\[/?(?:bold|italic)\]")


_NO_BRACES = str.maketrans("", "", "{}")


class Command(Protocol):
    """What a page needs of a command: typer carries a copy of click's, which has no public name."""

    help: str | None
    epilog: str | None
    hidden: bool
    params: list[Parameter]

    def collect_usage_pieces(self, ctx: object) -> list[str]:
        """Return the words after the name in the usage line."""


class Parameter(Protocol):
    """An argument or an option."""

    def get_help_record(self, ctx: object) -> tuple[str, str] | None:
        """Return how it is written and what it does, ``None`` where it is hidden."""


def page() -> str:
    """Return the whole man page.

    It bears no date and no version, so that it changes only when a command does.
    """
    command = typer.main.get_command(app)
    about, _, codes = _told(command.epilog).partition("Exit codes")
    lines = [
        '.TH RECOUPE 1 "" recoupe "User Commands"',
        ".SH NAME",
        r"recoupe \- who said what, when, through whom, from pages of the press",
        ".SH SYNOPSIS",
        r"\fBrecoupe\fR \fICOMMAND\fR [\fIOPTIONS\fR] \fIARGUMENTS\fR",
        ".SH DESCRIPTION",
        *_paragraphs(command.help),
        ".SH OPTIONS",
        *_parameters(command, typer.Context(command, info_name="recoupe")),
        ".SH COMMANDS",
        *_commands(command, "recoupe"),
        ".SH EXIT STATUS",
        *_codes(codes),
        ".SH EXAMPLES",
        *_examples(about),
    ]
    return "\n".join(lines) + "\n"


def _commands(group: object, name: str) -> Iterator[str]:
    """Tell every command below a group, those of groups inside it by their full names."""
    for short, command in getattr(group, "commands", {}).items():
        full = f"{name} {short}"
        if command.hidden:
            continue
        if getattr(command, "commands", None):
            yield from _commands(command, full)
            continue
        context = typer.Context(command, info_name=full)
        usage = (
            " ".join(command.collect_usage_pieces(context))
            .translate(_NO_BRACES)
            .replace("......", "...")
        )
        yield f".SS {_escaped(full)} {_escaped(usage)}"
        yield from _paragraphs(command.help)
        yield from _parameters(command, context)
        yield from _examples(_told(command.epilog))


def _parameters(command: Command, context: typer.Context) -> Iterator[str]:
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record:
            name = _TYPE.sub("", record[0]) if record[0][0] != "-" else record[0]
            yield from (".TP", rf"\fB{_escaped(name)}\fR", _escaped(" ".join(record[1].split())))


def _examples(told: str) -> Iterator[str]:
    found = re.findall(r"^\* (.*)", told, re.MULTILINE)
    if found:
        yield from (".PP", "Examples:", ".PP", ".nf", *map(_escaped, found), ".fi")


def _codes(told: str) -> Iterator[str]:
    for code, meaning in re.findall(r"^\* (\d+) +(.*)", told, re.MULTILINE):
        yield from (".TP", rf"\fB{code}\fR", _escaped(meaning))


def _paragraphs(told: str | None) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", (told or "").strip()):
        yield from (".PP", _escaped(" ".join(paragraph.split())))


def _told(epilog: str | None) -> str:
    """Return a closing part without the marks of rich."""
    return _MARKUP.sub("", epilog or "")


def _escaped(text: str) -> str:
    r"""Return text that roff prints as it stands.

    >>> _escaped("--out 'x'")
    "\\-\\-out 'x'"
    """
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("…", "...")
    return rf"\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE}: written")
