"""What a workbook was found to hold, before its cells are understood."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from kvkkctl.errors import Problem
from kvkkctl.text import Text


class Cell(NamedTuple):
    """A cell with something in it: its address as Excel shows it, its text, its date where it holds one."""

    ref: str
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row below a heading: its filled cells by field, and the fields that the sheet has columns for.

    `letters` are the columns of the fields, for naming cells that are empty; `stamp` is the state of the register that
    the row was written from, and `joined` the cells elsewhere by field (``Süreler!C7``). `separators` are where its
    cells are split, if not everywhere. `given` are the fields that do not stand in the row but above it, in a mapping,
    or in the name of the sheet.
    """

    sheet: str
    row: int
    cells: Mapping[str, Cell]
    fields: frozenset[str]
    letters: Mapping[str, str] = field(default_factory=dict)
    stamp: str = ""
    joined: Mapping[str, str] = field(default_factory=dict)
    separators: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()

    @property
    def own(self) -> Mapping[str, Cell]:
        """The cells that stand in the row itself."""
        if not self.given:
            return self.cells
        return {name: cell for name, cell in self.cells.items() if name not in self.given}

    def text(self, field: str) -> str:
        """Return the text of a field, empty where the cell is."""
        cell = self.cells.get(field)
        return cell.text if cell else ""

    def ref(self, field: str) -> str:
        """Return the address of a field's cell, or the row where the sheet has no column for it."""
        cell = self.cells.get(field)
        return cell.ref if cell else f"{self.letters.get(field, '')}{self.row}"


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was understood: columns by letter, the headings of all of them, and why a sheet was left out.

    It is `unread` where it holds something that was not understood.
    """

    sheet: str
    layout: str | None = None
    header_row: int | None = None
    first_row: int | None = None
    rows: int = 0
    columns: Mapping[str, str] | None = None
    ignored_columns: Mapping[str, str] | None = None
    skipped: Text | None = None
    headings: Mapping[str, str] | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file with its SHA-256, sheet by sheet, and its rows by kind of sheet."""

    file: str
    sheets: tuple[SheetReading, ...]
    rows: Mapping[str, tuple[SheetRow, ...]]
    problems: tuple[Problem, ...] = ()
    sha256: str = ""


class UnevenError(Exception):
    """A row says something of the rows below it, so that rows cannot be taken one by one."""


class RowSource(Protocol):
    """The rows of one sheet of plain text, by the thousand; rows count from 0, their cells are as they stand.

    `columns` are the places of the fields in a row, `constants` what all rows say, and `fields` all of these. `words`
    are what headings are, to know them where they are printed again.
    """

    @property
    def columns(self) -> Mapping[str, int]: ...
    @property
    def constants(self) -> Mapping[str, str]: ...
    @property
    def fields(self) -> frozenset[str]: ...
    @property
    def words(self) -> AbstractSet[str]: ...

    def __len__(self) -> int:
        """About how many thousands there are."""
        ...

    def chunks(self) -> Iterator[tuple[int, list[list[str]]]]:
        """Yield rows by the thousand, all of one width, with the number of the first."""
        ...

    def row(self, number: int, cells: Sequence[str]) -> SheetRow | None:
        """Return one row as any sheet gives it; None for one that is none. Raises UnevenError."""
        ...

    def again(self, numbers: set[int]) -> Iterator[SheetRow]:
        """Yield some of the rows once more, in their order."""
        ...

    def text(self, cell: str) -> str:
        """Return a cell as any sheet gives it."""
        ...

    def done(self, found: tuple[int | None, int]) -> tuple[SheetReading, tuple[Problem, ...]]:
        """Return how the sheet was understood, and its problems; `found` are the first row and how many there are."""
        ...


@dataclass(frozen=True, slots=True)
class PlainRows:
    """A file of one sheet of plain text with its SHA-256, whose rows are still to be read.

    `whole` reads it as any other file, where its rows cannot be taken one by one.
    """

    file: str
    sheet: str
    sha256: str
    rows: RowSource
    whole: Callable[[], Book]
