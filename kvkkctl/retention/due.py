"""What is due: for each body of records kept, when its last ground ends and by when it is to be destroyed.

A period is over at the end of its last day: on that day the records are not due yet, on the next day they are. The day
to destroy them by is still on time, the next one is overdue.

A register may hold a million bodies of records, so those that belong, start and count alike share one answer, found
again in a dictionary; and what answers have in common is worked out once: how a retention is counted, the last day for
each start, the day to destroy by for each last day, and the sentences.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from kvkkctl.models import HoldingState
from kvkkctl.retention.dates import NOTES, Calendar, Ending, Note, calendar_of, destruction
from kvkkctl.retention.ends import Demands, end_of
from kvkkctl.retention.orders import Orders, moved
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Sentences, Text


class Status(StrEnum):
    """Where a body of records stands on a day."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"
    HELD = "held"
    UNKNOWN = "unknown"


@dataclass(slots=True, eq=False)
class Due:
    """What is due for bodies of records: where they belong, from when their time counts, the two dates, and why."""

    entry: str
    activity: str
    category: str
    event: str | None
    event_date: date | None
    duty_on: date | None
    destroy_by: date | None
    status: Status
    why: Sentences

    @property
    def day(self) -> date | None:
        """The day to destroy by or, where that is not known, the day on which the duty to destroy arises."""
        return self.destroy_by or self.duty_on


Numbered = tuple[int, Due]
"""A body of records by its number, and what is due for it."""


def due_rows(snapshot: Snapshot, today: date, obliged: bool | None) -> Iterator[Numbered]:
    """Return what is kept, the first to be destroyed first and what has no date last.

    `obliged` says whether the controller owes a registration, and with it a policy (destruction regulation art. 5/1).
    Raises BadValue where the controller's days of periodic destruction cannot be read.
    """
    answers = _Answers(snapshot, _Outcomes(today, calendar_of(snapshot.controller, obliged)))
    kept, told_apart = HoldingState.KEPT, itemgetter(*_Key._fields)
    for number, holding in snapshot.holdings.items():
        if holding.state is kept:
            # this runs for each of a million holdings: attributes one by one would take twice as long
            due, put_on_its_day = answers[told_apart(holding.__dict__)]
            put_on_its_day((number, due))
    return chain.from_iterable(rows for _, rows in sorted(answers.days.items()))


class _Key(NamedTuple):
    """What an answer depends on, by the names of a holding's fields."""

    entry: int
    retention: int | None
    event: str | None
    event_date: date | None
    requested: date | None
    board_date: date | None
    board_decision: str | None
    hold_reason: str | None


_Answer = tuple[Due, Callable[[Numbered], None]]


class _Answers(dict[_Key, _Answer]):
    """What is due by what it depends on, each with what takes its rows; these by day, in the order of their numbers."""

    def __init__(self, snapshot: Snapshot, outcomes: "_Outcomes") -> None:
        super().__init__()
        self.outcomes = outcomes
        self.places = _Places(snapshot, outcomes)
        self.days: defaultdict[date, list[Numbered]] = defaultdict(list)

    def __missing__(self, key: _Key) -> _Answer:
        # each holding may have an answer of its own, so this has to be quick too
        entry, own, event, start, requested, board_date, board_decision, reason = key
        ref, activity, category, outcomes, reasons = self.places[entry, own, event]
        duty_on, destroy_by, status, note = outcomes[start]
        why = reasons[note]
        if requested is not None or board_date is not None:
            orders = Orders(requested, board_date, board_decision)
            duty_on, destroy_by, by, more = moved(duty_on, destroy_by, orders)
            why = Sentences.of(*why, *more)
            status = self.outcomes.status(duty_on, destroy_by) if by else status
        if reason:
            status, why = Status.HELD, Sentences.of(*why, _held(reason))
        due = Due(ref, activity, category, event, start, duty_on, destroy_by, status, why)
        self[key] = answer = due, self.days[destroy_by or duty_on or date.max].append
        return answer


def _held(reason: str) -> Text:
    return Text("Its destruction is put off: {reason}.", reason=reason.rstrip("."))


class _Outcome(NamedTuple):
    """What follows from a last day of keeping."""

    duty_on: date | None
    destroy_by: date | None
    status: Status
    note: Note


class _Outcomes(dict[date, _Outcome]):
    """What follows from each last day of keeping."""

    def __init__(self, today: date, calendar: Calendar) -> None:
        super().__init__()
        self.today = today
        self.calendar = calendar

    def __missing__(self, duty_on: date) -> _Outcome:
        destroy_by, note = destruction(duty_on, self.calendar)
        self[duty_on] = outcome = _Outcome(duty_on, destroy_by, self.status(duty_on, destroy_by), note)
        return outcome

    def status(self, duty_on: date | None, destroy_by: date | None) -> Status:
        """Return where records with these dates stand, one of which is known."""
        if duty_on is not None and self.today <= duty_on:
            return Status.NOT_DUE
        return Status.OVERDUE if destroy_by and self.today > destroy_by else Status.DUE


class _Starts(dict[date | None, _Outcome]):
    """What follows from each start, for one way of counting; None is a start that is not known."""

    def __init__(self, end: Ending, outcomes: _Outcomes) -> None:
        super().__init__()
        self.end = end
        self.outcomes = outcomes

    def __missing__(self, start: date | None) -> _Outcome:
        self[start] = outcome = self._outcome(start)
        return outcome

    def _outcome(self, start: date | None) -> _Outcome:
        if not self.end.limits:
            return _undated(Note.NOTHING)
        if start is None:
            return _undated(Note.NO_START)
        try:
            return self.outcomes[self.end.day(start)]
        except OverflowError:
            return _undated(Note.END_BEYOND)


def _undated(note: Note) -> _Outcome:
    return _Outcome(None, None, Status.UNKNOWN, note)


class _Case(NamedTuple):
    """What follows for holdings of one retention and one event, and the sentences for it."""

    outcomes: _Starts
    why: dict[Note, Sentences]


_Asked = tuple[int | None, tuple[str, ...], bool, str | None]


class _Cases(dict[_Asked, _Case]):
    """The case of a retention (None is none), statutory periods, whether it is a holding's own, and an event named."""

    def __init__(self, snapshot: Snapshot, outcomes: _Outcomes) -> None:
        super().__init__()
        self.snapshot = snapshot
        self.outcomes = outcomes
        # those that count alike share what follows
        self.starts: dict[tuple[object, ...], _Starts] = {}

    def __missing__(self, key: _Asked) -> _Case:
        number, statutes, decided, event = key
        retention = None if number is None else self.snapshot.retentions[number]
        demands = Demands(statutes, frozenset(self.snapshot.confirmed), self.outcomes.today, decided)
        end = end_of(retention, event, demands)
        said = {note: Sentences.of(*end.why, NOTES.get(note)) for note in Note}
        starts = self.starts.setdefault(end.limits, _Starts(end, self.outcomes))
        self[key] = case = _Case(starts, said)
        return case


_Place = tuple[str, str, str, _Starts, dict[Note, Sentences]]


class _Places(dict[tuple[int, int | None, str | None], _Place]):
    """Where holdings of one entry, retention of their own and event belong, and what follows from their starts."""

    def __init__(self, snapshot: Snapshot, outcomes: _Outcomes) -> None:
        super().__init__()
        self.snapshot = snapshot
        self.cases = _Cases(snapshot, outcomes)

    def __missing__(self, key: tuple[int, int | None, str | None]) -> _Place:
        number, own, event = key
        entry = self.snapshot.entries[number]
        activity, category = self.snapshot.activity_of(entry), self.snapshot.category_of(entry)
        case = self.cases[entry.retention if own is None else own, entry.statutes, own is not None, event]
        self[key] = place = entry.ref, activity.code, category.label, *case
        return place
