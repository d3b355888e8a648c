"""The sheet of the VERBİS workbook that says what has changed since the last filing."""

from collections.abc import Sequence
from typing import NamedTuple

from kvkkctl.workbook.style import Book, Column, Look, Row
from kvkkctl.workbook.verbis_sheets import BOX, BOXES, RED, head_list, make_boxes

_NO_CHANGE = "Değişiklik yok."
_SEVEN_DAYS = "{since} bildiriminden bu yana; değişiklik yedi gün içinde VERBİS'te yapılır (Sicil Yön. m.13)."
_COLUMNS = (
    BOXES,
    Column("Veri Kategorisi", 24),
    Column("Ekran", 18),
    Column("Yapılacak", 46),
    Column("Bildirilen", 26),
    Column("Şimdiki", 26),
    Column("Değişiklik", 11, Look.DATE),
    Column("Son Gün", 11, Look.DATE),
    Column("Durum", 9, Look.CENTRE),
    Column("Kayıtlar", 14),
)


class Changes(NamedTuple):
    """What has changed since the last filing: which one that is, and the rows of the sheet; what is late is open."""

    since: str
    rows: Sequence[Row]


def add_differences(book: Book, changes: Changes) -> None:
    """Add what has changed since the last filing as a list to tick off, what is late in colour."""
    sheet = book.sheet("Fark", _COLUMNS, landscape=True, head=False)
    sheet.append(_SEVEN_DAYS.format(since=changes.since), look=Look.NOTE)
    head_list(sheet)
    for values, is_late in changes.rows:
        sheet.append(BOX, *values, is_open=is_late)
    if not changes.rows:
        sheet.append(_NO_CHANGE, look=Look.NOTE)
    make_boxes(sheet)
    if any(is_late for _, is_late in changes.rows):
        sheet.sheet.sheet_properties.tabColor = RED
