"""The views of ``recoupe show``: an open dossier in, lines for a terminal or rows for JSON out.

One module a view, each with a ``VIEW``. A new view is a module here, and a flag in ``cli_show``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from recoupe.dossier.read import Dossier


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a dossier: ``lines`` for a terminal, ``rows`` for ``--json``."""

    lines: Callable[[Dossier, Console], Iterable[Text]]
    rows: Callable[[Dossier], Iterable[dict[str, Any]]]
