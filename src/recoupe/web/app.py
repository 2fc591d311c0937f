"""The web application: a dossier's path and who may write in, a Starlette application out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from recoupe.errors import RecoupeError
from recoupe.web.api import routes as api
from recoupe.web.correcting import Desk
from recoupe.web.pages import PAGES
from recoupe.web.reading import Reader
from recoupe.web.security import Guard
from recoupe.web.site import Site, trouble
from recoupe.web.writing import Session


def make_app(
    path: Path, *, write: bool = False, token: str | None = None, host: str = "127.0.0.1"
) -> Starlette:
    """Return the application that shows a dossier; :class:`DossierError` where it cannot be read.

    ``write`` lets readers who know the ``token`` correct what the machine found; ``host`` is where
    the server listens, the only name besides those of this machine that it answers to.
    """
    site = Site(Reader(path))
    desk = Desk(path) if write else None
    guards = [Middleware(Guard, host=host)]
    if write:
        if not token:
            raise ValueError("readers who may correct need a token")
        guards.append(Middleware(Session, token=token))

    @asynccontextmanager
    async def open_while_serving(_: Starlette) -> AsyncIterator[None]:
        yield
        site.reader.close()

    application = Starlette(
        routes=_routes(site, desk),
        middleware=guards,
        exception_handlers={
            RecoupeError: trouble,
            HTTPException: trouble,
            Exception: trouble,
        },
        lifespan=open_while_serving,
    )
    application.state.site = site
    return application


def _routes(site: Site, desk: Desk | None) -> list[BaseRoute]:
    pages = [Route(place.path, site.endpoint(place), name=place.name) for place in PAGES]
    static = StaticFiles(directory=str(files("recoupe.web") / "static"))
    corrections = desk.routes() if desk else []
    return [
        *pages,
        *corrections,
        Mount("/static", static, name="static"),
        Mount(api.PREFIX, routes=api.routes(site.reader), name="api"),
    ]
