"""What labels and values over a table say of all its rows."""

from collections.abc import Mapping

from kvkkctl.inventory.layout import Layout, heading_key
from kvkkctl.inventory.sheets import Cell
from kvkkctl.workbook.grid import Grid, column_letter, plain_text

# what a block of labels and values above a table may say of all its rows
_ABOVE = ("department", "process", "activity", "code")


def said_above(
    grid: Grid, first: int, layout: Layout, fields: set[str]
) -> tuple[Mapping[str, Cell], Mapping[str, Cell]]:
    """Return what labels over a table say of all its rows, and what they may: ``Departman: İnsan Kaynakları``.

    Label and value stand in one cell or in two. In a row with more than these they only may, and so does what is no
    matter of a whole table.
    """
    above: dict[str, Cell] = {}
    beside: dict[str, Cell] = {}
    for number, row in enumerate(grid.rows[:first]):
        cells = [
            (index, plain_text(value))
            for index, value in enumerate(row)
            if (number, index) not in grid.merged
        ]
        filled = [(index, text) for index, text in cells if text]
        for place, (index, text) in enumerate(filled):
            label, colon, value = text.partition(":")
            at = index
            if not value.strip() and place + 1 < len(filled):
                at, value = filled[place + 1]
            column = layout.by_heading.get(heading_key(label))
            lone = bool(colon) or len(filled) == 2  # noqa: PLR2004 (a label and its value)
            # a row of groups over the headings is no row of labels
            if (
                not value.strip()
                or heading_key(value) in layout.by_heading
                or not (lone or number + 1 < first)
            ):
                continue
            if column and column.field not in fields:
                sure = lone and column.field in _ABOVE
                (above if sure else beside).setdefault(
                    column.field, Cell(f"{column_letter(at)}{number + 1}", value.strip())
                )
    return above, {name: cell for name, cell in beside.items() if name not in above}
