"""From a file to grids of values, refusing early what is not a workbook.

A grid counts rows and columns from A1. A merged area carries its first cell's value in all its cells.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text

Value = str | int | float | bool | date | datetime | time | None

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"<!DOCTYPE", "HTML"),
    (b"<!doctype", "HTML"),
    (b"<html", "HTML"),
    (b"<HTML", "HTML"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
)
_MOST_BYTES = 1_500_000_000
_MOST_RATIO = 300
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Grid:
    """One sheet: its name, whether it shows, and its rows from A1."""

    name: str
    visible: bool
    rows: list[list[Value]]


def read_grids(path: Path) -> Iterator[Grid]:
    """Yield the sheets of a workbook. Raises FileProblem for a file that is none, naming what it is."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    check_file(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            for meta in book.sheets_metadata:
                if meta.typ is SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(meta.name)
                    rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
                    _fill_merged(rows, sheet.merged_cell_ranges or [])
                    yield Grid(meta.name, meta.visible is SheetVisibleEnum.Visible, rows)
    except (CalamineError, OSError, ValueError) as error:
        raise FileProblem(
            Text(
                "{path} cannot be read as a workbook ({reason}): save it again in Excel.",
                path=path,
                reason=str(error),
            )
        ) from error


def check_file(path: Path) -> None:
    """Refuse what is not a workbook. Raises FileProblem."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError:
        raise FileProblem(Text("There is no file {path}.", path=path)) from None
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be read ({reason}).", path=path, reason=error.strerror)
        ) from error
    if not start:
        raise FileProblem(Text("{path} is empty.", path=path))
    for magic, kind in _OTHER_KINDS:
        if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(magic):
            raise FileProblem(Text("{path} is a {kind} file, not a workbook.", path=path, kind=kind))
    if start.startswith(_COMPOUND):
        if _ENCRYPTED in path.read_bytes():
            raise FileProblem(
                Text("{path} is password-protected: save a copy without the password.", path=path)
            )
    elif start.startswith(_ZIP):
        _check_zip(path)
    else:
        raise FileProblem(Text("{path} is not an Excel or ODS workbook.", path=path))


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FileProblem(
            Text("{path} is damaged or cut off: get it again from where it came.", path=path)
        ) from error
    names = {part.filename for part in parts}
    if not names & {"[Content_Types].xml", "mimetype"}:
        raise FileProblem(Text("{path} is a ZIP archive, not a workbook.", path=path))
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > _MOST_BYTES or (unpacked > _MOST_BYTES // 10 and unpacked / packed > _MOST_RATIO):
        raise FileProblem(
            Text(
                "{path} unpacks to {size} MB, which no inventory does: it is refused.",
                path=path,
                size=unpacked >> 20,
            )
        )


def _fill_merged(rows: list[list[Value]], areas: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    for (top, left), (bottom, right) in areas:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value


def plain_text(value: Value) -> str:
    """Return a cell's value as the text that a person sees, outer spaces gone."""
    match value:
        case None:
            return ""
        case bool():
            return "Evet" if value else "Hayır"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case str():
            return value.replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n").strip()
        case _:
            return str(value)


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
