"""A release is cut: the files that name the version say the new one, and once."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "release" / "cut.py"
FILES = ("pyproject.toml", "CITATION.cff", "CHANGELOG.md")

pytestmark = pytest.mark.skipif(
    not SCRIPT.is_file(), reason="the source archive is not released from"
)


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """Return a folder with the files that name the version."""
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def cut(root: Path, version: str, day: str) -> None:
    runpy.run_path(str(SCRIPT))["cut"](root, version, day)


def test_a_release_is_named_in_each_file_with_its_day(copies: Path) -> None:
    cut(copies, "7.1.0", "2031-03-07")
    assert '\nversion = "7.1.0"\n' in (copies / "pyproject.toml").read_text()
    assert "\nversion: 7.1.0\ndate-released: 2031-03-07\n" in (copies / "CITATION.cff").read_text()
    changes = (copies / "CHANGELOG.md").read_text()
    above, below = (ROOT / "CHANGELOG.md").read_text().split("## [Unreleased]\n")
    assert changes == f"{above}## [Unreleased]\n\n## [7.1.0] - 2031-03-07\n{below}"


def test_the_version_after_it_leaves_the_changelog_alone_and_has_no_day(copies: Path) -> None:
    cut(copies, "7.1.0", "2031-03-07")
    changes = (copies / "CHANGELOG.md").read_text()
    cut(copies, "7.2.0.dev0", "2031-03-07")
    assert (copies / "CHANGELOG.md").read_text() == changes
    citation = (copies / "CITATION.cff").read_text()
    assert "\nversion: 7.2.0.dev0\n" in citation
    assert "date-released" not in citation


def test_a_file_that_names_no_version_is_told(copies: Path) -> None:
    (copies / "CITATION.cff").write_text("title: recoupe\n")
    with pytest.raises(SystemExit, match="CITATION"):
        cut(copies, "7.1.0", "2031-03-07")
