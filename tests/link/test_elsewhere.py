"""The same pages in another folder tell the same: nothing concluded hangs on where they lie."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import recoupe
from recoupe.dossier.read import Dossier

AFFAIR = Path(__file__).parents[2] / "examples" / "sarroval"

CONCLUDED: dict[str, Callable[[Dossier], list[object]]] = {
    "discrepancies": lambda d: [
        (x.kind, x.about, x.note, x.weight, sorted(p.text for p in x.passages))
        for x in d.discrepancies()
    ],
    "utterances": lambda d: [
        (sorted(_text(d)[m.id] for m in u.members), u.origins, u.speaker_name)
        for u in d.utterances()
    ],
    "threads": lambda d: [
        (t.object, t.state, [s.passage.text for s in t.steps]) for t in d.threads()
    ],
    "timeline": lambda d: [(m.kind, m.date, m.who, m.label) for m in d.timeline()],
    "reprints": lambda d: [(r.agency, len(r.copies)) for r in d.reprints()],
    "actors": lambda d: [(e.name, e.kind, len(e.members)) for e in d.entities()],
}


def _text(dossier: Dossier) -> dict[str, str]:
    return {q.id: " ".join(s.text for s in q.content) for q in dossier.quotations()}


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dossier, Dossier]:
    def built(name: str) -> Dossier:
        folder = tmp_path_factory.mktemp(name)
        shutil.copytree(AFFAIR, folder / "pages")
        return recoupe.build(folder / "pages", folder / "affair.duckdb")

    return built("here"), built("there")


@pytest.mark.parametrize("name", CONCLUDED)
def test_what_is_concluded_is_the_same_elsewhere(twins: tuple[Dossier, Dossier], name: str) -> None:
    here, there = (sorted(map(repr, CONCLUDED[name](dossier))) for dossier in twins)
    assert here == there
    assert here
