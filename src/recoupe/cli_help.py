"""What every ``--help`` of the command line ends with: examples and exit codes."""

from __future__ import annotations

USAGE = 2
INTERRUPTED = 130

EXIT_CODES = """

[bold]Exit codes[/bold]

* 0  done (pages that could not be read are listed, not an error)
* 1  an error of another kind; check: something is wrong
* 2  the command line itself is wrong
* 3  an input does not exist, or nothing in it can be read
* 4  the dossier cannot be read or written (in use, newer version, disk full, no dossier)
* 5  a language model is missing
* 6  a lexicon file is missing or broken
* 130  interrupted
"""


def examples(*lines: str) -> str:
    """Return the closing part of a help text, one example a line."""
    return "[bold]Examples[/bold]\n\n" + "\n".join(f"* {line}" for line in lines)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "page"), counted(2, "page")
    ('1 page', '2 pages')
    """
    return f"{number} {noun}" + ("" if number == 1 else "s")
