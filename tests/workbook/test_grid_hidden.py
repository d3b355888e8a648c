"""What a sheet says beside its values: hidden rows and columns, merged areas, and values lost, of each kind of file."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from kvkkctl.workbook.grid import Grid, read_grids
from tests.workbook.binary_files import xls, xls_rows, xlsb, xlsb_rows
from tests.workbook.open_documents import PADDING, cell, covered, ods, row
from tests.workbook.workbook_files import HEADINGS, ROWS, SHEET, changed, save, with_row

TABLE = [["Faaliyet", "Veri Kategorisi", "Saklama Süresi"], ["Bordro", "Kimlik", "10 yıl"]]


def book() -> Workbook:
    made = Workbook()
    for each in (*ROWS, (), ("Son", None, "x")):
        made.active.append(each)
    return made


def only(path: Path) -> Grid:
    [grid] = read_grids(path)
    return grid


def test_hidden_rows_and_columns_of_a_workbook(tmp_path):
    made = book()
    for number in (2, 4, 5, 9000):
        made.active.row_dimensions[number].hidden = True
    for letter in ("B", "D", "XFD"):
        made.active.column_dimensions[letter].hidden = True
    made.save(tmp_path / "e.xlsx")
    grid = only(tmp_path / "e.xlsx")
    # the fourth row and the column D hold nothing
    assert (grid.hidden_rows, grid.hidden_columns) == ({1, 4}, {1})


def test_hidden_columns_side_by_side(tmp_path):
    cols = '<cols><col min="2" max="16384" hidden="true"/></cols><sheetData>'
    path = changed(save(tmp_path / "e.xlsx"), SHEET, lambda xml: xml.replace("<sheetData>", cols))
    assert only(path).hidden_columns == {1, 2}


@pytest.mark.parametrize(
    ("attributes", "hidden"),
    [
        ('hidden="1"', {3}),
        ("hidden = 'true'", {3}),
        ('hidden="0"', set()),
        ('hidden="false"', set()),
        ("", set()),
    ],
)
def test_a_row_says_that_it_is_hidden(tmp_path, attributes, hidden):
    path = with_row(tmp_path / "e.xlsx", f'<row r="4" {attributes}><c r="A4"><v>0</v></c></row>')
    assert only(path).hidden_rows == hidden


def test_nothing_hidden(tmp_path):
    grid = only(save(tmp_path / "e.xlsx"))
    assert (grid.hidden_rows, grid.hidden_columns) == (frozenset(), frozenset())


@pytest.mark.parametrize("how", ["collapse", "filter"])
def test_hidden_rows_and_columns_of_an_open_document(tmp_path, how):
    texts = [cell(text) for text in HEADINGS]
    columns = (
        "<table:table-column/>"
        f'<table:table-column table:number-columns-repeated="16383" table:visibility="{how}"/>'
    )
    rows = (
        row(*texts) + row(*texts, times=2, visibility=how) + row(*texts) + row(cell(times=9), visibility=how)
    )
    grid = only(ods(tmp_path / "e.ods", rows + PADDING, columns=columns))
    assert (len(grid.rows), grid.hidden_rows, grid.hidden_columns) == (4, {1, 2}, {1, 2})


def test_what_is_visible_in_an_open_document(tmp_path):
    rows = row(*(cell(text) for text in HEADINGS), visibility="visible")
    grid = only(ods(tmp_path / "e.ods", rows, columns='<table:table-column table:visibility="visible"/>'))
    assert (grid.hidden_rows, grid.hidden_columns) == (frozenset(), frozenset())


def test_an_open_document_with_rows_and_columns_to_the_end_of_the_sheet(tmp_path):
    rows = "".join(row(*(cell(text) for text in each), cell(times=16381)) for each in TABLE)
    assert only(ods(tmp_path / "e.ods", rows + PADDING)).rows == TABLE


def test_cells_and_rows_that_stand_there_once_for_several(tmp_path):
    rows = row(cell("a", times=2), cell(times=2), cell("b")) + row(cell("c"), times=2)
    assert only(ods(tmp_path / "e.ods", rows)).rows == [
        ["a", "a", "", "", "b"],
        ["c", "", "", "", ""],
        ["c", "", "", "", ""],
    ]


def test_merged_areas_of_an_open_document(tmp_path):
    spanned = 'table:number-columns-spanned="{}" table:number-rows-spanned="{}"'
    rows = (
        row(cell("title", spanned.format(3, 1)), covered(), covered())
        + row(cell("a", spanned.format(1, 2)), cell("b"), cell("c"))
        + row(covered(), cell("d"), cell("e", spanned.format(1, 1)))
    )
    grid = only(ods(tmp_path / "e.ods", rows))
    assert grid.rows == [["title"] * 3, ["a", "b", "c"], ["a", "d", "e"]]
    assert grid.merged == {(0, 1): (0, 0), (0, 2): (0, 0), (2, 0): (1, 0)}


LOST = {
    "an error": (
        'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"',
        "#DIV/0!",
        True,
    ),
    "a formula nobody computed": ('table:formula="of:=[.A1]"', "", True),
    "a formula with its value": ('table:formula="of:=[.A1]"', "x", False),
    "a formula that gives an empty text": ('table:formula="of:=[.Z9]" office:value-type="string"', "", False),
    "a text": ("", "#REF!", False),
}


@pytest.mark.parametrize(("attributes", "text", "lost"), LOST.values(), ids=LOST)
def test_values_that_an_open_document_has_lost(tmp_path, attributes, text, lost):
    attributes = attributes if text in {"", "#DIV/0!"} else f'{attributes} office:value-type="string"'
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    special = (
        f'<table:table-cell table:number-columns-repeated="2" {attributes}>{paragraph}</table:table-cell>'
    )
    grid = only(ods(tmp_path / "e.ods", row(cell("a")) + row(cell("b"), special, times=2)))
    assert grid.lost == (("B2", "C2", "B3", "C3") if lost else ())


@pytest.mark.parametrize(("make", "rows", "name"), [(xls, xls_rows, "e.xls"), (xlsb, xlsb_rows, "e.xlsb")])
def test_binary_workbooks(tmp_path, make, rows, name):
    grid = only(make(tmp_path / name, list(rows())))
    assert (grid.name, grid.visible, grid.rows) == ("Envanter", True, [list(each) for each in ROWS])
