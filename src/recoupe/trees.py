"""Makes every parser speak Universal Dependencies: a parsed paragraph in, its tree rewritten.

The rules of ``extract`` are written once, for all languages; but some pipelines (the English ones
of spaCy) label in ClearNLP's older scheme, where a preposition heads its noun and a copula its
predicate. Which scheme a pipeline speaks is told from its labels, not from its language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

CLEARNLP = frozenset({"pobj", "dobj", "nsubjpass"})
"""Labels that only the older scheme has."""

LABELS = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "aux": "aux:tense",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "neg": "advmod",
    "prt": "compound:prt",
    "expl": "expl:subj",
    "npadvmod": "obl:mod",
    "predet": "det",
    "preconj": "cc",
    "quantmod": "advmod",
    "attr": "xcomp",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "prep": "advmod",
    "agent": "advmod",
    "pobj": "obl:mod",
    "pcomp": "advcl",
}
"""The label in Universal Dependencies; the last ones only where re-heading left them."""

PREDICATES = frozenset({"attr", "acomp"})
ADPOSITIONS = frozenset({"prep", "agent", "dative"})
COMPLEMENTS = frozenset({"pobj", "pcomp"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def is_clearnlp(labels: Iterable[str]) -> bool:
    """Tell from a parser's labels whether its trees need rewriting."""
    return set(labels) >= CLEARNLP


def harmonise(doc: Doc) -> Doc:
    """Rewrite a ClearNLP tree in place, in one pass over its tokens; return the same document.

    "found by the crew": crew is the obl:agent of found, with "by" as its case; "is safe": safe is
    the predicate, with "is" as its cop; "would open" is one finite verb.
    """
    heads = [t.head.i for t in doc]
    labels = [t.dep_ for t in doc]
    _promote_predicates(doc, heads, labels)
    _lower_prepositions(doc, heads, labels)
    if not _is_forest(heads):
        heads = [t.head.i for t in doc]
    for token in doc:
        labels[token.i] = _label(token, labels[token.i], doc[heads[token.i]])
    _keep_one_subject(doc, heads, labels)
    _write(doc, heads, labels)
    _join_verb_groups(doc)
    return doc


def _promote_predicates(doc: Doc, heads: list[int], labels: list[str]) -> None:
    """``is | safe``: the predicate takes the copula's place and its other children."""
    moved: dict[int, int] = {}
    expletive = {t.head.i for t in doc if t.dep_ == "expl"}
    for token in doc:
        be = heads[token.i]
        fits = labels[token.i] in PREDICATES and token.pos_ not in {"VERB", "AUX", "ADP"}
        if not fits or doc[be].pos_ != "AUX" or be in moved:
            continue
        if be in expletive:
            labels[token.i] = "nsubj"
            continue
        moved[be] = token.i
        heads[token.i] = heads[be] if heads[be] != be else token.i
        labels[token.i], labels[be], heads[be] = labels[be], "cop", token.i
    _follow(heads, moved)


def _lower_prepositions(doc: Doc, heads: list[int], labels: list[str]) -> None:
    """``with | the crew``: the noun hangs on what the preposition hung on, with it as its case."""
    below: dict[int, int] = {}
    for i, label in enumerate(labels):
        if label in COMPLEMENTS and heads[i] != i and doc[i].pos_ != "ADP":
            below.setdefault(heads[i], i)
    moved: dict[int, int] = {}
    for i in range(len(labels) - 1, -1, -1):
        noun = below.get(i)
        if noun is None or not _governs(doc[i], labels[i]):
            continue
        over, clause = heads[i], labels[noun] == "pcomp"
        if over != i and over not in below and _governs(doc[over], labels[over]):
            below[over] = noun
        else:
            labels[noun] = _role(labels[i], doc[over], clause=clause, root=over == i)
        heads[noun] = over if over != i else noun
        heads[i], labels[i] = noun, "mark" if clause else "case"
        moved[i] = noun
    _follow(heads, moved)


def _governs(token: Token, label: str) -> bool:
    """Tell a preposition by its label ("according" is tagged a verb) or its part of speech."""
    return label in ADPOSITIONS or token.pos_ == "ADP"


def _role(label: str, over: Token, *, clause: bool, root: bool) -> str:
    """Name what a noun (or clause) behind a preposition is to the word it now hangs on."""
    nominal = over.pos_ in NOMINAL
    if root:
        return "ROOT"
    if clause:
        return "acl" if nominal else "advcl"
    if label in {"agent", "dative"}:
        return "obl:agent" if label == "agent" else "obl:arg"
    return "nmod" if nominal else "obl:mod"


def _follow(heads: list[int], moved: dict[int, int]) -> None:
    """Hang the children of each token that was moved on the token that took its place."""
    for i, head in enumerate(heads):
        place = head
        for _ in range(len(moved)):
            if place not in moved or moved[place] == i or place == i:
                break
            place = moved[place]
        if place != i:
            heads[i] = place


def _is_forest(heads: list[int]) -> bool:
    """Tell whether every token reaches a root."""
    safe: set[int] = set()
    for start in range(len(heads)):
        path, at = [], start
        seen: set[int] = set()
        while at not in safe and heads[at] != at:
            if at in seen:
                return False
            seen.add(at)
            path.append(at)
            at = heads[at]
        safe.update(path, (at,))
    return True


def _label(token: Token, label: str, head: Token) -> str:
    if label == "aux" and token.pos_ == "PART":
        return "mark"
    if label == "pcomp" and token.pos_ == "ADP":
        return "fixed"
    if label == "compound" and token.pos_ == head.pos_ == "PROPN":
        return "flat:name"
    return LABELS.get(label, label)


def _keep_one_subject(doc: Doc, heads: list[int], labels: list[str]) -> None:
    """``TARROW - | The bank said``: of two subjects before a verb the nearer one is its own.

    Where nothing stands between, they are one: ``the charity | Clear Water``.
    """
    last: dict[int, int] = {}
    for i, label in enumerate(labels):
        if not label.startswith("nsubj") or heads[i] <= i:
            continue
        before = last.get(heads[i])
        last[heads[i]] = i
        if before is None:
            continue
        if all(heads[j] in {before, i} for j in range(before + 1, i)) and not _cut(doc, before, i):
            labels[i], heads[i], last[heads[i]] = "appos", before, before
        else:
            labels[before] = "dislocated"


def _cut(doc: Doc, start: int, end: int) -> bool:
    return any(token.is_punct for token in doc[start:end])


def _write(doc: Doc, heads: list[int], labels: list[str]) -> None:
    strings = doc.vocab.strings
    if not len(doc):
        return
    offsets = np.array([head - i for i, head in enumerate(heads)], dtype="int64").astype("uint64")
    names = np.array([strings.add(label) for label in labels], dtype="uint64")
    values: Any = np.stack([offsets, names], axis=1)
    doc.from_array(["HEAD", "DEP"], values)


def _join_verb_groups(doc: Doc) -> None:
    """Call finite what is: ``will open``, and ``the sums added up``, if taken for a participle.

    A participle without an auxiliary has no subject in the active voice.
    """
    helped = {t.head.i for t in doc if t.dep_ in {"aux:tense", "aux:pass"}}
    for token in doc:
        head = token.head
        group = token.dep_ == "aux:tense" and _form(token) == "Fin" and _form(head) == "Inf"
        active = token.dep_ == "nsubj" and head.tag_ == "VBN" and head.i not in helped
        if group or active:
            head.set_morph({**head.morph.to_dict(), "VerbForm": "Fin"})  # type: ignore[attr-defined]


def _form(token: Token) -> str:
    return token.morph.to_dict().get("VerbForm", "")
