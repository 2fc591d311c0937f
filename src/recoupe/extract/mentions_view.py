"""A block's tokens as plain lists: one parsed Block in, one View out, cheap to walk many times."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from spacy.attrs import DEP, HEAD, IDX, LENGTH, POS, SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc

from recoupe.parsed import Block

_LETTERS = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    return base if base.isascii() and base.isalpha() else letter.lower()[0]


_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_FOLD = {code: _plain(chr(code)) for code in _LETTERS}


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents, each character at its old place.

    >>> fold("Élysée"), len(fold("İzmir"))
    ('elysee', 5)
    """
    return text.translate(_FOLD).lower()


@dataclass(frozen=True, slots=True)
class View:
    """The tokens of a block: ``begin``/``end`` are offsets in the block's own text.

    ``key`` is the folded word, ``sent`` the index of the first token of the word's sentence,
    ``head`` the index of the word's head, ``opens`` whether a capital says nothing here (start of a
    sentence, after an opening mark, a colon or a dash).
    """

    block: Block
    text: str
    folded: str
    word: list[str]
    key: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    begin: list[int]
    end: list[int]
    sent: list[int]

    def __len__(self) -> int:
        return len(self.word)

    def glued(self, i: int) -> bool:
        """Tell whether token ``i`` follows its neighbour without a space."""
        return i > 0 and self.begin[i] == self.end[i - 1]

    def opens(self, i: int) -> bool:
        """Tell whether a capital at ``i`` may only be due to its place."""
        return self.sent[i] == i or (i > 0 and self.word[i - 1] in _OPENERS)


_BREAKS = frozenset({"PUNCT", "SPACE", "SYM"})
"""A sentence start the parser sees after a word rather than after a mark is no start."""

_OPENERS = frozenset('«“"‹‘„([:;.-–—•!?…')


def sentence_starts(block: Block) -> list[int]:
    """Return the offsets in the article at which the parser begins a sentence."""
    table = block.doc.to_array([SENT_START, IDX]).tolist()
    return [block.start + idx for i, (starts, idx) in enumerate(table) if starts == 1 or i == 0]


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


def view(block: Block, raw: str) -> View:
    """Copy what the finders need out of a block's Doc, once; ``raw`` is the block's own text."""
    doc: Doc = block.doc
    strings = doc.vocab.strings
    table = doc.to_array([POS, DEP, HEAD, SENT_START, IDX, LENGTH]).tolist()
    text = raw.translate(_PLAIN)
    folded = fold(text)
    begin = [row[4] for row in table]
    end = [row[4] + row[5] for row in table]
    word = [text[b:e] or " " for b, e in zip(begin, end, strict=True)]
    numbers = {row[0] for row in table} | {row[1] for row in table}
    names = {number: strings[number] for number in numbers}
    pos = [names[row[0]] for row in table]
    sent: list[int] = []
    for i, row in enumerate(table):
        starts = i == 0 or (row[3] == 1 and pos[i - 1] in _BREAKS)
        sent.append(i if starts else sent[-1])
    return View(
        block=block,
        text=text,
        folded=folded,
        word=word,
        key=[folded[b:e] for b, e in zip(begin, end, strict=True)],
        pos=pos,
        dep=[names[row[1]] for row in table],
        head=[i + _signed(row[2]) for i, row in enumerate(table)],
        begin=begin,
        end=end,
        sent=sent,
    )
