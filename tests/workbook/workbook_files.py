"""Workbooks for tests: real ones, and real ones with a part changed."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ("Faaliyet", "Veri Kategorisi", "Saklama Süresi")
ROWS = (HEADINGS, ("Bordro", "Kimlik", "10 yıl"), ("Bordro", "Finans", "5 yıl"))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def save(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]] | Sequence[Sequence[Any]] = ROWS) -> Path:
    """Write a workbook of one sheet, or of several by name."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in (sheets if isinstance(sheets, Mapping) else {"Envanter": sheets}).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def changed(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the text of one part of a workbook; a part that is not there is made."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts.get(part, b"").decode()
    parts[part] = change(before).encode()
    assert parts[part].decode() != before
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_row(path: Path, row: str) -> Path:
    """Write a workbook with a row of XML of one's own at its end."""
    return changed(save(path), SHEET, lambda xml: xml.replace("</sheetData>", f"{row}</sheetData>"))
