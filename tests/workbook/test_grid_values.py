"""What a cell becomes: values as a person sees them, merged areas filled, values that the file has lost."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kvkkctl.workbook.grid import Grid, column_letter, plain_text, read_grids
from tests.workbook.workbook_files import SHEET, changed, save, with_row

SHOWN = [
    (None, ""),
    ("  Kimlik\t ", "Kimlik"),
    ("Ad\u00a0Soyad\u00a0", "Ad Soyad"),
    ("a\r\nb\rc\nd", "a\nb\nc\nd"),
    ("a\x00b\x07c\x0bd\x7f", "abcd"),
    ("\u00a0 \n", ""),
    (True, "Evet"),
    (False, "Hayır"),
    (0, "0"),
    (12, "12"),
    (12.0, "12"),
    (-3.0, "-3"),
    (1e15, "1000000000000000"),
    (12345678901.0, "12345678901"),
    (0.1, "0.1"),
    (12.5, "12.5"),
    (date(2026, 12, 31), "2026-12-31"),
    (datetime(2026, 12, 31), "2026-12-31"),  # noqa: DTZ001 (a workbook knows no time zone)
    (datetime(2026, 12, 31, 8, 30), "2026-12-31T08:30:00"),  # noqa: DTZ001 (same)
    (time(8, 30), "08:30:00"),
    (timedelta(days=2), "2 days, 0:00:00"),
]


@pytest.mark.parametrize(("value", "text"), SHOWN)
def test_values_as_a_person_sees_them(value, text):
    assert plain_text("" if value is None else value) == text


@pytest.mark.parametrize(("value", "text"), [each for each in SHOWN if each[0] != "a\x00b\x07c\x0bd\x7f"])
def test_the_same_from_a_file(tmp_path, value, text):
    [grid] = read_grids(save(tmp_path / "e.xlsx", [("A",), (value, "end")]))
    assert plain_text(grid.rows[1][0]) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_loses_nothing_that_can_be_seen(text):
    shown = plain_text(text)
    assert shown == plain_text(shown)
    assert [c for c in shown if c.isprintable() and not c.isspace()] == [
        c for c in text if c.isprintable() and not c.isspace()
    ]


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_letters(index, letters):
    assert column_letter(index) == letters


@given(st.integers(0, 18_277))
def test_letters_as_excel_counts_them(index):
    assert column_letter(index) == get_column_letter(index + 1)


def test_a_grid_counts_from_a1(tmp_path):
    [grid] = read_grids(with_row(tmp_path / "e.xlsx", '<row r="6"><c r="E6"><v>7</v></c></row>'))
    assert len(grid.rows) == 6
    assert grid.rows[5][4] == 7
    assert grid.rows[3] == [""] * 5


def merged(path: Path, *areas: str) -> Grid:
    book = Workbook()
    for row in range(1, 6):
        book.active.append([f"{letter}{row}" for letter in "ABCD"])
    for area in areas:
        book.active.merge_cells(area)
    book.save(path)
    [grid] = read_grids(path)
    return grid


def test_merged_areas_are_filled_from_their_first_cell(tmp_path):
    grid = merged(tmp_path / "e.xlsx", "A2:A4", "B2:D2", "C4:D5")
    assert grid.rows == [
        ["A1", "B1", "C1", "D1"],
        ["A2", "B2", "B2", "B2"],
        ["A2", "B3", "C3", "D3"],
        ["A2", "B4", "C4", "C4"],
        ["A5", "B5", "C4", "C4"],
    ]
    assert grid.merged == {
        (2, 0): (1, 0),
        (3, 0): (1, 0),
        (1, 2): (1, 1),
        (1, 3): (1, 1),
        (3, 3): (3, 2),
        (4, 2): (3, 2),
        (4, 3): (3, 2),
    }


def test_a_merged_area_may_reach_beyond_the_values(tmp_path):
    for area, filled in (("C5:XFD1048576", {(4, 3): (4, 2)}), ("H9:J12", {}), ("D5:C4", {})):
        merged(tmp_path / "e.xlsx", "A1:B1")
        changed(tmp_path / "e.xlsx", SHEET, lambda xml, area=area: xml.replace("A1:B1", area))
        [grid] = read_grids(tmp_path / "e.xlsx")
        assert (len(grid.rows), len(grid.rows[0])) == (5, 4)
        assert grid.merged == filled


LOST = {
    "an error": ('<c r="B4" t="e"><v>#REF!</v></c>', True),
    "an error, written otherwise": ("<c t='e' r='B4'><v>#N/A</v></c>", True),
    "a formula that failed": ('<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>', True),
    "a formula nobody computed": ('<c r="B4"><f>A1&amp;"x"</f></c>', True),
    "a formula with an empty value": ('<c r="B4"><f>A1</f><v></v></c>', True),
    "a formula with no value": ('<c r="B4"><f>A1</f><v/></c>', True),
    "a shared formula nobody computed": ('<c r="B4"><f t="shared" si="0"/></c>', True),
    "a formula with a prefix": (
        '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="B4"><x:f>A1</x:f></x:c>',
        True,
    ),
    "a formula with its value": ('<c r="B4" t="str"><f>A1</f><v>x</v></c>', False),
    "a formula with a number": ('<c r="B4"><f>1+1</f><v>2</v></c>', False),
    "a formula that gives an empty text": ('<c r="B4" t="str"><f>IF(A1="","","")</f><v></v></c>', False),
    "a text that looks like one": ('<c r="B4" t="inlineStr"><is><t>#REF! t="e" &lt;f></t></is></c>', False),
}


@pytest.mark.parametrize(("cell", "lost"), LOST.values(), ids=LOST)
def test_values_that_the_file_has_lost(tmp_path, cell, lost):
    [grid] = read_grids(with_row(tmp_path / "e.xlsx", f'<row r="4">{cell}</row>'))
    assert grid.lost == (("B4",) if lost else ())


def test_all_lost_values_are_named(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="C{n}"><f>A{n}</f></c></row>' for n in range(4, 30_000))
    [grid] = read_grids(with_row(tmp_path / "e.xlsx", rows))
    assert grid.lost == tuple(f"C{n}" for n in range(4, 30_000))


@pytest.mark.parametrize("before_the_cut", range(0, 64, 7))
def test_values_lost_where_the_file_is_read_in_pieces(tmp_path, before_the_cut):
    row = '<row r="4"><c r="B4"><f>A1</f></c></row>'
    path = with_row(tmp_path / "e.xlsx", row)

    def pad(xml: str) -> str:
        missing = (1 << 20) - before_the_cut - len(xml[: xml.index(row)].encode()) - len("<!---->")
        return xml.replace(row, f"<!--{'x' * missing}-->{row}")

    [grid] = read_grids(changed(path, SHEET, pad))
    assert grid.lost == ("B4",)


def test_sheets_are_told_apart(tmp_path):
    save(tmp_path / "e.xlsx", {"Bir": [("a",)], "İki": [("b", "=1+1")]})
    first, second = read_grids(tmp_path / "e.xlsx")
    assert (first.name, first.lost, second.name, second.lost) == ("Bir", (), "İki", ("B1",))
    assert (first.visible, second.visible) == (True, True)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_read_and_marked(tmp_path, state):
    book = Workbook()
    book.active["A1"] = "x"
    book.create_sheet("Eski")["A1"] = "y"
    book["Eski"].sheet_state = state
    book.save(tmp_path / "e.xlsx")
    assert [(grid.name, grid.visible) for grid in read_grids(tmp_path / "e.xlsx")] == [
        ("Sheet", True),
        ("Eski", False),
    ]


def test_charts_are_no_grids(tmp_path):
    book = Workbook()
    book.active["A1"] = "x"
    book.create_chartsheet("Grafik")
    book.save(tmp_path / "e.xlsx")
    assert [grid.name for grid in read_grids(tmp_path / "e.xlsx")] == ["Sheet"]


@pytest.mark.parametrize("name", ["e.xls", "e.xlsb", "e.ods", "e.tmp", "e", "envanter İK (son).XLSX"])
def test_the_ending_of_a_name_does_not_matter(tmp_path, name):
    save(tmp_path / "e.xlsx").rename(tmp_path / name)
    [grid] = read_grids(tmp_path / name)
    assert grid.rows[0][0] == "Faaliyet"


def test_the_1904_calendar(tmp_path):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = date(2026, 12, 31)
    book.save(tmp_path / "e.xlsx")
    [grid] = read_grids(tmp_path / "e.xlsx")
    assert plain_text(grid.rows[0][0]) == "2026-12-31"


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Envanter"><table:table-row><table:table-cell office:value-type="string">'
    "<text:p>Faaliyet</text:p></table:table-cell>"
    '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def test_an_open_document(tmp_path):
    with ZipFile(tmp_path / "e.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", _ODS)
    [grid] = read_grids(tmp_path / "e.ods")
    assert (grid.name, grid.rows) == ("Envanter", [["Faaliyet"]])
