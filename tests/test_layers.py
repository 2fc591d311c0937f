"""Data flows one way: a module imports only from the layers above it or from its own folder."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import recoupe

ROOT = Path(recoupe.__file__).parent
LAYERS = (
    ("records", "findings", "errors", "ids", "settings"),
    ("lexicon", "marks", "parsed", "trees", "rows", "days", "limits", "forms"),
    ("ingest", "clean", "language", "extract"),
    ("engine", "fetch"),
    ("link",),
    ("dossier",),
    ("pipeline",),
    ("watch",),
    ("export", "web", "mcp", "cli", "__init__", "__main__"),
)
BASE = set(LAYERS[0]) | set(LAYERS[1])
TOGETHER = BASE | set(LAYERS[-1])
"""Modules of one layer that may import one another; the stages may not."""

LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def part(module: str) -> str:
    """Return the part of the project a dotted module name lies in: ``cli_show`` is of ``cli``."""
    name = module.split(".")[1] if "." in module else "__init__"
    return name.split("_")[0] if name.startswith("cli_") else name


def imported(source: str) -> set[str]:
    """Return the parts of the project that a module's source imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "recoupe":
            modules = {*LEVEL} - {"__init__"}
            found |= {f"recoupe.{a.name}" if a.name in modules else "recoupe" for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            found.add(node.module or "")
    return {part(m) for m in found if m == "recoupe" or m.startswith("recoupe.")}


def breaches(module: str, source: str) -> list[str]:
    """Return what the module imports although its layer may not."""
    own = part(module)
    return [
        f"{module} (layer {LEVEL[own]}) imports {other} (layer {LEVEL[other]})"
        for other in sorted(imported(source) - {own})
        if LEVEL[other] > LEVEL[own]
        or (LEVEL[other] == LEVEL[own] and not {own, other} <= TOGETHER)
    ]


def test_modules_import_only_from_above() -> None:
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        module = ".".join(("recoupe", *path.relative_to(ROOT).with_suffix("").parts))
        found += breaches(module, path.read_text(encoding="utf-8"))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("recoupe.extract.times", "from recoupe.language import detect"),
        ("recoupe.records", "import recoupe.lexicon"),
        ("recoupe.clean.article", "from recoupe import pipeline"),
        ("recoupe.dossier.write", "def f():\n    from recoupe.export.jsonl import export"),
        ("recoupe.engine.local", "from recoupe import __version__"),
    ],
)
def test_a_breach_is_seen(module: str, source: str) -> None:
    assert breaches(module, source)
