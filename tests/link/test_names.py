"""Names of persons compared: labelled pairs, and what comparing must always hold."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from recoupe.link.entities_persons import JOIN
from recoupe.link.names import coarse, parse, same_person, short_fits, surnames

PAIRS = Path(__file__).with_name("name_pairs.txt")


def pairs() -> list[tuple[bool, str, str]]:
    """Return the labelled pairs: whether they can be one, and both names."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if line[0] != "#"]
    return [(sign == "=", one, other) for sign, one, other in rows]


def one_person(one: str, other: str) -> bool:
    """Tell whether two names meet in a block and are taken for one there."""
    a, b = sorted((parse(n, "fr") for n in (one, other)), key=lambda p: p.is_full)
    keys = [{coarse(s) for s in (surnames(p) if p.is_full else (p.surname,))} for p in (a, b)]
    if not keys[0] & keys[1]:
        return False
    found = same_person(a, b, "fr") if a.is_full else short_fits(a, b, "fr")
    return found is not None and found.score >= (JOIN if a.is_full else 0)


def test_labelled_pairs_are_told_apart() -> None:
    labelled = pairs()
    wrong = [(one, other) for same, one, other in labelled if not same and one_person(one, other)]
    missed = [(one, other) for same, one, other in labelled if same and not one_person(one, other)]
    right = sum(same for same, *_ in labelled) - len(missed)
    assert len(labelled) >= 150
    assert right / (right + len(wrong)) >= 0.98, wrong
    assert right / (right + len(missed)) >= 0.9, missed


NAMES = sorted({name for _, one, other in pairs() for name in (one, other)})


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_comparing_knows_no_order(one: str, other: str) -> None:
    a, b = parse(one, "fr"), parse(other, "fr")
    there, back = same_person(a, b, "fr"), same_person(b, a, "fr")
    assert (there and there.score) == (back and back.score)


@given(st.text(max_size=40))
def test_any_string_can_be_taken_apart(name: str) -> None:
    person = parse(name, "en")
    assert all(coarse(s) is not None for s in surnames(person))
    assert person.surname or not name.strip() or not any(c.isalnum() for c in name)
