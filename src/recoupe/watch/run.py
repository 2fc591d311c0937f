"""Polls again and again: what is watched in, a dossier kept up to date and reports handed over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from recoupe.dossier.take_in import Tally
from recoupe.errors import DossierError, RecoupeError
from recoupe.watch.hand_over import HandOver
from recoupe.watch.poll import Progress, Watch, Written, poll
from recoupe.watch.webhook import WebhookError


@dataclass(slots=True)
class Course:
    """What a run has done so far, for its last line."""

    polls: int = 0
    tally: Tally = field(default_factory=Tally)
    reports: int = 0
    waiting: int = 0


Telling = Callable[[Written], None]
Complaining = Callable[[RecoupeError], None]


@dataclass(frozen=True, slots=True)
class Voices:
    """To whom a run speaks: of what was written, of what went wrong and will be tried again.

    ``stop`` tells whether it was asked to end.
    """

    told: Telling
    wrong: Complaining
    stop: Callable[[], bool]
    progress: Progress | None = None


def run(
    watch: Watch, hand_over: HandOver, every: int | None, voices: Voices, course: Course
) -> None:
    """Poll once, or every so many seconds until interrupted; ``course`` is kept up to date.

    What goes wrong at the first poll ends the run: it is a slip in what was asked. Later the
    dossier may be in use for a while, and the poll is made up for by the next one.
    """
    _handed(hand_over, voices, course, last=False)
    while not voices.stop():
        began = time.monotonic()
        _polled(watch, hand_over, voices, course, once=every is None)
        course.polls += 1
        if every is None or voices.stop():
            return
        time.sleep(max(0.0, began + every - time.monotonic()))


def _polled(
    watch: Watch, hand_over: HandOver, voices: Voices, course: Course, *, once: bool
) -> None:
    try:
        for written in poll(watch, voices.progress):
            course.tally += written.tally
            course.waiting = written.waiting
            voices.told(written)
            _handed(hand_over, voices, course, last=False)
        _handed(hand_over, voices, course, last=once)
    except DossierError as error:
        if once or not course.polls:
            raise
        voices.wrong(error)


def _handed(hand_over: HandOver, voices: Voices, course: Course, *, last: bool) -> None:
    """Hand over what waits; what a webhook does not take waits for the next poll, if one comes."""
    try:
        course.reports += hand_over.all()
    except WebhookError as error:
        if last:
            raise
        voices.wrong(error)
