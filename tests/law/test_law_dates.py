"""The arithmetic of legal periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.law.dates import add_days, add_months, next_periodic, year_end

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(0, 600)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 2, 29), 120, date(2034, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(start, months, end):
    assert add_months(start, months) == end


def test_months_are_counted_from_the_event_not_step_by_step():
    start = date(2026, 1, 31)

    assert add_months(start, 2) == date(2026, 3, 31)
    assert add_months(add_months(start, 1), 1) == date(2026, 3, 28)


@given(DAYS, MONTHS, MONTHS)
def test_steps_never_end_later_than_one_step(start, first, second):
    assert add_months(add_months(start, first), second) <= add_months(start, first + second)


@given(DAYS, MONTHS)
def test_a_month_lasts_28_to_31_days(start, months):
    end = add_months(start, months)

    assert timedelta(days=28 * months) <= end - start <= timedelta(days=31 * months)
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, MONTHS)
def test_a_later_event_never_ends_earlier(one, other, months):
    assert add_months(min(one, other), months) <= add_months(max(one, other), months)


@given(DAYS, st.integers(0, 10_000))
def test_the_day_of_the_event_is_not_counted(start, days):
    assert (add_days(start, days) - start).days == days


@given(DAYS, st.integers(0, 100))
def test_calendar_years_end_on_31_december(event, years):
    assert year_end(event, years) == date(event.year + years, 12, 31)
    assert year_end(event, years) >= add_months(event, 12 * years)


@pytest.mark.parametrize(("count", "amount"), [(year_end, 1), (add_months, 1)])
def test_the_calendar_ends_with_the_year_9999(count, amount):
    with pytest.raises(OverflowError):
        count(date(9999, 12, 1), amount)


@pytest.mark.parametrize(
    ("duty", "runs", "run"),
    [
        (date(2026, 6, 30), [(1, 1), (7, 1)], date(2026, 7, 1)),
        (date(2026, 7, 1), [(1, 1), (7, 1)], date(2027, 1, 1)),
        (date(2026, 2, 1), [(2, 30)], date(2026, 2, 28)),
        (date(2028, 2, 28), [(2, 30)], date(2028, 2, 29)),
        (date(2028, 2, 29), [(2, 30)], date(2029, 2, 28)),
        (date(2026, 12, 31), [(12, 31), (6, 30)], date(2027, 6, 30)),
    ],
)
def test_the_next_run_comes_strictly_after_the_duty(duty, runs, run):
    assert next_periodic(duty, runs) == run


def test_no_runs_no_next_run():
    with pytest.raises(ValueError, match="empty"):
        next_periodic(date(2026, 1, 1), [])
