"""What is due: statuses at each boundary day, the order, and what is not known."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from kvkkctl.models import Activity, Controller, Entry, Holding, HoldingState, Retention, Term
from kvkkctl.retention import Due, Numbered, Status, due_rows, read
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import TermKind


def _retention(number: int, text: str) -> Retention:
    return Retention(id=number, **read(text).model_dump())


def _snapshot(
    phrases: list[str | None], holdings: list[dict[str, Any]], runs: tuple[str, ...] = ("1", "7")
) -> Snapshot:
    retentions = {n: _retention(n, text) for n, text in enumerate(phrases, 1) if text is not None}
    entries = {
        n: Entry(id=n, activity=1, category=1, retention=n if text is not None else None)
        for n, text in enumerate(phrases, 1)
    }
    kept = [
        Holding(**{"id": n, "entry": 1, "label": "Dosyalar", **holding})
        for n, holding in enumerate(holdings, 1)
    ]
    return Snapshot(
        controller=Controller(destruction_runs=runs),
        terms={1: Term(id=1, kind=TermKind.CATEGORY, label="Özlük Bilgisi")},
        activities={1: Activity(id=1, code="IK-1001", name="Özlük dosyası")},
        retentions=retentions,
        entries=entries,
        holdings={holding.id: holding for holding in kept},
    )


def _rows(snapshot: Snapshot, today: str = "2026-06-01", obliged: bool | None = True) -> list[Numbered]:
    return list(due_rows(snapshot, date.fromisoformat(today), obliged))


def _due(snapshot: Snapshot, today: str = "2026-06-01", obliged: bool | None = True) -> list[Due]:
    return [due for _, due in _rows(snapshot, today, obliged)]


FROM_LEAVING = "İşten ayrılmadan itibaren 10 yıl"


def test_a_row_says_what_when_and_why() -> None:
    (row,) = _due(_snapshot([FROM_LEAVING], [{"event": "İşten ayrılma", "event_date": date(2016, 3, 1)}]))
    assert {name: str(value) for name, value in asdict(row).items()} == {
        "entry": "E1",
        "activity": "IK-1001",
        "category": "Özlük Bilgisi",
        "event": "İşten ayrılma",
        "event_date": "2016-03-01",
        "duty_on": "2026-03-01",
        "destroy_by": "2026-07-01",
        "status": "due",
        "why": "Kept for 10 years, counted from the end of employment. "
        "To be destroyed at the first periodic destruction after that (destruction regulation art. 11/1).",
    }


@pytest.mark.parametrize(
    ("today", "status"),
    [
        ("2016-03-01", "not_due"),
        ("2026-02-28", "not_due"),
        ("2026-03-01", "not_due"),  # over at the end of this day
        ("2026-03-02", "due"),
        ("2026-07-01", "due"),  # still on time
        ("2026-07-02", "overdue"),
        ("2090-01-01", "overdue"),
    ],
)
def test_status_on_each_side_of_both_days(today: str, status: str) -> None:
    (row,) = _due(_snapshot([FROM_LEAVING], [{"event_date": date(2016, 3, 1)}]), today)
    assert row.status == status


def test_without_days_of_periodic_destruction_the_longest_step_of_the_law_is_the_limit() -> None:
    holdings = [{"event_date": date(2016, 3, 1)}]
    for today, status in (("2026-09-01", "due"), ("2026-09-02", "overdue")):
        (row,) = _due(_snapshot(["10 yıl"], holdings, runs=()), today)
        assert (row.duty_on, row.destroy_by, row.status) == (date(2026, 3, 1), date(2026, 9, 1), status)
        assert "state the controller's days" in str(row.why)


@pytest.mark.parametrize(
    ("phrase", "event", "duty_on"),
    [
        ("Rıza geri alınana kadar", "açık rızanın geri alınması", date(2026, 3, 1)),
        ("Sözleşme süresince", "Sözleşmenin feshi", date(2026, 3, 1)),
        ("Sözleşme süresince", "sözleşmenin imzalanması", None),
        ("Sözleşme süresince", "açık rızanın geri alınması", None),
        ("Sözleşme süresince", None, None),
    ],
)
def test_what_is_kept_until_an_event_ends_on_the_day_of_that_event_alone(phrase, event, duty_on) -> None:
    (row,) = _due(_snapshot([phrase], [{"event": event, "event_date": date(2026, 3, 1)}]))
    assert row.duty_on == duty_on
    assert row.status == ("due" if duty_on else "unknown")
    assert ("Name the event" in str(row.why)) is (duty_on is None)


@pytest.mark.parametrize(
    ("obliged", "by"), [(True, date(2026, 7, 1)), (False, date(2026, 6, 1)), (None, date(2026, 6, 1))]
)
def test_whether_a_policy_is_owed_sets_the_day_to_destroy_by(obliged: bool | None, by: date) -> None:
    (row,) = _due(_snapshot(["10 yıl"], [{"event_date": date(2016, 3, 1)}]), obliged=obliged)
    assert row.destroy_by == by


def test_a_hold_keeps_the_dates_and_says_what_it_puts_off() -> None:
    holdings = [{"event_date": date(2016, 3, 1), "hold_reason": "2025/12 sayılı dava."}]
    (row,) = _due(_snapshot(["10 yıl"], holdings), "2030-01-01")
    assert (row.duty_on, row.destroy_by, row.status) == (date(2026, 3, 1), date(2026, 7, 1), "held")
    assert str(row.why).endswith("Its destruction is put off: 2025/12 sayılı dava.")


@pytest.mark.parametrize(
    ("phrase", "holding", "because"),
    [
        (FROM_LEAVING, {}, "The day of the event is not known."),
        (None, {"event_date": date(2016, 3, 1)}, "No retention is stated"),
        ("süresiz", {"event_date": date(2016, 3, 1)}, "It sets no end"),
        ("en az 5 yıl", {"event_date": date(2016, 3, 1)}, "how long at least"),
        ("100 yıl", {"event_date": date(9950, 3, 1)}, "beyond the year 9999"),
        (
            FROM_LEAVING,
            {"event": "Başvuru tarihi", "event_date": date(2016, 3, 1)},
            "It names the date of the application, but its retention counts from the end of employment",
        ),
    ],
)
def test_what_is_not_known_is_said(phrase: str | None, holding: dict[str, Any], because: str) -> None:
    (row,) = _due(_snapshot([phrase], [holding]))
    assert (row.duty_on, row.destroy_by, row.status) == (None, None, Status.UNKNOWN)
    assert because in str(row.why)


@pytest.mark.parametrize(
    ("phrase", "event"),
    [
        (FROM_LEAVING, "iş akdinin feshi"),  # other words for the same event
        (FROM_LEAVING, "kutuların taşınması"),  # words of no list are the user's own
        (FROM_LEAVING, None),
        ("10 yıl", "Başvuru tarihi"),  # a reading without an event counts from the holding's day
        ("Sürümün yayımlanmasından itibaren 10 yıl", "Başvuru tarihi"),
    ],
)
def test_events_that_do_not_contradict_are_counted(phrase: str, event: str | None) -> None:
    (row,) = _due(_snapshot([phrase], [{"event": event, "event_date": date(2016, 3, 1)}]))
    assert row.duty_on == date(2026, 3, 1)


def test_a_holding_may_have_a_retention_of_its_own() -> None:
    holdings = [{"event_date": date(2020, 1, 1)}, {"event_date": date(2020, 1, 1), "retention": 2}]
    rows = _rows(_snapshot(["10 yıl", "2 yıl"], holdings))
    assert {number: due.duty_on for number, due in rows} == {1: date(2030, 1, 1), 2: date(2022, 1, 1)}


def test_what_is_destroyed_is_left_out() -> None:
    gone = {"event_date": date(2000, 1, 1), "state": HoldingState.DESTROYED}
    assert [
        number for number, _ in _rows(_snapshot(["10 yıl"], [gone, {"event_date": date(2020, 1, 1)}]))
    ] == [2]


def test_rows_come_by_the_day_to_destroy_by_then_by_number_and_undated_ones_last() -> None:
    starts = [None, date(2020, 1, 2), date(2010, 1, 1), None, date(2009, 12, 31), date(2020, 1, 1)]
    rows = _rows(_snapshot(["10 yıl"], [{"event_date": start} for start in starts]))
    assert [number for number, _ in rows] == [5, 3, 2, 6, 1, 4]
    assert [due.destroy_by for _, due in rows][:4] == [
        date(2020, 1, 1),
        date(2020, 7, 1),
        date(2030, 7, 1),
        date(2030, 7, 1),
    ]


def test_runs_that_cannot_be_read_are_refused_at_once() -> None:
    from kvkkctl.errors import BadValue

    with pytest.raises(BadValue):
        due_rows(_snapshot(["10 yıl"], [], runs=("her ay",)), date(2026, 1, 1), obliged=True)


def test_nothing_kept_gives_nothing() -> None:
    assert _due(_snapshot(["10 yıl"], [])) == []
