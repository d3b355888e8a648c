"""The sheet of holdings: finding their entry, and themselves again."""

from datetime import date

import pytest
from inventory_rows import BORDRO, actions, done, found

from kvkkctl.models import HoldingState

HOLDING = {"entry": "E1", "label": "2015 bordroları", "event": "işten ayrılma", "event_date": "31.12.2015"}


@pytest.mark.parametrize(
    "place",
    [
        {"entry": "E1"},
        {"activity": "Bordro", "category": "Kimlik"},
        {"activity": "BORDRO", "category": "kimlik bilgileri"},
        {"activity": "ik-1", "category": "Kimlik"},
        {"department": "İK", "activity": "Bordro", "category": "Kimlik"},
    ],
)
def test_a_holding_finds_its_entry(office, place):
    office.take(BORDRO, {**BORDRO, "category": "Finans"})
    office.take(holdings=[{**HOLDING, "entry": "", "retention": "5 yıl", **place}])
    (holding,) = office.now.holdings.values()

    assert (holding.entry, holding.label, holding.event) == (1, "2015 bordroları", "işten ayrılma")
    assert holding.event_date == date(2015, 12, 31)
    assert office.now.retentions[holding.retention].text == "5 yıl"
    assert holding.state is HoldingState.KEPT


def test_a_holding_may_stand_in_the_file_of_its_entry(office):
    office.take(BORDRO, holdings=[{**HOLDING, "entry": "", "activity": "Bordro", "category": "Kimlik"}])

    assert actions(office.plan) == ["add"]
    assert [holding.entry for holding in office.now.holdings.values()] == [1]


def test_a_department_tells_activities_of_one_name_apart(office):
    place = {"entry": "", "activity": "Bordro", "category": "Kimlik"}
    office.take(BORDRO, {**BORDRO, "department": "Finans", "code": "FI-1"})
    office.take(holdings=[{**HOLDING, **place}])
    told = found(office.plan.problems)
    office.take(holdings=[{**HOLDING, **place, "department": "finans"}])

    assert [(severity, cell) for severity, cell, _ in told] == [("error", "E2")]
    assert "E1" in told[0][2]
    assert [holding.entry for holding in office.now.holdings.values()] == [2]


def test_the_same_holdings_twice_are_the_same_though_their_names_are(office):
    rows = [{**HOLDING, "label": "Dosyalar", "event_date": f"31.12.{year}"} for year in (2015, 2016, 2017)]
    office.take(BORDRO, holdings=rows)
    office.take(holdings=rows[::-1])
    same = done(office)
    office.take(holdings=[rows[0], {**rows[1], "quantity": "3 koli"}, rows[2]])

    assert same == [("same", ())] * 3
    assert done(office) == [("same", ()), ("update", ("quantity",)), ("same", ())]


def test_a_holding_by_number_keeps_its_entry(office):
    office.take(BORDRO, {**BORDRO, "category": "Finans"}, holdings=[HOLDING])
    office.take(holdings=[{"key": "H1", "label": "Bordrolar", "state": "İmha edildi"}])
    kept = done(office)
    office.take(holdings=[{"key": "H1", "label": "Bordrolar", "entry": "E2"}])

    assert [(action, set(changed)) for action, changed in kept] == [("update", {"state", "label"})]
    assert done(office) == [("update", ("entry",))]


def test_a_hold_and_its_review(office):
    office.take(BORDRO, holdings=[{**HOLDING, "hold_reason": "dava", "hold_review": date(2027, 1, 1)}])
    (holding,) = office.now.holdings.values()

    assert (holding.hold_reason, holding.hold_review) == ("dava", date(2027, 1, 1))


def test_what_is_wrong_with_holdings_comes_at_once(office):
    place = {"entry": "", "activity": "Bordro", "category": "Sağlık"}
    office.take(
        BORDRO,
        holdings=[
            {**HOLDING, "entry": "E9"},
            {**HOLDING, "label": ""},
            {**HOLDING, "event_date": "yazın"},
            {**HOLDING, **place},
            {**HOLDING, "key": "H9"},
            {**HOLDING, "state": "kayıp"},
        ],
    )

    assert sorted(cell for severity, cell, _ in found(office.plan.problems) if severity == "error") == [
        *("A2", "B3", "D4", "E5", "G6", "H7")
    ]
    assert office.now.holdings == {}
    assert office.now.entries == {}
