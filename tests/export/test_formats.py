"""Each format is read again by its own library, and every passage is still where it was."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import followthemoney
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet as arrow
from pyld import jsonld as ld

import recoupe
from recoupe.cli import run
from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.export import ftm, gexf, jsonl, jsonld, parquet, tabular
from recoupe.export.columns import COLUMNS

HOSTILE = """=HYPERLINK("http://example.invalid","Port")

Brume-sur-Lys, le 4 mars 2031. « =1+1, c'est un \x01 calcul \u202eéruop », a déclaré Odile Varenne.

La mairesse Odile Varenne a rencontré le préfet Luc Tamaris. "+33 personnes", selon <b>elle</b>.
"""


@pytest.fixture(scope="session")
def affair(affair_file: Path) -> Iterator[Dossier]:
    with recoupe.open(affair_file) as dossier:
        yield dossier


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "page.txt").write_text(HOSTILE, encoding="utf-8")
    with recoupe.build(folder / "page.txt", folder / "hostile.duckdb") as dossier:
        yield dossier


@pytest.fixture(params=["affair", "hostile"])
def dossier(request: pytest.FixtureRequest) -> Dossier:
    found: Dossier = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def empty() -> Iterator[Dossier]:
    with store.in_memory() as connection:
        yield Dossier(connection)


def lines(dossier: Dossier, table: str) -> list[dict[str, Any]]:
    return list(jsonl.rows(dossier, table))


@pytest.mark.parametrize("table", jsonl.TABLES)
def test_the_columns_of_a_table_are_those_of_its_rows(affair: Dossier, table: str) -> None:
    assert all(set(row) == set(COLUMNS[table]) for row in lines(affair, table))


def test_parquet_holds_what_json_lines_hold(dossier: Dossier, tmp_path: Path) -> None:
    counts = parquet.export(dossier, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        f"{t}.parquet" for t in jsonl.TABLES
    )
    for table, count in counts.items():
        rows = arrow.read_table(tmp_path / f"{table}.parquet").to_pylist()
        expected = lines(dossier, table)
        assert len(rows) == count == len(expected)
        if table == "quantities":  # one column holds numbers or pairs, as JSON
            rows = [row | {"value": json.loads(row["value"] or "null")} for row in rows]
        assert [{k: row[k] for k in COLUMNS[table]} for row in rows] == [
            {k: row[k] for k in COLUMNS[table]} for row in expected
        ]


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_csv_is_read_again_and_points_to_the_text(dossier: Dossier, tmp_path: Path) -> None:
    counts = tabular.export(dossier, tmp_path)
    assert (tmp_path / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    for table, count in counts.items():
        assert len(cells(tmp_path / f"{table}.csv")) == count
        read = duckdb.read_csv(str(tmp_path / f"{table}.csv"), header=True, all_varchar=True)
        assert read.columns == list(tabular.header(table))
    texts = {article.id: article.text for article in dossier.articles()}
    quotations = {row["id"]: row for row in lines(dossier, "quotations")}
    for row in cells(tmp_path / "quotations.csv"):
        for part in json.loads(row["content"]):
            assert texts[row["article"]][part["start"] : part["end"]] == part["text"]
        assert tabular.plain(row["speaker_name"]) == (quotations[row["id"]]["speaker_name"] or "")
        assert row["said.value"] == (quotations[row["id"]]["said"]["value"] or "")


def test_no_cell_of_csv_is_a_formula(hostile: Dossier, tmp_path: Path) -> None:
    tabular.export(hostile, tmp_path)
    titles = [row["title"] for row in cells(tmp_path / "articles.csv")]
    assert titles == ["'" + HOSTILE.splitlines()[0]]
    texts = [c for p in tmp_path.glob("*.csv") for row in cells(p) for c in row.values()]
    assert not [c for c in texts if c.startswith(("=", "+", "@", "\t", "\r"))]


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_what_is_made_safe_can_be_made_plain_again(text: str) -> None:
    assert tabular.plain(str(tabular.cell(text))) == text


def refuse(url: str, options: object) -> None:
    raise AssertionError(f"{url} is asked for ({options})")


def test_json_ld_is_expanded_without_the_network(dossier: Dossier, tmp_path: Path) -> None:
    counts = jsonld.export(dossier, tmp_path)
    document = json.loads((tmp_path / jsonld.FILE).read_text(encoding="utf-8"))
    graph = ld.flatten(document, options={"documentLoader": refuse})
    named = {node["@id"]: node for node in graph if not node["@id"].startswith("_:")}
    of_type = [kind for node in named.values() for kind in node.get("@type", ())]
    told = {"Quotation", "Claim", "Event", "NewsArticle", "Person"} & set(counts)
    assert {of_type.count(f"https://schema.org/{kind}") - counts[kind] for kind in told} == {0}
    again = ld.compact(ld.expand(document, {"documentLoader": refuse}), document["@context"],
                       {"documentLoader": refuse})  # fmt: skip
    assert {n["id"] for n in again["@graph"]} == {n["id"] for n in document["@graph"]}


def test_annotations_select_the_very_characters(dossier: Dossier) -> None:
    articles = {jsonld.name_of(a.id): a for a in dossier.articles()}
    targets = [
        target for node in jsonld.nodes(dossier) if node["type"] == "oa:Annotation"
        for target in node["target"]
    ]  # fmt: skip
    assert targets
    for target in targets:
        text = articles[target["source"]].text
        quote, place = target["selector"]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "") in text
        assert target["sha256"] == sha256(text.encode()).hexdigest()


def test_every_entity_is_valid_follow_the_money(dossier: Dossier, tmp_path: Path) -> None:
    counts = ftm.export(dossier, tmp_path)
    text = (tmp_path / ftm.FILE).read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.rstrip("\n").split("\n")]
    assert len(rows) == sum(counts.values())
    known = {row["id"]: row["schema"] for row in rows}
    assert len(known) == len(rows)
    for row in rows:
        entity = followthemoney.model.get_proxy(row)
        entity.schema.validate(row)
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                found = followthemoney.model.get(known[value])
                assert found is not None
                assert prop.range is not None
                assert found.is_a(prop.range)


def test_the_network_opens_in_networkx(dossier: Dossier, tmp_path: Path) -> None:
    counts = gexf.export(dossier, tmp_path)
    graph = nx.read_gexf(tmp_path / gexf.FILE)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (counts["nodes"], counts["edges"])
    names = {entity.id: entity.name for entity in dossier.entities()}
    assert {n: v["label"] for n, v in graph.nodes(data=True)} == {n: names[n] for n in graph}
    assert counts["edges"]
    for _, _, values in graph.edges(data=True):
        assert (
            sum(int(t.rsplit(" ", 1)[1]) for t in values["types"].split(", ")) == values["weight"]
        )


WRITERS: tuple[Callable[[Dossier, Path], dict[str, int]], ...] = (
    jsonl.export, tabular.export, parquet.export, jsonld.export, ftm.export, gexf.export,
)  # fmt: skip


@pytest.mark.parametrize("write", WRITERS, ids=lambda w: w.__module__.rsplit(".", 1)[-1])
def test_an_empty_dossier_gives_files_that_open(
    empty: Dossier, tmp_path: Path, write: Callable[[Dossier, Path], dict[str, int]]
) -> None:
    counts = write(empty, tmp_path / "out")
    assert not any(counts.values())
    for path in (tmp_path / "out").iterdir():
        match path.suffix:
            case ".parquet":
                assert arrow.read_table(path).column_names == list(COLUMNS[path.stem])
            case ".csv":
                assert len(cells(path)) == counts[path.stem]
            case ".jsonld":
                assert ld.expand(json.loads(path.read_text()), {"documentLoader": refuse}) == []
            case ".gexf":
                assert nx.read_gexf(path).number_of_nodes() == 0


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonld", "ftm", "gexf"])
def test_the_command_says_what_it_wrote(
    affair_file: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["export", str(affair_file), "-f", form, "-o", str(out)]) == 0
    assert f"({form})" in capsys.readouterr().out
    assert list(out.iterdir())
    (tmp_path / "file").write_text("")
    assert run(["export", str(affair_file), "-f", form, "-o", str(tmp_path / "file")]) != 0
    assert "name another folder with -o" in capsys.readouterr().err
