"""Every input of the corpora is read; how to find more: ``fuzz/run.py``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
FOUND = sorted(CORPUS.glob("*/*"))


def test_every_target_has_a_corpus() -> None:
    assert {path.parent.name for path in FOUND} == set(TARGETS)


@pytest.mark.parametrize("path", FOUND, ids=[f"{p.parent.name} {p.name}" for p in FOUND])
def test_an_input_of_the_corpus_is_read(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
