"""The resources of the API: for each its path, what may be asked, and the read that answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads import actors as actor_reads
from recoupe.dossier.reads import (
    acts,
    affair,
    articles,
    coverage,
    figures,
    network,
    passages,
    record,
    reprints,
    search,
    stories,
    threads,
    timeline,
    utterance,
)
from recoupe.dossier.reads import article as article_reads
from recoupe.dossier.reads import discrepancies as discrepancy_reads
from recoupe.dossier.reads.paging import FIRST, MOST, Page, Paging
from recoupe.findings import DiscrepancyKind
from recoupe.web.api.parameters import LONGEST, Parameter, of_filters, of_paging

Values = Mapping[str, Any]
Read = Callable[[DuckDBPyConnection, Values], Any]


@dataclass(frozen=True, slots=True)
class Resource:
    """One path of the API; ``answer`` is the type of what it gives, ``read`` finds it."""

    path: str
    name: str
    summary: str
    answer: Any
    read: Read
    parameters: tuple[Parameter, ...] = ()

    @property
    def takes_id(self) -> bool:
        """Tell whether the path names one item."""
        return self.path.endswith("{id}")


_DAYS = {"since": "first day, as 2031-03-12", "until": "last day, as 2031-03-12"}
_DESCRIBED = {
    **_DAYS,
    "speaker": "id of an actor",
    "side": "state or institution spoken for, a value of the facet",
    "outlet": "an outlet by its name, or the address of a page that names none",
    "subject": "words of what it is about",
    "kind": "kind of item",
    "language": "code of a language, as fr",
    "origins": "whether one or several ways lead to it",
    "text": "words that must stand in it, in any of their forms",
    "actor": "id of the actor who acts",
    "recipient": "id of the actor acted on",
    "type": "PLOVER type",
    "status": "how far the act has come",
    "country": "state",
    "story": "id of a story",
    "state": "how it stands",
    "unit": "ISO 4217 code, %, or a unit's name",
    "carried": "an outlet that carries it",
    "only": "the outlet that alone carries it",
    "left": "the outlet that alone leaves it out",
    "absent": "an outlet that does not carry it and could have",
}


Kind = Any
"""The type of a record."""


def _listed(
    path: str, summary: str, read: Callable[..., Page[Any]], item: Kind, filters: type
) -> Resource:
    """Return a resource that lists items by a read of filters and paging."""
    parameters = of_filters(filters, _DESCRIBED)
    own = {parameter.name for parameter in parameters}

    def answer(connection: DuckDBPyConnection, asked: Values) -> Page[Any]:
        chosen = filters(**{key: value for key, value in asked.items() if key in own})
        return read(connection, chosen, _paging(asked))

    every = (*parameters, *of_paging(FIRST))
    return Resource(f"/{path}", path, summary, Page[item], answer, every)


def _paged(path: str, summary: str, read: Callable[..., Page[Any]], item: Kind) -> Resource:
    """Return a resource that lists items by a read of paging alone."""

    def answer(connection: DuckDBPyConnection, asked: Values) -> Page[Any]:
        return read(connection, _paging(asked))

    return Resource(f"/{path}", path, summary, Page[item], answer, of_paging(FIRST))


def _one(path: str, name: str, summary: str, read: Callable[..., Any], item: Kind) -> Resource:
    """Return a resource that gives one item by its id."""

    def answer(connection: DuckDBPyConnection, asked: Values) -> Any:  # noqa: ANN401 - a record
        return read(connection, asked["id"])

    return Resource(f"/{path}/{{id}}", name, summary, item, answer)


def _paging(asked: Values, before: str = "") -> Paging:
    return Paging(
        asked.get(f"{before}offset", FIRST.offset), asked.get(f"{before}limit", FIRST.limit)
    )


def _search(connection: DuckDBPyConnection, asked: Values) -> search.Found:
    return search.search(
        connection, asked["q"], asked.get("outlet"), asked.get("language"), _paging(asked)
    )


def _discrepancies(connection: DuckDBPyConnection, asked: Values) -> Page[Any]:
    return discrepancy_reads.discrepancies(connection, _paging(asked), asked.get("kind"))


def _matrix(connection: DuckDBPyConnection, asked: Values) -> coverage.Matrix:
    filters = coverage.FactFilters(kind=asked.get("kind"))
    columns = _paging(asked, "column_")
    return coverage.matrix(connection, asked["story"], filters, _paging(asked), columns)


def _network(connection: DuckDBPyConnection, asked: Values) -> network.Network:
    return network.network(connection, asked.get("actor"), asked.get("limit", network.USUAL))


def _text(name: str, description: str, *, required: bool = False) -> Parameter:
    schema = {"type": "string", "maxLength": LONGEST} | ({"minLength": 1} if required else {})
    return Parameter(name, schema, description, required)


def _choice(name: str, known: Any, description: str) -> Parameter:  # noqa: ANN401 - a Literal
    return Parameter(name, {"type": "string", "enum": list(get_args(known))}, description)


RESOURCES: tuple[Resource, ...] = (
    Resource("/affair", "affair", "The affair at a glance", affair.Affair,
             lambda connection, _: affair.affair(connection)),
    _listed("utterances", "Who said what, in order of time",
            record.record, record.Told, record.Filters),
    _one("utterances", "utterance", "All wordings of one statement and how they came to be known",
         utterance.utterance, utterance.UtteranceRead),
    Resource("/search", "search", "Lines of articles in which words stand", search.Found, _search,
             (_text("q", "the words looked for", required=True), _text("outlet", "an outlet"),
              _text("language", "code of a language, as fr"), *of_paging(FIRST))),
    Resource("/discrepancies", "discrepancies", "Where accounts differ, the weightiest first",
             Page[discrepancy_reads.DiscrepancyRead], _discrepancies,
             (_choice("kind", DiscrepancyKind, "what differs"), *of_paging(FIRST))),
    _one("discrepancies", "discrepancy", "One discrepancy",
         discrepancy_reads.discrepancy, discrepancy_reads.DiscrepancyRead),
    _listed("facts", "What articles carry, and which of them",
            coverage.coverage, coverage.Fact, coverage.FactFilters),
    _one("facts", "fact", "One fact", coverage.fact, coverage.Fact),
    Resource("/matrix", "matrix", "The facts of a story against its articles",
             coverage.Matrix, _matrix,
             (_text("story", "id of a story", required=True),
              _choice("kind", coverage.FactKind, "kind of fact"),
              *of_paging(FIRST), *of_paging(FIRST, "column_"))),
    _paged("outlets", "How much each outlet tells, alone tells and leaves out",
           coverage.outlets, coverage.OutletLine),
    _listed("threads", "What is in hand and how it stands",
            threads.threads, threads.ThreadRead, threads.ThreadFilters),
    _one("threads", "thread", "One thread", threads.thread, threads.ThreadRead),
    _listed("figures", "Which figures are claimed, and by whom",
            figures.figures, figures.FigureRead, figures.FigureFilters),
    _one("figures", "figure", "One figure", figures.figure, figures.FigureRead),
    _listed("acts", "Who does what to whom", acts.acts, acts.ActRead, acts.ActFilters),
    _one("acts", "act", "One act", acts.act, acts.ActRead),
    _listed("actors", "Who takes part",
            actor_reads.actors, actor_reads.ActorHead, actor_reads.ActorFilters),
    _one("actors", "actor", "One actor: roles, words, acts, whom he deals with",
         actor_reads.actor, actor_reads.ActorRead),
    Resource("/network", "network", "The ties of most acts between actors",
             network.Network, _network,
             (_text("actor", "id of an actor whose ties are asked for"),
              Parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST,
                                  "default": network.USUAL}, "how many ties at most"))),
    _listed("timeline", "What was said and done on which day",
            timeline.timeline, timeline.MomentRead, timeline.MomentFilters),
    _listed("articles", "The articles", articles.articles, articles.ArticleLine,
            articles.ArticleFilters),
    _one("articles", "article", "One article: its text, and all that was read from it",
         article_reads.article, article_reads.ArticleRead),
    _paged("reprints", "Pages that carry one dispatch",
           reprints.reprints, reprints.ReprintRead),
    _one("reprints", "reprint", "One dispatch", reprints.reprint, reprints.ReprintRead),
    _paged("stories", "The affairs of the dossier", stories.stories, stories.StoryRead),
    _one("stories", "story", "One affair", stories.story, stories.StoryRead),
    _one("passages", "passage", "One passage, by its id ARTICLE-START-END",
         passages.passage, passages.Passage),
)  # fmt: skip
"""All resources; routes and the OpenAPI document are made from them."""
