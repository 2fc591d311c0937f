"""Gives short forms (a surname, an acronym) to full names: those of one block in, links out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from recoupe.link.entities_parts import NEAR_DAYS, Cluster, Face, Link, Unit
from recoupe.link.known import told_state
from recoupe.link.names import Likeness, parse, short_fits, sound

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
        office, _, state = min(unit.offices & same[0][0].offices).rpartition(" ")
        told = f"same office ({office.replace('_', ' ')} of {told_state(state)})"
        return _link(unit, same[0], 0.97, told)
    if len(near) == 1:
        name = near[0][0].faces[0].name
        return _link(unit, near[0], 0.92, f"within {NEAR_DAYS} days only {name} fits")
    if only and unit.face.state and unit.face.state in only[0].states:
        return _link(
            unit, only, 0.9, f"the only one in the dossier, of {told_state(unit.face.state)}"
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
    if not _may(face.gender, cluster.genders) or not _may(face.state, cluster.states):
        return None
    if block[0] == "p":
        return _fits_person(face, cluster)
    return _fits_institution(unit, cluster) if block[0] == "o" else _fits_acronym(face, cluster)


def _may(shown: str | None, known: set[str]) -> bool:
    """Tell whether a gender or state goes with those known."""
    return not shown or not known or shown in known


def _fits_institution(unit: Unit, cluster: Cluster) -> Likeness | None:
    """Tell whether « le Sénat » is that of a state, by the state its article names most."""
    if unit.around not in cluster.states:
        return None
    told = f"same words: {unit.face.name} and {cluster.faces[0].name}"
    return Likeness(0.95, (told, f"its article names {told_state(unit.around)} most"))


def _fits_acronym(face: Face, cluster: Cluster) -> Likeness:
    letters = face.name.replace(".", "")
    given = [f for f in cluster.faces if letters in {a.replace(".", "") for a in f.acronyms}]
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
        told = f"same short name {first.face.name}, nowhere given in full, {_common(block, first)}"
        yield from (Link(unit.id, None, first.id, ALONE, (told,)) for unit in group)


def _common(block: str, first: Unit) -> str:
    """Say what short forms of one group have in common beside their name."""
    if block[0] == "p":
        return f"of one state or within {ALONE_DAYS} days of each other"
    return f"in articles on {told_state(first.around)}" if block[0] == "o" else "and an acronym"


def _when(unit: Unit) -> tuple[int, int, str]:
    return (10**6 if unit.first is None else unit.first, unit.last or 0, unit.id)


def _joins(block: str, unit: Unit, group: Sequence[Unit]) -> bool:
    """Tell whether a short form is one with a group of earlier ones."""
    face, last = unit.face, group[-1]
    states = {u.face.state for u in group if u.face.state}
    genders = {u.face.gender for u in group if u.face.gender}
    if not (_one_spelling(block, face, group[0].face) and _may(face.gender, genders)):
        return False
    if face.state and states:
        return face.state in states
    if block[0] != "p":
        return block[0] == "a" or (unit.around is not None and unit.around == group[0].around)
    near = unit.first is not None and last.last is not None
    return near and (unit.first or 0) - (last.last or 0) <= ALONE_DAYS


def _one_spelling(block: str, one: Face, other: Face) -> bool:
    if block[0] != "p":
        return True
    a, b = parse(one.name, one.language), parse(other.name, other.language)
    alike = sound(a.surname, surname=True) == sound(b.surname, surname=True)
    return alike and a.given == b.given and a.particles == b.particles
