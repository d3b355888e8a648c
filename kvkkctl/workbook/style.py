"""What our workbooks share: looks, print set-up, and the one way of making a row.

Text is always text: what starts like a formula is neither run by Excel nor changed (`Sheet.append`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil
from pathlib import Path
from typing import Any, Self

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from kvkkctl.errors import FileProblem
from kvkkctl.files import whole_file
from kvkkctl.text import Text
from kvkkctl.workbook.stream import Archive, Cells, RowStream, Value, clean

Streamed = Any  # the stubs do not know what a streamed sheet has in common with an ordinary one

LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
LAST_ROW = 1_048_576
CUT = " … [Excel hücresine sığmadı]"

_PAPER_A4 = 9
_PORTRAIT_WIDTH = 110
# what a page may hold in landscape before the print gets too small to read
_PAGE_WIDTH = 190
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6, "header": 0.3, "footer": 0.3}
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
    OPEN_DATE = "kvkkctl açık tarih"
    NOTE = "kvkkctl not"
    SECTION = "kvkkctl alt başlık"
    ALERT = "kvkkctl uyarı"


_THIN = Side("thin", "FFBFBFBF")
_FRAME = Border(_THIN, _THIN, _THIN, _THIN)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment("center", "top", wrap_text=True)
_TOP_LEFT = Alignment("left", "top")
_DAY = "dd.mm.yyyy"


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
    yield NamedStyle(Look.DATE, plain, border=_FRAME, alignment=_TOP_LEFT, number_format=_DAY)
    yield NamedStyle(Look.OPEN, plain, _filled("FFF2CC"), _FRAME, _WRAPPED)
    yield NamedStyle(Look.OPEN_CENTRE, plain, _filled("FFF2CC"), _FRAME, _CENTRED)
    yield NamedStyle(Look.OPEN_DATE, plain, _filled("FFF2CC"), _FRAME, _TOP_LEFT, _DAY)
    yield NamedStyle(Look.NOTE, Font("Calibri", 10, i=True))
    yield NamedStyle(Look.SECTION, Font("Calibri", 12, b=True))
    yield NamedStyle(
        Look.ALERT, Font("Calibri", 10, b=True, color="FFC00000"), border=_FRAME, alignment=_WRAPPED
    )


Row = tuple[Sequence[Value], bool]
"""The values of a row, and whether it is open: coloured, for a person to settle."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: what stands above it, how wide it is in characters, how its cells look."""

    label: str
    width: int
    look: Look = Look.TEXT
    hidden: bool = False


_WRAPPING = frozenset(Look) - {Look.TITLE, Look.NOTE, Look.SECTION, Look.DATE, Look.OPEN_DATE}
_OPENED = dict.fromkeys(Look, Look.OPEN) | {Look.CENTRE: Look.OPEN_CENTRE, Look.DATE: Look.OPEN_DATE}


Styles = Mapping[Look, tuple[int, int, int]]
"""The numbers of the styles of a look in a workbook: for text, for text like a formula, for dates."""


def cut(text: str) -> str:
    """Return what a cell holds of a text, with `CUT` at its end where that is not all."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT


class Sheet:
    """A sheet of a `Book` to stream rows into; `sheet` is openpyxl's own, for what is not here."""

    def __init__(
        self, sheet: Streamed, columns: Sequence[Column], styles: Styles, fitting: Callable[[str], str]
    ) -> None:
        self.sheet = sheet
        self.columns = tuple(columns)
        self.rows = RowStream()
        self._styles = styles
        self._fitting = fitting
        self._cells: dict[tuple[int, Look], Cells] = {}
        self._usual = [self._of(index, column.look) for index, column in enumerate(self.columns)]

    def append(self, *values: Value, look: Look | None = None, is_open: bool = False) -> None:
        """Append a row: each value in the look of its column, or all in `look`, coloured where it is open.

        Text is written as text even where a spreadsheet would see a formula or an error value in it, with the quote
        mark that keeps it text when it is edited. Characters that a workbook cannot hold are left out. Raises
        ValueError for more values than columns.
        """
        if len(values) > len(self.columns):
            raise ValueError(values)
        cells: Sequence[Cells] = self._usual
        if look or is_open:
            looks = [look or column.look for column in self.columns]
            cells = [self._of(index, _OPENED[each] if is_open else each) for index, each in enumerate(looks)]
        self.rows.add(cells, values)

    def dress_columns(self) -> None:
        """Make the cells that a person adds below look like those that are there."""
        styles = {style.name: style for style in _named_styles()}
        for index, column in enumerate(self.columns, 1):
            dimension, style = self.sheet.column_dimensions[get_column_letter(index)], styles[column.look]
            dimension.font, dimension.border = style.font, style.border
            dimension.alignment, dimension.number_format = style.alignment, style.number_format

    def _of(self, index: int, look: Look) -> Cells:
        made = self._cells.get((index, look))
        if made is None:
            width = self.columns[index].width if look in _WRAPPING else None
            styles = self._styles[look]
            made = self._cells[index, look] = Cells(
                get_column_letter(index + 1), styles, width, self._fitting
            )
        return made


class Book:
    """A workbook to stream sheets into, with our looks in it; as a context manager it closes itself.

    `fitting` makes a text fit into a cell: `cut`, or a function of the caller's that refuses.
    """

    def __init__(self, title: str, fitting: Callable[[str], str] = cut) -> None:
        self.workbook = Workbook(write_only=True)
        self.workbook.properties.creator = "kvkkctl"
        self.workbook.properties.title = clean(title)
        self.workbook.properties.created = self.workbook.properties.modified = _NO_TIME
        self._fitting = fitting
        self._styles: dict[Look, tuple[int, int, int]] = {}
        self._sheets: list[Sheet] = []
        for style in _named_styles():
            self.workbook.add_named_style(style)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.close()
        if isinstance(error, OSError):
            why = error.strerror or str(error)
            raise FileProblem(Text("The workbook cannot be written: {why}.", why=why)) from error

    def close(self) -> None:
        """End the streams of all sheets."""
        for sheet in self._sheets:
            with suppress(OSError):
                sheet.rows.file.close()

    def sheet(
        self,
        title: str,
        columns: Sequence[Column],
        *,
        landscape: bool = False,
        head: bool = True,
        leading: int = 0,
    ) -> Sheet:
        """Add a sheet that prints on A4, a wide one on several pages side by side.

        The first `leading` columns repeat on every page. With a `head`, the labels of the columns are its first row,
        which repeats too, and both stay in view. Raises ValueError for a title that Excel does not take.
        """
        if len(title) > LONGEST_TITLE:
            raise ValueError(title)
        made = self.workbook.create_sheet(title)
        for number, column in enumerate(columns, 1):
            dimension = made.column_dimensions[get_column_letter(number)]
            dimension.width, dimension.hidden = column.width, column.hidden
        _print_on_a4(made, landscape=landscape, pages=_pages(columns, leading) if landscape else 1)
        if not self._styles:
            self._styles = {look: _style_numbers(made, look) for look in Look}
        sheet = Sheet(made, columns, self._styles, self._fitting)
        self._sheets.append(sheet)
        if leading:
            made.print_title_cols = f"A:{get_column_letter(leading)}"
        if head:
            made.freeze_panes = f"{get_column_letter(leading + 1)}2"
            made.print_title_rows = "1:1"
            sheet.append(*(column.label for column in columns), look=Look.HEAD)
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
            sheet.append(*values, is_open=is_open)

    def save(self, path: Path) -> None:
        """Write the file whole or not at all, making its folder; the same sheets give the same bytes.

        Raises FileProblem.
        """
        rows = {f"xl/worksheets/sheet{n}.xml": sheet.rows for n, sheet in enumerate(self._sheets, 1)}
        try:
            with whole_file(path) as draft, Archive(draft, rows) as archive:
                ExcelWriter(self.workbook, archive).save()
        finally:
            self.close()


def _style_numbers(sheet: Streamed, look: Look) -> tuple[int, int, int]:
    text, formula, day = Cell(sheet, 1, 1), Cell(sheet, 1, 1), Cell(sheet, 1, 1)
    of_day = Look.OPEN_DATE if look in _OPENED.values() else Look.DATE
    text.style, formula.style, day.style = look.value, look.value, of_day.value
    formula.quotePrefix = True
    return text.style_id, formula.style_id, day.style_id


def _pages(columns: Sequence[Column], leading: int) -> int:
    """Return on how many pages side by side columns are readable, the first of them repeated on each."""
    shown = [0 if column.hidden else column.width for column in columns]
    repeated = sum(shown[:leading])
    return max(1, ceil((sum(shown) - repeated) / (_PAGE_WIDTH - repeated)))


def _print_on_a4(sheet: Streamed, *, landscape: bool, pages: int) -> None:
    sheet.page_setup.paperSize = _PAPER_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = pages
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.page_margins = PageMargins(**_MARGINS)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P / &N"
