"""An entry's own period beside statutory ones: verdicts by case, and against dates computed day by day."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kvkkctl.law.dates import year_end
from kvkkctl.law.period import Period
from kvkkctl.law.statutory import StatutoryBound, statutory_periods
from kvkkctl.models import Anchor, Bound, Confirmation, Entry, Retention, RetentionKind, RetentionTerm
from kvkkctl.retention import maximum, read
from kvkkctl.retention.comparison import Comparison, Verdict, compare, statutory_events
from kvkkctl.retention.labels import LABELS
from kvkkctl.retention.ordering import Length, latest, order
from kvkkctl.snapshot import Snapshot

CASES = tuple(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "comparisons.tsv").read_text(encoding="utf8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
DAY = date(2026, 6, 1)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
PERIODS = st.one_of(
    st.builds(Period, years=st.integers(0, 12)),
    st.builds(Period, years=st.integers(0, 3), months=st.integers(0, 40), days=st.integers(0, 70)),
    st.builds(Period, days=st.integers(0, 4000)),
)
LENGTHS = st.builds(Length, PERIODS, st.sampled_from(Anchor))
# each day of a leap year and of the three years after it
FOUR_YEARS = [date(2024, 1, 1) + timedelta(days=n) for n in range(1461)]


def end(length: Length, event: date) -> date:
    """Return the last day of a length, by the arithmetic of the law."""
    return length.period.end(year_end(event, 0) if length.anchor is Anchor.YEAR_END else event)


def compared(stated: Retention | None, statute: str, today: date = DAY, *confirmed: str) -> Comparison:
    """Compare the retention of one entry with one statutory period."""
    words = {"source": "RG", "confirmed_by": "Hukuk", "confirmed_on": DAY}
    snapshot = Snapshot(
        retentions={1: stated} if stated else {},
        confirmations={n: Confirmation(id=n, statute=each, **words) for n, each in enumerate(confirmed, 1)},
    )
    entry = Entry(id=1, activity=1, category=1, retention=1 if stated else None, statutes=(statute,))
    (found,) = compare(snapshot, entry, today)
    return found


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['phrase']}-{case['statute']}-{case['day']}{case['confirmed']}"
)
def test_verdicts(case: dict[str, str]) -> None:
    text = case["phrase"]
    stated = Retention(id=1, **read(text).model_dump()) if text else None
    found = compared(stated, case["statute"], date.fromisoformat(case["day"]), *case["confirmed"].split())
    assert (found.verdict.value, found.beyond) == (case["verdict"], case["beyond"] == "yes")
    assert case["says"] in str(found.why)
    assert found.conflict is (case["verdict"] in {"shorter", "longer"})


def test_every_verdict_has_a_case() -> None:
    assert {case["verdict"] for case in CASES} == set(Verdict)


@given(LENGTHS, LENGTHS, st.lists(DAYS, min_size=1, max_size=20))
def test_an_order_holds_on_every_day(ours: Length, theirs: Length, events: list[date]) -> None:
    found = order(ours, theirs)
    for event in (
        *events,
        *(date(each.year, 12, 31) for each in events),
        *(date(each.year, 1, 1) for each in events),
    ):
        if found.late:
            assert end(ours, event) >= end(theirs, event)
        if found.early:
            assert end(ours, event) <= end(theirs, event)


@given(LENGTHS, LENGTHS)
def test_what_is_never_later_and_not_never_earlier_is_earlier_on_some_day(
    ours: Length, theirs: Length
) -> None:
    found = order(ours, theirs)
    assume(found.late != found.early)
    assert any(end(ours, event) != end(theirs, event) for event in FOUR_YEARS)


@pytest.mark.parametrize("ours", Anchor)
@pytest.mark.parametrize("theirs", Anchor)
def test_whole_years_are_ordered_wherever_the_calendar_orders_them(ours: Anchor, theirs: Anchor) -> None:
    for mine in range(8):
        for other in range(8):
            one, two = Length(Period(years=mine), ours), Length(Period(years=other), theirs)
            ends = [(end(one, event), end(two, event)) for event in FOUR_YEARS]
            expected = (all(a >= b for a, b in ends), all(a <= b for a, b in ends))
            assert tuple(order(one, two)) == expected, (mine, other)


@given(st.lists(LENGTHS, min_size=1, max_size=3), LENGTHS, DAYS)
def test_the_latest_of_several_is_ordered_as_its_day_is(
    ours: list[Length], theirs: Length, event: date
) -> None:
    found, last = latest(ours, theirs), max(end(each, event) for each in ours)
    if found.late:
        assert last >= end(theirs, event)
    if found.early:
        assert last <= end(theirs, event)


@given(
    st.sampled_from([number for number in statutory_events() if not statutory_periods()[number].valid_to]),
    LENGTHS,
    st.sampled_from(Bound),
    DAYS,
)
def test_a_verdict_holds_for_every_event(number: str, length: Length, bound: Bound, event: date) -> None:
    period = statutory_periods()[number]
    term = RetentionTerm(
        period=str(length.period), bound=bound, anchor=length.anchor, event=statutory_events()[number][0]
    )
    stated = Retention(id=1, text="x", kind=RetentionKind.BOUNDED, terms=(term,), maximum=maximum((term,)))
    verdict = compared(stated, number, DAY, number).verdict
    low, high = period.ends(event) or (date.min, date.max)
    own = end(length, event)
    match verdict:
        case Verdict.SHORTER:
            assert own <= low
            assert period.binding
        case Verdict.LONGER | Verdict.BEYOND:
            assert own >= high
            assert period.binding is (verdict is Verdict.LONGER)
        case Verdict.EQUAL:
            assert low == own == high
            assert bound is Bound.EXACT
        case Verdict.WITHIN:
            assert own <= high or period.bound is StatutoryBound.MIN
            assert own >= low or not period.binding or period.bound is StatutoryBound.MAX
        case _:
            assert verdict is Verdict.NOT_COMPARABLE
    if bound is Bound.AT_LEAST:
        assert verdict is Verdict.NOT_COMPARABLE


def test_several_parts_end_with_the_latest() -> None:
    parts = [RetentionTerm(period=each, event="record_date") for each in ("P1Y", "P3Y")]
    stated = Retention(id=1, text="x", kind=RetentionKind.BOUNDED, terms=tuple(parts), maximum="P3Y")
    assert compared(stated, "R070").verdict is Verdict.LONGER


def test_a_condition_leaves_it_open() -> None:
    parts = [
        RetentionTerm(period="P1Y", event="record_date"),
        RetentionTerm(period="P3Y", event="record_date", condition="dava açılırsa"),
    ]
    stated = Retention(id=1, text="x", kind=RetentionKind.BOUNDED, terms=tuple(parts), maximum="P3Y")
    found = compared(stated, "R070")
    assert found.verdict is Verdict.NOT_COMPARABLE
    assert "depends on a condition" in str(found.why)


def test_the_events_of_statutory_periods_are_events_that_phrases_name() -> None:
    assert statutory_events().keys() <= statutory_periods().keys()
    for number, events in statutory_events().items():
        assert events, number
        assert set(events) <= LABELS.keys()
        assert statutory_periods()[number].low is not None
