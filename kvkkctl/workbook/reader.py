"""From a file to rows: which sheets have a table, what its columns are, and what stands below them.

Whatever is not taken, a sheet, a column, a row, a cell, is named.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kvkkctl.errors import FileProblem, Problem, Severity
from kvkkctl.inventory.columns import INVENTORY, RETENTIONS
from kvkkctl.inventory.layout import Column, heading_key
from kvkkctl.inventory.mapping import ImportMap
from kvkkctl.inventory.sheets import Book, Cell, SheetReading, SheetRow
from kvkkctl.text import Text, ranges
from kvkkctl.vocabulary import fold
from kvkkctl.workbook.grid import Grid, column_letter, plain_text, read_grids, read_grids_of
from kvkkctl.workbook.headers import HEADER_ROWS, Header, find_header, nearest
from kvkkctl.workbook.table import Table

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
# fields that tell a sheet of retention periods from an inventory with few columns
_RETENTION_FIELDS = frozenset(column.field for column in RETENTIONS.columns)
_RICHER_FIELDS = {"purposes", "subjects", "bases"}
# names of sheets that say nothing about whose rows they hold
_GENERIC = re.compile(
    r"(?:sayfa|sheet|tablo|table|liste|veri|data|kvkk|\d+|envanter\w*|inventory|kisisel|isleme|son|v)+"
)
_SHEET_NUMBER = re.compile(r"^\d{1,3}\s*[.)_-]+\s*")


def read_book(path: Path, mapping: ImportMap | None = None) -> Book:
    """Read a file as far as headings and rows. Raises FileProblem for a file that cannot be read."""
    # a name of a file may hold bytes that are no text, and a record holds text
    reading = _Reading(path.name.encode(errors="backslashreplace").decode(), mapping or ImportMap())
    for grid in read_grids(path):
        reading.take(grid)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return reading.book(digest)


def read_text(content: bytes, mapping: ImportMap | None = None) -> Book:
    """Read what stands on stdin in the same way. Raises FileProblem for what is no table."""
    reading = _Reading("-", mapping or ImportMap())
    for grid in read_grids_of(content, "stdin"):
        reading.take(grid)
    return reading.book(hashlib.sha256(content).hexdigest())


@dataclass
class _Reading:
    """A file, sheet after sheet."""

    file: str
    mapping: ImportMap
    sheets: list[SheetReading] = field(default_factory=list)
    rows: dict[str, list[SheetRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def take(self, grid: Grid) -> None:
        """Read one sheet."""
        self.names.append(grid.name)
        if not self.mapping.wants(grid.name):
            self.sheets.append(
                SheetReading(grid.name, skipped=Text("It is not among the sheets to be read."))
            )
            return
        mapping = self.mapping.of(grid.name)
        header = find_header(grid, mapping)
        like = nearest(grid) if header is None or header.layout is RETENTIONS else None
        if like and not mapping.columns and (header is None or len(like.columns) > len(header.columns)):
            lacking = _lacking(grid, like)
            self.problems.append(lacking)
            self.sheets.append(SheetReading(grid.name, skipped=lacking.message))
            return
        if header is None:
            self.sheets.append(SheetReading(grid.name, skipped=_why_skipped(grid)))
            return
        unheaded = _unheaded(grid, header)
        self.problems.extend(_sheet_problems(grid, header, unheaded))
        # rows under a column that may mean several would be said to lack all of them
        found = [] if header.ambiguous else list(Table(grid, header, mapping, self.problems).rows())
        self.rows.setdefault(header.layout.name, []).extend(found)
        self.sheets.append(_reading(grid, header, unheaded, found))

    def book(self, digest: str) -> Book:
        """Return what was read, when all sheets were."""
        missing = [name for name in self.mapping.sheets if fold(name) not in map(fold, self.names)]
        if missing:
            raise FileProblem(
                Text(
                    "{file} has no sheet {names}; its sheets are {sheets}.",
                    file=self.file,
                    names=tuple(missing),
                    sheets=tuple(self.names),
                )
            )
        self._tell_retentions_apart()
        self._name_departments()
        if RETENTIONS.name in self.rows and INVENTORY.name not in self.rows:
            self.problems += [
                _nothing_to_join(sheet.sheet) for sheet in self.sheets if sheet.layout == RETENTIONS.name
            ]
        if not self.rows and not any(each.severity is Severity.ERROR for each in self.problems):
            self.problems.append(_nothing_found(self.names or [self.file]))
        rows = {kind: tuple(each) for kind, each in self.rows.items()}
        return Book(self.file, tuple(self.sheets), rows, tuple(self.problems), digest)

    def _tell_retentions_apart(self) -> None:
        """Take a sheet of retention periods by activity and category for that, where another is the inventory."""
        fields = {
            sheet.sheet: set((sheet.columns or {}).values()) for sheet in self.sheets if _is_inventory(sheet)
        }
        narrow = {
            name
            for name, each in fields.items()
            if "retention" in each and each - {"code"} <= _RETENTION_FIELDS
        }
        if not narrow or not any(fields[name] & _RICHER_FIELDS for name in fields.keys() - narrow):
            return
        rows = self.rows[INVENTORY.name]
        self.rows.setdefault(RETENTIONS.name, []).extend(row for row in rows if row.sheet in narrow)
        self.rows[INVENTORY.name] = [row for row in rows if row.sheet not in narrow]
        self.sheets = [
            replace(sheet, layout=RETENTIONS.name) if sheet.sheet in narrow else sheet
            for sheet in self.sheets
        ]

    def _name_departments(self) -> None:
        """Take the name of a sheet for its department, where several sheets have inventories and none names any."""
        rows = self.rows.get(INVENTORY.name, [])
        sheets = [sheet.sheet for sheet in self.sheets if _is_inventory(sheet) and sheet.rows]
        naming = {row.sheet for row in rows if "department" in row.fields}
        if len(sheets) < 2 or naming:  # noqa: PLR2004 (several)
            return
        names = {sheet: _SHEET_NUMBER.sub("", sheet).strip() for sheet in sheets}
        names = {sheet: name for sheet, name in names.items() if name and not _is_generic(name)}
        for sheet, name in names.items():
            message = Text(
                'The sheet has no column for the department; its name is taken for it: "{name}".', name=name
            )
            self.problems.append(Problem(Severity.WARNING, sheet, "", name, message))
        self.rows[INVENTORY.name] = [
            _with_department(row, names[row.sheet]) if row.sheet in names else row for row in rows
        ]


def _is_inventory(sheet: SheetReading) -> bool:
    return sheet.layout == INVENTORY.name


def _is_generic(name: str) -> bool:
    return bool(_GENERIC.fullmatch(heading_key(name).replace(" ", "")))


def _with_department(row: SheetRow, name: str) -> SheetRow:
    cells = {**row.cells, "department": Cell(str(row.row), name)}
    return replace(row, cells=cells, fields=row.fields | {"department"}, given=row.given | {"department"})


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
        headings={column_letter(index): header.headings[index] for index in header.columns},
    )


def _unheaded(grid: Grid, header: Header) -> list[int]:
    """Return the columns that hold something below the headings and have no heading of their own."""
    seen = {*header.columns, *header.ignored, *header.twice, *header.ambiguous}
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
        yield at(Severity.WARNING, f"{column_letter(index)}{row}", text, message)
    if grid.delimited and unheaded and max(unheaded) > max(header.headings):
        yield from _shifted(grid, header)
    for index in unheaded:
        letter = column_letter(index)
        message = Text("Column {letter} has no heading and is not imported.", letter=letter)
        yield at(Severity.WARNING, f"{letter}{row}", "", message)
    for name, cell in header.above.items():
        message = Text(
            'What stands above the table holds for all its rows: {field} "{value}".',
            field=name,
            value=cell.text,
        )
        yield at(Severity.INFO, cell.ref, cell.text, message)
    for name, cell in header.beside.items():
        message = Text(
            'What stands above the table is not taken: {field} "{value}". If it holds for all rows, give it under '
            "[constants] in a mapping (--map).",
            field=name,
            value=cell.text,
        )
        yield at(Severity.WARNING, cell.ref, cell.text, message)
    yield from _hidden(grid, header)
    yield from _lost_values(grid, header)


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


def _lacking(grid: Grid, like: Header) -> Problem:
    """Return why a sheet that looks like an inventory is none."""
    lacks = [one_of for one_of in INVENTORY.required if not one_of & (like.fields | like.above.keys())]
    names = tuple(f'"{INVENTORY.by_field[field].heading}"' for one_of in lacks for field in sorted(one_of))
    message = Text(
        "Row {row} has headings of an inventory, but none for {names}: name that column with --map, give it "
        "for all rows under [constants] there, or leave the sheet out with --sheet.",
        row=like.row + 1,
        names=names,
    )
    return Problem(Severity.ERROR, grid.name, str(like.row + 1), "", message)


def _why_skipped(grid: Grid) -> Text:
    if not any(plain_text(value) for row in grid.rows for value in row):
        return Text("The sheet is empty.")
    return Text("No row of the first {n} has the headings of an inventory.", n=HEADER_ROWS)


def _nothing_to_join(name: str) -> Problem:
    message = Text(
        "The sheet has retention periods, and no other sheet the inventory to join them to: put both into one "
        'workbook, or name the columns of "Veri Kategorisi" and "Faaliyet" with --map.'
    )
    return Problem(Severity.ERROR, name, "", "", message)


def _nothing_found(names: Sequence[str]) -> Problem:
    message = Text(
        'No sheet has the headings of an inventory (at least "Veri Kategorisi" and "Faaliyet"): '
        "`kvkkctl template` writes an empty one."
    )
    return Problem(Severity.ERROR, ", ".join(names), "", "", message)
