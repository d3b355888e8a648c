"""Linked statutory periods: a maximum wins, contradictions go to a person."""

from dataclasses import replace
from datetime import date

import pytest
from verbis_inventory import Inventory

from kvkkctl.law.period import Period
from kvkkctl.law.statutory import StatutoryBound, statutory_periods
from kvkkctl.models import Confirmation, Entry
from kvkkctl.verbis.statutory import conflicts

# traffic data: hosting 1 to 2 years, access 6 to 24 months; commercial books: at least 10 years
HOSTING, ACCESS, BOOKS, FORBIDDEN = "R070", "R071", "R001", "R036"


def given(inventory, today=date(2026, 7, 1)):
    rolled = inventory.roll(today)
    retention = rolled.categories[0].retention
    asked = [str(q.why) for q in rolled.unresolved if q.screen == "retention"]
    return retention and (retention.unit, retention.count, retention.entries), asked


def test_the_table_has_what_these_tests_are_about():
    known = statutory_periods()
    assert [known[number].bound for number in (HOSTING, ACCESS, BOOKS, FORBIDDEN)] == [
        StatutoryBound.RANGE,
        StatutoryBound.RANGE,
        StatutoryBound.MIN,
        StatutoryBound.MAX,
    ]


@pytest.mark.parametrize("own", ["P10Y", "P6M", None])
def test_a_statutory_maximum_wins_over_the_entrys_own_words(own):
    found, asked = given(Inventory().entry("Kimlik", retention=own, statutes=(HOSTING,)))
    assert (found, asked) == (("Yıl", 2, ("E1",)), [])


def test_a_longer_period_beside_it_is_asked_about():
    inventory = Inventory().entry("Kimlik", statutes=(HOSTING,))
    found, asked = given(inventory.entry("Kimlik", retention="P2Y"))
    assert (found, asked) == (("Yıl", 2, ("E1", "E2")), [])
    found, asked = given(inventory.entry("Kimlik", retention="P3Y"))
    assert found is None
    assert asked[0].startswith("Which is longest depends on when each begins")


def test_maxima_of_one_length_do_not_differ():
    found, asked = given(Inventory().entry("Kimlik", statutes=(HOSTING, ACCESS)))
    assert (found, asked) == (("Yıl", 2, ("E1",)), [])


def test_a_minimum_longer_than_a_maximum_is_a_conflict():
    inventory = Inventory().entry("Kimlik", statutes=(HOSTING,)).entry("Kimlik", statutes=(BOOKS,))
    found, asked = given(inventory)
    assert found is None
    assert [why.split(",")[0] for why in asked] == ["A statutory minimum is longer than a statutory maximum"]


def test_what_would_be_notified_is_not_shorter_than_a_minimum():
    found, asked = given(Inventory().entry("Kimlik", retention="P5Y", statutes=(BOOKS,)))
    assert found is None
    assert asked[0].startswith("The longest stated is shorter than the law asks for. R001")
    found, asked = given(
        Inventory().entry("Kimlik", retention="P5Y", statutes=(BOOKS,)).entry("Kimlik", retention="P10Y")
    )
    assert (found, asked) == (("Yıl", 10, ("E2",)), [])


def test_what_may_not_be_kept_at_all():
    found, asked = given(Inventory().entry("Kimlik", retention="P1Y", statutes=(FORBIDDEN,)))
    assert found is None
    assert "allows no time at all" in asked[0]
    before, _ = given(
        Inventory().entry("Kimlik", retention="P1Y", statutes=(FORBIDDEN,)), today=date(2026, 1, 1)
    )
    assert before == ("Yıl", 1, ("E1",))


def test_a_doubtful_period_waits_to_be_confirmed():
    doubtful = next(
        each
        for each in statutory_periods().values()
        if each.doubtful
        and each.binding
        and each.low
        and each.low.years > 1
        and each.in_force(date(2026, 7, 1))
    )
    inventory = Inventory().entry("Kimlik", retention="P1M", statutes=(doubtful.id,))
    assert given(inventory) == (("Ay", 1, ("E1",)), [])
    inventory.confirmations[1] = Confirmation(
        id=1, statute=doubtful.id, source="RG", confirmed_by="DPO", confirmed_on=date(2026, 1, 1)
    )
    found, asked = given(inventory)
    assert found is None
    assert doubtful.id in asked[0]


def test_a_conflict_can_be_decided():
    inventory = Inventory().entry("Kimlik", retention="P5Y", statutes=(BOOKS,))
    rolled = inventory.roll(date(2026, 7, 1))
    (choice,) = rolled.choices
    assert choice.grounds == ("“P5Y” = P5Y", "§ R001")


def test_maxima_that_differ_go_to_a_person():
    two = statutory_periods()[HOSTING]
    one = replace(two, id="R999", low=Period(years=1), high=Period(years=1))
    first, second = Entry(id=1, activity=1, category=1), Entry(id=2, activity=1, category=1)
    (doubt,) = conflicts({two: [first], one: [second]}, None)
    assert str(doubt.why).startswith("Statutory maxima differ")
    assert doubt.entries == ("E1", "E2")
    assert not list(conflicts({two: [first, second]}, None))
