"""What is due: for each body of records kept, when its last ground ends and by when it is to be destroyed.

A period is over at the end of its last day: on that day the records are not due yet, on the next day they are. The day
to destroy them by is still on time, the next one is overdue.

A register may hold a million bodies of records, so what many of them share is worked out once: the end of a reading,
its last day for each start, the day to destroy by for each last day, and the sentences.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from kvkkctl.models import Holding, HoldingState, Retention
from kvkkctl.retention.dates import BEYOND, NOTES, Calendar, Ending, Note, destruction, ending
from kvkkctl.retention.events import LABELS, classify
from kvkkctl.retention.schedule import parse_runs
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Sentences, Text

_NO_RETENTION = Text("No retention is stated, neither for it nor for its entry.")
_NO_DATE = Text("The day of the event is not known.")


class Status(StrEnum):
    """Where a body of records stands on a day."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"
    HELD = "held"
    UNKNOWN = "unknown"


class Due(NamedTuple):
    """One body of records: what it is, from when its time is counted, the two dates, and why."""

    holding: str
    entry: str
    activity: str
    category: str
    event: str | None
    event_date: date | None
    duty_on: date | None
    destroy_by: date | None
    status: Status
    why: Sentences


def due_rows(snapshot: Snapshot, today: date, obliged: bool | None) -> Iterator[Due]:
    """Yield what is kept, the first to be destroyed first and what has no date last.

    `obliged` says whether the controller owes a registration, and with it a policy (destruction regulation art. 5/1).
    Raises BadValue where the controller's days of periodic destruction cannot be read.
    """
    sweep = _Sweep(snapshot, today, _calendar(snapshot, obliged))
    rows = [
        (due.destroy_by or due.duty_on or date.max, number, due)
        for number, holding in snapshot.holdings.items()
        if holding.state is HoldingState.KEPT
        for due in (sweep.due(holding),)
    ]
    rows.sort(key=itemgetter(0, 1))
    return (due for _, _, due in rows)


def _calendar(snapshot: Snapshot, obliged: bool | None) -> Calendar:
    controller = snapshot.controller
    return Calendar(
        runs=parse_runs(controller.destruction_runs or ()),
        obliged=obliged,
        has_policy=True if controller.policy_date else None,
    )


class _Place(NamedTuple):
    entry: str
    activity: str
    category: str
    retention: int | None


class _LastDays(dict[date, date | None]):
    """The last day of keeping for each day of the event."""

    def __init__(self, end: Ending) -> None:
        super().__init__()
        self.end = end

    def __missing__(self, start: date) -> date | None:
        try:
            self[start] = self.end.day(start)
        except OverflowError:
            self[start] = None
        return self[start]


class _Destructions(dict[date, tuple[date | None, Note]]):
    """The day to destroy by for each last day of keeping."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.calendar = calendar

    def __missing__(self, duty_on: date) -> tuple[date | None, Note]:
        self[duty_on] = found = destruction(duty_on, self.calendar)
        return found


class _Case(NamedTuple):
    """What holdings of one retention and one event share; `days` is None where no day follows."""

    days: _LastDays | None
    said: Sentences
    dated: dict[Note, Sentences]


class _Sweep:
    def __init__(self, snapshot: Snapshot, today: date, calendar: Calendar) -> None:
        self.snapshot = snapshot
        self.today = today
        self.destructions = _Destructions(calendar)
        self.places: dict[int, _Place] = {}
        self.cases: dict[tuple[int | None, str | None], _Case] = {}
        self.days: dict[tuple[object, ...], _LastDays] = {}

    def due(self, holding: Holding) -> Due:
        """Return where one body of records stands."""
        place = self.places.get(holding.entry) or self._place(holding.entry)
        key = (holding.retention or place.retention, holding.event)
        case = self.cases.get(key) or self._case(key)
        start = holding.event_date
        duty_on = destroy_by = None
        status, why = Status.UNKNOWN, case.said
        if case.days is not None:
            if start is None:
                why = Sentences.of(*why, _NO_DATE)
            elif (duty_on := case.days[start]) is None:
                why = Sentences.of(*why, BEYOND)
            else:
                destroy_by, note = self.destructions[duty_on]
                status, why = self._status(duty_on, destroy_by), case.dated[note]
        if holding.hold_reason:
            status, why = Status.HELD, Sentences.of(*why, _held(holding))
        return Due(
            f"{Holding.mark}{holding.id}", *place[:3], holding.event, start, duty_on, destroy_by, status, why
        )

    def _status(self, duty_on: date, destroy_by: date | None) -> Status:
        if self.today <= duty_on:
            return Status.NOT_DUE
        return Status.OVERDUE if destroy_by and self.today > destroy_by else Status.DUE

    def _place(self, number: int) -> _Place:
        entry = self.snapshot.entries[number]
        activity, category = self.snapshot.activity_of(entry), self.snapshot.category_of(entry)
        place = _Place(entry.ref, activity.code, category.label, entry.retention)
        self.places[number] = place
        return place

    def _case(self, key: tuple[int | None, str | None]) -> _Case:
        number, event = key
        retention = self.snapshot.retentions[number] if number is not None else None
        case = self._counted(retention, event) if retention else _Case(None, Sentences.of(_NO_RETENTION), {})
        self.cases[key] = case
        return case

    def _counted(self, retention: Retention, event: str | None) -> _Case:
        end = ending(retention.reading)
        if not end.limits:
            return _Case(None, end.why, {})
        if other := _other_event(retention, event):
            return _Case(None, Sentences.of(*end.why, other), {})
        days = self.days.setdefault(end.limits, _LastDays(end))
        return _Case(days, end.why, {note: Sentences.of(*end.why, NOTES[note]) for note in Note})


def _other_event(retention: Retention, event: str | None) -> Text | None:
    """Say that a holding is dated by another event than the one its retention counts from, where both are known."""
    dated_by = classify(event) if event else None
    counted_from = {term.event for term in retention.terms if term.event and term.event in LABELS}
    if not dated_by or not counted_from or counted_from == {dated_by}:
        return None
    return Text(
        "It is dated by {dated_by}, but its retention counts from {counted_from}: give the day of that.",
        dated_by=LABELS[dated_by],
        counted_from=LABELS[min(counted_from)],
    )


def _held(holding: Holding) -> Text:
    return Text("Its destruction is put off: {reason}.", reason=(holding.hold_reason or "").rstrip("."))
