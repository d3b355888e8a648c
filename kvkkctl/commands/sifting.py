"""Which due dates a user wants to see, and the words for how they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from kvkkctl import retention
from kvkkctl.commands.duty import owes_policy
from kvkkctl.models import Entry
from kvkkctl.retention import Due
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold


class HoldingStatus(StrEnum):
    """Where a body of records may stand on a day."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"
    HELD = "held"
    UNKNOWN = "unknown"


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
    def _names(self) -> tuple[str | None, str | None]:
        named = (self.department, self.category)
        department, category = (None if name is None else fold(name) for name in named)
        return department, category

    def is_of(self, entry: Entry, snapshot: Snapshot) -> bool:
        """Say whether an entry is of the department and the category."""
        department, category = self._names
        term = snapshot.category_of(entry)
        return (department is None or fold(snapshot.activity_of(entry).department or "") == department) and (
            category is None or category in {fold(term.label), fold(term.official or "")}
        )

    def entries(self, snapshot: Snapshot) -> set[str]:
        """Return the short names of the entries that are wanted."""
        return {entry.ref for entry in snapshot.entries.values() if self.is_of(entry, snapshot)}

    def sifted(self, dues: Iterable[Due], snapshot: Snapshot) -> Iterator[Due]:
        """Yield what is wanted of the due dates; what has no day to destroy it by is due by none."""
        named = self.department is not None or self.category is not None
        entries = self.entries(snapshot) if named else set()
        status = None if self.status is None else self.status.value
        for due in dues:
            if (
                (not named or due.entry in entries)
                and (status is None or due.status.value == status)
                and (self.until is None or (due.destroy_by is not None and due.destroy_by <= self.until))
            ):
                yield due

    def holdings(self, snapshot: Snapshot, today: date) -> set[int] | None:
        """Return the numbers of the holdings that are wanted; None for all."""
        if self.status is not None or self.until is not None:
            dues = retention.due_rows(snapshot, today, owes_policy(snapshot.controller, today))
            return {int(due.holding[1:]) for due in self.sifted(dues, snapshot)}
        if self.department is None and self.category is None:
            return None
        of = {entry.id for entry in snapshot.entries.values() if self.is_of(entry, snapshot)}
        return {holding.id for holding in snapshot.holdings.values() if holding.entry in of}
