"""New retention phrases that are not understood: each named once, at the first row that has it."""

from collections.abc import Collection, Iterable

from kvkkctl.inventory.drafts import read_retention
from kvkkctl.inventory.intake import Intake
from kvkkctl.inventory.sheets import SheetRow


def note_unread(
    intake: Intake, known: Collection[int], stated: Iterable[tuple[SheetRow, str | None]]
) -> None:
    """Note which phrases of some rows are not understood, but for those that are known already."""
    unread = {
        phrase.text: message
        for number, phrase in intake.records.snapshot.retentions.items()
        if number not in known and (message := intake.terms.unread(number))
    }
    for row, text in stated:
        if not unread:
            return
        message = unread.pop(text or "", None)
        cell = row.cells.get("retention")
        if message is not None and (cell is None or not cell.day):
            intake.notes.warning(row, "retention", message)


def of_holdings(rows: Iterable[SheetRow]) -> Iterable[tuple[SheetRow, str | None]]:
    """Yield the rows of holdings, each with its phrase."""
    return ((row, read_retention(row.text("retention"))) for row in rows)
