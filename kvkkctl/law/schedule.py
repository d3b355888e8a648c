"""The days of the year on which a controller destroys what is due (destruction regulation art. 11)."""

import re
from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise

from kvkkctl.errors import BadValue
from kvkkctl.text import Text

Run = tuple[int, int]
"""A month and a day of it."""

_RUN = re.compile(r"(?:([0-9]{1,2})[. ])? ?([0-9]{1,2}|[^\W\d_]+)\.?")
_LEAP_YEAR = 2024
_MONTHS = 12
_LAST_DAY = 31
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


def longest_step_months(runs: tuple[Run, ...]) -> int:
    """Return the longest time between two runs that come round every year, in months, begun ones whole.

    Month ends are as far apart as their months: 30 June to 31 December is 6. Raises ValueError without runs.
    """
    if not runs:
        raise ValueError(runs)
    ordered = sorted(runs)
    return max(_step(*pair) for pair in pairwise([*ordered, ordered[0]]))


def _step(run: Run, following: Run) -> int:
    months = following[0] - run[0] + (_day(following) > _day(run))
    return months if following > run else months + _MONTHS


def _day(run: Run) -> int:
    month, day = run
    shortest = monthrange(_LEAP_YEAR - 1, month)[1]
    return _LAST_DAY if day >= shortest else day
