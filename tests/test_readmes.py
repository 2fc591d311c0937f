"""The pictures of the READMEs are there, told in words, and small enough to load at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LARGEST = 150_000
READMES = ("README.md", "README.fr.md")


@pytest.mark.parametrize("name", READMES)
def test_pictures_are_there_and_told(name: str) -> None:
    shown = SHOWN.findall((ROOT / name).read_text("utf-8"))
    assert len(shown) >= 3
    for told, address in shown:
        assert len(told) > 20
        picture = (ROOT / address).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < LARGEST, address


def test_every_picture_is_shown() -> None:
    told = "".join((ROOT / name).read_text("utf-8") for name in READMES)
    taken = {p.relative_to(ROOT).as_posix() for p in (ROOT / "docs" / "images").rglob("*.png")}
    assert taken == {address for _, address in SHOWN.findall(told)}
