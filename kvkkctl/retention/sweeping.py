"""The monthly look at what must go: the coming periodic destruction, and what stands on its work list.

On the list is what may be destroyed by that day: its last ground ends before it, or it is to be destroyed by it. What
is overdue is on it too. What a legal hold keeps off it, and what has no date, is told apart.
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from typing import NamedTuple

from kvkkctl.law.dates import months_later
from kvkkctl.models import Destruction, DestructionRun
from kvkkctl.retention.dates import Calendar, Regime, calendar_of
from kvkkctl.retention.due import Due, Numbered, Status, due_rows
from kvkkctl.snapshot import Snapshot

YEARS_ON_RECORD = 3
"""How long the record of a destruction is kept at least (destruction regulation art. 7/3)."""


class Task(StrEnum):
    """What a row of a sweep asks for."""

    DESTROY = "destroy"
    HELD = "held"
    UNKNOWN = "unknown"


Tasked = tuple[Task, int, Due]
"""What a sweep asks for, of which holding, and what is due for it."""


class Sweep(NamedTuple):
    """What a sweep found: the day it is for, and the holdings with what each asks for, the most urgent first."""

    day: date
    rows: tuple[Tasked, ...]

    def of(self, task: Task) -> tuple[Numbered, ...]:
        """Return the holdings that ask for this."""
        return tuple((number, due) for each, number, due in self.rows if each is task)


def coming_day(calendar: Calendar, today: date) -> date:
    """Return the next day of periodic destruction, today among them; the end of the month where there are none.

    Where no policy is owed and none is there, three months are given (destruction regulation art. 11/3), which a
    sweep at the end of each month always keeps.
    """
    if calendar.runs and calendar.regime is not Regime.THREE_MONTHS and MINYEAR < today.year < MAXYEAR:
        return calendar.runs.after(today - timedelta(days=1))
    return today.replace(day=monthrange(today.year, today.month)[1])


def sweep(snapshot: Snapshot, today: date, obliged: bool | None, day: date | None = None) -> Sweep:
    """Return what must go at the coming periodic destruction, or on `day`. Raises BadValue for unreadable runs."""
    coming = day or coming_day(calendar_of(snapshot.controller, obliged), today)
    tasks = _Tasks(coming)
    rows = due_rows(snapshot, today, obliged)
    return Sweep(coming, tuple((task, number, due) for number, due in rows if (task := tasks[due])))


class _Tasks(dict[Due, Task | None]):
    """What holdings ask for by what is due for them; None is nothing yet."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day

    def __missing__(self, due: Due) -> Task | None:
        self[due] = task = self._task(due)
        return task

    def _task(self, due: Due) -> Task | None:
        if due.status is Status.UNKNOWN:
            return Task.UNKNOWN
        is_over = due.duty_on is not None and due.duty_on < self.day
        if is_over or (due.destroy_by is not None and due.destroy_by <= self.day):
            return Task.HELD if due.status is Status.HELD else Task.DESTROY
        return None


def run_with(snapshot: Snapshot, found: Sweep, today: date, number: int) -> DestructionRun | None:
    """Return the run of the day with what is to go, and what went in it already; None where there is nothing for it.

    A run that is on record keeps its number and the day on which it was opened; `number` is for a new one.
    """
    known = next((run for run in snapshot.runs.values() if run.day == found.day), None)
    listed = tuple(number for number, _ in found.of(Task.DESTROY))
    if known is None:
        return DestructionRun(id=number, day=found.day, opened=today, holdings=listed) if listed else None
    on_it = {*listed, *(each.holding for each in snapshot.destructions.values())}
    stays = tuple(each for each in known.holdings if each in on_it)
    there = set(stays)
    more = tuple(each for each in listed if each not in there)
    return known.model_copy(update={"holdings": (*stays, *more)})


def kept_until(record: Destruction) -> date:
    """Return the last day on which the record of a destruction must still be there."""
    return last_on_record(record.done_on)


def last_on_record(day: date) -> date:
    """Return the last day on which what was done on a day must be on record (destruction regulation art. 7/3)."""
    return months_later(day, 12 * YEARS_ON_RECORD)
