"""The rows below the headings of a sheet: what each holds by field, and what stands between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.answers import is_stated, is_unnamed, read_flag
from kvkkctl.inventory.asides import band_name, is_total, names_department
from kvkkctl.inventory.layout import heading_key
from kvkkctl.inventory.mapping import SheetMap
from kvkkctl.inventory.sheets import Cell, SheetRow
from kvkkctl.text import Text, ranges
from kvkkctl.vocabulary import fold
from kvkkctl.workbook.grid import Grid, Value, column_letter, plain_text
from kvkkctl.workbook.headers import Header

_UNIT = re.compile(r"\((yıl|ay|hafta|gün)\)", re.IGNORECASE)
# "1.000" is a thousand
_BARE_NUMBER = re.compile(r"(\d{1,4}(?:\s*[-–]\s*\d{1,4})?)(?:[.,]00?)?")
# a band is merged over so many columns at least; what is narrower may be a cell like any other
_LEAST_BAND = 3
_LONGEST_HEADING = 200


@dataclass
class Table:
    """The rows of one sheet below its headings; what is worth a look goes to `problems`."""

    grid: Grid
    header: Header
    mapping: SheetMap
    problems: list[Problem]
    band: Cell | None = None
    last: dict[str, Cell] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        header = self.header
        self._columns = [
            (index, column_letter(index), column.field)
            for index, column in header.columns.items()
            if index not in header.marked
        ]
        self._headings = {index: heading_key(header.headings[index]) for index in header.columns}
        self.words = {*header.layout.by_heading, *self._headings.values()}
        self.units = {
            index: fold(unit[1])
            for index, column in header.columns.items()
            if column.field == "retention" and (unit := _UNIT.search(header.headings[index]))
        }
        self.constants = {name: Cell("", text) for name, text in self.mapping.constants.items()} | {
            name: cell for name, cell in header.above.items() if name not in self.mapping.constants
        }
        self._band_field = self.mapping.bands or ("" if "department" in self._said() else "department")
        extra = {self._band_field} if self.mapping.bands else set()
        self.fields = frozenset(header.fields | self.constants.keys() | extra)
        self._letters = {
            header.columns[index].field: column_letter(index)
            for index in sorted(header.columns, reverse=True)
        }

    def _said(self) -> set[str]:
        return {*self.header.fields, *self.constants}

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold something; repeated headings and bands are none of them."""
        for number, row in enumerate(self.grid.rows[self.header.row + 1 :], start=self.header.row + 1):
            if found := self.row(number, row):
                yield found
        self.end()

    def row(self, number: int, row: Sequence[Value]) -> SheetRow | None:
        """Return what a row holds, counted from 0; None for one that holds nothing of its own."""
        texts = {index: text for index, _, _ in self._columns if (text := plain_text(row[index]))}
        marks = self.header.marked and self._marks(number, row)
        if not (texts or marks) or (texts and self._is_band(number, texts)):
            return None
        if texts and self._is_heading(number, texts):
            # headings that are merged downwards stand there once
            if self.grid.merged.get((number, next(iter(texts))), (number, 0))[0] == number:
                self.repeated.append(str(number + 1))
            return None
        if self.grid.merged:
            texts = self._without_band(number, texts)
        return self._row(number, row, texts, marks or {})

    def end(self) -> None:
        """Say, when all rows were read, where the headings were printed again."""
        if self.repeated:
            message = Text(
                "The headings are printed again and left out in rows {rows}.", rows=ranges(self.repeated)
            )
            self._note(Severity.INFO, self.repeated[0], "", message)

    def _marks(self, number: int, row: Sequence[Value]) -> dict[str, Cell]:
        """Return the terms that a row has by its marks below them: ``X``, or the data items of a category."""
        lines: dict[str, list[str]] = {}
        refs: dict[str, str] = {}
        for index, term in self.header.marked.items():
            text, name = plain_text(row[index]), self.header.columns[index].field
            ref = f"{column_letter(index)}{number + 1}"
            flag = None if self.grid.merged.get((number, index), (0, index))[1] < index else read_flag(text)
            if flag or (flag is None and name == "category" and not is_unnamed(text)):
                lines.setdefault(name, []).append(term if flag else f"{term}: {' '.join(text.split())}")
                refs.setdefault(name, ref)
            elif flag is None and is_stated(text):
                message = Text(
                    '"{value}" does not say whether the row has "{term}": write X, or leave it empty.',
                    value=text,
                    term=term,
                )
                self._note(Severity.WARNING, ref, text, message)
        return {name: Cell(refs[name], "\n".join(each)) for name, each in lines.items()}

    def _row(
        self, number: int, row: Sequence[Value], texts: Mapping[int, str], marks: Mapping[str, Cell]
    ) -> SheetRow:
        cells: dict[str, Cell] = dict(marks)
        excel_row = str(number + 1)
        for index, letter, name in self._columns:
            if index not in texts:
                continue
            text, value = texts[index], row[index]
            if self.units and index in self.units and (bare := _BARE_NUMBER.fullmatch(text)):
                text = f"{bare[1]} {self.units[index]}"
            if name in cells and cells[name].text == text:
                # merged over columns that are read as one
                continue
            if name in cells:
                cells[name] = Cell(cells[name].ref, f"{cells[name].text}\n{text}")
            else:
                day = None if value.__class__ is str else _as_day(value)
                cells[name] = Cell(letter + excel_row, text, day)
        found = SheetRow(
            self.grid.name,
            number + 1,
            cells,
            self.fields,
            self._letters,
            separators=self.mapping.separators,
        )
        if not (self.constants or self.mapping.fill_down or self.band):
            return found
        own = frozenset(cells)
        joined = self._given(number, cells)
        return replace(found, joined=joined, given=frozenset(cells.keys() - own))

    def _given(self, number: int, cells: dict[str, Cell]) -> Mapping[str, str]:
        """Fill in what stands above, beside or in the mapping; return the cells that it was read from."""
        joined: dict[str, str] = {}
        aside = is_total([cell.text for cell in cells.values()])
        for name in self.mapping.fill_down:
            if name in cells and not aside:
                self.last[name] = cells[name]
            elif name in self.last and name not in cells:
                cells[name] = self.last[name]
                joined[name] = cells[name].ref
        given = dict(self.constants)
        if self.band is not None:
            given[self._band_field] = self.band
        for name, cell in given.items():
            if name not in cells:
                cells[name] = cell if cell.ref else Cell(str(number + 1), cell.text)
                if cell.ref:
                    joined[name] = cell.ref
            elif name in self.mapping.constants and is_stated(cells[name].text):
                self._check_constant(cells[name], cell.text)
        return {name: f"{self.grid.name}!{ref}" for name, ref in joined.items()}

    def _check_constant(self, cell: Cell, text: str) -> None:
        if heading_key(cell.text) != heading_key(text):
            message = Text(
                'The cell says "{value}", and "{constant}" was given for all rows: leave that out, or correct '
                "the cell.",
                value=cell.text,
                constant=text,
            )
            problem = Problem(Severity.ERROR, self.grid.name, cell.ref, cell.text, message)
            if problem not in self.problems:
                self.problems.append(problem)

    def _is_heading(self, number: int, texts: Mapping[int, str]) -> bool:
        """Say whether a row repeats the headings; another table's headings are reported."""
        if heading_key(next(iter(texts.values()))[:_LONGEST_HEADING]) not in self.words:
            return False
        keys = {index: heading_key(text[:_LONGEST_HEADING]) for index, text in texts.items()}
        if 2 * sum(key == self._headings[index] for index, key in keys.items()) >= len(self._columns):
            return True
        if len(texts) > 1 and self.words.issuperset(keys.values()):
            self._note(
                Severity.ERROR,
                str(number + 1),
                "",
                Text("The row looks like the headings of another table: give that table a sheet of its own."),
            )
        return False

    def _is_band(self, number: int, texts: Mapping[int, str]) -> bool:
        """Say whether a row names the department of the rows below it, which is then taken from it."""
        if not self._band_field or len(set(texts.values())) != 1:
            return False
        index, text = next(iter(texts.items()))
        masters = {self.grid.merged.get((number, at), (number, at)) for at in texts}
        wide = len(texts) >= _LEAST_BAND and len(masters) == 1 and next(iter(masters))[0] == number
        alone = index == self._columns[0][0] and len(texts) == 1
        if not (wide or (alone and (self.mapping.bands or names_department(text)))):
            if alone and self.band is not None:
                self._end_band(number, index, text)
            return False
        name = band_name(text, self.header.layout.by_field[self._band_field])
        if name is None:
            return False
        self.band = Cell(f"{column_letter(next(iter(masters))[1])}{number + 1}", name)
        self.fields |= {self._band_field}
        message = Text(
            'The row over the table\'s columns is taken for the {field} of the rows below it: "{name}".',
            field=self._band_field,
            name=name,
        )
        self._note(Severity.WARNING, self.band.ref, text, message)
        return True

    def _end_band(self, number: int, index: int, text: str) -> None:
        """Let a band hold no further than to a row of one text that may be the next."""
        message = Text(
            'The rows below "{text}" have no {field}, since it does not say what it names; if it names that too, say '
            "bands in a mapping (--map).",
            text=text,
            field=self._band_field,
        )
        self._note(Severity.WARNING, f"{column_letter(index)}{number + 1}", text, message)
        self.band = None

    def _without_band(self, number: int, texts: dict[int, str]) -> dict[int, str]:
        """Return the texts of a row; of a title that is merged across the table, its first cell only."""
        areas = {self.grid.merged.get((number, index), (number, index)) for index in texts}
        return dict(list(texts.items())[:1]) if len(areas) == 1 else texts

    def _note(self, severity: Severity, cell: str, value: str, message: Text) -> None:
        self.problems.append(Problem(severity, self.grid.name, cell, value, message))


def _as_day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
