"""The sheet of activities that have no row in the inventory yet."""

from collections.abc import Iterator, Sequence

from kvkkctl.inventory.drafts import EntryDraft, activity_values
from kvkkctl.inventory.notes import Notes, one_line
from kvkkctl.inventory.pieces import Piece
from kvkkctl.inventory.recipients import RecipientReading
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.text import Text

_NO_CATEGORY = Piece("")


def read_activities(rows: Sequence[SheetRow], notes: Notes) -> Iterator[EntryDraft]:
    """Yield a draft for each activity, to be found or made beside those of the inventory; it becomes no entry.

    A row that names no activity is noted.
    """
    for row in rows:
        code, name = one_line(row.text("code")), one_line(row.text("activity"))
        if code or name:
            activity, nobody = activity_values(row, notes), RecipientReading({})
            yield EntryDraft(
                "", code, name, activity, _NO_CATEGORY, {}, row, from_file=False, recipients=nobody
            )
        else:
            notes.error(row, "activity", Text('The row names no processing activity (column "Faaliyet").'))
