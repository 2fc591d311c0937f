"""Files in an object store are inputs like others: a store really served on this machine."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from object_store import served
from recoupe.errors import InputError
from recoupe.ingest import named, pages, weight
from recoupe.records import Failure, Page
from recoupe.settings import Settings

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

LINES = [json.dumps({"url": f"https://press.example/{n}", "text": f"Page {n}"}) for n in (1, 2)]


@pytest.fixture(scope="module")
def store() -> Iterator[FileSystem]:
    """Serve a bucket of files."""
    with served("press") as opened:
        for path, data in {
            "press/a/one.jsonl.gz": gzip.compress("\n".join(LINES).encode()),
            "press/a/two.txt": b"Deux",
            "press/a/.hidden.txt": b"hidden",
            "press/a/deep/three.txt": b"Trois",
            "press/a/photo.jpg": b"no text",
        }.items():
            with opened.open_output_stream(path, compression=None) as file:
                file.write(data)
        yield opened


@pytest.fixture
def bucket(store: FileSystem) -> str:  # noqa: ARG001 - it is served
    return "s3://press"


def uris(name: str) -> list[str]:
    return [page.uri for page in pages([name], Settings())]


def test_a_folder_is_read_with_what_is_below_it(bucket: str) -> None:
    read = list(pages([f"{bucket}/a"], Settings()))
    assert [type(p) for p in read] == [Page] * 4
    assert [p.uri.rpartition("/")[2] for p in read] == ["three.txt", "1", "2", "two.txt"]
    assert [p.content for p in read if isinstance(p, Page)] == ["Trois", "Page 1", "Page 2", "Deux"]


def test_files_and_patterns_are_read(bucket: str) -> None:
    assert uris(f"{bucket}/a/two.txt") == [f"{bucket}/a/two.txt"]
    assert uris(f"{bucket}/a/*.txt") == [f"{bucket}/a/two.txt"]
    assert uris(f"{bucket}/*/t*.txt") == [f"{bucket}/a/two.txt"]
    assert uris(f"{bucket}/**/*.txt") == [f"{bucket}/a/deep/three.txt", f"{bucket}/a/two.txt"]
    assert uris("s3a" + f"{bucket}/a/two.txt"[2:]) == ["s3a://press/a/two.txt"]


def test_a_listing_tells_how_large_files_are(bucket: str) -> None:
    (source,) = named([f"{bucket}/a/two.txt"])
    assert weight(source) == 4


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("/b", "no such file or folder"),
        ("/a/*.warcs", "nothing to read"),
        ("/a/photo.jpg", "nothing to read"),
        ("/nothing/*.txt", "no such file or folder"),
    ],
)
def test_what_is_not_there_is_told(name: str, told: str, bucket: str) -> None:
    with pytest.raises(InputError, match=told):
        pages([bucket + name], Settings())


def test_a_bucket_that_is_not_there_is_told(bucket: str) -> None:
    with pytest.raises(InputError, match=r"no such file or folder|cannot be listed"):
        pages([f"{bucket}-no/a/*.txt"], Settings())


def test_a_file_that_has_gone_meanwhile_is_a_failure(store: FileSystem, bucket: str) -> None:
    with store.open_output_stream("press/b/gone.txt") as file:
        file.write(b"soon gone")
    found = pages([f"{bucket}/b/gone.txt"], Settings())
    store.delete_file("press/b/gone.txt")
    (failure,) = found
    assert isinstance(failure, Failure)
    assert failure.stage == "ingest"


@pytest.mark.parametrize("name", ["s3://press/a/*.txt", "gs://press/a/two.txt", "hdfs:///press"])
def test_without_pyarrow_what_to_install_is_told(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'recoupe\[spark\]'"):
        pages([name], Settings())
