"""The arithmetic of legal periods (TBK 6098 art. 92-93, Law 2429).

A due date is the last day on time. The day of the event is not counted. Months clamp to the end of the month and are
always counted from the original event: two steps of one month are not one step of two.
"""

import calendar
from collections.abc import Iterable
from datetime import MAXYEAR, date, timedelta

_MONTHS = 12


def add_days(start: date, days: int) -> date:
    """Return the day `days` after `start` (TBK 92/1)."""
    return start + timedelta(days=days)


def add_months(start: date, months: int) -> date:
    """Return the same day `months` later, or that month's last day where it has no such day (TBK 92/3).

    Raises OverflowError past the year 9999.
    """
    year, month0 = divmod(start.year * _MONTHS + start.month - 1 + months, _MONTHS)
    if not 1 <= year <= MAXYEAR:
        raise OverflowError(year)
    return date(year, month0 + 1, min(start.day, calendar.monthrange(year, month0 + 1)[1]))


def year_end(event: date, years: int) -> date:
    """Return 31 December of the year `years` after that of the event (TTK 82/6, VUK 253, 5510/86).

    Raises OverflowError past the year 9999.
    """
    if event.year + years > MAXYEAR:
        raise OverflowError(event.year + years)
    return date(event.year + years, 12, 31)


def months_later(day: date, months: int) -> date:
    """Return `add_months`, or the last day there is where that lies beyond the year 9999."""
    try:
        return add_months(day, months)
    except OverflowError:
        return date.max


def next_periodic(duty: date, runs: Iterable[tuple[int, int]]) -> date:
    """Return the first periodic destruction strictly after `duty` (destruction regulation art. 11/1).

    `runs` are the (month, day) pairs at which the controller destroys each year; a day that a month lacks is its last.
    Raises ValueError when there are none.
    """
    days = (in_year(year, *run) for year in (duty.year, duty.year + 1) for run in runs)
    return min(day for day in days if day > duty)


def in_year(year: int, month: int, day: int) -> date:
    """Return a day of every year in one of them: a day that the month lacks is its last."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
