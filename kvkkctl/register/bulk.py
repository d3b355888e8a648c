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
_AT_ONCE = 100
_MOST_VALUES = 32_766
# what SQLite takes as it is; a choice or a flag is of another type
_STORED = frozenset({str, int, type(None)})


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
        often = 2 * len(set(values)) <= len(values)
        return map(self.__getitem__ if often else self._work, values)


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
        insert_many(db, self._shape.table, (tuple(names), constants), columns)

    def images(self, new: NewRows) -> list[str]:
        """Return the JSON of the records, as a record alone gives it."""
        parts: list[str] = []
        columns: list[Iterable[Any]] = []
        for name in self._shape.model.model_fields:
            parts.append(f'{"," if parts else "{"}"{name}":%s')
            if name == "origin":
                parts[-1] = parts[-1].replace("%s", self._origin(new))
                columns += [new.rows] if new.source is not None else []
            elif name == "id":
                columns.append(new.numbers)
            elif name in new.columns:
                values = new.columns[name]
                if _are_plain(values):
                    parts[-1] = parts[-1].replace("%s", '"%s"')
                    columns.append(values)
                else:
                    columns.append(self._fragments.setdefault(name, _Remembered(_json)).each(values))
            else:
                parts[-1] = parts[-1].replace("%s", _json(self._defaults[name]).replace("%", "%%"))
        template = "".join(parts) + "}"
        return [template % cells for cells in zip(*columns, strict=True)]

    def _given(self, name: str, values: Sequence[Any]) -> Iterable[Any]:
        if name == "id" or _STORED.issuperset(map(type, values)):
            return values
        return self._cells.setdefault(name, _Remembered(_cell)).each(values)

    def _origin(self, new: NewRows) -> str:
        if new.source is None:
            return "null"
        place = Origin.model_construct(source=new.source, row=0, joined=None)
        return place.model_dump_json().replace('"row":0', '"row":%s')


def _are_plain(values: Sequence[Any]) -> bool:
    """Say whether values are texts that JSON holds as they are: looked at all together, for speed."""
    if set(map(type, values)) != {str}:
        return False
    together = "".join(values)
    return together.isprintable() and '"' not in together and "\\" not in together


def insert_many(
    db: sqlite3.Connection,
    table: str,
    names: tuple[tuple[str, ...], Mapping[str, Any]],
    columns: Sequence[Iterable[Any]],
) -> None:
    """Write rows into a table, many at once, from their columns; `names` are those, and what all rows have alike."""
    varying, constants = names
    marks = (*repeat("?", len(varying)), *map(_literal, constants.values()))
    _insert_cells(db, table, ((*varying, *constants), marks), _interleaved(columns))


def insert_rows(
    db: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows into a table, many at once."""
    _insert_cells(db, table, (columns, tuple("?" * len(columns))), list(chain.from_iterable(rows)))


def _insert_cells(
    db: sqlite3.Connection, table: str, said: tuple[Sequence[str], Sequence[str]], cells: list[Any]
) -> None:
    """Write cells, row by row one after the other, into a table; `said` are its columns and what stands for each."""
    columns, marks = said
    width, row = marks.count("?"), f"({', '.join(marks)})"
    start = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608 (names of ours)
    step = width * min(_AT_ONCE, _MOST_VALUES // width)
    whole = len(cells) // step * step
    if whole:
        many = start + ", ".join([row] * (step // width))
        db.executemany(many, (cells[at : at + step] for at in range(0, whole, step)))
    db.executemany(start + row, (cells[at : at + width] for at in range(whole, len(cells), width)))


def _interleaved(columns: Sequence[Iterable[Any]]) -> list[Any]:
    """Return the cells row by row, one after the other."""
    lists = [column if isinstance(column, list | tuple | range) else list(column) for column in columns]
    cells: list[Any] = [None] * (len(lists) * len(lists[0]))
    for place, column in enumerate(lists):
        cells[place :: len(lists)] = column
    return cells


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
