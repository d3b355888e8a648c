"""Where records were read."""

from typing import ClassVar

from kvkkctl.record import Record, Value


class Origin(Value):
    """Where a record was read: the number of the `SourceSheet`, and the row as Excel counts it.

    `joined` names the cells of other sheets that were read with it: ``retention=Süreler!C7``, one a line.
    """

    source: int
    row: int
    joined: str | None = None


class SheetColumn(Value):
    """A column of a sheet that was read: the field it filled, and its letter."""

    field: str
    letter: str


class SourceSheet(Record):
    """A sheet of a file that records were read from; `sha256` is that of the whole file, in hexadecimal digits."""

    mark: ClassVar[str] = "S"
    kind_name: ClassVar[str] = "source_sheet"

    file: str
    sha256: str | None = None
    sheet: str
    columns: tuple[SheetColumn, ...] = ()
