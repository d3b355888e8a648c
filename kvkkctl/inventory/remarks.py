"""What is said once of a whole sheet or file, since each row alone would say it too often."""

import re
from collections.abc import Iterable, Sequence

from kvkkctl.errors import Severity
from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.text import Text

_TURKISH = frozenset("çğıöşüÇĞİÖŞÜ")
_MAY_LACK_CEDILLA = re.compile(r"(?:5\W{0,3}2|6\W{0,3}3)\W{0,3}[cC]\b")


def remark_on_sheets(rows: Sequence[SheetRow], shared: Iterable[Sequence[SheetRow]], notes: Notes) -> None:
    """Note what holds for many rows; `shared` are, by sheet, those that name several data categories."""
    for found in shared:
        message = Text(
            "Rows of the sheet that name several data categories: {n}; what they say holds for each of these.",
            n=len(found),
        )
        notes.add(Severity.INFO, found[0], "category", message)
    if lost := _without_turkish(rows):
        message = Text(
            "The file has no Turkish letters: where it lost them, 5/2-c may stand for 5/2-ç, and 6/3-c for 6/3-ç."
        )
        notes.warning(lost, "bases", message)


def _without_turkish(rows: Sequence[SheetRow]) -> SheetRow | None:
    """Return the first row whose code of a legal basis may have lost its ç; None where the file has Turkish letters."""
    doubtful = next((row for row in rows if _MAY_LACK_CEDILLA.search(row.text("bases"))), None)
    if doubtful is None or any(
        not _TURKISH.isdisjoint(cell.text) for row in rows for cell in row.cells.values()
    ):
        return None
    return doubtful if "bases" in doubtful.cells and len(rows) > 1 else None
