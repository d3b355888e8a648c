"""New retention phrases that are not understood: each named once, at the first row that has it."""

from collections.abc import Collection, Iterable

from kvkkctl import retention
from kvkkctl.inventory.drafts import read_retention
from kvkkctl.inventory.intake import Intake
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import RetentionKind
from kvkkctl.text import Text


def note_unread(
    intake: Intake, known: Collection[int], stated: Iterable[tuple[SheetRow, str | None]]
) -> None:
    """Note which phrases of some rows are not understood, but for those that are known already."""
    phrases = intake.records.snapshot.retentions
    told = {phrases[number].text for number in known if number in phrases}
    for row, text in stated:
        cell = row.cells.get("retention")
        if not text or text in told or (cell is not None and cell.day):
            continue
        told.add(text)
        reading = retention.read(text)
        if reading.kind is RetentionKind.UNREADABLE:
            message = Text("The retention is not understood. {why}", why=retention.why(reading))
            intake.notes.warning(row, "retention", message)


def of_holdings(rows: Iterable[SheetRow]) -> Iterable[tuple[SheetRow, str | None]]:
    """Yield the rows of holdings, each with its phrase."""
    return ((row, read_retention(row.text("retention"))) for row in rows)
