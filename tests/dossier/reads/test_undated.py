"""Pages without a date: what is known of their day bounds them, and is nobody's date."""

from __future__ import annotations

from pathlib import Path

import recoupe
from recoupe.dossier import store
from recoupe.dossier.reads.actors import actor, actors
from recoupe.dossier.reads.articles import articles

WORDS = "Nous rendrons la criée de Clerval à celles et ceux qui en vivent depuis trois générations"
DATED = f"""La criée de Clerval rouvrira lundi

Publié le 4 mars 2026 à 9h05

La ministre de la Mer a parlé devant les mareyeurs de Clerval.
« {WORDS} », a déclaré lundi la ministre de la Mer, Nora Vasseur.
"""
UNDATED = f"""À Clerval, les mareyeurs attendent la criée

« {WORDS} », a affirmé lundi l'ancienne maire de Clerval, Nora Vasseur.
Les mareyeurs ont accueilli ces paroles avec prudence, et la criée n'a pas rouvert.
"""


def test_roles_are_dated_by_articles_with_a_date_only(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "une.txt").write_text(DATED, "utf-8")
    (pages / "deux.txt").write_text(UNDATED, "utf-8")
    recoupe.build(pages, tmp_path / "criee.duckdb").close()
    with store.open_for_reading(tmp_path / "criee.duckdb") as dossier:
        bounded = [a for a in articles(dossier).items if a.published.value is None]
        assert [a.published.earliest is not None for a in bounded] == [True]
        head = next(a for a in actors(dossier).items if a.name == "Nora Vasseur")
        roles = {role.role: (role.first, role.last) for role in actor(dossier, head.id).roles}
    assert roles == {
        "la ministre de la Mer": ("2026-03-04", "2026-03-04"),
        "l'ancienne maire de Clerval": (None, None),
    }
    assert (head.first, head.last) == ("2026-03-04", "2026-03-04")


def test_a_role_is_told_once_and_one_of_somebody_elses_last(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    forms = ("la ministre de la Mer", "ministre de la Mer", "sa ministre de la Mer")
    for number, form in enumerate(forms):
        said = f"« La criée de Clerval rouvrira lundi », a déclaré mardi {form}, Nora Vasseur.\n"
        text = f"La criée\n\nPublié le {number + 3} mars 2026\n\n{said}"
        (pages / f"{number}.txt").write_text(text, "utf-8")
    recoupe.build(pages, tmp_path / "criee.duckdb").close()
    with store.open_for_reading(tmp_path / "criee.duckdb") as dossier:
        head = next(a for a in actors(dossier).items if a.name == "Nora Vasseur")
        roles = [(role.role, role.articles) for role in actor(dossier, head.id).roles]
    assert [count for _, count in roles] == [2, 1]
    assert roles[-1][0] == "sa ministre de la Mer"
    assert head.role == roles[0][0]
