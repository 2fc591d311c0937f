"""Joins events and statements on one object into threads: moves in, the course of each thing out.

A thread is of one story, one kind of thing (an agreement, a sanction) and the parties between whom
it stands: the same two states or more; or people and bodies, moves that share one of them being of
the same thread. A move that names one party only goes to the thread of its kind that has this party
and was last spoken of before it in the article, else to that with most moves in the story. An act
that names none (« une deuxième mouture est en discussion ») goes to the one told of just before.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from duckdb import DuckDBPyConnection

from recoupe.engine.chunks import chunked
from recoupe.findings import Step, Thread, ThreadState
from recoupe.ids import make_id
from recoupe.link.components import components
from recoupe.link.thread_moves import STATEMENT, Move, moves_by_story
from recoupe.link.thread_names import best
from recoupe.rows import insert

FEWEST = 2
"""Steps from which there is a course to tell."""

PAIR = 2
HAPPENED = frozenset({"done", "under way", "past history"})
"""Status of what is more than words."""
BEGINNING = 6
"""Letters by which a word is known again in another form: « navire », « navires »."""
AFTER = 2
"""How much farther a thing is that is first spoken of later in the article."""

NEAR = 200
"""Characters between two sentences that follow one another, or have one between them."""

BATCH = 256

SIGNED = ("057",)
EASED = ("085", "081", "087")
"""CAMEO codes that end a thing well: signed; sanctions, restrictions or arms laid down."""

REFUSED = ("12",)
"""CAMEO codes of refusal, which break a thread until it is taken up again."""

Key = tuple[str, frozenset[str]]


def link_threads(connection: DuckDBPyConnection) -> None:
    """Renew the threads of the dossier."""
    connection.execute("DELETE FROM threads")
    found = (thread for moves in moves_by_story(connection) for thread in threads(moves))
    for batch in chunked(list(found), BATCH):
        insert(connection, "threads", batch)


def threads(moves: Sequence[Move]) -> Iterator[Thread]:
    """Yield the threads of one story that have a course, the longest first."""
    groups = _grouped(moves)
    told = (_thread(kind, group) for (kind, _), group in groups.items())
    yield from sorted((t for t in told if t), key=lambda t: (-len(t.steps), t.id))


def _grouped(moves: Sequence[Move]) -> dict[Key, list[Move]]:
    """Group moves by kind and parties; those with one party join the group they belong to."""
    told = {m.quotation for m in moves if m.type != STATEMENT}
    nameless = [m for m in moves if not m.keys and m.type != STATEMENT]
    moves = [m for m in moves if m.keys and (m.type != STATEMENT or m.item not in told)]
    paired = [m for m in moves if len(m.keys) >= PAIR]
    groups: dict[Key, list[Move]] = {}
    for move in paired:
        if len(move.states) >= PAIR:
            groups.setdefault((move.kind, move.states), []).append(move)
    for group in _related([m for m in paired if len(m.states) < PAIR]):
        parties = frozenset(key for m in group for key in m.keys)
        groups.setdefault((group[0].kind, parties), []).extend(group)
    pairs = {key: tuple(group) for key, group in groups.items()}
    for move in moves:
        if len(move.keys) < PAIR:
            fitting = [k for k in pairs if k[0] == move.kind and move.keys <= k[1]]
            ranked = sorted(fitting, key=lambda k: (_distance(move, pairs[k]), sorted(k[1])))
            groups.setdefault(ranked[0] if ranked else (move.kind, move.keys), []).append(move)
    for move in nameless:
        near = [(_behind(move, group), sorted(key[1]), key) for key, group in groups.items()]
        distance, _, key = min(near, default=(math.inf, [], None), key=lambda n: n[:2])
        if key is not None and distance <= NEAR:
            groups[key].append(move)
    return groups


def _behind(move: Move, group: Sequence[Move]) -> float:
    """Return how far before a move its article spoke of the same kind of thing."""
    same = (m.passage for m in group if m.kind == move.kind)
    gaps = (move.passage.start - p.end for p in same if p.article == move.passage.article)
    return min((gap for gap in gaps if gap >= 0), default=math.inf)


def _related(moves: Sequence[Move]) -> Iterator[list[Move]]:
    """Group moves of one kind that share a party, directly or over others; states do not count.

    A state has to do with many; two firms that each have a contract with it make two threads.
    """
    ties = [
        (f"{m.kind} {key}", f"{m.kind} move {n}")
        for n, m in enumerate(moves)
        for key in m.keys - m.states
    ]
    marks = {f"{m.kind} move {n}": m for n, m in enumerate(moves)}
    for group in components(ties):
        yield [marks[name] for name in group if name in marks]


def _distance(move: Move, group: Sequence[Move]) -> tuple[float, float]:
    """Return how far the last word of a group before a move is, and how small the group is."""
    here = [m.passage.start for m in group if m.passage.article == move.passage.article]
    before = [move.passage.start - start for start in here if start <= move.passage.start]
    after = [AFTER * (start - move.passage.start) for start in here if start > move.passage.start]
    return min([*before, *after], default=math.inf), -len(group)


def _thread(kind: str, moves: Sequence[Move]) -> Thread | None:
    ordered = _in_time(moves)
    steps = tuple(_steps(ordered))
    if len(steps) < FEWEST or all(s.type == STATEMENT for s in steps):
        return None
    parties = _parties(moves)
    first = moves[0]
    identity = make_id("thread", first.story, kind, *parties)
    names = tuple(parties.values())
    return Thread(identity, _called(moves), kind, steps, _state(ordered), first.story, names)


def _parties(moves: Iterable[Move]) -> dict[str, str]:
    """Return the parties by key, each by the fullest of its names: « Union européenne », « UE »."""
    told = sorted({party for m in moves for party in m.parties}, key=lambda p: (len(p[1]), p[1]))
    return dict(sorted(dict(told).items()))


def _in_time(moves: Sequence[Move]) -> list[Move]:
    """Order moves by day; what an article tells as past comes before all else it tells."""
    earliest: dict[str, str] = {}
    for m in moves:
        article = m.passage.article
        earliest[article] = min(m.day, earliest.get(article, m.day))
    return sorted(
        moves,
        key=lambda m: (
            m.day if m.rank else earliest[m.passage.article],
            m.rank,
            m.passage.article,
            m.passage.start,
        ),
    )


def _steps(moves: Iterable[Move]) -> Iterator[Step]:
    """Yield one step for all moves that are the same act, with the passages of the others."""
    groups: list[list[Move]] = []
    acts: dict[tuple[object, ...], list[list[Move]]] = {}
    for move in moves:
        act = (move.type, move.code[:2], move.who, move.status, move.date)
        told = acts.setdefault(act if move.type != STATEMENT else (move.item,), [])
        known = next((group for group in told if _one_thing(group[0], move)), None)
        if known is None:
            groups.append([move])
            told.append(groups[-1])
        else:
            known.append(move)
    for group in groups:
        first = group[0]
        yield Step(
            first.item,
            first.passage,
            tuple(m.passage for m in group[1:]),
            first.type,
            first.status,
            first.date,
            first.out,
            first.who,
            first.source,
        )


def _one_thing(one: Move, other: Move) -> bool:
    """Tell whether two moves that are alike otherwise are about one thing.

    On one day one can offer to sell fish and to let in ships; what is done for one thing is done.
    """
    alike = one.type == STATEMENT or one.status in HAPPENED
    return alike or not _words(one).isdisjoint(_words(other))


def _words(move: Move) -> set[str]:
    """Return the beginnings of the words for what a move is about."""
    return {word[:BEGINNING] for word in re.findall(r"\w+", move.noun.casefold())}


def _state(moves: Iterable[Move]) -> ThreadState:
    """Tell how a thread stands after its last decisive move."""
    state: ThreadState = "open"
    for move in moves:
        if move.status not in {"done", "past history"}:
            state = "open" if state == "broken" and move.type != STATEMENT else state
        elif move.code.startswith(SIGNED + EASED):
            state = "concluded"
        elif move.code.startswith(REFUSED):
            state = "broken"
        elif state == "broken" and move.type != STATEMENT:
            state = "open"
    return state


def _called(moves: Sequence[Move]) -> str:
    """Return the fullest phrase for the thing that most moves share, by the noun used most."""
    acts = [m for m in moves if m.type != STATEMENT]
    nouns = Counter(m.noun.casefold() for m in acts)
    noun = max(nouns, key=lambda n: (nouns[n], n)) if nouns else moves[0].noun.casefold()
    said = [m.object for m in acts if noun in m.object.casefold()]
    said += [phrase for m in moves for phrase in m.phrases if noun in phrase.casefold()]
    return best(noun, said, [f"{m.object} {m.passage.text}" for m in moves])
