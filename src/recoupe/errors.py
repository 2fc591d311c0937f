"""The errors a user can meet: each message is one line that says what to do."""

from __future__ import annotations


class RecoupeError(Exception):
    """Base of all errors raised on purpose; ``exit_code`` is what the command line returns."""

    exit_code = 1


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
