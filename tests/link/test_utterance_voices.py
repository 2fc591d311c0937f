"""For whom a source speaks: offices in, the bodies they belong to out."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from recoupe.link.utterances.voices import Source, bodies

ASKED = """
from recoupe.link.utterances.voices import Source, bodies
role = "président du conseil de quartier"
print(*sorted(bodies(Source("Odile Varnac", "fr", "person", True, None, None, (role,)))))
"""


@pytest.mark.parametrize("seed", ["0", "1", "2", "3"])
def test_an_office_is_of_the_first_body_named_whatever_the_order_of_sets(seed: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", ASKED],
        env=os.environ | {"PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert told.stdout.split("\n")[0] == "body:conseil quartier"


@pytest.mark.parametrize(
    ("role", "speaks"),
    [
        ("président de la Suède", True),
        ("le ministre suédois des Ports", True),
        ("vice-président", True),
        ("chef de l'État", True),
        ("représentant spécial du président suédois", False),
        ("envoyé de la ministre", False),
    ],
)
def test_the_envoy_of_a_statesman_does_not_speak_for_the_state(role: str, *, speaks: bool) -> None:
    known = bodies(Source("Odile Varnac", "fr", "person", True, None, "Suède", (role,)))  # noqa: FBT003
    assert ("state:suede" in known) == speaks
