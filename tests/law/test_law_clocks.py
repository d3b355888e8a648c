"""Clocks: every last day of ``cases/clocks.toml``, and what cannot be counted."""

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.errors import BadValue
from kvkkctl.law.clocks import (
    ISTANBUL,
    ClockOptions,
    Rolls,
    Unit,
    calculate,
    clocks,
    consent_transfer_allowed,
)
from kvkkctl.law.dates import add_months
from kvkkctl.law.holidays import CalendarUnknown, is_non_working

CASES = tomllib.loads((Path(__file__).parent / "cases" / "clocks.toml").read_text(encoding="utf8"))["due"]
COUNTED = sorted(name for name, clock in clocks().items() if clock.limit is not None)
UNCOUNTED = sorted(clocks().keys() - set(COUNTED))
RUNS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 31)), min_size=1, max_size=4).map(tuple)
DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))


def options(case: dict[str, Any]) -> ClockOptions:
    given_options = dict(case.get("options", {}))
    if "runs" in given_options:
        given_options["runs"] = tuple(tuple(run) for run in given_options["runs"])
    return ClockOptions(**given_options)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_last_day(case):
    due = calculate(case["clock"], case["start"], options(case))

    assert due.strict_due == case["strict"]
    assert due.rolled_due == case.get("rolled", case["strict"])
    assert type(due.strict_due) is type(due.rolled_due) is type(case["strict"])
    assert (due.clock, due.citation) == (case["clock"], clocks()[case["clock"]].citation)


def test_every_counted_clock_has_a_case_or_counts_as_another_does():
    tried = {(clocks()[case["clock"]].unit, clocks()[case["clock"]].rolls) for case in CASES}

    assert {(clocks()[name].unit, clocks()[name].rolls) for name in COUNTED} <= tried


@pytest.mark.parametrize(
    ("clock", "start", "given_options", "words"),
    [
        ("SC5", date(2026, 3, 17), {}, "the other reading gives 2026-03-26"),
        ("SC5", date(2026, 3, 17), {"half_day": "skip"}, "the other reading gives 2026-03-25"),
        ("VB7", date(2026, 5, 20), {}, "rests on analogy"),
        ("PD3", date(2026, 11, 30), {}, "is open"),
        ("PD6", date(2026, 1, 2), {"runs": ((1, 1),)}, "The next run (2027-01-01) comes later than 6 months"),
        ("FINE", date(2026, 1, 20), {}, "judicial recess"),
        ("TR24", date(2024, 7, 1), {}, "without that day"),
        ("SC5", date(2023, 3, 1), {}, "in force since 2024-06-01"),
        ("DSAR30", date(2033, 5, 2), {}, "holidays of 2033 are estimates"),
        (
            "PD3",
            date(2033, 1, 31),
            {},
            "is open (TBK art. 93): plan for the earlier day. The religious holidays",
        ),
    ],
)
def test_the_note_says_what_the_day_rests_on(clock, start, given_options, words):
    assert words in str(calculate(clock, start, ClockOptions(**given_options)).note)


@pytest.mark.parametrize(
    ("clock", "start"), [("DSAR30", date(2026, 1, 31)), ("SC5", date(2026, 6, 1)), ("LOG3", date(2030, 1, 1))]
)
def test_a_plain_day_needs_no_note(clock, start):
    assert calculate(clock, start).note is None


@pytest.mark.parametrize("clock", UNCOUNTED)
def test_no_number_is_made_up_where_the_law_gives_none(clock):
    with pytest.raises(BadValue, match=f"^{clock} has no number to count. [A-Z].*[.]$"):
        calculate(clock, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("clock", "start", "words"),
    [
        ("DSAR3", date(2026, 1, 1), "No clock DSAR3; did you mean DSAR30?"),
        ("ŞÇÖ", date(2026, 1, 1), "No clock ŞÇÖ. There are REG0, REG30"),
        ("BR72", date(2026, 1, 1), "give the time too, such as 2026-01-01T09:00"),
        ("PD6", date(2026, 1, 1), "give the days of the year"),
        ("LOG3", date(9999, 1, 1), "too late"),
    ],
)
def test_what_cannot_be_counted_says_what_would_do(clock, start, words):
    with pytest.raises(BadValue) as failure:
        calculate(clock, start)

    assert words in str(failure.value.message)


def test_a_clock_answers_to_small_letters():
    assert calculate(" sc5B ", date(2026, 3, 17)) == calculate("SC5b", date(2026, 3, 17))


def test_holidays_that_are_not_known_are_not_guessed():
    with pytest.raises(CalendarUnknown, match="2036 are not known: the table covers 2016 to 2035"):
        calculate("DSAR30", date(2035, 12, 20))


@pytest.mark.parametrize(
    ("on", "allowed"),
    [
        (date(2024, 6, 1), True),
        (date(2024, 8, 31), True),
        (date(2024, 9, 1), False),
        (date(2026, 1, 1), False),
    ],
)
def test_consent_alone_carried_transfers_until_the_end_of_august_2024(on, allowed):
    assert consent_transfer_allowed(on) is allowed


@given(st.sampled_from(COUNTED), DAYS, RUNS)
def test_the_rolled_day_is_never_the_earlier_one_and_is_a_working_day(name, start, runs):
    clock = clocks()[name]
    moment = datetime.combine(start, datetime.min.time()) if clock.unit is Unit.HOUR else start
    due = calculate(name, moment, ClockOptions(runs=runs))

    assert due.rolled_due >= due.strict_due
    assert clock.unit is Unit.DATE or due.strict_due > due.start
    if clock.rolls is Rolls.NO:
        assert due.rolled_due == due.strict_due
    else:
        assert not is_non_working(due.rolled_due)


@given(DAYS, RUNS)
def test_periodic_destruction_comes_within_six_months(duty, runs):
    due = calculate("PD6", duty, ClockOptions(runs=runs)).strict_due

    assert duty < due <= add_months(duty, 6)


@given(st.datetimes(datetime(2019, 2, 15), datetime(2040, 1, 1)))  # noqa: DTZ001 - wall-clock time is the case
def test_hours_run_through_everything(moment):
    due = calculate("BR72", moment)

    assert due.strict_due - moment.replace(tzinfo=ISTANBUL) == timedelta(hours=72)
    assert due.strict_due.utcoffset() == timedelta(hours=3)
