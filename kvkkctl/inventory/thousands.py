"""Rows of plain text to columns of values: what a sheet of holdings says, by the thousand rows.

Cells are understood by the same readers as any sheet's, each distinct text once. A row with anything out of the
ordinary, a number, a text that a reader notes something about, a name that is missing, is left to be read alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress, repeat
from typing import Any, Final

from kvkkctl.inventory.holdings import HOLDING_DAYS, HOLDING_TEXTS, EntryIndex, holding_values, is_negative
from kvkkctl.inventory.layout import heading_key
from kvkkctl.inventory.notes import LONGEST, Notes
from kvkkctl.inventory.sheets import Cell, RowSource, SheetRow
from kvkkctl.inventory.termbook import TermBook

_REMEMBERED = 65_536
_LONGEST_HEADING = 200
_DIGITS = frozenset("0123456789")
_PLACE = ("entry", "department", "activity", "category")
_TEXTS = frozenset({"label", *HOLDING_TEXTS})
_FIELDS = (*HOLDING_TEXTS, *HOLDING_DAYS, "retention", "state")


class _Odd:
    """What stands for a cell that has to be read with its row."""


ODD: Final = _Odd()


class _Read(dict[Any, Any]):
    """What texts were read as, each once; only so many are remembered."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Any) -> Any:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[cell] = self._read(cell)
        return found

    def column(self, cells: Sequence[Any]) -> tuple[list[Any], bool]:
        """Return what each cell was read as, and whether one is odd; what hardly repeats is not remembered."""
        distinct = set(cells)
        if 2 * len(distinct) > len(cells):
            found = list(map(self._read, cells))
            return found, any(each is ODD for each in found)
        return list(map(self.__getitem__, cells)), any(self[cell] is ODD for cell in distinct)


@dataclass
class Columns:
    """What was read so far: the rows counted from 0, their values field by field, and the rows that are left."""

    rows: list[int] = field(default_factory=list)
    values: dict[str, list[Any]] = field(default_factory=dict)
    odd: dict[int, Sequence[str]] = field(default_factory=dict)

    def keep(self, chosen: Sequence[bool]) -> "Columns":
        """Return the chosen rows."""
        values = {name: list(compress(column, chosen)) for name, column in self.values.items()}
        return Columns(list(compress(self.rows, chosen)), values)

    def parts(self, size: int) -> Iterator["Columns"]:
        """Yield the rows, so many at a time."""
        for at in range(0, len(self.rows), size):
            part = slice(at, at + size)
            yield Columns(self.rows[part], {name: column[part] for name, column in self.values.items()})


class ThousandReader:
    """Reads the rows of one source of holdings."""

    def __init__(self, source: RowSource, terms: TermBook, index: EntryIndex, today: date) -> None:
        self._source = source
        self._terms = terms
        self._index = index
        self._today = today
        self.fields = tuple(name for name in _FIELDS if name in source.fields)
        self._readers = {
            name: _Read(self._text if name in _TEXTS else self._reader(name))
            for name in ("label", *self.fields)
        }
        if "quantity" in self._readers:
            self._readers["quantity"] = _Read(self._quantity)
        self._places = _Read(self._entry)
        self._is_heading = _Read(self._may_be_heading)
        self._plain_ends = not any(word[-1:] in _DIGITS for word in source.words)

    def take(self, first: int, chunk: list[list[str]], found: Columns) -> None:
        """Read some rows; `first` is the number of the first of them."""
        columns = list(zip(*chunk, strict=True))
        both = {name: self._column(name, columns, len(chunk)) for name in self._readers}
        both["entry"] = self._entries(columns, len(chunk))
        read = {name: values for name, (values, _) in both.items()}
        odd = set(self._odd_places(columns, read["label"]))
        for values, has_odd in both.values():
            if has_odd:
                odd.update(n for n, value in enumerate(values) if value is ODD)
        rows: Iterable[int] = range(first, first + len(chunk))
        if odd:
            found.odd.update((first + n, chunk[n]) for n in sorted(odd))
            plain = [n not in odd for n in range(len(chunk))]
            rows = compress(rows, plain)
            read = {name: list(compress(column, plain)) for name, column in read.items()}
        found.rows.extend(rows)
        for name, values in read.items():
            found.values.setdefault(name, []).extend(values)

    def _column(self, name: str, columns: Sequence[Sequence[str]], length: int) -> tuple[list[Any], bool]:
        reader, source = self._readers[name], self._source
        if name not in source.columns:
            value = reader[source.constants[name]]
            return [value] * length, value is ODD
        cells = columns[source.columns[name]]
        if name in source.constants:
            # an empty cell is filled, and one that says something else is an error: both are the table's to see
            value = reader[source.constants[name]]
            found = [each if each == value else ODD for each in reader.column(cells)[0]]
            return found, True
        if name in _TEXTS and _are_clean(cells) and not (name == "quantity" and _has_negative(cells)):
            return list(cells), False
        return reader.column(cells)

    def _text(self, cell: str) -> Any:
        if len(cell) > LONGEST:
            return ODD
        if not cell.isprintable() or cell[:1] == "'":
            cell = self._source.text(cell)
        return " ".join(cell.split()) or None

    def _quantity(self, cell: str) -> Any:
        text = self._text(cell)
        return ODD if text is not ODD and is_negative(text) else text

    def _reader(self, name: str) -> Callable[[str], Any]:
        fields = frozenset({name})

        def read(cell: str) -> Any:
            text = self._source.text(cell)
            if len(text) > LONGEST:
                return ODD
            notes = Notes()
            row = SheetRow("", 1, {name: Cell("", text)} if text else {}, fields)
            value = holding_values(self._terms, row, notes, self._today).get(name)
            return ODD if notes.found else value

        return read

    def _entries(self, columns: Sequence[Sequence[str]], length: int) -> tuple[list[Any], bool]:
        source = self._source
        cells = [
            columns[source.columns[name]]
            if name in source.columns
            else repeat(source.constants.get(name, ""), length)
            for name in _PLACE
        ]
        if any(name in source.constants and name in source.columns for name in _PLACE):
            # whether a cell says what was given for all rows is the table's to see
            return [ODD] * length, True
        return self._places.column(list(zip(*cells, strict=True)))

    def _entry(self, place: tuple[str, ...]) -> Any:
        texts = {
            name: text for name, cell in zip(_PLACE, place, strict=True) if (text := self._source.text(cell))
        }
        notes = Notes()
        given = frozenset(self._source.constants)
        row = SheetRow(
            "", 1, {name: Cell("", text) for name, text in texts.items()}, frozenset(texts), given=given
        )
        found = self._index.find(row, notes)
        return ODD if found is None or notes.found or "@" in texts.get("entry", "") else found.id

    def _odd_places(self, columns: Sequence[Sequence[str]], labels: Sequence[Any]) -> Iterator[int]:
        """Yield the rows that carry a number or no name, may be headings, or hold but one cell."""
        where = self._source.columns
        if "key" in where:
            yield from (n for n, cell in enumerate(columns[where["key"]]) if cell)
        yield from (n for n, label in enumerate(labels) if label is None)
        if not self._source.constants.keys().isdisjoint(_PLACE):
            others = [columns[at] for name, at in where.items() if name != "label"]
            yield from (n for n, cells in enumerate(zip(*others, strict=True)) if not any(cells))
        for index in where.values():
            cells = columns[index]
            yield from (n for n, may_be in enumerate(self._is_heading.column(cells)[0]) if may_be)
            # what follows is no longer the first cell of its row
            if all(map(str.strip, cells)):
                break

    def _may_be_heading(self, cell: str) -> bool:
        if self._plain_ends and cell[-1:] in _DIGITS:
            return False
        text = self._source.text(cell)
        return bool(text) and heading_key(text[:_LONGEST_HEADING]) in self._source.words


def _has_negative(cells: Sequence[str]) -> bool:
    """Say whether one of some clean cells may be a negative number."""
    together = "\n" + "\n".join(cells)
    return any(f"\n{sign}" in together for sign in "-−–")


def _are_clean(cells: Sequence[str]) -> bool:
    """Say whether cells are texts as they are kept, none of them empty: looked at all together, for speed."""
    together = "\n".join(cells)
    return (
        together.count("\n") == len(cells) - 1
        and "'" not in together
        and together.replace("\n", "").isprintable()
        and not any(unclean in f"\n{together}\n" for unclean in ("\n\n", "  ", "\n ", " \n"))
        and (len(together) <= LONGEST or max(map(len, cells)) <= LONGEST)
    )
