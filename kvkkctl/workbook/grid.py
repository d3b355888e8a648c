"""From a file to grids of values, refusing early what is no table.

A grid counts rows and columns from A1. A merged area carries its first cell's value in all its cells.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import IO
from unicodedata import normalize

from kvkkctl.errors import FileProblem
from kvkkctl.files import nameless
from kvkkctl.sealing import is_sealed, plain_name, unprotected, unsealed
from kvkkctl.text import Text
from kvkkctl.workbook.apart import RawSheet, reading_apart
from kvkkctl.workbook.archive import check_archive, look_into, protected
from kvkkctl.workbook.delimited import is_text, no_table, read_delimited
from kvkkctl.workbook.places import Area, Place, SheetNotes, Span, Value, column_letter

__all__ = [
    "Grid",
    "Place",
    "Value",
    "column_letter",
    "looks_like_workbook",
    "plain_text",
    "read_grids",
    "read_grids_of",
    "refuse_other_kinds",
]

Notes = Mapping[str, SheetNotes]
"""What is known of sheets beside their values, by name."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"%pdf", "PDF"),
    (b"\x89png", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|table|meta|style|div|tr|script)\b", re.ASCII)
_XML = re.compile(r"<(?:[?!]|[a-z]+:)")
# A compound file says that it is encrypted by a stream of that name, or by the record that follows a book's first.
_ENCRYPTED = re.compile(
    re.escape("EncryptedPackage".encode("utf-16-le"))
    + rb"|\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0",
    re.DOTALL,
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CHUNK = 1 << 20
_MOST_MERGED = 500_000


@dataclass(frozen=True)
class Grid:
    """One sheet: its name, whether it shows, and its rows from A1.

    `merged` leads from each further cell of a merged area to its first; `lost` are the addresses of the cells whose
    value the file does not hold: error values, and formulas that nobody has computed. `hidden_rows` and
    `hidden_columns` count from 0, and are those only that hold something. `delimited` text has no columns but by its
    separators.
    """

    name: str
    visible: bool
    rows: list[list[Value]]
    merged: Mapping[Place, Place] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    delimited: bool = False


def read_grids(path: Path) -> Iterator[Grid]:
    """Yield the sheets of a workbook, or the one of a CSV. Raises FileProblem for a file that is neither."""
    with _opened(path) as file, _opened(path) as again:
        # a name of a file may hold bytes that are no text, and that of a sheet is put on record
        stem = path.stem.encode(errors="backslashreplace").decode()
        yield from _grids(_Source(str(path), stem, file, again))


def read_grids_of(content: bytes, name: str) -> Iterator[Grid]:
    """Yield the sheets of a workbook, or the one of a CSV, that is in memory; `name` is what messages call it.

    Raises FileProblem for what is neither.
    """
    with nameless() as file:
        file.write(content)
        file.flush()
        yield from _grids(_Source(name, Path(name).stem, BytesIO(content), file))


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if path.exists() and not path.is_file():
            raise FileProblem(Text("{path} is not a file.", path=path))
        file = path.open("rb")
    except FileNotFoundError:
        raise FileProblem(Text("There is no file {path}.", path=path)) from None
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be read ({reason}).", path=path, reason=error.strerror)
        ) from error
    with file:
        yield file


@dataclass(frozen=True)
class _Source:
    """What to read: as messages call it, as a sheet of it is named, to look into, and to read apart meanwhile."""

    label: str
    stem: str
    file: IO[bytes]
    again: IO[bytes]


def _grids(source: _Source) -> Iterator[Grid]:
    label, file = source.label, source.file
    start = file.read(4096)
    file.seek(0)
    if not start:
        raise FileProblem(Text("{path} is empty.", path=label))
    refuse_other_kinds(start, label)
    if is_sealed(start):
        yield from read_grids_of(unsealed(file.read(), label), str(plain_name(Path(label))))
    elif start.startswith(_ZIP):
        yield from _workbook(source, check_archive(file, label), look_into)
    elif start.startswith(_COMPOUND):
        if _is_encrypted(file):
            file.seek(0)
            content = unprotected(file, label)
            if content is None:
                raise protected(label)
            yield from read_grids_of(content, label)
            return
        yield from _workbook(source, file.seek(0, SEEK_END), lambda _file, _label: {})
    elif is_text(start):
        yield Grid(source.stem, visible=True, rows=read_delimited(file, label), delimited=True)
    else:
        raise no_table(label)


def looks_like_workbook(start: bytes) -> bool:
    """Say whether a file that begins so may be a workbook, or hold one encrypted."""
    return start.startswith((*_ZIP, _COMPOUND)) or is_sealed(start)


def _workbook(source: _Source, size: int, look: Callable[[IO[bytes], str], Notes]) -> Iterator[Grid]:
    with reading_apart(source.again, size, source.label) as sheets:
        notes = look(source.file, source.label)
        for sheet in sheets:
            yield _grid(sheet, notes.get(sheet.name, SheetNotes()), source.label)


def refuse_other_kinds(start: bytes, label: str) -> None:
    """Raise FileProblem for what is known to be something else."""
    utf_16 = start[:2] in {b"\xff\xfe", b"\xfe\xff"}
    text = start.decode("utf-16" if utf_16 else "latin-1", errors="replace")
    text = text.lstrip("\xef\xbb\xbf\ufeff \t\r\n").lower()
    for magic, kind in _OTHER_KINDS:
        if text.startswith(magic.decode("latin-1")):
            raise FileProblem(Text("{path} is a {kind} file, not a workbook.", path=label, kind=kind))
    html = text.startswith("mime-version:") or (text.startswith("<") and _HTML.match(text))
    if html or _XML.match(text):
        raise FileProblem(
            Text(
                "{path} holds {kind}, not a workbook, whatever its name: open it in Excel and save it as an Excel "
                "workbook (.xlsx).",
                path=label,
                kind="HTML" if html else "XML",
            )
        )


def _is_encrypted(file: IO[bytes]) -> bool:
    """Say whether a workbook is encrypted as a whole."""
    file.seek(0)
    before = b""
    while chunk := file.read(_CHUNK):
        if _ENCRYPTED.search(before + chunk):
            return True
        before = chunk[-64:]
    return False


def _grid(sheet: RawSheet, notes: SheetNotes, label: str) -> Grid:
    rows = sheet.rows
    hidden_rows = frozenset(
        number
        for number in _within(notes.hidden_rows, len(rows))
        if any(value != "" for value in rows[number])
    )
    width = len(rows[0]) if rows else 0
    hidden_columns = frozenset(
        number for number in _within(notes.hidden_columns, width) if any(row[number] != "" for row in rows)
    )
    try:
        merged = _fill_merged(rows, (*sheet.merged, *notes.merged))
    except _TooManyMergedError as error:
        raise FileProblem(
            Text(
                '{path}: in the sheet "{sheet}", merged areas cover more than {n} cells: unmerge them.',
                path=label,
                sheet=sheet.name,
                n=_MOST_MERGED,
            )
        ) from error
    return Grid(sheet.name, sheet.visible, rows, merged, notes.lost, hidden_rows, hidden_columns)


def _within(spans: Iterable[Span], end: int) -> frozenset[int]:
    return frozenset(number for first, last in spans for number in range(max(first, 0), min(last + 1, end)))


class _TooManyMergedError(Exception):
    """Merged areas cover more cells than any inventory merges."""


def _fill_merged(rows: list[list[Value]], areas: Iterable[Area]) -> Mapping[Place, Place]:
    merged: dict[Place, Place] = {}
    covered = 0
    for (top, left), (bottom, right) in areas:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value, first = rows[top][left], (top, left)
        for number in range(top, min(bottom + 1, len(rows))):
            covered += max(0, min(right + 1, len(rows[number])) - left)
            if covered > _MOST_MERGED:
                raise _TooManyMergedError
            for column in range(left, min(right + 1, len(rows[number]))):
                if (number, column) != first:
                    rows[number][column] = value
                    merged[number, column] = first
    return merged


def plain_text(value: Value) -> str:
    """Return a cell's value as the text that a person sees, outer spaces gone."""
    if isinstance(value, str):
        return _plain(value)
    match value:
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


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    if not text.isascii():
        # a Mac writes letters and their marks apart
        text = normalize("NFC", text)
    return (text if text.isprintable() else _printable(text)).strip()


def _printable(text: str) -> str:
    plain = text.replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", plain)
