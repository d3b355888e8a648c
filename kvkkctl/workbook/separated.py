"""The inventory as separated text, as a Turkish Excel opens it: the same columns and texts as in the workbook."""

import csv
import io
import re
from datetime import date

from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.snapshot import Snapshot
from kvkkctl.workbook.inventory_book import too_long
from kvkkctl.workbook.rows import EntryRows
from kvkkctl.workbook.stream import Value, as_day, clean
from kvkkctl.workbook.style import LONGEST_TEXT

SEMICOLON = ";"
TAB = "\t"
# what a spreadsheet would run, and what looks as if it had been kept from that already
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def inventory_text(snapshot: Snapshot, delimiter: str, *, keys: bool = True) -> str:
    """Return the entries of a register below the headings of the inventory, a line each; `import` takes them back.

    Lines end in CR LF; a cell of several lines is quoted. What a spreadsheet would take for a formula has a quote mark
    in front, which the import takes away. Raises FileProblem for a text that no cell holds.
    """
    entries = EntryRows(snapshot, keys=keys)
    fields = [column.field for column in INVENTORY.written]
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([column.heading for column in INVENTORY.written])
    for number, entry in enumerate(snapshot.entries.values(), start=2):
        cells = entries.cells(entry)
        texts = [_text(cells.get(name)) for name in fields]
        if max(map(len, texts)) > LONGEST_TEXT:
            raise too_long(INVENTORY, number, texts)
        writer.writerow(["'" + text if _FORMULA.match(text) else text for text in texts])
    return lines.getvalue()


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case date():
            return as_day(value)
        case _:
            return str(value)
