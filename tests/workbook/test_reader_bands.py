"""What stands between the rows of data: departments over their rows, totals; and units that stand in a heading."""

import pytest

from tests.workbook.reader_sheets import Laid, read
from tests.workbook.reader_tables import HEAD, ROW, said, table

NARROW, DATA = HEAD[1:], ROW[1:]
TAKEN = 'The row over the table\'s columns is taken for the {} of the rows below it: "{}".'


def banded(folder, *names, mapping="", before=()):
    """Return what is read from a table with bands between its rows."""
    rows, areas = [*before, NARROW], []
    for name in names:
        rows += [(name,), DATA]
        areas.append(f"A{len(rows) - 1}:C{len(rows) - 1}")
    return read(folder, Laid(rows, areas), mapping)


def test_bands_name_the_department_of_the_rows_below(tmp_path):
    found = banded(tmp_path, "İK", "Departman: Satış ")
    assert [row.get("department") for row in table(found)] == ["İK", "Satış"]
    assert said(found.problems) == [
        ("warning", "A2", TAKEN.format("department", "İK")),
        ("warning", "A4", TAKEN.format("department", "Satış")),
    ]
    first = found.rows["inventory"][0]
    assert (first.joined, first.given) == ({"department": "Envanter!A2"}, {"department"})
    assert "department" in first.fields


def test_a_band_holds_no_further_than_to_what_may_be_the_next(tmp_path):
    rows = [NARROW, ("Satış Departmanı",), DATA, ("Bilgi İşlem",), DATA]
    found = read(tmp_path, Laid(rows))
    assert [row.get("department") for row in table(found)] == ["Satış Departmanı", None, None]
    severity, cell, message = said(found.problems)[-1]
    assert (severity, cell) == ("warning", "A4")
    assert message.startswith('The rows below "Bilgi İşlem" have no department')


def test_rows_above_the_first_band_belong_to_nobody(tmp_path):
    found = read(tmp_path, Laid([NARROW, DATA, ("Satış",), DATA], ("A3:C3",)))
    assert [row.get("department") for row in table(found)] == [None, "Satış"]


NO_BAND = (
    "TOPLAM",
    "Genel Toplam: 12",
    "Hazırlayan: A. B.",
    "Bu envanter yıllık güncellenir.",
    "x" * 61,
    "Not: y",
)


@pytest.mark.parametrize("text", NO_BAND)
def test_what_names_nobody_is_no_band(tmp_path, text):
    found = banded(tmp_path, "İK", text)
    assert [row.get("department") for row in table(found) if "category" in row] == ["İK", "İK"]
    assert [problem.cell for problem in found.problems] == ["A2"]
    # it stays a row of its own, to be told of when rows are read
    assert [row.cells["activity"].text for row in found.rows["inventory"] if row.row == 4] == [text]


@pytest.mark.parametrize("merged", [(), ("A2:B2",)])
def test_a_lone_text_that_is_not_merged_over_the_table_is_no_band(tmp_path, merged):
    found = read(tmp_path, Laid([NARROW, ("İK",), DATA], merged))
    assert [row.get("department") for row in table(found)] == [None, None]
    assert found.problems == ()


def test_a_mapping_says_what_bands_name(tmp_path):
    head, data = ("Veri Kategorisi", "Saklama Süresi"), ROW[2:]
    rows = [head, ("Bordro",), data, ("Özlük dosyası",), data]
    found = read(tmp_path, rows, 'bands = "activity"')
    assert [row["activity"] for row in table(found)] == ["Bordro", "Özlük dosyası"]
    assert said(found.problems) == [
        ("warning", "A2", TAKEN.format("activity", "Bordro")),
        ("warning", "A4", TAKEN.format("activity", "Özlük dosyası")),
    ]


def test_a_band_gives_way_to_what_a_row_says_itself(tmp_path):
    found = read(
        tmp_path, Laid([HEAD, ("Satış",), (None, *ROW[1:]), ROW], ("A2:D2",)), 'bands = "department"'
    )
    assert [row["department"] for row in table(found)] == ["Satış", "İK"]


UNITS = [
    ("Saklama Süresi (Yıl)", 10, "10 yıl"),
    ("Saklama Süresi (YIL)", "10", "10 yıl"),
    ("SAKLAMA SÜRESİ (AY)", 6.0, "6 ay"),
    ("Azami Süre (gün)", "30,0", "30 gün"),
    ("Saklama Süresi (Hafta)", "2", "2 hafta"),
    ("Saklama Süresi (Yıl)", "5 ay", "5 ay"),
    ("Saklama Süresi (Yıl)", "süresiz", "süresiz"),
    ("Saklama Süresi (Yıl)", 1.5, "1.5"),
    ("Saklama Süresi (Yıl)", 10000, "10000"),
    ("Saklama Süresi (Gün)", "1.000", "1.000"),
    ("Saklama Süresi", 10, "10"),
    ("Saklama Süresi (en az)", 10, "10"),
]


@pytest.mark.parametrize(("heading", "value", "text"), UNITS)
def test_a_unit_in_the_heading_belongs_to_bare_numbers(tmp_path, heading, value, text):
    [row] = table(read(tmp_path, [(*HEAD[:3], heading), (*ROW[:3], value)]))
    assert row["retention"] == text


def test_a_unit_of_another_column_belongs_to_none(tmp_path):
    [row] = table(read(tmp_path, [(*HEAD, "Kişisel Veri (gün)"), (*ROW[:3], 10, 10)]))
    assert (row["retention"], row["items"]) == ("10", "10")
