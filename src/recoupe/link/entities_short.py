"""Gives short forms (a surname, an acronym) to full names: those of one block in, links out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from recoupe.link.entities_parts import Cluster, Face, Link, Unit
from recoupe.link.names import Likeness, parse, short_fits, sound

NEAR_DAYS = 30
"""Days between two articles within which a surname alone means who bears it in the other."""

ALONE_DAYS = 7
"""Days within which a surname that is nowhere given in full is one person's."""

ALONE = 0.85
"""Sureness of such a join."""


def attach(block: str, clusters: Sequence[Cluster], units: Sequence[Unit]) -> Iterator[Link]:
    """Give each short form to the one full name it can be short for; group what has none."""
    alone: list[Unit] = []
    for unit in units:
        fitting = [(c, fit) for c in clusters if (fit := _fits(block, unit, c))]
        link = _choose(unit, fitting)
        if link:
            yield link
        elif not any(_near(unit, c) for c, _ in fitting):
            alone.append(unit)
        else:
            yield Link(unit.id, None, None, 1.0, ())
    yield from _group(block, alone)


def _choose(unit: Unit, fitting: Sequence[tuple[Cluster, Likeness]]) -> Link | None:
    """Choose by office first, then by nearness in time, then as the only bearer there is."""
    same = [(c, f) for c, f in fitting if unit.offices & c.offices]
    near = [(c, f) for c, f in same or fitting if _near(unit, c)]
    only = fitting[0] if len(fitting) == 1 else None
    if len(same) == 1:
        told = f"same office ({min(unit.offices & same[0][0].offices)})"
        return _link(unit, same[0], 0.97, told)
    if len(near) == 1:
        name = near[0][0].faces[0].name
        return _link(unit, near[0], 0.92, f"within {NEAR_DAYS} days only {name} fits")
    if only and unit.face.state and unit.face.state in only[0].states:
        return _link(
            unit, only, 0.9, f"the only one in the dossier, of the state {unit.face.state}"
        )
    if only and (unit.face.kind != "person" or _gap(unit, only[0]) is None):
        return _link(unit, only, 0.85, f"only {only[0].faces[0].name} fits in the dossier")
    return None


def _link(unit: Unit, chosen: tuple[Cluster, Likeness], score: float, told: str) -> Link:
    cluster, fit = chosen
    return Link(unit.id, cluster.faces[0].id, None, score * fit.score, (*fit.reasons, told))


def _fits(block: str, unit: Unit, cluster: Cluster) -> Likeness | None:
    """Tell whether a short form can stand for a cluster: by name, state and gender."""
    face = unit.face
    if face.gender and cluster.genders and face.gender not in cluster.genders:
        return None
    if face.state and cluster.states and face.state not in cluster.states:
        return None
    if block[0] == "p":
        return _fits_person(face, cluster)
    if block[0] == "o":
        return Likeness(1.0, (f"same words: {face.name} and {cluster.faces[0].name}",))
    given = [
        f
        for f in cluster.faces
        if face.name.replace(".", "") in {a.replace(".", "") for a in f.acronyms}
    ]
    if given:
        return Likeness(1.0, (f"an article gives {face.name} for {given[0].name}",))
    return Likeness(0.9, (f"{face.name} are the initials of {cluster.faces[0].name}",))


def _fits_person(face: Face, cluster: Cluster) -> Likeness | None:
    short = parse(face.name, face.language)
    found = [short_fits(short, parse(f.name, f.language), face.language) for f in cluster.faces]
    return max((f for f in found if f), key=lambda f: (f.score, f.reasons), default=None)


def _near(unit: Unit, cluster: Cluster) -> bool:
    gap = _gap(unit, cluster)
    return gap is not None and gap <= NEAR_DAYS


def _gap(unit: Unit, cluster: Cluster) -> int | None:
    """Return the days between a short form and the nearest article of a cluster, if known."""
    if unit.first is None or unit.last is None or not cluster.days:
        return None
    at = bisect_left(cluster.days, unit.first)
    after = cluster.days[at] - unit.last if at < len(cluster.days) else None
    before = unit.first - cluster.days[at - 1] if at else None
    return max(0, min(g for g in (after, before) if g is not None))


def _group(block: str, units: Sequence[Unit]) -> Iterator[Link]:
    """Group short forms without a full name: of one spelling, and of one week, office or state."""
    groups: list[list[Unit]] = []
    for unit in sorted(units, key=_when):
        home = next((g for g in groups if _joins(block, unit, g)), None)
        if home is None:
            groups.append([unit])
        else:
            home.append(unit)
    for group in groups:
        first = group[0]
        told = f"same short name {first.face.name}, never given in full, at the same time or office"
        yield from (Link(unit.id, None, first.id, ALONE, (told,)) for unit in group)


def _when(unit: Unit) -> tuple[int, int, str]:
    return (10**6 if unit.first is None else unit.first, unit.last or 0, unit.id)


def _joins(block: str, unit: Unit, group: Sequence[Unit]) -> bool:
    """Tell whether a short form is one with a group of earlier ones."""
    genders = {u.face.gender for u in group} - {None}
    states = {u.face.state for u in group} - {None}
    last = group[-1]
    if not _one_spelling(block, unit.face, group[0].face):
        return False
    if unit.face.gender and genders and unit.face.gender not in genders:
        return False
    if unit.face.state and states:
        return unit.face.state in states
    if block[0] == "a":
        return True
    if unit.first is None or last.last is None:
        return unit.id.split(" ", maxsplit=1)[0] == last.id.split(" ", maxsplit=1)[0] and bool(
            unit.face.state
        )
    return unit.first - last.last <= ALONE_DAYS


def _one_spelling(block: str, one: Face, other: Face) -> bool:
    if block[0] != "p":
        return True
    a, b = parse(one.name, one.language), parse(other.name, other.language)
    alike = sound(a.surname, surname=True) == sound(b.surname, surname=True)
    return alike and a.given == b.given and a.particles == b.particles
