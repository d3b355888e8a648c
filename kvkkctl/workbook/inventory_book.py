"""The register as a workbook that goes out to departments and comes back: the Authority's layout, and ours beside it.

What stands in a cell, `kvkkctl.inventory` reads back as the same: an empty cell states nothing, "Yok" states none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kvkkctl.errors import FileProblem
from kvkkctl.inventory.choices import TERM_KINDS
from kvkkctl.inventory.columns import CONTROLLER, HOLDINGS, INVENTORY, TERMS, TRANSFERS
from kvkkctl.inventory.layout import Column as SheetColumn
from kvkkctl.inventory.layout import Layout
from kvkkctl.models import Controller
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, official, terms
from kvkkctl.workbook.rows import (
    Cells,
    controller_rows,
    entry_cells,
    holding_cells,
    telling_terms,
    term_cells,
    transfer_cells,
)
from kvkkctl.workbook.style import LONGEST_TEXT, Book, Column, Look, Sheet, Value

_LISTS_SHEET = "Listeler"
_EMPTY_ROWS = 500
_INSTRUCTIONS = (
    "Her satır, bir faaliyette işlenen bir veri kategorisidir.",
    "Boş hücre “belirtilmemiş” demektir ve boşluk raporunda görünür; olmayan bir şey için “Yok” yazın.",
    "Bir hücreye birden çok değer, her biri ayrı satırda (Alt+Enter) ya da noktalı virgülle yazılır.",
    "Listeden seçilen VERBİS terimleri olduğu gibi kalmalıdır; listede olmayan değerler kendi adınızla yazılabilir.",
    "Hukuki sebep kod (5/2-ç) ya da Kanundaki cümleyle yazılır; kanun ve madde “İlgili Mevzuat” sütunundadır.",
    "Saklama süresi, süre ve başladığı olayla yazılır: “İş ilişkisinin sona ermesinden itibaren 10 yıl”.",
    "Kurumun kendi terimleri ve VERBİS karşılıkları “Tanımlar”, tarihli kayıtlar “Saklanan Kayıtlar” sayfasındadır.",
    "Gizli “No” sütunları satırları tanır: silmeyin, değiştirmeyin; yeni satırda boş bırakın.",
)


Lists = Mapping[TermKind, Sequence[str]]
"""What the drop-downs offer: the official terms, then the organisation's own."""


@dataclass(frozen=True)
class Contents:
    """What goes into a workbook: rows by kind of sheet, the organisation's own terms, empty rows to fill in."""

    rows: Mapping[Layout, Iterable[Cells]]
    own_terms: Mapping[TermKind, Sequence[str]] = field(default_factory=dict)
    empty_rows: int = 0


def write_inventory(path: Path, snapshot: Snapshot, *, keys: bool = True) -> None:
    """Write the register to `path` as a workbook that `import` takes back.

    Without `keys` the rows carry no numbers, as for another register. Raises FileProblem.
    """
    rows: dict[Layout, Iterable[Cells]] = {
        INVENTORY: (entry_cells(snapshot, entry, keys=keys) for entry in snapshot.entries.values()),
        HOLDINGS: (holding_cells(snapshot, holding, keys=keys) for holding in snapshot.holdings.values()),
        TERMS: (term_cells(term) for term in telling_terms(snapshot)),
        TRANSFERS: (
            transfer_cells(snapshot, transfer, keys=keys) for transfer in snapshot.transfers.values()
        ),
        CONTROLLER: controller_rows(snapshot.controller),
    }
    own = {
        kind: [term.label for term in snapshot.of_kind(kind) if term.label not in official(kind)]
        for kind in TermKind
    }
    write_contents(path, Contents(rows, own))


def write_template(path: Path) -> None:
    """Write an empty workbook with headings, drop-downs and instructions. Raises FileProblem."""
    write_contents(path, Contents({CONTROLLER: controller_rows(Controller())}, empty_rows=_EMPTY_ROWS))


def write_contents(path: Path, contents: Contents) -> None:
    """Write a workbook of our layouts. Raises FileProblem."""
    lists = {
        kind: [*(term.name for term in terms(kind)), *contents.own_terms.get(kind, ())] for kind in TermKind
    }
    with Book("Kişisel veri işleme envanteri") as book:
        for layout in (INVENTORY, HOLDINGS, TERMS, TRANSFERS, CONTROLLER):
            _sheet(book, layout, contents, lists)
        instructions = book.sheet("Açıklama", (Column("Nasıl doldurulur", 110),))
        for line in _INSTRUCTIONS:
            instructions.append(line)
        _lists(book, lists)
        book.save(path)


def _sheet(book: Book, layout: Layout, contents: Contents, lists: Lists) -> None:
    columns = [
        Column(column.heading, column.width, _look(column), hidden=column.field == "key")
        for column in layout.written
    ]
    sheet = book.sheet(layout.title, columns, landscape=True)
    last = 1
    for cells in contents.rows.get(layout, ()):
        last += 1
        sheet.append(*(_whole(cells.get(column.field), column, layout, last) for column in layout.written))
    for index, column in enumerate(layout.written, 1):
        letter = get_column_letter(index)
        _drop_down(sheet, column, f"{letter}2:{letter}{max(last + contents.empty_rows, 2)}", lists)
    sheet.sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(last, 1)}"


def _whole(value: Value, column: SheetColumn, layout: Layout, row: int) -> Value:
    """Return the value; what would be cut off here would be lost where the workbook comes back."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise FileProblem(
            Text(
                'Sheet "{sheet}", row {row}: "{heading}" holds {n} letters; a cell holds {most} at most.',
                sheet=layout.title,
                row=row,
                heading=column.heading,
                n=len(value),
                most=LONGEST_TEXT,
            )
        )
    return value


def _look(column: SheetColumn) -> Look:
    return Look.DATE if column.day else Look.TEXT


def _drop_down(sheet: Sheet, column: SheetColumn, area: str, lists: Lists) -> None:
    if column.choices:
        formula = f'"{",".join(column.choices)}"'
    elif column.vocabulary:
        letter = get_column_letter(list(TermKind).index(column.vocabulary) + 1)
        formula = f"{_LISTS_SHEET}!${letter}$2:${letter}${len(lists[column.vocabulary]) + 1}"
    else:
        return
    # a warning, not a refusal: cells may hold several values and the organisation's own words
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    validation.promptTitle, validation.prompt = column.heading[:32], column.help[:255] or None
    validation.showInputMessage = bool(column.help)
    validation.add(area)
    sheet.sheet.data_validations.append(validation)


def _lists(book: Book, lists: Lists) -> None:
    sheet = book.sheet(_LISTS_SHEET, [Column(TERM_KINDS[kind], 40) for kind in TermKind])
    for labels in zip_longest(*lists.values()):
        sheet.append(*labels)
    sheet.sheet.sheet_state = "hidden"
