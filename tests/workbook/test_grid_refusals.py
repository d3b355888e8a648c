"""Files that are no workbook, or a dangerous one: one clear line, at once, in little memory."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kvkkctl.errors import EXIT_ERROR, FileProblem
from kvkkctl.workbook.grid import read_grids
from kvkkctl.workbook.reader import read_book
from tests.register.ordinary_user import open_folder, ordinary_user
from tests.workbook.workbook_files import MAIN, SHEET, changed, save, with_row

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def cut(path: Path) -> None:
    save(path)
    os.truncate(path, path.stat().st_size // 2)


def flipped(path: Path) -> None:
    """Damage the packed bytes of the sheet."""
    save(path)
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(SHEET).header_offset + 80
    content = bytearray(path.read_bytes())
    content[start : start + 40] = bytes(40)
    path.write_bytes(content)


def zipped(*names: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "x")

    return make


def declared(size: int) -> Callable[[Path], None]:
    """Make a workbook with a sheet that says it unpacks to so much."""

    def make(path: Path) -> None:
        save(path)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.getinfo(SHEET).file_size = size
            archive.writestr("xl/media/image1.png", b"x")

    return make


def locked(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("xl/workbook.xml", "x")
    content = path.read_bytes()
    at = content.index(b"PK\x01\x02") + 8
    path.write_bytes(content[:at] + b"\x01" + content[at + 1 :])


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda _: None, "There is no file"),
    "a folder": (Path.mkdir, "is not a file"),
    "a pipe": (os.mkfifo, "is not a file"),
    "empty": (Path.touch, "is empty"),
    "random bytes": (
        lambda path: path.write_bytes(bytes(range(256)) * 20),
        "neither an Excel or ODS workbook nor a CSV",
    ),
    "zeros": (lambda path: path.write_bytes(bytes(5000)), "neither an Excel or ODS workbook nor a CSV"),
    "text": (lambda path: path.write_text("Faaliyet\nBordro\n"), "is text without columns"),
    "a web page": (
        lambda path: path.write_text("\ufeff\n <!doctype HTML><html>"),
        "holds HTML, not a workbook",
    ),
    "a table of a web page": (lambda path: path.write_text("<HTML><table>"), "holds HTML, not a workbook"),
    "XML": (lambda path: path.write_text('<?xml version="1.0"?><Workbook/>'), "holds XML, not a workbook"),
    "a PDF": (lambda path: path.write_text("%PDF-1.7\n"), "is a PDF file"),
    "a picture": (lambda path: path.write_bytes(PNG), "is a PNG file"),
    "a RAR archive": (lambda path: path.write_bytes(b"Rar!\x1a\x07\x00"), "is a RAR file"),
    "cut off": (cut, "is damaged or cut off"),
    "damaged": (flipped, "is damaged or cut off"),
    "the start of a ZIP": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(50)), "is damaged or cut off"),
    "a ZIP": (zipped("a.txt", "b.xlsx"), "is a ZIP archive"),
    "an empty ZIP": (zipped(), "is a ZIP archive"),
    "a ZIP with a password": (locked, "is damaged or cut off"),
    "a text document": (
        zipped("[Content_Types].xml", "word/document.xml"),
        "is a ZIP archive, not a workbook",
    ),
    "a workbook without parts": (zipped("[Content_Types].xml", "xl/workbook.xml"), "is damaged"),
    "a password": (lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")), "password"),
    "an old Word file": (lambda path: path.write_bytes(OLE), "cannot be read as a workbook"),
    "unpacks to 2 GB": (declared(2_000_000_000), "unpacks to 1907 MB"),
    "unpacks to 300 times its size": (declared(200_000_000), "unpacks to 190 MB"),
    "a size that lies": (declared(100), "is damaged or cut off"),
    "an entity bomb in the sheet": (
        lambda path: changed(save(path), SHEET, lambda xml: BOMB + xml.replace("Bordro", "&b;")),
        "defines a document type in xl/worksheets/sheet1.xml",
    ),
    "an entity bomb in the styles": (
        lambda path: changed(save(path), "xl/styles.xml", lambda xml: BOMB + xml),
        "defines a document type in xl/styles.xml",
    ),
    "an entity bomb in the strings": (
        lambda path: changed(save(path), "xl/sharedStrings.xml", lambda _: f"{BOMB}<sst/>"),
        "defines a document type in xl/sharedStrings.xml",
    ),
    "a document type far inside": (
        lambda path: changed(
            save(path), SHEET, lambda xml: f"<!--{' ' * ((1 << 20) - 9)}--><!DOCTYPE x>{xml}"
        ),
        "defines a document type",
    ),
    "a sheet that ends early": (
        lambda path: changed(save(path), SHEET, lambda xml: xml[: len(xml) // 2]),
        "cannot be read as a workbook",
    ),
    "a sheet of no XML": (lambda path: changed(save(path), SHEET, lambda _: "a < b"), "workbook"),
}


@pytest.mark.parametrize(("make", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_workbook_is_refused(tmp_path, make, says):
    path = tmp_path / "envanter.xlsx"
    make(path)
    with pytest.raises(FileProblem, match=says) as refused:
        read_book(path)
    assert str(path) in str(refused.value)
    assert refused.value.exit_code == EXIT_ERROR
    assert "\n" not in str(refused.value)


def test_a_name_too_long(tmp_path):
    with pytest.raises(FileProblem, match="too long"):
        read_book(tmp_path / f"{'a' * 300}.xlsx")


def test_no_right_to_read():
    with open_folder() as folder:
        save(folder / "e.xlsx").chmod(0o000)
        with ordinary_user(), pytest.raises(FileProblem, match="Permission denied"):
            read_book(folder / "e.xlsx")


LAST = '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'
STRAY = {
    "the last cell": (f'<row r="1048576">{LAST}</row>', "XFD1048576"),
    "the last row": (
        '<row r="3"><c r="N3"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        "A1048576",
    ),
    "the last column": (
        '<row r="4"><c r="XFD4"><v>1</v></c></row><row r="2000"><c r="A2000"><v>1</v></c></row>',
        "A2000, XFD4",
    ),
    "an empty text": ('<row r="9"><c r="XFD1048576" t="str"><v></v></c></row>', "XFD1048576"),
    "a blank": ('<row r="9"><c r="XFD1048576" t="s"><v>0</v></c></row>', "XFD1048576"),
    "beyond the last column": ('<row r="3"><c r="ZZZZZ3"><v>1</v></c></row>', "ZZZZZ3"),
    "beyond the last row": ('<row r="3"><c r="C99999999999"><v>1</v></c></row>', "C99999999999"),
    "small letters": ('<row r="3"><c r="xfd1048576"><v>1</v></c></row>', "xfd1048576"),
    "single quotes": ("<row r='3'><c r='XFD1048576'><v>1</v></c></row>", "XFD1048576"),
    "spaces": ('<row r="3"><c\n r = "XFD1048576" ><v>1</v></c></row>', "XFD1048576"),
    "an attribute first": ('<row r="3"><c s="0" r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
    "a prefix": (
        f'<x:row xmlns:x="{MAIN}" r="3"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        "XFD1048576",
    ),
    "an entity": ('<row r="3"><c r="&#88;FD1048576"><v>1</v></c></row>', "XFD1048576"),
    "no address": ('<row r="99999999"><c><v>1</v></c></row>', "A99999999"),
    "a formula": ('<row r="3"><c r="XFD1048576"><f>1+1</f><v>2</v></c></row>', "XFD1048576"),
    "an error": ('<row r="3"><c r="XFD1048576" t="e"><v>#REF!</v></c></row>', "XFD1048576"),
}
HARMLESS = {
    "a styled blank": '<row r="1048576"><c r="XFD1048576" s="0"/></row>',
    "a styled blank with an end": '<row r="1048576"><c r="XFD1048576" s="0"></c></row>',
    "a styled row": '<row r="1048576" s="0" customFormat="1"/>',
}


@pytest.mark.parametrize(("row", "cell"), STRAY.values(), ids=STRAY)
def test_a_stray_cell_is_named(tmp_path, row, cell):
    path = with_row(tmp_path / "e.xlsx", row)
    with pytest.raises(FileProblem) as refused:
        read_book(path)
    assert f'in the sheet "Envanter", {cell} is far away' in str(refused.value)


@pytest.mark.parametrize("row", HARMLESS.values(), ids=HARMLESS)
def test_cells_without_a_value_do_no_harm(tmp_path, row):
    [grid] = read_grids(with_row(tmp_path / "e.xlsx", row))
    assert len(grid.rows) == 3


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1", "C5:A1", "", "XFD1048576", "A0:ZZZZ99999999"])
def test_a_dimension_may_lie(tmp_path, reference):
    def lie(xml: str) -> str:
        return xml.replace("<sheetViews>", f'<dimension ref="{reference}"/><sheetViews>')

    path = changed(save(tmp_path / "e.xlsx"), SHEET, lie)
    if reference in {"", "A0:ZZZZ99999999"}:
        with pytest.raises(FileProblem, match="cannot be read as a workbook"):
            list(read_grids(path))
    else:
        [grid] = read_grids(path)
        assert [len(row) for row in grid.rows] == [3, 3, 3]


def test_a_stray_cell_in_another_sheet_is_found_by_its_name(tmp_path):
    path = save(tmp_path / "e.xlsx", {"Envanter": [("a",)], "Ek & Not": [("a",)]})
    changed(
        path,
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace("</sheetData>", f'<row r="1048576">{LAST}</row></sheetData>'),
    )
    with pytest.raises(FileProblem, match='in the sheet "Ek & Not"'):
        read_book(path)


def test_a_large_sheet_that_is_filled_is_no_stray_cell(tmp_path):
    save(tmp_path / "e.xlsx", [tuple(range(40)) for _ in range(3000)])
    end = '<row r="55000"><c r="A55000"><v>1</v></c></row>'
    path = changed(tmp_path / "e.xlsx", SHEET, lambda xml: xml.replace("</sheetData>", f"{end}</sheetData>"))
    [grid] = read_grids(path)
    assert len(grid.rows) == 55_000


_READ = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
from pathlib import Path
from kvkkctl.errors import FileProblem
from kvkkctl.workbook.reader import read_book
start = time.perf_counter()
try:
    read_book(Path(sys.argv[1]))
except FileProblem:
    # of this process alone: ru_maxrss would begin with what the one that started it used
    status = Path("/proc/self/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    print("refused", time.perf_counter() - start, peak)
"""


def spaces(path: Path) -> None:
    """Make a workbook whose sheet is padded with 140 MB of blanks, below what is refused by its size."""
    with_row(path, f'<row r="1048576">{LAST}</row>')
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    start, end = parts[SHEET].split(b"<sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w") as sheet:
            sheet.write(start + b"<sheetData>")
            for _ in range(140):
                sheet.write(b" " * (1 << 20))
            sheet.write(end)


COSTLY: dict[str, Callable[[Path], object]] = {
    **{name: REFUSED[name][0] for name in ("unpacks to 2 GB", "an entity bomb in the strings")},
    **{
        name: lambda path, row=STRAY[name][0]: with_row(path, row)
        for name in ("the last cell", "the last row", "a prefix", "beyond the last row", "no address")
    },
    "140 MB of blanks": spaces,
}


@pytest.mark.parametrize("make", COSTLY.values(), ids=COSTLY)
def test_a_refusal_costs_little(tmp_path, make):
    make(tmp_path / "e.xlsx")
    ran = subprocess.run(
        [sys.executable, "-c", _READ, str(tmp_path / "e.xlsx")], capture_output=True, text=True, check=True
    )
    refused, seconds, megabytes = ran.stdout.split()
    assert refused == "refused"
    assert float(seconds) < 5
    assert int(megabytes) < 300
