"""Lengths of time as the law states them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.law.period import Period

UNITS = st.integers(0, 60)
PERIODS = st.builds(Period, UNITS, UNITS, UNITS, UNITS, UNITS)
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@given(PERIODS)
def test_iso_8601_round_trip(period):
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize("words", ["", "P", "10Y", "P-1Y", "P1.5Y", "PT", "P1H", "P1D1Y", "P1Y "])
def test_other_words_are_refused(words):
    with pytest.raises(ValueError, match=r"^" + words):
        Period.parse(words)


@pytest.mark.parametrize(
    ("iso", "start", "end"),
    [
        ("P10Y", date(2024, 2, 29), date(2034, 2, 28)),
        ("P6M", date(2025, 8, 31), date(2026, 2, 28)),
        ("P30D", date(2026, 1, 31), date(2026, 3, 2)),
        ("P2W", date(2026, 1, 1), date(2026, 1, 15)),
        ("P1Y1M", date(2026, 1, 31), date(2027, 2, 28)),
        ("PT24H", date(2026, 1, 1), date(2026, 1, 2)),
        ("PT25H", date(2026, 1, 1), date(2026, 1, 3)),
        ("P0D", date(2026, 6, 2), date(2026, 6, 2)),
    ],
)
def test_end(iso, start, end):
    assert Period.parse(iso).end(start) == end


@pytest.mark.parametrize(
    ("one", "other", "longer"),
    [
        ("P1Y", "P12M", False),
        ("P12M", "P1Y", False),
        ("P2Y", "P1Y", True),
        ("P1Y", "P2Y", False),
        ("P1M", "P30D", None),
        ("P32D", "P1M", True),
        ("P31D", "P1M", None),
        ("P28D", "P1M", False),
        ("P10Y", "P30D", True),
        ("P30D", "P10Y", False),
    ],
)
def test_longer_only_where_the_calendar_says_so(one, other, longer):
    assert Period.parse(one).longer_than(Period.parse(other)) is longer


@given(PERIODS, PERIODS, DAYS)
def test_longer_holds_from_any_start(one, other, start):
    ends = one.end(start), other.end(start)
    longer = one.longer_than(other)

    if longer is True:
        assert ends[0] >= ends[1]
    if longer is False:
        assert ends[0] <= ends[1]
