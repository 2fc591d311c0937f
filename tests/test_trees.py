"""A tree in the older scheme comes out in Universal Dependencies; the sentences are invented."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from recoupe import trees

# word, part of speech, number of the head, label in the older scheme
AGENT = """The DET 1 det|boat NOUN 3 nsubjpass|was AUX 3 auxpass|found VERB 3 ROOT
by ADP 3 agent|the DET 6 det|crew NOUN 4 pobj|of ADP 6 prep|Ostrow PROPN 7 pobj"""
COPULA = """The DET 1 det|dam NOUN 2 nsubj|is AUX 2 ROOT|not PART 2 neg|safe ADJ 2 acomp
and CCONJ 2 cc|it PRON 7 nsubj|is AUX 2 conj|a DET 9 det|ruin NOUN 7 attr"""
CHAIN = """According VERB 5 prep|to ADP 0 prep|Fell PROPN 1 pobj|, PUNCT 5 punct
it PRON 5 nsubj|closed VERB 5 ROOT|without ADP 5 prep|warning VERB 6 pcomp|us PRON 7 dobj"""
EXISTS = "There PRON 1 expl|is AUX 1 ROOT|a DET 3 det|plan NOUN 1 attr"
NAME = """Nora PROPN 1 compound|Fell PROPN 2 nsubj|refused VERB 2 ROOT|to PART 4 aux
pay VERB 2 xcomp|her PRON 7 poss|tram NOUN 7 compound|fare NOUN 4 dobj"""
STRANDED = "He PRON 1 nsubj|came VERB 1 ROOT|in ADP 1 prep"
LOOSE = "In ADP 0 ROOT|Tarrow PROPN 0 pobj"


def tree(source: str) -> Doc:
    """Build a document from ``word pos head label`` entries."""
    rows = [entry.split() for entry in source.replace("\n", "|").split("|")]
    return Doc(
        Vocab(),
        words=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        heads=[int(r[2]) for r in rows],
        deps=[r[3] for r in rows],
    )


@pytest.mark.parametrize(
    ("source", "word", "head", "label"),
    [
        (AGENT, "boat", "found", "nsubj:pass"),
        (AGENT, "was", "found", "aux:pass"),
        (AGENT, "crew", "found", "obl:agent"),
        (AGENT, "by", "crew", "case"),
        (AGENT, "Ostrow", "crew", "nmod"),
        (COPULA, "safe", "safe", "ROOT"),
        (COPULA, "dam", "safe", "nsubj"),
        (COPULA, "not", "safe", "advmod"),
        (COPULA, "ruin", "safe", "conj"),
        (COPULA, "it", "ruin", "nsubj"),
        (CHAIN, "Fell", "closed", "obl:mod"),
        (CHAIN, "According", "Fell", "case"),
        (CHAIN, "to", "Fell", "case"),
        (CHAIN, "warning", "closed", "advcl"),
        (CHAIN, "without", "warning", "mark"),
        (CHAIN, "us", "warning", "obj"),
        (EXISTS, "plan", "is", "nsubj"),
        (NAME, "Nora", "Fell", "flat:name"),
        (NAME, "to", "pay", "mark"),
        (NAME, "her", "fare", "nmod:poss"),
        (NAME, "tram", "fare", "compound"),
        (STRANDED, "in", "came", "advmod"),
        (LOOSE, "Tarrow", "Tarrow", "ROOT"),
        (LOOSE, "In", "Tarrow", "case"),
    ],
)
def test_a_word_hangs_where_the_common_scheme_has_it(
    source: str, word: str, head: str, label: str
) -> None:
    doc = trees.harmonise(tree(source))
    token = next(t for t in doc if t.text == word)
    assert (token.head.text, token.dep_) == (head, label)


def test_a_verb_behind_its_auxiliary_is_finite_and_behind_to_is_not() -> None:
    doc = tree("They PRON 2 nsubj|will AUX 2 aux|refuse VERB 2 ROOT|to PART 4 aux|pay VERB 2 xcomp")
    for at, form in ((1, "Fin"), (2, "Inf"), (4, "Inf")):
        doc[at].set_morph(f"VerbForm={form}")
    trees.harmonise(doc)
    assert [doc[i].morph.get("VerbForm") for i in (2, 4)] == [["Fin"], ["Inf"]]


@pytest.mark.parametrize("source", [AGENT, COPULA, CHAIN, EXISTS, NAME, STRANDED, LOOSE])
def test_text_and_sentences_stay(source: str) -> None:
    before = tree(source)
    sentences = [(s.start, s.end) for s in before.sents]
    after = trees.harmonise(before)
    assert [(s.start, s.end) for s in after.sents] == sentences


def test_an_empty_document_stays_empty() -> None:
    assert len(trees.harmonise(Doc(Vocab()))) == 0


def test_the_scheme_is_told_from_the_labels() -> None:
    assert trees.is_clearnlp(["nsubj", "nsubjpass", "dobj", "pobj", "ROOT"])
    assert not trees.is_clearnlp(["nsubj", "nsubj:pass", "obj", "case", "ROOT"])
