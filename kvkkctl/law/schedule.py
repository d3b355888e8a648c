"""The days of the year on which a controller destroys what is due (destruction regulation art. 11)."""

import re
from calendar import monthrange
from itertools import pairwise

Run = tuple[int, int]
"""A month and a day of it."""

_RUN = re.compile(r"(?:([0-9]{1,2})\.)?([0-9]{1,2})")
_LEAP_YEAR = 2024
_MONTHS = 12
_LAST_DAY = 31


def parse_runs(runs: tuple[str, ...]) -> tuple[Run, ...]:
    """Return (month, day) for ``"6"`` (1 June) and ``"30.06"`` (30 June), each once, in their order.

    Raises ValueError, with the words, for anything else.
    """
    return tuple(sorted({_run(words) for words in runs}))


def _run(words: str) -> Run:
    found = _RUN.fullmatch(words.strip())
    day, month = (int(found[1] or 1), int(found[2])) if found else (0, 0)
    if not 1 <= month <= _MONTHS or not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        raise ValueError(words)
    return month, day


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
