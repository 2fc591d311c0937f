"""The errors a user can meet: each message is one line that says what to do."""

from __future__ import annotations


class RecoupeError(Exception):
    """Base of all errors raised on purpose; ``exit_code`` is what the command line returns."""

    exit_code = 1


class DefectError(RecoupeError):
    """Recoupe noticed a mistake of its own (pages that are unaccounted for) and stopped."""


class InputError(RecoupeError):
    """An input that cannot be used at all (no such path, nothing readable in it)."""

    exit_code = 3


class DossierError(RecoupeError):
    """A dossier that cannot be opened or written (locked, newer version, disk full, no dossier)."""

    exit_code = 4


class ModelError(RecoupeError):
    """A language model that is not installed or cannot be loaded."""

    exit_code = 5


class LexiconError(RecoupeError):
    """A lexicon file that is missing or does not have the form its reader expects."""

    exit_code = 6


class NotFoundError(RecoupeError):
    """An item that is not in the dossier, or no more: ``kind`` and ``id`` say which.

    ``successor`` is the id of the item of that kind that holds now what this one held, if any.
    """

    exit_code = 7

    def __init__(self, kind: str, id: str, successor: str | None = None) -> None:  # noqa: A002
        self.kind, self.id, self.successor = kind, id, successor
        now = f"it is now part of {successor}" if successor else "an update may have replaced it"
        super().__init__(f"no {kind} {id} in this dossier: {now}")


class QuestionError(RecoupeError):
    """A question that cannot be answered as it is put (a limit out of bounds)."""

    exit_code = 2
