"""What every test of the command line needs."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def unset_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the width that a parallel test run sets for its workers."""
    monkeypatch.delenv("COLUMNS", raising=False)
