"""Whether a controller has to register, by when, and what VERBİS asks that is not stated."""

from datetime import date

import pytest

from kvkkctl.models import Controller, ControllerKind
from kvkkctl.verbis.standing import standing

NOW = date(2026, 11, 22)
SMALL = {"resident": True, "employees": 49, "balance": 99_999_999, "special_main_activity": False}
SPECIAL = {"resident": True, "employees": 9, "balance": 9_999_999, "special_main_activity": True}


def asked(on=NOW, **facts):
    return standing(Controller(**facts), on)


@pytest.mark.parametrize(
    ("facts", "on", "obliged", "decision"),
    [
        (SMALL, NOW, False, "2023/1154"),
        (SMALL | {"employees": 50}, NOW, True, "2023/1154"),
        (SMALL | {"balance": 100_000_000}, NOW, True, "2023/1154"),
        (SMALL, date(2023, 7, 24), True, "2018/87"),
        (SMALL, date(2023, 7, 25), False, "2023/1154"),
        (SMALL | {"balance": 24_999_999}, date(2023, 7, 24), False, "2018/87"),
        (SMALL | {"balance": 24_999_999}, date(2018, 8, 18), False, "2018/87"),
        (SMALL | {"balance": 24_999_999}, date(2018, 8, 17), True, None),
        (SMALL, date(2017, 12, 31), False, None),
        (SPECIAL, date(2025, 9, 30), True, None),
        (SPECIAL, date(2025, 10, 1), False, "2025/1572"),
        (SPECIAL | {"employees": 10}, NOW, True, "2025/1572"),
        (SPECIAL | {"balance": 10_000_000}, NOW, True, "2025/1572"),
        (SMALL | {"resident": False}, NOW, True, None),
        (SMALL | {"employees": 500, "exemption": "2018/32"}, NOW, False, "2018/32"),
        (SMALL | {"employees": 500, "exemption": "2018/32"}, date(2018, 5, 14), True, None),
    ],
)
def test_every_limit_and_every_day_on_which_one_changes(facts, on, obliged, decision):
    found = asked(on, **facts)

    assert (found.obligation.obliged, found.obligation.decision, found.missing) == (obliged, decision, ())


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, ("resident", "employees", "balance", "special_main_activity")),
        (SMALL | {"employees": None}, ("employees",)),
        (SMALL | {"balance": None}, ("balance",)),
        (SMALL | {"resident": None}, ("resident",)),
        (SMALL | {"special_main_activity": None}, ("special_main_activity",)),
        (SPECIAL | {"special_main_activity": None}, ()),
        (SMALL | {"employees": 50, "balance": None}, ()),
        (SMALL | {"employees": 500, "exemption": "avukat"}, ("exemption",)),
        (SMALL | {"exemption": "avukat"}, ()),
        ({"resident": False}, ()),
    ],
)
def test_facts_are_missing_only_where_the_answer_turns_on_them(facts, missing):
    found = asked(**facts)

    assert found.missing == missing
    assert (found.obligation.obliged is None) is bool(missing)


def test_the_thirty_days_are_strict_and_rolled():
    found = asked(**SMALL | {"employees": 50, "obliged_since": date(2026, 4, 30)})

    assert (found.register_by_strict, found.register_by) == (date(2026, 5, 30), date(2026, 6, 1))


@pytest.mark.parametrize("facts", [SMALL | {"employees": 50}, SMALL | {"obliged_since": date(2026, 4, 30)}])
def test_there_is_no_last_day_without_a_first_one_or_without_a_duty(facts):
    found = asked(**facts)

    assert (found.register_by_strict, found.register_by) == (None, None)


def test_who_was_obliged_before_there_was_a_registry_has_thirty_days_from_its_beginning():
    found = asked(**SMALL | {"employees": 50, "obliged_since": date(2016, 10, 7)})

    assert found.register_by == date(2018, 1, 31)


def lacking(**facts):
    return [(lack.form.code, lack.field, lack.needed) for lack in asked(**facts).lacks]


def test_what_is_lacking_is_said_screen_by_screen():
    assert lacking(
        title="Örnek A.Ş.", kind=ControllerKind.PRIVATE, resident=True, address="Çankırı", phone="0376"
    ) == [
        ("registration", "tax_no", True),
        ("registration", "tax_office", True),
        ("registration", "email", True),
        ("registration", "address_no", True),
        ("registration", "kep", False),
        ("contact", "contact_person", True),
    ]


def test_a_controller_abroad_needs_a_representative_and_no_turkish_tax_office():
    lacks = {field for _, field, _ in lacking(resident=False)}

    assert {"country", "representative", "representative_decision"} <= lacks
    assert not {"tax_no", "tax_office", "address_no"} & lacks
