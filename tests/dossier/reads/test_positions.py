"""Who changed his position is told with both passages, and nothing is where it is not certain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from duckdb import DuckDBPyConnection

import recoupe
from recoupe import cli
from recoupe.dossier.reads.paging import Paging
from recoupe.dossier.reads.positions import PositionFilters, PositionRead, positions

PAGES = """
# a minister refuses, then accepts; he denies what he said
2025-03-04
Odile Ferrand, la ministre des Ports, a refusé mardi l'accord de gestion du port de Belmare
proposé par la société Navelis. « Le port de Belmare ne sera pas cédé à Navelis », a déclaré
mardi Odile Ferrand.

2025-03-18
Odile Ferrand, la ministre des Ports, a accepté lundi l'accord de gestion du port de Belmare
proposé par la société Navelis. « Le port de Belmare sera cédé à Navelis », a déclaré lundi
Odile Ferrand.

# a later page tells the refusal once more, without a day: no third turn
2025-03-20
Odile Ferrand a refusé l'accord de gestion du port de Belmare proposé par la société Navelis.
La société Navelis a proposé mercredi un accord de gestion à Belmare.

# the same in English
2025-04-01
Judith Hallam, the council leader, rejected on Tuesday the harbour agreement proposed by
Quayline at Cape Norn. "The harbour of Cape Norn will not be leased to Quayline," Judith Hallam
said on Tuesday. Quayline offered a harbour agreement on Monday.

2025-04-15
Judith Hallam, the council leader, accepted on Monday the harbour agreement proposed by
Quayline at Cape Norn. "The harbour of Cape Norn will be leased to Quayline," Judith Hallam
said on Monday.

# somebody else says the opposite, on another day
2025-05-06
« Les quais de Sarvane seront rouverts aux pêcheurs avant l'été », a promis mardi Bastien
Orvel, le maire de Sarvane.

2025-05-14
« Les quais de Sarvane ne seront pas rouverts aux pêcheurs avant l'été », a déclaré mardi
Coralie Muguet, la préfète de Sarvane.

# two papers word what he said on one day differently
2025-06-03
« La passerelle de Tormont sera démolie par la commune », a déclaré lundi Gaspard Linteau, le
maire de Tormont.

2025-06-03
« La passerelle de Tormont ne sera pas démolie par la commune », a déclaré lundi Gaspard
Linteau, le maire de Tormont.

# he is for it on a condition only
2025-07-01
Sylvère Aubrac, le ministre de l'Eau, a refusé lundi l'accord sur le barrage de Rochenoire
proposé par la société Hydrenne.

2025-07-15
Sylvère Aubrac, le ministre de l'Eau, s'est dit prêt lundi à accepter l'accord sur le barrage de
Rochenoire à condition que les prix de la société Hydrenne baissent.

# neither page tells the day of what he says; a third tells the first once more
2025-08-05
« Le bac de Lancerre restera gratuit pour les habitants de l'île », assure Maxence Tolède, le
président de l'île de Lancerre.

2025-08-26
« Le bac de Lancerre ne restera pas gratuit pour les habitants de l'île », admet Maxence Tolède, le
président de l'île de Lancerre.

2025-09-16
« Le bac de Lancerre restera gratuit pour les habitants de l'île », assurait Maxence Tolède, le
président de l'île de Lancerre.
"""
"""Pages by the day they came out; what stands behind # says what they are for."""


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("positions")
    told = "\n".join(line for line in PAGES.strip().splitlines() if not line.startswith("#"))
    blocks = (block.strip().partition("\n") for block in told.split("\n\n"))
    rows = [
        {"url": f"https://paper{n}.example/{n}", "date": day, "text": " ".join(text.split())}
        for n, (day, _, text) in enumerate(blocks)
    ]
    pages = folder / "pages.jsonl"
    pages.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with recoupe.build([pages], folder / "d.duckdb") as dossier:
        yield dossier.cursor()


@dataclass(frozen=True)
class Turn:
    """What a test looks at of a change."""

    way: str
    who: str
    before: tuple[str | None, str]
    after: tuple[str | None, str]


def turn(found: PositionRead) -> Turn:
    return Turn(
        found.way,
        found.actor.name,
        (found.before.stance, found.before.date),
        (found.after.stance, found.after.date),
    )


def test_acts_and_statements_that_are_opposed_are_changes(connection: DuckDBPyConnection) -> None:
    found = positions(connection)
    assert [turn(f) for f in found.items if f.way == "act"] == [
        Turn("act", "Judith Hallam", ("against", "2025-04-01"), ("for", "2025-04-14")),
        Turn("act", "Odile Ferrand", ("against", "2025-03-04"), ("for", "2025-03-17")),
    ]
    assert [turn(f) for f in found.items if f.way == "statement"] == [
        Turn(
            "statement",
            "Maxence Tolède",
            (None, "2025-07-29/2025-08-05"),
            (None, "2025-08-19/2025-08-26"),
        ),
        Turn("statement", "Judith Hallam", (None, "2025-04-01"), (None, "2025-04-14")),
        Turn("statement", "Odile Ferrand", (None, "2025-03-04"), (None, "2025-03-17")),
    ]
    assert found.total == 5


def test_both_passages_are_shown(connection: DuckDBPyConnection) -> None:
    (found,) = [
        f for f in positions(connection).items if turn(f).who == "Odile Ferrand" and f.way == "act"
    ]
    assert "a refusé mardi l'accord" in found.before.passage.text
    assert "a accepté lundi l'accord" in found.after.passage.text
    assert found.after.dated
    assert found.kind == "person"
    assert "accord de gestion" in found.about


def test_changes_are_chosen_and_paged(connection: DuckDBPyConnection) -> None:
    every = positions(connection).items
    actor, article = every[0].actor.id, every[0].after.passage.article.id
    assert actor is not None
    assert {f.actor.id for f in positions(connection, PositionFilters(actor=actor)).items} == {
        actor
    }
    chosen = PositionFilters(articles=frozenset({article}))
    assert {f.after.passage.article.id for f in positions(connection, chosen).items} == {article}
    assert positions(connection, PositionFilters(articles=frozenset())).items == ()
    thread = next(f.thread for f in every if f.thread)
    assert positions(connection, PositionFilters(thread=thread)).total == 1
    assert positions(connection, paging=Paging(1, 2)).items == every[1:3]


def test_changes_are_shown_on_the_terminal(
    connection: DuckDBPyConnection, capfd: pytest.CaptureFixture[str]
) -> None:
    (path,) = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE NOT internal"
    ).fetchall()
    assert cli.run(["show", path[0], "--positions"]) == 0
    shown = " ".join(capfd.readouterr().out.split())
    assert "Odile Ferrand: " in shown
    assert "a refusé mardi l'accord de gestion" in shown
    assert "against, REJECT done: " in shown
    assert cli.run(["show", path[0], "--positions", "--json"]) == 0
    assert len(json.loads(capfd.readouterr().out)["positions"]) == positions(connection).total
