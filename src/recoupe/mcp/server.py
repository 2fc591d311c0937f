"""The tools an assistant may call: a dossier in, a Model Context Protocol server out.

All of them read; none can change the dossier. Each answer carries the passages it rests on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from duckdb import DuckDBPyConnection
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from recoupe import __version__
from recoupe.dossier.reads import coverage as coverage_reads
from recoupe.dossier.reads import discrepancies as discrepancy_reads
from recoupe.dossier.reads import passages as passage_reads
from recoupe.dossier.reads import record as record_reads
from recoupe.dossier.reads import threads as thread_reads
from recoupe.dossier.reads import timeline as timeline_reads
from recoupe.dossier.reads import utterance as utterance_reads
from recoupe.dossier.reads.actors import ActorFilters, actors
from recoupe.dossier.reads.paging import Paging
from recoupe.errors import RecoupeError
from recoupe.findings import DiscrepancyKind
from recoupe.mcp import answers
from recoupe.web.reading import Reader

Answer = TypeVar("Answer")

INSTRUCTIONS = (
    "A dossier of press pages about one affair: who said what, when, through whom, and where the"
    " accounts differ. Answer from the tools only, and cite for every statement the outlet, the"
    " date and the passage id. What was read by a machine can be wrong: where it matters, call"
    " `passage` and read the words around it. `origins` counts independent sources: many outlets"
    " can hang on one."
)

READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
MOST = 50

Limit = Annotated[int, Field(ge=1, le=MOST, description="how many items at most")]
Words = Annotated[str, Field(max_length=400, description="words, in any of their forms")]
Name = Annotated[str | None, Field(max_length=400, description="part of the speaker's name")]
Outlet = Annotated[str | None, Field(max_length=400, description="an outlet, by its exact name")]
Day = Annotated[date | None, Field(description="a day, as 2031-03-12")]
Id = Annotated[str, Field(max_length=100, description="an id from another answer")]


def make_server(path: Path) -> MCPServer:
    """Return the server of a dossier; :class:`DossierError` where it cannot be read."""
    server = MCPServer("recoupe", instructions=INSTRUCTIONS, version=__version__,
                       log_level="ERROR")  # fmt: skip
    tools = Tools(Reader(path))
    for tool in (
        tools.search_record,
        tools.who_said_what,
        tools.compare_wordings,
        tools.discrepancies,
        tools.timeline,
        tools.threads,
        tools.left_out,
        tools.passage,
    ):
        server.tool(annotations=READS, structured_output=True)(tool)
    return server


class Tools:
    """The tools on one dossier; their docstrings are what the assistant reads."""

    def __init__(self, reader: Reader) -> None:
        """Hold the dossier."""
        self._reader = reader

    def search_record(
        self, words: Words = "", speaker: Name = None, outlet: Outlet = None,
        since: Day = None, until: Day = None, limit: Limit = 20,
    ) -> answers.Statements:  # fmt: skip
        """Statements in order of time, by words in them, by speaker, outlet or day."""

        def read(connection: DuckDBPyConnection) -> answers.Statements:
            filters = record_reads.Filters(
                speaker=self._actor(connection, speaker) if speaker else None,
                outlet=outlet,
                since=since,
                until=until,
                text=words or None,
            )
            return self._told(connection, filters, limit)

        return self._ask(read)

    def who_said_what(self, subject: Words, limit: Limit = 20) -> answers.Statements:
        """Who said what on a subject: statements in or near whose words the subject stands."""
        return self._ask(lambda c: self._told(c, record_reads.Filters(subject=subject), limit))

    def compare_wordings(self, statement: Id) -> answers.Comparison:
        """All wordings of one statement side by side, with the words in which they differ."""
        return self._ask(lambda c: answers.comparison(utterance_reads.utterance(c, statement)))

    def discrepancies(
        self,
        kind: Annotated[DiscrepancyKind | None, Field(description="what differs")] = None,
        limit: Limit = 20,
    ) -> answers.Differences:
        """Where the accounts differ, the weightiest first, with the passages side by side."""
        page = self._ask(lambda c: discrepancy_reads.discrepancies(c, Paging(0, limit), kind))
        return answers.Differences(tuple(map(answers.difference, page.items)), page.total)

    def timeline(
        self, since: Day = None, until: Day = None, limit: Limit = 30
    ) -> answers.Happenings:
        """What was said and done on which day (not when it was printed)."""
        filters = timeline_reads.MomentFilters(since=since, until=until)
        page = self._ask(lambda c: timeline_reads.timeline(c, filters, Paging(0, limit)))
        return answers.Happenings(tuple(map(answers.happening, page.items)), page.total)

    def threads(self, words: Words = "", limit: Limit = 5) -> answers.Courses:
        """How each agreement, project, sanction or demand stands, with its moves."""
        filters = thread_reads.ThreadFilters(text=words or None)
        page = self._ask(lambda c: thread_reads.threads(c, filters, Paging(0, limit)))
        return answers.Courses(tuple(map(answers.course, page.items)), page.total)

    def left_out(
        self, outlet: Annotated[str, Field(max_length=400, description="its exact name")],
        limit: Limit = 20,
    ) -> answers.Omissions:  # fmt: skip
        """What one outlet leaves out though all others that could have it carry it."""
        filters = coverage_reads.FactFilters(left=outlet)
        page = self._ask(lambda c: coverage_reads.coverage(c, filters, Paging(0, limit)))
        return answers.Omissions(tuple(map(answers.omission, page.items)), page.total)

    def passage(self, passage: Id) -> answers.Context:
        """The very words at a passage id, with what stands before and after them."""
        found = self._ask(lambda c: passage_reads.passage(c, passage))
        return answers.Context(answers.citation(found), found.before, found.after)

    def _ask(self, read: Callable[[DuckDBPyConnection], Answer]) -> Answer:
        """Return an answer; what is wrong with the question is told to the assistant."""
        try:
            return self._reader.ask(read)
        except RecoupeError as error:
            raise ToolError(str(error)) from error

    def _told(
        self,
        connection: DuckDBPyConnection,
        filters: record_reads.Filters,
        limit: int,
    ) -> answers.Statements:
        page = record_reads.record(connection, filters, Paging(0, limit))
        return answers.Statements(tuple(map(answers.statement, page.items)), page.total)

    def _actor(self, connection: DuckDBPyConnection, name: str) -> str:
        """Return the actor of a name who said most, a name nobody has where there is none."""
        found = actors(connection, ActorFilters(text=name), Paging(0, MOST)).items
        return max(found, key=lambda a: a.utterances).id if found else name
