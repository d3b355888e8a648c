"""What is due: for each body of records kept, when its last ground ends and by when it is to be destroyed.

A period is over at the end of its last day: on that day the records are not due yet, on the next day they are. The day
to destroy them by is still on time, the next one is overdue.

A register may hold a million bodies of records, so what many of them share is worked out once and found again in
dictionaries: where an entry belongs, how a retention is counted, the last day for each start, the day to destroy by for
each last day, and the sentences.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from kvkkctl.models import Holding, HoldingState, Retention, RetentionKind
from kvkkctl.retention.dates import NOTES, Calendar, Ending, Note, calendar_of, destruction, ending
from kvkkctl.retention.events import classify
from kvkkctl.retention.labels import LABELS, OTHER
from kvkkctl.retention.orders import Orders, moved
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Sentences, Text
from kvkkctl.vocabulary import fold

_FIELDS = itemgetter(
    "state", "entry", "retention", "event", "event_date", "requested", "board_date", "hold_reason"
)


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
    """Return what is kept, the first to be destroyed first and what has no date last.

    `obliged` says whether the controller owes a registration, and with it a policy (destruction regulation art. 5/1).
    Raises BadValue where the controller's days of periodic destruction cannot be read.
    """
    agenda = _Agenda(today, calendar_of(snapshot.controller, obliged))
    groups = _Groups(snapshot, agenda)
    of_holding, make = _FIELDS, tuple.__new__
    # this runs for each of a million holdings: attributes and constructors one by one would take twice as long
    for number, holding in snapshot.holdings.items():
        state, entry, own, event, start, requested, board_date, reason = of_holding(holding.__dict__)
        if state is not HoldingState.KEPT:
            continue
        ref, activity, category, starts = groups[entry, own, event]
        duty_on, destroy_by, status, why, day = starts[start]
        if requested is not None or board_date is not None:
            duty_on, destroy_by, status, more, day = agenda.brought_forward(starts[start], holding)
            why = Sentences.of(*why, *more)
        if reason:
            status, why = Status.HELD, Sentences.of(*why, _held(reason))
        cells = (f"H{number}", ref, activity, category, event, start, duty_on, destroy_by, status, why)
        day.append(make(Due, cells))
    return chain.from_iterable(day for _, day in sorted(agenda.days.items()))


def _held(reason: str) -> Text:
    return Text("Its destruction is put off: {reason}.", reason=reason.rstrip("."))


class _Verdict(NamedTuple):
    """What follows from a last day of keeping. `day` takes the rows of one day, in the order of their numbers."""

    duty_on: date | None
    destroy_by: date | None
    status: Status
    note: Note
    day: list[Due]


# What follows for a holding from where it belongs and from its start: the two dates, status, reason, and the rows of
# its day. No named tuple: those are three times as slow to take apart.
_Outcome = tuple[date | None, date | None, Status, Sentences, list[Due]]


class _Agenda(dict[date, _Verdict]):
    """What follows from each last day of keeping, and the days to destroy by with their holdings."""

    def __init__(self, today: date, calendar: Calendar) -> None:
        super().__init__()
        self.today = today
        self.calendar = calendar
        self.days: dict[date, list[Due]] = {}

    def __missing__(self, duty_on: date) -> _Verdict:
        destroy_by, note = destruction(duty_on, self.calendar)
        status = self._status(duty_on, destroy_by)
        self[duty_on] = verdict = _Verdict(duty_on, destroy_by, status, note, self._on(destroy_by or duty_on))
        return verdict

    def brought_forward(
        self, found: _Outcome, holding: Holding
    ) -> tuple[date | None, date | None, Status, tuple[Text, ...], list[Due]]:
        """Return what a data subject's request or the Board makes of the dates of a holding."""
        orders = Orders(holding.requested, holding.board_date, holding.board_decision)
        duty_on, destroy_by, by, why = moved(*found[:2], orders)
        status = self._status(duty_on, destroy_by) if by else found[2]
        return duty_on, destroy_by, status, why, self._on(destroy_by or duty_on or date.max)

    def undated(self, note: Note) -> _Verdict:
        """Return what follows where there is no last day."""
        return _Verdict(None, None, Status.UNKNOWN, note, self._on(date.max))

    def _status(self, duty_on: date | None, destroy_by: date | None) -> Status:
        if duty_on is not None and self.today <= duty_on:
            return Status.NOT_DUE
        return Status.OVERDUE if destroy_by and self.today > destroy_by else Status.DUE

    def _on(self, day: date) -> list[Due]:
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


class _Starts(dict[date | None, _Outcome]):
    """What follows from each start, for the holdings of one entry, one retention and one event."""

    def __init__(self, case: _Case) -> None:
        super().__init__()
        self.case = case

    def __missing__(self, start: date | None) -> _Outcome:
        duty_on, destroy_by, status, note, day = self.case.verdicts[start]
        self[start] = found = duty_on, destroy_by, status, self.case.why[note], day
        return found


_Group = tuple[str, str, str, _Starts]


class _Groups(dict[tuple[int, int | None, str | None], _Group]):
    """Where holdings of one entry, retention of their own and event belong, and what follows from their starts."""

    def __init__(self, snapshot: Snapshot, agenda: _Agenda) -> None:
        super().__init__()
        self.snapshot = snapshot
        self.retentions = _Retentions(snapshot.retentions, agenda)

    def __missing__(self, key: tuple[int, int | None, str | None]) -> _Group:
        number, own, event = key
        entry = self.snapshot.entries[number]
        activity, category = self.snapshot.activity_of(entry), self.snapshot.category_of(entry)
        case = self.retentions[entry.retention if own is None else own][event]
        self[key] = group = entry.ref, activity.code, category.label, _Starts(case)
        return group


def _ending(retention: Retention | None, event: str | None) -> Ending:
    if retention is None:
        return Ending((), Sentences.of(Text("No retention is stated, neither for it nor for its entry.")))
    end = ending(retention.reading)
    if end.limits and retention.kind is RetentionKind.EVENT_ONLY and not _is_its_end(retention, event):
        return Ending((), Sentences.of(*end.why, _NOT_THE_END))
    other = _other_event(retention, event) if end.limits else None
    return Ending((), Sentences.of(*end.why, other)) if other else end


def _is_its_end(retention: Retention, event: str | None) -> bool:
    """Say whether a holding is dated by what its retention goes on until.

    A period counts from the day that is given; here the day itself would end the keeping, be it that of a contract's
    beginning. So it has to be said to be that of the end.
    """
    if not event:
        return False
    return all(
        fold(event) == fold(term.event_text or "") if term.event == OTHER else classify(event) == term.event
        for term in retention.terms
    )


_NOT_THE_END = Text("Name the event whose day is given: it has to be the one that it is kept until.")


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
