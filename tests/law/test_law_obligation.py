"""Who has to register: every boundary day, every boundary number, and what is not stated."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.i18n import tr
from kvkkctl.law.obligation import Size, obliged_to_register, threshold_on, thresholds

NOW = date(2026, 11, 22)
ORDINARY, SPECIAL = False, True
NUMBERS = st.none() | st.integers(0, 60) | st.integers(0, 120_000_000)
FLAGS = st.none() | st.booleans()
SIZES = st.builds(Size, FLAGS, NUMBERS, NUMBERS, FLAGS)
DATES = st.dates(date(2016, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("on", "special", "decision"),
    [
        (date(2018, 8, 17), ORDINARY, None),
        (date(2018, 8, 18), ORDINARY, "2018/87"),
        (date(2023, 7, 24), ORDINARY, "2018/87"),
        (date(2023, 7, 25), ORDINARY, "2023/1154"),
        (NOW, ORDINARY, "2023/1154"),
        (date(2025, 9, 30), SPECIAL, None),
        (date(2025, 10, 1), SPECIAL, "2025/1572"),
        (NOW, SPECIAL, "2025/1572"),
    ],
)
def test_threshold_in_force(on, special, decision):
    threshold = threshold_on(on, special)

    assert (threshold and threshold.decision) == decision


@pytest.mark.parametrize(
    ("on", "employees", "balance", "special", "obliged", "decision"),
    [
        (NOW, 49, 99_999_999, ORDINARY, False, "2023/1154"),
        (NOW, 50, 99_999_999, ORDINARY, True, "2023/1154"),
        (NOW, 49, 100_000_000, ORDINARY, True, "2023/1154"),
        (NOW, 50, 100_000_000, ORDINARY, True, "2023/1154"),
        (NOW, 9, 9_999_999, SPECIAL, False, "2025/1572"),
        (NOW, 10, 9_999_999, SPECIAL, True, "2025/1572"),
        (NOW, 9, 10_000_000, SPECIAL, True, "2025/1572"),
        (date(2025, 9, 30), 1, 1, SPECIAL, True, None),
        (date(2025, 10, 1), 1, 1, SPECIAL, False, "2025/1572"),
        (date(2023, 7, 24), 49, 24_999_999, ORDINARY, False, "2018/87"),
        (date(2023, 7, 24), 49, 25_000_000, ORDINARY, True, "2018/87"),
        (date(2023, 7, 25), 49, 25_000_000, ORDINARY, False, "2023/1154"),
        (date(2018, 8, 17), 1, 1, ORDINARY, True, None),
        (date(2018, 8, 18), 1, 1, ORDINARY, False, "2018/87"),
        (date(2018, 1, 1), 1, 1, ORDINARY, True, None),
        (date(2017, 12, 31), 5000, 10**9, SPECIAL, False, None),
    ],
)
def test_numbers_are_limits_not_to_be_reached(on, employees, balance, special, obliged, decision):
    answer = obliged_to_register(Size(True, employees, balance, special), on)

    assert (answer.obliged, answer.decision) == (obliged, decision)


@pytest.mark.parametrize(
    ("size", "obliged", "words"),
    [
        (
            Size(),
            None,
            (
                "not stated: whether the controller resides in Türkiye, the number of employees, the balance sheet "
                "total, whether special data are the main activity."
            ),
        ),
        (Size(resident=False), True, "never exempt"),
        (Size(resident=False, employees=1, balance=1, exemption="2018/32"), True, "never exempt"),
        (Size(employees=50, special_main_activity=False), True, "50 employees are not fewer than 50"),
        (Size(balance=100_000_000), True, "100 000 000 TL is not less than 100 000 000 TL"),
        (Size(True, 49, None, False), None, "not stated: the balance sheet total."),
        (Size(None, 5, 5, False), None, "not stated: whether the controller resides in Türkiye."),
        (Size(True, 49, 99_999_999), None, "not stated: whether special data are the main activity."),
        (Size(True, 9, 9_999_999), False, "fewer than 50 employees and less than 100 000 000 TL"),
        (Size(True, 50, None), True, "50 employees"),
    ],
)
def test_what_is_not_stated_leaves_it_open_unless_the_rest_decides(size, obliged, words):
    answer = obliged_to_register(size, NOW)

    assert answer.obliged is obliged
    assert words in tr(answer.why)


@pytest.mark.parametrize(
    ("exemption", "on", "obliged", "decision"),
    [
        ("2018/32", NOW, False, "2018/32"),
        ("Avukat (Kurul 2018-32)", NOW, False, "2018/32"),
        ("2018/68", NOW, False, "2018/68"),
        ("2018/75 arabulucu", NOW, False, "2018/75"),
        ("2020/315", NOW, False, "2020/315"),
        ("2018/32", date(2018, 5, 15), False, "2018/32"),
        ("2018/32", date(2018, 5, 14), True, None),
        ("2018/87", NOW, True, "2023/1154"),
        ("2023/1154 sayılı karar", NOW, True, "2023/1154"),
        ("2018/325", NOW, None, None),
        ("avukat", NOW, None, None),
    ],
)
def test_a_stated_exemption_is_taken_by_its_decision_and_size_is_checked(exemption, on, obliged, decision):
    answer = obliged_to_register(Size(True, 500, 10**9, False, exemption), on)

    assert (answer.obliged, answer.decision) == (obliged, decision)


@pytest.mark.parametrize(("decision", "read"), [("2018/32", False), ("2018/75", True), ("2020/315", True)])
def test_a_decision_that_was_not_seen_is_to_be_read(decision, read):
    answer = obliged_to_register(Size(True, 500, 10**9, False, decision), NOW)

    assert ("was not at hand here: read it" in str(answer.why)) is read


def test_an_unknown_exemption_changes_nothing_for_those_exempt_by_size():
    answer = obliged_to_register(Size(True, 5, 5, False, "avukat"), NOW)

    assert (answer.obliged, answer.decision) == (False, "2023/1154")


def test_thresholds_of_one_kind_follow_each_other_without_gap_or_overlap():
    for special in (ORDINARY, SPECIAL):
        kind = [threshold for threshold in thresholds() if threshold.special is special]
        assert kind[-1].until is None
        assert all(later.since == earlier.until + timedelta(days=1) for earlier, later in pairwise(kind))


@given(SIZES, DATES, st.booleans(), st.integers(0, 60), st.integers(0, 120_000_000), st.booleans())
def test_an_answer_stands_whatever_is_stated_later(size, on, resident, employees, balance, special):
    def known(stated, later):
        return later if stated is None else stated

    full = Size(
        known(size.resident, resident),
        known(size.employees, employees),
        known(size.balance, balance),
        known(size.special_main_activity, special),
    )
    answer = obliged_to_register(size, on).obliged

    assert obliged_to_register(full, on).obliged in ({True, False} if answer is None else {answer})


@pytest.mark.parametrize(
    ("size", "obliged"),
    [
        (Size(obliged_since=date(2020, 1, 1)), True),
        (Size(obliged_since=NOW), True),
        (Size(obliged_since=NOW + timedelta(days=1)), None),
        (Size(True, 49, None, False, obliged_since=date(2020, 1, 1)), True),
        (Size(True, 49, 99_999_999, False, obliged_since=date(2020, 1, 1)), False),
        (Size(exemption="2018/32", obliged_since=date(2020, 1, 1)), False),
        (Size(exemption="avukat", obliged_since=date(2020, 1, 1)), None),
        (Size(exemption="2023/1154", obliged_since=date(2020, 1, 1)), None),
    ],
)
def test_a_duty_that_is_stated_counts_where_no_fact_and_no_exemption_speaks_against_it(size, obliged):
    answer = obliged_to_register(size, NOW)

    assert answer.obliged is obliged
    assert ("stated to exist since" in tr(answer.why)) is (obliged is True)
