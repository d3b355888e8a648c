"""Reading in a process of its own: from files and from memory, whatever surrounds it."""

import struct
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from kvkkctl.errors import FileProblem
from kvkkctl.workbook.apart import Reader
from kvkkctl.workbook.grid import plain_text, read_grids, read_grids_of
from tests.workbook.binary_files import xls, xls_rows, xlsb, xlsb_rows
from tests.workbook.open_documents import cell, ods, row
from tests.workbook.workbook_files import ROWS, save

KINDS: dict[str, Callable[[Path], object]] = {
    "xlsx": save,
    "xlsb": lambda path: xlsb(path, list(xlsb_rows())),
    "xls": lambda path: xls(path, list(xls_rows())),
    "ods": lambda path: ods(path, "".join(row(*(cell(text) for text in each)) for each in ROWS)),
}


@pytest.mark.parametrize(("ending", "make"), KINDS.items(), ids=KINDS)
def test_from_memory_as_from_a_file(tmp_path, ending, make):
    path = tmp_path / f"e.{ending}"
    make(path)
    [grid] = read_grids(path)
    assert (grid.name, grid.rows) == ("Envanter", [list(each) for each in ROWS])
    assert list(read_grids_of(path.read_bytes(), "stdin")) == [grid]


def test_messages_call_what_is_in_memory_by_its_name():
    with pytest.raises(FileProblem, match=r"^stdin is empty\.$"):
        list(read_grids_of(b"", "stdin"))


def test_modules_where_the_user_works_are_not_taken(tmp_path, monkeypatch):
    for name in ("pickle", "python_calamine", "resource", "kvkkctl"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(5)")
    monkeypatch.chdir(tmp_path)
    [grid] = read_grids(save(tmp_path / "e.xlsx"))
    assert len(grid.rows) == 3


def test_sheets_may_be_left_unread(tmp_path):
    rows = [tuple(range(20)) for _ in range(3000)]
    save(tmp_path / "e.xlsx", {"Bir": rows, "İki": rows})
    begun = time.monotonic()
    [grid] = islice(read_grids(tmp_path / "e.xlsx"), 1)
    assert grid.name == "Bir"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("import time; time.sleep(60)", "asks for more memory or time"),
        ("import os; os.abort()", "asks for more memory or time"),
        ("raise BaseException", "is damaged or cut off"),
        ("import sys; sys.stdout.write('?')", "is damaged or cut off"),
    ],
)
def test_a_reader_that_does_not_answer(does, says):
    command = [sys.executable, "-c", does]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        begun = time.monotonic()
        with pytest.raises(FileProblem, match=f"^e.xls {says}"):
            list(Reader(process, 2, "e.xls").sheets())
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize(("calendar", "day"), [(0, "2026-12-31"), (1, "2031-01-01")])
def test_the_calendar_of_an_old_workbook(tmp_path, calendar, day):
    date_format = (0xE0, struct.pack("<3H", 0, 14, 0) + bytes(14))
    number = (0x0203, struct.pack("<3Hd", 3, 0, 0, 46_387.0))
    path = xls(tmp_path / "e.xls", [*xls_rows(), number], [(0x22, struct.pack("<H", calendar)), date_format])
    [grid] = read_grids(path)
    assert plain_text(grid.rows[3][0]) == day
