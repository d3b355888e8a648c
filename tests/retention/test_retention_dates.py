"""The two dates of destruction: legal vectors, the regimes, and readings from which no date follows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.law.dates import add_months
from kvkkctl.retention import Calendar, Regime, compute, parse_runs, read

HALF_YEARS = parse_runs(("1", "7"))
NONE = Calendar()

LAST_DAYS = [
    ("6 ay", "2025-08-31", "2026-02-28"),  # the month clamps
    ("10 yıl", "2024-02-29", "2034-02-28"),  # so does a leap day
    ("4 yıl", "2024-02-29", "2028-02-29"),
    ("3 ay", "2023-11-30", "2024-02-29"),  # into a leap February
    ("5 yıl (VUK m.253)", "2014-10-01", "2019-12-31"),
    ("10 yıl (TTK m.82)", "2026-03-15", "2036-12-31"),
    ("10 yıl (5510 sayılı Kanun m.86)", "2026-01-31", "2036-12-31"),
    ("Takip eden yılın ilk gününden itibaren 10 yıl", "2015-06-10", "2025-12-31"),
    ("Oluştuğu takvim yılının bitişinden itibaren 10 yıl", "2015-06-10", "2025-12-31"),
    ("Yıl sonundan itibaren 2 ay", "2026-05-05", "2027-02-28"),
    ("Yıl sonundan itibaren 10 yıl", "2026-12-31", "2036-12-31"),
    ("2 yıl", "2026-05-01", "2028-05-01"),  # a holiday: an end does not roll
    ("1 yıl", "2025-11-22", "2026-11-22"),  # nor over a Sunday
    ("1 hafta", "2026-12-28", "2027-01-04"),
    ("30 gün", "2026-01-31", "2026-03-02"),
    ("24 saat", "2026-01-31", "2026-02-01"),
    ("36 saat", "2026-01-31", "2026-02-02"),
    ("1 yıl 6 ay", "2026-01-31", "2027-07-31"),
    ("İşlem tarihinden 6 ay - 2 yıl", "2026-01-31", "2028-01-31"),
    ("azami 1 yıl", "2026-01-31", "2027-01-31"),
    ("10 yıl (TBK); 5 yıl (İş Kanunu)", "2026-01-31", "2036-01-31"),  # the longest of several
    ("30 gün (TBK); 1 ay (KVKK)", "2026-01-31", "2026-03-02"),  # also where only the calendar tells
    ("30 gün (TBK); 1 ay (KVKK)", "2026-03-15", "2026-04-15"),
    ("12 ay; 10 yıl (TTK m.82)", "2026-03-15", "2036-12-31"),
    ("Rıza geri alınana kadar", "2026-03-15", "2026-03-15"),
    ("Hizmet sözleşmesi süresince", "2026-03-15", "2026-03-15"),
    (
        "İşten ayrılmadan itibaren 10 yıl; işten ayrıldığı yılın sonundan itibaren 9 yıl",
        "2026-03-15",
        "2036-03-15",
    ),
]
NO_DAYS = [
    ("İşten ayrılmadan itibaren 10 yıl; sözleşmenin bitiminden itibaren 10 yıl", "different events"),
    ("sürümün tarihinden itibaren 10 yıl; kursun tarihinden itibaren 10 yıl", "different events"),
    ("açık rıza varsa 2 yıl", "depends on a condition"),
    ("6 ay; açık rıza varsa 2 yıl", "depends on a condition"),
    ("en az 5 yıl", "how long at least"),
    ("en az 5 yıl (TBK); 10 yıl (İş Kanunu)", "how long at least"),
    ("üyelik süresince, elde etmeden itibaren 5 yıl", "a part of it is not dated"),
    ("sözleşme süresince; rıza geri alınana kadar", "different events"),
    ("mevzuatta öngörülen süre", "No date follows"),
    ("süresiz", "No date follows"),
    ("makul süre", "No date follows"),
    ("", "No date follows"),
    ("10 yıl veya 5 yıl", "No date follows"),
]
REGIMES = [
    # obliged, policy, runs, duty on, destroy by, regime, in the why
    (True, None, HALF_YEARS, "2026-06-30", "2026-07-01", "policy", "art. 11/1)"),
    (
        True,
        None,
        HALF_YEARS,
        "2026-07-01",
        "2027-01-01",
        "policy",
        "art. 11/1)",
    ),  # strictly after; equals the cap
    (
        True,
        None,
        parse_runs(("1",)),
        "2026-03-31",
        "2026-09-30",
        "policy",
        "art. 11/2",
    ),  # the cap bites, and clamps
    (True, None, parse_runs(("1",)), "2026-08-31", "2027-01-01", "policy", "art. 11/1)"),
    (True, False, HALF_YEARS, "2026-06-30", "2026-07-01", "policy", "art. 11/1)"),
    (True, True, parse_runs(()), "2026-06-30", "2026-12-30", "policy", "six months at the latest"),
    (
        False,
        None,
        parse_runs(()),
        "2026-11-30",
        "2027-02-28",
        "three_months",
        "art. 11/3",
    ),  # a Sunday: no roll
    (False, False, HALF_YEARS, "2026-06-30", "2026-09-30", "three_months", "art. 11/3"),
    (False, None, HALF_YEARS, "2026-06-30", "2026-07-01", "voluntary_policy", "whichever is earlier"),
    (False, True, HALF_YEARS, "2026-07-01", "2026-10-01", "voluntary_policy", "whichever is earlier"),
    (None, None, HALF_YEARS, "2026-06-30", "2026-07-01", "unknown", "not known whether a policy is owed"),
    (None, True, HALF_YEARS, "2026-07-01", "2026-10-01", "unknown", "not known whether a policy is owed"),
    (None, None, parse_runs(()), "2026-07-01", "2026-10-01", "unknown", "within three months"),
]
PHRASES = st.sampled_from(
    ["10 yıl", "6 ay", "30 gün", "1 yıl 6 ay", "azami 2 hafta", "5 yıl (VUK m.253)", "90 saat"]
)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
RUNS = st.lists(st.sampled_from(["1", "15.02", "29.02", "6", "31.07", "Kasım"]), max_size=4)
CALENDARS = st.builds(
    Calendar, RUNS.map(parse_runs), st.sampled_from([True, False, None]), st.sampled_from([True, False, None])
)


@pytest.mark.parametrize(("phrase", "start", "duty_on"), LAST_DAYS)
def test_last_day_of_keeping(phrase: str, start: str, duty_on: str) -> None:
    assert compute(read(phrase), date.fromisoformat(start), NONE).duty_on == date.fromisoformat(duty_on)


@pytest.mark.parametrize(("phrase", "because"), NO_DAYS)
def test_no_day_follows_and_it_is_said_why(phrase: str, because: str) -> None:
    found = compute(read(phrase), date(2026, 1, 31), Calendar(HALF_YEARS, obliged=True))
    assert (found.duty_on, found.destroy_by) == (None, None)
    assert because in str(found.why)


@pytest.mark.parametrize(("obliged", "policy", "runs", "duty_on", "destroy_by", "regime", "because"), REGIMES)
def test_day_to_destroy_by(obliged, policy, runs, duty_on, destroy_by, regime, because) -> None:
    start = add_months(date.fromisoformat(duty_on), -12)
    found = compute(
        read(f"{(date.fromisoformat(duty_on) - start).days} gün"), start, Calendar(runs, obliged, policy)
    )
    assert found.duty_on == date.fromisoformat(duty_on)
    assert found.destroy_by == (destroy_by and date.fromisoformat(destroy_by))
    assert found.regime is Regime(regime)
    assert because in str(found.why)


@pytest.mark.parametrize(
    ("start", "duty_on", "because"),
    [
        (date(9950, 1, 1), None, "Its end lies beyond the year 9999"),
        (date(9949, 6, 1), date(9999, 6, 1), "The day to destroy it by lies beyond the year 9999"),
    ],
)
def test_the_calendar_ends(start: date, duty_on: date | None, because: str) -> None:
    found = compute(read("50 yıl"), start, Calendar(HALF_YEARS, obliged=True))
    assert (found.duty_on, found.destroy_by) == (duty_on, None)
    assert because in str(found.why)


@given(PHRASES, DAYS, DAYS, CALENDARS)
def test_a_later_start_never_ends_earlier(phrase: str, one: date, other: date, calendar: Calendar) -> None:
    early, late = (compute(read(phrase), day, calendar) for day in sorted((one, other)))
    assert early.duty_on is not None
    assert late.duty_on is not None
    assert early.duty_on <= late.duty_on
    if early.destroy_by and late.destroy_by:
        assert early.destroy_by <= late.destroy_by


@given(PHRASES, DAYS, CALENDARS)
def test_destruction_is_after_the_last_day_and_never_past_the_legal_limit(
    phrase: str, start: date, calendar: Calendar
) -> None:
    found = compute(read(phrase), start, calendar)
    assert found.duty_on is not None
    assert found.duty_on > start
    assert found.destroy_by is not None
    limit = 6 if found.regime is Regime.POLICY else 3
    assert found.duty_on < found.destroy_by <= add_months(found.duty_on, limit)


@given(DAYS, st.integers(1, 40), st.integers(1, 40))
def test_longer_periods_end_later_and_from_the_original_day(start: date, years: int, more: int) -> None:
    once = compute(read(f"{years + more} yıl"), start, NONE).duty_on
    assert once == add_months(start, 12 * (years + more))
    shorter = compute(read(f"{years} yıl"), start, NONE).duty_on
    assert shorter is not None
    assert shorter < once
