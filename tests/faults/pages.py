"""Pages of an invented affair, short and quick to read, some of them copies, one undated."""

from __future__ import annotations

from pathlib import Path

_LEAD = (
    "« Le pont de Malverac restera fermé », a déclaré {day} {who}, maire de Malverac, à {outlet}."
)
_MORE = (
    "Selon la préfecture, {number} riverains ont été évacués. « {said} », a-t-elle ajouté.\n"
    "Le syndicat des bateliers a refusé de négocier avec la mairie avant le 3 juin 2031."
)
_WHO = ("Odile Brasquet", "Mme Brasquet", "Odile Brasquet", "la maire Odile Brasquet")
_SAID = ("Nous attendons les experts", "Nous attendons toujours les experts", "Rien ne presse")


NUMBER = 8
"""Pages that are written."""


def write(folder: Path, count: int = NUMBER) -> None:
    """Write pages as text files, one of them empty."""
    folder.mkdir()
    for n in range(count):
        outlet = ("La Dépêche du Gave", "Le Petit Malveracois")[n % 2]
        printed = "" if n == count - 2 else f"Publié le {n % 3 + 10} mai 2031\n"
        lead = _LEAD.format(day="mardi", who=_WHO[n % 4], outlet=outlet)
        more = _MORE.format(
            number=("40", "une quarantaine de", "plus de 60")[n % 3], said=_SAID[n % 3]
        )
        text = f"{outlet}\nLe pont de Malverac fermé\n{printed}{lead}\n{more}\n"
        (folder / f"{n}.txt").write_text(text if n else "", encoding="utf-8")
