"""What is noted about a file while it is read, and the plain cells that every kind of sheet has."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.answers import is_none, is_stated
from kvkkctl.inventory.days import parse_day
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.text import Text

# what a record holds
LONGEST = 32_000


@dataclass
class Notes:
    """Problems met on the way, each with its place and each once."""

    found: list[Problem] = field(default_factory=list)
    _known: set[Problem] = field(default_factory=set, repr=False)

    def add(self, severity: Severity, row: SheetRow, column: str, message: Text) -> None:
        """Note a problem at one cell."""
        problem = Problem(severity, row.sheet, row.ref(column), row.text(column), message)
        if problem not in self._known:
            self._known.add(problem)
            self.found.append(problem)

    def error(self, row: SheetRow, column: str, message: Text) -> None:
        """Note what keeps the file from being taken."""
        self.add(Severity.ERROR, row, column, message)

    def warning(self, row: SheetRow, column: str, message: Text) -> None:
        """Note what a person should look at."""
        self.add(Severity.WARNING, row, column, message)


def one_line(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def read_day(row: SheetRow, column: str, notes: Notes) -> date | None:
    """Return the date of a cell; None where it states none, or is no date (which is noted)."""
    cell = row.cells.get(column)
    if cell is None or not is_stated(cell.text) or is_none(cell.text):
        return None
    day = cell.day or parse_day(cell.text)
    if day is None:
        message = Text('"{value}" is not a date: write it as 31.12.2026.', value=cell.text)
        # a day of which nothing follows is left out rather than the whole file refused
        notes.add(Severity.WARNING if column == "reviewed" else Severity.ERROR, row, column, message)
    return day


def short_enough(rows: Sequence[SheetRow], notes: Notes) -> tuple[SheetRow, ...]:
    """Leave out the rows with a cell that is longer than a record holds, which is noted."""
    kept = []
    for row in rows:
        long = [name for name, cell in row.cells.items() if len(cell.text) > LONGEST]
        for name in long:
            message = Text("The cell has more than {n} letters: shorten it.", n=LONGEST)
            notes.found.append(
                Problem(Severity.ERROR, row.sheet, row.ref(name), row.text(name)[:80], message)
            )
        if not long:
            kept.append(row)
    return tuple(kept)
