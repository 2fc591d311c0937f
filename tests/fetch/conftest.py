"""What the tests of fetching share: a site on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.fetch.site import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found
