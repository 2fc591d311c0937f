"""Takes corrections: a form in, the dossier corrected and linked again, the list of them out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import get_args
from urllib.parse import urlencode

from anyio.to_thread import run_sync
from duckdb import DuckDBPyConnection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from recoupe.dossier import store
from recoupe.dossier.corrections import Draft, correct, undo
from recoupe.errors import DossierError, QuestionError
from recoupe.findings import Correction, CorrectionKind
from recoupe.link.steps import link
from recoupe.web.forms import Form, read_form
from recoupe.web.writing import is_allowed

WHO_COOKIE = "who"
YEAR = 365 * 24 * 3600


class Desk:
    """Where corrections are handed in, one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()

    def routes(self) -> list[Route]:
        """Return where forms are sent to."""
        return [
            Route("/corrections", self.make, methods=["POST"]),
            Route("/corrections/{id}/undo", self.undo, methods=["POST"]),
        ]

    async def make(self, request: Request) -> Response:
        """Make the correction that a form says, and show it in the list."""
        form = await _allowed(request, "correct")
        draft = _draft(form)
        made = await run_sync(self._apply, lambda connection: correct(connection, draft))
        return _done(form, made)

    async def undo(self, request: Request) -> Response:
        """Take a correction back."""
        form = await _allowed(request, "undo")
        name = request.path_params["id"]
        who = form.one("who") or "?"
        undone = await run_sync(self._apply, lambda connection: undo(connection, name, who))
        return _done(form, undone)

    def _apply(self, change: Callable[[DuckDBPyConnection], Correction]) -> Correction:
        with self._lock, store.writing(self._path) as connection:
            try:
                made = change(connection)
            except DossierError as error:
                raise QuestionError(str(error)) from error
            link(connection)
        return made


async def _allowed(request: Request, name: str) -> Form:
    """Return the form of a reader who may correct; of others nothing is read but the token."""
    form = await read_form(request)
    if not is_allowed(request, name, form.one("csrf") or ""):
        raise HTTPException(403)
    return form


def _draft(form: Form) -> Draft:
    kinds: tuple[CorrectionKind, ...] = get_args(CorrectionKind)
    kind = next((k for k in kinds if k == form.one("kind")), None)
    if kind is None:
        raise QuestionError(f"no kind of correction: {form.one('kind')}")
    return Draft(
        kind,
        tuple(dict.fromkeys(form.all("item"))),
        form.one("who") or "",
        form.one("value"),
        form.one("actor"),
        form.one("reason"),
    )


def _done(form: Form, made: Correction) -> Response:
    """Lead to the list of corrections, from where the reader can go back to what he looked at."""
    asked = {"made": made.id, "back": form.one("back") or "/"}
    response = RedirectResponse(f"/corrections?{urlencode(asked)}", 303)
    if who := form.one("who"):
        kept = who.encode("ascii", "backslashreplace").decode("ascii")
        response.set_cookie(WHO_COOKIE, kept, YEAR, httponly=True, samesite="strict")
    return response
