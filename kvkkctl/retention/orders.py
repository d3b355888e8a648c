"""What may bring a destruction forward: a data subject's request, and the Board.

A request that comes after the last ground has ended is carried out within 30 days (destruction regulation art. 12/1-a);
one that comes earlier is refused with reasons (art. 12/1-c) and moves nothing. The Board may shorten the times of the
regulation (art. 11/4), and the day that it gives holds whatever the retention says.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from kvkkctl.text import Text

TO_ANSWER = timedelta(days=30)


_NOT_BEFORE_ITS_END = Text(
    "That day is not after the last one of its retention: when the duty to destroy it arises follows from the "
    "decision alone."
)


class Moved(StrEnum):
    """What the day to destroy by comes from, where not from the calendar of the controller."""

    REQUEST = "request"
    BOARD = "board"


class Orders(NamedTuple):
    """What was asked or ordered about a body of records; None is nothing."""

    requested: date | None = None
    board_date: date | None = None
    board_decision: str | None = None

    def __bool__(self) -> bool:
        return self.requested is not None or self.board_date is not None


NO_ORDERS = Orders()


class Moving(NamedTuple):
    """The two dates after what was asked or ordered, what moved them, and the sentences for it."""

    duty_on: date | None
    destroy_by: date | None
    by: Moved | None
    why: tuple[Text, ...]


def moved(duty_on: date | None, destroy_by: date | None, orders: Orders) -> Moving:
    """Return the dates of destruction with what was asked or ordered taken into account.

    Where the Board's day comes before the last ground to keep ends, `duty_on` is None: no ground counts against it.
    """
    dates = _requested(Moving(duty_on, destroy_by, None, ()), orders.requested)
    return _ordered(dates, orders)


def _requested(dates: Moving, day: date | None) -> Moving:
    if day is None:
        return dates
    try:
        latest = day + TO_ANSWER
    except OverflowError:
        return dates
    if dates.duty_on is None:
        said = Text(
            "A data subject asked for its erasure on {day}: whether a ground to keep it is left has to be told by "
            "{latest} (destruction regulation art. 12/1).",
            day=day.isoformat(),
            latest=latest.isoformat(),
        )
        return dates._replace(why=(said,))
    if day <= dates.duty_on:
        said = Text(
            "A data subject asked for its erasure on {day}, when it was still to be kept: the request is refused with "
            "reasons (destruction regulation art. 12/1-c).",
            day=day.isoformat(),
        )
        return dates._replace(why=(said,))
    if dates.destroy_by is not None and dates.destroy_by <= latest:
        said = Text(
            "A data subject asked for its erasure on {day}, which is to be carried out and told by {latest} "
            "(destruction regulation art. 12/1-a): the day to destroy it by comes no later.",
            day=day.isoformat(),
            latest=latest.isoformat(),
        )
        return dates._replace(why=(said,))
    said = Text(
        "A data subject asked for its erasure on {day}: it is destroyed within 30 days of that (destruction "
        "regulation art. 12/1-a).",
        day=day.isoformat(),
    )
    return Moving(dates.duty_on, latest, Moved.REQUEST, (said,))


def _ordered(dates: Moving, orders: Orders) -> Moving:
    day = orders.board_date
    if day is None or (dates.destroy_by is not None and dates.destroy_by <= day):
        return dates
    is_before = dates.duty_on is not None and day <= dates.duty_on
    duty_on = None if is_before else dates.duty_on
    said = (
        Text(
            "The Board gave until {day} for its destruction (decision {decision}; destruction regulation art. 11/4).",
            day=day.isoformat(),
            decision=orders.board_decision,
        )
        if orders.board_decision
        else Text(
            "The Board gave until {day} for its destruction (destruction regulation art. 11/4).",
            day=day.isoformat(),
        )
    )
    kept = _NOT_BEFORE_ITS_END if is_before else None
    return Moving(duty_on, day, Moved.BOARD, (*dates.why, *filter(None, (said, kept))))
