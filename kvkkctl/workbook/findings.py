"""What is to be said of a sheet as a whole: why it is left out, and what of it is not understood or worth a look."""

import re
from collections.abc import Iterator, Sequence

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.inventory.layout import Column, Layout, heading_key
from kvkkctl.inventory.mapping import SheetMap
from kvkkctl.text import Text, ranges
from kvkkctl.workbook.grid import Grid, column_letter, plain_text
from kvkkctl.workbook.headers import HEADER_ROWS, Header

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


def columns_without_heading(grid: Grid, header: Header) -> list[int]:
    """Return the columns that hold something below the headings and have no heading of their own."""
    seen = {*header.columns, *header.ignored, *header.twice, *header.ambiguous, *header.left_out}
    return [
        index
        for index in range(len(grid.rows[header.row]))
        if index not in seen
        and any(
            plain_text(row[index]) and (number, index) not in grid.merged
            for number, row in enumerate(grid.rows[header.row + 1 :], start=header.row + 1)
        )
    ]


def sheet_problems(grid: Grid, header: Header, unheaded: list[int]) -> Iterator[Problem]:
    """Yield what is wrong with a sheet as a whole, and what is worth a look."""

    def at(severity: Severity, cell: str, value: str, message: Text) -> Problem:
        return Problem(severity, grid.name, cell, value, message)

    row = header.row + 1
    if not grid.visible:
        yield at(Severity.WARNING, "", "", Text("The sheet is hidden; it is imported all the same."))
    yield from _clashes(grid, header)
    for name in header.absent:
        yield at(
            Severity.ERROR,
            str(row),
            name,
            Text('No column is headed "{name}", as the mapping says.', name=name),
        )
    for index, first in header.wide.items():
        letters = column_letter(first), column_letter(index)
        message = Text(
            "Columns {first} and {second} stand under one heading and are read as one.",
            first=letters[0],
            second=letters[1],
        )
        yield at(Severity.INFO, f"{letters[1]}{row}", header.headings[index], message)
    if header.marked:
        marked = [column_letter(index) for index in header.marked]
        message = Text(
            "Columns {columns} are headed by a term each: a row with a mark there has that term.",
            columns=", ".join(marked),
        )
        yield at(Severity.INFO, f"{marked[0]}{row}", "", message)
    yield from _unused_columns(grid, header, unheaded)
    yield from _said_above(grid, header)
    yield from _hidden(grid, header)
    yield from _lost_values(grid, header)


def _unused_columns(grid: Grid, header: Header, unheaded: list[int]) -> Iterator[Problem]:
    row = header.row + 1
    for index, text in header.ignored.items():
        like = header.layout.like(text)
        message = (
            Text('Column "{heading}" is not understood and not imported.', heading=text)
            if like is None or like in header.columns.values()
            else Text(
                'Column "{heading}" is not understood and not imported; if it is "{like}", rename it, or name it '
                "with --map.",
                heading=text,
                like=like.heading,
            )
        )
        yield Problem(Severity.WARNING, grid.name, f"{column_letter(index)}{row}", text, message)
    if grid.delimited and unheaded and max(unheaded) > max(header.headings):
        yield from _shifted(grid, header)
    for index in unheaded:
        letter = column_letter(index)
        message = Text("Column {letter} has no heading and is not imported.", letter=letter)
        yield Problem(Severity.WARNING, grid.name, f"{letter}{row}", "", message)


def _said_above(grid: Grid, header: Header) -> Iterator[Problem]:
    for name, cell in header.above.items():
        message = Text(
            'What stands above the table holds for all its rows: {field} "{value}".',
            field=name,
            value=cell.text,
        )
        yield Problem(Severity.INFO, grid.name, cell.ref, cell.text, message)
    for name, cell in header.beside.items():
        message = Text(
            'What stands above the table is not taken: {field} "{value}". If it holds for all rows, give it under '
            "[constants] in a mapping (--map).",
            field=name,
            value=cell.text,
        )
        yield Problem(Severity.WARNING, grid.name, cell.ref, cell.text, message)


def _shifted(grid: Grid, header: Header) -> Iterator[Problem]:
    """Yield the rows of delimited text that have more cells than the headings: one was cut in two."""
    last = max(header.headings)
    message = Text(
        "The row has more cells than the headings: a cell that holds the separator has to stand in quotation marks."
    )
    for number, row in enumerate(grid.rows[header.row + 1 :], start=header.row + 2):
        if any(plain_text(value) for value in row[last + 1 :]):
            yield Problem(Severity.ERROR, grid.name, str(number), "", message)


def _clashes(grid: Grid, header: Header) -> Iterator[Problem]:
    for second, first in header.twice.items():
        letters = column_letter(first), column_letter(second)
        message = Text(
            'Columns {first} and {second} both mean "{heading}": rename or remove one.',
            first=letters[0],
            second=letters[1],
            heading=header.columns[first].heading,
        )
        yield Problem(
            Severity.ERROR, grid.name, f"{letters[1]}{header.row + 1}", header.headings[second], message
        )
    for index, columns in header.ambiguous.items():
        message = Text(
            'Column "{heading}" may mean {meanings}: rename it, or say which with --map.',
            heading=header.headings[index],
            meanings=_headings(columns),
        )
        yield Problem(
            Severity.ERROR,
            grid.name,
            f"{column_letter(index)}{header.row + 1}",
            header.headings[index],
            message,
        )


def _headings(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(f'"{column.heading}"' for column in columns)


def _hidden(grid: Grid, header: Header) -> Iterator[Problem]:
    rows = [number + 1 for number in sorted(grid.hidden_rows) if number > header.row]
    columns = [
        column_letter(index)
        for index in sorted(grid.hidden_columns)
        if index in header.columns and header.columns[index].field != "key"
    ]
    if rows:
        message = Text("Hidden rows are read like the others: {rows}.", rows=ranges(f"{n}" for n in rows))
        yield Problem(Severity.INFO, grid.name, str(rows[0]), "", message)
    if columns:
        message = Text("Hidden columns are read like the others: {columns}.", columns=", ".join(columns))
        yield Problem(Severity.INFO, grid.name, f"{columns[0]}{header.row + 1}", "", message)


def _lost_values(grid: Grid, header: Header) -> Iterator[Problem]:
    letters = {column_letter(index) for index in header.columns}
    message = Text(
        "The cell holds an error value, or a formula without its result: correct it, or open the file "
        "in Excel and save it."
    )
    for address in grid.lost:
        found = _ADDRESS.fullmatch(address.upper())
        if found and found[1] in letters and int(found[2]) > header.row:
            yield Problem(Severity.ERROR, grid.name, address, "", message)


def lacking(grid: Grid, like: Header) -> Problem:
    """Return why a sheet that looks like an inventory is none."""
    lacks = [one_of for one_of in INVENTORY.required if not one_of & (like.fields | like.above.keys())]
    if not lacks:
        message = Text(
            "Row {row} has the headings of an inventory, and the mapping reads the sheet otherwise: correct its "
            "header_row, columns or ignore, or leave the sheet out with --sheet.",
            row=like.row + 1,
        )
        return Problem(Severity.ERROR, grid.name, str(like.row + 1), "", message)
    names = tuple(f'"{INVENTORY.by_field[field].heading}"' for one_of in lacks for field in sorted(one_of))
    message = Text(
        "Row {row} has headings of an inventory, but none for {names}: name that column with --map, give it "
        "for all rows under [constants] there, or leave the sheet out with --sheet.",
        row=like.row + 1,
        names=names,
    )
    return Problem(Severity.ERROR, grid.name, str(like.row + 1), "", message)


def upright(grid: Grid, header: Header | None) -> Problem | None:
    """Return what a sheet is told by whose headings stand below each other, each with its value beside it."""
    found: dict[str, int] = {}
    for number, row in enumerate(grid.rows):
        texts = [text for value in row if (text := plain_text(value))]
        column = INVENTORY.by_heading.get(heading_key(texts[0].rstrip(":"))) if texts else None
        if column and len(texts) == 2 and heading_key(texts[1]) not in INVENTORY.by_heading:  # noqa: PLR2004 (and its value)
            found.setdefault(column.field, number + 1)
    if len(found) <= max(2, len(header.columns) if header else 0) or "category" not in found:
        return None
    message = Text(
        "The sheet has its headings below each other (rows {rows}): turn it, so that they stand in one row (in Excel: "
        "paste special, transpose), or leave it out with --sheet.",
        rows=ranges(map(str, found.values())),
    )
    return Problem(Severity.ERROR, grid.name, str(min(found.values())), "", message)


def holds_something(grid: Grid) -> bool:
    """Say whether any cell of a sheet is filled."""
    return any(plain_text(value) for row in grid.rows for value in row)


def why_skipped(grid: Grid, mapping: SheetMap, about: Layout = INVENTORY) -> Text:
    """Return why a sheet is left out that does not look like an inventory, or like the kind it is to be."""
    if not holds_something(grid):
        return Text("The sheet is empty.")
    if about is not INVENTORY:
        return Text('It has no headings of the sheet "{title}".', title=about.title)
    if mapping.header_row:
        return Text(
            "Row {n}, which the mapping names, has no headings of an inventory.", n=mapping.header_row
        )
    return Text("No row of the first {n} has the headings of an inventory.", n=HEADER_ROWS)


def nothing_to_join(name: str) -> Problem:
    """Return what a sheet of retention periods without an inventory is told by."""
    message = Text(
        "The sheet has retention periods, and no other sheet the inventory to join them to: put both into one "
        'workbook, or name the columns of "Veri Kategorisi" and "Faaliyet" with --map.'
    )
    return Problem(Severity.ERROR, name, "", "", message)


def nothing_found(names: Sequence[str], about: Layout = INVENTORY) -> Problem:
    """Return what a file with no sheet to read is told by."""
    if about is not INVENTORY:
        headings = tuple(
            f'"{about.by_field[field].heading}"' for one_of in about.required for field in one_of
        )
        message = Text("No sheet has the headings of holdings: at least {headings}.", headings=headings)
        return Problem(Severity.ERROR, ", ".join(names), "", "", message)
    message = Text(
        'No sheet has the headings of an inventory (at least "Veri Kategorisi" and "Faaliyet"): '
        "`kvkkctl template` writes an empty one."
    )
    return Problem(Severity.ERROR, ", ".join(names), "", "", message)
