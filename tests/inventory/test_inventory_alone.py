"""The sheet of activities without entries: found by code, else by name and department, made otherwise."""

import pytest

from kvkkctl.inventory.columns import ACTIVITIES
from kvkkctl.inventory.intake import Action
from kvkkctl.models import Activity
from kvkkctl.snapshot import Snapshot
from tests.workbook.inventory_round_trip import Rows, fill_in, take

KNOWN = Snapshot(
    activities={
        1: Activity(id=1, code="IK-1", name="Bordro", department="İK", source="Çalışan"),
        2: Activity(id=2, code="F2", name="Bordro", department="Satış"),
    }
)


def taken(folder, rows: Rows, inventory: Rows = (), before: Snapshot = KNOWN):
    return take(fill_in(folder / "e.xlsx", {"activities": rows, "inventory": inventory}), before)


@pytest.mark.parametrize(
    ("row", "number", "changed"),
    [
        ({"code": "ik-1", "activity": "Ücret", "department": "İK", "source": "Çalışan"}, 1, ("name",)),
        ({"activity": "Bordro", "department": "Satış", "medium": "Kağıt"}, 2, ("medium",)),
        ({"code": "S-1", "activity": "Bordro", "department": "Satış"}, 2, ("code",)),
        ({"code": "IK-1", "activity": "Bordro", "department": "İK", "source": "Banka"}, 1, ("source",)),
        ({"activity": "Bordro", "department": "Hukuk"}, 3, None),
        ({"code": "F9", "activity": "Bordro", "department": "Satış"}, 3, None),
    ],
)
def test_an_activity_is_found_or_made(tmp_path, row, number, changed):
    plan, after = taken(tmp_path, [row])
    (planned,) = plan.related
    assert not plan.rejected
    assert planned.record.id == number
    assert (planned.action, planned.changed) == (
        (Action.ADD, ()) if changed is None else (Action.UPDATE, changed)
    )
    assert after.activities[number].code == row.get("code", after.activities[number].code).upper()
    assert not after.entries


def test_nothing_changes_twice(tmp_path):
    rows = [{"code": "Q-1", "activity": "Yeni"}, {"activity": "Eski", "department": "İK"}]
    _, after = taken(tmp_path, rows)
    plan, again = taken(tmp_path, rows, before=after)
    assert (plan.changes, again) == (False, after)


def test_an_activity_of_both_sheets_is_one(tmp_path):
    inventory = [{"code": "Q-1", "activity": "Yeni", "category": "Kimlik", "source": "Form"}]
    plan, after = taken(tmp_path, [{"code": "Q-1", "activity": "Yeni", "medium": "Kağıt"}], inventory)
    assert not plan.rejected
    made = after.activities[3]
    assert (len(after.activities), made.source, made.medium) == (3, "Form", "Kağıt")


def test_a_code_of_its_own_is_not_given_to_a_namesake_of_the_inventory(tmp_path):
    inventory = [{"code": "F2", "activity": "Bordro", "department": "Satış", "category": "Kimlik"}]
    _, after = taken(tmp_path, [{"code": "S-1", "activity": "Bordro", "department": "Satış"}], inventory)
    assert [each.code for each in after.activities.values()] == ["IK-1", "F2", "S-1"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"department": "İK"}, "The row names no processing activity"),
        ({"code": "Q-1"}, "There is no activity Q-1 yet: give its name."),
        ({"activity": "Yeni", "started": "2026"}, "is not a date"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(tmp_path, row, message):
    plan, _ = taken(tmp_path, [row])
    assert plan.rejected
    problem = next(each for each in plan.problems if message in str(each.message))
    assert (problem.sheet, problem.cell.endswith("2")) == (ACTIVITIES.title, True)
