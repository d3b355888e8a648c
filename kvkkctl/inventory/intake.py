"""What taking one file works with: the register under change, what is noted, and what the file was written from.

A workbook that this program wrote carries in its numbers the state of the register that it shows (``E42@3fa9c1b2``).
Where that state has changed since, three are compared, field by field: the file, the register, and what was written.
What only the file changed is taken, what only the register changed stays, and what both changed is a conflict.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from kvkkctl.errors import Severity
from kvkkctl.inventory.notes import Notes, one_line
from kvkkctl.inventory.pairing import Wanted, comparable, differences
from kvkkctl.inventory.sheets import Book, SheetRow
from kvkkctl.inventory.termbook import Records, TermBook
from kvkkctl.inventory.wording import worded
from kvkkctl.models import Activity, Entry, Origin, Record, SheetColumn, SourceSheet, Term
from kvkkctl.text import Text

R = TypeVar("R", bound=Record)
_STAMPED = re.compile(r"\s*(?P<key>[^\s@]+)\s*@\s*(?P<stamp>[0-9a-f]{12})(?P<part>\.part)?\s*")


class Action(StrEnum):
    """What a merge does with a record."""

    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    RETIRE = "retire"


class OnConflict(StrEnum):
    """What happens where a file and the register changed the same since the file was written."""

    STOP = "stop"
    SKIP = "skip"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for a file: about conflicts, and the departments that it replaces on a day."""

    on_conflict: OnConflict = OnConflict.STOP
    replace: tuple[str, ...] = ()
    today: date = date.min


@dataclass(frozen=True, slots=True)
class Planned:
    """One record of a merge: what happens to it, which fields change, and what it was before."""

    action: Action
    record: Record
    changed: tuple[str, ...] = ()
    before: Record | None = None


class Intake:
    """One file on its way into a register under change."""

    def __init__(self, records: Records, book: Book, choices: Choices | None = None) -> None:
        self.records = records
        self.book = book
        self.choices = choices or Choices()
        self.notes = Notes(list(book.problems))
        self._unknown: set[str] = set()
        self._then: dict[str, Mapping[tuple[str, int], Record | None]] = {}
        self._sheets: dict[str, int] = {}
        now = records.snapshot
        # that of a change follows what is put
        self._before = replace(
            now, entries=dict(now.entries), activities=dict(now.activities), terms=dict(now.terms)
        )
        self.is_part = False
        self._columns = {sheet.sheet: sheet.columns or {} for sheet in book.sheets}
        self.rows = {kind: self._stamped(rows) for kind, rows in book.rows.items()}
        self._stamp = next(iter(self._then), "") if len(self._then) == 1 else ""
        if not self._then and book.sha256 and (then := records.since("", book.sha256)) is not None:
            # the very file again: what differs from it now, the register has changed since
            self._then[""] = then
        self.terms = TermBook(records)

    def number_of(self, row: SheetRow, numbers: Mapping[str, Record]) -> str | None:
        """Return the number that a row carries, empty where it carries none; None where the row is to be left out."""
        key = one_line(row.text("key"))
        if not key or key in numbers:
            return key
        was_there = any(then and then.ref == key for then in self._then.get(row.stamp, {}).values())
        if not was_there:
            message = Text("The register has no {key}: leave the cell empty for a new row.", key=key)
            self.notes.error(row, "key", message)
            return None
        message = Text("{key} was removed from the register after this workbook was written.", key=key)
        match self.choices.on_conflict:
            case OnConflict.STOP:
                self.notes.error(row, "key", Text("{what} {how}", what=message, how=_DECIDE))
            case OnConflict.SKIP:
                self.notes.warning(row, "key", Text("{what} The row is left out.", what=message))
            case OnConflict.UPDATE:
                self.notes.warning(row, "key", Text("{what} The row is added anew.", what=message))
                return ""
        return None

    def put(self, model: type[R], wanted: Wanted, before: R | None) -> Planned:
        """Put a record as a row wants it; the place it was read at changes only with what was read there."""
        if before is None:
            made = self.records.make(model, {**wanted.values, "origin": self.origin(wanted.row)})
            return Planned(Action.ADD, made)
        updates = self.settled(before, wanted.values, wanted.row)
        if not updates:
            return Planned(Action.SAME, before)
        place = self.origin(wanted.row)
        after = before.model_copy(update=updates | ({"origin": place} if place else {}))
        return Planned(Action.UPDATE, self.records.put(after), tuple(updates), before)

    def settled(self, before: Record, values: Mapping[str, Any], row: SheetRow) -> dict[str, Any]:
        """Return what a row changes of a record, after what the register changed meanwhile; conflicts are noted."""
        changed = differences(before, values)
        since = self._then.get(row.stamp or self._stamp, {})
        place = before.kind_name, before.id
        if not changed or place not in since:
            return {name: values[name] for name in changed}
        then = since[place]
        updates: dict[str, Any] = {}
        conflicts = []
        for name in changed:
            written = comparable(name, getattr(then, name, None))
            if written == comparable(name, values[name]):
                self._note_kept(row, name, before)
                continue
            if written != comparable(name, getattr(before, name)):
                conflicts.append(name)
            updates[name] = values[name]
        for name in conflicts:
            self._note_conflict(row, name, before, values[name])
        return {} if conflicts and self.choices.on_conflict is OnConflict.SKIP else updates

    def written(self, record: Record, name: str, row: SheetRow) -> Any:
        """Return what a workbook of ours was written with, None for what was not written from a register."""
        if not row.stamp:
            return None
        then = self._then.get(row.stamp, {}).get((record.kind_name, record.id), record)
        return getattr(then, name, None)

    def earlier(self, entry: Entry, row: SheetRow) -> Iterator[tuple[Activity, Term]]:
        """Yield activity and category of an entry as they were before the file, and when the file was written."""
        before = self._before
        known = before.entries.get(entry.id, entry)
        activity, category = before.activities.get(known.activity), before.terms.get(known.category)
        if activity is not None and category is not None:
            yield activity, category
        then = self._then.get(row.stamp or self._stamp, {})

        def written(record: Record | None, kind: type[Record], number: int) -> Any:
            return then.get((kind.kind_name, number)) or record

        known = written(known, Entry, entry.id)
        activity = written(before.activities.get(known.activity), Activity, known.activity)
        category = written(before.terms.get(known.category), Term, known.category)
        if then and activity is not None and category is not None:
            yield activity, category

    @property
    def is_stamped(self) -> bool:
        """Whether rows say which state of the register they were written from."""
        return any(self._then)

    @property
    def newer(self) -> set[tuple[str, int]]:
        """The records that the register did not have when the file was written, by kind and number."""
        return {place for then in self._then.values() for place, record in then.items() if record is None}

    def origin(self, row: SheetRow) -> Origin | None:
        """Return where a row stands, its sheet put on record; None for what is no file."""
        if not self.book.file:
            return None
        if row.sheet not in self._sheets:
            columns = tuple(
                SheetColumn(field=field, letter=letter)
                for letter, field in self._columns.get(row.sheet, {}).items()
            )
            self._sheets[row.sheet] = self._sheet(row.sheet, columns)
        joined = "\n".join(f"{field}={place}" for field, place in row.joined.items())
        return Origin(source=self._sheets[row.sheet], row=row.row, joined=joined or None)

    def _sheet(self, name: str, columns: tuple[SheetColumn, ...]) -> int:
        values = {
            "file": self.book.file,
            "sha256": self.book.sha256 or None,
            "sheet": name,
            "columns": columns,
        }
        known = self.records.snapshot.sources.values()
        found = next((each for each in known if not differences(each, values)), None)
        return (found or self.records.make(SourceSheet, values)).id

    def _stamped(self, rows: Sequence[SheetRow]) -> tuple[SheetRow, ...]:
        """Take the state of the register that rows were written from out of their numbers."""
        return tuple(self._without_stamp(row) if "@" in row.text("key") else row for row in rows)

    def _without_stamp(self, row: SheetRow) -> SheetRow:
        found = _STAMPED.fullmatch(row.text("key"))
        if found is None:
            return row
        stamp = found["stamp"]
        self.is_part |= bool(found["part"])
        if stamp not in self._then:
            self._then[stamp] = self._since(stamp, row)
        cells = dict(row.cells)
        if stamp in self._unknown:
            del cells["key"]
            return replace(row, cells=cells)
        cells["key"] = cells["key"]._replace(text=found["key"])
        return replace(row, cells=cells, stamp=stamp)

    def _since(self, stamp: str, row: SheetRow) -> Mapping[tuple[str, int], Record | None]:
        found = self.records.since(stamp, self.book.sha256)
        if found is not None:
            return found
        self._unknown.add(stamp)
        message = Text("This workbook was written from another register, or from a later state of this one.")
        if self.choices.on_conflict is OnConflict.STOP:
            how = Text(
                "Its numbers mean nothing here: export it with --without-numbers, or recognise its rows by their "
                "words with --on-conflict update or skip."
            )
            self.notes.error(row, "key", Text("{what} {how}", what=message, how=how))
        else:
            how = Text("Its rows are recognised by their words.")
            self.notes.warning(row, "key", Text("{what} {how}", what=message, how=how))
        return {}

    def _note_kept(self, row: SheetRow, name: str, before: Record) -> None:
        message = Text(
            '{ref}: "{field}" was changed in the register after this workbook was written, and stays "{now}".',
            ref=before.ref,
            field=name,
            now=worded(self.records.snapshot, name, getattr(before, name)),
        )
        self.notes.add(Severity.INFO, row, _column(before, name), message)

    def _note_conflict(self, row: SheetRow, name: str, before: Record, value: Any) -> None:
        snapshot, chosen = self.records.snapshot, self.choices.on_conflict
        what = Text(
            '{ref}: "{field}" was changed in the register after this workbook was written, to "{now}", and in the '
            'workbook to "{file}".',
            ref=before.ref,
            field=name,
            now=worded(snapshot, name, getattr(before, name)),
            file=worded(snapshot, name, value),
        )
        how = {
            OnConflict.STOP: _DECIDE,
            OnConflict.SKIP: Text("The record is left as it is."),
            OnConflict.UPDATE: Text("The workbook's is taken."),
        }[chosen]
        severity = Severity.ERROR if chosen is OnConflict.STOP else Severity.WARNING
        self.notes.add(severity, row, _column(before, name), Text("{what} {how}", what=what, how=how))


def _column(record: Record, field: str) -> str:
    """Return the column that a field of a record is read from."""
    if isinstance(record, Entry) and field == "ended":
        return "entry_ended"
    return "activity" if isinstance(record, Activity) and field == "name" else field


_DECIDE = Text("Decide with --on-conflict skip or update, or correct the cell.")
