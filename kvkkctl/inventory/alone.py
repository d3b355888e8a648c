"""The sheet of activities that have no row in the inventory yet."""

from collections.abc import Iterator, Sequence

from kvkkctl.inventory.cells import Piece
from kvkkctl.inventory.drafts import EntryDraft, Notes, activity_values, one_line
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
            yield EntryDraft(
                "", code, name, activity_values(row, notes), _NO_CATEGORY, {}, row, from_file=False
            )
        else:
            notes.error(row, "activity", Text('The row names no processing activity (column "Faaliyet").'))
