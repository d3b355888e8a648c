"""Which rows of a file are which records of the register, and in what they differ."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import Record
from kvkkctl.text import Text

R = TypeVar("R", bound=Record)
Alike = Callable[["Wanted", R], bool]

_UNORDERED = {"purposes", "subjects", "recipients", "measures", "items", "bases"}


@dataclass(frozen=True, eq=False)
class Wanted:
    """A record as a row of the file wants it: only the fields that the file speaks of.

    Rows without a number are looked for among the records of the same identity.
    """

    row: SheetRow
    key: str
    identity: Hashable
    values: dict[str, Any]


@dataclass(frozen=True)
class Likeness(Generic[R]):
    """How records are recognised: their identity, and the ways of being alike, the closest first.

    A row takes the closest record, so that an unchanged row is not taken for a change of its neighbour.
    """

    identity: Callable[[R], Hashable]
    ways: tuple[Alike[R], ...]


def paired(wanted: Sequence[Wanted], records: Iterable[R], likeness: Likeness[R]) -> list[R | None]:
    """Return the record of each row, None where there is none; no record answers to two rows."""
    by_ref = {record.ref: record for record in records}
    keys = {each.key for each in wanted}
    free: dict[Hashable, list[R]] = {}
    for ref, record in by_ref.items():
        if ref not in keys:
            free.setdefault(likeness.identity(record), []).append(record)
    chosen = [by_ref.get(each.key) for each in wanted]
    for alike in likeness.ways:
        for place, each in enumerate(wanted):
            candidates = free.get(each.identity, []) if chosen[place] is None and not each.key else []
            found = next((record for record in candidates if alike(each, record)), None)
            if found is not None:
                candidates.remove(found)
                chosen[place] = found
    return chosen


W = TypeVar("W", bound=Wanted)


def without_repeated_keys(wanted: Sequence[W], notes: Notes) -> list[W]:
    """Leave out the rows whose number stands in an earlier row too, which is noted: a copied row, mostly."""
    first: dict[str, W] = {}
    for each in wanted:
        before = first.setdefault(each.key or f"#{id(each)}", each)
        if before is each:
            continue
        message = (
            Text("{key} is one record, and its row names several: give each a row of its own.", key=each.key)
            if before.row is each.row
            else Text(
                "{key} stands in row {row} already: leave the cell empty for a new row.",
                key=each.key,
                row=before.row.row,
            )
        )
        notes.error(each.row, "key", message)
    return list(first.values())


def is_same(each: Wanted, record: Record) -> bool:
    """Say whether a record is as a row wants it."""
    return not differences(record, each.values)


def differences(record: Record, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields in which a record is not as wanted; the order within a list makes no difference."""
    return tuple(
        name
        for name, value in values.items()
        if comparable(name, getattr(record, name)) != comparable(name, value)
    )


def comparable(name: str, value: Any) -> Any:
    """Return what the values of a field are compared by: the order within a list makes no difference."""
    return frozenset(value) if name in _UNORDERED and value is not None else value
