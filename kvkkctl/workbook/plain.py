"""One delimited text with a million rows: headings and columns found as ever, rows handed on by the thousand.

Rows that look like any other are never made into cells; those that may be more are, one by one, by the same table.
"""

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from kvkkctl.errors import FileProblem, Problem
from kvkkctl.inventory.layout import Layout
from kvkkctl.inventory.mapping import ImportMap
from kvkkctl.inventory.sheets import Book, PlainRows, SheetReading, SheetRow, UnevenError
from kvkkctl.text import Text
from kvkkctl.workbook.delimited import (
    TooWideError,
    decoded,
    delimiter_of,
    encoding_of,
    is_text,
    may_be_decomposed,
    narrow,
    raise_for_line,
    unmarked,
)
from kvkkctl.workbook.findings import columns_without_heading, sheet_problems
from kvkkctl.workbook.grid import Grid, Value, looks_like_workbook, plain_text, refuse_other_kinds
from kvkkctl.workbook.headers import HEADER_ROWS, Header, applying, find_header
from kvkkctl.workbook.reader import read_book, read_text, sheet_reading
from kvkkctl.workbook.table import Table

_MOST_BYTES = 256_000_000
_CHUNK = 20_000


def read_plain(path: Path, mapping: ImportMap, about: Layout) -> PlainRows | None:
    """Return the rows of a delimited text of one kind of sheet; None for any other file, or what needs a closer look.

    Raises FileProblem for one that cannot be read.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be read ({reason}).", path=path, reason=error.strerror)
        ) from error
    name = path.name.encode(errors="backslashreplace").decode()
    stem = path.stem.encode(errors="backslashreplace").decode()
    whole = partial(read_book, path, mapping, about)
    return _plain(content, _Names(str(path), name, stem), (mapping, about), whole)


def read_plain_text(content: bytes, mapping: ImportMap, about: Layout) -> PlainRows | None:
    """Return the same of what stands on stdin."""
    whole = partial(read_text, content, mapping, about)
    return _plain(content, _Names("stdin", "-", "stdin"), (mapping, about), whole)


class _Names(NamedTuple):
    """What messages, records and the sheet call a file."""

    label: str
    file: str
    sheet: str


def _plain(
    content: bytes, names: _Names, wanted: tuple[ImportMap, Layout], whole: Callable[[], Book]
) -> PlainRows | None:
    (label, name, stem), (mapping, about) = names, wanted
    start = content[:4096]
    if not start or looks_like_workbook(start) or not is_text(start) or not mapping.wants(stem):
        return None
    _check_size(content, label)
    refuse_other_kinds(start, label)
    digest = hashlib.sha256(content).hexdigest()
    text = decoded(content, label)
    if may_be_decomposed(content) and not is_normalized("NFC", text):
        text = normalize("NFC", text)
        content = text.encode()
    found = delimiter_of(text)
    del text
    if found is None:
        return None
    source = _Source(content, label, *found)
    top = [list(map(unmarked, row)) for row in islice(source.rows(), max(_rows_above(mapping, stem), 1))]
    width = max((len(row) for row in top), default=0)
    grid = Grid(stem, visible=True, rows=[[*row, *[""] * (width - len(row))] for row in top], delimited=True)
    header = find_header(grid, mapping.of(stem), about)
    own = applying(mapping.of(stem), about, about)
    if header is None or header.layout is not about or own.fill_down or own.bands:
        return None
    if len(header.fields) < len(header.columns):
        return None
    grid = Grid(stem, visible=True, rows=grid.rows[: header.row + 1], delimited=True)
    problems: list[Problem] = []
    table = Table(grid, header, own, problems)
    if table.units or any(cell.ref for cell in table.constants.values()):
        return None
    sheet = PlainSheet(source, grid, header, table, problems)
    return PlainRows(name, stem, digest, sheet, whole)


def _check_size(content: bytes, label: str) -> None:
    if len(content) > _MOST_BYTES:
        raise FileProblem(
            Text(
                "{path} is larger than {size} MB: divide it into several files.",
                path=label,
                size=_MOST_BYTES // 1_000_000,
            )
        )


def _rows_above(mapping: ImportMap, name: str) -> int:
    return max(HEADER_ROWS, mapping.of(name).header_row or 0)


@dataclass(frozen=True)
class _Source:
    """A text, its delimiter, and how many letters before the table declare that."""

    content: bytes
    label: str
    delimiter: str
    declared: int

    def rows(self) -> Iterator[list[str]]:
        """Yield the cells of each row. Raises FileProblem naming the line that is no row."""
        text = TextIOWrapper(BytesIO(self.content), encoding_of(self.content), newline="")
        text.read(self.declared)
        try:
            yield from csv.reader(narrow(text, self.delimiter), delimiter=self.delimiter, strict=True)
        except (csv.Error, TooWideError):
            whole = decoded(self.content, self.label)[self.declared :]
            raise_for_line(whole, self.delimiter, self.label, 2 if self.declared else 1)
            raise

    def __len__(self) -> int:
        return self.content.count(b"\n")


@dataclass
class PlainSheet:
    """The rows below the headings of a delimited text."""

    source: _Source
    grid: Grid
    header: Header
    table: Table
    problems: list[Problem]
    extra: dict[int, list[Value]] = field(default_factory=dict)
    last: int = 0

    def __post_init__(self) -> None:
        known = {*self.header.columns, *self.header.ignored, *self.header.twice, *self.header.ambiguous}
        known |= self.header.left_out
        self._width = len(self.grid.rows[self.header.row])
        self._without_heading = [index for index in range(self._width) if index not in known]
        self.columns = {column.field: index for index, column in self.header.columns.items()}
        self.constants = {name: cell.text for name, cell in self.table.constants.items()}
        self.fields = self.table.fields
        self.words = self.table.words

    def __len__(self) -> int:
        return len(self.source) // _CHUNK + 1

    def chunks(self) -> Iterator[tuple[int, list[list[str]]]]:
        """Yield rows by the thousand, all as wide as the headings, with the place of the first, counted from 0.

        What stands beyond the headings, or in columns without one, is remembered.
        """
        if self.header.ambiguous:
            return
        rows = islice(self.source.rows(), self.header.row + 1, None)
        at, width = self.header.row + 1, self._width
        while chunk := list(islice(rows, _CHUNK)):
            if set(map(len, chunk)) != {width}:
                chunk = [
                    self._fitting(at + n, row) if len(row) != width else row for n, row in enumerate(chunk)
                ]
            for index in self._without_heading:
                for n, row in enumerate(chunk):
                    if row[index] and at + n not in self.extra:
                        self.extra[at + n] = list(map(unmarked, row))
            yield at, chunk
            at += len(chunk)
        self.last = at

    def row(self, number: int, cells: Sequence[str]) -> SheetRow | None:
        """Return one row as any other sheet gives it. Raises UnevenError where it speaks of the rows below it."""
        found = self.table.row(number, list(map(unmarked, cells)))
        if self.table.band is not None:
            raise UnevenError
        return found

    def again(self, numbers: set[int]) -> Iterator[SheetRow]:
        """Yield some of the rows once more."""
        for at, chunk in self.chunks():
            for n, cells in enumerate(chunk, at):
                if n in numbers and (row := self.row(n, cells)):
                    yield row

    def text(self, cell: str) -> str:
        """Return a cell as any other sheet gives it."""
        return plain_text(unmarked(cell))

    def done(self, found: tuple[int | None, int]) -> tuple[SheetReading, tuple[Problem, ...]]:
        """Return how the sheet was understood and what is to be said of it, when all rows were read."""
        wide = max([self._width, *map(len, self.extra.values())])
        blank: list[Value] = [""] * wide
        below = [blank] * (max(self.extra, default=self.header.row) - self.header.row)
        for number, row in self.extra.items():
            below[number - self.header.row - 1] = [*row, *[""] * (wide - len(row))]
        top = [[*row, *[""] * (wide - len(row))] for row in self.grid.rows]
        grid = Grid(self.grid.name, visible=True, rows=[*top, *below], delimited=True)
        unheaded = columns_without_heading(grid, self.header)
        self.table.end()
        said = (*sheet_problems(grid, self.header, unheaded), *self.problems)
        return sheet_reading(grid, self.header, unheaded, found), said

    def _fitting(self, number: int, row: list[str]) -> list[str]:
        """Return a row as wide as the headings; what stands beyond them is remembered."""
        while len(row) > self._width and not row[-1]:
            row.pop()
        if len(row) > self._width:
            self.extra[number] = list(map(unmarked, row))
        return [*row[: self._width], *[""] * (self._width - len(row))]
