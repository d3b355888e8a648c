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
from kvkkctl.inventory.columns import ACTIVITIES, CONTROLLER, HOLDINGS, INVENTORY, TERMS, TRANSFERS
from kvkkctl.inventory.layout import Column as SheetColumn
from kvkkctl.inventory.layout import Layout
from kvkkctl.models import Activity, Controller
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, official, terms
from kvkkctl.workbook.rows import (
    Cells,
    EntryRows,
    activity_cells,
    controller_rows,
    holding_cells,
    telling_terms,
    term_cells,
    transfer_cells,
)
from kvkkctl.workbook.stream import Value, clean
from kvkkctl.workbook.style import LONGEST_TEXT, Book, Column, Look, Sheet

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
    "Envanterde satırı olmayan faaliyetler, varsa, “Faaliyetler” sayfasındadır.",
    "Gizli “No” sütunları satırları tanır: silmeyin, değiştirmeyin; yeni satırda boş bırakın.",
    "Yazdırınca A4 yatay sayfalar yan yana gelir; ilk sütunlar her sayfada yinelenir.",
)


Lists = Mapping[TermKind, Sequence[str]]
"""What the drop-downs offer: the official terms, then the organisation's own."""


@dataclass(frozen=True)
class Contents:
    """What goes into a workbook: rows by kind of sheet, the organisation's own terms, empty rows to fill in.

    A kind of sheet that `rows` does not have is left out.
    """

    rows: Mapping[Layout, Iterable[Cells]]
    own_terms: Mapping[TermKind, Sequence[str]] = field(default_factory=dict)
    empty_rows: int = 0


def write_inventory(
    path: Path, snapshot: Snapshot, *, keys: bool = True, part: Snapshot | None = None
) -> None:
    """Write the register to `path`, or a part of it, as a workbook that `import` takes back.

    Without `keys` the rows carry no numbers, as for another register. A part says nothing about the controller; its
    drop-downs offer the terms of the whole register. Raises FileProblem.
    """
    shown = part or snapshot
    entries = EntryRows(shown, keys=keys)
    rows: dict[Layout, Iterable[Cells]] = {INVENTORY: map(entries.cells, shown.entries.values())}
    if alone := activities_alone(shown):
        rows[ACTIVITIES] = map(activity_cells, alone)
    rows |= {
        HOLDINGS: (holding_cells(shown, holding, keys=keys) for holding in shown.holdings.values()),
        TERMS: (term_cells(term) for term in telling_terms(shown)),
        TRANSFERS: (transfer_cells(shown, transfer, keys=keys) for transfer in shown.transfers.values()),
    }
    if part is None:
        rows[CONTROLLER] = controller_rows(snapshot.controller)
    own = {
        kind: [term.label for term in snapshot.of_kind(kind) if term.label not in official(kind)]
        for kind in TermKind
    }
    write_contents(path, Contents(rows, own))


def activities_alone(snapshot: Snapshot) -> list[Activity]:
    """Return the activities without entries, which no row of the inventory names."""
    return [each for each in snapshot.activities.values() if each.id not in snapshot.entries_by_activity]


def write_template(path: Path) -> None:
    """Write an empty workbook with headings, drop-downs and instructions. Raises FileProblem."""
    empty: dict[Layout, Iterable[Cells]] = dict.fromkeys((INVENTORY, HOLDINGS, TERMS, TRANSFERS), ())
    rows = {**empty, CONTROLLER: controller_rows(Controller())}
    write_contents(path, Contents(rows, empty_rows=_EMPTY_ROWS))


def write_contents(path: Path, contents: Contents) -> None:
    """Write a workbook of our layouts. Raises FileProblem."""
    lists = {
        kind: [*(term.name for term in terms(kind)), *contents.own_terms.get(kind, ())] for kind in TermKind
    }
    with Book("Kişisel veri işleme envanteri", _whole) as book:
        for layout, rows in contents.rows.items():
            _sheet(book, layout, rows, contents.empty_rows, lists)
        instructions = book.sheet("Açıklama", (Column("Nasıl doldurulur", 96),))
        for line in _INSTRUCTIONS:
            instructions.append(line)
        _lists(book, lists)
        book.save(path)


class _TooLong(ValueError):
    """A text is longer than a cell holds."""


def _whole(text: str) -> str:
    """Return the text; what would be cut off here would be lost where the workbook comes back."""
    if len(text) > LONGEST_TEXT:
        raise _TooLong
    return text


def _sheet(book: Book, layout: Layout, rows: Iterable[Cells], empty_rows: int, lists: Lists) -> None:
    columns = [
        Column(column.heading, column.width, _look(column), hidden=column.field == "key")
        for column in layout.written
    ]
    sheet = book.sheet(layout.title, columns, landscape=True, leading=layout.leading)
    sheet.dress_columns()
    fields = [column.field for column in layout.written]
    for cells in rows:
        values = [cells.get(name) for name in fields]
        try:
            sheet.append(*values)
        except _TooLong:
            raise too_long(layout, sheet.rows.count, values) from None
    last = sheet.rows.count
    for index, column in enumerate(layout.written, 1):
        letter = get_column_letter(index)
        drop_down(sheet, column, f"{letter}2:{letter}{max(last + empty_rows, 2)}", lists)
    sheet.sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"


def too_long(layout: Layout, row: int, values: Iterable[Value]) -> FileProblem:
    """Return what is wrong with a row of which a cell does not hold a value."""
    texts = (clean(value) if isinstance(value, str) else "" for value in values)
    heading, n = max(
        ((column.heading, len(text)) for column, text in zip(layout.written, texts, strict=True)),
        key=lambda each: each[1],
    )
    return FileProblem(
        Text(
            'Sheet "{sheet}", row {row}: "{heading}" holds {n} letters; a cell holds {most} at most.',
            sheet=layout.title,
            row=row,
            heading=heading,
            n=n,
            most=LONGEST_TEXT,
        )
    )


def _look(column: SheetColumn) -> Look:
    return Look.DATE if column.day else Look.TEXT


def drop_down(sheet: Sheet, column: SheetColumn, area: str, lists: Lists) -> None:
    """Offer what may stand in the cells of an area, as a help and not as a limit."""
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
