"""Workbooks of Excel's binary kinds, written record by record: .xlsb, and .xls in the compound file it lives in."""

import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.workbook.workbook_files import ROWS

Records = Iterable[tuple[int, bytes]]

_TYPES = "application/vnd.openxmlformats-package.relationships+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsb(path: Path, sheet: Records, strings: Sequence[str] = ()) -> Path:
    """Write an .xlsb of one sheet, ``Envanter``, from the records of its cells."""
    size = struct.pack("<4I", 0, 1048575, 0, 16383)
    records = ((129, b""), (148, size), (145, b""), *sheet, (130, b""))
    table = (
        (159, struct.pack("<2I", len(strings), len(strings))),
        *((19, b"\0" + wide(text)) for text in strings),
        (160, b""),
    )
    book = (
        (131, b""),
        (143, b""),
        (156, struct.pack("<2I", 0, 1) + wide("rId1") + wide("Envanter")),
        (144, b""),
        (132, b""),
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1.bin"), ("sharedStrings", "sharedStrings.bin")), start=1
        )
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Default ContentType="{_TYPES}"/></Types>')
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{_LINKS}">{links}</Relationships>'
        )
        archive.writestr("xl/workbook.bin", _biff12(book))
        archive.writestr("xl/worksheets/sheet1.bin", _biff12(records))
        archive.writestr("xl/sharedStrings.bin", _biff12(table))
    return path


def xlsb_rows(rows: Sequence[Sequence[str]] = ROWS) -> Records:
    """Return the records of rows of texts."""
    for number, row in enumerate(rows):
        yield xlsb_row(number)
        for column, text in enumerate(row):
            yield xlsb_cell(column, text)
    yield 146, b""


def xlsb_row(number: int) -> tuple[int, bytes]:
    """Return the record that begins a row, counted from 0."""
    return 0, struct.pack("<3IHBI", number, 0, 300, 0, 0, 0)


def xlsb_cell(column: int, text: str) -> tuple[int, bytes]:
    """Return the record of a cell with a text."""
    return 6, struct.pack("<2I", column, 0) + wide(text)


def wide(text: str) -> bytes:
    """Return a text as .xlsb holds it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _biff12(records: Records) -> bytes:
    return b"".join(_number(kind) + _number(len(data)) + data for kind, data in records)


def _number(value: int) -> bytes:
    parts = [value & 127]
    while value := value >> 7:
        parts[-1] |= 128
        parts.append(value & 127)
    return bytes(parts)


def xls(path: Path, sheet: Records, before: Records = ()) -> Path:
    """Write an .xls of one sheet, ``Envanter``, from the records of its cells; `before` stand among the book's own."""
    start = (0x0809, struct.pack("<4H2I", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    name = "Envanter"
    head = _biff8((start, *before))
    bound = struct.pack("<BBBB", 0, 0, len(name), 0) + name.encode()
    at = len(head) + 4 + 4 + len(bound) + 4
    book = head + _biff8(((0x0085, struct.pack("<I", at) + bound), (0x000A, b"")))
    begin = (0x0809, struct.pack("<4H2I", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    path.write_bytes(_compound(book + _biff8((begin, *sheet, (0x000A, b"")))))
    return path


def xls_rows(rows: Sequence[Sequence[str]] = ROWS) -> Records:
    """Return the records of rows of texts."""
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            yield xls_cell(number, column, text)


def xls_cell(row: int, column: int, text: str) -> tuple[int, bytes]:
    """Return the record of a cell with a text, row and column counted from 0."""
    return 0x0204, struct.pack("<4HB", row, column, 0, len(text), 1) + text.encode("utf-16-le")


def _biff8(records: Records) -> bytes:
    return b"".join(struct.pack("<2H", kind, len(data)) + data for kind, data in records)


def _compound(stream: bytes) -> bytes:
    """Return a compound file that holds one stream, ``Workbook``: a table of sectors, a directory, the stream."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    chain = [*range(3, count + 2), 0xFFFFFFFE]
    table = struct.pack(f"<{count + 2}I", 0xFFFFFFFD, 0xFFFFFFFE, *chain).ljust(512, b"\xff")
    assert len(table) == 512
    nowhere = 0xFFFFFFFF
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += struct.pack("<8I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE) + struct.pack("<2I", 0, 0)
    header = header.ljust(512, b"\xff")
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB3I", 2 * len(name) + 2, kind, 1, nowhere, nowhere, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
        for name, kind, child, first, size in (
            ("Root Entry", 5, 1, 0xFFFFFFFE, 0),
            ("Workbook", 2, nowhere, 2, len(stream)),
        )
    )
    return header + table + directory.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")
