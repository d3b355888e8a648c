"""Taking rows into a real register: what is new, what changes, what stays the same, and what is refused."""

from datetime import date

import pytest
from inventory_rows import Office, actions, book, found

from kvkkctl.errors import Severity
from kvkkctl.inventory.merge import Action
from kvkkctl.models import RetentionKind
from kvkkctl.vocabulary import MatchKind, TermKind

ROW = {
    "department": "İnsan Kaynakları",
    "activity": "Bordro",
    "category": "Kimlik",
    "items": "ad, soyad",
    "purposes": "Sözleşme Süreçlerinin Yürütülmesi\nİletişim Faaliyetlerinin Yürütülmesi",
    "subjects": "Çalışan",
    "bases": "5/2-c",
    "retention": "İş ilişkisinin sona ermesinden itibaren 10 yıl",
    "recipients": "Yok",
    "abroad": "Hayır",
    "technical_measures": "Güvenlik duvarları kullanılmaktadır.",
}
OTHER_ROWS = (
    {
        **ROW,
        "category": "Sağlık Bilgileri",
        "bases": "Açık rıza",
        "subjects": "Çalışan Adayı",
        "items": "kan grubu",
    },
    {
        **ROW,
        "activity": "İzin takibi",
        "department": "",
        "recipients": "",
        "abroad": "Evet, ABD",
        "retention": "",
    },
)
CHANGES = {
    "items": "ad, soyad, T.C. no",
    "purposes": "Sözleşme Süreçlerinin Yürütülmesi",
    "bases": "5/2-ç",
    "retention": "5 yıl",
    "recipients": "Tedarikçiler",
    "abroad": "",
    "technical_measures": "Şifreleme yapılmaktadır.",
}


@pytest.fixture
def office(tmp_path):
    """Return an office with an empty register."""
    return Office.at(tmp_path)


def test_a_row_becomes_an_entry_with_all_that_it_states(office):
    row = {**ROW, "purposes": "Sözleşme Süreçlerinin Yürütülmesi\nServis güzergâhının belirlenmesi"}
    plan = office.take(row)
    (entry,) = office.entries()
    (activity,) = office.activities()

    assert actions(plan) == ["add"]
    assert plan.summary() == {"add": 1, "update": 0, "same": 0, "errors": 0, "warnings": 0}
    assert (activity.name, activity.department, activity.code) == ("Bordro", "İnsan Kaynakları", "F1")
    assert entry.items == ("ad", "soyad")
    assert office.labels(entry.purposes) == row["purposes"].split("\n")
    assert office.labels(entry.subjects) == ["Çalışan"]
    assert [basis.code for basis in entry.bases] == ["5/2-c"]
    assert (entry.recipients, entry.abroad) == ((), False)
    assert office.now.retentions[entry.retention].text == ROW["retention"]
    assert office.now.retentions[entry.retention].kind is RetentionKind.BOUNDED
    assert office.labels(entry.measures) == ["Güvenlik duvarları kullanılmaktadır."]
    assert (entry.origin.file, entry.origin.sheet, entry.origin.row) == ("envanter.xlsx", "inventory", 2)
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

    assert [(entry.origin.file, entry.origin.row) for entry in office.entries()] == [
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

    assert [severity for severity, _, _ in found(plan.problems)] == ["warning", "warning"]


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
        ("error", "C2", "Several entries answer (('E1', 'E2')): write the number of one in \"Kayıt No\".")
    ]
    assert office.journalled == 0


# ---- numbers


def test_a_number_finds_its_entry_whatever_else_changed(office):
    office.take(ROW, *OTHER_ROWS)
    plan = office.take({**ROW, "key": "E2", "subjects": "Ziyaretçi"})

    assert actions(plan) == ["update"]
    assert plan.entries[0].record.ref == "E2"
    assert set(plan.entries[0].changed) == {"category", "items", "subjects", "bases"}


def test_an_unknown_number_is_refused_and_nothing_is_taken(office):
    plan = office.take({**ROW, "key": "E7"}, *OTHER_ROWS)

    assert [problem for problem in found(plan.problems) if problem[0] == "error"] == [
        ("error", "L2", "The register has no entry E7: leave the cell empty for a new row.")
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

    assert [severity for severity, _, _ in found(plan.problems)] == ["error"]
    assert "E1 is one record" in found(plan.problems)[0][2]


# ---- activities


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
    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("warning", "L3")]


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


# ---- what is refused, and what is only told


def test_all_problems_of_a_file_come_at_once_with_their_cells(office):
    plan = office.take(
        ROW,
        {**ROW, "category": ""},
        {**ROW, "activity": ""},
        {**ROW, "category": "bilinmiyor", "activity": ""},
        {**ROW, "started": "yakında", "ended": "31.02.2026", "exemption": "28/3"},
        {**ROW, "key": "E9"},
    )

    assert [(severity, cell) for severity, cell, _ in found(plan.problems) if severity == "error"] == [
        ("error", "C3"),
        ("error", "B4"),
        ("error", "C5"),
        ("error", "B5"),
        ("error", "L6"),
        ("error", "M6"),
        ("error", "N6"),
        ("error", "O7"),
    ]
    assert {problem.sheet for problem in plan.problems} == {"inventory"}
    assert plan.rejected
    assert office.now.entries == {}
    assert office.now.terms == {}


def test_an_activity_that_only_a_code_names_must_be_known(office):
    office.take({**ROW, "code": "IK-1"})
    known = office.take({**ROW, "code": "IK-1", "activity": ""})
    unknown = office.take({**ROW, "code": "IK-2", "activity": ""})

    assert actions(known) == ["same"]
    assert found(unknown.problems) == [("error", "L2", "There is no activity IK-2 yet: give its name.")]


def test_headings_totals_and_signatures_between_the_rows_are_left_out(office):
    heading = dict.fromkeys(ROW, ">>> FİNANS <<<")
    plan = office.take(
        {"department": "FİNANS"},
        heading,
        ROW,
        {"department": "TOPLAM", "code": "1"},
        {"department": "Hazırlayan", "activity": "Onaylayan"},
    )

    assert actions(plan) == ["add"]
    assert [(problem.severity, problem.cell) for problem in plan.problems] == [
        (Severity.INFO, "A2"),
        (Severity.INFO, "A3"),
        (Severity.WARNING, "A5"),
        (Severity.WARNING, "A6"),
    ]


def test_new_words_are_told_once_where_they_stand(office):
    row = {
        **ROW,
        "purposes": "Finans ve Muhasebe Süreçlerinin Yürütülmesi",
        "administrative_measures": "Kilitli dolap",
    }
    plan = office.take(row, {**row, "subjects": "Stajyer", "recipients": "Banka, Tedarikçiler"})

    assert [(severity, cell, message.split(" (")[0]) for severity, cell, message in found(plan.problems)] == [
        (
            "warning",
            "E2",
            '"Finans ve Muhasebe Süreçlerinin Yürütülmesi" is close to "Finans Ve Muhasebe İşlerinin Yürütülmesi"',
        ),
        ("info", "L2", '"Kilitli dolap" is not a VERBİS term and keeps its name.'),
        ("info", "I3", '"Banka" is not a VERBİS term and keeps its name.'),
    ]
    assert office.take(row).problems == ()
    assert office.term(TermKind.PURPOSE, row["purposes"]).official is None


def test_a_cell_too_long_for_a_record_is_refused(office):
    plan = office.take({**ROW, "purposes": "a" * 32_001})

    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("error", "E2")]


def test_a_date_in_the_place_of_a_retention_is_told(office):
    plan = office.take({**ROW, "retention": date(2030, 1, 1)})

    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("warning", "H2")]


def test_the_lines_of_a_retention_stay_lines(office):
    office.take({**ROW, "retention": " Üyelik  süresince \n\n 5 yıl "})

    assert [phrase.text for phrase in office.now.retentions.values()] == ["Üyelik süresince\n5 yıl"]


# ---- special data


def test_special_items_belong_to_the_special_categories_of_a_row(office):
    plan = office.take(
        {**ROW, "category": "Kimlik, Sağlık Bilgileri, Ek bilgi", "special_items": "kan grubu"}
    )

    assert [entry.items for entry in office.entries()] == [
        ("ad", "soyad"),
        ("ad", "soyad", "kan grubu"),
        ("ad", "soyad", "kan grubu"),
    ]
    assert office.term(TermKind.CATEGORY, "Ek bilgi").special is None
    assert "warning" not in {severity for severity, _, _ in found(plan.problems)}


@pytest.mark.parametrize("said", ["Evet", "E", "parmak izi"])
def test_what_a_row_says_of_an_unlisted_category_holds(office, said):
    office.take({**ROW, "category": "Turnike kaydı", "special_items": said, "bases": "Açık rıza"})

    assert office.term(TermKind.CATEGORY, "Turnike kaydı").special is True
    assert office.entries()[0].bases[0].code == "6/3-a"


def test_no_row_makes_a_special_category_ordinary(office):
    office.take({**ROW, "category": "Turnike kaydı", "special_items": "Evet"}, OTHER_ROWS[0])
    office.take(
        {**ROW, "category": "Turnike kaydı", "special_items": "Hayır", "bases": "Açık rıza"},
        {**OTHER_ROWS[0], "special_items": "Hayır"},
    )

    assert office.term(TermKind.CATEGORY, "Turnike kaydı").special is True
    assert {code for entry in office.entries() for code in (basis.code for basis in entry.bases)} == {"6/3-a"}


def test_special_data_under_ordinary_categories_are_told(office):
    plan = office.take({**ROW, "category": "Kimlik, İletişim", "special_items": "din"})

    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("warning", "L2")]
    assert [entry.items for entry in office.entries()] == [("ad", "soyad", "din")] * 2


def test_the_register_knows_the_nature_of_a_category_that_a_person_mapped(office):
    office.take(
        terms=[{"kind": "Veri Kategorisi", "label": "Hasta dosyası", "official": "Sağlık Bilgileri"}],
        inventory=[{**ROW, "category": "Hasta dosyası", "bases": "Açık rıza"}],
    )

    assert office.entries()[0].bases[0].code == "6/3-a"


@pytest.mark.parametrize(
    ("cell", "label", "official"),
    [
        ("Diğer: Anket", "Anket", "Diğer Bilgiler"),
        ("Diğer (Sağlık)", "Sağlık", "Sağlık Bilgileri"),
        ("26-Diğer Bilgiler-Kimlik", "Kimlik", "Kimlik"),
    ],
)
def test_what_stands_under_other_is_other_unless_a_list_knows_it(office, cell, label, official):
    office.take({**ROW, "category": cell})

    assert office.term(TermKind.CATEGORY, label).official == official


def test_items_beside_a_category_are_its_own(office):
    office.take({**ROW, "category": "Kimlik (T.C. no), İletişim: telefon"})

    assert [entry.items for entry in office.entries()] == [
        ("ad", "soyad", "T.C. no"),
        ("ad", "soyad", "telefon"),
    ]


# ---- countries


def test_the_country_of_a_row_is_that_of_its_one_recipient(office):
    plan = office.take({**ROW, "recipients": "Bulut A.Ş.", "abroad": "Evet", "country": "Germany"})

    assert office.term(TermKind.RECIPIENT, "Bulut A.Ş.").country == "Almanya"
    assert [severity for severity, _, _ in found(plan.problems)] == ["info"]


def test_a_country_in_the_answer_counts_too(office):
    office.take({**ROW, "recipients": "Bulut A.Ş.", "abroad": "Evet, ABD'ye"})

    assert office.term(TermKind.RECIPIENT, "Bulut A.Ş.").country == "Amerika Birleşik Devletleri"


@pytest.mark.parametrize("recipients", ["Bulut A.Ş., Posta A.Ş.", "", "Yok"])
def test_a_country_without_its_one_recipient_is_told_and_given_to_none(office, recipients):
    plan = office.take({**ROW, "recipients": recipients, "country": "Almanya"})

    assert ("warning", "L2") in [(severity, cell) for severity, cell, _ in found(plan.problems)]
    assert {term.country for term in office.now.terms.values()} == {None}


def test_a_second_country_of_a_recipient_is_told_and_left_out(office):
    row = {**ROW, "recipients": "Bulut A.Ş.", "country": "Almanya"}
    plan = office.take(row, {**row, "category": "Finans", "country": "Fransa"}, {**row, "category": "Özlük"})

    assert office.term(TermKind.RECIPIENT, "Bulut A.Ş.").country == "Almanya"
    assert [cell for severity, cell, _ in found(plan.problems) if severity == "warning"] == ["L3"]


@pytest.mark.parametrize(
    ("text", "country"), [("Yurt içi", "Türkiye"), ("-", None), ("Yok", None), ("Ruritanya", "Ruritanya")]
)
def test_how_a_country_is_read(office, text, country):
    plan = office.take({**ROW, "recipients": "Tedarikçiler", "country": text})

    assert office.term(TermKind.RECIPIENT, "Tedarikçiler").country == country
    assert ["warning"] * (country == "Ruritanya") == [severity for severity, _, _ in found(plan.problems)]


def test_a_law_without_a_column_of_bases_is_told_and_leaves_the_bases(office):
    office.take(ROW)
    row = {name: value for name, value in ROW.items() if name != "bases"}
    plan = office.take({**row, "law": "4857 sayılı Kanun m.75"})

    assert actions(plan) == ["same"]
    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("warning", "K2")]
