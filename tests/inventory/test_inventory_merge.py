"""Taking rows into a real register: what is new, what changes, what stays the same, and what a number says."""

import pytest
from inventory_rows import OTHER_ROWS, ROW, actions, book, found

from kvkkctl.inventory.intake import Action
from kvkkctl.models import RetentionKind
from kvkkctl.vocabulary import MatchKind, TermKind

CHANGES = {
    "items": "ad, soyad, T.C. no",
    "purposes": "Sözleşme Süreçlerinin Yürütülmesi",
    "bases": "5/2-ç",
    "retention": "5 yıl",
    "recipients": "Tedarikçiler",
    "abroad": "",
    "technical_measures": "Şifreleme yapılmaktadır.",
}


def test_a_row_becomes_an_entry_with_all_that_it_states(office):
    row = {**ROW, "purposes": "Sözleşme Süreçlerinin Yürütülmesi\nServis güzergâhının belirlenmesi"}
    plan = office.take(row)
    (entry,) = office.entries()
    (activity,) = office.activities()

    assert actions(plan) == ["add"]
    assert plan.summary() == {
        "add": 1,
        "update": 0,
        "same": 0,
        "missing": 0,
        "retired": 0,
        "others": 6,
        "errors": 0,
        "warnings": 0,
    }
    assert (activity.name, activity.department, activity.code) == ("Bordro", "İnsan Kaynakları", "F1")
    assert entry.items == ("ad", "soyad")
    assert office.labels(entry.purposes) == row["purposes"].split("\n")
    assert office.labels(entry.subjects) == ["Çalışan"]
    assert [basis.code for basis in entry.bases] == ["5/2-c"]
    assert (entry.recipients, entry.abroad) == ((), False)
    assert office.now.retentions[entry.retention].text == ROW["retention"]
    assert office.now.retentions[entry.retention].kind is RetentionKind.BOUNDED
    assert office.labels(entry.measures) == ["Güvenlik duvarları kullanılmaktadır."]
    read = office.now.provenance(entry.origin)
    assert (read.source.file, read.source.sheet, read.row) == ("envanter.xlsx", "inventory", 2)
    assert office.term(TermKind.PURPOSE, "Servis güzergâhının belirlenmesi").match is MatchKind.NONE
    assert office.term(TermKind.CATEGORY, "Kimlik").match is MatchKind.EXACT


def test_an_empty_cell_states_nothing_and_no_column_leaves_the_field(office):
    office.take(
        {**ROW, "recipients": "", "retention": "", "abroad": "", "items": "bilinmiyor", "subjects": "???"}
    )
    (entry,) = office.entries()

    assert (entry.recipients, entry.retention, entry.abroad, entry.items, entry.subjects) == (None,) * 5


@pytest.mark.parametrize(
    "rows", [(ROW,), (ROW, *OTHER_ROWS), (ROW, {**ROW, "items": "T.C. no"}, *OTHER_ROWS)]
)
def test_the_same_file_twice_changes_nothing(office, rows):
    office.take(*rows)
    before = office.now
    plan = office.take(*rows)

    assert set(actions(plan)) == {"same"}
    assert not plan.changes
    assert office.journalled == 0
    assert office.now == before


def test_the_order_of_rows_and_of_lists_makes_no_difference(office):
    row = {**ROW, "subjects": "Çalışan\nStajyer", "recipients": "Tedarikçiler, Hissedarlar"}
    office.take(row, *OTHER_ROWS)
    plan = office.take(*OTHER_ROWS, {**row, "subjects": "Stajyer, Çalışan", "items": "soyad; ad"})

    assert actions(plan) == ["same"] * 3
    assert office.journalled == 0


@pytest.mark.parametrize("field", CHANGES)
def test_one_cell_changed_is_one_field_changed(office, field):
    office.take(ROW, *OTHER_ROWS)
    before = office.entries()
    plan = office.take({**ROW, field: CHANGES[field]}, *OTHER_ROWS)
    name = "measures" if field == "technical_measures" else field

    assert actions(plan) == ["update", "same", "same"]
    assert plan.entries[0].changed == (name,)
    assert office.entries()[1:] == before[1:]
    after = office.entries()[0]
    assert {key for key in type(after).model_fields if getattr(after, key) != getattr(before[0], key)} == {
        name
    }


def test_a_changed_row_says_where_it_was_read(office):
    office.take(ROW, *OTHER_ROWS)
    office.takes(book("yeni.xlsx", inventory=[*OTHER_ROWS, {**ROW, "retention": "5 yıl"}]))

    places = [office.now.provenance(entry.origin) for entry in office.entries()]
    assert [(place.source.file, place.row) for place in places] == [
        ("yeni.xlsx", 4),
        ("envanter.xlsx", 3),
        ("envanter.xlsx", 4),
    ]


def test_a_cell_of_the_activity_changed_is_shown_though_no_entry_changes(office):
    office.take(ROW)
    plan = office.take({**ROW, "source": "Çalışanın kendisi"})

    assert actions(plan) == ["same"]
    assert [(planned.action, planned.changed) for planned in plan.related] == [(Action.UPDATE, ("source",))]
    assert plan.changes
    assert office.activities()[0].source == "Çalışanın kendisi"


def test_a_row_of_several_categories_becomes_several_entries(office):
    plan = office.take(
        {**ROW, "category": "Kimlik, Sağlık Bilgileri, Bordro kalemleri", "bases": "Açık rıza"}
    )

    assert actions(plan) == ["add"] * 3
    assert [office.now.category_of(entry).label for entry in office.entries()] == [
        "Kimlik",
        "Sağlık Bilgileri",
        "Bordro kalemleri",
    ]
    assert [entry.bases[0].code for entry in office.entries()] == ["5/1", "6/3-a", "5/1"]
    assert {entry.origin.row for entry in office.entries()} == {2}


def test_a_problem_of_such_a_row_is_told_once(office):
    plan = office.take(
        {**ROW, "category": "Kimlik, İletişim, Finans", "bases": "5/2-ç Sözleşme ifası", "abroad": "?!a"}
    )

    assert [severity for severity, _, _ in found(plan.problems)] == ["warning", "info", "warning"]


def test_rows_that_differ_in_their_items_only_are_one_entry(office):
    rows = [{**ROW, "items": item} for item in ("ad", "soyad", "", "ad, T.C. no")]
    plan = office.take(*rows)

    assert actions(plan) == ["add"]
    assert office.entries()[0].items == ("ad", "soyad", "T.C. no")


@pytest.mark.parametrize("field", ["retention", "bases", "recipients"])
def test_rows_of_one_identity_that_differ_in_more_stay_apart(office, field):
    rows = ROW, {**ROW, field: CHANGES[field]}
    office.take(*rows)

    assert actions(office.plan) == ["add", "add"]
    assert actions(office.take(*rows)) == ["same", "same"]
    assert actions(office.take(*reversed(rows))) == ["same", "same"]
    assert actions(office.take(rows[0], {**rows[1], "items": "parmak izi"})) == ["same", "update"]
    assert actions(office.take(rows[1])) == ["update"]


def test_other_subject_groups_are_another_entry(office):
    office.take(ROW)
    plan = office.take({**ROW, "subjects": "Stajyer"})

    assert actions(plan) == ["add"]
    assert len(office.entries()) == 2


def test_a_sheet_without_subject_groups_finds_the_entry_there_is(office):
    narrow = {name: ROW[name] for name in ("department", "activity", "category")}
    office.take(ROW)
    plan = office.take({**narrow, "retention": "5 yıl"})

    assert actions(plan) == ["update"]
    assert plan.entries[0].changed == ("retention",)
    assert office.labels(office.entries()[0].subjects) == ["Çalışan"]


def test_a_sheet_without_subject_groups_is_refused_where_several_entries_answer(office):
    narrow = {name: ROW[name] for name in ("department", "activity", "category")}
    office.take(ROW, {**ROW, "subjects": "Stajyer"})
    plan = office.take({**narrow, "retention": "5 yıl"})

    assert found(plan.problems) == [
        ("error", "C2", 'Several entries answer (E1, E2): write the number of one in "Kayıt No".')
    ]
    assert office.journalled == 0


def test_a_number_finds_its_entry_whatever_else_changed(office):
    office.take(ROW, *OTHER_ROWS)
    plan = office.take({**ROW, "key": "E2", "subjects": "Ziyaretçi"})

    assert actions(plan) == ["update"]
    assert plan.entries[0].record.ref == "E2"
    assert set(plan.entries[0].changed) == {"category", "items", "subjects", "bases"}


def test_an_unknown_number_is_refused_and_nothing_is_taken(office):
    plan = office.take({**ROW, "key": "E7"}, *OTHER_ROWS)

    assert [problem for problem in found(plan.problems) if problem[0] == "error"] == [
        ("error", "L2", "The register has no E7: leave the cell empty for a new row.")
    ]
    assert office.entries() == office.activities() == []


def test_a_copied_row_with_its_number_is_refused(office):
    office.take(ROW)
    copied = {**ROW, "key": "E1", "subjects": "Stajyer"}
    plan = office.take({**ROW, "key": "E1"}, copied)

    assert found(plan.problems) == [
        ("error", "L3", "E1 stands in row 2 already: leave the cell empty for a new row.")
    ]
    assert len(office.entries()) == 1


def test_a_numbered_row_of_several_categories_is_refused(office):
    office.take(ROW)
    plan = office.take({**ROW, "key": "E1", "category": "Kimlik, İletişim"})

    assert [severity for severity, _, _ in found(plan.problems)] == ["info", "error"]
    assert "E1 is one record" in found(plan.problems)[1][2]


def test_a_category_that_only_this_file_names_is_one_in_the_column_of_data_abroad(office):
    rows = [{**ROW, "category": "Araç Takip", "abroad": "Araç Takip"}, {**ROW, "abroad": "Araç Takip"}]
    plan = office.take(*rows)

    assert [entry.abroad for entry in office.entries()] == [True, True]
    assert actions(plan) == ["add", "add"]
    assert actions(office.take(*rows)) == ["same", "same"]
