"""What is due: for each body of records kept, when its last ground ends and by when it is to be destroyed.

A period is over at the end of its last day: on that day the records are not due yet, on the next day they are. The day
to destroy them by is still on time, the next one is overdue.

A register may hold a million bodies of records, so what many of them share is worked out once and found again in
dictionaries: where an entry belongs, how a retention is counted, the last day for each start, the day to destroy by for
each last day, and the sentences. Rows are made only when they are asked for.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kvkkctl.models import Holding, HoldingState, Retention
from kvkkctl.retention.dates import NOTES, Calendar, Ending, Note, calendar_of, destruction, ending
from kvkkctl.retention.events import classify
from kvkkctl.retention.labels import LABELS
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
    agenda = _Agenda(today, calendar_of(snapshot.controller, obliged))
    retentions = _Retentions(snapshot.retentions, agenda)
    places = _Places(snapshot, retentions)
    holdings = snapshot.holdings
    for number in sorted(holdings):
        holding = holdings[number]
        if holding.state is HoldingState.KEPT:
            own = holding.retention
            cases = places[holding.entry].cases if own is None else retentions[own]
            verdict = cases[holding.event].verdicts[holding.event_date]
            if holding.requested is not None or holding.board_date is not None:
                agenda.bring_forward(verdict, holding)
            else:
                verdict.day.append(holding)
    return _rows(agenda, places, retentions)


def _rows(agenda: "_Agenda", places: "_Places", retentions: "_Retentions") -> Iterator[Due]:
    for _, day in sorted(agenda.days.items()):
        for holding in day:
            entry, activity, category, cases = places[holding.entry]
            own, event, start = holding.retention, holding.event, holding.event_date
            verdicts, said = (cases if own is None else retentions[own])[event]
            duty_on, destroy_by, status, note, _ = verdicts[start]
            why = said[note]
            if holding.id in agenda.moved:
                duty_on, destroy_by, status, more = agenda.moved[holding.id]
                why = Sentences.of(*why, *more)
            if holding.hold_reason:
                status, why = Status.HELD, Sentences.of(*why, _held(holding.hold_reason))
            name = f"{Holding.mark}{holding.id}"
            yield Due(name, entry, activity, category, event, start, duty_on, destroy_by, status, why)


def _held(reason: str) -> Text:
    return Text("Its destruction is put off: {reason}.", reason=reason.rstrip("."))


class _Verdict(NamedTuple):
    """What follows from a last day of keeping. `day` takes the holdings of one day, in the order of their numbers."""

    duty_on: date | None
    destroy_by: date | None
    status: Status
    note: Note
    day: list[Holding]


class _Agenda(dict[date, _Verdict]):
    """What follows from each last day of keeping, and the days to destroy by with their holdings."""

    def __init__(self, today: date, calendar: Calendar) -> None:
        super().__init__()
        self.today = today
        self.calendar = calendar
        self.days: dict[date, list[Holding]] = {}
        self.moved: dict[int, tuple[date | None, date | None, Status, tuple[Text, ...]]] = {}

    def __missing__(self, duty_on: date) -> _Verdict:
        destroy_by, note = destruction(duty_on, self.calendar)
        status = self._status(duty_on, destroy_by)
        self[duty_on] = verdict = _Verdict(duty_on, destroy_by, status, note, self._on(destroy_by or duty_on))
        return verdict

    def bring_forward(self, verdict: _Verdict, holding: Holding) -> None:
        """Put a holding on the day that a data subject's request or the Board makes of it."""
        orders = Orders(holding.requested, holding.board_date, holding.board_decision)
        duty_on, destroy_by, by, why = moved(verdict.duty_on, verdict.destroy_by, orders)
        status = self._status(duty_on, destroy_by) if by else verdict.status
        self.moved[holding.id] = duty_on, destroy_by, status, why
        self._on(destroy_by or duty_on or date.max).append(holding)

    def undated(self, note: Note) -> _Verdict:
        """Return what follows where there is no last day."""
        return _Verdict(None, None, Status.UNKNOWN, note, self._on(date.max))

    def _status(self, duty_on: date | None, destroy_by: date | None) -> Status:
        if duty_on is not None and self.today <= duty_on:
            return Status.NOT_DUE
        return Status.OVERDUE if destroy_by and self.today > destroy_by else Status.DUE

    def _on(self, day: date) -> list[Holding]:
        return self.days.setdefault(day, [])


class _Verdicts(dict[date | None, _Verdict]):
    """What follows from each start, for one way of counting; None is a start that is not known."""

    def __init__(self, end: Ending, agenda: _Agenda) -> None:
        super().__init__()
        self.end = end
        self.agenda = agenda

    def __missing__(self, start: date | None) -> _Verdict:
        self[start] = verdict = self._verdict(start)
        return verdict

    def _verdict(self, start: date | None) -> _Verdict:
        if not self.end.limits:
            return self.agenda.undated(Note.NOTHING)
        if start is None:
            return self.agenda.undated(Note.NO_START)
        try:
            return self.agenda[self.end.day(start)]
        except OverflowError:
            return self.agenda.undated(Note.END_BEYOND)


class _Case(NamedTuple):
    """What follows for holdings of one retention and one event, and the sentences for it."""

    verdicts: _Verdicts
    why: dict[Note, Sentences]


class _Cases(dict[str | None, _Case]):
    """The cases of one retention, by the event that a holding names."""

    def __init__(self, retention: Retention | None, retentions: "_Retentions") -> None:
        super().__init__()
        self.retention = retention
        self.retentions = retentions

    def __missing__(self, event: str | None) -> _Case:
        end = _ending(self.retention, event)
        said = {note: Sentences.of(*end.why, NOTES.get(note)) for note in Note}
        self[event] = case = _Case(self.retentions.verdicts(end), said)
        return case


class _Retentions(dict[int | None, _Cases]):
    """The cases of each retention; None is none. Retentions that count alike share what follows."""

    def __init__(self, retentions: Mapping[int, Retention], agenda: _Agenda) -> None:
        super().__init__()
        self.retentions = retentions
        self.agenda = agenda
        self.alike: dict[tuple[object, ...], _Verdicts] = {}

    def __missing__(self, number: int | None) -> _Cases:
        retention = None if number is None else self.retentions[number]
        self[number] = cases = _Cases(retention, self)
        return cases

    def verdicts(self, end: Ending) -> _Verdicts:
        """Return what follows from each start for one way of counting."""
        return self.alike.setdefault(end.limits, _Verdicts(end, self.agenda))


class _Place(NamedTuple):
    entry: str
    activity: str
    category: str
    cases: _Cases


class _Places(dict[int, _Place]):
    """Where the holdings of each entry belong, and the cases of its retention."""

    def __init__(self, snapshot: Snapshot, retentions: _Retentions) -> None:
        super().__init__()
        self.snapshot = snapshot
        self.retentions = retentions

    def __missing__(self, number: int) -> _Place:
        entry = self.snapshot.entries[number]
        activity, category = self.snapshot.activity_of(entry), self.snapshot.category_of(entry)
        self[number] = place = _Place(
            entry.ref, activity.code, category.label, self.retentions[entry.retention]
        )
        return place


def _ending(retention: Retention | None, event: str | None) -> Ending:
    if retention is None:
        return Ending((), Sentences.of(Text("No retention is stated, neither for it nor for its entry.")))
    end = ending(retention.reading)
    other = _other_event(retention, event) if end.limits else None
    return Ending((), Sentences.of(*end.why, other)) if other else end


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
