"""Brings a DuckDB connection to the tables this version of recoupe reads: migrations, in order.

A change of the tables is a new file ``migrations/<number>_<name>.sql``; a file once released is
never edited. The table ``schema_version`` holds the numbers of those applied.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from duckdb import DuckDBPyConnection

from recoupe.errors import DossierError


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Return the numbered SQL scripts, lowest number first."""
    folder = resources.files("recoupe.dossier") / "migrations"
    scripts = [f for f in folder.iterdir() if f.name.endswith(".sql")]
    return tuple(
        sorted((int(f.name.split("_")[0]), f.read_text(encoding="utf-8")) for f in scripts)
    )


def newest() -> int:
    """Return the schema version this recoupe writes."""
    return migrations()[-1][0]


def version(connection: DuckDBPyConnection, catalog: str | None = None) -> int | None:
    """Return the schema version of an open database, ``None`` where it is no dossier."""
    found = connection.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = 'schema_version'"
        " AND table_catalog = coalesce(?, current_database())",
        [catalog],
    ).fetchone()
    if not found or not found[0]:
        return None
    name = f'"{catalog}".schema_version' if catalog else "schema_version"
    row = connection.execute(f"SELECT max(version) FROM {name}").fetchone()  # noqa: S608 - our name
    return row[0] if row else None


def require(found: int | None, path: object) -> int:
    """Return the version ``found``; :class:`DossierError` where this recoupe cannot read it."""
    if found is None:
        raise DossierError(f"{path} is no dossier: name a file that 'recoupe build' wrote")
    if found > newest():
        raise DossierError(
            f"{path} was written by a newer recoupe (dossier version {found}, this one reads"
            f" up to {newest()}): update recoupe"
        )
    return found


def missing(connection: DuckDBPyConnection) -> tuple[tuple[int, str], ...]:
    """Return the migrations that an open dossier has not seen, lowest number first."""
    rows = connection.execute("SELECT version FROM schema_version").fetchall()
    done = {row[0] for row in rows}
    return tuple((number, script) for number, script in migrations() if number not in done)


def migrate(connection: DuckDBPyConnection, until: int | None = None) -> None:
    """Apply the migrations the database has not seen, each in a transaction of its own.

    With ``until`` the tables are those of that version, into which what is older can be put.
    """
    connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
    for number, script in missing(connection):
        if until is not None and number > until:
            break
        connection.begin()
        connection.execute(script)
        connection.execute("INSERT INTO schema_version VALUES (?)", [number])
        connection.commit()
