"""Which due dates a user wants to see, and the words for how they stand."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from kvkkctl import retention
from kvkkctl.commands.duty import owes_policy
from kvkkctl.commands.scope import Scope
from kvkkctl.retention import Due, Numbered
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import turkish_order


class HoldingStatus(StrEnum):
    """Where a body of records may stand on a day."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"
    HELD = "held"
    UNKNOWN = "unknown"


class By(StrEnum):
    """What due dates may be counted by."""

    MONTH = "month"
    DEPARTMENT = "department"
    CATEGORY = "category"
    ENTRY = "entry"
    STATUS = "status"


STATUSES: Mapping[str, Text] = {
    "not_due": Text("not due"),
    "due": Text("due"),
    "overdue": Text("overdue"),
    "held": Text("held"),
    "unknown": Text("unknown"),
}


@dataclass(frozen=True)
class Wanted:
    """What is wanted of the due dates; None is all."""

    department: str | None = None
    category: str | None = None
    status: HoldingStatus | None = None
    until: date | None = None

    @cached_property
    def scope(self) -> Scope:
        """The department and the category."""
        return Scope(self.department, self.category)

    def entries(self, snapshot: Snapshot) -> set[str]:
        """Return the short names of the entries that are wanted."""
        return {entry.ref for entry in snapshot.entries.values() if self.scope.has(entry, snapshot)}

    def sifted(self, dues: Iterable[Numbered], snapshot: Snapshot) -> Iterator[Numbered]:
        """Yield what is wanted of the due dates; where by when to destroy is not known, the day of the duty counts."""
        named = self.department is not None or self.category is not None
        entries = self.entries(snapshot) if named else set()
        status = None if self.status is None else self.status.value
        for number, due in dues:
            if (
                (not named or due.entry in entries)
                and (status is None or due.status.value == status)
                and (self.until is None or (due.day or date.max) <= self.until)
            ):
                yield number, due

    def holdings(self, snapshot: Snapshot, today: date) -> set[int] | None:
        """Return the numbers of the holdings that are wanted; None for all."""
        if self.status is not None or self.until is not None:
            dues = retention.due_rows(snapshot, today, owes_policy(snapshot.controller, today))
            return {number for number, _ in self.sifted(dues, snapshot)}
        if self.department is None and self.category is None:
            return None
        of = {entry.id for entry in snapshot.entries.values() if self.scope.has(entry, snapshot)}
        return {holding.id for holding in snapshot.holdings.values() if holding.entry in of}


def totals(dues: Iterable[Due], snapshot: Snapshot, by: By) -> list[dict[str, Any]]:
    """Count due dates in groups by status, the groups in their order; the group None is of what names none."""
    counts: dict[str | None, Counter[str]] = {}
    group = _grouping(snapshot, by)
    for due in dues:
        counts.setdefault(group(due), Counter())[due.status.value] += 1
    return [
        {
            "by": by.value,
            "group": name,
            "label": _label(snapshot, name) if by is By.ENTRY and name else None,
            **{status: counts[name][status] for status in STATUSES},
            "total": counts[name].total(),
        }
        for name in sorted(counts, key=lambda each: _place(each, by))
    ]


def _grouping(snapshot: Snapshot, by: By) -> Callable[[Due], str | None]:
    departments = {entry.ref: snapshot.activity_of(entry).department for entry in snapshot.entries.values()}
    groupings: Mapping[By, Callable[[Due], str | None]] = {
        By.MONTH: lambda due: day.isoformat()[:7] if (day := due.day) else None,
        By.DEPARTMENT: lambda due: departments[due.entry],
        By.CATEGORY: lambda due: due.category,
        By.ENTRY: lambda due: due.entry,
        By.STATUS: lambda due: due.status.value,
    }
    return groupings[by]


def _label(snapshot: Snapshot, ref: str) -> str:
    entry = snapshot.entries[int(ref[1:])]
    return f"{snapshot.activity_of(entry).code} {snapshot.category_of(entry).label}"


def _place(name: str | None, by: By) -> tuple[Any, ...]:
    """Return where a group stands: entries by number, statuses in their order, what names none last."""
    if name is None:
        return (True,)
    match by:
        case By.STATUS:
            return False, list(STATUSES).index(name)
        case By.ENTRY:
            return False, int(name[1:])
        case By.MONTH:
            return False, name
        case _:
            return False, turkish_order(name)
