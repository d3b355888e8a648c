"""The days of the year on which a controller destroys what is due (destruction regulation art. 11/1-2)."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kvkkctl.errors import BadValue
from kvkkctl.law.dates import add_months, next_periodic
from kvkkctl.retention.tokens import Words
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold

Runs = tuple[tuple[int, int], ...]

_NAMES = "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
_MONTHS = Words({name: number for number, name in enumerate(_NAMES.split(), start=1)})
_NUMBER = re.compile("[0-9]{1,2}")
_LEAP_YEAR = 2024
_MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Schedule:
    """The (month, day) pairs at which periodic destruction runs each year, in the order of the calendar."""

    runs: Runs = ()

    def __bool__(self) -> bool:
        return bool(self.runs)

    def after(self, duty_on: date) -> date:
        """Return the first run strictly after a day. Raises ValueError without runs and past the year 9999."""
        return next_periodic(duty_on, self.runs)


def parse_runs(texts: Sequence[str]) -> Schedule:
    """Read runs as a controller states them: a month ("6", "Haziran": its first day) or a day ("15.01", "15 Ocak").

    Raises BadValue for anything else.
    """
    return Schedule(tuple(sorted({_run(text) for text in texts})))


def longest_step(runs: Runs) -> int:
    """Return the months from one run to the next at their farthest, begun months as whole ones.

    The regulation allows six (art. 11/2). Without runs there is no step: 0.
    """
    days = sorted(_day(year, run) for year in range(_LEAP_YEAR - 1, _LEAP_YEAR + 3) for run in runs)
    return max((_months(day, later) for day, later in pairwise(days)), default=0)


def _months(start: date, end: date) -> int:
    return next(n for n in range(1, _MONTHS_IN_A_YEAR + 1) if add_months(start, n) >= end)


def _day(year: int, run: tuple[int, int]) -> date:
    month, day = run
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _run(text: str) -> tuple[int, int]:
    parts = re.split(r"[.\s]+", fold(text).strip(". "))
    if len(parts) <= len(("day", "month")):
        *days, name = parts
        month = _month(name)
        day = _number(days[0]) if days else 1
        if month and day and day <= calendar.monthrange(_LEAP_YEAR, month)[1]:
            return month, day
    raise BadValue(
        Text(
            "“{text}” is no day of periodic destruction: write a month (6, Haziran) or a day (15.01, 15 Ocak).",
            text=text,
        )
    )


def _month(name: str) -> int | None:
    number = _number(name)
    if number is None:
        return _MONTHS.get(name)
    return number if 1 <= number <= _MONTHS_IN_A_YEAR else None


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None
