"""Public holidays and working days of Türkiye (Law 2429), and last days that are no working days (TBK 93).

A half day (eve of a religious holiday, 28 October) is a holiday from 13:00 on and a working day before that.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from kvkkctl.errors import KvkkctlError
from kvkkctl.law.tables import rows
from kvkkctl.text import Text

HalfDay = Literal["count", "skip"]
Saturday = Literal["closed", "open"]

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_WEEKEND = MappingProxyType({"closed": frozenset({_SATURDAY, _SUNDAY}), "open": frozenset({_SUNDAY})})


class CalendarUnknown(KvkkctlError):
    """A day lies outside the years whose public holidays are known."""

    def __init__(self, day: date) -> None:
        years = _years()
        super().__init__(
            Text(
                "The public holidays of {year} are not known: the table covers {first} to {last}.",
                year=day.year,
                first=years.start,
                last=years.stop - 1,
            )
        )


class Extent(StrEnum):
    """How much of the day is free."""

    FULL = "full"
    HALF = "half_pm"


class Holiday(NamedTuple):
    """A public holiday; `status` tells fixed days (statute) from published and estimated religious ones."""

    date: date
    extent: Extent
    kind: str
    name: str
    status: str


@cache
def holidays() -> MappingProxyType[date, Holiday]:
    """Return the public holidays by day, Saturdays that follow from another holiday not among them."""
    found = (
        Holiday(
            date.fromisoformat(row["date"]), Extent(row["extent"]), row["kind"], row["name"], row["status"]
        )
        for row in rows("public_holidays")
    )
    return MappingProxyType({holiday.date: holiday for holiday in found})


@cache
def _years() -> range:
    years = {day.year for day in holidays()}
    return range(min(years), max(years) + 1)


@cache
def _estimated_years() -> frozenset[int]:
    return frozenset(day.year for day, holiday in holidays().items() if holiday.status == "estimated")


def is_estimated(year: int) -> bool:
    """Say whether religious holidays of a year are estimates, still to be published."""
    return year in _estimated_years()


def _has(day: date, extent: Extent) -> bool:
    if day.year not in _years():
        raise CalendarUnknown(day)
    holiday = holidays().get(day)
    return holiday is not None and holiday.extent is extent


def is_full_holiday(day: date) -> bool:
    """Say whether the whole day is a public holiday; a Saturday after one on Friday is too (Law 2429 art. 2).

    Raises CalendarUnknown outside the years of the table.
    """
    return _has(day, Extent.FULL) or (day.weekday() == _SATURDAY and _has(day - _DAY, Extent.FULL))


def is_half_day(day: date) -> bool:
    """Say whether the day is a holiday from 13:00 on.

    Raises CalendarUnknown outside the years of the table.
    """
    return _has(day, Extent.HALF)


def is_non_working(day: date, *, saturday: Saturday = "closed") -> bool:
    """Say whether a day is a full holiday or weekend; ``saturday="open"`` takes Sunday alone for the weekend.

    Raises CalendarUnknown outside the years of the table.
    """
    return is_full_holiday(day) or day.weekday() in _WEEKEND[saturday]


def roll(day: date, *, saturday: Saturday = "closed") -> date:
    """Return the day itself, or the first working day after it (TBK 93).

    Raises CalendarUnknown outside the years of the table.
    """
    while is_non_working(day, saturday=saturday):
        day += _DAY
    return day


def business_days(start: date, n: int, *, half_day: HalfDay = "count") -> date:
    """Return the `n`-th business day after `start`.

    Half days count unless they are skipped, which gives the earlier and safer date.
    Raises CalendarUnknown outside the years of the table.
    """
    day = start
    for _ in range(n):
        day = roll(day + _DAY)
        while half_day == "skip" and is_half_day(day):
            day = roll(day + _DAY)
    return day
