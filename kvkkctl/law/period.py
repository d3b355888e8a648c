"""Lengths of time as the law states them: years, months, weeks, days, hours, kept apart.

"12 months" and "1 year" end on the same day, "30 days" and "1 month" do not; so lengths are ordered only where the
calendar orders them. Written as ISO 8601 durations: ``P10Y``, ``P1Y6M``, ``P30D``, ``PT24H``.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from kvkkctl.law.dates import add_months

_ISO = re.compile(r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")
_DAYS_IN_A_MONTH = (28, 31)
_MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time; nothing is carried over from one unit to the next."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0

    @classmethod
    def parse(cls, iso: str) -> Self:
        """Read an ISO 8601 duration of whole units. Raises ValueError for anything else."""
        found = _ISO.fullmatch(iso)
        if not found:
            raise ValueError(iso)
        return cls(*(int(part or 0) for part in found.groups()))

    def __str__(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D"))
        text = "".join(f"{n}{unit}" for n, unit in parts if n)
        if self.hours:
            text += f"T{self.hours}H"
        return f"P{text or '0D'}"

    @property
    def total_months(self) -> int:
        """Years and months as months."""
        return self.years * _MONTHS_IN_A_YEAR + self.months

    @property
    def total_days(self) -> int:
        """Weeks and days as days, begun days of hours as whole ones."""
        return self.weeks * 7 + self.days + -(-self.hours // 24)

    def end(self, start: date) -> date:
        """Return the last day of a period that an event on `start` begins (TBK 92: that day is not counted).

        Raises OverflowError past the year 9999.
        """
        return add_months(start, self.total_months) + timedelta(days=self.total_days)

    def longer_than(self, other: Self) -> bool | None:
        """Say whether this lasts longer than `other` from any start; None where it depends on the start."""
        if (self.total_months, self.total_days) == (other.total_months, other.total_days):
            return False
        months = self.total_months - other.total_months
        days = self.total_days - other.total_days
        shortest = _span(months, days, for_longer=True)
        longest = _span(months, days, for_longer=False)
        if shortest > 0:
            return True
        if longest <= 0:
            return False
        return None


def _span(months: int, days: int, *, for_longer: bool) -> int:
    low, high = _DAYS_IN_A_MONTH
    return months * (low if (months > 0) == for_longer else high) + days
