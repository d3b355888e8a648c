"""What the Authority has to be told about a standard contract, and by when."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.law.contracts import Event, Notification, NotificationStatus, notifications
from kvkkctl.law.holidays import business_days, is_non_working

DAYS = st.dates(date(2024, 7, 10), date(2035, 11, 30))


@dataclass(frozen=True)
class Dated:
    """The days of a contract."""

    signed: date | None = None
    notified: date | None = None
    changed: date | None = None
    ended: date | None = None
    change_notified: date | None = None
    instrument: str | None = "9/4-c"


def only(contract: Dated, today: date) -> Notification:
    """Return the one notification that is owed."""
    (owed,) = notifications(contract, today)
    return owed


@pytest.mark.parametrize(
    ("signed", "due"),
    [
        # across the eve of Ramazan Bayramı, 28 and 29 October, Kurban Bayramı, and Ramazan Bayramı again
        (date(2026, 3, 17), date(2026, 3, 25)),
        (date(2026, 10, 26), date(2026, 11, 3)),
        (date(2026, 5, 22), date(2026, 6, 3)),
        (date(2027, 3, 4), date(2027, 3, 16)),
    ],
)
def test_five_business_days_pass_over_weekends_and_holidays(signed: date, due: date) -> None:
    contract = Dated(signed=signed)
    on_time, late = only(contract, due), only(contract, due + timedelta(days=1))
    assert (on_time.due, on_time.status, on_time.event) == (due, NotificationStatus.OPEN, Event.SIGNED)
    assert late.status is NotificationStatus.LATE
    assert "half days" in str(on_time.note)
    assert on_time.citation == "KVKK 9/5; Aktarım Yön. 14/5"


@given(DAYS, st.integers(0, 40))
def test_it_is_late_once_five_business_days_have_passed_and_not_before(signed: date, later: int) -> None:
    today = signed + timedelta(days=later)
    passed = sum(not is_non_working(signed + timedelta(days=n)) for n in range(1, later))
    owed = only(Dated(signed=signed), today)
    assert owed.due == business_days(signed, 5)
    assert owed.status is (NotificationStatus.LATE if passed >= 5 else NotificationStatus.OPEN)


@given(DAYS, st.integers(-3, 40), st.integers(0, 40))
def test_what_is_notified_is_done_from_that_day_on(signed: date, told: int, later: int) -> None:
    notified, today = signed + timedelta(days=told), signed + timedelta(days=later)
    owed = only(Dated(signed=signed, notified=notified), today)
    counts = signed <= notified <= today
    assert owed.done_on == (notified if counts else None)
    assert (owed.status is NotificationStatus.DONE) is counts
    assert owed.due
    assert owed.too_late is (counts and notified > owed.due)


@pytest.mark.parametrize(
    "contract",
    [
        Dated(),
        Dated(signed=date(2026, 3, 18)),
        Dated(signed=date(2024, 5, 31)),
        Dated(changed=date(2024, 7, 9)),
        Dated(signed=date(2026, 3, 17), instrument="9/4-ç"),
        Dated(signed=date(2026, 3, 17), instrument=None),
        Dated(changed=date(2026, 3, 18), ended=date(2026, 3, 18)),
    ],
)
def test_nothing_is_owed_without_a_contract_and_before_it_is_signed(contract: Dated) -> None:
    assert notifications(contract, date(2026, 3, 17)) == ()


def test_the_first_days_of_the_law_and_of_the_regulation_count() -> None:
    contract = Dated(signed=date(2024, 6, 1), ended=date(2024, 7, 10))
    assert [each.event for each in notifications(contract, date(2024, 7, 10))] == [Event.SIGNED, Event.ENDED]


CHANGED = Dated(changed=date(2026, 1, 12), ended=date(2026, 3, 17))


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (None, [(Event.CHANGED, "late", False), (Event.ENDED, "open", False)]),
        (date(2026, 1, 11), [(Event.CHANGED, "late", False), (Event.ENDED, "open", False)]),
        (date(2026, 1, 14), [(Event.CHANGED, "done", False), (Event.ENDED, "open", False)]),
        (date(2026, 2, 2), [(Event.CHANGED, "done", True), (Event.ENDED, "open", False)]),
        (date(2026, 3, 17), [(Event.ENDED, "done", False)]),
    ],
)
def test_one_day_of_notification_is_of_the_event_before_it(told: date | None, found: list[object]) -> None:
    owed = notifications(replace(CHANGED, change_notified=told), date(2026, 3, 20))
    assert [(each.event, each.status.value, each.too_late) for each in owed] == found


@pytest.mark.parametrize("today", [date(2026, 2, 2), date(2026, 3, 20)])
def test_what_a_later_notification_overwrote_is_not_known_on_earlier_days_either(today: date) -> None:
    owed = notifications(replace(CHANGED, change_notified=date(2026, 3, 25)), today)
    assert [(each.event, each.done_on) for each in owed] == (
        [] if today < date(2026, 3, 17) else [(Event.ENDED, None)]
    )


def test_without_known_holidays_there_is_no_last_day_and_a_reason() -> None:
    owed = only(Dated(signed=date(2036, 3, 17)), date(2036, 6, 1))
    assert (owed.due, owed.status, owed.too_late) == (None, NotificationStatus.UNKNOWN, False)
    told = only(Dated(signed=date(2036, 3, 17), notified=date(2036, 5, 1)), date(2036, 6, 1))
    assert (told.due, told.status, told.too_late) == (None, NotificationStatus.DONE, False)
    assert str(owed.note).startswith("The public holidays of 2036 are not known")
