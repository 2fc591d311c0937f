"""The order of the stages: pages in, readings and failures out, and from there into a dossier.

A page is cleaned into an article, articles are parsed in batches, and from the parsed text all
records are extracted. A page on which a stage fails, in whatever way, becomes a :class:`Failure`
with the stage and the reason; the others are read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeVar

from duckdb import DuckDBPyConnection

from recoupe import marks
from recoupe.clean import clean
from recoupe.dossier import places, runs, shelf, store
from recoupe.dossier.places import Place
from recoupe.dossier.read import Dossier
from recoupe.dossier.runs import Counted
from recoupe.dossier.shards import Mark
from recoupe.dossier.take_in import Tally
from recoupe.dossier.write import known_files, load, write
from recoupe.engine.base import Engine, Progress, Shard, Sources, Work
from recoupe.engine.chunks import chunked
from recoupe.engine.local import CHUNK, Local
from recoupe.engine.recipe import recipe
from recoupe.engine.shards import sharded
from recoupe.errors import InputError, RecoupeError
from recoupe.extract.actors import resolve_actors
from recoupe.extract.circumstances import place_quotations
from recoupe.extract.events.find import find_events
from recoupe.extract.mentions import find_mentions
from recoupe.extract.quantities import find_quantities
from recoupe.extract.quotations import find_quotations
from recoupe.extract.speakers import resolve_speakers
from recoupe.extract.times import find_times
from recoupe.ingest import (
    STDIN,
    Source,
    as_known,
    from_anywhere,
    named,
    read,
    weight,
)
from recoupe.language import Parser, detect
from recoupe.limits import OutOfTimeError, time_limit
from recoupe.link.alone import Prepared, prepared
from recoupe.link.steps import collector_at_rest, link
from recoupe.link.undated import concerned, date_bounds, explain, namesakes
from recoupe.parsed import Parsed
from recoupe.records import (
    READ_ZONES,
    Article,
    Failure,
    Page,
    Published,
    Quotation,
    Reading,
    Said,
    Span,
)
from recoupe.settings import Settings

_log = logging.getLogger(__name__)

Input = str | Path | Page | Failure
"""What a user names, or a page that another part of the program has got."""

Given = Source | Page | Failure
"""A file to read, or a page of no file."""

Result = TypeVar("Result")
Stage = Literal["ingest", "clean", "language", "extract"]

_OTHER = (
    "a machine of the cluster has another recoupe, spaCy or model than this one: install the same"
    " on all (docs/how-to/cluster.md)"
)

UNDATED = Published(None, "none")
"""What the page itself tells of an article that other pages date."""

LAST_PAGES = 8
"""Pages of the last shards: two processes end within 0.3 s of each other, not 1.2 s, on average."""

STAGE_SHARE = 0.35
"""The part of a page's seconds that cleaning it may take, and extracting from it. The rest is for
the parser, which no timer can stop, but which is linear in the text (``max_read_chars``)."""


MOST_UNBROKEN = 5_000
"""Characters without a space over which a page is data or a defect; the longest addresses have
2,000, and each mark in such a run costs the parser as much as a word."""

_DATA = re.compile(rf"\S{{{MOST_UNBROKEN}}}")


def read_pages(pages: Iterable[Page | Failure], settings: Settings) -> Iterator[Reading | Failure]:
    """Read pages in this process, one result a page, in order; earlier failures are passed on."""
    for batch in chunked(pages, CHUNK):
        yield from read_batch(batch, settings)


def read_batch(
    pages: Sequence[Page | Failure], settings: Settings, tell: Callable[[str], str | None] = detect
) -> list[Reading | Failure]:
    """Read a batch: each page cleaned, all articles parsed together, each article extracted from.

    Each page has its result, in order. What comes twice, with the same text at the same address, is
    read once, as it came last. ``tell`` names the language of a text.
    """
    _load_detector()
    cleaned = [_cleaned(page, settings, tell) for page in pages]
    articles = {c.id: c for c in cleaned if isinstance(c, Article)}
    read = {
        name: _extracted(parsed, settings)
        for portion in _portions(articles.values(), settings.max_read_chars)
        for name, parsed in _parsed(portion, parser_for(settings)).items()
    }
    return [read[c.id] if isinstance(c, Article) else c for c in cleaned]


def read_shard(pages: Sequence[Page | Failure], settings: Settings) -> list[Prepared | Failure]:
    """Read the pages of a shard, batch by batch; each has its result, in order.

    What linking needs of an article alone is worked out too: it may fail like reading.
    """
    seconds = STAGE_SHARE * settings.page_seconds
    return [
        found
        if isinstance(found, Failure)
        else _guarded(found.article.uri, "extract", seconds, partial(prepared, found))
        for found in read_pages(pages, settings)
    ]


def _portions(articles: Iterable[Article], most: int) -> Iterator[list[Article]]:
    """Cut a batch so that what is parsed at once has ``most`` characters, or is one article.

    A batch of the press stays whole. Of hostile pages, each takes up to 1.5 GB when parsed: 32 of
    them at once filled any memory.
    """
    portion: list[Article] = []
    length = 0
    for article in articles:
        more = _length(article)
        if portion and length + more > most:
            yield portion
            portion, length = [], 0
        portion.append(article)
        length += more
    if portion:
        yield portion


def read_parsed(parsed: Parsed) -> Reading:
    """Extract all records from one parsed article."""
    mentions = find_mentions(parsed)
    actors = resolve_actors(parsed, mentions)
    quotations = find_quotations(parsed)
    actors, quotations = resolve_speakers(parsed, actors, quotations)
    article = parsed.article
    times = find_times(article)
    quotations = place_quotations(parsed, actors, quotations, times)
    if dated := tuple(_dated_words(article, quotations)):
        times = find_times(article, dated)
    quantities = tuple(find_quantities(parsed, quotations, times))
    events = find_events(parsed, actors, quotations, times, quantities)
    return Reading(article, tuple(actors), tuple(quotations), tuple(times), quantities, events)


def _dated_words(article: Article, quotations: Iterable[Quotation]) -> Iterator[tuple[Span, Said]]:
    """Yield the words between marks whose day is known: in them, "demain" counts from that day."""
    for quotation in quotations:
        if quotation.said.value is None or quotation.kind == "indirect":
            continue
        for span in quotation.content:
            if quotation.kind == "direct":
                yield span, quotation.said
                continue
            for marked in marks.find(span.text):
                start = span.start + marked.inner_start
                end = span.start + marked.inner_end
                yield Span.of(article.text, start, end), quotation.said


def read_text(
    text: str, published: str | None, language: str | None, settings: Settings
) -> Reading:
    """Read one string; :class:`InputError` where it cannot be read."""
    page = Page("text", "text/plain", text, date=published)
    tell = (lambda _text: language) if language else detect
    (found,) = read_batch([page], settings, tell)
    if isinstance(found, Failure):
        raise InputError(f"the text cannot be read ({found.stage}): {found.reason}")
    return found


def build(
    inputs: Iterable[Input],
    connection: DuckDBPyConnection,
    settings: Settings,
    progress: Progress | None = None,
    folder: Place | None = None,
    engine: Engine | None = None,
) -> Tally:
    """Read all inputs into an open dossier, in worker processes where that pays.

    What is read lies in shards in ``folder`` (one of the system's, for this run only, where that is
    ``None``) until all pages are read. The shards stay there when this ends, however it ends.
    """
    given = list(inputs)
    runner = engine or Local(settings.processes, settings.worker_bytes)
    came = Counted(progress)
    pages = _pages(given, settings, known_files(connection))
    with nullcontext(folder) if folder else _passing_folder() as place:
        before = places.keys(place)
        marks = list(runner.map(_work(place, settings), pages, came))
        places.discard(place, {mark.key for mark in marks})
        if kept := sum(mark.pages for mark in marks if mark.key in before):
            _log.info("%d pages had been read by a build that was interrupted", kept)
        tally = load(connection, place, marks)
    runs.record(connection, _named(given), came.number, tally)
    date_undated(connection, settings)
    link(connection, runner)
    with collector_at_rest():
        shelf.renew(connection)
    return tally


def _pages(
    given: Sequence[Input], settings: Settings, known: tuple[str, ...]
) -> Sources[Given, Page | Failure]:
    """Return what is to be read: the files of all inputs, then pages that were handed over.

    Standard input is of this process alone, so its pages are handed over too.
    """
    sources = as_known(named(each for each in given if isinstance(each, str | Path)), known)
    files: list[Given] = []
    for source in sources:
        here = source.path == STDIN
        files.extend(read([source], settings) if here else [from_anywhere(source)])
    handed = (each for each in given if isinstance(each, Page | Failure))
    cut = partial(
        _cut, settings=settings, known=known, folder=str(Path.cwd()), told=recipe(settings)
    )
    return Sources((*files, *handed), cut, partial(cut, last=LAST_PAGES), _weight)


def _cut(
    given: Sequence[Given],
    settings: Settings,
    known: tuple[str, ...],
    folder: str,
    told: str,
    last: int = 0,
) -> Iterator[Shard[Page | Failure]]:
    """Cut the pages of some files into shards; other programs or models than ``told`` will not do.

    Paths of pages count from ``folder``.
    """
    if recipe(settings) != told:
        raise RecoupeError(_OTHER)
    pages = chain.from_iterable(
        read([each], settings) if isinstance(each, Source) else [each] for each in given
    )
    return sharded(as_known(pages, known, folder), settings.shard_pages, told, last)


def _weight(given: Given) -> int:
    if isinstance(given, Source):
        return weight(given)
    return len(given.content) if isinstance(given, Page) else 0


def _named(given: Sequence[Input]) -> list[str]:
    paths = [str(each) for each in given if isinstance(each, str | Path)]
    handed = len(given) - len(paths)
    return [*paths, f"pages handed over: {handed}"] if handed else paths


def _work(place: Place, settings: Settings) -> Work[Page | Failure, Prepared | Failure, Mark]:
    return Work(
        partial(places.kept, place),
        partial(read_shard, settings=settings),
        partial(places.keep, place),
        _lost,
        settings.page_seconds,
        settings.shard_pages,
    )


@contextmanager
def _passing_folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="recoupe-") as folder:
        yield Path(folder) / "shards"


def date_undated(connection: DuckDBPyConnection, settings: Settings) -> None:
    """Bound the pages without a date by the dated ones that quote the same words; read them again.

    A page is looked at again when it is fresh, or when its words stand in a fresh one (or in one
    that was superseded), and then beside all the dossier holds: the order in which pages came does
    not matter, and a page whose witness is gone is undated again.
    """
    dossier = Dossier(connection)
    quoted = dossier.quoted_undated()
    names = namesakes(quoted, dossier.speaker_names())
    moved = concerned(quoted, dossier.witnesses(names, fresh=True)) | dossier.fresh()
    again = [article for article in dossier.undated() if article in moved]
    names = namesakes((q for q in quoted if q.article in moved), names)
    witnesses = dossier.witnesses(names)
    for ids in chunked(again, CHUNK):
        known = [reading for reading in map(dossier.reading, ids) if reading]
        bounded = [r.article for r in known if r.article.published.basis == "other pages"]
        freed = _read_again([replace(a, published=UNDATED) for a in bounded], settings)
        bare = {r.article.id: r for r in known} | freed
        datings = date_bounds(bare.values(), witnesses)
        dated = [replace(bare[name].article, published=d.published) for name, d in datings.items()]
        fresh = _read_again(dated, settings)
        explained = {name: explain(r, bare[name], datings[name]) for name, r in fresh.items()}
        write(connection, (freed | explained).values())


def _read_again(articles: Sequence[Article], settings: Settings) -> dict[str, Reading]:
    """Read articles of the dossier once more, by id, those left out that now fail."""
    if not articles:
        return {}
    parsed = _parsed(articles, parser_for(settings))
    readings = (_extracted(parsed[a.id], settings) for a in articles)
    return {r.article.id: r for r in readings if isinstance(r, Reading)}


def build_file(  # noqa: PLR0913 - what a user can say
    inputs: Iterable[Input],
    out: Path,
    settings: Settings,
    progress: Progress | None = None,
    engine: Engine | None = None,
    place: str | None = None,
    *,
    as_folder: bool = False,
) -> Tally:
    """Read all inputs into the dossier ``out``, unchanged where anything goes wrong.

    What was read until then is kept beside it, or in ``place``, a folder or an address in an object
    store, and the same call goes on from there. A new dossier is a file, or with ``as_folder`` a
    folder of Parquet.
    """
    folder = places.beside(out.resolve(), place)
    memory = settings.database_bytes
    with store.writing(out, as_folder=as_folder, memory=memory) as connection:
        tally = build(inputs, connection, settings, progress, folder, engine)
        if not tally.articles:
            places.discard(folder)
            raise InputError(_nothing_read(tally))
    places.discard(folder)
    return tally


def parser_for(settings: Settings) -> Parser:
    """Return the one parser a process needs for the models of these settings."""
    return _parser(tuple(sorted(settings.models.items())))


@cache
def _parser(models: tuple[tuple[str, str], ...]) -> Parser:
    return Parser(Settings(models=dict(models)))


@cache
def _load_detector() -> None:
    """Load the models of the language detector, 1.4 s, outside the time of the first page."""
    detect(__doc__ or "")


def _cleaned(
    page: Page | Failure, settings: Settings, tell: Callable[[str], str | None]
) -> Article | Failure:
    if isinstance(page, Failure):
        return page
    if len(page.content) > settings.max_chars:
        return Failure(page.uri, "ingest", f"longer than {settings.max_chars} characters: split it")
    seconds = STAGE_SHARE * settings.page_seconds
    article = _guarded(page.uri, "clean", seconds, lambda: clean(page, settings, tell))
    if isinstance(article, Article):
        return _too_long(article, settings) or article
    return article


def _length(article: Article) -> int:
    return sum(z.end - z.start for z in article.zones if z.kind in READ_ZONES)


def _too_long(article: Article, settings: Settings) -> Failure | None:
    read = [z for z in article.zones if z.kind in READ_ZONES]
    length = _length(article)
    if length > settings.max_read_chars:
        reason = f"{length} characters to read, more than {settings.max_read_chars}: split the page"
        return Failure(article.uri, "clean", reason)
    if any(_DATA.search(article.text, z.start, z.end) for z in read):
        return Failure(article.uri, "clean", f"{MOST_UNBROKEN} characters without a space: no text")
    return None


def _parsed(articles: Sequence[Article], parser: Parser) -> dict[str, Parsed | Failure]:
    """Parse all articles in one go; where that fails, each alone, so that one failure stays one."""
    try:
        return {p.article.id: p for p in parser.parse(articles)}
    except Exception:  # noqa: BLE001 - whatever it was, it is met again for the article it concerns
        return {
            a.id: _guarded(a.uri, "language", None, lambda a=a: next(parser.parse([a])))  # type: ignore[misc]
            for a in articles
        }


def _extracted(parsed: Parsed | Failure, settings: Settings) -> Reading | Failure:
    if isinstance(parsed, Failure):
        return parsed
    seconds = STAGE_SHARE * settings.page_seconds
    return _guarded(parsed.article.uri, "extract", seconds, lambda: read_parsed(parsed))


def _guarded(
    uri: str, stage: Stage, seconds: float | None, work: Callable[[], Result]
) -> Result | Failure:
    """Do the work of one stage on one page; whatever goes wrong becomes a :class:`Failure`."""
    try:
        with time_limit(seconds) if seconds else nullcontext():
            return work()
    except OutOfTimeError:
        return Failure(uri, stage, f"took longer than {seconds:g} s and was stopped")
    except MemoryError:
        return Failure(uri, stage, "takes more memory than there is, or than a worker may have")
    except RecoupeError as error:
        return Failure(uri, stage, str(error))
    except Exception as error:  # noqa: BLE001 - one bad page never stops a batch
        return Failure(uri, stage, f"{type(error).__name__}: {' '.join(str(error).split())}")


def _lost(page: Page | Failure, reason: str) -> Failure:
    return page if isinstance(page, Failure) else Failure(page.uri, "extract", reason)


def _nothing_read(tally: Tally) -> str:
    first = tally.failures[0] if tally.failures else None
    why = f"; the first, {first.uri}: {first.reason}" if first else ""
    pages = f"{tally.failed} page" + ("" if tally.failed == 1 else "s")
    return f"none of the {pages} could be read{why}"
