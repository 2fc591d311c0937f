"""Cuts a release: a version in, the files that name it written anew.

python release/cut.py 0.1.0         the release
python release/cut.py 0.2.0.dev0    what comes after it; the changelog stays as it is
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

FORM = re.compile(r"\d+\.\d+\.\d+(\.dev0)?")


def cut(root: Path, version: str, day: str) -> None:
    """Write the version into the files below ``root``; a release is dated ``day``."""
    replaced(root / "pyproject.toml", r'^version = ".*"$', f'version = "{version}"')
    citation = root / "CITATION.cff"
    replaced(citation, r"^version: .*\n(date-released: .*\n)?", f"version: {version}\n")
    if version.endswith(".dev0"):
        return
    replaced(citation, r"^version: .*$", rf"\g<0>\ndate-released: {day}")
    heading = f"## [Unreleased]\n\n## [{version}] - {day}"
    replaced(root / "CHANGELOG.md", r"^## \[Unreleased\]$", heading)


def replaced(path: Path, pattern: str, text: str) -> None:
    """Replace the first match of the pattern; end where there is none."""
    source = path.read_text(encoding="utf-8")
    written, found = re.subn(pattern, text, source, count=1, flags=re.MULTILINE)
    if not found:
        sys.exit(f"{path} has nothing like {pattern}")
    path.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not FORM.fullmatch(sys.argv[1]):  # noqa: PLR2004 (the program, the version)
        sys.exit("say which version: python release/cut.py 0.1.0")
    cut(ROOT, sys.argv[1], dt.datetime.now(tz=dt.UTC).date().isoformat())
    print(f"{sys.argv[1]}: written; look at git diff, then commit")
