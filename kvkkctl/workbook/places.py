"""Places and values of a sheet, what is known of one beside its values, and when its cells lie too far apart."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text

Value = str | int | float | bool | date | datetime | time | timedelta
"""What a cell may hold; nothing is the empty text."""
Place = tuple[int, int]
"""A row and a column, both counted from 0."""
Area = tuple[Place, Place]
"""The first and the last place of a rectangle."""
Span = tuple[int, int]
"""The first and the last of adjoining rows or columns, counted from 0."""

# A rectangle of so many cells is laid out whatever is in it; a larger one has to be filled to a twentieth.
_FREE_AREA = 2_000_000
_SPREAD = 20


@dataclass(frozen=True)
class SheetNotes:
    """What a sheet's values do not say: addresses of cells without theirs, what is hidden, merged areas."""

    lost: tuple[str, ...] = ()
    hidden_rows: tuple[Span, ...] = ()
    hidden_columns: tuple[Span, ...] = ()
    merged: tuple[Area, ...] = ()


@dataclass
class Extent:
    """How far the filled cells of a sheet reach, rows and columns counted from 1."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    filled: int = 0
    lowest: tuple[int, str] = (0, "")
    widest: tuple[int, str] = (0, "")

    def add(self, row: int, column: int, reference: str) -> None:
        """Take a filled cell into account."""
        self.filled += 1
        self.rows.add(row)
        self.columns.add(column)
        self.lowest = max(self.lowest, (row, reference))
        self.widest = max(self.widest, (column, reference))

    def check(self, label: str, sheet: str) -> None:
        """Raise FileProblem naming the cells that make the sheet too large for what is in it."""
        if is_filled(self.lowest[0] * self.widest[0], self.filled):
            return
        ends = ((self.lowest, self.rows), (self.widest, self.columns))
        far = [cell for (last, cell), used in ends if last > _SPREAD * len(used)]
        raise FileProblem(
            Text(
                '{path}: in the sheet "{sheet}", {cells} is far away from all other cells: delete its whole '
                "row or column, save and try again.",
                path=label,
                sheet=sheet,
                cells=", ".join(dict.fromkeys(far or (self.lowest[1], self.widest[1]))),
            )
        )


def is_filled(area: int, filled: int) -> bool:
    """Say whether a rectangle of `area` cells, `filled` of them with a value, may be laid out in memory."""
    return area <= max(_FREE_AREA, filled * _SPREAD)


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column counted from 1: ``A`` → 1, ``aa`` → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
