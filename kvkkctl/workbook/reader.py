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
from kvkkctl.inventory.layout import Layout, heading_key
from kvkkctl.inventory.mapping import ImportMap
from kvkkctl.inventory.sheets import Book, Cell, SheetReading, SheetRow
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, fold, known_term
from kvkkctl.workbook.findings import (
    columns_without_heading,
    holds_something,
    lacking,
    nothing_found,
    nothing_to_join,
    sheet_problems,
    upright,
    why_skipped,
)
from kvkkctl.workbook.grid import Grid, column_letter, read_grids, read_grids_of
from kvkkctl.workbook.headers import Header, applying, find_header, nearest
from kvkkctl.workbook.table import Table

# fields that tell a sheet of retention periods from an inventory with few columns
_RETENTION_FIELDS = frozenset(column.field for column in RETENTIONS.columns)
_RICHER_FIELDS = {"purposes", "subjects", "bases"}
# names of sheets that say nothing about whose rows they hold
_GENERIC = re.compile(
    r"(?:sayfa|sheet|tablo|table|liste|veri|data|kvkk|\d|envanter\w*|inventory|kisisel|isleme|son|v)+"
)
_SHEET_NUMBER = re.compile(r"^\d{1,3}\s*[.)_-]+\s*")


def read_book(path: Path, mapping: ImportMap | None = None, about: Layout = INVENTORY) -> Book:
    """Read a file as far as headings and rows. Raises FileProblem for a file that cannot be read.

    `about` is the kind of sheet that the mapping speaks of; if not the inventory, no others are read.
    """
    # a name of a file may hold bytes that are no text, and a record holds text
    reading = _Reading(path.name.encode(errors="backslashreplace").decode(), mapping or ImportMap(), about)
    for grid in read_grids(path):
        reading.take(grid)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return reading.book(digest)


def read_text(content: bytes, mapping: ImportMap | None = None, about: Layout = INVENTORY) -> Book:
    """Read what stands on stdin in the same way. Raises FileProblem for what is no table."""
    reading = _Reading("-", mapping or ImportMap(), about)
    for grid in read_grids_of(content, "stdin"):
        reading.take(grid)
    return reading.book(hashlib.sha256(content).hexdigest())


@dataclass
class _Reading:
    """A file, sheet after sheet."""

    file: str
    mapping: ImportMap
    about: Layout = INVENTORY
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
        header = find_header(grid, mapping, self.about)
        # what a mapping says of columns may well make a sheet of periods out of what looks like more
        periods = header is not None and header.layout is RETENTIONS and not mapping.columns
        like = nearest(grid) if self.about is INVENTORY and (header is None or periods) else None
        if like and (header is None or len(like.columns) > len(header.columns)):
            lacks = lacking(grid, like)
            self.problems.append(lacks)
            self.sheets.append(SheetReading(grid.name, skipped=lacks.message))
            return
        if self.about is INVENTORY and (turned := upright(grid, header)):
            self.problems.append(turned)
            self.sheets.append(SheetReading(grid.name, skipped=turned.message))
            return
        if header is None:
            self.sheets.append(
                SheetReading(
                    grid.name, skipped=why_skipped(grid, mapping, self.about), unread=holds_something(grid)
                )
            )
            return
        unheaded = columns_without_heading(grid, header)
        self.problems.extend(sheet_problems(grid, header, unheaded))
        # rows under a column that may mean several would be said to lack all of them
        own = applying(mapping, header.layout, self.about)
        found = [] if header.ambiguous else list(Table(grid, header, own, self.problems).rows())
        self.rows.setdefault(header.layout.name, []).extend(found)
        self.sheets.append(
            sheet_reading(grid, header, unheaded, (found[0].row if found else None, len(found)))
        )

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
        for name in self.mapping.sheet:
            if fold(name) not in map(fold, self.names):
                message = Text("The mapping speaks of a sheet that the file does not have.")
                self.problems.append(Problem(Severity.WARNING, name, "", "", message))
        self._tell_retentions_apart()
        self._name_departments()
        if RETENTIONS.name in self.rows and INVENTORY.name not in self.rows:
            self.problems += [
                nothing_to_join(sheet.sheet) for sheet in self.sheets if sheet.layout == RETENTIONS.name
            ]
        if not self.rows and not any(each.severity is Severity.ERROR for each in self.problems):
            self.problems.append(nothing_found(self.names or [self.file], self.about))
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
        rich = {name for name in fields.keys() - narrow if fields[name] & _RICHER_FIELDS}
        rows = self.rows.get(INVENTORY.name, [])
        narrow = {name for name in narrow if _speaks_of(name, rich, rows)}
        if not narrow:
            return
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


def _speaks_of(name: str, rich: set[str], rows: Sequence[SheetRow]) -> bool:
    """Say whether most rows of a sheet of periods name an activity and data category that richer sheets have."""
    there = {key for row in rows if row.sheet in rich for key in _keys(row)}
    own = [bool(there.intersection(_keys(row))) for row in rows if row.sheet == name]
    return 2 * sum(own) > len(own)


def _keys(row: SheetRow) -> Iterator[tuple[str, str]]:
    names = {heading_key(text) for name in ("activity", "process", "code") if (text := row.text(name))}
    text = row.text("category")
    for category in (text, *re.split(r"[\n;,/]", text)):
        known = known_term(TermKind.CATEGORY, category)
        yield from ((name, (known and known.term) or heading_key(category)) for name in names or {""})


def _is_inventory(sheet: SheetReading) -> bool:
    return sheet.layout == INVENTORY.name


def _is_generic(name: str) -> bool:
    return bool(_GENERIC.fullmatch(heading_key(name).replace(" ", "")))


def _with_department(row: SheetRow, name: str) -> SheetRow:
    cells = {**row.cells, "department": Cell(str(row.row), name)}
    return replace(row, cells=cells, fields=row.fields | {"department"}, given=row.given | {"department"})


def sheet_reading(
    grid: Grid, header: Header, unheaded: list[int], found: tuple[int | None, int]
) -> SheetReading:
    """Return how a sheet was understood; `found` are its first row and how many there are."""
    ignored = {**header.ignored, **dict.fromkeys(unheaded, "")}
    return SheetReading(
        sheet=grid.name,
        layout=header.layout.name,
        header_row=header.row + 1,
        first_row=found[0],
        rows=found[1],
        columns={column_letter(index): column.field for index, column in header.columns.items()},
        ignored_columns={column_letter(index): text for index, text in sorted(ignored.items())},
        headings={column_letter(index): text for index, text in header.headings.items()},
    )
