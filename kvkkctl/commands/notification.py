"""`transfer show`, `end`, `notify`: standard contracts and what the Authority has to be told of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, day_option, find_transfer, snapshot_of
from kvkkctl.commands.fields import FIELDS
from kvkkctl.commands.framework import session
from kvkkctl.commands.labels import CONTRACT_TYPES, FREQUENCIES
from kvkkctl.errors import BadValue
from kvkkctl.i18n import tr
from kvkkctl.law.contracts import STANDARD_CONTRACT, Event, Notification, NotificationStatus, notifications
from kvkkctl.models import Transfer
from kvkkctl.output import FormatOption, OutputOption, Row, Target
from kvkkctl.register import Change
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Sentences, Text

STATUSES: Mapping[str, Text] = {
    NotificationStatus.OPEN: Text("open"),
    NotificationStatus.LATE: Text("late"),
    NotificationStatus.DONE: Text("done"),
}
EVENTS: Mapping[str, Text] = {
    Event.SIGNED: Text("its signature"),
    Event.CHANGED: Text("its change"),
    Event.ENDED: Text("its end"),
}
_URGENCY = (NotificationStatus.LATE, NotificationStatus.OPEN, NotificationStatus.DONE)
_ALWAYS = ("recipient", "abroad", "country", "purposes", "bases", "instrument", "frequency")

Ref = Annotated[
    str, typer.Argument(metavar="TRANSFER", help="Number of the transfer (T3).", show_default=False)
]
LastDay = Annotated[
    str, typer.Option("--on", metavar="DATE", help="The last day of the transfer.", show_default=False)
]
ToldOn = Annotated[
    str,
    typer.Option("--on", metavar="DATE", help="The day on which the Authority was told.", show_default=False),
]


def summary(transfer: Transfer, today: date) -> dict[str, str | None]:
    """Return the day by which the Authority is to be told, and whether it was; the most urgent first."""
    owed = notifications(transfer, today)
    for status in _URGENCY:
        days = [each.due for each in owed if each.status is status and each.due]
        if days:
            # of what is done the last counts, of what waits the first
            due = max(days) if status is NotificationStatus.DONE else min(days)
            return {"notify_by": due.isoformat(), "notify_status": status.value}
    return {"notify_by": None, "notify_status": None}


def waiting(snapshot: Snapshot, today: date) -> list[dict[str, Any]]:
    """Return the notifications that are open or late, the first to be made first."""
    rows = [
        {"transfer": transfer.ref, "recipient": snapshot.terms[transfer.recipient].label, **_shape(owed)}
        for transfer in snapshot.transfers.values()
        for owed in notifications(transfer, today)
        if owed.status in {NotificationStatus.OPEN, NotificationStatus.LATE}
    ]
    return sorted(rows, key=lambda row: row["due"])


def by_when(row: Row) -> Text | None:
    """Say in a table by when to notify, and whether it is done."""
    if row["notify_by"] is None:
        return None
    return Text("{day} ({status})", day=row["notify_by"], status=STATUSES[row["notify_status"]])


def _shape(owed: Notification) -> dict[str, Any]:
    """A notification as scripts read it."""
    return {
        "event": owed.event.value,
        "day": owed.day.isoformat(),
        "due": shapes.plain(owed.due),
        "done_on": shapes.plain(owed.done_on),
        "too_late": owed.too_late,
        "status": owed.status.value,
        "citation": owed.citation,
        "note": tr(owed.note) if owed.note else None,
    }


def show(ctx: typer.Context, ref: Ref, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Show one transfer, and by when the Authority has to be told of its standard contract."""
    snapshot, today = snapshot_of(ctx), session(ctx).today
    transfer = find_transfer(snapshot, ref)
    owed = notifications(transfer, today)
    row = {
        **shapes.transfer(transfer, snapshot),
        **summary(transfer, today),
        "notifications": [_shape(each) for each in owed],
    }
    output.emit_card(row, list(_lines(row, transfer, owed)), Target.of(fmt, to))


def _lines(row: Row, transfer: Transfer, owed: tuple[Notification, ...]) -> Iterator[tuple[Text, object]]:
    yield Text("Transfer"), row["id"]
    for name in Transfer.model_fields:
        if name in {"id", "origin"}:
            continue
        if name in _ALWAYS or row[name] not in (None, []):
            unknown = getattr(transfer, name) is None and not row[name]
            yield FIELDS[name], Text("not stated") if unknown else _shown(row, name)
    for each in owed:
        yield Text("Notification"), _said(each)
    if not owed and transfer.instrument == STANDARD_CONTRACT:
        yield (
            Text("Notification"),
            Text("The day of the last signature is not stated: no last day follows."),
        )


def _shown(row: Row, name: str) -> object:
    match name:
        case "bases":
            return ", ".join(each["code"] or each["label"] for each in row[name])
        case "contract_type":
            return CONTRACT_TYPES[row[name]]
        case "frequency":
            return FREQUENCIES[row[name]]
    return row[name]


def _said(owed: Notification) -> Sentences | Text:
    values = {"event": EVENTS[owed.event], "day": owed.day, "due": owed.due, "law": owed.citation}
    if owed.due is None:
        return Text("{day}, {event}: {why}", **values, why=owed.note)
    if owed.done_on is None:
        status = STATUSES[owed.status]
        said = Text("{day}, {event}: to be notified by {due} ({law}), {status}.", **values, status=status)
    elif owed.too_late:
        said = Text(
            "{day}, {event}: to be notified by {due} ({law}); it was notified late, on {done}.",
            **values,
            done=owed.done_on,
        )
    else:
        said = Text(
            "{day}, {event}: to be notified by {due} ({law}); it was notified on {done}.",
            **values,
            done=owed.done_on,
        )
    return Sentences.of(said, owed.note)


def end(ctx: typer.Context, ref: Ref, on: LastDay) -> None:
    """State the last day of a transfer; the end of a standard contract is notified within five business days."""
    day, today = _day(on), session(ctx).today

    def make(made: Change) -> None:
        transfer = find_transfer(made.snapshot, ref)
        if transfer.ended not in (None, day):
            raise BadValue(_stated_already(transfer, "ended"))
        if transfer.started and day < transfer.started:
            raise BadValue(
                Text("It ends ({ended}) before it begins ({started}).", ended=day, started=transfer.started)
            )
        made.put(transfer.model_copy(update={"ended": day}))

    change(ctx, make)
    _say_what_waits(find_transfer(snapshot_of(ctx), ref), today)


def notify(
    ctx: typer.Context,
    ref: Ref,
    on: ToldOn,
    changed: Annotated[
        bool, typer.Option("--change", help="It was told of a change of the contract, or of its end.")
    ] = False,
) -> None:
    """Record that the Authority was told of a standard contract, or of its change or end."""
    day, today = _day(on), session(ctx).today
    field = "change_notified" if changed else "notified"

    def make(made: Change) -> None:
        transfer = find_transfer(made.snapshot, ref)
        if wrong := _wrong(transfer, field, day, today):
            raise BadValue(wrong)
        made.put(transfer.model_copy(update={field: day}))

    change(ctx, make)
    told = find_transfer(snapshot_of(ctx), ref)
    for each in notifications(told, today):
        if each.done_on == day and each.too_late and (each.event is not Event.SIGNED) is changed:
            output.note(Text("That was late: the last day was {due}.", due=each.due))
    _say_what_waits(told, today)


def _wrong(transfer: Transfer, field: str, day: date, today: date) -> Text | None:
    if day > today:
        return Text("{day} is still to come: record a notification once it is made.", day=day)
    if transfer.instrument != STANDARD_CONTRACT:
        return Text(
            "{ref} names no standard contract (9/4-c), and nothing else is notified: "
            "`kvkkctl transfer edit {ref} --instrument 9/4-c`.",
            ref=transfer.ref,
        )
    return _too_early(transfer, field, day)


def _too_early(transfer: Transfer, field: str, day: date) -> Text | None:
    if field == "notified":
        told, events = transfer.notified, [transfer.signed]
        missing = Text(
            "When the contract of {ref} got its last signature is not stated: "
            "`kvkkctl transfer edit {ref} --signed DATE`.",
            ref=transfer.ref,
        )
    else:
        told, events = transfer.change_notified, [transfer.changed, transfer.ended]
        missing = Text(
            "No change of the contract of {ref} is stated, and no end: "
            "`kvkkctl transfer edit {ref} --changed DATE`, or `kvkkctl transfer end {ref} --on DATE`.",
            ref=transfer.ref,
        )
    days = [each for each in events if each is not None]
    if not days:
        return missing
    untold = [each for each in days if told is None or told < each]
    if not untold:
        return None if told == day else _stated_already(transfer, field)
    if day < min(untold):
        return Text("{day} is before what was to be notified ({event}).", day=day, event=min(untold))
    return None


def _stated_already(transfer: Transfer, field: str) -> Text:
    return Text(
        "{ref} has that on {day} already: correct it with `kvkkctl transfer edit {ref} --{option} DATE`.",
        ref=transfer.ref,
        day=getattr(transfer, field),
        option=field.replace("_", "-"),
    )


def _say_what_waits(transfer: Transfer, today: date) -> None:
    for each in notifications(transfer, today):
        if each.status in {NotificationStatus.OPEN, NotificationStatus.LATE}:
            flag = "" if each.event is Event.SIGNED else " --change"
            output.note(
                Text(
                    "The Authority is to be told of {event} by {due}: `kvkkctl transfer notify {ref}{flag} --on DATE`.",
                    event=EVENTS[each.event],
                    due=each.due,
                    ref=transfer.ref,
                    flag=flag,
                )
            )


def _day(text: str) -> date:
    day = day_option(text, "--on")
    if day is None:
        raise BadValue(Text("--on needs a day: 2026-12-31."))
    return day
