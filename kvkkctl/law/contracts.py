"""What the Authority has to be told about a standard contract, and by when (Law 6698 art. 9/5).

It is told of the contract within five business days after the last signature, and in the same way of a change of its
parties or its content and of its end (regulation on transfers abroad art. 14/5, 14/8).
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol

from kvkkctl.errors import KvkkctlError
from kvkkctl.text import Text

STANDARD_CONTRACT = "9/4-c"
"""The instrument that rests on a standard contract."""

TEXTS_SINCE = date(2024, 7, 10)
"""The day on which the Board's four texts and the regulation on transfers abroad were there."""


class Contract(Protocol):
    """The days of a standard contract, as a transfer states them; None is not stated."""

    @property
    def instrument(self) -> str | None: ...
    @property
    def signed(self) -> date | None: ...
    @property
    def notified(self) -> date | None: ...
    @property
    def changed(self) -> date | None: ...
    @property
    def ended(self) -> date | None: ...
    @property
    def change_notified(self) -> date | None: ...


class Event(StrEnum):
    """What the Authority is told of."""

    SIGNED = "signed"
    CHANGED = "changed"
    ENDED = "ended"

    @property
    def clock(self) -> str:
        """The legal clock that it starts."""
        return "SC5" if self is Event.SIGNED else "SC5b"


class NotificationStatus(StrEnum):
    """Where a notification stands on a day; unknown where the holidays of the year are not."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    UNKNOWN = "unknown"


class Notification(NamedTuple):
    """One notification that is owed: of what, from when, by when (the last day in time), when it was made, and why."""

    event: Event
    day: date
    due: date | None
    done_on: date | None
    status: NotificationStatus
    citation: str
    note: Text | None = None

    @property
    def too_late(self) -> bool:
        """Whether it was made after its last day."""
        return self.due is not None and self.done_on is not None and self.done_on > self.due


def notifications(contract: Contract, today: date) -> tuple[Notification, ...]:
    """Return what is owed for the standard contract of a transfer on a day, in the order of its events.

    Other instruments are not notified. What is still to come on that day has not happened, and what was notified before
    it happened was not. A transfer keeps one day of notification for changes and the end: where a later event has been
    notified, nothing is known any more of earlier ones.
    """
    if contract.instrument != STANDARD_CONTRACT:
        return ()
    return tuple(_owed(contract, today))


def _owed(contract: Contract, today: date) -> Iterator[Notification]:
    if contract.signed is not None and contract.signed <= today:
        yield from _notification(Event.SIGNED, contract.signed, contract.notified, today)
    stated = ((Event.CHANGED, contract.changed), (Event.ENDED, contract.ended))
    events = sorted((day, event) for event, day in stated if day is not None)
    told = contract.change_notified
    for day, event in events:
        overwritten = told is not None and any(day < other <= told for other, _ in events)
        if day <= today and not overwritten:
            yield from _notification(event, day, told, today)


def _notification(event: Event, day: date, told: date | None, today: date) -> Iterator[Notification]:
    # most transfers have no standard contract, and their commands need no clock
    from kvkkctl.law.clocks import clocks

    clock = clocks()[event.clock]
    if day < clock.since:
        return
    due, note = _due(event.clock, day)
    done_on = told if told is not None and day <= told <= today else None
    yield Notification(event, day, due, done_on, _status(due, done_on, today), clock.citation, note)


def _status(due: date | None, done_on: date | None, today: date) -> NotificationStatus:
    if done_on is not None:
        return NotificationStatus.DONE
    if due is None:
        return NotificationStatus.UNKNOWN
    return NotificationStatus.LATE if due < today else NotificationStatus.OPEN


@lru_cache(maxsize=4096)
def _due(clock: str, day: date) -> tuple[date | None, Text | None]:
    from kvkkctl.law.clocks import calculate

    try:
        found = calculate(clock, day)
    except KvkkctlError as unknown:
        return None, unknown.message
    assert type(found.strict_due) is date  # noqa: S101 (these clocks count days)
    return found.strict_due, found.note
