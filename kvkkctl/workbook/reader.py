"""From grids to rows: where the table of a sheet begins, which column is which, and what stands below.

Whatever is not taken, a column, a row, a cell, is named.
"""

import hashlib
import re
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
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Header:
    """The heading row of a table: its index from 0, its kind of sheet, and its columns by index from 0.

    `ignored` are headings that mean nothing to us; `twice` are columns that mean the same as an earlier one.
    """

    row: int
    layout: Layout
    columns: Mapping[int, Column]
    ignored: Mapping[int, str]
    twice: Mapping[int, int]


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
        unheaded = _unheaded(grid, header)
        problems.extend(_sheet_problems(grid, header, unheaded))
        found = list(_data_rows(grid, header, problems))
        rows.setdefault(header.layout.name, []).extend(found)
        sheets.append(_reading(grid, header, unheaded, found))
    # a name of a file may hold bytes that are no text, and a record holds text
    name = path.name.encode(errors="backslashreplace").decode()
    if not rows:
        problems.append(_nothing_found(name, sheets))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    by_kind = {kind: tuple(each) for kind, each in rows.items()}
    return Book(name, tuple(sheets), by_kind, tuple(problems), digest)


def find_header(grid: Grid) -> Header | None:
    """Return the heading row of a sheet: the one of the first 30 rows that names the most columns we know."""
    best: Header | None = None
    for number, row in enumerate(grid.rows[:HEADER_ROWS]):
        for layout in LAYOUTS:
            if layout.by_title and heading_key(grid.name) != heading_key(layout.title):
                continue
            header = _as_header(grid, number, row, layout)
            if header and (best is None or len(header.columns) > len(best.columns)):
                best = header
    return best


def _as_header(grid: Grid, number: int, row: Sequence[Value], layout: Layout) -> Header | None:
    columns: dict[int, Column] = {}
    ignored: dict[int, str] = {}
    twice: dict[int, int] = {}
    for index, value in enumerate(row):
        text = plain_text(value)
        if not text or grid.merged.get((number, index), (-1, 0))[0] == number:
            continue
        column = layout.by_heading.get(heading_key(text))
        first = next((at for at, known in columns.items() if column is known), None)
        if column is None:
            ignored[index] = text
        elif first is not None:
            twice[index] = first
        else:
            columns[index] = column
    fields = {column.field for column in columns.values()}
    if all(fields & one_of for one_of in layout.required):
        return Header(number, layout, columns, ignored, twice)
    return None


def _data_rows(grid: Grid, header: Header, problems: list[Problem]) -> Iterator[SheetRow]:
    """Yield the rows below the headings that hold something; a repeated heading row is none of them."""
    fields = frozenset(column.field for column in header.columns.values())
    headings = {index: plain_text(grid.rows[header.row][index]) for index in header.columns}
    known = {name for column in header.layout.columns for name in (column.heading, *column.aliases)}
    known.update(headings.values())
    columns = [(index, column_letter(index), column.field) for index, column in header.columns.items()]
    for number, row in enumerate(grid.rows[header.row + 1 :], start=header.row + 1):
        texts = {index: text for index, _, _ in columns if (text := plain_text(row[index]))}
        if grid.merged:
            texts = _without_band(grid, number, texts)
        if not known.isdisjoint(texts.values()):
            if 2 * sum(text == headings[index] for index, text in texts.items()) >= len(columns):
                continue
            if len(texts) > 1 and known.issuperset(texts.values()):
                problems.append(_second_table(grid, number))
        if texts:
            cells = {
                field: Cell(f"{letter}{number + 1}", texts[index], _as_day(row[index]))
                for index, letter, field in columns
                if index in texts
            }
            yield SheetRow(grid.name, number + 1, cells, fields)


def _without_band(grid: Grid, number: int, texts: dict[int, str]) -> dict[int, str]:
    """Return the texts of a row; of a title that is merged across the table, its first cell only."""
    areas = {grid.merged.get((number, index), (number, index)) for index in texts}
    return dict(list(texts.items())[:1]) if len(areas) == 1 else texts


def _as_day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _reading(grid: Grid, header: Header, unheaded: list[int], found: Sequence[SheetRow]) -> SheetReading:
    ignored = {**header.ignored, **dict.fromkeys(unheaded, "")}
    return SheetReading(
        sheet=grid.name,
        layout=header.layout.name,
        header_row=header.row + 1,
        first_row=found[0].row if found else None,
        rows=len(found),
        columns={column_letter(index): column.field for index, column in header.columns.items()},
        ignored_columns={column_letter(index): text for index, text in sorted(ignored.items())},
    )


def _unheaded(grid: Grid, header: Header) -> list[int]:
    """Return the columns that hold something below the headings and have no heading of their own."""
    seen = {*header.columns, *header.ignored, *header.twice}
    return [
        index
        for index in range(len(grid.rows[header.row]))
        if index not in seen
        and any(
            plain_text(row[index]) and (number, index) not in grid.merged
            for number, row in enumerate(grid.rows[header.row + 1 :], start=header.row + 1)
        )
    ]


def _sheet_problems(grid: Grid, header: Header, unheaded: list[int]) -> Iterator[Problem]:
    """Yield what is wrong with a sheet as a whole."""
    row = header.row + 1
    if not grid.visible:
        yield Problem(
            Severity.WARNING, grid.name, "", "", Text("The sheet is hidden; it is imported all the same.")
        )
    for second, first in header.twice.items():
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
    for index in unheaded:
        letter = column_letter(index)
        yield Problem(
            Severity.WARNING,
            grid.name,
            f"{letter}{row}",
            "",
            Text("Column {letter} has no heading and is not imported.", letter=letter),
        )
    yield from _lost_values(grid, header)


def _lost_values(grid: Grid, header: Header) -> Iterator[Problem]:
    letters = {column_letter(index) for index in header.columns}
    for address in grid.lost:
        found = _ADDRESS.fullmatch(address.upper())
        if found and found[1] in letters and int(found[2]) > header.row:
            yield Problem(
                Severity.ERROR,
                grid.name,
                address,
                "",
                Text(
                    "The cell holds an error value, or a formula without its result: correct it, or open the file "
                    "in Excel and save it."
                ),
            )


def _second_table(grid: Grid, number: int) -> Problem:
    return Problem(
        Severity.ERROR,
        grid.name,
        str(number + 1),
        "",
        Text("The row looks like the headings of another table: give that table a sheet of its own."),
    )


def _why_skipped(grid: Grid) -> Text:
    if not any(plain_text(value) for row in grid.rows for value in row):
        return Text("The sheet is empty.")
    return Text("No row of the first {n} has the headings of an inventory.", n=HEADER_ROWS)


def _nothing_found(name: str, sheets: Sequence[SheetReading]) -> Problem:
    names = ", ".join(sheet.sheet for sheet in sheets) or name
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
