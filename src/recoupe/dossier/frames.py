"""Lets a question be answered as a data frame: a method of records in, the same with df and pl out.

``dossier.quotations()`` gives records, ``dossier.quotations.df()`` a pandas and
``dossier.quotations.pl()`` a polars data frame of them, asked alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, get_args, get_type_hints, overload

from recoupe.errors import ModelError
from recoupe.rows import to_row

Asked = ParamSpec("Asked")
Record = TypeVar("Record")
Holder = TypeVar("Holder")


MISSING = "{} is not installed; run: pip install 'recoupe[frames]'"


class Question(Generic[Asked, Record]):
    """A question to a dossier: called, it gives records; ``df`` and ``pl`` give data frames."""

    def __init__(self, ask: Callable[Asked, tuple[Record, ...]], kind: type[Record]) -> None:
        """Hold the question and the kind of record it is answered with."""
        self._ask, self._kind = ask, kind
        update_wrapper(self, ask)

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> tuple[Record, ...]:
        """Return the records."""
        return self._ask(*args, **kwargs)

    def df(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Any:  # noqa: ANN401 - a pandas.DataFrame
        """Return a pandas data frame; a span is laid flat (``cue.text``), lists stay lists."""
        try:
            import pandas as pd  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise ModelError(
                "pandas is not installed; run: pip install 'recoupe[frames]'"
            ) from error
        rows = [dict(flat(to_row(record))) for record in self._ask(*args, **kwargs)]
        return pd.DataFrame(rows, columns=list(columns(self._kind)))

    def pl(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Any:  # noqa: ANN401 - a polars.DataFrame
        """Return a polars data frame; spans are laid flat as in :meth:`df`, lists stay lists."""
        try:
            import polars as pl  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise ModelError(
                "polars is not installed; run: pip install 'recoupe[frames]'"
            ) from error
        rows = [dict(flat(to_row(record))) for record in self._ask(*args, **kwargs)]
        names = list(columns(self._kind))
        columned = {name: [row.get(name) for row in rows] for name in names}
        return pl.DataFrame(columned, strict=False)


class framed(Generic[Holder, Asked, Record]):  # noqa: N801 - a decorator
    """Makes a method that returns records a :class:`Question` of its object."""

    def __init__(self, method: Callable[Concatenate[Holder, Asked], tuple[Record, ...]]) -> None:
        """Take the method, whose annotation tells the kind of record."""
        self._method = method
        self.__doc__ = method.__doc__

    def __call__(
        self, holder: Holder, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> tuple[Record, ...]:
        """Return the records of a dossier, as the plain method does."""
        return self._method(holder, *args, **kwargs)

    @overload
    def __get__(self, holder: None, kind: type[Holder]) -> framed[Holder, Asked, Record]: ...
    @overload
    def __get__(self, holder: Holder, kind: type[Holder]) -> Question[Asked, Record]: ...
    def __get__(
        self, holder: Holder | None, kind: type[Holder]
    ) -> framed[Holder, Asked, Record] | Question[Asked, Record]:
        """Return the question put to one dossier."""
        if holder is None:
            return self
        record = get_args(get_type_hints(self._method)["return"])[0]
        return Question(self._method.__get__(holder, kind), record)


def flat(row: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the cells of a row, those of a span or date under ``column.field``."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def columns(kind: type[Any], before: str = "") -> Iterator[str]:
    """Yield the columns of a kind of record, as :func:`flat` names them."""
    hints = get_type_hints(kind)
    for field in fields(kind):
        hint = hints[field.name]
        inner = [part for part in (hint, *get_args(hint)) if is_dataclass(part)]
        if inner and not str(hint).startswith("tuple"):
            yield from columns(inner[0], f"{before}{field.name}.")  # type: ignore[arg-type]
        else:
            yield f"{before}{field.name}"
