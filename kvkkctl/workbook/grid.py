"""From a file to grids of values, refusing early what is not a workbook.

A grid counts rows and columns from A1. A merged area carries its first cell's value in all its cells.
"""

import mmap
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text
from kvkkctl.workbook.archive import check_archive

Value = str | int | float | bool | date | datetime | time | timedelta
Place = tuple[int, int]
"""A row and a column, both counted from 0."""

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"%pdf", "PDF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"\x89png", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Grid:
    """One sheet: its name, whether it shows, and its rows from A1.

    `merged` leads from each further cell of a merged area to its first; `lost` are the addresses of the cells whose
    value the file does not hold: error values, and formulas that nobody has computed.
    """

    name: str
    visible: bool
    rows: list[list[Value]]
    merged: Mapping[Place, Place] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def read_grids(path: Path) -> Iterator[Grid]:
    """Yield the sheets of a workbook. Raises FileProblem for a file that is none, naming what it is."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    lost = check_file(path)
    try:
        # by what is in it: the ending of a name may lie
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            for meta in book.sheets_metadata:
                if meta.typ is SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(meta.name)
                    rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)
                    merged = _fill_merged(rows, sheet.merged_cell_ranges or [])
                    visible = meta.visible is SheetVisibleEnum.Visible
                    yield Grid(meta.name, visible, rows, merged, lost.get(meta.name, ()))
    except PasswordError as error:
        raise _protected(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise FileProblem(
            Text(
                "{path} cannot be read as a workbook ({reason}): save it again in Excel.",
                path=path,
                reason=str(error),
            )
        ) from error


def check_file(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Refuse what is not a workbook; return by sheet the cells whose value it does not hold. Raises FileProblem."""
    start = _start(path)
    if not start:
        raise FileProblem(Text("{path} is empty.", path=path))
    for magic, kind in _OTHER_KINDS:
        if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(magic):
            raise FileProblem(Text("{path} is a {kind} file, not a workbook.", path=path, kind=kind))
    if start.startswith(_ZIP):
        return check_archive(path)
    if not start.startswith(_COMPOUND):
        raise FileProblem(Text("{path} is not an Excel or ODS workbook.", path=path))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(_ENCRYPTED) >= 0:
            raise _protected(path)
    return {}


def _start(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise FileProblem(Text("{path} is not a file.", path=path))
        with path.open("rb") as file:
            return file.read(4096)
    except FileNotFoundError:
        raise FileProblem(Text("There is no file {path}.", path=path)) from None
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be read ({reason}).", path=path, reason=error.strerror)
        ) from error


def _protected(path: Path) -> FileProblem:
    return FileProblem(Text("{path} is password-protected: save a copy without the password.", path=path))


def _fill_merged(rows: list[list[Value]], areas: list[tuple[Place, Place]]) -> Mapping[Place, Place]:
    merged: dict[Place, Place] = {}
    for (top, left), (bottom, right) in areas:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for number in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[number]))):
                if (number, column) != (top, left):
                    rows[number][column] = value
                    merged[number, column] = top, left
    return merged


def plain_text(value: Value) -> str:
    """Return a cell's value as the text that a person sees, outer spaces gone."""
    match value:
        case str():
            return (value if value.isprintable() else _printable(value)).strip()
        case bool():
            return "Evet" if value else "Hayır"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _printable(text: str) -> str:
    plain = text.replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", plain)


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
