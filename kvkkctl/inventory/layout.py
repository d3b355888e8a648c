"""What a column and a kind of sheet are, and how headings are compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kvkkctl.vocabulary import TermKind, ascii_fold, words


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it fills, its heading, other headings, width in characters, and what may stand in it.

    `vocabulary` names the list behind its drop-down, `choices` a closed list of its own; `day` columns hold dates.
    """

    field: str
    heading: str
    aliases: tuple[str, ...] = ()
    width: int = 22
    vocabulary: TermKind | None = None
    choices: tuple[str, ...] = ()
    day: bool = False
    help: str = ""


@dataclass(frozen=True)
class Layout:
    """A kind of sheet: its name, its columns, and the fields without which a sheet is not of this kind.

    The first `leading` columns name a row, and stay in view with it. Where `by_title`, only a sheet that bears the
    title is of this kind.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    required: tuple[frozenset[str], ...]
    leading: int = 0
    by_title: bool = False
    by_heading: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, Column] = {}
        for column in self.columns:
            for name in (column.heading, *column.aliases):
                other = found.setdefault(heading_key(name), column)
                if other is not column:
                    raise ValueError(f"{name!r} heads both {other.field} and {column.field}")
        object.__setattr__(self, "by_heading", found)

    def column(self, field_name: str) -> Column:
        """Return the column of a field."""
        return next(column for column in self.columns if column.field == field_name)


@cache
def heading_key(heading: str) -> str:
    """Return what headings are compared by."""
    return words(ascii_fold(heading))
