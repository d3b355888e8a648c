from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kvkkctl.workbook.style import CUT, LONGEST_TEXT, Book, Column, clean


def written(folder, *values):
    book = Book("Deneme")
    book.sheet("Deneme", [Column("Sütun", 20)] * len(values), head=False).append(*values)
    book.save(folder / "deneme.xlsx")
    return load_workbook(folder / "deneme.xlsx")["Deneme"][1]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("=1+1", True),
        ("=", True),
        ("+90 312", True),
        ("-", True),
        ("@SUM(A1)", True),
        ("\tx", True),
        ("\r=1+1", True),
        (" =1+1", False),
        ("#N/A", False),
        ("TRUE", False),
        ("10 yıl", False),
    ],
)
def test_text_is_written_as_text(tmp_path, text, quoted):
    (cell,) = written(tmp_path, text)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text.replace("\r", "\n"), "s", quoted)


def test_what_a_cell_cannot_hold(tmp_path):
    found = written(tmp_path, "a\x00b\x0bc\r\nd\ud800\uffffe", "x" * (LONGEST_TEXT + 1), None, 3)
    assert found[0].value == "ab\nc\nde"
    assert len(found[1].value) == LONGEST_TEXT
    assert found[1].value.endswith(CUT)
    assert (found[2].value, found[3].value) == (None, 3)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=20))
def test_any_text_comes_back_clean(texts):
    with TemporaryDirectory() as folder:
        found = written(Path(folder), *texts)
        assert [cell.value or "" for cell in found] == [clean(text) for text in texts]
        assert not any(cell.data_type == "f" for cell in found)


def test_a_table_goes_on_in_another_sheet(tmp_path):
    book = Book("Deneme")
    book.table("Uzun", [Column("Sayı", 9)], (((number,), False) for number in range(5)), most=2)
    book.save(tmp_path / "uzun.xlsx")
    found = load_workbook(tmp_path / "uzun.xlsx")
    assert {sheet.title: [cell.value for cell in sheet["A"]] for sheet in found} == {
        "Uzun": ["Sayı", 0, 1],
        "Uzun 2": ["Sayı", 2, 3],
        "Uzun 3": ["Sayı", 4],
    }


@pytest.mark.parametrize(("title", "values"), [("Deneme", ["bir", "iki"]), ("ş" * 32, ["bir"])])
def test_what_does_not_fit_is_refused(title, values):
    with pytest.raises(ValueError, match=r"bir|ş"), Book("Deneme") as book:
        book.sheet(title, [Column("Sütun", 20)]).append(*values)


def test_columns_can_be_hidden(tmp_path):
    book = Book("Deneme")
    book.sheet("Deneme", [Column("No", 6, hidden=True), Column("Ad", 20)])
    book.save(tmp_path / "gizli.xlsx")
    found = load_workbook(tmp_path / "gizli.xlsx")["Deneme"].column_dimensions
    assert (found["A"].hidden, found["B"].hidden, found["B"].width) == (True, False, 20)


def test_rows_are_as_high_as_their_text(tmp_path):
    book = Book("Deneme")
    rows = [(("kısa", "kısa"), False), (("x" * 25, "iki\nsatır"), False)]
    book.table("Yüksek", [Column("Dar", 10), Column("Geniş", 40)], rows)
    book.save(tmp_path / "yüksek.xlsx")
    heights = load_workbook(tmp_path / "yüksek.xlsx")["Yüksek"].row_dimensions
    assert [heights[row].height for row in (1, 2, 3)] == [None, None, 3 * 13.5]
