"""The activities that rows speak of: found by code or by name, made, renamed, told apart."""

from datetime import date

from inventory_rows import ROW, actions, found


def test_activities_are_known_by_code_else_by_name_and_department(office):
    office.take(ROW, {**ROW, "department": "Finans"}, {**ROW, "code": "IK-7", "activity": "İzin"})

    assert [(activity.code, activity.department) for activity in office.activities()] == [
        ("F1", "İnsan Kaynakları"),
        ("F2", "Finans"),
        ("IK-7", "İnsan Kaynakları"),
    ]


def test_a_code_that_comes_later_goes_to_the_activity_that_had_none(office):
    office.take(ROW)
    plan = office.take({**ROW, "code": "IK-1001"})

    assert actions(plan) == ["same"]
    assert [activity.code for activity in office.activities()] == ["IK-1001"]


def test_activities_of_one_name_that_a_file_tells_apart_stay_apart(office):
    rows = [{**ROW, "code": "F1"}, {**ROW, "code": "IK-2"}, {**ROW, "code": "F3", "category": "Finans"}]
    plan = office.take(*rows)

    assert actions(plan) == ["add", "add", "add"]
    assert [activity.code for activity in office.activities()] == ["F1", "IK-2", "F3"]
    assert set(actions(office.take(*rows))) == {"same"}


def test_a_code_of_the_form_of_a_given_one_is_another_activity(office):
    office.take(ROW)
    office.take({**ROW, "code": "F2"})

    assert [activity.code for activity in office.activities()] == ["F1", "F2"]


def test_a_given_code_is_none_that_a_later_row_states(office):
    office.take(ROW, {**ROW, "code": "F1", "activity": "İzin"})

    assert [(activity.code, activity.name) for activity in office.activities()] == [
        ("F2", "Bordro"),
        ("F1", "İzin"),
    ]


def test_a_row_without_a_code_is_not_guessed_into_one_of_two_activities(office):
    plan = office.take(ROW, {**ROW, "code": "IK-1"}, {**ROW, "code": "IK-2"})

    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("error", "B2")]
    assert office.activities() == []


def test_a_renamed_activity_is_told(office):
    office.take({**ROW, "code": "IK-1"})
    plan = office.take({**ROW, "code": "ik-1", "activity": "Bordro ve yan haklar"})

    assert found(plan.problems) == [
        ("warning", "B2", 'The activity IK-1 was called "Bordro" and is called "Bordro ve yan haklar" now.')
    ]
    assert [activity.name for activity in office.activities()] == ["Bordro ve yan haklar"]
    assert len(office.entries()) == 1


def test_a_code_shared_by_activities_is_that_of_their_department(office):
    rows = [
        {**ROW, "code": "IK", "activity": "Bordro"},
        {**ROW, "code": "IK", "activity": "İzin"},
        {**ROW, "code": "MU", "activity": "Fatura"},
        {**ROW, "code": "MU", "activity": "Tahsilat"},
        {**ROW, "code": "SA-1", "activity": "Satış"},
    ]
    plan = office.take(*rows)

    assert [cell for _, cell, message in found(plan.problems) if "beside several" in message] == ["L2", "L4"]
    assert [activity.code for activity in office.activities()] == ["F1", "F2", "F3", "F4", "SA-1"]
    assert set(actions(office.take(*rows))) == {"same"}
    assert set(actions(office.take(rows[1]))) == {"same"}
    assert [activity.code for activity in office.activities()] == ["F1", "IK", "F3", "F4", "SA-1"]


def test_two_activities_of_one_name_need_a_code_or_a_department(office):
    office.take(ROW, {**ROW, "department": "Finans"})
    plan = office.take({name: value for name, value in ROW.items() if name != "department"})

    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("error", "A2")]
    assert "F1" in found(plan.problems)[0][2]
    assert "F2" in found(plan.problems)[0][2]


def test_rows_of_one_activity_that_disagree_are_told(office):
    plan = office.take({**ROW, "source": "Kendisi"}, {**ROW, "category": "Finans", "source": "SGK"}, ROW)

    assert office.activities()[0].source == "Kendisi"
    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [
        ("warning", "L3"),
        ("info", "C2"),
    ]


def test_dates_and_exemptions_of_activities(office):
    plan = office.take(
        {**ROW, "started": date(2020, 1, 31), "ended": "31.12.2026", "reviewed": "-", "exemption": "28/2-c"}
    )
    (activity,) = office.activities()

    assert plan.problems == ()
    assert (activity.started, activity.ended, activity.reviewed) == (
        date(2020, 1, 31),
        date(2026, 12, 31),
        None,
    )
    assert activity.exemption == "28/2-c"
