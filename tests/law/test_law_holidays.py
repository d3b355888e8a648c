"""Public holidays, the Saturday rule, rolling and business days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.law.holidays import (
    CalendarUnknown,
    Extent,
    business_days,
    holidays,
    is_estimated,
    is_full_holiday,
    is_half_day,
    is_non_working,
    roll,
)

DAYS = st.dates(date(2016, 1, 1), date(2035, 6, 30))
SATURDAYS = st.sampled_from(["closed", "open"])
HALF_DAYS = st.sampled_from(["count", "skip"])
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
FIXED = ((1, 1), (4, 23), (5, 1), (5, 19), (8, 30), (10, 29))


@pytest.mark.parametrize("year", range(2016, 2036))
def test_the_days_fixed_by_law_are_there_each_year(year):
    fixed = (*FIXED, (7, 15)) if year >= 2017 else FIXED

    assert all(is_full_holiday(date(year, month, day)) for month, day in fixed)
    assert is_half_day(date(year, 10, 28))


def test_15_july_is_a_holiday_since_2017():
    assert not is_full_holiday(date(2016, 7, 15))


@pytest.mark.parametrize("bayram", ["Ramazan Bayramı", "Kurban Bayramı"])
@pytest.mark.parametrize("year", range(2016, 2036))
def test_religious_holidays_have_their_days_in_a_row(year, bayram):
    days = sorted(
        day
        for day, holiday in holidays().items()
        if day.year == year and bayram in holiday.name and is_full_holiday(day)
    )
    rows = [day for day in days if day - timedelta(days=1) not in days]
    length = 3 if bayram == "Ramazan Bayramı" else 4

    assert len(days) == length * len(rows)
    assert all(row + timedelta(days=n) in days for row in rows for n in range(length))


@pytest.mark.parametrize(
    "saturday",
    [
        date(2024, 8, 31), date(2026, 5, 2), date(2027, 1, 2), date(2027, 4, 24), date(2027, 10, 30),
        date(2028, 5, 20), date(2030, 8, 31), date(2032, 4, 24), date(2032, 10, 30), date(2033, 7, 16),
        date(2024, 4, 13), date(2029, 2, 17), date(2029, 4, 28), date(2032, 1, 17),
    ],
)  # fmt: skip
def test_the_saturday_after_a_holiday_on_friday_is_free(saturday):
    assert saturday.weekday() == SATURDAY
    assert is_full_holiday(saturday)
    assert saturday not in holidays()


@pytest.mark.parametrize("saturday", [date(2026, 11, 14), date(2016, 7, 9)])
def test_other_saturdays_are_not(saturday):
    assert not is_full_holiday(saturday)


def test_a_half_day_is_a_working_day():
    half_days = [
        day
        for day, holiday in holidays().items()
        if holiday.extent is Extent.HALF and day.weekday() <= FRIDAY
    ]

    assert half_days
    assert not any(is_non_working(day) for day in half_days)


@pytest.mark.parametrize("question", [is_full_holiday, is_half_day, is_non_working, roll])
@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2036, 1, 1), date(2036, 1, 6)])
def test_years_without_a_table_are_not_guessed(question, day):
    with pytest.raises(CalendarUnknown, match=f"{day.year} are not known: the table covers 2016 to 2035"):
        question(day)


def test_business_days_do_not_run_past_the_table():
    with pytest.raises(CalendarUnknown, match="2036"):
        business_days(date(2035, 12, 28), 5)


def test_estimates_begin_in_2033():
    assert [year for year in range(2016, 2036) if is_estimated(year)] == [2033, 2034, 2035]


@given(DAYS, SATURDAYS)
def test_rolling_ends_on_the_first_working_day_and_never_goes_back(day, saturday):
    rolled = roll(day, saturday=saturday)

    assert rolled >= day
    assert not is_non_working(rolled, saturday=saturday)
    assert all(is_non_working(day + timedelta(days=n), saturday=saturday) for n in range((rolled - day).days))
    assert roll(rolled, saturday=saturday) == rolled


@given(DAYS)
def test_an_open_saturday_is_never_the_later_reading(day):
    assert roll(day, saturday="open") <= roll(day)


@given(DAYS, st.integers(1, 20), HALF_DAYS)
def test_business_days_go_up_with_their_number_and_their_start(start, n, half_day):
    day = business_days(start, n, half_day=half_day)

    assert not is_non_working(day)
    assert start + timedelta(days=n) <= day < business_days(start, n + 1, half_day=half_day)
    assert day <= business_days(start + timedelta(days=1), n, half_day=half_day)


@given(DAYS, st.integers(1, 20))
def test_skipping_half_days_never_gives_the_earlier_day(start, n):
    skipped = business_days(start, n, half_day="skip")

    assert skipped >= business_days(start, n)
    assert not is_half_day(skipped)
