"""One change of the register: records put and removed, written with their journal entry in one transaction."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from kvkkctl.errors import BadValue, RecordInUse
from kvkkctl.models import Controller, Record
from kvkkctl.register import journal
from kvkkctl.register.bulk import BulkRows, NewRows, insert_rows
from kvkkctl.register.journal import JournalEntry, Line
from kvkkctl.register.links import users_of
from kvkkctl.register.tables import COLLECTIONS, SHAPES, ListShape, Shape
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

R = TypeVar("R", bound=Record)
_DERIVED = tuple(name for name, value in vars(Snapshot).items() if isinstance(value, cached_property))
# in KiB, as SQLite writes it
_LARGE_CACHE = -65_536
_MODELS = {shape.kind: shape.model for shape in SHAPES}
# What a cell or an option may hold and a record may not, by pydantic's name; any other error is a bug, and surfaces.
_REFUSED = {
    "string_too_long": Text("is longer than 32,000 characters"),
    "string_unicode": Text("holds bytes that are no text"),
    "less_than": Text("is too large a number"),
}


class Summary(NamedTuple):
    """What a change did: the number of its journal entry (None when nothing changed) and the records touched.

    `lines` leave out the records that were added by the thousand, which `added` counts. `backup` is the copy that was
    made before; `behind` is what the clock said where it is behind the journal.
    """

    seq: int | None
    lines: tuple[Line, ...]
    added: int = 0
    backup: Path | None = None
    behind: str | None = None


class Change:
    """A change in the making: reads see what was put; nothing is written before `commit`."""

    def __init__(self, db: sqlite3.Connection, snapshot: Snapshot) -> None:
        self._db = db
        self._before = snapshot
        self._touched: dict[tuple[str, int], Record | None] = {}
        self._new: list[NewRows] = []
        self._counters: dict[str, int] = dict(db.execute("SELECT kind, last FROM counter"))
        # a counter that another program set back must not give the number of a record again
        given = {shape.kind: journal.last_number(db, shape.kind) for shape in SHAPES}
        self._last = self._counters | {
            kind: number for kind, number in given.items() if number > self._counters.get(kind, 0)
        }
        self.snapshot = snapshot
        self.command: str | None = None
        """What the journal is to say was typed, where that is known only now."""
        self._copied = False

    def new_id(self, model: type[Record]) -> int:
        """Return a number that no record of that kind has or ever had."""
        number = self._last.get(model.kind_name, 0) + 1
        self._last[model.kind_name] = number
        return number

    def put(self, record: R) -> R:
        """Add a record, or replace the one with its number. Raises BadValue where it could not be read back."""
        _checked(type(record), record.__dict__)
        return self._keep(record)

    def _keep(self, record: R) -> R:
        self._last[record.kind_name] = max(self._last.get(record.kind_name, 0), record.id)
        self._touched[record.kind_name, record.id] = record
        self._overlay(record.kind_name, record.id, record)
        return record

    def make(self, model: type[R], values: Mapping[str, Any]) -> R:
        """Add a record under a new number. Raises BadValue where a value cannot be kept."""
        return self._keep(_checked(model, {**values, "id": self.new_id(model)}))

    def add_rows(
        self,
        model: type[Record],
        columns: Mapping[str, Sequence[Any]],
        source: int | None,
        rows: Sequence[int],
    ) -> range:
        """Add many records, field by field, under new numbers, and return these; see `NewRows`.

        The values have to be what the model holds. Reads of this change do not see them.
        """
        first = self._last.get(model.kind_name, 0) + 1
        numbers = range(first, first + len(rows))
        self._last[model.kind_name] = numbers.stop - 1
        self._new.append(NewRows(model, numbers, columns, source, rows))
        return numbers

    def remove(self, record: Record) -> None:
        """Remove a record. Raises RecordInUse where another points at it."""
        users = users_of(self.snapshot, record)
        if users:
            raise RecordInUse(
                Text("{ref} is used by {users}: change or remove those first.", ref=record.ref, users=users),
                users,
            )
        self._touched[record.kind_name, record.id] = None
        self._overlay(record.kind_name, record.id, None)

    def since(self, stamp: str, sha256: str = "") -> dict[tuple[str, int], Record | None] | None:
        """Return the records that changed after a state of the register, as they were in it.

        They are found by kind and number, None for those that were not there yet; those that this very change has
        touched are among them. `stamp` begins the hash of the journal's entry that led to the state. Where the file of
        that SHA-256 was put on record later, the state after that counts. None is returned for a stamp of no entry, or
        of several; without a stamp, for a file that is not on record.
        """
        seq = journal.entry_after(self._db, stamp, sha256)
        if seq is None:
            return None
        lines = journal.lines_after(self._db, seq)
        found = {(kind, number): _imaged(kind, image) for kind, number, image in lines}
        for kind, number in self._touched:
            found.setdefault((kind, number), _record(self._before, kind, number))
        return found

    def put_back(self, records: Mapping[tuple[str, int], Record | None]) -> None:
        """Put many records as they once were, by kind and number, None for what was not there.

        What points at what, and what is called alike, is for the caller to check.
        """
        self._touched.update(records)
        for (kind, number), record in records.items():
            self._lay(kind, number, record)
        self._forget()

    def entry(self, number: int | None = None) -> JournalEntry | None:
        """Return the journal's entry of a number, the newest if none is given; None where there is none."""
        return journal.entry(self._db, number)

    def commands(self) -> list[tuple[int, str]]:
        """Return number and command of all entries of the journal, the oldest first."""
        return journal.commands(self._db)

    def touched(self, places: Iterable[tuple[str, int]], after: int = 0) -> dict[int, list[tuple[str, int]]]:
        """Return the entries of the journal after one that touched records, each with those."""
        found: dict[int, list[tuple[str, int]]] = {}
        for place in places:
            for seq in journal.entries_of(self._db, place, after):
                found.setdefault(seq, []).append(place)
        return dict(sorted(found.items()))

    def _overlay(self, kind: str, number: int, record: Any) -> None:
        self._lay(kind, number, record)
        if kind != "controller":
            self._forget()

    def _forget(self) -> None:
        for derived in _DERIVED:
            self.snapshot.__dict__.pop(derived, None)

    def _lay(self, kind: str, number: int, record: Any) -> None:
        if kind == "controller":
            self.snapshot = replace(self.snapshot, controller=record or Controller())
            return
        name = COLLECTIONS[kind]
        if not self._copied:
            # one copy of all collections; from then on the copies are changed in place
            copies: dict[str, Any] = {
                each: dict(getattr(self.snapshot, each)) for each in COLLECTIONS.values()
            }
            self.snapshot = replace(self.snapshot, **copies)
            self._copied = True
        collection = getattr(self.snapshot, name)
        if record is None:
            collection.pop(number, None)
        else:
            collection[number] = record

    def lines(self) -> tuple[Line, ...]:
        """Return what changed, record by record; putting an equal record is no change."""
        found: dict[str, list[Line]] = {shape.kind: [] for shape in SHAPES}
        for (kind, number), after in self._touched.items():
            before = _record(self._before, kind, number)
            if before != after:
                found[kind].append(Line(kind, number, _image(before), _image(after)))
        return tuple(line for lines in found.values() for line in lines)

    @property
    def adds(self) -> bool:
        """Whether records were added by the thousand."""
        return bool(self._new)

    def commit(
        self, stamp: tuple[str, str, str], lines: tuple[Line, ...], key: bytes | None = None
    ) -> Summary:
        """Write the rows of the changed lines and their journal entry into the running transaction."""
        if not lines and not self._new:
            return Summary(None, ())
        gone: dict[str, list[int]] = {shape.kind: [] for shape in SHAPES}
        there: dict[str, list[Record]] = {shape.kind: [] for shape in SHAPES}
        said: dict[str, list[Line]] = {shape.kind: [] for shape in SHAPES}
        for line in lines:
            said[line.kind].append(line)
            if line.before is not None:
                gone[line.kind].append(line.record)
            if (record := self._touched[line.kind, line.record]) is not None:
                there[line.kind].append(record)
        for shape in reversed(SHAPES):
            self._delete(shape, gone[shape.kind])
        writer = journal.Writer(self._db, stamp, key)
        for shape in SHAPES:
            self._insert(shape, there[shape.kind])
            writer.add(said[shape.kind])
            self._insert_new(shape, writer)
        self._db.executemany(
            "INSERT INTO counter (kind, last) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET last = excluded.last",
            [(kind, last) for kind, last in self._last.items() if self._counters.get(kind) != last],
        )
        return Summary(writer.close(), lines, sum(len(new.numbers) for new in self._new))

    def _insert_new(self, shape: Shape, writer: journal.Writer) -> None:
        several = [new for new in self._new if new.model is shape.model]
        if several:
            # pages that wait in a small cache are written again and again
            self._db.execute(f"PRAGMA cache_size = {_LARGE_CACHE}")
        bulk = BulkRows(shape)
        for new in several:
            bulk.insert(self._db, new)
            writer.add_new(shape.kind, new.numbers, bulk.images(new))

    def _delete(self, shape: Shape, numbers: list[int]) -> None:
        # the rows of its lists go with a record: ON DELETE CASCADE
        self._db.executemany(f"DELETE FROM {shape.table} WHERE id = ?", [(n,) for n in numbers])  # noqa: S608 (names of ours)

    def _insert(self, shape: Shape, records: list[Record]) -> None:
        insert_rows(self._db, shape.table, shape.all_columns, shape.rows(records))
        for each in shape.lists:
            insert_rows(self._db, each.table, _list_columns(each), shape.list_rows(each, records))


def _checked(model: type[R], values: Mapping[str, Any]) -> R:
    # a changed copy is not validated by pydantic, and what cannot be read back would lock the whole register
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] not in _REFUSED:
            raise
        what, why = model.kind_name, _REFUSED[first["type"]]
        raise BadValue(
            Text(
                "The {field} of {what} {number} {why}: shorten or correct it.",
                field=first["loc"][0],
                what=what,
                number=values["id"],
                why=why,
            )
        ) from error


def _list_columns(shape: ListShape) -> tuple[str, ...]:
    return (shape.owner, "position", *shape.columns)


def _record(snapshot: Snapshot, kind: str, number: int) -> Record | None:
    if kind == "controller":
        return snapshot.controller
    found: Record | None = getattr(snapshot, COLLECTIONS[kind]).get(number)
    return found


def _image(record: Record | None) -> str | None:
    if record is None:
        return None
    try:
        return record.model_dump_json()
    except PydanticSerializationError as error:
        what, why = record.kind_name, _REFUSED["string_unicode"]
        raise BadValue(
            Text("{what} {number} {why}: correct it.", what=what, number=record.id, why=why)
        ) from error


def _imaged(kind: str, image: str | None) -> Record | None:
    """Return a record from its image in the journal, without the place where it was read."""
    if image is None:
        return None
    values = {name: value for name, value in json.loads(image).items() if name != "origin"}
    return _MODELS[kind].model_validate_json(json.dumps(values))
