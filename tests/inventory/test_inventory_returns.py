"""Workbooks of ours that come back with rows added, names changed, terms merged meanwhile, and several at once."""

from datetime import date

import pytest

from kvkkctl.inventory.intake import Choices, OnConflict
from kvkkctl.inventory.plan import merge_books
from kvkkctl.register import Change
from tests.inventory.inventory_rows import Office, actions, book, found

IK = {"department": "İK", "code": "IK-1", "activity": "Bordro", "process": "Ücret", "source": "Çalışan"}
ROWS = (
    {**IK, "category": "Kimlik", "subjects": "Çalışan", "retention": "10 yıl", "key": ""},
    {**IK, "category": "Maaş kalemi", "subjects": "Çalışan", "retention": "10 yıl", "key": ""},
)


@pytest.fixture
def stamp(office: Office) -> str:
    """The state of a register of two entries of one activity."""
    office.take(*ROWS)
    return office.now.stamp[:12]


def back(stamp: str, *changes: dict[str, str]) -> list[dict[str, str]]:
    """The rows of the workbook, each with cells changed."""
    return [
        {**row, "key": f"E{n}@{stamp}", **change}
        for n, (row, change) in enumerate(zip(ROWS, changes, strict=True), 1)
    ]


def together(office: Office, *files: list[dict[str, str]], how: OnConflict = OnConflict.STOP):
    """Take several files in one command, all or nothing."""
    plans = []

    def merge(change: Change) -> None:
        books = [book(f"{n}.xlsx", inventory=rows) for n, rows in enumerate(files)]
        plans.extend(merge_books(change, books, Choices(on_conflict=how)))

    office.register.change("import", merge)
    return plans


def test_two_copies_with_an_edit_each_are_joined(office, stamp):
    first, second = back(stamp, {"retention": "5 yıl"}, {}), back(stamp, {}, {"retention": "7 yıl"})
    plans = together(office, first, second)
    assert not any(plan.rejected for plan in plans)
    texts = [office.now.retentions[entry.retention].text for entry in office.entries()]
    assert texts == ["5 yıl", "7 yıl"]


def test_an_edit_of_an_activity_outlives_the_untouched_second_copy(office, stamp):
    edit = {"department": "İnsan Kaynakları"}
    together(office, back(stamp, edit, edit), back(stamp, {}, {}))
    assert [activity.department for activity in office.activities()] == ["İnsan Kaynakları"]


def test_two_copies_that_edit_the_same_cell_are_in_conflict(office, stamp):
    plans = together(office, back(stamp, {"retention": "5 yıl"}, {}), back(stamp, {"retention": "7 yıl"}, {}))
    assert [plan.rejected for plan in plans] == [False, True]


def test_a_new_row_that_leaves_the_activity_empty_takes_nothing_from_it(office, stamp):
    new = {**dict.fromkeys(ROWS[0], ""), "activity": "Bordro", "category": "İletişim"}
    plan = office.take(*back(stamp, {}, {}), new)
    assert actions(plan) == ["same", "same", "add"]
    (activity,) = office.activities()
    assert (activity.process, activity.source, activity.department) == ("Ücret", "Çalışan", "İK")


@pytest.mark.usefixtures("stamp")
def test_another_file_that_does_not_say_it_takes_nothing_from_an_activity(office):
    office.takes(book("yeni.xlsx", inventory=[{**ROWS[0], "key": "", "process": "", "source": ""}]))
    assert office.activities()[0].process == "Ücret"


def test_a_cell_emptied_in_all_rows_is_cleared_and_in_one_is_told(office, stamp):
    plan = office.take(*back(stamp, {"source": ""}, {}))
    assert office.activities()[0].source == "Çalışan"
    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("warning", "E2")]
    office.take(*back(stamp, {"source": ""}, {"source": ""}))
    assert office.activities()[0].source is None


def test_an_activity_renamed_in_one_row_is_renamed(office, stamp):
    office.take(*back(stamp, {"activity": "Bordro ve özlük"}, {}))
    assert [(each.code, each.name) for each in office.activities()] == [("IK-1", "Bordro ve özlük")]


def test_a_code_changed_in_all_rows_is_the_activitys_new_code(office, stamp):
    office.take(*back(stamp, {"code": "IK-9"}, {"code": "IK-9"}))
    assert [(each.code, each.name) for each in office.activities()] == [("IK-9", "Bordro")]


def test_a_term_that_was_merged_meanwhile_is_the_one_it_was_merged_into(office, stamp):
    def merge(change: Change) -> None:
        from kvkkctl.commands.wording import merge_terms
        from kvkkctl.vocabulary import TermKind

        merge_terms(change, TermKind.CATEGORY, "Maaş kalemi", "Kimlik")

    office.register.change("merge", merge)
    assert set(actions(office.take(*back(stamp, {}, {})))) == {"same"}
    assert office.journalled == 0
    # another file that still has the old word
    assert set(actions(office.takes(book("eski.xlsx", inventory=list(ROWS))))) == {"same"}
    assert [office.now.category_of(entry).label for entry in office.entries()] == ["Kimlik", "Kimlik"]


def test_what_was_made_after_the_workbook_is_not_replaced_by_it(office, stamp):
    office.take({**IK, "category": "Finans", "subjects": "Çalışan", "key": ""})
    plan = office.takes(
        book("geri.xlsx", inventory=back(stamp, {}, {})),
        Choices(replace=("İK",), today=date(2026, 11, 22)),
    )
    assert (plan.missing, plan.retired) == ((), ())


def test_a_row_of_an_ended_activity_says_that_it_goes_on(office):
    office.take(*ROWS)
    ended = office.activities()[0].model_copy(update={"ended": date(2026, 1, 1)})
    office.register.change("end", lambda change: change.put(ended))
    office.takes(book("sonra.xlsx", inventory=list(ROWS)))
    assert office.activities()[0].ended is None


def test_the_same_file_again_changes_nothing_that_was_edited_since(office):
    first = book("a.xlsx", inventory=list(ROWS))
    first = type(first)(first.file, first.sheets, first.rows, first.problems, "0" * 64)
    office.takes(first)
    entry = office.entries()[0]
    edited = entry.model_copy(update={"abroad": True, "retention": None})
    office.register.change("edit", lambda change: change.put(edited))
    plan = office.takes(first)
    assert set(actions(plan)) == {"same"}
    assert office.entries()[0] == edited
    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("info", "H2")]
