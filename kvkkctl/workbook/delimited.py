"""Delimited text, as Excel and web systems export it: its encoding, its delimiter, its cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text
from kvkkctl.workbook.places import is_filled

_MOST_BYTES = 64_000_000
_MOST_COLUMNS = 16_384
_SAMPLE_ROWS = 500
# in the order of preference among equals
_DELIMITERS = (";", "\t", "|", ",")
_DECLARED = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_MARKED = re.compile(r"'+[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# A Turkish letter in UTF-8; in Windows-1254 it would be two signs that no word has side by side.
_UTF_8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_delimited(file: IO[bytes], label: str) -> list[list[str]]:
    """Return the rows of a delimited text, all of one width. Raises FileProblem for what is no table."""
    content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise FileProblem(
            Text(
                "{path} is larger than {size} MB, which no inventory is as text: it is refused.",
                path=label,
                size=_MOST_BYTES // 1_000_000,
            )
        )
    text = _decoded(content, label)
    del content
    declared = _DECLARED.match(text)
    if declared:
        return _table(text[declared.end() :], declared[1], label)
    delimiter = _delimiter_of(text)
    # where a quotation mark is not closed no delimiter shows, and the table says so
    rows = _table(text, delimiter or _DELIMITERS[0], label)
    if delimiter is None:
        raise FileProblem(
            Text(
                "{path} is text without columns: a CSV needs semicolons, commas or tabs between its cells.",
                path=label,
            )
        )
    return rows


def is_text(start: bytes) -> bool:
    """Say whether a file that begins so may be text."""
    return start.startswith(_UTF_16) or b"\x00" not in start


def _decoded(content: bytes, label: str) -> str:
    """Return the text; Windows-1254 is what is no UTF-8 and holds nothing that would be."""
    if content.startswith(_UTF_16):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise no_table(label) from error
    else:
        text = _from_bytes(content, label)
    if "\x00" in text:
        raise no_table(label)
    return text


def _from_bytes(content: bytes, label: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        try:
            text = content.decode("cp1254")
        except UnicodeDecodeError:
            raise no_table(label) from None
        if _CONTROL.search(text):
            raise no_table(label) from None
        if _UTF_8_LETTER.search(content):
            raise FileProblem(
                Text(
                    "{path}: line {line} is not in UTF-8 as other lines are: open the file in Excel, correct its "
                    'letters and save it as "CSV UTF-8".',
                    path=label,
                    line=content.count(b"\n", 0, error.start) + 1,
                )
            ) from None
        return text


def no_table(label: str) -> FileProblem:
    """Return the problem of a file that is of no kind that is read."""
    return FileProblem(Text("{path} is neither an Excel or ODS workbook nor a CSV file.", path=label))


def _delimiter_of(text: str) -> str | None:
    """Return the delimiter that gives most rows the same number of columns, of several the one that gives more."""
    best, found = (0.0, 0), None
    for delimiter in _DELIMITERS:
        if (evenness := _evenness(text, delimiter)) > best:
            best, found = evenness, delimiter
    return found


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """Return how many of the rows have the usual number of columns, from 0 to 1, and that number; 0, 0 for none."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        for row in islice(csv.reader(_lines(text), delimiter=delimiter), _SAMPLE_ROWS):
            widths[len(row)] += bool(row)
    total = widths.total()
    del widths[0], widths[1]
    if not widths:
        return 0, 0
    columns, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
    return rows / total, columns


class _TooFarError(Exception):
    """A cell is so far away that the table would be empty for the most part."""


def _table(text: str, delimiter: str, label: str) -> list[list[str]]:
    """Return the rows, of one width, without the empty ones at their end."""
    reader = csv.reader(_lines(text, delimiter), delimiter=delimiter, strict=True)
    table = _Table()
    try:
        for row in reader:
            table.add(row)
            table.line = reader.line_num + 1
    except csv.Error as error:
        raise FileProblem(
            Text(
                "{path}: a quotation mark in the row that begins in line {line} is not closed, or not where a cell "
                "ends: correct it, or save the table as a workbook.",
                path=label,
                line=table.line,
            )
        ) from error
    except _TooFarError as error:
        raise FileProblem(
            Text(
                "{path}: what stands in line {line} is far away from all else: correct it and try again.",
                path=label,
                line=table.line,
            )
        ) from error
    return table.even()


@dataclass
class _Table:
    """Rows as they come, and how far they reach; `line` is where the next one begins."""

    rows: list[list[str]] = field(default_factory=list)
    line: int = 1
    filled: int = 0
    width: int = 0
    last: int = 0

    def add(self, row: list[str]) -> None:
        while row and not row[-1]:
            row.pop()
        self.rows.append([cell[1:] if cell[:1] == "'" and _MARKED.match(cell) else cell for cell in row])
        if row:
            self.filled, self.width, self.last = (
                self.filled + len(row),
                max(self.width, len(row)),
                len(self.rows),
            )
            if not is_filled(self.last * self.width, self.filled):
                raise _TooFarError

    def even(self) -> list[list[str]]:
        return [row + [""] * (self.width - len(row)) for row in self.rows[: self.last]]


def _lines(text: str, delimiter: str = "\x00") -> Iterator[str]:
    """Yield line by line. Raises _TooFarError for one of more columns than a sheet has."""
    for line in io.StringIO(text, newline=""):
        if line.count(delimiter) > _MOST_COLUMNS:
            raise _TooFarError
        yield line
