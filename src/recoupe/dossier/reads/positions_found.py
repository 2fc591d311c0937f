"""What a change of position is before its passages are read: two sides, their days, who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from recoupe.dossier.reads.ask import Row

Stance = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Place:
    """An act or statement with the days on which it can have been; ``first`` where it is known."""

    item: str
    type: str
    status: str
    stance: Stance | None
    first: date | None
    last: date
    dated: bool
    passage: Row


@dataclass(frozen=True, slots=True)
class Found:
    """Two opposed sides of one actor, the earlier and the later."""

    actor: str
    name: str
    kind: str
    thread: str | None
    about: str
    before: Place
    after: Place
