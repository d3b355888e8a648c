"""Statutory retention: what the lines mean, when they hold, where they end."""

from datetime import date

import pytest

from kvkkctl.law.period import Period
from kvkkctl.law.statutory import StatutoryBound, StatutoryClass, statutory_periods

PERIODS = statutory_periods()


def test_all_lines_are_there_in_order():
    assert len(PERIODS) == 87
    assert list(PERIODS) == sorted(PERIODS)


@pytest.mark.parametrize(
    ("line", "low", "high", "bound"),
    [
        ("R001", "P10Y", "P10Y", "min"),
        ("R002", "P5Y", "P5Y", "min"),
        ("R036", "P0D", "P0D", "max"),
        ("R070", "P1Y", "P2Y", "range"),
        ("R071", "P6M", "P24M", "range"),
        ("R078", "P13M", "P13M", "practice"),
        ("R110", "P30D", "P30D", "practice"),
        ("R040", "P10Y", "P10Y", "limitation"),
    ],
)
def test_periods(line, low, high, bound):
    period = PERIODS[line]

    assert (period.low, period.high, period.bound) == (
        Period.parse(low),
        Period.parse(high),
        StatutoryBound(bound),
    )


@pytest.mark.parametrize("line", ["R022", "R032", "R104", "R122"])
def test_a_duty_without_a_period_has_none(line):
    period = PERIODS[line]

    assert (period.low, period.high, period.bound) == (None, None, StatutoryBound.NONE)
    assert period.ends(date(2026, 1, 1)) is None
    assert not period.obliges


@pytest.mark.parametrize(
    ("line", "obliges"),
    [
        ("R001", True),
        ("R026", True),
        ("R036", True),
        ("R070", True),
        ("R004", False),  # a floor in practice only
        ("R008", False),  # doubtful
        ("R023", False),  # practice
        ("R040", False),  # limitation
    ],
)
def test_only_law_that_is_certain_obliges(line, obliges):
    assert PERIODS[line].obliges is obliges


@pytest.mark.parametrize("period", PERIODS.values(), ids=PERIODS)
def test_classes_and_bounds_agree(period):
    justifying = {StatutoryBound.LIMITATION, StatutoryBound.PRACTICE}

    assert (period.klass is StatutoryClass.LIMITATION) == (period.bound is StatutoryBound.LIMITATION)
    assert not (period.obliges and (period.bound in justifying or period.doubtful))
    assert (period.low is None) == (period.high is None) == (period.bound is StatutoryBound.NONE)
    assert (period.low != period.high) == (period.bound is StatutoryBound.RANGE)
    if period.anchor.of_the_year:
        assert period.low == Period(years=period.low.years)


@pytest.mark.parametrize(
    ("line", "event", "ends"),
    [
        ("R002", date(2014, 10, 1), (date(2019, 12, 31), date(2019, 12, 31))),
        ("R001", date(2026, 3, 15), (date(2036, 12, 31), date(2036, 12, 31))),
        ("R020", date(2026, 6, 30), (date(2036, 12, 31), date(2036, 12, 31))),
        ("R026", date(2024, 2, 29), (date(2039, 2, 28), date(2039, 2, 28))),
        ("R071", date(2025, 8, 31), (date(2026, 2, 28), date(2027, 8, 31))),
        ("R036", date(2026, 6, 2), (date(2026, 6, 2), date(2026, 6, 2))),
    ],
)
def test_ends(line, event, ends):
    assert PERIODS[line].ends(event) == ends


@pytest.mark.parametrize(
    ("line", "on", "in_force"),
    [
        ("R051", date(2015, 7, 14), False),
        ("R051", date(2015, 7, 15), True),
        ("R051", date(2020, 1, 3), True),
        ("R051", date(2020, 1, 4), False),
        ("R052", date(2020, 1, 3), False),
        ("R052", date(2020, 1, 4), True),
        ("R006", date(1980, 1, 1), True),
    ],
)
def test_in_force(line, on, in_force):
    assert PERIODS[line].in_force(on) is in_force
