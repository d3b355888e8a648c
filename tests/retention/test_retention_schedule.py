"""The days of periodic destruction: how they are written, and how far apart they are."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.errors import BadValue
from kvkkctl.law.dates import add_months
from kvkkctl.law.schedule import Step, overlong_step
from kvkkctl.retention import Schedule, parse_runs

READ = [
    (("6", "12"), ((6, 1), (12, 1))),
    (("12", "06"), ((6, 1), (12, 1))),
    (("15.01", "15.7"), ((1, 15), (7, 15))),
    (("Ocak", "Temmuz"), ((1, 1), (7, 1))),
    (("OCAK", "agustos", "KASIM"), ((1, 1), (8, 1), (11, 1))),
    (("15 Ocak", " 31  aralık "), ((1, 15), (12, 31))),
    (("1.1.", "01.01"), ((1, 1),)),
    (("29.02",), ((2, 29),)),
    ((), ()),
]
REFUSED = [
    "",
    "0",
    "13",
    "01-07",
    "31.06",
    "30.02",
    "0.5",
    "5.13",
    "15.01.2026",
    "1,7",
    "Januar",
    "15 Ocak Pazar",
    "-1",
    "٦",
]


@pytest.mark.parametrize(("texts", "runs"), READ)
def test_runs_are_read(texts, runs) -> None:
    assert parse_runs(texts) == Schedule(runs)


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadValue, match=re.escape(f"“{text}”")):
        parse_runs(("6", text))


RUNS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28)), min_size=1, max_size=5, unique=True)


@given(RUNS.map(lambda runs: tuple(sorted(runs))), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_run_follows_each_day_within_the_longest_step(runs, day: date) -> None:
    run = Schedule(runs).after(day)
    assert (run.month, run.day) in runs
    step = overlong_step(runs) or Step(6, 0)
    assert day < run <= add_months(day, step.months) + timedelta(days=step.days)


@given(RUNS)
def test_runs_read_back(runs) -> None:
    assert parse_runs([f"{day:02}.{month:02}" for month, day in runs]) == Schedule(tuple(sorted(runs)))


def test_a_schedule_without_runs_is_empty() -> None:
    assert not Schedule()
    with pytest.raises(ValueError, match=r"min\(\)|empty"):
        Schedule().after(date(2026, 1, 1))
