"""Records from rows of our own tables, without building pydantic's validators for every command.

STRICT columns, NOT NULL and CHECKs hold types, presence and choices already. What a column's type leaves open, a
choice, a flag or a day, is converted here, and so checked.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeVar, get_args, get_origin

from kvkkctl.models import Origin, Value

V = TypeVar("V", bound=Value)
Convert = Callable[[Any], Any]


class UnexpectedValue(ValueError):
    """A field holds what kvkkctl does not write; its name is the argument."""


def made(model: type[V], values: Mapping[str, Any]) -> V:
    """Return a record or value of plain cells. Raises UnexpectedValue naming the field."""
    defaults, fields = _shape(model)
    converted = {**defaults, **values}
    for name, convert in _converters(model).items():
        cell = converted.get(name)
        if cell is not None:
            try:
                converted[name] = convert(cell)
            except (KeyError, TypeError, ValueError):
                raise UnexpectedValue(name) from None
    record = model.__new__(model)
    # as pickle does it: pydantic's own way of skipping validation looks at every field of every record anew
    record.__setstate__(
        {
            "__dict__": converted,
            "__pydantic_fields_set__": fields,
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return record


@cache
def _shape(model: type[Value]) -> tuple[Mapping[str, Any], set[str]]:
    """Return a model's defaults in the order of its fields, which is that of its JSON, and the fields' names."""
    return {name: field.get_default() for name, field in model.model_fields.items()}, set(model.model_fields)


@cache
def _converters(model: type[Value]) -> Mapping[str, Convert]:
    found = {name: _converter(field.annotation) for name, field in model.model_fields.items()}
    return {name: convert for name, convert in found.items() if convert}


def _converter(annotation: Any) -> Convert | None:
    for part in (annotation, *_parts(annotation)):
        if get_origin(part) is tuple:
            return _converter_of_all(get_args(part)[0])
        if part is bool:
            return _flag
        if part is date:
            return _day
        if isinstance(part, type) and issubclass(part, StrEnum):
            return part
        if part is Origin:
            return _origin
    return None


def _converter_of_all(annotation: Any) -> Convert | None:
    """Return the converter of a list of choices; elements that are values are converted one by one before."""
    convert = _converter(annotation)
    return (lambda cells: tuple(map(convert, cells))) if convert else None


def _parts(annotation: Any) -> tuple[Any, ...]:
    below = get_args(annotation)
    return (*below, *(each for part in below for each in _parts(part)))


def _origin(cells: Mapping[str, Any]) -> Origin:
    if cells["row"] is None:
        raise ValueError(cells)
    return made(Origin, cells)


@lru_cache(maxsize=65536)
def _day(cell: str) -> date:
    # equal days of many records are one object: quicker to make, and to look up
    return date.fromisoformat(cell)


def _flag(cell: Any) -> bool:
    return {0: False, 1: True}[cell]
