"""From grids to rows: where the table of a sheet begins, which column is which, and what stands below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.columns import LAYOUTS
from kvkkctl.inventory.layout import Column, Layout, heading_key
from kvkkctl.inventory.sheets import Book, Cell, SheetReading, SheetRow
from kvkkctl.text import Text
from kvkkctl.workbook.grid import Grid, Value, column_letter, plain_text, read_grids

HEADER_ROWS = 30


@dataclass(frozen=True, slots=True)
class Header:
    """The heading row of a table: its index from 0, its kind of sheet, and its columns by index from 0."""

    row: int
    layout: Layout
    columns: Mapping[int, Column]
    ignored: Mapping[int, str]
    twice: tuple[tuple[int, int], ...]


def read_book(path: Path) -> Book:
    """Read a workbook as far as headings and rows. Raises FileProblem for a file that cannot be read."""
    sheets: list[SheetReading] = []
    rows: dict[str, list[SheetRow]] = {}
    problems: list[Problem] = []
    for grid in read_grids(path):
        header = find_header(grid)
        if header is None:
            sheets.append(SheetReading(grid.name, skipped=_why_skipped(grid)))
            continue
        problems.extend(_header_problems(grid, header))
        found = list(_data_rows(grid, header))
        rows.setdefault(header.layout.name, []).extend(found)
        sheets.append(_reading(grid, header, found))
    if not rows:
        problems.append(_nothing_found(path, sheets))
    return Book(path.name, tuple(sheets), {name: tuple(each) for name, each in rows.items()}, tuple(problems))


def find_header(grid: Grid) -> Header | None:
    """Return the heading row of a sheet: the one of the first 30 rows that names the most columns we know."""
    best: Header | None = None
    for number, row in enumerate(grid.rows[:HEADER_ROWS]):
        for layout in LAYOUTS:
            header = _as_header(number, row, layout)
            if header and (best is None or len(header.columns) > len(best.columns)):
                best = header
    return best


def _as_header(number: int, row: Sequence[Value], layout: Layout) -> Header | None:
    columns: dict[int, Column] = {}
    ignored: dict[int, str] = {}
    twice: list[tuple[int, int]] = []
    before: Value = None
    for index, value in enumerate(row):
        text = plain_text(value) if isinstance(value, str) else ""
        merged = value == before and bool(text)
        before = value
        if not text or merged:
            continue
        column = layout.by_heading.get(heading_key(text))
        first = next((at for at, known in columns.items() if column is known), None)
        if column is None:
            ignored[index] = text
        elif first is not None:
            twice.append((first, index))
        else:
            columns[index] = column
    fields = {column.field for column in columns.values()}
    if all(fields & one_of for one_of in layout.required):
        return Header(number, layout, columns, ignored, tuple(twice))
    return None


def _data_rows(grid: Grid, header: Header) -> Iterator[SheetRow]:
    fields = frozenset(column.field for column in header.columns.values())
    headings = {index: plain_text(grid.rows[header.row][index]) for index in header.columns}
    for number, row in enumerate(grid.rows[header.row + 1 :], start=header.row + 1):
        cells: dict[str, Cell] = {}
        repeated = 0
        for index, column in header.columns.items():
            value = row[index] if index < len(row) else None
            text = plain_text(value)
            if text:
                cells[column.field] = Cell(f"{column_letter(index)}{number + 1}", text, _as_day(value))
                repeated += text == headings[index]
        if cells and repeated < len(header.columns) / 2:
            yield SheetRow(grid.name, number + 1, cells, fields)


def _as_day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _reading(grid: Grid, header: Header, found: Sequence[SheetRow]) -> SheetReading:
    return SheetReading(
        sheet=grid.name,
        layout=header.layout.name,
        header_row=header.row + 1,
        first_row=found[0].row if found else None,
        rows=len(found),
        columns={column_letter(index): column.field for index, column in header.columns.items()},
        ignored_columns={column_letter(index): text for index, text in header.ignored.items()},
    )


def _header_problems(grid: Grid, header: Header) -> Iterator[Problem]:
    row = header.row + 1
    for first, second in header.twice:
        letters = column_letter(first), column_letter(second)
        yield Problem(
            Severity.ERROR,
            grid.name,
            f"{letters[1]}{row}",
            plain_text(grid.rows[header.row][second]),
            Text(
                'Columns {first} and {second} both mean "{heading}": rename or remove one.',
                first=letters[0],
                second=letters[1],
                heading=header.columns[first].heading,
            ),
        )
    for index, text in header.ignored.items():
        yield Problem(
            Severity.WARNING,
            grid.name,
            f"{column_letter(index)}{row}",
            text,
            Text('Column "{heading}" is not understood and not imported.', heading=text),
        )


def _why_skipped(grid: Grid) -> Text:
    if not any(plain_text(value) for row in grid.rows for value in row):
        return Text("The sheet is empty.")
    return Text("No row of the first {n} has the headings of an inventory.", n=HEADER_ROWS)


def _nothing_found(path: Path, sheets: Sequence[SheetReading]) -> Problem:
    names = ", ".join(sheet.sheet for sheet in sheets) or path.name
    return Problem(
        Severity.ERROR,
        names,
        "",
        "",
        Text(
            'No sheet has the headings of an inventory (at least "Veri Kategorisi" and "Faaliyet"): '
            "`kvkkctl template` writes an empty one."
        ),
    )
