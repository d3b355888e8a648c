"""Retention periods of a sheet of their own: joined where the names are the very same, told of where they are not."""

import pytest
from inventory_rows import BORDRO, book, found

from kvkkctl.inventory.intake import Action

OWN = {**BORDRO, "process": "Özlük işleri", "retention": ""}
UNMET = "No row of the inventory has exactly this name, so the period is joined to none."
SEVERAL = "Several different periods are given for rows {} of the inventory; none is joined there."


def phrases(office):
    """Return the retention of each entry as a person wrote it."""
    known = office.now.retentions
    return [entry.retention and known[entry.retention].text for entry in office.entries()]


FITTING = {
    "the category": {"category": "Kimlik"},
    "the category in other letters": {"category": " KİMLİK"},
    "an alias of the category": {"category": "Kimlik Bilgisi"},
    "one of several categories": {"category": "Finans; Kimlik"},
    "the activity": {"activity": "bordro"},
    "the code": {"activity": "IK-1"},
    "the process": {"process": "Özlük İşleri"},
    "the activity, called a process": {"process": "Bordro"},
    "the process, called an activity": {"activity": "Özlük işleri"},
    "all of it": {"department": "ik", "activity": "Bordro", "category": "Kimlik"},
    "what is not stated beside it": {"department": "?", "category": "Kimlik"},
}


@pytest.mark.parametrize("names", FITTING.values(), ids=FITTING)
def test_a_period_is_joined_where_the_names_are_the_same(office, names):
    plan = office.take(OWN, retentions=[{**names, "retention": "10 yıl"}])
    assert phrases(office) == ["10 yıl"]
    assert found(plan.problems) == []
    [entry] = office.entries()
    place = office.now.provenance(entry.origin)
    letter = "ABCD"[len(names)]
    assert (place.row, place.joined) == (2, f"retention=retentions!{letter}2")


STRANGE = {
    "a part of the name": ({"activity": "Bord"}, "A2"),
    "more than the name": ({"activity": "Bordro süreçleri"}, "A2"),
    "another category": ({"category": "Finans"}, "A2"),
    "another department": ({"department": "Satış", "category": "Kimlik"}, "B2"),
    "another activity": ({"activity": "İzin", "category": "Kimlik"}, "B2"),
    "the department as a process": ({"process": "İK"}, "A2"),
}


@pytest.mark.parametrize(("names", "cell"), STRANGE.values(), ids=STRANGE)
def test_a_period_of_another_name_is_told_of(office, names, cell):
    plan = office.take(OWN, retentions=[{**names, "retention": "10 yıl"}])
    assert phrases(office) == [None]
    assert found(plan.problems) == [("warning", cell, UNMET)]


@pytest.mark.parametrize(
    "names", [{"department": "İK"}, {"department": "İK", "category": "?"}, {"category": "-"}]
)
def test_a_period_for_nothing_is_told_of(office, names):
    plan = office.take(OWN, retentions=[{**names, "retention": "10 yıl"}])
    assert phrases(office) == [None]
    assert [message for _, _, message in found(plan.problems)] == [
        "The row does not say what the period is for; it is not joined."
    ]


def test_different_periods_for_one_row_are_joined_none(office):
    rows = [{"category": "Kimlik", "retention": text} for text in ("10 yıl", "5 yıl")]
    plan = office.take(OWN, retentions=rows)
    assert phrases(office) == [None]
    assert found(plan.problems) == [("warning", f"B{row}", SEVERAL.format(2)) for row in (2, 3)]


def test_the_same_period_twice_is_one(office):
    rows = [{"category": "Kimlik", "retention": "10 yıl"}, {"category": "Kimlik", "retention": "10  YIL"}]
    plan = office.take(OWN, retentions=rows)
    assert (phrases(office), found(plan.problems)) == (["10 yıl"], [])


def test_a_period_may_serve_several_rows_and_not_all_that_it_fits(office):
    rows = [{"category": "Kimlik", "retention": "10 yıl"}, {"activity": "İzin", "retention": "1 yıl"}]
    plan = office.take(
        OWN,
        {**OWN, "activity": "İzin", "code": "IK-2"},
        {**OWN, "code": "IK-3", "activity": "Özlük"},
        retentions=rows,
    )
    assert phrases(office) == ["10 yıl", None, "10 yıl"]
    assert found(plan.problems) == [("warning", f"{cell}", SEVERAL.format(3)) for cell in ("B2", "B3")]


@pytest.mark.parametrize(
    ("own", "problems"),
    [
        ("10 yıl", []),
        ("10 YIL", []),
        ("5 yıl", [("warning", "B2", "The inventory states other periods in G2; those stay.")]),
        ("bilinmiyor", []),
    ],
)
def test_what_the_inventory_states_stays(office, own, problems):
    plan = office.take({**OWN, "retention": own}, retentions=[{"category": "Kimlik", "retention": "10 yıl"}])
    assert phrases(office) == [own if own != "bilinmiyor" else "10 yıl"]
    assert found(plan.problems) == problems


def test_a_row_without_a_period_gives_none(office):
    plan = office.take(
        OWN, retentions=[{"category": "Kimlik", "retention": "?"}, {"category": "x", "retention": ""}]
    )
    assert (phrases(office), found(plan.problems)) == ([None], [])


def test_what_was_joined_is_the_same_when_it_comes_again(office):
    rows = [{"category": "Kimlik", "retention": "10 yıl"}]
    office.take(OWN, retentions=rows)
    plan = office.take(OWN, retentions=rows)
    assert [each.action for each in plan.entries] == [Action.SAME]
    assert not plan.changes


def test_periods_of_one_file_are_not_joined_to_rows_of_another(office):
    office.take(OWN)
    plan = office.takes(book("sureler.xlsx", retentions=[{"category": "Kimlik", "retention": "10 yıl"}]))
    assert phrases(office) == [None]
    assert found(plan.problems) == [("warning", "A2", UNMET)]
