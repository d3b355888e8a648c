"""Delimited text, as Excel and web systems export it: its encoding, its delimiter, its cells."""

import codecs
import csv
import re
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import IO

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text
from kvkkctl.workbook.places import Value, is_filled

_MOST_BYTES = 64_000_000
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_SAMPLE_ROWS = 500
# in the order of preference among equals
_DELIMITERS = (";", "\t", "|", ",")
_DECLARED = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_MARKED = re.compile(r"'+[=+\-@\t\r]")
_LINE = re.compile(r"[^\r\n]++(?:\r\n?|\n)?|\r\n?|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# A Turkish letter in UTF-8; in Windows-1254 it would be two signs that no word has side by side.
_UTF_8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_delimited(file: IO[bytes], label: str) -> list[list[Value]]:
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
    text = decoded(content, label)
    del content
    if declared := _DECLARED.match(text):
        return _table(text[declared.end() :], declared[1], label, first=2)
    if delimiter := _delimiter_of(text):
        return _table(text, delimiter, label)
    # where a quotation mark is not closed no delimiter shows: that is said first
    deque(_rows(text, _DELIMITERS[0], label), maxlen=0)
    raise FileProblem(
        Text(
            "{path} is text without columns: a CSV needs semicolons, commas or tabs between its cells.",
            path=label,
        )
    )


def is_text(start: bytes) -> bool:
    """Say whether a file that begins so may be text."""
    return start.startswith(_UTF_16) or b"\x00" not in start


def decoded(content: bytes, label: str) -> str:
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


def delimiter_of(text: str) -> tuple[str, int] | None:
    """Return the delimiter of a text, and how many of its first letters declare that; None for text without columns."""
    if declared := _DECLARED.match(text):
        return declared[1], declared.end()
    found = _delimiter_of(text)
    return (found, 0) if found else None


def encoding_of(content: bytes) -> str:
    """Return the encoding of a text that `decoded` takes."""
    if content.startswith(_UTF_16):
        return "utf-16"
    with suppress(UnicodeDecodeError):
        content.decode("utf-8-sig")
        return "utf-8-sig"
    return "cp1254"


def may_be_decomposed(content: bytes) -> bool:
    """Say whether a text may have marks apart from their letters: its bytes tell, without a look at each letter."""
    return content.startswith(_UTF_16) or b"\xcc" in content or b"\xcd" in content


def raise_for_line(text: str, delimiter: str, label: str, first: int) -> None:
    """Raise FileProblem naming the line of a text whose quotation marks, or whose length, are out of place."""
    deque(_rows(text, delimiter, label, first, most=sys.maxsize), maxlen=0)


def unmarked(cell: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and _MARKED.match(cell) else cell


def narrow(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """Yield lines. Raises TooWideError for one of more columns than a sheet has."""
    for line in lines:
        if len(line) > _MOST_COLUMNS and line.count(delimiter) > _MOST_COLUMNS:
            raise TooWideError
        yield line


def _delimiter_of(text: str) -> str | None:
    """Return the delimiter that gives most rows the same number of columns, of several the one that gives more."""
    best, found = (0.0, 0), None
    for delimiter in _DELIMITERS:
        if (evenness := _evenness(text, delimiter)) > best:
            best, found = evenness, delimiter
    return found


class TooWideError(Exception):
    """A line has more cells than a row of Excel."""


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """Return how many of the rows have the usual number of columns, from 0 to 1, and that number; 0, 0 for none."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error, TooWideError):
        for row in islice(csv.reader(_lines(text, delimiter), delimiter=delimiter), _SAMPLE_ROWS):
            widths[len(row)] += bool(row)
    total = widths.total()
    del widths[0], widths[1]
    if not widths:
        return 0, 0
    columns, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
    return rows / total, columns


def _table(text: str, delimiter: str, label: str, first: int = 1) -> list[list[Value]]:
    """Return the rows, of one width, without the empty ones at their end."""
    rows: list[list[Value]] = []
    filled, width = 0, 0
    for number, (line, row) in enumerate(_rows(text, delimiter, label, first), start=1):
        while row and not row[-1]:
            row.pop()
        if not row:
            continue
        filled, width = filled + len(row), max(width, len(row))
        if not is_filled(number * width, filled):
            raise _far_away(label, line)
        rows.extend([] for _ in range(len(rows) + 1, number))
        rows.append([unmarked(cell) for cell in row])
    return [row + [""] * (width - len(row)) for row in rows]


def _rows(
    text: str, delimiter: str, label: str, first: int = 1, most: int = _MOST_ROWS
) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line that it begins in. Raises FileProblem where a quotation mark is out of place."""
    reader = csv.reader(_lines(text, delimiter), delimiter=delimiter, strict=True)
    line = first
    try:
        for number, row in enumerate(reader):
            if number == most:
                raise _far_away(label, line)
            yield line, row
            line = first + reader.line_num
    except csv.Error as error:
        raise FileProblem(
            Text(
                "{path}: a quotation mark in the row that begins in line {line} is not closed, or not where a cell "
                "ends: correct it, or save the table as a workbook.",
                path=label,
                line=line,
            )
        ) from error
    except TooWideError as error:
        raise _far_away(label, line) from error


def _far_away(label: str, line: int) -> FileProblem:
    return FileProblem(
        Text(
            "{path}: line {line} is far away from all else, or longer than a row can be: correct it and try again.",
            path=label,
            line=line,
        )
    )


def _lines(text: str, delimiter: str) -> Iterator[str]:
    """Yield line by line. Raises TooWideError for one of more columns than a sheet has."""
    # not by io.StringIO, which takes four bytes for each letter
    return narrow((found[0] for found in _LINE.finditer(text)), delimiter)
