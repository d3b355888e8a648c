"""Records from rows of our own tables, without building pydantic's validators for every command.

STRICT columns, NOT NULL and CHECKs hold types, presence and choices already. What a column's type leaves open, a
choice, a flag or a day, is converted here, and so checked.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar, get_args, get_origin

from kvkkctl.models import Value

V = TypeVar("V", bound=Value)
Convert = Callable[[Any], Any]
_set = object.__setattr__


class UnexpectedValue(ValueError):
    """A field holds what kvkkctl does not write; its name is the argument."""


class Maker(Generic[V]):
    """Makes values of one model from their cells."""

    def __init__(self, model: type[V]) -> None:
        self.model = model
        self.names = tuple(model.model_fields)
        self.defaults = {name: field.get_default() for name, field in model.model_fields.items()}
        self._fields_set = set(self.names)
        self._converters = tuple(_converters(model).items())

    def __call__(self, values: dict[str, Any]) -> V:
        """Return a value of cells by the names of all fields, in their order, which is that of its JSON.

        It keeps what it is given. Raises UnexpectedValue naming the field.
        """
        for name, convert in self._converters:
            cell = values[name]
            if cell is not None:
                try:
                    values[name] = convert(cell)
                except (KeyError, TypeError, ValueError):
                    raise UnexpectedValue(name) from None
        made: V = object.__new__(self.model)
        # what pydantic's model_construct does at its end; before that it looks at every field of every record anew
        _set(made, "__dict__", values)
        _set(made, "__pydantic_fields_set__", self._fields_set)
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made


@cache
def maker(model: type[V]) -> Maker[V]:
    """Return what makes values of a model."""
    return Maker(model)


def made(model: type[V], values: Mapping[str, Any]) -> V:
    """Return a value of cells, those that are missing by their defaults. Raises UnexpectedValue naming the field."""
    make: Maker[V] = maker(model)
    return make({**make.defaults, **values})


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
            # calling the enumeration takes three times as long
            return {each.value: each for each in part}.__getitem__
    return None


def _converter_of_all(annotation: Any) -> Convert | None:
    """Return the converter of a list of choices; elements that are values are converted one by one before."""
    convert = _converter(annotation)
    return (lambda cells: tuple(map(convert, cells))) if convert else None


def _parts(annotation: Any) -> tuple[Any, ...]:
    below = get_args(annotation)
    return (*below, *(each for part in below for each in _parts(part)))


@lru_cache(maxsize=65536)
def _day(cell: str) -> date:
    # equal days of many records are one object: quicker to make, and to look up
    return date.fromisoformat(cell)


def _flag(cell: Any) -> bool:
    return {0: False, 1: True}[cell]
