"""Data frames of every question, the dossier in a notebook, and the tutorial that shows both."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import polars as pl
import pytest

import recoupe
from recoupe.dossier import store
from recoupe.dossier.frames import Question, columns, flat
from recoupe.dossier.read import Dossier
from recoupe.records import Quotation
from recoupe.rows import to_row

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "tutorials" / "affair.ipynb"
QUESTIONS = sorted(
    name for name in vars(Dossier) if isinstance(vars(Dossier)[name], recoupe.dossier.frames.framed)
)


@pytest.fixture(scope="module")
def affair(affair_file: Path) -> Iterator[Dossier]:
    with recoupe.open(affair_file) as dossier:
        yield dossier


@pytest.fixture
def empty() -> Iterator[Dossier]:
    with store.in_memory() as connection:
        yield Dossier(connection)


def question(dossier: Dossier, name: str) -> Question[[], Any]:
    found: Question[[], Any] = getattr(dossier, name)
    return found


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_frame_holds_the_records(affair: Dossier, empty: Dossier, name: str) -> None:
    records = question(affair, name)()
    frame, other = question(affair, name).df(), question(affair, name).pl()
    assert (len(frame), other.height) == (len(records), len(records))
    assert list(frame.columns) == other.columns
    if records:
        assert [record.id for record in records if hasattr(record, "id")] == (
            list(frame["id"]) if "id" in frame else []
        )
        parts = {name.split(".")[0] for name, _ in flat(to_row(records[0]))}
        assert {name.split(".")[0] for name in frame.columns} == parts
    nothing = question(empty, name).df()
    assert nothing.empty
    assert list(nothing.columns) == list(frame.columns)
    assert question(empty, name).pl().columns == other.columns


def test_spans_are_laid_flat_and_arguments_go_through(affair: Dossier) -> None:
    article = affair.articles()[0].id
    frame = affair.quotations.df(article)
    assert isinstance(frame, pd.DataFrame)
    assert {"cue.text", "said.value", "speaker_name"} <= set(frame.columns)
    first = affair.quotations(article)[0]
    assert first.cue is not None
    assert frame["cue.text"][0] == first.cue.text
    assert len(affair.quotations.pl(article)) == len(affair.quotations(article))
    assert isinstance(affair.quotations.pl(article), pl.DataFrame)
    assert "cue.start" in list(columns(Quotation))


def test_a_question_keeps_its_words() -> None:
    assert "in the order of the text" in (Dossier.quotations.__doc__ or "")


def test_a_notebook_shows_the_affair(affair: Dossier, empty: Dossier) -> None:
    told = affair._repr_html_()
    assert "Sarroval" in told
    assert told.count("<q>") >= 4
    assert "an empty dossier" in empty._repr_html_()


def test_what_a_notebook_shows_cannot_run(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "<script>alert(1)</script> & co\n\nBrume, le 4 mars 2031. Odile Varenne a dit non.\n"
    )
    with recoupe.build(tmp_path / "page.txt") as dossier:
        assert "<script>" not in dossier._repr_html_()


def test_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = json.loads(NOTEBOOK.read_text("utf-8"))
    nbformat.validate(source)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    names: dict[str, Any] = {}
    shown = [value for cell in source["cells"] if cell["cell_type"] == "code"
             for value in [_run("".join(cell["source"]), names)] if value is not None]  # fmt: skip
    assert len(shown) == 7
    assert isinstance(shown[0], Dossier)
    assert sum(hasattr(value, "_repr_html_") for value in shown) >= 5


def _run(cell: str, names: dict[str, Any]) -> Any:  # noqa: ANN401 - what a cell may show
    """Run a cell as a notebook does: the value of a last expression is shown."""
    tree = ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebook
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
