"""Which of two endings comes first, whatever the day of the event: an order of rules, not of dates.

A period counted from the event and one counted from the end of its calendar year end apart by up to a year, so they
are ordered only where each day of that year agrees; so are months and days (`kvkkctl.law.period`).
"""

from collections.abc import Iterable
from typing import NamedTuple

from kvkkctl.law.period import Period
from kvkkctl.models import Anchor

_MONTHS = 12


class Length(NamedTuple):
    """A period and where it starts: the day of the event, or the end of its calendar year."""

    period: Period
    anchor: Anchor


class Order(NamedTuple):
    """What is certain of two endings: `late` that the first is never earlier, `early` that it is never later.

    Both mean the same day, neither that it depends on the day of the event.
    """

    late: bool
    early: bool


def order(ours: Length, theirs: Length) -> Order:
    """Say which of two lengths counted from the same event ends first."""
    one, other = ours.period, theirs.period
    late, early = _never_longer(other, one), _never_longer(one, other)
    # a year's end is closest to an event of 31 December, and furthest, by twelve months less a day, from 1 January
    if ours.anchor is Anchor.EVENT and theirs.anchor is Anchor.YEAR_END:
        late = _never_longer(_moved(other, months=_MONTHS), _moved(one, days=1))
    elif ours.anchor is Anchor.YEAR_END and theirs.anchor is Anchor.EVENT:
        early = _never_longer(_moved(one, months=_MONTHS), _moved(other, days=1))
    return Order(late, early)


def latest(ours: Iterable[Length], theirs: Length) -> Order:
    """Say how the latest of several endings stands to another."""
    orders = [order(each, theirs) for each in ours]
    return Order(late=any(each.late for each in orders), early=all(each.early for each in orders))


def _never_longer(one: Period, other: Period) -> bool:
    return one.longer_than(other) is False


def _moved(period: Period, *, months: int = 0, days: int = 0) -> Period:
    return Period(months=period.total_months + months, days=period.total_days + days)
