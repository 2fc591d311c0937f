"""Writes the report of a dossier: a dossier, a path and a form in, the file out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from recoupe.dossier.read import Dossier
from recoupe.errors import InputError
from recoupe.export.files import written
from recoupe.export.report.contents import WHOLE, Contents, Limits, gather
from recoupe.export.report.note import note
from recoupe.export.report.page import page
from recoupe.web.wording import LANGUAGES

Form = Literal["html", "markdown"]


def report(
    dossier: Dossier, path: Path, form: Form, language: str | None = None, *, whole: bool = False
) -> Contents:
    """Write the report and return what is in it; ``language`` is else that of most articles.

    Raises :class:`InputError` for a language the report is not written in, :class:`DossierError`
    where the file cannot be written.
    """
    contents = gather(dossier.cursor(), WHOLE if whole else Limits())
    chosen = language or _usual(contents)
    if chosen not in LANGUAGES:
        raise InputError(f"a report is written in {' or '.join(LANGUAGES)}, not in {chosen}")
    text = {"html": page, "markdown": note}[form](contents, chosen)
    with written(path) as file:
        file.write(text.encode("utf-8", "replace").decode("utf-8"))
    return contents


def _usual(contents: Contents) -> str:
    found = [counted.value for counted in contents.affair.languages if counted.value in LANGUAGES]
    return found[0] if found else LANGUAGES[0]
