"""Small tables as a person lays them out, and what was read from them."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from kvkkctl.errors import Problem
from kvkkctl.i18n import Language, render
from kvkkctl.inventory.sheets import Book
from kvkkctl.workbook.reader import read_book

HEAD = ("Departman", "Faaliyet", "Veri Kategorisi", "Saklama Süresi")
ROW = ("İK", "Bordro", "Kimlik", "10 yıl")
FIELDS = ("department", "activity", "category", "retention")


def book(tmp_path: Path, *rows: tuple[Any, ...], merge: tuple[str, ...] = ()) -> Book:
    made = Workbook()
    made.active.title = "Envanter"
    for row in rows:
        made.active.append(row)
    for area in merge:
        made.active.merge_cells(area)
    made.save(tmp_path / "e.xlsx")
    return read_book(tmp_path / "e.xlsx")


def table(read: Book, kind: str = "inventory") -> list[dict[str, str]]:
    return [{name: cell.text for name, cell in row.cells.items()} for row in read.rows.get(kind, ())]


def english(text: object) -> str:
    return render(text, Language.EN)


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(problem.severity.value, problem.cell, english(problem.message)) for problem in problems]


EXPECTED = [dict(zip(FIELDS, ROW, strict=True))]
