"""The words of the interface: the same keys in both languages, and none used that is not there."""

from __future__ import annotations

import re
import string
from importlib.resources import files
from pathlib import Path

import pytest

from recoupe import lexicon
from recoupe.dossier import store
from recoupe.web import reasons
from recoupe.web.pages import PAGES
from recoupe.web.wording import LANGUAGES, Texts, texts, typeset

TEMPLATES = sorted(Path(str(files("recoupe.web") / "templates")).glob("*.html"))
USED = re.compile(r"""\bt\(\s*["']([\w. ]+)["']\s*([,)~])""")
GROUP = re.compile(r"""\bt_of\(\s*["']([\w. ]+)["']""")


def forms(text: object) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [str(text)]


def blanks(text: object) -> set[str]:
    """Return the names of the values that go into a text."""
    return {
        name for form in forms(text) for _, name, _, _ in string.Formatter().parse(form) if name
    }


def test_both_languages_say_the_same_things() -> None:
    one, other = (texts(language).known for language in LANGUAGES)
    assert one.keys() == other.keys()
    differ = [key for key in one if blanks(one[key]) != blanks(other[key])]
    assert not differ


def test_no_text_is_blank() -> None:
    for language in LANGUAGES:
        for key, text in texts(language).known.items():
            assert all(form.strip() for form in forms(text)), key


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_use_texts_that_exist(template: Path) -> None:
    known = texts(LANGUAGES[0]).known
    source = template.read_text("utf-8")
    for key, after in USED.findall(source):
        assert key in known or (after == "~" and any(k.startswith(key) for k in known)), key
    for group in GROUP.findall(source):
        assert any(key.startswith(f"{group}.") for key in known), group


def test_every_page_of_the_menu_has_a_name() -> None:
    for place in (p for p in PAGES if p.menu):
        assert f"nav.{place.name}" in texts("fr").known


def test_french_counts_none_as_one() -> None:
    known = {"pages": {"one": "{n} page", "other": "{n} pages"}}
    told = [[Texts(code, known)("pages", n=n) for n in (0, 1, 2000)] for code in ("fr", "en")]
    assert told == [["0 page", "1 page", "2\u202f000 pages"], ["0 pages", "1 page", "2,000 pages"]]


def test_reasons_are_told_in_french() -> None:
    assert reasons.told("fr", 'day stated: "lundi"') == "d'après «\u00a0lundi\u00a0»"
    note = 'The figures differ: "17" against "12".'
    assert reasons.told("fr", note) == typeset("fr", "Les chiffres diffèrent : « 17 » / « 12 ».")
    stamped = 'The figures differ, told on different days: "11 000" against "14.000".'
    told = "Les chiffres diffèrent, donnés à des jours différents : « 11 000 » / « 14.000 »."
    assert reasons.told("fr", stamped) == typeset("fr", told)
    assert reasons.told("fr", "a reprint of pages/a b/le-fanal.txt") == (
        "reprise de média non nommé (le-fanal.txt)"
    )
    assert reasons.told("fr", "of a form nobody knows") == "of a form nobody knows"


@pytest.mark.parametrize("group", ["differences", "groups"])
def test_every_note_of_the_linker_is_told_in_french(group: str) -> None:
    notes = lexicon.table("en", "notes")[group]
    words = {"against", "quoted"}
    untold = [
        key
        for key, note in notes.items()
        if key not in words
        and reasons.told("fr", filled := note.format('"17"', '"12"')) == typeset("fr", filled)
    ]
    assert untold == []


def test_every_reason_of_the_example_is_told_in_french(built: Path) -> None:
    queries = (
        "SELECT DISTINCT said.basis FROM quotations",
        "SELECT DISTINCT reason FROM origins",
        "SELECT DISTINCT unnest(m.reasons) FROM (SELECT unnest(members) AS m FROM utterances)",
    )
    with store.open_for_reading(built) as connection:
        found = {row[0] for query in queries for row in connection.execute(query).fetchall()}
    assert len(found) > 20
    assert [r for r in found if reasons.told("fr", r) == typeset("fr", r)] == []
