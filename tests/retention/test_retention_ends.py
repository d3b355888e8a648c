"""What the law asks at least holds beside an entry's own period: the last ground to keep counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.models import Activity, Confirmation, Controller, Entry, Holding, Retention, Term
from kvkkctl.retention import Due, Status, due_rows, read
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import TermKind

TODAY = date(2026, 11, 22)
LEFT, INVOICED, CLOSED = date(2014, 2, 28), date(2021, 3, 15), date(2015, 12, 31)


def _due(
    phrase: str,
    statutes: str,
    start: date,
    event: str | None = None,
    *,
    confirmed: tuple[str, ...] = (),
    own: str | None = None,
) -> Due:
    snapshot = Snapshot(
        controller=Controller(destruction_runs=("1", "7")),
        terms={1: Term(id=1, kind=TermKind.CATEGORY, label="Sağlık Bilgileri")},
        activities={1: Activity(id=1, code="IK-1", name="Özlük dosyası")},
        retentions={
            n: Retention(id=n, **read(text).model_dump()) for n, text in enumerate((phrase, own or phrase), 1)
        },
        entries={1: Entry(id=1, activity=1, category=1, retention=1, statutes=tuple(statutes.split()))},
        holdings={
            1: Holding(
                id=1,
                entry=1,
                label="Dosyalar",
                event=event,
                event_date=start,
                retention=2 if own else None,
            )
        },
        confirmations={
            n: Confirmation(id=n, statute=statute, source="RG", confirmed_by="dpo", confirmed_on=TODAY)
            for n, statute in enumerate(confirmed, 1)
        },
    )
    ((_, due),) = due_rows(snapshot, TODAY, obliged=True)
    return due


CASES = {
    "a longer minimum": ("İşten ayrıldıktan sonra 10 yıl", "R026", LEFT, None, "2029-02-28"),
    "a minimum within the period": ("İşten ayrıldıktan sonra 20 yıl", "R026", LEFT, None, "2034-02-28"),
    "the longest of several": ("Fatura tarihinden itibaren 5 yıl", "R001 R002", INVOICED, None, "2031-12-31"),
    "the end of the year": ("Fatura tarihinden itibaren 5 yıl", "R002", INVOICED, None, "2026-12-31"),
    "no event named anywhere": ("10 yıl", "R026", LEFT, None, "2029-02-28"),
    "the event that the holding names": ("10 yıl", "R026", LEFT, "işten ayrılma", "2029-02-28"),
    "as long as the law asks": (
        "Maruziyetin sona ermesinden itibaren 40 yıl",
        "R028",
        LEFT,
        None,
        "2054-02-28",
    ),
    "the end of a financial year": (
        "Mali yıl sonundan itibaren 5 yıl",
        "R001",
        CLOSED,
        "mali yıl sonu",
        "2025-12-31",
    ),
    "after what ends the keeping": ("İşten ayrılana kadar", "R026", LEFT, "işten ayrılma", "2029-02-28"),
    "practice obliges nobody": ("1 yıl", "R023", LEFT, None, "2015-02-28"),
    "limitation obliges nobody": ("1 yıl", "R006", LEFT, None, "2015-02-28"),
    "out of force": ("1 yıl", "R051", LEFT, None, "2015-02-28"),
    "none linked": ("1 yıl", "", LEFT, None, "2015-02-28"),
}


@pytest.mark.parametrize(("phrase", "statutes", "start", "event", "duty_on"), CASES.values(), ids=CASES)
def test_what_ends_last_counts(
    phrase: str, statutes: str, start: date, event: str | None, duty_on: str
) -> None:
    due = _due(phrase, statutes, start, event)
    assert str(due.duty_on) == duty_on
    assert ("What ends last counts." in str(due.why)) is (
        duty_on > str(_due(phrase, "", start, event).duty_on)
    )


UNKNOWN = {
    "another event named": ("10 yıl", "R026", "fatura tarihi"),
    "an event of no list named": ("10 yıl", "R026", "askerlik terhisi"),
    "another event to count from": ("İşten ayrıldıktan sonra 10 yıl", "R020", None),
    "an event of no list to count from": ("Maruziyetin sona ermesinden itibaren 10 yıl", "R028", None),
    "after what ends the keeping": ("İşten ayrılana kadar", "R020", "işten ayrılma"),
}


@pytest.mark.parametrize(("phrase", "statutes", "event"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_minimum_from_another_event_leaves_the_end_open(
    phrase: str, statutes: str, event: str | None
) -> None:
    assert _due(phrase, "", LEFT, event).duty_on is not None
    due = _due(phrase, statutes, LEFT, event)
    assert (due.duty_on, due.destroy_by, due.status) == (None, None, Status.UNKNOWN)
    assert f"{statutes} (" in str(due.why)
    assert "Whether that is the same day is not known" in str(due.why)


def test_who_gives_a_holding_a_retention_of_its_own_decided() -> None:
    due = _due("İşten ayrıldıktan sonra 10 yıl", "R020", LEFT, own="İşten ayrıldıktan sonra 11 yıl")
    assert due.duty_on == date(2025, 2, 28)
    assert "R020" not in str(due.why)
    due = _due("İşten ayrıldıktan sonra 10 yıl", "R020", LEFT, own="İşten ayrıldıktan sonra 9 yıl")
    assert due.duty_on == date(2023, 2, 28)
    assert "It counts from another event." in str(due.why)


def test_a_doubtful_minimum_counts_once_it_is_confirmed() -> None:
    own = _due("1 yıl", "R056", LEFT)
    assert own.duty_on == date(2015, 2, 28)
    assert "it is applied once it is confirmed" in str(own.why)
    confirmed = _due("1 yıl", "R056", LEFT, confirmed=("R056",))
    assert confirmed.duty_on is not None
    assert confirmed.duty_on > own.duty_on


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.sampled_from(["R001", "R002", "R026", "R020 R026"]))
def test_a_link_never_brings_the_end_forward(start: date, statutes: str) -> None:
    own, linked = _due("10 yıl", "", start), _due("10 yıl", statutes, start)
    assert own.duty_on is not None
    assert linked.duty_on is not None
    assert linked.duty_on >= own.duty_on


def test_the_end_of_a_period_is_not_a_day_within_it() -> None:
    phrase = "Mali yıl sonundan itibaren 10 yıl"
    voucher, close = date(2016, 5, 31), date(2016, 12, 31)
    assert _due(phrase, "", voucher).duty_on is None
    assert "the end of the period" in str(_due(phrase, "", voucher).why)
    assert _due(phrase, "", voucher, "fiş tarihi").duty_on is None
    assert _due(phrase, "", close, "mali yıl sonu").duty_on == date(2026, 12, 31)
    assert _due(phrase, "", close, "dönem sonu").duty_on == close + timedelta(days=3652)
