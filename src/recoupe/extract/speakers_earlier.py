"""Whom "il avait déjà promis" goes back to: a pronoun of the pluperfect in, who spoke before out.

« La maire a rappelé les promesses de Hugo Brance. Il avait annoncé … »: the pluperfect goes on with
the earlier statement that the sentence before has named, so its subject is who made that one.
"""

from __future__ import annotations

from spacy.tokens import Token

from recoupe import lexicon
from recoupe.extract.reporting import Reporting, reporting
from recoupe.extract.speakers_scene import Scene
from recoupe.records import Actor, Mention, Span

REACH = 3
"""Tokens from a pronoun to its auxiliary: "il ne l'avait"."""

AUTHOR = frozenset({"obl:agent", "nmod", "obl:arg", "obl:mod"})
"""How the author hangs on a statement: "les propos de X", "la promesse faite par X"."""


def told_before(scene: Scene, pronoun: Span) -> Actor | None:
    """Return who made the statement named just before a pronoun of the pluperfect."""
    words = reporting(scene.parsed.article.language)
    if not _pluperfect(scene, pronoun, words):
        return None
    here = scene.sentence(pronoun.start)
    for mention, actor in reversed(scene.near(pronoun.start, 1)):
        if here - scene.sentence(mention.span.start) == 1 and _authored(scene, mention, words):
            return scene.actors[actor]
    return None


def _pluperfect(scene: Scene, pronoun: Span, words: Reporting) -> bool:
    """Tell whether an auxiliary of the pluperfect follows a pronoun, clitics between at most."""
    token = _token(scene, pronoun.start)
    if token is None or token.lower_ not in words.words("pronouns.personal"):
        return False
    forms = lexicon.words(words.language, "channels", "tense.earlier")
    return any(t.lower_ in forms for t in token.doc[token.i + 1 : token.i + 1 + REACH])


def _authored(scene: Scene, mention: Mention, words: Reporting) -> bool:
    """Tell whether a mention is the author of a statement: "les promesses de X"."""
    span = mention.span
    inside = (_token(scene, at) for at in (span.start, span.end - len(mention.head)))
    head = next((t for t in inside if t is not None and t.dep_ in AUTHOR), None)
    if head is None:
        return False
    named = head.head if head.head.pos_ == "NOUN" else head.head.head
    return named.i < head.i and named.lemma_.lower() in words.nouns


def _token(scene: Scene, at: int) -> Token | None:
    block = scene.parsed.block_at(at)
    found = (
        block.doc.char_span(at - block.start, at - block.start + 1, alignment_mode="expand")
        if block
        else None
    )
    return found[0] if found is not None and len(found) else None
