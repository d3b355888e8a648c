"""The sheet of holdings: finding their entry, and themselves again."""

from datetime import date

import pytest
from inventory_rows import BORDRO, actions, book, done, found

from kvkkctl.inventory.intake import Choices
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
    office.take(holdings=[{"key": "H1", "label": "Bordrolar"}])
    kept = done(office)
    office.take(holdings=[{"key": "H1", "label": "Bordrolar", "entry": "E2"}])

    assert kept == [("update", ("label",))]
    assert done(office) == [("update", ("entry",))]


@pytest.mark.parametrize(("was", "says"), [("Saklanıyor", "İmha edildi"), ("İmha edildi", "Saklanıyor")])
@pytest.mark.parametrize("by", [{}, {"key": "H1"}])
def test_no_file_makes_a_holding_destroyed_or_kept_again(office, was, says, by):
    office.take(BORDRO, holdings=[{**HOLDING, "state": was}])
    before = office.now.holdings
    office.take(holdings=[{**HOLDING, **by, "state": was}])
    same = done(office)
    office.take(holdings=[{**HOLDING, **by, "state": says}])
    ((severity, cell, message),) = found(office.plan.problems)

    assert same == [("same", ())]
    assert (severity, cell) == ("error", f"{'F' if by else 'E'}2")
    assert "`kvkkctl destruction record" in message
    assert office.now.holdings == before


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ({"activity": "Eğitim", "category": "Kimlik"}, "E2"),
        ({"activity": "Bordro", "category": "Finans"}, "F2"),
        ({"activity": "Bordro"}, None),
        ({"activity": "ik-1", "category": "KİMLİK"}, None),
        ({"activity": "BORDRO", "category": "Kimlik Bilgileri"}, None),
        ({"category": "Sağlık"}, "E2"),
    ],
)
@pytest.mark.parametrize("by", [{"entry": "E1"}, {"entry": "e1"}, {"entry": "", "key": "H1"}])
def test_a_row_that_names_another_entry_than_its_number_is_refused(office, words, cell, by):
    office.take(
        BORDRO,
        {**BORDRO, "category": "Finans"},
        {**BORDRO, "activity": "Eğitim", "code": "IK-2"},
        holdings=[HOLDING],
    )
    before = office.now.holdings
    office.take(holdings=[{**HOLDING, **words, **by}])
    problems = [(severity, where) for severity, where, _ in found(office.plan.problems)]

    assert problems == ([("error", cell)] if cell else [])
    assert office.now.holdings == before


@pytest.mark.parametrize(
    ("cells", "severity", "says"),
    [
        ({"event_date": "21.11.1926"}, "warning", "more than a hundred years ago"),
        ({"event_date": "22.11.1926"}, None, ""),
        ({"event_date": "01.02.0216"}, "warning", "more than a hundred years ago"),
        ({"event_date": "22.11.2076"}, None, ""),
        ({"event_date": "23.11.2076"}, "warning", "more than fifty years away"),
        ({"requested": "22.11.2026"}, None, ""),
        ({"requested": "23.11.2026"}, "error", "still to come"),
        ({"quantity": "-4"}, "warning", "negative"),
        ({"quantity": "- 4 klasör"}, "warning", "negative"),
        ({"quantity": "-"}, None, ""),
        ({"quantity": "2-4 klasör"}, None, ""),
    ],
)
def test_what_can_hardly_be_meant_is_told(office, cells, severity, says):
    office.take(BORDRO)
    row = {"entry": "E1", "label": "Dosyalar", **cells}
    office.takes(book(holdings=[row]), Choices(today=date(2026, 11, 22)))
    problems = found(office.plan.problems)

    assert [(weight, where) for weight, where, _ in problems] == ([(severity, "C2")] if severity else [])
    assert all(says in message for _, _, message in problems)
    assert len(office.now.holdings) == (severity != "error")


def test_rows_that_are_the_same_are_told_once_for_all(office):
    office.take(BORDRO, {**BORDRO, "category": "Finans"})
    rows = [
        HOLDING,
        {**HOLDING, "quantity": "2 koli"},
        HOLDING,
        {**HOLDING, "entry": "E2"},
        HOLDING,
        {**HOLDING, "quantity": "2 koli"},
        {**HOLDING, "retention": "5 yıl"},
        {**HOLDING, "event": "terfi"},
        {**HOLDING, "requested": date(2026, 1, 5)},
    ]
    office.take(holdings=rows)
    told = found(office.plan.problems)
    office.take(holdings=rows)

    assert [(severity, cell) for severity, cell, _ in told] == [("warning", "2"), ("warning", "3")]
    assert "2, 4, 6" in told[0][2]
    assert "3, 7" in told[1][2]
    assert len(office.now.holdings) == 9
    assert found(office.plan.problems) == []


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
