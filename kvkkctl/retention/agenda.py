"""The deadlines of a register, those of one day and one kind together: few enough for a calendar.

A calendar goes to phones and to other people's servers. It names records by their numbers, activities by their codes
and data categories; what people wrote about a body of records, a hold or a request stays in the register.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kvkkctl.models import Holding, HoldingState
from kvkkctl.retention.due import Due, Status
from kvkkctl.retention.orders import TO_ANSWER
from kvkkctl.snapshot import Snapshot


class DeadlineKind(StrEnum):
    """What has to be done by a day."""

    DESTROY = "destroy"
    DUTY = "duty"
    REVIEW = "review"
    RUN = "run"
    REQUEST = "request"


class Deadline(NamedTuple):
    """A day by which something has to be done about so many holdings.

    `ref` is the entry, or the destruction run; it is empty for reviews, which are of one day whatever they are of.
    `activity` and `category` are those of the entry.
    """

    kind: DeadlineKind
    day: date
    ref: str
    holdings: int
    activity: str = ""
    category: str = ""

    @property
    def key(self) -> str:
        """What tells the deadline from all others of the register, as long as its day stays."""
        parts = (self.kind.value, self.ref.lower(), self.day.isoformat())
        return "-".join(filter(None, parts))


def deadlines(snapshot: Snapshot, dues: Iterable[Due]) -> list[Deadline]:
    """Return the deadlines of the holdings whose due dates are given, in order of their days.

    What a hold keeps from being destroyed has no day but that of the review. A request counts from the day on which it
    was made, whatever is done about it (destruction regulation art. 12/1). Where no day to destroy by is known, the
    day on which the duty arises stands for it.
    """
    numbers: set[int] = set()
    found: Counter[tuple[DeadlineKind, date, str]] = Counter()
    for due in dues:
        number = int(due.holding[1:])
        numbers.add(number)
        if due.status is not Status.HELD:
            if due.destroy_by is not None:
                found[DeadlineKind.DESTROY, due.destroy_by, due.entry] += 1
            elif due.duty_on is not None:
                found[DeadlineKind.DUTY, due.duty_on, due.entry] += 1
        for kind, day, ref in _of_holding(snapshot.holdings[number], due):
            found[kind, day, ref] += 1
    for run in snapshot.runs.values():
        left = sum(each in numbers and _is_kept(snapshot.holdings.get(each)) for each in run.holdings)
        if left:
            found[DeadlineKind.RUN, run.day, run.ref] = left
    return sorted((_named(snapshot, *place, count) for place, count in found.items()), key=_order)


def _of_holding(holding: Holding, due: Due) -> Iterator[tuple[DeadlineKind, date, str]]:
    if holding.hold_reason and holding.hold_review is not None:
        yield DeadlineKind.REVIEW, holding.hold_review, ""
    if holding.requested is not None and holding.requested <= date.max - TO_ANSWER:
        yield DeadlineKind.REQUEST, holding.requested + TO_ANSWER, due.entry


def _is_kept(holding: Holding | None) -> bool:
    return holding is not None and holding.state is HoldingState.KEPT


def _named(snapshot: Snapshot, kind: DeadlineKind, day: date, ref: str, count: int) -> Deadline:
    if not ref or kind is DeadlineKind.RUN:
        return Deadline(kind, day, ref, count)
    entry = snapshot.entries[int(ref[1:])]
    return Deadline(
        kind, day, ref, count, snapshot.activity_of(entry).code, snapshot.category_of(entry).label
    )


def _order(deadline: Deadline) -> tuple[date, str, int, str]:
    number = int(deadline.ref[1:]) if deadline.ref else 0
    return deadline.day, deadline.kind.value, number, deadline.ref
