"""The gap report as a workbook to send out: an overview, and a sheet for each department."""

import re
from collections.abc import Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter

from kvkkctl.workbook.gap_text import (
    COLUMNS,
    NO_DEPARTMENT,
    TITLE,
    WEIGHTS,
    GapCover,
    GapRow,
    above,
    by_department,
    by_rule,
)
from kvkkctl.workbook.stream import clean
from kvkkctl.workbook.style import LAST_ROW, LONGEST_TITLE, Book, Column, Look

_WIDTHS = (8, 10, 12, 52, 26, 30, 44, 30)
_OVERVIEW = "Özet"
_SUMMARY = (
    Column("Kural", 24),
    Column("Ağırlık", 12, Look.CENTRE),
    Column("Açık Eksik", 12, Look.CENTRE),
    Column("Kabul Edilen ya da Bilinen", 16, Look.CENTRE),
    Column("Olması Gereken", 64),
)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
# room for the number of a sheet that goes on in another
_LONGEST = LONGEST_TITLE - 4


def write_gaps(path: Path, cover: GapCover, rows: Sequence[GapRow]) -> None:
    """Write the report; open gaps are coloured, accepted and known ones are not. Raises FileProblem."""
    departments = by_department(rows)
    titles = sheet_titles([name or NO_DEPARTMENT for name, _ in departments])
    with Book(TITLE) as book:
        _overview(book, cover, rows, titles)
        columns = [Column(name, width) for name, width in zip(COLUMNS, _WIDTHS, strict=True)]
        for title, (_, members) in zip(titles, departments, strict=True):
            for start in range(0, len(members), LAST_ROW - 1):
                part = members[start : start + LAST_ROW - 1]
                name = title if start == 0 else f"{title} {start // (LAST_ROW - 1) + 1}"
                sheet = book.sheet(name, columns, landscape=True, leading=3)
                for row in part:
                    sheet.append(*row.cells, is_open=row.is_open)
                sheet.sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(part) + 1}"
        book.save(path)


def _overview(book: Book, cover: GapCover, rows: Sequence[GapRow], titles: Sequence[str]) -> None:
    sheet = book.sheet(_OVERVIEW, _SUMMARY, landscape=True, head=False)
    sheet.append(TITLE, look=Look.TITLE)
    for line in above(cover):
        sheet.append(line, look=Look.NOTE)
    sheet.append(None)
    sheet.append(*(column.label for column in _SUMMARY), look=Look.HEAD)
    for rule, weight, opened, settled, title in by_rule(cover, rows):
        sheet.append(rule, weight, opened, settled, title, is_open=opened > 0)
    sheet.append(None)
    sheet.append("Departman", *WEIGHTS, "Sayfa", look=Look.HEAD)
    for title, (name, members) in zip(titles, by_department(rows), strict=True):
        weights = [sum(row.is_open and row.weight == weight for row in members) for weight in WEIGHTS]
        sheet.append(name or NO_DEPARTMENT, *weights, title)


def sheet_titles(names: Sequence[str]) -> list[str]:
    """Return a title that Excel takes for each name, no two alike and none that of the overview."""
    taken = {_OVERVIEW.casefold(), "history"}
    found: list[str] = []
    for name in names:
        stem = _FORBIDDEN.sub("-", clean(name)).strip("' ")[:_LONGEST].strip("' ") or NO_DEPARTMENT
        title, number = stem, 1
        while title.casefold() in taken:
            number += 1
            title = f"{stem[: _LONGEST - 4]} ({number})"
        taken.add(title.casefold())
        found.append(title)
    return found
