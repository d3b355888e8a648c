"""F: notifying the Authority of standard contracts (Law 6698 art. 9/5; regulation on transfers abroad art. 14/5, 14/8).

A transfer that has ended is still asked whether its contract was notified.
"""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.law.contracts import TEXTS_SINCE, Event, Notification, NotificationStatus, notifications
from kvkkctl.law.holidays import business_days
from kvkkctl.models import Transfer
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

_CLOCK_SINCE = date(2024, 6, 1)
_SOON = 2


def _owed(context: Context) -> Iterator[tuple[Transfer, Notification]]:
    for transfer in context.snapshot.transfers.values():
        for owed in notifications(transfer, context.as_of):
            yield transfer, owed


@rule(
    "F06",
    Severity.ERROR,
    "KVKK m.9/5",
    "KVKK m.18/1-d",
    title=Text("The Authority is notified of a standard contract within five business days."),
    why=Text("The days count from the last signature, without weekends and holidays; a fine follows them."),
    fix=Text(
        "Notify the Authority and record it: kvkkctl transfer notify {ref} --on DATE; "
        "a day that was missed stays missed: kvkkctl accept F06 {ref} --reason … --until DATE --by …"
    ),
    since=_CLOCK_SINCE,
)
def contract_notified(context: Context) -> Iterator[Hit]:
    for transfer, owed in _owed(context):
        if owed.event is Event.SIGNED and (said := _late(transfer, owed)):
            yield Hit(transfer, said)


def _late(transfer: Transfer, owed: Notification) -> Text | None:
    if owed.too_late:
        return Text(
            "The standard contract of {record} was notified on {done}; its last day was {due}.",
            done=owed.done_on,
            due=owed.due,
        )
    if owed.status is not NotificationStatus.LATE:
        return None
    if transfer.notified is not None and transfer.notified < owed.day:
        return Text(
            "The standard contract of {record} was notified on {done}, before it was signed on {signed}.",
            done=transfer.notified,
            signed=owed.day,
        )
    return Text(
        "The standard contract of {record} had to be notified by {due}; no notification is recorded.",
        due=owed.due,
    )


@rule(
    "F07",
    Severity.INFO,
    "KVKK m.9/5",
    "Aktarım Yön. m.14/8",
    title=Text("A notification that is due within two business days is made."),
    why=Text("Five business days are short, and nobody can make up for a day that is missed."),
    fix=Text(
        "Notify the Authority and record it: kvkkctl transfer notify {ref} --on DATE, "
        "with --change for a change or the end"
    ),
    since=_CLOCK_SINCE,
)
def notification_soon(context: Context) -> Iterator[Hit]:
    for transfer, owed in _owed(context):
        # an open notification has its last day in a year whose holidays are known, and so has every day before it
        if (
            owed.status is NotificationStatus.OPEN
            and owed.due
            and _business_days_left(context.as_of, owed.due) <= _SOON
        ):
            yield Hit(transfer, _soon(owed))


def _business_days_left(today: date, due: date) -> int:
    """Return how many business days after today a last day is; 0 on the day itself."""
    day, count = today, 0
    while day < due:
        day, count = business_days(day, 1), count + 1
    return count


def _soon(owed: Notification) -> Text:
    match owed.event:
        case Event.SIGNED:
            return Text("The standard contract of {record} is to be notified by {due}.", due=owed.due)
        case Event.CHANGED:
            return Text(
                "The change of the standard contract of {record} is to be notified by {due}.", due=owed.due
            )
        case Event.ENDED:
            return Text(
                "The end of the standard contract of {record} is to be notified by {due}.", due=owed.due
            )


@rule(
    "F08",
    Severity.ERROR,
    "Aktarım Yön. m.14/8",
    title=Text("The Authority is notified of every change of a standard contract, and of its end."),
    why=Text("New parties, new content and the end are told like the contract: in five business days."),
    fix=Text(
        "Notify the Authority and record it: kvkkctl transfer notify {ref} --change --on DATE; "
        "a day that was missed stays missed: kvkkctl accept F08 {ref} --reason … --until DATE --by …"
    ),
    since=TEXTS_SINCE,
)
def change_notified(context: Context) -> Iterator[Hit]:
    for transfer, owed in _owed(context):
        if owed.event is not Event.SIGNED and (owed.too_late or owed.status is NotificationStatus.LATE):
            yield Hit(transfer, _change_late(owed))


def _change_late(owed: Notification) -> Text:
    values = {"day": owed.day, "due": owed.due, "done": owed.done_on}
    match owed.event, owed.too_late:
        case Event.CHANGED, True:
            return Text(
                "The standard contract of {record} changed on {day}, which was notified on {done}; "
                "the last day was {due}.",
                **values,
            )
        case Event.CHANGED, False:
            return Text(
                "The standard contract of {record} changed on {day}, which had to be notified by {due}.",
                **values,
            )
        case _, True:
            return Text(
                "The standard contract of {record} ended on {day}, which was notified on {done}; "
                "the last day was {due}.",
                **values,
            )
        case _:
            return Text(
                "The standard contract of {record} ended on {day}, which had to be notified by {due}.",
                **values,
            )
