"""Which rows of a file are which records of the register, and in what they differ."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import Record
from kvkkctl.text import Text

R = TypeVar("R", bound=Record)

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
class Way:
    """One way of being alike: the fields in which a row and a record have to agree, and what they are compared by.

    `fields` returns None for a row that is like no record in this way; no fields mean that any record will do.
    """

    fields: Callable[[Wanted], tuple[str, ...] | None]
    key: Callable[[str, Any], Hashable]


@dataclass(frozen=True)
class Likeness(Generic[R]):
    """How records are recognised: their identity, and the ways of being alike, the closest first.

    A row takes the closest record, so that an unchanged row is not taken for a change of its neighbour.
    """

    identity: Callable[[R], Hashable]
    ways: tuple[Way, ...]


def paired(wanted: Sequence[Wanted], records: Iterable[R], likeness: Likeness[R]) -> list[R | None]:
    """Return the record of each row, None where there is none; no record answers to two rows.

    Of several records that are alike in one way the first is taken, by the rows that say most first. Rows and records
    are looked up, never compared one by one: thousands of one name under one entry take no longer than others.
    """
    by_ref = {record.ref: record for record in records}
    keys = {each.key for each in wanted}
    identities = {each.identity for each in wanted if not each.key}
    free: dict[Hashable, list[R]] = {}
    for ref, record in by_ref.items():
        if ref not in keys and (identity := likeness.identity(record)) in identities:
            free.setdefault(identity, []).append(record)
    chosen = [by_ref.get(each.key) for each in wanted]
    taken: set[int] = set()
    # a row that says less is like more records: what it does not need is left to those that say more
    in_turn = sorted(enumerate(wanted), key=lambda pair: -len(pair[1].values))
    for way in likeness.ways:
        index = _Alike(free, way, taken)
        for place, each in in_turn:
            if chosen[place] is None and not each.key and each.identity in free:
                chosen[place] = index.take(each)
    return chosen


@dataclass
class _Alike(Generic[R]):
    """The records that no row has taken, found by what they are compared by in one way."""

    free: Mapping[Hashable, list[R]]
    way: Way
    taken: set[int]
    found: dict[tuple[Hashable, tuple[str, ...]], dict[Hashable, deque[R]]] = field(default_factory=dict)

    def take(self, each: Wanted) -> R | None:
        """Return the first record that is like a row in this way, which is then no longer free."""
        names = self.way.fields(each)
        if names is None:
            return None
        place = each.identity, names
        if place not in self.found:
            self.found[place] = self._by_key(self.free[each.identity], names)
        key = tuple(self.way.key(name, each.values[name]) for name in names)
        records = self.found[place].get(key, deque())
        while records:
            record = records.popleft()
            if record.id not in self.taken:
                self.taken.add(record.id)
                return record
        return None

    def _by_key(self, records: Iterable[R], names: tuple[str, ...]) -> dict[Hashable, deque[R]]:
        found: dict[Hashable, deque[R]] = {}
        for record in records:
            if record.id not in self.taken:
                key = tuple(self.way.key(name, getattr(record, name)) for name in names)
                found.setdefault(key, deque()).append(record)
        return found


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


SAME = Way(lambda each: tuple(each.values), comparable)
"""A record that is as a row wants it."""
