"""What two dossiers are compared by: all tables of the export, their lines sorted."""

from __future__ import annotations

from pathlib import Path

import recoupe
from recoupe.export import jsonl


def exported(dossier: Path) -> dict[str, list[bytes]]:
    """Return the lines of each table; the files stay beside the dossier."""
    folder = dossier.with_name(f"{dossier.stem}-export")
    with recoupe.open(dossier) as opened:
        jsonl.export(opened, folder)
    return {p.name: sorted(p.read_bytes().splitlines()) for p in sorted(folder.iterdir())}
