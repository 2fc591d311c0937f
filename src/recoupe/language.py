"""Tells a text's language and parses its read zones: Article in, Parsed out, in batches.

The parser sees a normalised copy of the same length (plain apostrophes, plain spaces), so that
offsets stay those of the article. Named-entity recognition is left out of the pipeline: names are
found by rule (see ``extract/mentions.py``), which saves over a third of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import spacy
from lingua import IsoCode639_1, Language, LanguageDetectorBuilder
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from recoupe import lexicon, marks, trees
from recoupe.errors import ModelError
from recoupe.parsed import Block, Parsed
from recoupe.records import READ_ZONES, Article, Zone
from recoupe.settings import Settings

BATCH_ARTICLES = 32
"""Articles whose paragraphs go to the parser together: some hundred texts, a few of its batches."""

DETECTION_CHARS = 2_000
"""How much of a text the language detector reads: more changed no answer on 200 Wikinews pages."""

MAX_BLOCK_CHARS = 20_000
"""A longer paragraph is parsed in pieces, so that one endless line cannot fill the memory."""

SENTENCE_ENDS = frozenset('.!?…:;»”")]–—') | {"...", "(...)", "..", "!!", "?!"}
"""Only after these may a sentence begin: left alone, the model also begins one at a hyphen
("centre | - | ville": 238 of the 1,818 sentences of the 95 gold pages)."""

MAX_WORD_CHARS = 500
"""A longer run without a space (marks, coded data) is parsed in pieces: the time spaCy takes to
strip marks off a word grows with its square, from 0.01 s for 500 of them to 21 s for 20,000."""

LONG_SENTENCE = 300
"""Tokens after which a sentence is ended at the next mark that can end one, and after twice as many
anywhere: the longest sentence of the 95 gold pages has 110, and time grows with the square."""

_ENDLESS = re.compile(rf"\S{{{MAX_WORD_CHARS + 1},}}")

_NORMAL = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "}
)


def normalise(text: str) -> str:
    """Return a copy of the same length with plain apostrophes and plain spaces.

    >>> normalise("l’accord\u00a0»")
    "l'accord »"
    """
    return text.translate(_NORMAL)


def detect(text: str) -> str | None:
    """Return the code of the language ``text`` is most likely written in, ``None`` if unclear."""
    found = _detector().detect_language_of(text[:DETECTION_CHARS])
    return found.iso_code_639_1.name.lower() if found else None


@cache
def _detector():  # type: ignore[no-untyped-def]  # noqa: ANN202
    neighbours = {"DE", "ES", "IT", "NL", "PT", "RU", "AR"} | {
        c.upper() for c in lexicon.languages()
    }
    codes = [getattr(IsoCode639_1, code) for code in sorted(neighbours)]
    known = [Language.from_iso_code_639_1(code) for code in codes]
    return LanguageDetectorBuilder.from_languages(*known).build()


class Parser:
    """Holds one spaCy pipeline a language, loaded at first use."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pipelines: dict[str, Pipeline] = {}

    def parse(self, articles: Iterable[Article]) -> Iterator[Parsed]:
        """Parse the read zones of articles, in order; articles may be of several languages."""
        batch: list[Article] = []
        for article in articles:
            batch.append(article)
            if len(batch) == BATCH_ARTICLES:
                yield from self._parse_batch(batch)
                batch = []
        yield from self._parse_batch(batch)

    def pipeline(self, language: str) -> Pipeline:
        """Return the pipeline for a language; :class:`ModelError` where it is not installed."""
        if language not in self._pipelines:
            self._pipelines[language] = _load(self._settings.models.get(language), language)
        return self._pipelines[language]

    def _parse_batch(self, articles: list[Article]) -> Iterator[Parsed]:
        blocks: dict[str, list[Block]] = {a.id: [] for a in articles}
        for code in {a.language for a in articles}:
            pipeline = self.pipeline(code)
            ranges = [(a, z) for a in articles if a.language == code for z in _paragraphs(a)]
            docs = _trees(pipeline, (_tokenize(pipeline, a, z) for a, z in ranges))
            for (article, zone), doc in zip(ranges, docs, strict=True):
                blocks[article.id].append(Block(zone.kind, zone.start, zone.end, doc))
        for article in articles:
            yield Parsed(article, tuple(sorted(blocks[article.id], key=lambda b: b.start)))


def _trees(pipeline: Pipeline, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Parse documents into trees of one scheme, whatever the pipeline's own is."""
    labels = pipeline.pipe_labels.get("parser", ())
    older = trees.is_clearnlp(labels)
    for doc in pipeline.pipe(docs):
        yield trees.harmonise(doc) if older else doc


def _load(name: str | None, language: str) -> Pipeline:
    if name is None:
        raise ModelError(
            f"no model set for language '{language}': name one with --model {language}=NAME"
        )
    try:
        return _with_fast_lemmas(spacy.load(name, exclude=["ner"]))
    except OSError as error:
        extra = f"pip install 'recoupe[{language}]'" if language == "en" else f"pip install {name}"
        raise ModelError(f"the model '{name}' is not installed: {extra}") from error


def _with_fast_lemmas(pipeline: Pipeline) -> Pipeline:
    """Turn the word lists a rule lemmatiser searches into sets; the lemmas stay the same.

    spaCy keeps them as lists of up to 66,000 words, in which looking up the words of 100 French
    articles took 1.8 s of the 4.4 s of their parsing.
    """
    if "lemmatizer" in pipeline.pipe_names:
        lemmatizer: Any = pipeline.get_pipe("lemmatizer")
        index = lemmatizer.lookups.get_table("lemma_index", {})
        for key in list(index):
            index[key] = frozenset(index[key])
    return pipeline


def _paragraphs(article: Article) -> Iterator[Zone]:
    """Cut the read zones into lines, without their outer white space."""
    for zone in article.zones:
        if zone.kind not in READ_ZONES:
            continue
        start = zone.start
        for line in article.text[zone.start : zone.end].splitlines(keepends=True):
            bare = line.strip()
            if bare:
                first = start + line.index(bare[0])
                cuts = sorted({0, *_forced_cuts(bare), len(bare)})
                for at, end in pairwise(cuts):
                    yield Zone(first + at, first + end, zone.kind)
            start += len(line)


def _forced_cuts(line: str) -> Iterator[int]:
    """Yield where a line must be cut: each so many characters, and inside an endless word."""
    yield from range(MAX_BLOCK_CHARS, len(line), MAX_BLOCK_CHARS)
    for run in _ENDLESS.finditer(line):
        yield from range(run.start() + MAX_WORD_CHARS, run.end(), MAX_WORD_CHARS)


def _tokenize(pipeline: Pipeline, article: Article, zone: Zone) -> Doc:
    """Tokenise a paragraph and set a whole quoted sentence off from the words around it.

    Left to itself the parser cuts inside quotations and glues the closing mark to the wrong side.
    """
    text = normalise(article.text[zone.start : zone.end])
    doc = pipeline.make_doc(text)
    _join(doc, article.language)
    if starts := list(_sentence_starts(doc, set(marks.sentence_cuts(text)))):
        values: Any = np.array([[0], *starts], dtype=np.int64).astype(np.uint64)
        doc.from_array(["SENT_START"], values)
    return doc


def _sentence_starts(doc: Doc, cuts: set[int]) -> Iterator[list[int]]:
    """Yield for each token but the first whether it must (1), must not (-1) or may (0) begin one.

    They are set all at once: spaCy looks through the paragraph for each that is set alone.
    """
    run = 0
    for before, token in pairwise(doc):
        run += 1
        ends = before.text in SENTENCE_ENDS
        endless = run >= LONG_SENTENCE and (ends or run >= 2 * LONG_SENTENCE)
        if token.idx in cuts or endless:
            run = 0
            yield [1]
        else:
            yield [0 if ends else -1]


def _join(doc: Doc, language: str) -> None:
    """Make one token of what belongs together: ``qu' «``, ``expliquent-elles``."""
    elided = lexicon.words(language, "tokens", "elided")
    clitics = lexicon.words(language, "tokens", "clitics")
    pairs: list[int] = []
    for token in doc[:-1]:
        following = token.nbor()
        glued = not token.whitespace_ and not (pairs and pairs[-1] == token.i - 1)
        elision = following.text == "'" and token.lower_ in elided
        inverted = token.text == "-" and following.lower_ in clitics
        if glued and (elision or inverted):
            pairs.append(token.i)
    if pairs:
        with doc.retokenize() as retokenizer:
            for at in pairs:
                retokenizer.merge(doc[at : at + 2])
