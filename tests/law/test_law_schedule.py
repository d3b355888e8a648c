"""The days of periodic destruction: how they are written and how far apart they are."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.errors import BadValue
from kvkkctl.law.dates import add_months
from kvkkctl.law.schedule import longest_step_months, parse_runs


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
    ("words", "months"),
    [
        (("1",), 12),
        (("6", "12"), 6),
        (("5", "10"), 7),
        (("1", "4", "7", "10"), 3),
        (("15.01", "15.07"), 6),
        (("15.01", "16.07"), 7),
        (("15.07", "14.01"), 7),
        (("30.06", "31.12"), 6),
        (("28.02", "31.08"), 6),
        (("29.02", "31.08"), 6),
        (("27.02", "31.08"), 7),
        (("1.6", "15.6"), 12),
    ],
)
def test_the_longest_step_counts_begun_months_as_whole_ones(words: tuple[str, ...], months: int) -> None:
    assert longest_step_months(parse_runs(words)) == months


def test_no_days_have_no_step() -> None:
    with pytest.raises(ValueError, match=r"\(\)"):
        longest_step_months(())


@given(st.sets(st.tuples(st.integers(1, 12), st.integers(1, 27)), min_size=1))
def test_the_step_agrees_with_the_calendar(runs: set[tuple[int, int]]) -> None:
    days = [date(year, *run) for year in (2025, 2026) for run in sorted(runs)]
    steps = [
        next(n for n in range(13) if add_months(day, n) >= following) for day, following in pairwise(days)
    ]
    assert longest_step_months(tuple(runs)) == max(steps)
