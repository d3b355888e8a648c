"""Rows as a workbook stores them, streamed, and the archive that carries them.

openpyxl makes everything of a book but its rows: an object for each cell would cost more than the rest of an export.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import ceil
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Value = str | float | date | None

LINE_HEIGHT = 13.5
_HIGHEST_ROW = 409
_LETTERS_IN_A_WIDTH = 1.1
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_ROWS = re.compile(rb"<sheetData\s*(?:/>|>\s*</sheetData>)")
# what a workbook would take for the number of a letter: _x0041_
_LETTER_NUMBER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_REMEMBERED = 8192
_CHUNK = 1 << 20
# Excel counts days from 1900 with a 29 February that there was not, and counts in binary fractions
_DAY_0 = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_LARGEST = 2**53


def clean(text: str) -> str:
    """Return the text without the control characters that no workbook holds, line ends as one line feed."""
    return text if text.isprintable() else _UNWRITABLE.sub("", _NEWLINES.sub("\n", text))


def is_like_formula(text: str) -> bool:
    """Say whether a spreadsheet could take a text for a formula."""
    return text.startswith(_FORMULA_STARTS)


def as_day(day: date) -> str:
    """Return a date as it stands in our workbooks: 31.12.2026."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def _escaped(text: str) -> str:
    return escape(_LETTER_NUMBER.sub("_x005F_", text))


class Cells(dict[Value, tuple[str, int]]):
    """The cells of one column in one look: what follows the number of the row, and how many lines it takes.

    `styles` are the numbers of three styles: for text, for text like a formula, for dates. `fitting` makes a text fit
    into a cell. Each value is worked out once; only so many are remembered, so that no export grows with its texts.
    """

    def __init__(
        self, letter: str, styles: tuple[int, int, int], width: int | None, fitting: Callable[[str], str]
    ) -> None:
        super().__init__()
        self.start = f'<c r="{letter}'
        self._styles = styles
        self._room = width * _LETTERS_IN_A_WIDTH if width else None
        self._fitting = fitting

    def __missing__(self, value: Value) -> tuple[str, int]:
        """Work out a value that is not remembered."""
        made = self._made(value)
        if len(self) >= _REMEMBERED:
            self.clear()
        if value is None or isinstance(value, str | date):
            self[value] = made
        return made

    def _made(self, value: Value) -> tuple[str, int]:
        text, formula, day = self._styles
        match value:
            case None:
                return f'" s="{text}"/>', 1
            case date() if value >= _FIRST_DAY:
                return f'" s="{day}"><v>{(value - _DAY_0).days}</v></c>', 1
            case date():
                return self._text(as_day(value), text)
            case str():
                return self._text(value, formula if is_like_formula(value) else text)
            case _ if abs(value) > _LARGEST:
                return self._text(str(value), text)
            case _:
                return f'" s="{text}"><v>{value}</v></c>', 1

    def _text(self, value: str, style: int) -> tuple[str, int]:
        text = self._fitting(clean(value))
        if not text:
            return f'" s="{style}"/>', 1
        space = "" if text == text.strip() else ' xml:space="preserve"'
        return (
            f'" s="{style}" t="inlineStr"><is><t{space}>{_escaped(text)}</t></is></c>',
            self._lines(text),
        )

    def _lines(self, text: str) -> int:
        if self._room is None:
            return 1
        return sum(_wrapped(line, self._room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    """Return how many lines a text takes in so many letters: words go down whole, longer ones are broken."""
    if len(line) <= room:
        return 1
    lines, used = 1, 0.0
    for word in line.split(" "):
        if used and used + len(word) > room:
            lines, used = lines + 1, 0.0
        lines += max(ceil(len(word) / room) - 1, 0)
        used += len(word) % room + 1
    return lines


class RowStream:
    """The rows of one sheet on their way into a file; they wait on the disk. Closed by its owner."""

    def __init__(self) -> None:
        self.count = 0
        self.file = TemporaryFile()  # noqa: SIM115 (closed with the book)

    def add(self, cells: Sequence[Cells], values: Sequence[Value]) -> None:
        """Add a row as high as its values need; the program that shows it may still fit it anew."""
        self.count += 1
        number = self.count
        made = [column[value] for column, value in zip(cells, values, strict=False)]
        lines = max([lines for _, lines in made], default=1)
        height = f' ht="{min(lines * LINE_HEIGHT, _HIGHEST_ROW):g}"' if lines > 1 else ""
        row = "".join(
            [f"{column.start}{number}{rest}" for column, (rest, _) in zip(cells, made, strict=False)]
        )
        self.file.write(f'<row r="{number}"{height}>{row}</row>'.encode())


class Archive(ZipFile):
    """A ZIP file whose parts carry no time, and whose sheets get their rows on the way in.

    `rows` are the streams by the name of the sheet's part.
    """

    def __init__(self, path: Path, rows: Mapping[str, RowStream]) -> None:
        super().__init__(path, "w")
        self._streams = rows

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add a part."""
        super().writestr(_part(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a sheet from the file in which openpyxl left it without rows. Raises ValueError for any other."""
        sheet = Path(filename).read_bytes()
        place = _NO_ROWS.search(sheet)
        if place is None:
            raise ValueError(arcname)
        rows = self._streams[arcname].file
        part = _part(arcname)
        part.file_size = len(sheet) + rows.tell()
        rows.seek(0)
        with self.open(part, "w") as target:
            target.write(sheet[: place.start()] + b"<sheetData>")
            while chunk := rows.read(_CHUNK):
                target.write(chunk)
            target.write(b"</sheetData>" + sheet[place.end() :])


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name)
    part.compress_type = ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    return part
