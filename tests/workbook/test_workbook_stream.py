"""Rows as a workbook stores them: every kind of value, heights, and what must not be written."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from kvkkctl.workbook import stream
from kvkkctl.workbook.stream import LINE_HEIGHT, Archive
from kvkkctl.workbook.style import Book, Column, Look


def read(folder: Path, *rows: tuple[stream.Value, ...], width: int = 20) -> list[list[object]]:
    with Book("Deneme") as book:
        sheet = book.sheet("Deneme", [Column("Sütun", width)] * max(map(len, rows)), head=False)
        for row in rows:
            sheet.append(*row)
        book.save(folder / "d.xlsx")
    return CalamineWorkbook.from_path(folder / "d.xlsx").get_sheet_by_index(0).to_python()


VALUES = {
    "text": ("a<b>&\"'", "a<b>&\"'"),
    "spaces": ("  x\t\n y ", "  x\t\n y "),
    "a letter by its number": ("_x0041_ _x00e7_ _x_", "_x0041_ _x00e7_ _x_"),
    "whole number": (60, 60.0),
    "fraction": (0.25, 0.25),
    "a number that Excel would round": (2**63 - 1, str(2**63 - 1)),
    "first day that Excel counts right": (date(1900, 3, 1), date(1900, 3, 1)),
    "last day": (date(9999, 12, 31), date(9999, 12, 31)),
    "a day before": (date(1900, 2, 28), "28.02.1900"),
    "a day long before": (date(1, 2, 3), "03.02.0001"),
    "nothing": (None, ""),
    "text without anything": ("\x00", ""),
}


@pytest.mark.parametrize(("value", "expected"), VALUES.values(), ids=VALUES)
def test_values_are_read_as_they_were_written(tmp_path, value, expected):
    assert read(tmp_path, *[("start", value, "end")] * 2) == [["start", expected, "end"]] * 2


def test_what_looks_alike_is_told_apart(tmp_path):
    assert read(tmp_path, (1, "1", 1.5), ("1", 1, "1.5")) == [[1.0, "1", 1.5], ["1", 1.0, "1.5"]]


def test_more_values_than_are_remembered(tmp_path, monkeypatch):
    monkeypatch.setattr(stream, "_REMEMBERED", 3)
    rows = [(f"metin {n % 7}", n) for n in range(50)]
    assert read(tmp_path, *rows) == [[text, float(n)] for text, n in rows]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("kısa", 1),
        ("x" * 11, 1),
        ("x" * 12, 2),
        ("bir iki üç", 1),
        ("Bilgi Teknolojileri Operasyonları", 5),
        ("a\nb\n\nc", 4),
        ("x\n" * 100, 409 / LINE_HEIGHT),
    ],
)
def test_rows_are_as_high_as_their_words(tmp_path, text, lines):
    read(tmp_path, (text, "x"), width=10)
    height = load_workbook(tmp_path / "d.xlsx")["Deneme"].row_dimensions[1].height
    assert height == (None if lines == 1 else pytest.approx(lines * LINE_HEIGHT))


def test_a_look_for_a_whole_row(tmp_path):
    with Book("Deneme") as book:
        sheet = book.sheet("Deneme", [Column("a", 9), Column("b", 9, Look.CENTRE)])
        sheet.append("x", "y", is_open=True)
        sheet.append("x", date(2026, 1, 1), look=Look.BAND)
        sheet.append("=x")
        book.save(tmp_path / "d.xlsx")
    rows = list(load_workbook(tmp_path / "d.xlsx")["Deneme"].iter_rows())
    assert [[cell.style for cell in row] for row in rows[:3]] == [
        [Look.HEAD, Look.HEAD],
        [Look.OPEN, Look.OPEN_CENTRE],
        [Look.BAND, Look.DATE],
    ]
    assert rows[3][0].quotePrefix
    assert rows[3][0].alignment.wrap_text


def test_a_sheet_that_has_rows_already_is_refused(tmp_path):
    (tmp_path / "sheet.xml").write_text("<worksheet><sheetData><row/></sheetData></worksheet>")
    with Archive(tmp_path / "d.xlsx", {}) as archive, pytest.raises(ValueError, match="sheet1"):
        archive.write(tmp_path / "sheet.xml", "sheet1.xml")
