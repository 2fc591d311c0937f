"""Cuts a text into its lines, each with what its shape tells: text in, Line records out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recoupe.clean.fold import hard, soft

FOLDED_CHARS = 400
"""Furniture is short; of a longer line only this much is folded and compared."""

SENTENCE_ENDS = ".!?…"
CLOSERS = "»”\"'’)]› \u00a0\u202f"
_LINE = re.compile(r"[^\r\n]+")
_BULLETS = "•·▪▸►▶➤◦‣*→›○●■–—-"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: where it stands, how it reads, and its shape.

    ``text`` is the line without outer spaces; ``soft`` and ``hard`` are its folded copies;
    ``gap`` says that a blank line (or the start of the text) stands before it.
    """

    start: int
    end: int
    text: str
    soft: str
    hard: str
    gap: bool
    inset: bool

    @property
    def size(self) -> int:
        """Return the number of characters without outer spaces."""
        return len(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Tell whether the last sign, closing marks aside, ends a sentence."""
        return self.text[-12:].rstrip(CLOSERS).endswith(tuple(SENTENCE_ENDS))

    @property
    def runs_on(self) -> bool:
        """Tell whether the line breaks off ("…", "[...]"), as teasers do."""
        return self.text[-12:].rstrip(CLOSERS).endswith(("...", "…"))


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold more than white space, in order."""
    found: list[Line] = []
    last_end = -2
    for match in _LINE.finditer(text):
        bare = match[0].strip()
        if not bare:
            continue
        found.append(_line(match, bare, _blank_between(text, last_end, match.start())))
        last_end = match.end()
    return found


def _blank_between(text: str, last_end: int, start: int) -> bool:
    if last_end < 0:
        return True
    between = text[last_end : last_end + 200] if start - last_end > 200 else text[last_end:start]  # noqa: PLR2004  (any long gap holds a blank line)
    return between.replace("\r\n", "\n").count("\n") + between.replace("\r\n", "").count("\r") > 1


def _line(match: re.Match[str], bare: str, gap: bool) -> Line:  # noqa: FBT001
    folded = soft(bare[:FOLDED_CHARS])
    inset = match[0][0].isspace() or (bare[0] in _BULLETS and bare[1:2].isspace())
    short = bare if len(bare) <= FOLDED_CHARS else ""
    return Line(match.start(), match.end(), bare, folded, hard(folded) if short else "", gap, inset)
