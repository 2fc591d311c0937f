"""Writes what readers corrected: an open dossier in, JSON Lines or a gold folder out, and back.

The gold folder holds the text of each article concerned (``pages/``) and two files of answers:
``quotations.json``, in the form of the project's quotation golds, has the quotations whose speaker
was corrected; ``pairs.json`` says which actors and quotations are one and which are not, which
dates are right, and which differences are none, each by file and characters.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from recoupe.dossier.read import Dossier
from recoupe.errors import DossierError, InputError
from recoupe.export.files import written
from recoupe.findings import Correction, Passage
from recoupe.records import Article, Quotation
from recoupe.rows import to_row

UNNAMED = "anonyme: non précisé"
"""How the quotation golds write that the text names nobody."""


def lines(dossier: Dossier) -> list[str]:
    """Return all corrections, undone ones too, one JSON object a line."""
    return [json.dumps(to_row(c), ensure_ascii=False) + "\n" for c in dossier.corrections()]


def export_lines(found: Iterable[str], out: Path) -> None:
    """Write lines to a file, whole or not at all."""
    with written(out) as file:
        file.writelines(found)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the corrections of a file; :class:`InputError` names the line that is none."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}") from error
    rows = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: no JSON ({error})") from error
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: no JSON object")
        rows.append(row)
    return rows


def export_gold(dossier: Dossier, folder: Path) -> int:
    """Write the corrections in force as a gold set and return how many answers it holds."""
    found = [c for c in dossier.corrections() if not c.undone]
    named = {p.article for c in found for p in c.passages}
    articles = {i: a for i in sorted(named) if (a := dossier.article(i))}
    found = [c for c in found if all(p.article in articles for p in c.passages)]
    if not found:
        raise DossierError("no correction in force: nothing to write")
    files = {a.id: f"{a.id}.txt" for a in articles.values()}
    for article in articles.values():
        with written(folder / "pages" / files[article.id]) as file:
            file.write(article.text)
    quoted = _quotations(dossier, found)
    answers = {files[i]: _quoted(articles[i], rows) for i, rows in quoted.items()}
    pairs = [_pair(c, files) for c in found if c.kind != "speaker"]
    for name, content in (("quotations", answers), ("pairs", pairs)):
        with written(folder / f"{name}.json") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
    return sum(map(len, quoted.values())) + len(pairs)


def _quotations(dossier: Dossier, corrections: Sequence[Correction]) -> dict[str, list[Quotation]]:
    """Return the quotations whose speaker was corrected, as they are now, by article."""
    wanted = {(p.article, p.start) for c in corrections if c.kind == "speaker" for p in c.passages}
    found: dict[str, list[Quotation]] = {}
    for article in sorted({a for a, _ in wanted}):
        rows = [q for q in dossier.quotations(article) if (article, q.content[0].start) in wanted]
        if rows:
            found[article] = rows
    return found


def _quoted(article: Article, quotations: Sequence[Quotation]) -> dict[str, Any]:
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    return {"sha256": digest, "quotations": [_answer(q) for q in quotations]}


def _answer(quotation: Quotation) -> dict[str, Any]:
    def place(span: Any) -> Any:  # noqa: ANN401 - a span or none
        return span and {"start": span.start, "end": span.end}

    return {
        "id": quotation.id,
        "kind": quotation.kind,
        "content": [place(s) for s in quotation.content],
        "cue": place(quotation.cue),
        "source": place(quotation.source),
        "speaker": quotation.speaker_name or UNNAMED,
    }


def _pair(correction: Correction, files: dict[str, str]) -> dict[str, Any]:
    def place(passage: Passage) -> dict[str, Any]:
        return {"file": files[passage.article], "start": passage.start, "end": passage.end}

    answer = {"kind": correction.kind, "places": [place(p) for p in correction.passages]}
    return answer | ({"value": correction.value} if correction.value else {})
