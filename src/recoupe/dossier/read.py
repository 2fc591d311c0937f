"""Asks a dossier: every question the command line, the API or an export has is one named read here.

In: a :class:`Dossier` over an open DuckDB connection. Out: the records of ``records.py``, in a
fixed order (articles by date, what is in them by place).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from types import TracebackType
from typing import Any, Self, TypeVar

from duckdb import DuckDBPyConnection

from recoupe.days import days
from recoupe.dossier import corrections, glance
from recoupe.dossier.coded_events import CodedEvent, coded_events
from recoupe.dossier.counts import Speaker, Summary, speakers, summary
from recoupe.dossier.coverage import OutletCoverage, by_outlet, coverage_rows
from recoupe.dossier.frames import framed
from recoupe.engine.chunks import chunked
from recoupe.findings import (
    Correction,
    Coverage,
    Discrepancy,
    Entity,
    Moment,
    Origin,
    Reprint,
    Reuse,
    Revision,
    Story,
    Thread,
    Utterance,
)
from recoupe.link.utterances import encoder
from recoupe.link.witness import QUOTED, Witness
from recoupe.records import (
    Actor,
    Article,
    Event,
    Failure,
    Quantity,
    Quotation,
    Reading,
    TimeExpression,
)
from recoupe.rows import by_name, from_row

Record = TypeVar("Record")

CAST_BATCH = 2_000
"""Entities whose actors are held in memory at once; a batch reads the table of actors once."""

_LATEST = "article IN (SELECT id FROM articles WHERE latest)"


class Dossier:
    """An open dossier; use it in a ``with`` block, or close it."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def __enter__(self) -> Self:
        """Return the dossier itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the dossier."""
        self.close()

    def _repr_html_(self) -> str:
        """Return the affair at a glance, as a notebook shows it."""
        return glance.html(self.cursor())

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def cursor(self) -> DuckDBPyConnection:
        """Return a connection of one's own to the same dossier: each thread that asks needs one."""
        return self._connection.cursor()

    @framed
    def articles(self, *, all_versions: bool = False) -> tuple[Article, ...]:
        """Return the articles, oldest first, undated last; by default only the latest versions."""
        query = (
            "SELECT * FROM articles WHERE latest OR ? ORDER BY"
            " published.value NULLS LAST, published.earliest NULLS LAST, uri, version"
        )
        return self._records(Article, query, all_versions)

    def article(self, article: str) -> Article | None:
        """Return the article with this id."""
        found = self._records(Article, "SELECT * FROM articles WHERE id = ?", article)
        return found[0] if found else None

    def versions(self, uri: str) -> tuple[Article, ...]:
        """Return all texts seen at one address, in the order they were first read."""
        query = "SELECT * FROM articles WHERE uri = ? ORDER BY version"
        return self._records(Article, query, uri)

    def version_numbers(self) -> dict[str, int]:
        """Return the version number of every article, by its id."""
        return dict(self._rows_of("SELECT id, version FROM articles"))

    @framed
    def actors(self, article: str | None = None) -> tuple[Actor, ...]:
        """Return the actors of one article, or of all, in the order they are first mentioned."""
        order = "article, coalesce(mentions[1].span.start, 0), name"
        return self._of_article(Actor, "actors", article, order)

    @framed
    def quotations(
        self,
        article: str | None = None,
        *,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[Quotation, ...]:
        """Return quotations in the order of the text: of an article, by a speaker, from some days.

        ``speaker`` is an actor's id or a name, in any case. With ``since`` or ``until`` only those
        whose date of utterance is known and can lie in that range are returned.
        """
        found = self._of_article(
            Quotation, "current_quotations", article, "article, content[1].start, id"
        )
        if speaker is not None:
            wanted = speaker.casefold()
            found = tuple(
                q for q in found if wanted in {q.speaker, (q.speaker_name or "").casefold()}
            )
        if since or until:
            found = tuple(q for q in found if _meets(q.said.value, since, until))
        return found

    @framed
    def times(self, article: str | None = None) -> tuple[TimeExpression, ...]:
        """Return the time expressions of one article, or of all, in the order of the text."""
        return self._of_article(TimeExpression, "times", article, "article, span.start, id")

    @framed
    def quantities(self, article: str | None = None) -> tuple[Quantity, ...]:
        """Return the figures claimed in one article, or in all, in the order of the text."""
        return self._of_article(Quantity, "quantities", article, "article, span.start, id")

    @framed
    def events(self, article: str | None = None) -> tuple[Event, ...]:
        """Return the events of one article, or of all, in the order of the text."""
        return self._of_article(Event, "events", article, '"article", "trigger".start, id')

    @framed
    def entities(self) -> tuple[Entity, ...]:
        """Return the actors across all articles, those of most articles first."""
        return self._records(
            Entity, "SELECT * FROM current_entities ORDER BY len(members) DESC, name, id"
        )

    def cast(self) -> Iterator[tuple[Entity, tuple[Actor, ...]]]:
        """Yield each entity with its actors of single articles, those of most articles first.

        In batches: a dossier may hold more actors than fit into memory.
        """
        entities = self.entities()
        for batch in chunked(entities, CAST_BATCH):
            ids = [m.id for entity in batch for m in entity.members]
            found = self._records(
                Actor, "SELECT * FROM actors SEMI JOIN (SELECT unnest(?) AS id) USING (id)", ids
            )
            actors = {actor.id: actor for actor in found}
            for entity in batch:
                yield entity, tuple(actors[m.id] for m in entity.members if m.id in actors)

    def entity_of(self) -> dict[str, str]:
        """Return the id of the entity of each actor, by the actor's id."""
        return dict(self._rows_of("SELECT actor, entity FROM current_memberships"))

    def states(self) -> dict[str, str]:
        """Return the state of each entity that is of one, by its id: two letters of ISO 3166."""
        return dict(
            self._rows_of(
                "SELECT m.entity, mode(f.state ORDER BY f.state) FROM current_memberships m"
                " JOIN actor_keys k ON k.actor = m.actor JOIN faces f ON f.id = k.face"
                " WHERE f.state IS NOT NULL GROUP BY m.entity"
            )
        )

    def dates(self) -> dict[str, str | None]:
        """Return the date of publication of each article, by its id."""
        return dict(self._rows_of("SELECT id, published.value FROM articles WHERE latest"))

    @framed
    def reprints(self) -> tuple[Reprint, ...]:
        """Return the groups of pages that carry one dispatch, the largest first."""
        return self._records(Reprint, "SELECT * FROM reprints ORDER BY len(copies) DESC, id")

    @framed
    def reuses(self) -> tuple[Reuse, ...]:
        """Return the pages that hold passages of another, those that hold most of it first.

        Pages of one reprint group are left out: they are told of there.
        """
        query = (
            "WITH placed AS (SELECT id, original AS article FROM reprints"
            " UNION ALL SELECT id, unnest(copies).article FROM reprints)"
            " SELECT r.* FROM reuses r ANTI JOIN"
            " (SELECT x.article AS a, y.article AS b FROM placed x JOIN placed y USING (id)) s"
            " ON s.a = r.source AND s.b = r.article ORDER BY r.share DESC, r.id"
        )
        return self._records(Reuse, query)

    @framed
    def revisions(self) -> tuple[Revision, ...]:
        """Return what changed from one text of an address to the next, by address and in order."""
        query = (
            "SELECT r.* FROM revisions r JOIN articles a ON a.id = r.newer"
            " ORDER BY r.uri, a.version, r.id"
        )
        return self._records(Revision, query)

    @framed
    def origins(self) -> tuple[Origin, ...]:
        """Return the way by which each quotation came to be known, in the order of quotations."""
        return self._records(Origin, "SELECT * FROM origins ORDER BY quotation")

    @framed
    def utterances(self) -> tuple[Utterance, ...]:
        """Return the utterances, in the order in which they were said; undated ones last."""
        query = "SELECT * FROM current_utterances ORDER BY said.value NULLS LAST, id"
        return self._records(Utterance, query)

    def languages_apart(self) -> str | None:
        """Say that wordings of two languages are not joined, where there are two and they are not.

        The encoder that sees the same meaning in two languages is an extra.
        """
        query = "SELECT count(DISTINCT language) FROM wordings"
        return encoder.OFF if self._rows_of(query)[0][0] > 1 and not encoder.available() else None

    @framed
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """Return where accounts differ, the weightiest first."""
        return self._records(
            Discrepancy, "SELECT * FROM current_discrepancies ORDER BY weight DESC, id"
        )

    @framed
    def corrections(self) -> tuple[Correction, ...]:
        """Return what readers said against the machine, undone ones too, oldest first."""
        return corrections.corrections(self._connection)

    @framed
    def stories(self) -> tuple[Story, ...]:
        """Return the affairs of the dossier, the largest first."""
        return self._records(Story, "SELECT * FROM stories ORDER BY len(members) DESC, id")

    @framed
    def timeline(self) -> tuple[Moment, ...]:
        """Return what was said and done, in order of time; what has no date stands last."""
        query = 'SELECT * FROM moments ORDER BY "date" IS NULL, first, last, kind DESC, who, id'
        return self._records(Moment, query)

    @framed
    def coverage(self) -> tuple[Coverage, ...]:
        """Return which article carries what, the most carried facts first."""
        return tuple(coverage_rows(self._connection))

    @framed
    def outlets(self) -> tuple[OutletCoverage, ...]:
        """Return for each outlet what only it tells and what it alone leaves out."""
        names = {a.id: a.outlet or a.uri for a in self.articles()}
        return by_outlet(self.coverage(), names)

    def coded_events(self) -> Iterator[CodedEvent]:
        """Yield who does what to whom, a row for each pair of actor and recipient."""
        return coded_events(self._connection)

    @framed
    def threads(self) -> tuple[Thread, ...]:
        """Return the threads of moves on one object, the longest first."""
        return self._records(Thread, "SELECT * FROM threads ORDER BY len(steps) DESC, id")

    def speakers(self) -> tuple[Speaker, ...]:
        """Return the names that quotations are told under, the most quoted first."""
        return speakers(self._connection)

    @framed
    def failures(self) -> tuple[Failure, ...]:
        """Return the pages that could not be read, with the reason."""
        return self._records(Failure, "SELECT * FROM failures ORDER BY uri, stage")

    def reading(self, article: str) -> Reading | None:
        """Return all that was read from one article."""
        found = self.article(article)
        if found is None:
            return None
        return Reading(
            found,
            self.actors(article),
            self.quotations(article),
            self.times(article),
            self.quantities(article),
            self.events(article),
        )

    def readings(self) -> tuple[Reading, ...]:
        """Return what was read from each article, in the order of :meth:`articles`."""
        found = [
            _by_article(records)
            for records in (
                self.actors(),
                self.quotations(),
                self.times(),
                self.quantities(),
                self.events(),
            )
        ]
        return tuple(
            Reading(a, *(tuple(records.get(a.id, ())) for records in found))
            for a in self.articles()
        )

    def undated(self) -> tuple[str, ...]:
        """Return the ids of the articles whose pages tell nothing of their date."""
        query = (
            "SELECT id FROM articles WHERE latest AND published.value IS NULL AND"
            " (published.basis = 'other pages' OR"
            " (published.earliest IS NULL AND published.latest IS NULL)) ORDER BY id"
        )
        return tuple(row[0] for row in self._rows_of(query))

    def fresh(self) -> frozenset[str]:
        """Return the ids of the articles read, read again or superseded since the last linking."""
        return frozenset(row[0] for row in self._rows_of("SELECT article FROM fresh"))

    def quoted_undated(self) -> tuple[Quotation, ...]:
        """Return the words in quotation marks of the pages that tell nothing of their date."""
        query = (
            "SELECT * FROM quotations WHERE list_contains(?, article) AND list_contains(?, kind)"
            " AND speaker_name IS NOT NULL AND parent IS NULL ORDER BY id"
        )
        return self._records(Quotation, query, list(self.undated()), sorted(QUOTED))

    def speaker_names(self) -> tuple[str, ...]:
        """Return every name under which something is told."""
        query = "SELECT DISTINCT speaker_name FROM quotations WHERE speaker_name IS NOT NULL"
        return tuple(row[0] for row in self._rows_of(query))

    def witnesses(self, names: Iterable[str], *, fresh: bool = False) -> tuple[Witness, ...]:
        """Return what speakers of these names said between marks on a day that a dated page tells.

        With ``fresh`` only those of pages read or superseded since the last linking.
        """
        pages = "a.id IN (FROM fresh)" if fresh else "a.latest"
        query = (
            "SELECT q.*, coalesce(a.outlet, a.uri) AS place FROM quotations q"  # noqa: S608 - ours
            f" JOIN articles a ON q.article = a.id WHERE {pages}"
            " AND a.published.value IS NOT NULL AND list_contains(?, q.kind)"
            " AND list_contains(?, q.speaker_name) AND q.parent IS NULL"
            " AND regexp_full_match(q.said.value, '\\d{4}-\\d\\d-\\d\\d') ORDER BY q.id"
        )
        rows = self._dicts(query, sorted(QUOTED), sorted(names))
        return tuple(Witness(from_row(Quotation, row), row["place"]) for row in rows)

    def summary(self) -> Summary:
        """Return how many records of each kind there are."""
        return summary(self._connection)

    def _of_article(
        self, kind: type[Record], table: str, article: str | None, order: str
    ) -> tuple[Record, ...]:
        where, values = (_LATEST, []) if article is None else ("article = ?", [article])
        query = f"SELECT * FROM {table} WHERE {where} ORDER BY {order}"  # noqa: S608 - ours
        return self._records(kind, query, *values)

    def _records(self, kind: type[Record], query: str, *values: Any) -> tuple[Record, ...]:  # noqa: ANN401
        return tuple(from_row(kind, row) for row in self._dicts(query, *values))

    def _dicts(self, query: str, *values: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
        return by_name(self._connection.execute(query, list(values)))

    def _rows_of(self, query: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(query).fetchall()


def _by_article(records: Sequence[Any]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for record in records:
        groups.setdefault(record.article, []).append(record)
    return groups


def _meets(value: str | None, since: date | None, until: date | None) -> bool:
    found = days(value)
    if found is None:
        return False
    return (since is None or found[1] >= since) and (until is None or found[0] <= until)
