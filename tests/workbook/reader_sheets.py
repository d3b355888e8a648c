"""Sheets laid out as a person lays them out, read under a mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from kvkkctl.inventory.mapping import parse_map
from kvkkctl.inventory.sheets import Book
from kvkkctl.workbook.reader import read_book

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Laid:
    """The rows of a sheet, the areas merged in it, and its rows and columns that are hidden."""

    rows: Rows
    merged: Sequence[str] = ()
    hidden: Sequence[int | str] = ()


def lay_out(path: Path, sheets: Mapping[str, Laid | Rows]) -> Path:
    """Write a workbook."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        laid = rows if isinstance(rows, Laid) else Laid(rows)
        sheet = book.create_sheet(name)
        for row in laid.rows:
            sheet.append(row)
        for area in laid.merged:
            sheet.merge_cells(area)
        for place in laid.hidden:
            sizes = sheet.row_dimensions if isinstance(place, int) else sheet.column_dimensions
            sizes[place].hidden = True
    book.save(path)
    return path


def read(folder: Path, sheets: Mapping[str, Laid | Rows] | Laid | Rows, mapping: str = "") -> Book:
    """Return what is read from a workbook of one sheet, or of several by name, under a mapping in TOML."""
    named = sheets if isinstance(sheets, Mapping) else {"Envanter": sheets}
    return read_book(lay_out(folder / "e.xlsx", named), parse_map(mapping, folder / "map.toml"))
