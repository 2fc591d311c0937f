"""Keys of fresh actors: the tables of the readings in, ``actor_keys``, ``faces`` and blocks out.

A *face* is a way in which actors are named: language, kind, name, state, gender. What names are
compared by is worked out once a face, not once an actor. A *block* holds the faces that may be one.
"""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.engine.chunks import chunked
from recoupe.extract.actors_roles import office_of
from recoupe.link.bodies import body_of
from recoupe.link.known import Known, find, state_code
from recoupe.link.names import coarse, parse, surnames
from recoupe.rows import insert

BATCH = 10_000

_FRESH = """
CREATE OR REPLACE TEMP TABLE fresh_actors AS
SELECT *, left(md5(concat_ws(chr(31), language, kind, name, named, coalesce(country, ''),
    coalesce(gender, ''), array_to_string(acronyms, '|'))), 16) AS face
FROM (
    SELECT a.id AS actor, a.article, r.language, a.kind, coalesce(given, a.name) AS name,
        a.named OR given IS NOT NULL AS named, a.country, a.gender,
        a.roles, len(a.mentions) AS spoken, list_sort(list_filter(a.aliases, lambda x:
            a.kind = 'organisation' AND a.named AND x <> a.name
            AND regexp_full_match(x, '\\p{Lu}(\\.?[\\p{Lu}0-9]){1,7}\\.?'))) AS acronyms,
        date_diff('day', DATE '1970-01-01', try_cast(left(
            coalesce(r.published.value, r.published.earliest), 10) AS DATE)) AS first,
        date_diff('day', DATE '1970-01-01', try_cast(left(
            coalesce(r.published.value, r.published.latest), 10) AS DATE)) AS last
    FROM (SELECT *, list_filter(aliases, lambda x: kind = 'organisation' AND NOT named
        AND regexp_full_match(x, '\\p{Ll}[\\p{L}-]* \\p{Lu}.*'))[1] AS given FROM actors) a
    JOIN articles r ON r.id = a.article
    WHERE r.latest AND a.article IN (SELECT article FROM fresh)
)
"""
"""« son administration » takes part under the name that its article gives it."""

_ROLES = """
SELECT DISTINCT language, unnest(roles).role AS role FROM fresh_actors ORDER BY ALL
"""

_KEYS = """
INSERT INTO actor_keys
SELECT actor, article, face, first, last, offices, around,
    concat_ws(' ', face, coalesce(first::VARCHAR, '?'), coalesce(last::VARCHAR, '?'),
        array_to_string(offices, ';'), around)
FROM (SELECT k.*, CASE WHEN s.short[1] LIKE 'o %' THEN w.around END AS around FROM (
    SELECT f.actor, f.article, f.face, f.first, f.last,
        coalesce(list_sort(list_distinct(list(o.office) FILTER (o.office IS NOT NULL))), [])
            AS offices
    FROM (SELECT * EXCLUDE roles, unnest(CASE WHEN len(roles) > 0 THEN roles ELSE [NULL] END) AS r
          FROM fresh_actors) f
    LEFT JOIN role_offices o ON o.language = f.language AND o.role = f.r.role
    GROUP BY ALL
) k JOIN faces s ON s.id = k.face LEFT JOIN article_states w USING (article))
"""

_STATES = """
CREATE OR REPLACE TEMP TABLE article_states AS
SELECT article, any_value(state) AS around FROM (
    SELECT article, state, rank() OVER (PARTITION BY article ORDER BY uses DESC) AS place FROM (
        SELECT article, state, sum(spoken) AS uses FROM fresh_actors JOIN faces ON faces.id = face
        WHERE state IS NOT NULL GROUP BY article, state
    )
) WHERE place = 1 GROUP BY article HAVING count(*) = 1
"""
"""The state that an article names most, by its actors: « le Sénat » in it is that state's."""

_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT unnest("full" || short) AS block FROM faces
WHERE id IN (SELECT face FROM changed_faces)
"""


def renew(connection: DuckDBPyConnection) -> None:
    """Bring the keys of fresh articles up to date; leaves the blocks concerned in ``touched``."""
    connection.execute(_FRESH)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE changed_faces AS SELECT face FROM fresh_actors UNION"
        " SELECT face FROM actor_keys WHERE article IN (SELECT article FROM fresh)"
    )
    connection.execute("DELETE FROM actor_keys WHERE article IN (SELECT article FROM fresh)")
    _read_roles(connection)
    _read_faces(connection)
    connection.execute(_STATES)
    connection.execute(_KEYS)
    connection.execute(_TOUCHED)


def _read_roles(connection: DuckDBPyConnection) -> None:
    """Read each distinct role text of the fresh actors once."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE role_offices (language VARCHAR, role VARCHAR, office VARCHAR)"
    )
    roles = connection.execute(_ROLES).fetchall()
    found = [
        {"language": language, "role": role, "office": office}
        for language, role in roles
        if (office := office_key(language, role))
    ]
    for batch in chunked(found, BATCH):
        insert(connection, "role_offices", batch)


def office_key(language: str, role: str) -> str | None:
    """Return an office with its state, alike in all languages; ``None`` where no state is told.

    >>> office_key("fr", "président letton"), office_key("en", "Latvian president")
    ('head_of_state LV', 'head_of_state LV')
    """
    office = office_of(language, role)
    state = state_code(language, office.state) if office else None
    if office is None or state is None:
        return None
    classes = sorted(c for c in office.classes if not c.startswith("any:"))
    rest = " ".join(sorted(office.rest)) if not classes else ""
    return " ".join(filter(None, (classes[0] if classes else office.head, rest, state)))


def _read_faces(connection: DuckDBPyConnection) -> None:
    """Work out what the new faces are compared by."""
    cursor = connection.execute(
        "SELECT DISTINCT face, language, kind, name, named, country, gender, acronyms"
        " FROM fresh_actors ANTI JOIN faces ON faces.id = face ORDER BY face"
    )
    for batch in chunked(cursor.fetchall(), BATCH):
        insert(connection, "faces", [face_row(*row) for row in batch])


def face_row(  # noqa: PLR0913, PLR0917 - the columns that make a face
    face: str,
    language: str,
    kind: str,
    name: str,
    named: bool,  # noqa: FBT001
    country: str | None,
    gender: str | None,
    acronyms: list[str],
) -> dict[str, Any]:
    """Return the row of a face, with the blocks in which it is compared."""
    known = find(language, kind, name) if kind != "person" else None
    state = state_code(language, country)
    full, short, fullness = _blocks(language, kind, name, acronyms, named=named, state=state)
    if known:
        full, short, fullness = [f"k {known.id}"], [], 1
    return {
        "id": face,
        "language": language,
        "kind": kind,
        "name": name,
        "named": named or known is not None,
        "country": country,
        "gender": gender,
        "acronyms": acronyms,
        "known": known.id if known else None,
        "state": _state(known, state, language, kind, name),
        "full": full,
        "short": short,
        "fullness": fullness,
        "stands": known is not None and known.stands,
        "root": face,
    }


def _state(
    known: Known | None, state: str | None, language: str, kind: str, name: str
) -> str | None:
    if known:
        return known.state or state
    return state or (body_of(name, language).state if kind == "organisation" else None)


def _blocks(
    language: str, kind: str, name: str, acronyms: list[str], *, named: bool, state: str | None
) -> tuple[list[str], list[str], int]:
    """Return the blocks in which a name stands in full, those in which it is short, its fullness.

    A description is compared with nothing, but for the institution of a state (« gouvernement
    letton »): there is one of it.
    """
    if kind == "person" and named:
        return _person_blocks(name, language)
    if kind == "country" and named:
        return [f"o {name.casefold()}"], [], 1
    body = body_of(name, language)
    lone = body.bare or (not named and (body.own or not state))
    if kind != "organisation" or lone:
        return [], [], 0
    if body.acronym:
        return [], [f"a {body.acronym}"], 0
    if not body.own and not (state or body.state):
        return [], [f"o {body.key}"], 0
    short = [f"a {a.replace('.', '')}" for a in acronyms]
    if body.initials:
        short.append(f"a {body.initials}")
    return [f"o {body.key}", *dict.fromkeys(short)], [], 1


def _person_blocks(name: str, language: str) -> tuple[list[str], list[str], int]:
    """Return the blocks of a person: of each word that may be the surname."""
    person = parse(name, language)
    blocks = list(dict.fromkeys(f"p {coarse(s)}" for s in surnames(person)))
    if not person.is_full:
        return [], blocks[:1], 0
    return blocks, [], 1 if name.isupper() else 2
