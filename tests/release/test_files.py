"""What a release is made with is valid: workflows, citation, changelog, man page, image."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import typer.core

from recoupe.cli import app

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

checkout = pytest.mark.skipif(not WORKFLOWS, reason="the source archive has no workflows")


def checked(*command: object) -> None:
    """Run one of the developer's tools; what it complains of is what the test tells."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def copied() -> list[str]:
    """Return the paths of the checkout that the Dockerfile copies."""
    lines = [x.split() for x in (ROOT / "Dockerfile").read_text().splitlines()]
    return [p for x in lines if x[:1] == ["COPY"] and "--from=" not in x[1] for p in x[1:-1]]


def commands(group: object, name: str) -> Iterator[tuple[str, object]]:
    """Yield every command of the command line with its full name."""
    for short, command in getattr(group, "commands", {}).items():
        inner = list(commands(command, f"{name} {short}"))
        yield from inner or [(f"{name} {short}", command)]


@checkout
def test_the_workflows_have_the_form_that_github_reads() -> None:
    checked(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)


@checkout
def test_the_workflows_pin_their_actions_and_keep_no_needless_rights() -> None:
    checked(BIN / "zizmor", "--offline", "--quiet", "--no-progress", *WORKFLOWS)


def test_the_citation_file_is_valid_and_of_this_version() -> None:
    cited = ROOT / "CITATION.cff"
    checked(BIN / "check-jsonschema", "--builtin-schema", "vendor.citation-file-format", cited)
    assert f"\nversion: {VERSION}\n" in cited.read_text()


def test_the_changelog_has_what_is_next_on_top_and_a_heading_for_a_released_version() -> None:
    headings = [x for x in (ROOT / "CHANGELOG.md").read_text().splitlines() if x[:3] == "## "]
    assert headings[0] == "## [Unreleased]"
    assert ".dev" in VERSION or headings[1].startswith(f"## [{VERSION}] - ")


def test_each_promise_of_security_names_tests_that_exist() -> None:
    named = re.findall(r"`(tests/\S+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text())
    assert named
    assert [x for x in named if x[1] not in names_of_tests(ROOT / x[0])] == []


def names_of_tests(path: Path) -> set[str]:
    """Return the names of the tests in a file; none where there is no such file."""
    return set(re.findall(r"def (test_\w+)\(", path.read_text())) if path.is_file() else set()


@checkout
def test_the_dockerfile_is_clean_and_copies_what_the_context_lets_in() -> None:
    checked(BIN / "hadolint", ROOT / "Dockerfile")
    let_in = {x[1:] for x in (ROOT / ".dockerignore").read_text().splitlines() if x[:1] == "!"}
    assert {p.rstrip("/") for p in copied()} == let_in


@checkout
def test_what_the_dockerfile_copies_is_enough_to_build_recoupe(tmp_path: Path) -> None:
    for path in copied():
        (shutil.copytree if (ROOT / path).is_dir() else shutil.copy)(
            ROOT / path, made(tmp_path / path)
        )
    options = ["--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist")]
    checked(sys.executable, "-m", "build", *options, tmp_path)


def made(path: Path) -> Path:
    """Make the folder a file is to lie in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def shown(command: typer.core.TyperCommand) -> list[str]:
    """Return the options of a command, but for hidden ones."""
    params = [p for p in command.params if not getattr(p, "hidden", False)]
    return [o for p in params for o in p.opts if o.startswith("-")]


def test_the_man_page_tells_every_command_and_every_option() -> None:
    page = (ROOT / "release" / "recoupe.1").read_text(encoding="utf-8").replace(r"\-", "-")
    lacking = [
        f"{name} {option}"
        for name, command in commands(typer.main.get_command(app), "recoupe")
        for option in (".SS " + name, *shown(command))
        if option not in page
    ]
    assert lacking == [], "the man page is of older commands: make man"


@checkout
def test_the_man_page_can_be_made_anew() -> None:
    """The text itself may differ: each version of typer names types in its own way."""
    page = runpy.run_path(str(ROOT / "release" / "man.py"))["page"]()
    assert ".SS recoupe build [OPTIONS] INPUT...\n" in page
    assert ".SS recoupe corrections undo [OPTIONS] FILE ID\n" in page


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff to set the page with")
def test_the_man_page_can_be_set() -> None:
    page = ROOT / "release" / "recoupe.1"
    command = ["groff", "-man", "-ww", "-Tutf8", "-P-cbou", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "corrections import" in done.stdout
