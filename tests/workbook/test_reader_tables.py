"""Where a table begins, which column is which, what is a row; and that nothing is left out in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.errors import Severity
from kvkkctl.inventory.columns import INVENTORY, LAYOUTS, RETENTIONS
from kvkkctl.workbook.grid import Grid
from kvkkctl.workbook.headers import find_header
from tests.workbook.reader_tables import EXPECTED, FIELDS, HEAD, ROW, book, said, table


@pytest.mark.parametrize("above", [0, 1, 5, 29])
def test_the_heading_row_is_found(tmp_path, above):
    read = book(tmp_path, *[("Kişisel veri işleme envanteri", above)] * above, HEAD, ROW)
    assert table(read) == EXPECTED
    [sheet] = read.sheets
    assert (sheet.header_row, sheet.first_row, sheet.rows) == (above + 1, above + 2, 1)
    assert read.problems == ()


def test_no_further_than_thirty_rows_down(tmp_path):
    read = book(tmp_path, *[("x",)] * 30, HEAD, ROW)
    assert not read.rows
    assert str(read.sheets[0].skipped) == "No row of the first 30 has the headings of an inventory."


def test_the_table_may_begin_anywhere(tmp_path):
    read = book(tmp_path, (), (None, None, *HEAD), (None, None, *ROW))
    assert table(read) == EXPECTED
    assert read.sheets[0].columns == dict(zip("CDEF", FIELDS, strict=True))
    assert [cell.ref for cell in read.rows["inventory"][0].cells.values()] == ["C3", "D3", "E3", "F3"]


@given(st.permutations(range(len(INVENTORY.columns))), st.integers(0, 3), st.integers(0, 5))
def test_columns_in_any_order(order, left, above):
    columns = [INVENTORY.columns[n] for n in order]
    head = [""] * left + [column.heading for column in columns]
    grid = Grid("Envanter", visible=True, rows=[[""] * len(head)] * above + [head])
    header = find_header(grid)
    assert header.row == above
    assert header.columns == {left + n: column for n, column in enumerate(columns)}


@pytest.mark.parametrize(
    "layout", [each for each in LAYOUTS if each is not RETENTIONS], ids=lambda layout: layout.name
)
def test_every_synonym_of_every_column(layout):
    for column in layout.columns:
        others = [each.heading for each in layout.columns if each is not column]
        for name in (column.heading, *column.aliases):
            title = layout.title if layout.by_title else "x"
            grid = Grid(title, visible=True, rows=[[name, *others]])
            assert find_header(grid).columns[0] is column, name


@pytest.mark.parametrize(
    ("title", "taken"),
    [("Faaliyetler", True), ("FAALİYETLER ", True), ("Sayfa1", False), ("Süreçler", False)],
)
def test_activities_are_read_from_the_sheet_of_that_name_only(title, taken):
    rows = [["Faaliyet Kodu", "Faaliyet", "Departman"], ["A-1", "Bordro", "İK"]]
    assert (find_header(Grid(title, visible=True, rows=rows)) is not None) == taken


def test_an_inventory_may_be_called_activities():
    grid = Grid("Faaliyetler", visible=True, rows=[[column.heading for column in INVENTORY.columns]])
    assert find_header(grid).layout is INVENTORY


@pytest.mark.parametrize(
    "heading",
    [
        "VERİ KATEGORİSİ",
        "veri kategorisi",
        "Veri  Kategorisi",
        "Veri\nKategorisi",
        " Veri\u00a0Kategorisi * ",
        "Veri Kategorisi:",
        "VERI KATEGORISI",
        "(Veri Kategorisi)",
        "Veri Kategori\u0307si",
    ],
)
def test_headings_in_any_spelling(tmp_path, heading):
    assert table(book(tmp_path, ("Faaliyet", heading), ("Bordro", "Kimlik"))) == [
        {"activity": "Bordro", "category": "Kimlik"}
    ]


@pytest.mark.parametrize(
    "heading", ["Veri Kategorisi Kodu", "Kategoriler ve amaçlar", "Veri", "Kategorisi Veri"]
)
def test_what_is_only_like_a_heading_is_none(tmp_path, heading):
    assert not book(tmp_path, ("Faaliyet", heading), ("Bordro", "Kimlik")).rows


def test_unknown_columns_are_listed(tmp_path):
    read = book(tmp_path, (*HEAD, "İmha Süresi", 2026), (*ROW, "6 ay", "x"))
    assert table(read) == EXPECTED
    assert read.sheets[0].ignored_columns == {"E": "İmha Süresi", "F": "2026"}
    assert said(read.problems) == [
        ("warning", "E1", 'Column "İmha Süresi" is not understood and not imported.'),
        ("warning", "F1", 'Column "2026" is not understood and not imported.'),
    ]


def test_a_column_without_a_heading_is_listed_where_it_holds_something(tmp_path):
    read = book(tmp_path, (*HEAD, None, None), (*ROW, None, None), (*ROW, None, "bakınız"))
    assert read.sheets[0].ignored_columns == {"F": ""}
    assert said(read.problems) == [("warning", "F1", "Column F has no heading and is not imported.")]


@pytest.mark.parametrize("second", ["Saklama Süresi", "Azami Süre (Saklama)", "SAKLAMA SÜRESİ"])
@pytest.mark.parametrize("between", [(), ("Süreç",)])
def test_a_column_twice_is_an_error(tmp_path, second, between):
    read = book(tmp_path, (*HEAD, *between, second), (*ROW, *between, "5 yıl"))
    letter = "EF"[len(between)]
    [problem] = read.problems
    assert (problem.severity, problem.sheet, problem.cell, problem.value) == (
        Severity.ERROR,
        "Envanter",
        f"{letter}1",
        second,
    )
    assert str(problem.message) == f'Columns D and {letter} both mean "Saklama Süresi": rename or remove one.'
