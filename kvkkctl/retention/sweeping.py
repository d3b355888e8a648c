"""The monthly look at what must go: the coming periodic destruction, and what stands on its work list.

On the list is what may be destroyed by that day: its last ground ends before it, or it is to be destroyed by it. What
is overdue is on it too. What a legal hold keeps off it, and what has no date, is told apart.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MINYEAR, date, timedelta
from enum import StrEnum
from typing import NamedTuple

from kvkkctl.law.dates import add_months
from kvkkctl.models import Destruction, DestructionRun
from kvkkctl.retention.dates import Calendar, Regime, calendar_of
from kvkkctl.retention.due import Due, Status, due_rows
from kvkkctl.snapshot import Snapshot

YEARS_ON_RECORD = 3
"""How long the record of a destruction is kept at least (destruction regulation art. 7/3)."""


class Task(StrEnum):
    """What a row of a sweep asks for."""

    DESTROY = "destroy"
    HELD = "held"
    UNKNOWN = "unknown"


class Sweep(NamedTuple):
    """What a sweep found: the day it is for, and the rows with what each asks for, the most urgent first."""

    day: date
    rows: tuple[tuple[Task, Due], ...]

    def of(self, task: Task) -> tuple[Due, ...]:
        """Return the rows that ask for this."""
        return tuple(due for each, due in self.rows if each is task)


def coming_day(calendar: Calendar, today: date) -> date:
    """Return the next day of periodic destruction, today among them; the end of the month where there are none.

    Where no policy is owed and none is there, three months are given (destruction regulation art. 11/3), which a
    sweep at the end of each month always keeps.
    """
    if calendar.runs and calendar.regime is not Regime.THREE_MONTHS and today.year > MINYEAR:
        return calendar.runs.after(today - timedelta(days=1))
    return today.replace(day=monthrange(today.year, today.month)[1])


def sweep(snapshot: Snapshot, today: date, obliged: bool | None, day: date | None = None) -> Sweep:
    """Return what must go at the coming periodic destruction, or on `day`. Raises BadValue for unreadable runs."""
    coming = day or coming_day(calendar_of(snapshot.controller, obliged), today)
    return Sweep(coming, tuple(_tasks(due_rows(snapshot, today, obliged), coming)))


def _tasks(rows: Iterator[Due], day: date) -> Iterator[tuple[Task, Due]]:
    """Yield what may be destroyed by the day, and what has no date."""
    # a register may hold a million rows, few of which go
    destroy, held, unknown = Task.DESTROY, Task.HELD, Task.UNKNOWN
    is_held, has_none = Status.HELD, Status.UNKNOWN
    for due in rows:
        _, _, _, _, _, _, duty_on, destroy_by, status, _ = due
        if status is has_none:
            yield unknown, due
        elif (duty_on is not None and duty_on < day) or (destroy_by is not None and destroy_by <= day):
            yield (held if status is is_held else destroy), due


def run_with(snapshot: Snapshot, found: Sweep, today: date, number: int) -> DestructionRun | None:
    """Return the run of the day with what is to go, and what went in it already; None where there is nothing for it.

    A run that is on record keeps its number and the day on which it was opened; `number` is for a new one.
    """
    known = next((run for run in snapshot.runs.values() if run.day == found.day), None)
    listed = tuple(int(due.holding[1:]) for due in found.of(Task.DESTROY))
    if known is None:
        return DestructionRun(id=number, day=found.day, opened=today, holdings=listed) if listed else None
    gone = {each.holding for each in snapshot.destructions.values()}
    stays = tuple(each for each in known.holdings if each in gone or each in set(listed))
    more = tuple(each for each in listed if each not in set(stays))
    return known.model_copy(update={"holdings": (*stays, *more)})


def kept_until(record: Destruction) -> date:
    """Return the last day on which the record of a destruction must still be there."""
    try:
        return add_months(record.done_on, 12 * YEARS_ON_RECORD)
    except OverflowError:
        return date.max
