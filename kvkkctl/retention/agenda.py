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
from kvkkctl.retention.due import Due, Numbered, Status
from kvkkctl.retention.orders import TO_ANSWER
from kvkkctl.snapshot import Snapshot


class DeadlineKind(StrEnum):
    """What has to be done by a day."""

    DESTROY = "destroy"
    DUTY = "duty"
    REVIEW = "review"
    RUN = "run"
    REQUEST = "request"


_Place = tuple[DeadlineKind, date, str]
"""The deadlines that are one: their kind, day, and the entry or run; reviews of a day are one whatever they are of."""


class Deadline(NamedTuple):
    """A day by which something has to be done about so many holdings.

    `ref` is the entry, or the destruction run; it is empty for reviews, which are of one day whatever they are of.
    `first` is the lowest number among the holdings. `activity` and `category` are those of the entry.
    """

    kind: DeadlineKind
    day: date
    ref: str
    holdings: int
    first: int = 0
    activity: str = ""
    category: str = ""

    @property
    def key(self) -> str:
        """What tells the deadline from all others of the register, and stays when its day moves."""
        return f"{self.kind.value}-{self.ref.lower() if self.kind is DeadlineKind.RUN else f'h{self.first}'}"


def deadlines(snapshot: Snapshot, dues: Iterable[Numbered]) -> list[Deadline]:
    """Return the deadlines of the holdings whose due dates are given, in order of their days.

    What a hold keeps from being destroyed has no day but that of the review. A request counts from the day on which it
    was made, whatever is done about it (destruction regulation art. 12/1). Where no day to destroy by is known, the
    day on which the duty arises stands for it.
    """
    numbers: set[int] = set()
    found: Counter[_Place] = Counter()
    first: dict[_Place, int] = {}
    for number, due in dues:
        numbers.add(number)
        for place in _of_holding(snapshot.holdings[number], due):
            found[place] += 1
            first[place] = min(number, first.get(place, number))
    for run in snapshot.runs.values():
        left = sum(each in numbers and _is_kept(snapshot.holdings.get(each)) for each in run.holdings)
        if left:
            found[DeadlineKind.RUN, run.day, run.ref] = left
    made = (_named(snapshot, place, count, first.get(place, 0)) for place, count in found.items())
    return sorted(made, key=_order)


def _of_holding(holding: Holding, due: Due) -> Iterator[_Place]:
    if due.status is not Status.HELD and due.destroy_by is not None:
        yield DeadlineKind.DESTROY, due.destroy_by, due.entry
    elif due.status is not Status.HELD and due.duty_on is not None:
        yield DeadlineKind.DUTY, due.duty_on, due.entry
    if holding.hold_reason and holding.hold_review is not None:
        yield DeadlineKind.REVIEW, holding.hold_review, ""
    if holding.requested is not None and holding.requested <= date.max - TO_ANSWER:
        yield DeadlineKind.REQUEST, holding.requested + TO_ANSWER, due.entry


def _is_kept(holding: Holding | None) -> bool:
    return holding is not None and holding.state is HoldingState.KEPT


def _named(snapshot: Snapshot, place: _Place, count: int, first: int) -> Deadline:
    kind, day, ref = place
    if not ref or kind is DeadlineKind.RUN:
        return Deadline(kind, day, ref, count, first)
    entry = snapshot.entries[int(ref[1:])]
    activity, category = snapshot.activity_of(entry).code, snapshot.category_of(entry).label
    return Deadline(kind, day, ref, count, first, activity, category)


def _order(deadline: Deadline) -> tuple[date, str, int, str]:
    number = int(deadline.ref[1:]) if deadline.ref else 0
    return deadline.day, deadline.kind.value, number, deadline.ref
