"""A word looked up as it stands is as common as wordfreq says."""

from __future__ import annotations

import pytest
from wordfreq import zipf_frequency

from recoupe.link.rarity import frequencies, zipf


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_what_wordfreq_says(language: str) -> None:
    known = [*frequencies(language)][::40]
    words = [*known, "vaccinodromes", "aujourd'hui", "12", "rendez-vous", "g20", "e\u0301te\u0301"]
    assert len(known) > 1000
    assert {w: zipf(w, language) for w in words} == {w: zipf_frequency(w, language) for w in words}
