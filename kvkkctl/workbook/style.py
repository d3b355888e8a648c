"""What our workbooks share: looks, print set-up, and the one way of making a cell.

Workbooks are streamed (openpyxl's write-only mode), so a sheet is set up before its first row is appended.
Text is always text: what starts like a formula is neither run by Excel nor changed (`Sheet.cell`).
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from kvkkctl.errors import FileProblem
from kvkkctl.files import whole_file
from kvkkctl.text import Text

Value = str | float | date | None
Streamed = Any  # the stubs do not know what a streamed sheet has in common with an ordinary one

LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
LAST_ROW = 1_048_576
CUT = " … [Excel hücresine sığmadı]"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAPER_A4 = 9
_PORTRAIT_WIDTH = 110
_LINE_HEIGHT = 13.5
_LETTERS_IN_A_WIDTH = 1.1
_HIGHEST_ROW = 409
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 (openpyxl takes UTC without saying so)


class Look(StrEnum):
    """How a cell looks; the value is the name of the style in the workbook."""

    TITLE = "kvkkctl başlık"
    HEAD = "kvkkctl sütun başlığı"
    BAND = "kvkkctl bölüm"
    TEXT = "kvkkctl metin"
    CENTRE = "kvkkctl ortalı"
    DATE = "kvkkctl tarih"
    OPEN = "kvkkctl açık"
    OPEN_CENTRE = "kvkkctl açık ortalı"
    NOTE = "kvkkctl not"


_THIN = Side("thin", "FFBFBFBF")
_FRAME = Border(_THIN, _THIN, _THIN, _THIN)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment("center", "top", wrap_text=True)


def _filled(colour: str) -> PatternFill:
    return PatternFill("solid", f"FF{colour}")


def _named_styles() -> Iterator[NamedStyle]:
    plain = Font("Calibri", 10)
    bold = Font("Calibri", 10, b=True)
    white = Font("Calibri", 10, b=True, color="FFFFFFFF")
    yield NamedStyle(Look.TITLE, Font("Calibri", 16, b=True), alignment=Alignment(vertical="center"))
    yield NamedStyle(
        Look.HEAD, white, _filled("1F3864"), _FRAME, Alignment("center", "center", wrap_text=True)
    )
    yield NamedStyle(Look.BAND, bold, _filled("D9E2F3"), _FRAME, _WRAPPED)
    yield NamedStyle(Look.TEXT, plain, border=_FRAME, alignment=_WRAPPED)
    yield NamedStyle(Look.CENTRE, plain, border=_FRAME, alignment=_CENTRED)
    yield NamedStyle(
        Look.DATE, plain, border=_FRAME, alignment=Alignment("left", "top"), number_format="dd.mm.yyyy"
    )
    yield NamedStyle(Look.OPEN, plain, _filled("FFF2CC"), _FRAME, _WRAPPED)
    yield NamedStyle(Look.OPEN_CENTRE, plain, _filled("FFF2CC"), _FRAME, _CENTRED)
    yield NamedStyle(Look.NOTE, Font("Calibri", 10, i=True))


Row = tuple[Sequence[Value], bool]
"""The values of a row, and whether it is open: coloured, for a person to settle."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: what stands above it, how wide it is in characters, how its cells look."""

    label: str
    width: int
    look: Look = Look.TEXT
    hidden: bool = False


_OPENED = {look: Look.OPEN_CENTRE if look is Look.CENTRE else Look.OPEN for look in Look}


def _lines(value: Value, width: int) -> int:
    if not isinstance(value, str):
        return 1
    return sum(1 + int(len(line) / (width * _LETTERS_IN_A_WIDTH)) for line in clean(value).split("\n"))


class Sheet:
    """A sheet of a `Book` to stream rows into; `sheet` is openpyxl's own, for what is not here."""

    def __init__(self, sheet: Streamed, columns: Sequence[Column], styles: Mapping[Look, StyleArray]) -> None:
        self.sheet = sheet
        self.columns = tuple(columns)
        self._styles = styles
        self._rows = 0

    def append(self, *values: Value, look: Look | None = None, is_open: bool = False) -> None:
        """Append a row: each value in the look of its column, or all in `look`, coloured where it is open.

        Raises ValueError for more values than columns.
        """
        pairs = zip(values, self.columns[: len(values)], strict=True)
        looks = ((value, look or column.look) for value, column in pairs)
        self.sheet.append([self.cell(value, _OPENED[shown] if is_open else shown) for value, shown in looks])
        self._rows += 1

    def fit(self, *values: Value) -> None:
        """Make the next row as high as the values need: spreadsheets do not all see to it when they print."""
        pairs = zip(values, self.columns[: len(values)], strict=True)
        lines = max((_lines(value, column.width) for value, column in pairs), default=1)
        if lines > 1:
            height = min(lines * _LINE_HEIGHT, _HIGHEST_ROW)
            self.sheet.row_dimensions[self._rows + 1].height = height

    def cell(self, value: Value, look: Look) -> Cell:
        """Return a cell to append to `sheet`.

        Text is written as text even where Excel would see a formula or an error value in it, with the quote
        mark that keeps it text when it is edited. Characters that a workbook cannot hold are left out, and
        text longer than a cell holds ends in `CUT`.
        """
        style = self._styles[Look.DATE if isinstance(value, date) else look]
        made = Cell(self.sheet, 1, 1, style_array=style)
        if isinstance(value, str):
            made.value = _fitting(clean(value))
            made.data_type = "s"
            if value.startswith(_FORMULA_STARTS):
                made.quotePrefix = True
        else:
            made.value = value
        return made


class Book:
    """A workbook to stream sheets into, with our looks in it; as a context manager it closes itself."""

    def __init__(self, title: str) -> None:
        self.workbook = Workbook(write_only=True)
        self.workbook.properties.creator = "kvkkctl"
        self.workbook.properties.title = clean(title)
        self.workbook.properties.created = self.workbook.properties.modified = _NO_TIME
        self._styles: dict[Look, StyleArray] = {}
        for style in _named_styles():
            self.workbook.add_named_style(style)
            self._styles[Look(style.name)] = style.as_tuple()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.close()
        if isinstance(error, OSError):
            why = error.strerror or str(error)
            raise FileProblem(Text("The workbook cannot be written: {why}.", why=why)) from error

    def close(self) -> None:
        """End the streams of sheets that were not saved."""
        for sheet in self.workbook.worksheets:
            if not sheet.closed:
                with suppress(OSError):
                    sheet.close()

    def sheet(
        self, title: str, columns: Sequence[Column], *, landscape: bool = False, head: bool = True
    ) -> Sheet:
        """Add a sheet that prints on A4 in full width.

        With a `head`, the labels of the columns are its first row, stay in view and repeat on every page.
        Raises ValueError for a title that Excel does not take.
        """
        if len(title) > LONGEST_TITLE:
            raise ValueError(title)
        made = self.workbook.create_sheet(title)
        for number, column in enumerate(columns, 1):
            dimension = made.column_dimensions[get_column_letter(number)]
            dimension.width, dimension.hidden = column.width, column.hidden
        _print_on_a4(made, landscape=landscape)
        sheet = Sheet(made, columns, self._styles)
        if head:
            made.freeze_panes = "A2"
            made.print_title_rows = "1:1"
            labels = [column.label for column in columns]
            sheet.fit(*labels)
            sheet.append(*labels, look=Look.HEAD)
        return sheet

    def table(
        self, title: str, columns: Sequence[Column], rows: Iterable[Row], *, most: int = LAST_ROW - 1
    ) -> None:
        """Add a sheet of rows to print, landscape where wide, going on in another sheet after `most` rows."""
        landscape = sum(column.width for column in columns) > _PORTRAIT_WIDTH
        sheet = self.sheet(title, columns, landscape=landscape)
        for number, (values, is_open) in enumerate(rows):
            if number and number % most == 0:
                sheet = self.sheet(f"{title} {number // most + 1}", columns, landscape=landscape)
            sheet.fit(*values)
            sheet.append(*values, is_open=is_open)

    def save(self, path: Path) -> None:
        """Write the file whole or not at all, making its folder; the same sheets give the same bytes.

        Raises FileProblem.
        """
        try:
            with whole_file(path) as draft, _Archive(draft, "w") as archive:
                ExcelWriter(self.workbook, archive).save()
        finally:
            self.close()


class _Archive(ZipFile):
    """A ZIP file whose parts carry no time."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add a part."""
        super().writestr(_part(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a part from a file."""
        part = _part(arcname)
        part.file_size = Path(filename).stat().st_size
        with Path(filename).open("rb") as source, self.open(part, "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name)
    part.compress_type = ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    return part


def clean(text: str) -> str:
    """Return the text without the control characters that no workbook holds, line ends as one line feed."""
    return _UNWRITABLE.sub("", _NEWLINES.sub("\n", text))


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT


def _print_on_a4(sheet: Streamed, *, landscape: bool) -> None:
    sheet.page_setup.paperSize = _PAPER_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P / &N"
