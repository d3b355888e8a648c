"""Many new records of one kind at once: their rows and their images, worked out column by column.

What is stored is what records put one by one would store, byte for byte; only the objects in between are left out.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat
from json.encoder import encode_basestring
from typing import Any

from kvkkctl.models import Origin, Record
from kvkkctl.register.tables import ORIGIN_COLUMNS, Shape

_REMEMBERED = 65_536
# rows of one statement: each statement costs, and SQLite takes 32,766 values at most
_AT_ONCE = 40
_MOST_VALUES = 32_766


@dataclass(frozen=True)
class NewRows:
    """New records of one kind: their numbers, and their fields column by column; what is no column has its default.

    The values are those of the model. `rows` are where they were read in the sheet on record under the number `source`.
    """

    model: type[Record]
    numbers: range
    columns: Mapping[str, Sequence[Any]]
    source: int | None = None
    rows: Sequence[int] = ()


class _Remembered(dict[Any, Any]):
    """What was worked out of values, each once; only so much is remembered."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, value: Any) -> Any:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[value] = self._work(value)
        return found

    def each(self, values: Sequence[Any]) -> Iterator[Any]:
        """Yield what each value gives; columns of values that hardly repeat are not remembered."""
        distinct = len(set(values))
        return map(self._work if 2 * distinct > len(values) else self.__getitem__, values)


def _cell(value: Any) -> Any:
    if value is None or value.__class__ in {str, int}:
        return value
    return int(value) if isinstance(value, bool) else str(value)


def _json(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return f'"{value.isoformat()}"'
        case _:
            return encode_basestring(str(value))


class BulkRows:
    """The cells and the images of new records of one kind."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._defaults = {name: field.get_default() for name, field in shape.model.model_fields.items()}
        self._cells: dict[str, _Remembered] = {}
        self._fragments: dict[str, _Remembered] = {}

    def insert(self, db: sqlite3.Connection, new: NewRows) -> None:
        """Write the rows of the records."""
        names, columns = ["id"], [self._given("id", new.numbers)]
        constants: dict[str, Any] = {}
        for name in self._shape.columns[1:]:
            if name in new.columns:
                names.append(name)
                columns.append(self._given(name, new.columns[name]))
            else:
                constants[name] = _cell(self._defaults[name])
        if new.source is not None:
            constants[ORIGIN_COLUMNS[0]] = new.source
            names.append(ORIGIN_COLUMNS[1])
            columns.append(new.rows)
        insert_many(db, self._shape.table, (tuple(names), constants), list(zip(*columns, strict=True)))

    def images(self, new: NewRows) -> list[str]:
        """Return the JSON of the records, as a record alone gives it."""
        parts, columns = [], []
        for name in self._shape.model.model_fields:
            parts.append(f'{"," if parts else "{"}"{name}":%s')
            if name == "origin":
                parts[-1] = parts[-1].replace("%s", self._origin(new))
                columns += [new.rows] if new.source is not None else []
            elif name == "id":
                columns.append(new.numbers)
            elif name in new.columns:
                fragments = self._fragments.setdefault(name, _Remembered(_json))
                columns.append(fragments.each(new.columns[name]))
            else:
                parts[-1] = parts[-1].replace("%s", _json(self._defaults[name]).replace("%", "%%"))
        template = "".join(parts) + "}"
        return [template % cells for cells in zip(*columns, strict=True)]

    def _given(self, name: str, values: Sequence[Any]) -> Iterable[Any]:
        return values if name == "id" else self._cells.setdefault(name, _Remembered(_cell)).each(values)

    def _origin(self, new: NewRows) -> str:
        if new.source is None:
            return "null"
        place = Origin.model_construct(source=new.source, row=0, joined=None)
        return place.model_dump_json().replace('"row":0', '"row":%s')


def insert_many(
    db: sqlite3.Connection,
    table: str,
    columns: tuple[tuple[str, ...], Mapping[str, Any]],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Write rows into a table, many by one statement; `columns` are those of the rows, and those of one value for all."""
    names, constants = columns
    marks = ", ".join([*repeat("?", len(names)), *map(_literal, constants.values())])
    start = f"INSERT INTO {table} ({', '.join((*names, *constants))}) VALUES "  # noqa: S608 (names of ours)
    step = min(_AT_ONCE, _MOST_VALUES // max(len(names), 1))
    whole = len(rows) // step * step
    db.executemany(
        start + ", ".join([f"({marks})"] * step),
        (tuple(chain.from_iterable(rows[at : at + step])) for at in range(0, whole, step)),
    )
    db.executemany(f"{start}({marks})", rows[whole:])


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
