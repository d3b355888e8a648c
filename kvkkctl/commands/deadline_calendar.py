"""The deadlines of a register as events of a calendar, in words."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from kvkkctl import output, retention
from kvkkctl.commands.duty import owes_policy
from kvkkctl.commands.notification import EVENTS
from kvkkctl.commands.sifting import HoldingStatus, Wanted
from kvkkctl.i18n import tr
from kvkkctl.law.contracts import NotificationStatus, notifications
from kvkkctl.law.holidays import CalendarUnknown
from kvkkctl.register import Register
from kvkkctl.retention import Deadline, DeadlineKind
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.verbis.difference import deadlines as verbis_deadlines
from kvkkctl.workbook.calendar_file import Event, Stamp, write_calendar

_SUMMARIES: Mapping[DeadlineKind, Text] = {
    DeadlineKind.DESTROY: Text("KVKK: holdings to destroy: {n} ({ref} {activity}, {category})"),
    DeadlineKind.DUTY: Text("KVKK: duty to destroy, holdings: {n} ({ref} {activity}, {category})"),
    DeadlineKind.REVIEW: Text("KVKK: legal holds to review: {n}"),
    DeadlineKind.RUN: Text("KVKK: periodic destruction {ref}, holdings left: {n}"),
    DeadlineKind.REQUEST: Text("KVKK: erasure asked for, holdings: {n} ({ref} {activity}, {category})"),
}
_DESCRIPTIONS: Mapping[DeadlineKind, Text] = {
    DeadlineKind.DESTROY: Text(
        "Last day to destroy them (destruction regulation art. 11, 12). Which and why: "
        '`kvkkctl due --until {day} --category "{category}"`'
    ),
    DeadlineKind.DUTY: Text(
        "Last day to keep them. By when they are to be destroyed is known once the controller's days of periodic "
        'destruction are stated: `kvkkctl due --until {day} --category "{category}"`'
    ),
    DeadlineKind.REVIEW: Text(
        "Does the reason for keeping them still hold? Which: `kvkkctl holding list --held`"
    ),
    DeadlineKind.RUN: Text(
        "Destroy what is on its work list and put it on record (destruction regulation art. 7, 11): "
        "`kvkkctl destruction record --from FILE`"
    ),
    DeadlineKind.REQUEST: Text(
        "A data subject asked for erasure 30 days before: destroy them or refuse with reasons by this day (Law 6698 "
        "art. 13/2, destruction regulation art. 12). Which: `kvkkctl holding list --entry {ref}`"
    ),
}


def write_ics(register: Register, path: Path, wanted: Wanted, today: date) -> None:
    """Write the deadlines that are wanted as a calendar, and say how many there are and what has none."""
    snapshot = register.snapshot()
    wanted.scope.check(snapshot)
    state = register.state(snapshot.stamp)
    all_days = Wanted(wanted.department, wanted.category)
    dues = list(
        all_days.sifted(
            retention.due_rows(snapshot, today, owes_policy(snapshot.controller, today)), snapshot
        )
    )
    found = [
        each
        for each in retention.deadlines(snapshot, dues)
        if wanted.until is None or each.day <= wanted.until
    ]
    events = [_event(each) for each in found]
    # what is told to the Authority is of no department and no category
    if all_days == Wanted():
        events += (
            each for each in _told(snapshot, today) if wanted.until is None or each.day <= wanted.until
        )
    events.sort(key=lambda event: event.day)
    stamp = Stamp(state.register, state.seq, datetime.fromisoformat(state.at))
    write_calendar(path, events, stamp, tr(Text("KVKK deadlines")))
    output.written(path)
    unknown = sum(due.status.value == HoldingStatus.UNKNOWN.value for _, due in dues)
    output.note(Text("Events: {n}; holdings without a date: {unknown}.", n=len(events), unknown=unknown))


def _told(snapshot: Snapshot, today: date) -> Iterator[Event]:
    """Yield by when the Authority is to be told of standard contracts, and VERBİS of what has changed."""
    waiting = {NotificationStatus.OPEN, NotificationStatus.LATE}
    for transfer in snapshot.transfers.values():
        for owed in notifications(transfer, today):
            if owed.due is not None and owed.status in waiting:
                said = Text(
                    "KVKK: notify the Authority of a standard contract ({ref}, {event})",
                    ref=transfer.ref,
                    event=EVENTS[owed.event],
                )
                why = Text("Five business days ({citation}): `kvkkctl transfer show {ref}`").filled(
                    citation=owed.citation, ref=transfer.ref
                )
                yield Event(f"contract-{transfer.ref.lower()}-{owed.event}", owed.due, tr(said), tr(why))
    try:
        changes = verbis_deadlines(snapshot, today)
    except CalendarUnknown as error:
        output.note(error.message)
        return
    why = Text("Seven days after the change (registry regulation art. 13): `kvkkctl verbis diff`")
    for each in changes:
        said = Text("KVKK: VERBİS to be told of changes: {n}", n=len(each.changes))
        yield Event(f"verbis-{each.changed_on}", each.rolled, tr(said), tr(why))


def _event(deadline: Deadline) -> Event:
    said = {
        "n": deadline.holdings,
        "ref": deadline.ref,
        "activity": deadline.activity,
        "category": deadline.category,
        "day": deadline.day.isoformat(),
    }
    summary = tr(_SUMMARIES[deadline.kind].filled(**said))
    return Event(deadline.key, deadline.day, summary, tr(_DESCRIPTIONS[deadline.kind].filled(**said)))
