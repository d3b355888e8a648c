"""The days of the year on which a controller destroys what is due (destruction regulation art. 11)."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kvkkctl.errors import BadValue
from kvkkctl.law.dates import add_months, in_year, months_later
from kvkkctl.text import Text

Run = tuple[int, int]
"""A month and a day of it."""

LONGEST_STEP = 6
"""How many months may pass between two periodic destructions."""

_RUN = re.compile(r"(?:([0-9]{1,2})[. ])? ?([0-9]{1,2}|[^\W\d_]+)\.?")
_LEAP_YEAR = 2024
# a leap year comes after ordinary ones and before them
_YEARS = range(_LEAP_YEAR - 2, _LEAP_YEAR + 3)
_MONTHS = 12
_NAMES = "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
_PLAIN = str.maketrans("ışçğöü", "iscgou", "\u0307")
_BY_NAME = {name.translate(_PLAIN): number for number, name in enumerate(_NAMES.split(), 1)}
_BY_SHORT_NAME = {name[:3]: number for name, number in _BY_NAME.items()}


def month_of(name: str) -> int | None:
    """Return the month of ``Kasım``, ``KASIM``, ``kasim`` or ``Kas``; None for any other word."""
    plain = name.lower().translate(_PLAIN)
    return _BY_NAME.get(plain) or _BY_SHORT_NAME.get(plain)


def parse_runs(runs: Sequence[str]) -> tuple[Run, ...]:
    """Return (month, day) for ``"6"`` or ``"Haziran"`` (its first day) and ``"30.06"`` or ``"30 Haziran"``.

    Each stands once, in the order of the calendar. Raises BadValue for anything else.
    """
    return tuple(sorted({_run(words) for words in runs}))


def _run(words: str) -> Run:
    found = _RUN.fullmatch(" ".join(words.split()))
    with suppress(ValueError, KeyError):
        if found:
            name = found[2].lower().translate(_PLAIN)
            day = date(_LEAP_YEAR, int(name) if name.isdecimal() else _BY_NAME[name], int(found[1] or 1))
            return day.month, day.day
    raise BadValue(
        Text(
            "“{text}” is no day of periodic destruction: write a month (6, Haziran) or a day (15.01, 15 Ocak).",
            text=words,
        )
    )


class Step(NamedTuple):
    """The time between two periodic destructions: whole months, and the days beyond them."""

    months: int
    days: int

    @property
    def words(self) -> Text:
        """How long it is, for people."""
        if not self.days:
            return Text("{months} months", months=self.months)
        if self.days == 1:
            return Text("{months} months and 1 day", months=self.months)
        return Text("{months} months and {days} days", months=self.months, days=self.days)


def latest_after(day: date) -> date:
    """Return the last day that periodic destruction may come on after a day (destruction regulation art. 11/2).

    Months are counted as all periods are: six months after 30 June end on 30 December.
    """
    return months_later(day, LONGEST_STEP)


def overlong_step(runs: Sequence[Run]) -> Step | None:
    """Return the longest time between two runs that come round every year, where it is longer than is allowed."""
    days = sorted({in_year(year, *run) for year in _YEARS for run in runs})
    over = (_step(day, following) for day, following in pairwise(days) if following > latest_after(day))
    return max(over, default=None)


def _step(day: date, following: date) -> Step:
    months = (following.year - day.year) * _MONTHS + following.month - day.month
    if add_months(day, months) > following:
        months -= 1
    return Step(months, (following - add_months(day, months)).days)
