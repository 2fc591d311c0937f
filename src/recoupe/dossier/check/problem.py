"""What a check finds wrong, in words."""

from __future__ import annotations

from dataclasses import dataclass

REBUILD = "build the dossier again from its pages"
LINK = "'recoupe add' one of its pages again, which links it anew; if it stays, " + REBUILD


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which table or file, what, and what to do."""

    where: str
    what: str
    remedy: str
