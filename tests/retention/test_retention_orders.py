"""What a data subject's request and the Board make of the two dates: each side of each boundary day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.models import Activity, Controller, Entry, Holding, Retention, Term
from kvkkctl.retention import Calendar, Orders, Regime, compute, due_rows, parse_runs, read
from kvkkctl.retention.orders import moved
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import TermKind

HALF_YEARS = Calendar(parse_runs(("1", "7")), obliged=True)
TEN_YEARS = read("İşten ayrılmadan itibaren 10 yıl")
LEFT = date(2016, 3, 1)  # the duty arises at the end of 2026-03-01, the next run is on 2026-07-01

CASES = [
    # requested, the Board's day, duty on, destroy by, regime, in the why
    (None, None, "2026-03-01", "2026-07-01", "policy", "art. 11/1)"),
    ("2026-03-01", None, "2026-03-01", "2026-07-01", "policy", "art. 12/1-c"),  # still to be kept that day
    ("2026-03-02", None, "2026-03-01", "2026-04-01", "request", "art. 12/1-a"),
    ("2026-06-01", None, "2026-03-01", "2026-07-01", "policy", "told by 2026-07-01"),  # the run is as early
    ("2026-05-31", None, "2026-03-01", "2026-06-30", "request", "art. 12/1-a"),
    ("2026-08-01", None, "2026-03-01", "2026-07-01", "policy", "told by 2026-08-31"),  # overdue when asked
    (None, "2026-06-30", "2026-03-01", "2026-06-30", "board", "art. 11/4"),
    (None, "2026-07-01", "2026-03-01", "2026-07-01", "policy", "art. 11/1)"),  # the Board only shortens
    (None, "2026-03-02", "2026-03-01", "2026-03-02", "board", "art. 11/4"),
    (
        None,
        "2026-03-01",
        None,
        "2026-03-01",
        "board",
        "follows from the decision alone",
    ),  # no ground counts against its order
    (None, "2020-01-01", None, "2020-01-01", "board", "art. 11/4"),
    ("2026-03-02", "2026-03-20", "2026-03-01", "2026-03-20", "board", "art. 11/4"),
    ("2026-03-02", "2026-05-20", "2026-03-01", "2026-04-01", "request", "art. 12/1-a"),
]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("requested", "board", "duty_on", "destroy_by", "regime", "why"), CASES)
def test_what_was_asked_or_ordered_moves_the_dates(requested, board, duty_on, destroy_by, regime, why):
    found = compute(TEN_YEARS, LEFT, HALF_YEARS, Orders(_day(requested), _day(board)))
    assert (found.duty_on, found.destroy_by, found.regime) == (_day(duty_on), _day(destroy_by), regime)
    assert why in str(found.why)


@pytest.mark.parametrize(("requested", "board", "duty_on", "destroy_by", "regime", "why"), CASES)
def test_holdings_have_the_same_dates(requested, board, duty_on, destroy_by, regime, why):
    row = _due(
        Holding(id=1, entry=1, label="x", event_date=LEFT, requested=_day(requested), board_date=_day(board))
    )
    assert (row.duty_on, row.destroy_by) == (_day(duty_on), _day(destroy_by))
    assert why in str(row.why)
    assert regime in set(Regime)


def _due(holding: Holding, today: str = "2026-03-15"):
    snapshot = Snapshot(
        controller=Controller(destruction_runs=("1", "7")),
        terms={1: Term(id=1, kind=TermKind.CATEGORY, label="Özlük")},
        activities={1: Activity(id=1, code="IK-1", name="Özlük dosyası")},
        retentions={1: Retention(id=1, **TEN_YEARS.model_dump())},
        entries={1: Entry(id=1, activity=1, category=1, retention=1)},
        holdings={1: holding},
    )
    ((_, row),) = due_rows(snapshot, date.fromisoformat(today), obliged=True)
    return row


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"event_date": LEFT, "requested": date(2026, 3, 2)}, "due"),
        ({"event_date": LEFT, "board_date": date(2026, 3, 15)}, "due"),  # the last day is on time
        ({"event_date": LEFT, "board_date": date(2026, 3, 14)}, "overdue"),
        ({"event_date": date(2020, 1, 1), "board_date": date(2026, 4, 1)}, "due"),  # years before its time
        ({"board_date": date(2026, 4, 1)}, "due"),  # the day of the event is not known, the order is
        ({"requested": date(2026, 3, 2)}, "unknown"),
        ({"event_date": date(2020, 1, 1), "requested": date(2026, 3, 2)}, "not_due"),
        ({"event_date": LEFT, "board_date": date(2026, 3, 14), "hold_reason": "Dava"}, "held"),
    ],
)
def test_status_after_a_request_or_an_order(facts, status):
    assert _due(Holding(id=1, entry=1, label="x", **facts)).status == status


def test_a_request_about_what_has_no_date_is_to_be_answered():
    row = _due(Holding(id=1, entry=1, label="x", requested=date(2026, 3, 2)))
    assert "has to be told by 2026-04-01" in str(row.why)


def test_the_decision_is_named():
    row = _due(Holding(id=1, entry=1, label="x", board_date=date(2026, 3, 20), board_decision="2026/123"))
    assert "decision 2026/123" in str(row.why)


DAYS = st.none() | st.dates()


@given(DAYS, DAYS, DAYS, DAYS)
def test_nothing_ever_moves_a_destruction_back(duty_on, destroy_by, requested, board):
    found = moved(duty_on, destroy_by, Orders(requested, board))
    if destroy_by is not None:
        assert found.destroy_by is not None
        assert found.destroy_by <= destroy_by
    if found.duty_on is not None:
        assert found.duty_on == duty_on
    if found.by is None:
        assert (found.duty_on, found.destroy_by) == (duty_on, destroy_by)
    else:
        assert found.why
