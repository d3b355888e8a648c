"""The sheets of an .ods: which cells have lost their value, what is hidden or merged, how far they reach.

Rows and cells that are alike stand there once, with a number of times; the reader lays them all out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kvkkctl.workbook.places import Area, Extent, SheetNotes, Span, column_letter
from kvkkctl.workbook.xml_walk import walk

CONTENT = "content.xml"
MANIFEST = "meta-inf/manifest.xml"
_SHOWN = "visible"


def look_at_tables(chunks: Iterable[bytes], label: str) -> Mapping[str, SheetNotes]:
    """Return by sheet what is known of it beside its values. Raises FileProblem for stray cells."""
    look = _Look()
    walk(chunks, look)
    for table in look.tables:
        table.extent.check(label, table.name)
    return {table.name: table.notes() for table in look.tables}


@dataclass
class _Table:
    """A sheet as far as it is read; rows and columns counted from 0, `extent` from 1."""

    name: str
    extent: Extent = field(default_factory=Extent)
    lost: list[Area] = field(default_factory=list)
    hidden_rows: list[Span] = field(default_factory=list)
    hidden_columns: list[Span] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    rows: Span = (0, -1)
    columns: Span = (0, -1)
    defined: Span = (0, -1)

    def row(self, attributes: Mapping[str, str]) -> None:
        """Begin a row, or several alike."""
        self.rows = _next(self.rows, attributes, "table:number-rows-repeated")
        self.columns = (0, -1)
        if attributes.get("table:visibility", _SHOWN) != _SHOWN:
            self.hidden_rows.append(self.rows)

    def column(self, attributes: Mapping[str, str]) -> None:
        """Define a column, or several alike."""
        self.defined = _next(self.defined, attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility", _SHOWN) != _SHOWN:
            self.hidden_columns.append(self.defined)

    def cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell, or several alike side by side."""
        self.columns = _next(self.columns, attributes, "table:number-columns-repeated")
        (top, _), (left, _) = self.rows, self.columns
        down = int(attributes.get("table:number-rows-spanned", 1))
        across = int(attributes.get("table:number-columns-spanned", 1))
        if down > 1 or across > 1:
            self.merged.append(((top, left), (top + down - 1, left + across - 1)))

    def filled(self, *, lost: bool) -> None:
        """End a cell that holds something, or did."""
        (top, bottom), (left, right) = self.rows, self.columns
        self.extent.add(bottom + 1, right + 1, f"{column_letter(right)}{bottom + 1}")
        if lost:
            self.lost.append(((top, left), (bottom, right)))

    def notes(self) -> SheetNotes:
        """Return what is known of the sheet."""
        lost = (
            f"{column_letter(column)}{row + 1}"
            for (top, left), (bottom, right) in self.lost
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        )
        return SheetNotes(
            tuple(lost), tuple(self.hidden_rows), tuple(self.hidden_columns), tuple(self.merged)
        )


def _next(span: Span, attributes: Mapping[str, str], name: str) -> Span:
    return span[1] + 1, span[1] + max(1, int(attributes.get(name, 1)))


@dataclass
class _Look:
    """A look at all tables of a document; a table within a cell is a part of that cell."""

    tables: list[_Table] = field(default_factory=list)
    depth: int = 0
    formula: bool = False
    error: bool = False
    value: bool = False
    has_text: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a table, a row, a cell, or what is in one."""
        if tag == "table:table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(_Table(attributes.get("table:name", "")))
        if self.depth != 1:
            return
        match tag:
            case "table:table-column":
                self.tables[-1].column(attributes)
            case "table:table-row":
                self.tables[-1].row(attributes)
            case "table:table-cell" | "table:covered-table-cell":
                self.tables[-1].cell(attributes)
                self.formula = "table:formula" in attributes
                self.error = attributes.get("calcext:value-type") == "error"
                self.value = "office:value-type" in attributes
                self.has_text = False
            case "text:p":
                self.has_text = True

    def text(self, data: str) -> None:
        """Text alone does not fill a cell; a paragraph does."""

    def end(self, tag: str) -> None:
        """End a table or a cell."""
        if self.depth == 1 and tag in {"table:table-cell", "table:covered-table-cell"}:
            lost = self.error or (self.formula and not self.value and not self.has_text)
            if lost or self.value or self.has_text:
                self.tables[-1].filled(lost=lost)
        elif tag == "table:table":
            self.depth -= 1
