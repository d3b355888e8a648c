"""Which rows of a sheet are rows of its table, which sheets have one, and what is said about the rest."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kvkkctl.errors import Severity
from kvkkctl.workbook.grid import Grid
from kvkkctl.workbook.headers import find_header
from kvkkctl.workbook.reader import read_book
from tests.workbook.reader_tables import EXPECTED, FIELDS, HEAD, ROW, book, said, table
from tests.workbook.workbook_files import save, with_row


def test_cells_merged_down_hold_for_all_their_rows(tmp_path):
    read = book(
        tmp_path,
        HEAD,
        ROW,
        (None, None, "Finans", "5 yıl"),
        (None, None, "İletişim", None),
        ("Satış", "Teklif", "İletişim", "1 yıl"),
        merge=("A2:A4", "B2:B4", "D3:D4"),
    )
    assert [tuple(row.get(name, "") for name in FIELDS) for row in table(read)] == [
        ROW,
        ("İK", "Bordro", "Finans", "5 yıl"),
        ("İK", "Bordro", "İletişim", "5 yıl"),
        ("Satış", "Teklif", "İletişim", "1 yıl"),
    ]
    assert read.problems == ()
    assert read.rows["inventory"][1].ref("activity") == "B3"


def test_cells_merged_across_hold_for_all_their_columns(tmp_path):
    read = book(tmp_path, (*HEAD, "Süreç"), ("İK", "Bordro", "Kimlik", "10 yıl", None), merge=("D2:E2",))
    assert table(read)[0]["process"] == "10 yıl"


def test_a_title_merged_across_the_table_is_one_cell(tmp_path):
    read = book(
        tmp_path,
        ("Envanter 2026", None, None, None),
        HEAD,
        ("İNSAN KAYNAKLARI", None, None, None),
        ROW,
        merge=("A1:D1", "A3:D3"),
    )
    assert table(read) == [{"department": "İNSAN KAYNAKLARI"}, *EXPECTED]


def test_a_merged_heading_is_one_column(tmp_path):
    head, row = (*HEAD, None, "Süreç"), (*ROW, None, "Ücret")
    read = book(tmp_path, head, row, merge=("D1:E1", "D2:E2"))
    assert table(read) == [{**EXPECTED[0], "process": "Ücret"}]
    assert read.problems == ()


def test_values_below_the_second_half_of_a_merged_heading_are_named(tmp_path):
    read = book(tmp_path, (*HEAD, None), (*ROW, "arşivde 20 yıl"), merge=("D1:E1",))
    assert table(read) == EXPECTED
    assert said(read.problems) == [("warning", "E1", "Column E has no heading and is not imported.")]


@pytest.mark.parametrize("merged_down", [True, False])
def test_a_row_of_groups_above_the_headings(tmp_path, merged_down):
    above = HEAD if merged_down else (None,) * 4
    areas = tuple(f"{letter}1:{letter}2" for letter in "ABCD") if merged_down else ()
    read = book(
        tmp_path,
        (*above, "Aktarım", None),
        (*(HEAD if not merged_down else (None,) * 4), "Alıcı Grupları", "Ülke"),
        (*ROW, "Bankalar", "Almanya"),
        merge=(*areas, "E1:F1"),
    )
    assert table(read) == [{**EXPECTED[0], "recipients": "Bankalar", "country": "Almanya"}]
    assert (read.sheets[0].header_row, read.problems) == (2, ())


def test_headings_merged_over_two_rows(tmp_path):
    areas = tuple(f"{letter}1:{letter}2" for letter in "ABCD")
    read = book(tmp_path, HEAD, (), ROW, merge=areas)
    assert (table(read), read.problems) == (EXPECTED, ())


@pytest.mark.parametrize(
    "again",
    [HEAD, (*HEAD[:3], "Saklama"), (*HEAD[:3], None), (None, *HEAD[1:]), tuple(f" {name} " for name in HEAD)],
)
def test_headings_repeated_for_printing_are_no_row(tmp_path, again):
    read = book(tmp_path, HEAD, ROW, again, ROW)
    assert table(read) == EXPECTED * 2
    assert said(read.problems) == [("info", "3", "The headings are printed again and left out in rows 3.")]


def test_another_table_below_is_an_error(tmp_path):
    read = book(
        tmp_path,
        HEAD,
        ROW,
        ("Faaliyet", "Veri Kategorisi", "Saklama Süresi"),
        ("Teklif", "İletişim", "1 yıl"),
    )
    assert said(read.problems) == [
        (
            "error",
            "3",
            "The row looks like the headings of another table: give that table a sheet of its own.",
        )
    ]


@pytest.mark.parametrize("blank", [(), (None,) * 4, ("", " ", "\u00a0", "\n")])
def test_blank_rows_are_none(tmp_path, blank):
    read = book(tmp_path, HEAD, blank, ROW, blank, blank, ROW, blank)
    assert table(read) == EXPECTED * 2
    assert [row.row for row in read.rows["inventory"]] == [3, 6]


def test_values_of_every_type_are_text(tmp_path):
    head = (
        "Faaliyet",
        "Veri Kategorisi",
        "Saklama Süresi",
        "Yurt Dışı Aktarım",
        "Başlangıç Tarihi",
        "Bitiş Tarihi",
    )
    moment = datetime(2026, 1, 2, 8, 30)  # noqa: DTZ001 (a workbook knows no time zone)
    read = book(
        tmp_path, head, (1001, "Kimlik", 10, True, date(2020, 2, 29), moment), (1.5, "x", None, False)
    )
    assert table(read) == [
        {
            "activity": "1001",
            "category": "Kimlik",
            "retention": "10",
            "abroad": "Evet",
            "started": "2020-02-29",
            "ended": "2026-01-02T08:30:00",
        },
        {"activity": "1.5", "category": "x", "abroad": "Hayır"},
    ]
    cells = read.rows["inventory"][0].cells
    assert (cells["started"].day, cells["ended"].day, cells["retention"].day) == (
        date(2020, 2, 29),
        date(2026, 1, 2),
        None,
    )


def test_the_fields_of_a_row_are_the_columns_of_its_sheet(tmp_path):
    [row] = book(tmp_path, HEAD, ("İK", "Bordro", "Kimlik", None)).rows["inventory"]
    assert row.fields == frozenset(FIELDS)
    assert row.text("retention") == ""
    assert row.ref("retention") == "D2"


def test_sheets_without_a_table_are_skipped_with_the_reason(tmp_path):
    save(
        tmp_path / "e.xlsx",
        {
            "Kapak": [("KVKK envanteri",)],
            "Boş": [],
            "Beyaz": [(" ",)],
            "Envanter": [HEAD, ROW],
            "Boş tablo": [HEAD],
        },
    )
    read = read_book(tmp_path / "e.xlsx")
    assert [(sheet.sheet, sheet.skipped and str(sheet.skipped), sheet.rows) for sheet in read.sheets] == [
        ("Kapak", "No row of the first 30 has the headings of an inventory.", 0),
        ("Boş", "The sheet is empty.", 0),
        ("Beyaz", "The sheet is empty.", 0),
        ("Envanter", None, 1),
        ("Boş tablo", None, 0),
    ]
    assert (table(read), read.problems) == (EXPECTED, ())


def test_sheets_of_one_kind_are_read_one_after_another(tmp_path):
    save(tmp_path / "e.xlsx", {"İK": [HEAD, ROW], "Satış": [(HEAD[2], HEAD[1]), ("İletişim", "Teklif")]})
    read = read_book(tmp_path / "e.xlsx")
    assert [(row.sheet, row.row, row.text("activity")) for row in read.rows["inventory"]] == [
        ("İK", 2, "Bordro"),
        ("Satış", 2, "Teklif"),
    ]


def test_nothing_found_is_an_error(tmp_path):
    save(tmp_path / "e.xlsx", {"Kapak": [("a",)], "Sayfa2": []})
    [problem] = read_book(tmp_path / "e.xlsx").problems
    assert (problem.severity, problem.sheet) == (Severity.ERROR, "Kapak, Sayfa2")
    assert "kvkkctl template" in str(problem.message)


def test_a_hidden_table_is_read_and_mentioned(tmp_path):
    made = Workbook()
    for row in (HEAD, ROW):
        made.active.append(row)
    made.create_sheet("Görünen")
    made.active.sheet_state = "hidden"
    made.active = 1
    made.save(tmp_path / "e.xlsx")
    read = read_book(tmp_path / "e.xlsx")
    assert table(read) == EXPECTED
    assert said(read.problems) == [("warning", "", "The sheet is hidden; it is imported all the same.")]


def test_values_that_the_file_has_lost_are_errors(tmp_path):
    made = Workbook()
    rows = (("Toplam", "=COUNTA(A3:A9)"), (*HEAD, "Not"), ("=A9", "Bordro", "Kimlik", "=1+1", "=1+1"))
    for row in rows:
        made.active.append(row)
    made.active["D4"] = "#N/A"
    made.active["D4"].data_type = "e"
    made.save(tmp_path / "e.xlsx")
    problems = [each for each in read_book(tmp_path / "e.xlsx").problems if each.severity is Severity.ERROR]
    assert [problem.cell for problem in problems] == ["A3", "D3", "D4"]
    assert all("error value, or a formula" in str(problem.message) for problem in problems)


def test_a_stray_value_far_to_the_right_is_mentioned(tmp_path):
    path = with_row(tmp_path / "e.xlsx", '<row r="3"><c r="ABC3"><v>1</v></c></row>')
    assert said(read_book(path).problems) == [
        ("warning", "ABC1", "Column ABC has no heading and is not imported.")
    ]


@pytest.mark.parametrize("name", ["Envanter (son).xlsx", "envanter\udcff.xlsx"])
def test_the_book_has_the_name_of_its_file(tmp_path, name):
    path = save(tmp_path / "e.xlsx", [HEAD, ROW]).rename(tmp_path / name)
    assert read_book(path).file == name.replace("\udcff", r"\udcff")


@given(st.lists(st.sampled_from([*HEAD, "x", "", "Süreç", "Kategori", "Amaç"]), max_size=8))
def test_a_table_is_found_only_with_what_it_cannot_do_without(head):
    grid = Grid("x", visible=True, rows=[head])
    header = find_header(grid)
    activity, category = {"Faaliyet", "Süreç"} & set(head), {"Veri Kategorisi", "Kategori"} & set(head)
    kind = "inventory" if activity and category else "retentions" if "Saklama Süresi" in head else ""
    assert (header.layout.name if header else "") == (kind if activity or category else "")
    if header:
        spoken_of = {*header.columns, *header.ignored, *header.twice}
        assert spoken_of == {index for index, text in enumerate(head) if text}
