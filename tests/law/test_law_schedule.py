"""The days of periodic destruction: how they are written and how far apart they are."""

import re
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.errors import BadValue
from kvkkctl.law.dates import add_months, next_periodic
from kvkkctl.law.schedule import LONGEST_STEP, Step, latest_after, overlong_step, parse_runs

LAST = {month: monthrange(2024, month)[1] for month in range(1, 13)}


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ((), ()),
        (("6", "12"), ((6, 1), (12, 1))),
        (("12", "06"), ((6, 1), (12, 1))),
        (("30.06", "31.12"), ((6, 30), (12, 31))),
        (("1.7", " 01.01 "), ((1, 1), (7, 1))),
        (("1", "1.1", "01"), ((1, 1),)),
        (("29.2",), ((2, 29),)),
    ],
)
def test_days_are_read_once_each_in_their_order(
    words: tuple[str, ...], runs: tuple[tuple[int, int], ...]
) -> None:
    assert parse_runs(words) == runs


@pytest.mark.parametrize(
    "words", [" ", "13", "0", "31.11", "30.2", "0.5", "6-12", "juni", "1.6.2026", "06/01", "٦"]
)
def test_other_words_are_refused(words: str) -> None:
    with pytest.raises(BadValue, match=re.escape(f"“{words}”")):
        parse_runs(("6", words))


@pytest.mark.parametrize(
    ("words", "step", "said"),
    [
        (("1",), (12, 0), "12 months"),
        (("6", "12"), None, ""),
        (("5", "10"), (7, 0), "7 months"),
        (("1", "4", "7", "10"), None, ""),
        (("15.01", "15.07"), None, ""),
        (("15.01", "16.07"), (6, 1), "6 months and 1 day"),
        (("01.01", "02.07"), (6, 1), "6 months and 1 day"),
        (("15.07", "14.01"), (6, 1), "6 months and 1 day"),
        (("30.06", "31.12"), (6, 1), "6 months and 1 day"),
        (("30.06", "30.12"), None, ""),
        (("31.01", "31.07"), None, ""),
        (("28.02", "31.08"), (6, 3), "6 months and 3 days"),
        (("28.02", "28.08"), None, ""),
        (("29.02", "29.08"), (6, 1), "6 months and 1 day"),
        (("27.02", "31.08"), (6, 4), "6 months and 4 days"),
        (("1.6", "15.6"), (11, 17), "11 months and 17 days"),
        ((), None, ""),
    ],
)
def test_the_longest_step_is_told_to_the_day(
    words: tuple[str, ...], step: tuple[int, int] | None, said: str
) -> None:
    found = overlong_step(parse_runs(words))
    assert found == step
    assert str(found.words if found else "") == said


@given(
    st.sets(st.tuples(st.integers(1, 12), st.integers(1, 31)), min_size=1, max_size=4),
    st.dates(date(2019, 1, 1), date(2031, 1, 1)),
)
def test_no_run_comes_later_than_allowed_or_the_step_says_by_how_much(
    drawn: set[tuple[int, int]], day: date
) -> None:
    runs = tuple((month, min(day, LAST[month])) for month, day in drawn)
    run, step = next_periodic(day, runs), overlong_step(runs) or Step(LONGEST_STEP, 0)
    assert run <= add_months(day, step.months) + timedelta(days=step.days)
    assert step > (LONGEST_STEP, 0) or run <= latest_after(day)


@given(st.sets(st.tuples(st.integers(1, 12), st.integers(1, 31)), min_size=1, max_size=3))
def test_a_step_that_is_too_long_is_one_of_the_calendar(drawn: set[tuple[int, int]]) -> None:
    runs = tuple((month, min(day, LAST[month])) for month, day in drawn)
    starts = [date(2021, 1, 1) + timedelta(days=n) for n in range(4 * 366)]
    is_late = any(next_periodic(start, runs) > latest_after(start) for start in starts)
    assert is_late == (overlong_step(runs) is not None)
