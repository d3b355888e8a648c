"""Workbooks made to harm, of each kind: one clear line, at once, in little memory, nothing else on the terminal."""

import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kvkkctl.errors import FileProblem
from kvkkctl.workbook.grid import read_grids
from tests.workbook.binary_files import xls, xls_cell, xls_rows, xlsb, xlsb_cell, xlsb_row, xlsb_rows
from tests.workbook.open_documents import cell, ods, row
from tests.workbook.workbook_files import HEADINGS, MAIN, SHEET, changed, save, with_row

Make = Callable[[Path], object]

MORE = "asks for more memory or time than what is in it explains"
BROKEN = "is damaged or cut off|cannot be read as a workbook"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TEXTS = row(*(cell(text) for text in HEADINGS))
LAST_ROW = list(xlsb_rows())[:-1]
END = (146, b"")
STRINGS = "xl/sharedStrings.xml"
CONTENT = "content.xml"
MERGED = '<mergeCell ref="A1:AX200"/>'


def cut(make: Make) -> Make:
    def made(path: Path) -> None:
        make(path)
        os.truncate(path, path.stat().st_size * 2 // 3)

    return made


def without(part: str, make: Make) -> Make:
    """Leave a part out of an archive."""

    def made(path: Path) -> None:
        make(path)
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if name != part}
            assert len(parts) < len(archive.namelist())
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    return made


def added(name: str, make: Make, content: bytes = b"x") -> Make:
    """Add a part to an archive, whatever is there."""

    def made(path: Path) -> None:
        make(path)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)

    return made


def rewritten(part: str, make: Make, change: Callable[[str], str]) -> Make:
    def made(path: Path) -> None:
        make(path)
        changed(path, part, change)

    return made


def shared(path: Path, text: str, cells: int, index: int = 0) -> Path:
    """Write an .xlsx whose cells share one text."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{index}</v></c></row>' for n in range(4, 4 + cells))
    with_row(path, rows)
    return changed(path, STRINGS, lambda _: f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>')


def sheet_b(*records: tuple[int, bytes]) -> Make:
    return lambda path: xlsb(path, [*LAST_ROW, *records, END], ["a", "b" * 100_000])


def string_b(row: int, index: int) -> tuple[tuple[int, bytes], ...]:
    return xlsb_row(row), (7, struct.pack("<3I", 0, 0, index))


def sheet_8(*records: tuple[int, bytes]) -> Make:
    return lambda path: xls(path, [*xls_rows(), *records])


def page(rows: str, **more: str) -> Make:
    return lambda path: ods(path, TEXTS + rows, **more)


XLSX: dict[str, tuple[Make, str]] = {
    "cut off": (cut(save), "is damaged or cut off"),
    "no sheet": (without(SHEET, save), BROKEN),
    "no list of sheets": (without("xl/workbook.xml", save), "is a ZIP archive, not a workbook"),
    "no links": (without("xl/_rels/workbook.xml.rels", save), BROKEN),
    "no types": (without("[Content_Types].xml", save), "is a ZIP archive, not a workbook"),
    "a text beyond the last": (lambda path: shared(path, "a", 1, 99), BROKEN),
    "a long text in many cells": (lambda path: shared(path, "x" * 100_000, 10_000), MORE),
    "a long text with a place of its own": (
        lambda path: shared(path, "x" * (3 << 20), 1),
        "holds XML that no spreadsheet program writes",
    ),
    "an entity from outside": (
        rewritten(STRINGS, save, lambda xml: OUTSIDE + xml),
        "defines a document type in xl/sharedStrings.xml",
    ),
    "a document type in UTF-16": (
        lambda path: _in_utf_16(path, f"{ENTITIES}<worksheet>&b;</worksheet>"),
        BROKEN + "|holds XML that no spreadsheet program writes",
    ),
    "nested deeply": (
        lambda path: with_row(path, '<row r="4"><c t="e">' + "<x>" * 500_000),
        "holds XML that no spreadsheet program writes",
    ),
    "a list of sheets nested deeply": (
        rewritten("xl/workbook.xml", save, lambda xml: xml.replace("<sheets>", "<x>" * 100_000 + "<sheets>")),
        "holds XML that no spreadsheet program writes",
    ),
    "a part twice": (
        added(SHEET.upper(), save),
        "has a part that no spreadsheet program writes, 'XL/WORKSHEETS/SHEET1.XML'",
    ),
    "a part outside": (
        added("../../etc/cron.d/x", save),
        "no spreadsheet program writes, '../../etc/cron.d/x'",
    ),
    "a part outside, of Windows": (added("..\\x.exe", save), r"writes, '..\\\\x.exe'"),
    "a part at the root": (added("/etc/passwd", save), "no spreadsheet program writes, '/etc/passwd'"),
    "merged areas over each other": (
        rewritten(
            SHEET,
            lambda path: save(path, [tuple(range(50)) for _ in range(200)]),
            lambda xml: xml.replace(
                "</sheetData>",
                f"</sheetData><mergeCells>{MERGED * 5000}</mergeCells>",
            ),
        ),
        'in the sheet "Envanter", merged areas cover more than 500000 cells',
    ),
    "200 MB of zeros": (
        added("xl/media/image1.png", save, bytes(200_000_000)),
        "unpacks to 190 MB, which no inventory does",
    ),
}
XLSB: dict[str, tuple[Make, str]] = {
    "cut off": (cut(sheet_b()), "is damaged or cut off"),
    "no sheet": (without("xl/worksheets/sheet1.bin", sheet_b()), BROKEN),
    "no list of sheets": (without("xl/workbook.bin", sheet_b()), "is a ZIP archive, not a workbook"),
    "the last cell": (sheet_b(xlsb_row(1_048_575), xlsb_cell(16_383, "x")), MORE),
    "a text beyond the last": (sheet_b(*string_b(9, 99)), BROKEN),
    "a long text in many cells": (sheet_b(*(r for n in range(9, 20_000) for r in string_b(n, 1))), MORE),
    "a text longer than its record": (sheet_b((6, struct.pack("<3I", 0, 0, 0xFFFFFFFF))), BROKEN),
    "a part twice": (added("XL/workbook.bin", sheet_b()), "no spreadsheet program writes"),
    "200 MB of zeros": (added("xl/media/a.bin", sheet_b(), bytes(200_000_000)), "unpacks to 190 MB"),
}
XLS: dict[str, tuple[Make, str]] = {
    "cut off": (cut(sheet_8()), BROKEN),
    "the last cell": (sheet_8(xls_cell(65_535, 255, "x")), MORE),
    "beyond the last cell": (sheet_8(xls_cell(65_535, 65_535, "x")), MORE),
    "a password": (
        lambda path: xls(path, xls_rows(), [(0x2F, struct.pack("<H", 1) + bytes(52))]),
        "is password-protected",
    ),
    "a password of an .xlsx": (
        lambda path: path.write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le")
        ),
        "is password-protected",
    ),
    "sectors in a ring": (lambda path: _ring(xls(path, xls_rows())), f"{BROKEN}|{MORE}"),
    "zeros": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)), BROKEN),
}
ODS: dict[str, tuple[Make, str]] = {
    "cut off": (cut(page("")), "is damaged or cut off"),
    "no content": (without(CONTENT, page("")), "is a ZIP archive, not a workbook"),
    "the last cell": (
        page(row(times=1_048_574) + row(cell(times=16_383), cell("x"))),
        "XFD1048576 is far away",
    ),
    "a full row to the end": (page(row(cell("x", times=16_384), times=1_048_575)), "XFD1048576 is far away"),
    "more rows than there are": (page(row(cell("x"), times=10**12)), "A1000000000001 is far away"),
    "more columns than there are": (page(row(cell("x", times=10**12))), "is far away"),
    "an error to the end": (
        page(row(cell("x", 'calcext:value-type="error"', times=16_384), times=1_048_575)),
        "is far away",
    ),
    "a number that is none": (page(row(cell("x"), times=1).replace('"1"', '"x"', 1)), BROKEN),
    "an entity bomb": (
        rewritten(CONTENT, page(""), lambda xml: ENTITIES + xml),
        "defines a document type in content",
    ),
    "nested deeply": (page("<text:p>" * 200_000), "holds XML that no spreadsheet program writes"),
    "a password": (
        page("", manifest='<m:file-entry><m:encryption-data m:checksum="x"/></m:file-entry>'),
        "is password-protected",
    ),
    "merged to the end": (
        page(
            row(cell("x", 'table:number-columns-spanned="16384" table:number-rows-spanned="1048575"'))
            + row(cell("x", times=1400), times=1)
            + row(cell("x"), times=1300)
        ),
        "merged areas cover more than 500000 cells",
    ),
    "a part twice": (added("Content.xml", page("")), "no spreadsheet program writes, 'Content.xml'"),
    "200 MB of zeros": (added("Pictures/a.png", page(""), bytes(200_000_000)), "unpacks to 190 MB"),
}
ALL = {
    f"{ending}: {name}": (ending, make, says)
    for ending, cases in (("xlsx", XLSX), ("xlsm", XLSX), ("xlsb", XLSB), ("xls", XLS), ("ods", ODS))
    for name, (make, says) in cases.items()
}
_READ = """
import resource, sys, time
from pathlib import Path
from kvkkctl.errors import FileProblem
from kvkkctl.workbook.grid import read_grids
start = time.perf_counter()
try:
    for grid in read_grids(Path(sys.argv[1])):
        pass
except FileProblem as problem:
    own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
    most = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(time.perf_counter() - start, most // 1024, problem, sep="\\n")
"""


def _in_utf_16(path: Path, xml: str) -> None:
    without(SHEET, save)(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET, xml.encode("utf-16"))


def _ring(path: Path) -> None:
    """Let the last sector of the stream be followed by its first, and the stream be longer than the file."""
    content = bytearray(path.read_bytes())
    at = content.index(struct.pack("<I", 0xFFFFFFFE), 512 + 8)
    content[at : at + 4] = struct.pack("<I", 2)
    entry = content.index("Workbook".encode("utf-16-le"))
    content[entry + 120 : entry + 128] = struct.pack("<Q", 0x7FFFFFFF)
    path.write_bytes(content)


@pytest.mark.parametrize(("ending", "make", "says"), ALL.values(), ids=ALL)
def test_a_hostile_workbook_is_refused_in_a_line(tmp_path, ending, make, says, capfd):
    path = tmp_path / f"e.{ending}"
    make(path)
    with pytest.raises(FileProblem, match=says) as refused:
        list(read_grids(path))
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert capfd.readouterr() == ("", "")


COSTLY = [
    "xlsx: a long text in many cells",
    "xlsx: nested deeply",
    "xlsx: 200 MB of zeros",
    "xlsb: the last cell",
    "xlsb: a long text in many cells",
    "xls: beyond the last cell",
    "ods: a full row to the end",
    "ods: merged to the end",
]


@pytest.mark.parametrize("name", COSTLY)
def test_a_refusal_costs_little(tmp_path, name):
    ending, make, _ = ALL[name]
    make(tmp_path / f"e.{ending}")
    ran = subprocess.run(
        [sys.executable, "-c", _READ, str(tmp_path / f"e.{ending}")],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes, _ = ran.stdout.splitlines()
    assert float(seconds) < 5
    assert int(megabytes) < 300
    assert not ran.stderr
