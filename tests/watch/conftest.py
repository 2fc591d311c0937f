"""What the tests of watching share: a paper on a site of this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.fetch.site import running
from tests.watch.press import Paper


@pytest.fixture
def paper() -> Iterator[Paper]:
    with running() as site:
        yield Paper(site)
