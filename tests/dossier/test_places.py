"""Shards in an object store are what they are in a folder: kept, found again, loaded, removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from object_store import served
from recoupe.dossier import places, shards
from recoupe.dossier.shards import Mark
from recoupe.errors import DossierError
from recoupe.records import Failure

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

RESULTS = [Failure(f"https://press.example/{n}", "clean", "no text") for n in range(3)]


@pytest.fixture(scope="module")
def store() -> Iterator[FileSystem]:
    with served("work") as opened:
        yield opened


@pytest.fixture
def place(store: FileSystem, request: pytest.FixtureRequest) -> str:  # noqa: ARG001 - it is served
    return f"s3://work/{request.node.name}/affair.shards"


def test_they_lie_beside_the_dossier_or_where_one_says(tmp_path: Path) -> None:
    out = tmp_path / "affair"
    assert places.beside(out, None) == tmp_path / "affair.shards"
    assert places.beside(out, "/scratch") == Path("/scratch/affair.shards")
    assert places.beside(out, "s3://work/a") == "s3://work/a/affair.shards"


def test_what_was_kept_is_found_and_fetched(place: str) -> None:
    assert places.kept(place, "one") is None
    mark = places.keep(place, "one", RESULTS)
    assert isinstance(mark, Mark)
    assert places.kept(place, "one") == mark
    assert places.keys(place) == {"one"}
    with places.fetched(place, [mark, mark]) as folder:
        found = {file.name: (folder / "one" / file.name).stat().st_size for file in mark.files}
    assert found == {file.name: file.bytes for file in mark.files}


def test_one_that_is_cut_or_has_no_sound_mark_was_never_kept(place: str, store: FileSystem) -> None:
    path = place.removeprefix("s3://")
    mark = places.keep(place, "one", RESULTS)
    store.delete_file(f"{path}/one/{mark.files[0].name}")
    assert places.kept(place, "one") is None
    places.keep(place, "two", RESULTS)
    with store.open_output_stream(f"{path}/two/{shards.MARK}") as file:
        file.write(b"{")
    assert places.kept(place, "two") is None


def test_they_are_removed_but_for_those_that_are_named(place: str) -> None:
    for key in ("one", "two", "three"):
        places.keep(place, key, RESULTS)
    places.discard(place, {"two"})
    assert places.keys(place) == {"two"}
    places.discard(place)
    assert places.keys(place) == frozenset()
    places.discard(place)


def test_a_store_that_refuses_is_told(place: str) -> None:
    nowhere = place.replace("s3://work", "s3://nowhere")
    with pytest.raises(DossierError, match="shards cannot be kept in s3://nowhere"):
        places.keep(nowhere, "one", RESULTS)
