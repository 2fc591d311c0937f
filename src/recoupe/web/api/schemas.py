"""Describes records in JSON Schema: a record's type in, the schema of its JSON out."""

from __future__ import annotations

import inspect
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
Bound = dict[Any, Any]

_SCALARS: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


class Schemas:
    """Collects the schemas of records under their names, each once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.known: dict[str, Schema] = {}
        self._names: dict[tuple[Any, ...], str] = {}

    def of(self, hint: Any, bound: Bound | None = None) -> Schema:  # noqa: ANN401 - a type
        """Return the schema of a type; that of a record is a reference to its own."""
        bound = bound or {}
        if isinstance(hint, TypeVar):
            return self.of(bound[hint])
        if hint in _SCALARS:
            return dict(_SCALARS[hint])
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Literal:
            return {"type": "string", "enum": list(arguments)}
        if origin is tuple:
            return {"type": "array", "items": self.of(arguments[0], bound)}
        if origin in {Union, UnionType}:
            return {"anyOf": [self.of(a, bound) for a in arguments if a is not type(None)]
                    + ([{"type": "null"}] if type(None) in arguments else [])}  # fmt: skip
        return self._record(origin or hint, arguments)

    def _record(self, kind: Any, arguments: tuple[Any, ...]) -> Schema:  # noqa: ANN401 - a type
        if not is_dataclass(kind):
            raise TypeError(f"{kind} has no schema")
        bound = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=True))
        key = (kind, *arguments)
        if key not in self._names:
            name = self._names[key] = self._free_name(kind, arguments)
            self.known[name] = {}  # a record can hold itself
            self.known[name] = self._described(kind, bound)
        name = self._names[key]
        return {"$ref": f"#/components/schemas/{name}"}

    def _free_name(self, kind: Any, arguments: tuple[Any, ...]) -> str:  # noqa: ANN401 - a type
        """Return the name of a record; of two of one name the second has its module's before it."""
        name = "".join(map(_name, (kind, *arguments)))
        return name if name not in self.known else kind.__module__.split(".")[-1].title() + name

    def _described(self, kind: Any, bound: Bound) -> Schema:  # noqa: ANN401 - a type
        hints = get_type_hints(kind)
        properties = {f.name: self.of(hints[f.name], bound) for f in fields(kind)}
        schema: Schema = {
            "type": "object",
            "description": " ".join((inspect.getdoc(kind) or "").split()),
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
        return schema


def _name(kind: Any) -> str:  # noqa: ANN401 - a type
    return str(getattr(kind, "__name__", kind))
