"""Delimited text: encodings, delimiters, quotation marks, and what is no table."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kvkkctl.errors import BadValue, FileProblem
from kvkkctl.workbook.grid import read_grids, read_grids_of
from kvkkctl.workbook.reader import read_book

ROWS = [
    ["Faaliyet", "Veri Kategorisi", "Saklama Süresi", "Amaç"],
    ["İşe alım", "Kimlik", "10 yıl", "çalışan adayı, stajyer seçimi, mülakat"],
    ["Bordro", "Özlük", "5 yıl", ""],
    ["Güvenlik ğıİşŞ", "Görsel", "", "a, b"],
]


def written(rows: list[list[str]], delimiter: str = ";") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def rows_of(content: str | bytes) -> list[list[object]]:
    content = content if isinstance(content, bytes) else content.encode()
    [grid] = read_grids_of(content, "envanter.csv")
    return grid.rows


@pytest.mark.parametrize("delimiter", list(";,\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1254"])
def test_encodings_and_delimiters(encoding, delimiter):
    assert rows_of(written(ROWS, delimiter).encode(encoding)) == ROWS


def test_big_endian_utf_16():
    assert rows_of(b"\xfe\xff" + written(ROWS).encode("utf-16-be")) == ROWS


@pytest.mark.parametrize("name", ["e.csv", "e.tsv", "e.xlsx", "e.txt", "e"])
def test_by_what_is_in_it(tmp_path, name):
    (tmp_path / name).write_text(written(ROWS))
    [grid] = read_grids(tmp_path / name)
    assert (grid.name, grid.visible, grid.rows) == ("e", True, ROWS)


def test_from_memory():
    [grid] = read_grids_of(written(ROWS).encode(), "stdin")
    assert (grid.name, grid.rows) == ("stdin", ROWS)


def test_an_inventory_as_csv_is_read(tmp_path):
    (tmp_path / "e.csv").write_text(written(ROWS))
    [sheet] = read_book(tmp_path / "e.csv").sheets
    assert (sheet.sheet, sheet.header_row, sheet.rows) == ("e", 1, 3)


DELIMITERS = {
    "commas in cells": ("a;b\nx, y;1\nx, y;2\nx, y;3\n", 2),
    "as many commas in each row": ("a;b;c\nx, y;1;2\nx, y;1;2\n", 3),
    "commas in all cells but the headings": ("a;b\nw, x, y, z;1\nw, x, y, z;2\n", 2),
    "semicolons in cells": ("a,b,c\n1,x; y,3\n1,x; y; z,3\n", 3),
    "delimiters in quotation marks": ('"a;x","b;x;y"\n"c;x;y;z","d"\n', 2),
    "lines in quotation marks": ('a;b;c\n1;"x,\ny,\nz";3\n2;"w,\n";4\n', 3),
    "headings alone": ("a;b;c, d\n", 3),
    "a title above": ("VERİ ENVANTERİ, 2026\n\na;b;c\n1;2;3\n4;5;6\n", 3),
    "rows that end early": ("a;b;c;d\n1;2;3;4\n5;6\n7;8;9;0\n", 4),
    "bars": ("a|b|c\n1|x, y|3\n", 3),
    "tabs with both": ("a\tb\tc\n1;2\tx, y\t3\n", 3),
}


@pytest.mark.parametrize(("text", "columns"), DELIMITERS.values(), ids=DELIMITERS)
def test_the_delimiter_is_found(text, columns):
    assert {len(row) for row in rows_of(text)} == {columns}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("declared", ["sep=,", "SEP=,"])
def test_a_declared_delimiter_holds_and_is_no_row(declared, end):
    assert rows_of(f"\ufeff{declared}{end}a,b;c{end}1,2;3{end}") == [["a", "b;c"], ["1", "2;3"]]


def test_quotation_marks():
    assert rows_of('a;b\r\n"x ""y"" z";"1\r\n2;3"\r\n5" boru;\'Ankara\r\n') == [
        ["a", "b"],
        ['x "y" z', "1\r\n2;3"],
        ['5" boru', "'Ankara"],
    ]


def test_numbers_stay_text():
    assert rows_of("a;b\n007;1,50\n2026-01-01;TRUE\n") == [
        ["a", "b"],
        ["007", "1,50"],
        ["2026-01-01", "TRUE"],
    ]


def test_rows_are_of_one_width_and_empty_ends_are_none():
    assert rows_of("a;b;;;\n1\n\n1;2;3;;\n;;;\n\n") == [
        ["a", "b", ""],
        ["1", "", ""],
        ["", "", ""],
        ["1", "2", "3"],
    ]


def exported(cell: str) -> str:
    return f"'{cell}" if re.match(r"'*[=+\-@\t\r]", cell) else cell


CELLS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
def test_what_is_written_so_that_it_does_not_run_comes_back(rows):
    lines = [["Faaliyet", "Veri"], *([exported(cell) for cell in row] for row in rows), ["son", "son"]]
    # told, since cells of any text may hold other delimiters as evenly
    assert rows_of("sep=;\n" + written(lines))[1:-1] == [list(row) for row in rows]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("'=1+1", "=1+1"),
        ("''=1", "'=1"),
        ("'-5", "-5"),
        ("'a", "'a"),
        ("=1+1", "=1+1"),
        ("'", "'"),
        ("''", "''"),
    ],
)
def test_one_mark_is_taken_from_what_would_run(cell, read):
    assert rows_of(f"a;b\n{cell};x\n")[1][0] == read


REFUSED = {
    "one column": ("Faaliyet\nBordro\nİzin\n", "is text without columns"),
    "prose": ("Bu bir metindir.\nİkinci satır.\n", "is text without columns"),
    "blanks": (" \n\n", "is text without columns"),
    "not closed": ('a;b\n1;2\n"x;3\n4;5\n', "line 3 is not closed"),
    "not closed in the first line": ('"a;b\n1;2\n', "line 1 is not closed"),
    "not closed below a declaration": ('sep=;\na;b\n1;2\n"x;3\n4;5\n', "line 4 is not closed"),
    "not closed before another": ('a;b\n1;2\n"x;3\n4;"5"\n', "line 3 is not closed"),
    "text after the closing one": ('a;b\n"x" y;3\n', "line 2 is not closed, or not where a cell ends"),
    "a cell of a book": ('a;b\n1;2\n"' + "x;1\n" * 100_000 + '";4\n', "line 3 is not closed"),
    "two encodings": ("a;b\nİş;ü\n".encode() + "1;Şube\n".encode("cp1254"), "line 3 is not in UTF-8"),
    "zeros": (b"a;b\n1;\x002\n", "neither an Excel or ODS workbook nor a CSV file"),
    "zeros far inside": (b"a;b\n" * 5000 + b"1;\x00", "neither an Excel or ODS workbook nor a CSV file"),
    "zeros in UTF-16": ("a;b\n\x00".encode("utf-16"), "neither an Excel or ODS workbook nor a CSV file"),
    "half a letter of UTF-16": (b"\xff\xfea\x00;", "neither an Excel or ODS workbook nor a CSV file"),
    "controls": (b"a;b\n\x01\x02;\xfe\n", "neither an Excel or ODS workbook nor a CSV file"),
    "no letter of Windows-1254": (b"a;b\n\x81;\xfe\n", "neither an Excel or ODS workbook nor a CSV file"),
    "a line of delimiters": ("a;b\n1;2\n" + ";" * 20_000, "line 3 is far away"),
    "a table of nothing": ("a;b\n" + "\n" * 3_000_000 + "1;2\n", "line 1048577 is far away"),
    "blank lines": ("a;b\n" + "\n" * 2_000_000, "line 1048577 is far away"),
    "HTML": (
        "  <TABLE border=1><tr><td>a;b</td>",
        "holds HTML, not a workbook, whatever its name: open it in Excel",
    ),
    "HTML in UTF-16": ("<html><body>".encode("utf-16"), "holds HTML, not a workbook"),
    "HTML in one file": (
        "MIME-Version: 1.0\nContent-Type: multipart/related\n",
        "holds HTML, not a workbook",
    ),
    "XML": ('\ufeff<?xml version="1.0"?><Workbook/>', "holds XML, not a workbook"),
    "70 MB": (b"a;b\n" * 17_500_000, "is larger than 64 MB"),
}


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused(tmp_path: Path, content, says):
    path = tmp_path / "envanter.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FileProblem, match=says) as refused:
        list(read_grids(path))
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


@given(st.binary())
@example(b"age-encryption.org/v1\n")
def test_any_bytes_are_read_or_refused(content):
    try:
        grids = list(read_grids_of(content, "e.csv"))
    except (FileProblem, BadValue) as problem:  # that begins as an encrypted file wants its passphrase
        assert "e.csv" in str(problem)  # noqa: PT017 (either is right)
    else:
        assert all(len(row) == len(grid.rows[0]) for grid in grids for row in grid.rows)
