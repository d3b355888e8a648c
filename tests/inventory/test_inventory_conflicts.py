"""A workbook that comes back after the register has changed: file, register, and what was written, field by field."""

from datetime import date

import pytest

from kvkkctl.inventory.intake import Choices, OnConflict
from tests.inventory.inventory_rows import OTHER_ROWS, ROW, Office, actions, book, found

DAY = date(2026, 11, 22)
NEWER = "İş ilişkisinin sona ermesinden itibaren 12 yıl"


@pytest.fixture
def stamp(office: Office) -> str:
    """The state of a register of three entries, as a workbook written from it carries it."""
    office.take(ROW, *OTHER_ROWS)
    return office.now.stamp[:12]


def back(office: Office, stamp: str, how: OnConflict = OnConflict.STOP, **changes: str):
    """Bring the workbook back with cells of the first row changed."""
    rows = [{**row, "key": f"E{n}@{stamp}"} for n, row in enumerate((ROW, *OTHER_ROWS), 1)]
    return office.takes(
        book("geri.xlsx", inventory=[{**rows[0], **changes}, *rows[1:]]), Choices(on_conflict=how)
    )


def said(plan) -> list[tuple[str, str, str]]:
    """What was said about the workbook and the register it was written from."""
    return [problem for problem in found(plan.problems) if "workbook" in problem[2]]


def typed(office: Office, **changes: str) -> None:
    """Change the first entry in the register, as somebody at a terminal does."""
    office.take({**ROW, "key": "E1", **changes})


def test_an_unchanged_workbook_changes_nothing(office, stamp):
    assert set(actions(back(office, stamp))) == {"same"}
    assert office.journalled == 0


def test_what_only_the_register_changed_stays(office, stamp):
    typed(office, retention=NEWER)
    plan = back(office, stamp)
    assert set(actions(plan)) == {"same"}
    assert office.journalled == 0
    assert said(plan) == [
        (
            "info",
            "H2",
            f'E1: "retention" was changed in the register after this workbook was written, and stays "{NEWER}".',
        )
    ]


def test_what_each_changed_alone_is_joined(office, stamp):
    typed(office, retention=NEWER)
    plan = back(office, stamp, purposes="İletişim Faaliyetlerinin Yürütülmesi")
    assert plan.entries[0].changed == ("purposes",)
    entry = office.entries()[0]
    assert office.now.retentions[entry.retention].text == NEWER
    assert office.labels(entry.purposes) == ["İletişim Faaliyetlerinin Yürütülmesi"]


def test_the_same_change_on_both_sides_is_no_conflict(office, stamp):
    typed(office, retention=NEWER)
    assert set(actions(back(office, stamp, retention=NEWER))) == {"same"}


CONFLICTS = {
    OnConflict.STOP: ("error", NEWER, "Decide with --on-conflict skip or update, or correct the cell."),
    OnConflict.SKIP: ("warning", NEWER, "The record is left as it is."),
    OnConflict.UPDATE: ("warning", "5 yıl", "The workbook's is taken."),
}


@pytest.mark.parametrize("how", CONFLICTS, ids=str)
def test_what_both_changed_is_a_conflict(office, stamp, how):
    severity, kept, what = CONFLICTS[how]
    typed(office, retention=NEWER)
    plan = back(office, stamp, how, retention="5 yıl", abroad="Evet")
    assert [(each[0], each[1]) for each in said(plan)] == [(severity, "H2")]
    message = said(plan)[0][2]
    assert message.endswith(f'to "{NEWER}", and in the workbook to "5 yıl". {what}')
    entry = office.entries()[0]
    assert office.now.retentions[entry.retention].text == kept
    # what is in conflict holds back the other cells of its row too
    assert entry.abroad is (how is OnConflict.UPDATE)


def test_a_term_that_was_renamed_meanwhile_is_known_by_its_old_name(office, stamp):
    (term,) = (term for term in office.now.terms.values() if term.label == "Çalışan Adayı")
    renamed = term.model_copy(update={"label": "Aday", "former": (term.label,)})
    office.register.change("rename", lambda change: change.put(renamed))
    assert set(actions(back(office, stamp))) == {"same"}
    assert office.journalled == 0


REMOVED = {
    OnConflict.STOP: ("error", "Decide with --on-conflict skip or update, or correct the cell."),
    OnConflict.SKIP: ("warning", "The row is left out."),
    OnConflict.UPDATE: ("warning", "The row is added anew."),
}


@pytest.mark.parametrize("how", REMOVED, ids=str)
def test_an_entry_that_was_removed_meanwhile(office, stamp, how):
    office.register.change("remove", lambda change: change.remove(change.snapshot.entries[1]))
    plan = back(office, stamp, how)
    severity, what = REMOVED[how]
    message = f"E1 was removed from the register after this workbook was written. {what}"
    assert (severity, "L2", message) in found(plan.problems)
    assert ("E4" in {entry.ref for entry in office.entries()}) is (how is OnConflict.UPDATE)


def test_an_activity_that_was_changed_meanwhile_keeps_what_the_workbook_did_not_touch(office, stamp):
    bordro = next(each for each in office.activities() if each.name == "Bordro")
    moved = bordro.model_copy(update={"department": "Muhasebe"})
    office.register.change("edit", lambda change: change.put(moved))
    back(office, stamp, code=bordro.code)
    assert next(each for each in office.activities() if each.name == "Bordro").department == "Muhasebe"


@pytest.mark.parametrize("how", [OnConflict.SKIP, OnConflict.UPDATE], ids=str)
def test_the_numbers_of_another_register_mean_nothing(office, how):
    office.take(*reversed((ROW, *OTHER_ROWS)))
    plan = back(office, "0123456789ab", how)
    assert set(actions(plan)) == {"same"}
    assert [each[0] for each in said(plan)] == ["warning"]


def test_a_workbook_of_another_register_is_refused_once(office):
    office.take(ROW)
    plan = back(office, "0123456789ab")
    assert plan.rejected
    (message,) = (text for severity, _, text in said(plan) if severity == "error")
    assert message.startswith(
        "This workbook was written from another register, or from a later state of this one."
    )
    assert office.journalled == 0


def test_a_row_added_to_the_workbook_and_to_the_register(office, stamp):
    added = {**ROW, "category": "Finans", "retention": "5 yıl"}
    office.take({**added, "retention": NEWER})
    rows = [{**ROW, "key": f"E1@{stamp}"}, {**added, "key": ""}]
    plan = office.takes(book("geri.xlsx", inventory=rows))
    assert [(each[0], each[1]) for each in said(plan)] == [("error", "H3")]


def test_what_is_missing_is_shown_and_stays(office, stamp):
    plan = office.take({**ROW, "key": f"E1@{stamp}"})
    assert [entry.ref for entry in plan.missing] == ["E2"]
    assert office.journalled == 0


def test_a_department_is_replaced(office, stamp):
    plan = office.takes(
        book("ik.xlsx", inventory=[{**ROW, "key": f"E1@{stamp}"}]),
        Choices(replace=("İNSAN KAYNAKLARI",), today=DAY),
    )
    assert [(each.action.value, each.record.ref) for each in plan.retired] == [("retire", "E2")]
    assert [entry.ended for entry in office.entries()] == [None, DAY, None]


def test_a_row_says_that_processing_goes_on_unless_it_was_written_before_its_end(office, stamp):
    ended = office.entries()[1].model_copy(update={"ended": DAY})
    office.register.change("c", lambda change: change.put(ended))
    assert actions(office.take({**OTHER_ROWS[0], "key": f"E2@{stamp}"})) == ["same"]
    assert office.entries()[1].ended == DAY
    assert office.take({**OTHER_ROWS[0], "key": "E2"}).entries[0].changed == ("ended",)
    assert office.entries()[1].ended is None


@pytest.mark.usefixtures("stamp")
def test_an_activity_without_entries_left_ends_with_them(office):
    kept = {**ROW, "activity": "Puantaj", "code": "IK-9"}
    plan = office.takes(book("ik.xlsx", inventory=[kept]), Choices(replace=(ROW["department"],), today=DAY))
    assert {each.record.ref for each in plan.retired} == {"E1", "E2", "F1"}
    assert next(each for each in office.activities() if each.code == "F1").ended == DAY


@pytest.mark.usefixtures("stamp")
def test_a_department_that_the_file_does_not_have_is_not_replaced(office):
    plan = office.takes(book("ik.xlsx", inventory=[ROW]), Choices(replace=("Satış",), today=DAY))
    assert [str(each.message) for each in plan.problems] == [
        'The file has no row of the department "Satış" to replace it with.'
    ]
    assert plan.rejected
