"""Layers of marks over a text, and the network drawn: whatever goes in, nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recoupe.dossier.reads.actors import ActorHead
from recoupe.dossier.reads.article import ArticleRead, Layer, Mark
from recoupe.dossier.reads.network import Network, Tie
from recoupe.records import Published, Zone
from recoupe.web.drawing.network import LINE, WIDTH, draw
from recoupe.web.layers import GROUP_OF, paragraphs

LAYERS: tuple[Layer, ...] = tuple(GROUP_OF)
TEXT = "Brume-sur-Lys, lundi.\n« Rien, a dit Odile Varenne, n'est signé. »\nLire aussi : le port"
CUTS = (0, 22, 65, len(TEXT))


@dataclass(frozen=True, slots=True)
class Case:
    """A text with marks, and a passage it is opened at."""

    article: ArticleRead
    marks: tuple[Mark, ...]
    here: tuple[int, int] | None


def zones() -> tuple[Zone, ...]:
    kinds = ("lead", "body", "related")
    return tuple(Zone(CUTS[i], CUTS[i + 1], k) for i, k in enumerate(kinds))  # type: ignore[arg-type]


def article(marks: tuple[Mark, ...]) -> ArticleRead:
    published = Published("2031-03-03", "printed")
    told = {"title": None, "outlet": None, "language": "fr", "byline": None, "credits": ()}
    rest = {"versions": (), "story": None, "original": None, "newest": True}
    return ArticleRead(
        id="a", uri="a.txt", published=published, text=TEXT, zones=zones(), marks=marks,
        **told, **rest,  # type: ignore[arg-type]
    )  # fmt: skip


@st.composite
def spans(draw_: st.DrawFn) -> tuple[int, int]:
    start = draw_(st.integers(0, len(TEXT) - 1))
    return start, draw_(st.integers(start + 1, len(TEXT)))


@st.composite
def cases(draw_: st.DrawFn) -> Case:
    found = draw_(st.lists(st.tuples(spans(), st.sampled_from(LAYERS)), max_size=8))
    marks = sorted(
        (Mark(layer, start, end, f"i{n}", "") for n, ((start, end), layer) in enumerate(found)),
        key=lambda m: (m.start, -m.end, m.layer, m.item),
    )
    here = draw_(st.none() | spans())
    return Case(article(tuple(marks)), tuple(marks), here)


@given(cases())
def test_the_pieces_are_the_text(case: Case) -> None:
    told = paragraphs(case.article, case.marks, case.here)
    assert [p.kind for p in told] == ["lead", "body", "related"]
    assert [p.read for p in told] == [True, True, False]
    assert "".join(piece.text for p in told for piece in p.pieces) == TEXT


@given(cases())
def test_each_character_has_the_marks_over_it(case: Case) -> None:
    for paragraph in paragraphs(case.article, case.marks, case.here):
        for piece in paragraph.pieces:
            for at in range(piece.start, piece.start + len(piece.text)):
                over = {n for n, m in enumerate(case.marks) if m.start <= at < m.end}
                assert set(piece.marks) == over
                assert piece.here == (case.here is not None and case.here[0] <= at < case.here[1])
            layers = {f"l-{case.marks[n].layer}" for n in piece.marks}
            assert {c for c in piece.classes.split() if c.startswith("l-")} == layers


@given(cases())
def test_each_mark_begins_once_in_each_zone_it_stands_in(case: Case) -> None:
    for paragraph, zone in zip(paragraphs(case.article, case.marks), zones(), strict=True):
        begun = [n for piece in paragraph.pieces for n in piece.starts]
        inside = [n for n, m in enumerate(case.marks) if m.start < zone.end and zone.start < m.end]
        assert sorted(begun) == inside


def head(name: str) -> ActorHead:
    return ActorHead(name, name, "person", True, None, None, 1, None, None, 0, 1, 1)  # noqa: FBT003


@given(st.lists(st.tuples(*(st.integers(0, 11),) * 2, st.integers(1, 50)), max_size=40))
def test_the_network_stands_on_its_plane_and_is_always_the_same(
    found: list[tuple[int, int, int]],
) -> None:
    ties = tuple(Tie(f"n{a}", f"n{b}", count, ()) for a, b, count in found)
    names = dict.fromkeys(end for tie in ties for end in (tie.source, tie.target))
    network = Network(tuple(map(head, names)), ties, len(ties))
    drawing = draw(network)
    assert drawing == draw(network)
    assert [n.id for n in drawing.nodes] == list(names)
    assert len(drawing.arrows) == sum(t.source != t.target for t in ties)
    for node in drawing.nodes:
        assert node.x - node.radius >= 0
        assert node.x + node.radius <= WIDTH
        assert node.y - node.radius >= 0
        assert node.y + node.radius <= drawing.height
    lines = sorted(node.y for node in drawing.nodes)
    assert all(after - before > LINE / 2 for before, after in pairwise(lines))
