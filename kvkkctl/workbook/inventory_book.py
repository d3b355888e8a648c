"""The register as a workbook that goes out to departments and comes back: the Authority's layout, and ours beside it.

What stands in a cell, `kvkkctl.inventory` reads back as the same: an empty cell states nothing, "Yok" states none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kvkkctl.inventory.cells import split_terms
from kvkkctl.inventory.choices import CONTROLLER_KINDS, FREQUENCIES, ROLES, STATES, TERM_KINDS
from kvkkctl.inventory.columns import CONTROLLER, CONTROLLER_LABELS, HOLDINGS, INVENTORY, TERMS, TRANSFERS
from kvkkctl.inventory.layout import Column as SheetColumn
from kvkkctl.inventory.layout import Layout
from kvkkctl.models import Controller, Entry, Holding, StatedBasis, Term, Transfer
from kvkkctl.snapshot import Snapshot, is_special
from kvkkctl.vocabulary import MatchKind, TermKind, match, official, terms
from kvkkctl.workbook.style import Book, Column, Look, Sheet, Value

NONE = "Yok"
_YES_NO = {True: "Evet", False: "Hayır", None: None}
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


Cells = Mapping[str, Value]
"""A row by field; fields that are not there stay empty."""


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
        INVENTORY: (_entry_cells(snapshot, entry, keys=keys) for entry in snapshot.entries.values()),
        HOLDINGS: (_holding_cells(snapshot, holding, keys=keys) for holding in snapshot.holdings.values()),
        TERMS: (_term_cells(term) for term in _telling(snapshot.terms.values())),
        TRANSFERS: (
            _transfer_cells(snapshot, transfer, keys=keys) for transfer in snapshot.transfers.values()
        ),
        CONTROLLER: _controller_rows(snapshot.controller),
    }
    own = {
        kind: [term.label for term in snapshot.of_kind(kind) if term.label not in official(kind)]
        for kind in TermKind
    }
    write_contents(path, Contents(rows, own))


def write_template(path: Path) -> None:
    """Write an empty workbook with headings, drop-downs and instructions. Raises FileProblem."""
    write_contents(path, Contents({CONTROLLER: _controller_rows(Controller())}, empty_rows=_EMPTY_ROWS))


def write_contents(path: Path, contents: Contents) -> None:
    """Write a workbook of our layouts. Raises FileProblem."""
    book = Book("Kişisel veri işleme envanteri")
    for layout in (INVENTORY, HOLDINGS, TERMS, TRANSFERS, CONTROLLER):
        _sheet(book, layout, contents)
    instructions = book.sheet("Açıklama", (Column("Nasıl doldurulur", 110),))
    for line in _INSTRUCTIONS:
        instructions.append(line)
    _lists(book, contents)
    book.save(path)


def _sheet(book: Book, layout: Layout, contents: Contents) -> None:
    columns = [
        Column(column.heading, column.width, _look(column), hidden=column.field == "key")
        for column in layout.columns
    ]
    sheet = book.sheet(layout.title, columns, landscape=True)
    last = 1
    for cells in contents.rows.get(layout, ()):
        sheet.append(*(cells.get(column.field) for column in layout.columns))
        last += 1
    for index, column in enumerate(layout.columns, 1):
        letter = get_column_letter(index)
        _drop_down(sheet, column, f"{letter}2:{letter}{max(last + contents.empty_rows, 2)}")
    sheet.sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(last, 1)}"


def _look(column: SheetColumn) -> Look:
    return Look.DATE if column.day else Look.TEXT


def _drop_down(sheet: Sheet, column: SheetColumn, area: str) -> None:
    if column.choices:
        formula = f'"{",".join(column.choices)}"'
    elif column.vocabulary:
        index = list(TermKind).index(column.vocabulary) + 1
        formula = f"{_LISTS_SHEET}!${get_column_letter(index)}$2:${get_column_letter(index)}$1000"
    else:
        return
    # a warning, not a refusal: cells may hold several values and the organisation's own words
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    validation.promptTitle, validation.prompt = column.heading[:32], column.help[:255] or None
    validation.showInputMessage = bool(column.help)
    validation.add(area)
    sheet.sheet.data_validations.append(validation)


def _lists(book: Book, contents: Contents) -> None:
    sheet = book.sheet(_LISTS_SHEET, [Column(TERM_KINDS[kind], 40) for kind in TermKind])
    lists = [
        [term.name for term in terms(kind)] + list(contents.own_terms.get(kind, ())) for kind in TermKind
    ]
    for labels in zip_longest(*lists):
        sheet.append(*labels)
    sheet.sheet.sheet_state = "hidden"


def _entry_cells(snapshot: Snapshot, entry: Entry, *, keys: bool) -> Cells:
    activity, category = snapshot.activity_of(entry), snapshot.category_of(entry)
    items = _joined(entry.items)
    special = bool(is_special(category))
    retention = snapshot.retention_of(entry)
    recipients = snapshot.named(entry.recipients)
    bases, law = _bases(entry.bases)
    measures = _measures(snapshot.named(entry.measures))
    return {
        "department": activity.department,
        "activity": activity.name,
        "category": category.label,
        "items": None if special else items,
        "special_items": items if special else ("Evet" if category.special else None),
        "purposes": _labels(snapshot, entry.purposes),
        "subjects": _labels(snapshot, entry.subjects),
        "bases": bases,
        "retention": retention.text if retention else None,
        "recipients": _labels(snapshot, entry.recipients),
        "abroad": _YES_NO[entry.abroad],
        "administrative_measures": NONE if entry.measures == () else _joined(measures["idari"]),
        "technical_measures": _joined(measures["teknik"]),
        "code": activity.code,
        "process": activity.process,
        "law": law,
        "country": recipients[0].country if len(recipients) == 1 else None,
        "measures": _joined(measures[""]),
        "description": activity.description,
        "source": activity.source,
        "collection_method": activity.collection_method,
        "medium": activity.medium,
        "exemption": activity.exemption,
        "started": activity.started,
        "ended": activity.ended,
        "reviewed": activity.reviewed,
        "key": entry.ref if keys else None,
    }


def _joined(values: Sequence[str] | None) -> str | None:
    if values is None:
        return None
    return "\n".join(values) or NONE


def _labels(snapshot: Snapshot, ids: tuple[int, ...] | None) -> str | None:
    return None if ids is None else _joined([term.label for term in snapshot.named(ids)])


def _measures(stated: Sequence[Term]) -> dict[str, list[str] | None]:
    known = official(TermKind.MEASURE)
    groups: dict[str, list[str] | None] = {"idari": None, "teknik": None, "": None}
    for term in stated:
        group = known[term.official].group if term.official else ""
        groups[group] = [*(groups[group] or []), term.label]
    return groups


def _bases(stated: tuple[StatedBasis, ...] | None) -> tuple[str | None, str | None]:
    """Return the cells of the bases and of the law; a law that only one of several names stands below its basis."""
    if stated is None:
        return None, None
    laws = {basis.law for basis in stated if basis.law and basis.law != basis.label}
    if len(laws) <= 1:
        return _joined(list(dict.fromkeys(basis.label for basis in stated))), next(iter(laws), None)
    lines = dict.fromkeys((basis.label, basis.law) for basis in stated)
    return _joined(
        [part for label, law in lines for part in (label, law if law != label else None) if part]
    ), None


def _holding_cells(snapshot: Snapshot, holding: Holding, *, keys: bool) -> Cells:
    entry = snapshot.entries[holding.entry]
    activity = snapshot.activity_of(entry)
    own = snapshot.retentions[holding.retention] if holding.retention is not None else None
    plain = ("label", "medium", "event", "event_date", "quantity", "hold_reason", "hold_owner", "hold_review")
    return {
        **{name: getattr(holding, name) for name in plain},
        "key": holding.ref if keys else None,
        "entry": entry.ref if keys else None,
        "department": activity.department,
        "activity": activity.name,
        "category": snapshot.category_of(entry).label,
        "retention": own.text if own else None,
        "state": STATES[holding.state],
    }


def _telling(stated: Iterable[Term]) -> Iterator[Term]:
    """Yield the terms that say more than their use in the other sheets does."""
    for term in stated:
        found = match(term.kind, term.label)
        more = term.defined, term.definition, term.special, term.role, term.country, term.contract
        alone = split_terms(term.kind, term.label, lambda kind, label: match(kind, label).term is not None)
        survives = alone is not None and [piece.label for piece in alone] == [term.label]
        if (
            any(value is not None and value is not False for value in more)
            or found.term != term.official
            or not survives
        ):
            yield term


def _term_cells(term: Term) -> Cells:
    return {
        "kind": TERM_KINDS[term.kind],
        "label": term.label,
        "official": term.official if term.match is not MatchKind.EXACT else None,
        "definition": term.definition,
        "defined": _YES_NO[term.defined],
        "special": _YES_NO[term.special],
        "role": ROLES[term.role] if term.role else None,
        "country": term.country,
        "contract": term.contract,
    }


def _transfer_cells(snapshot: Snapshot, transfer: Transfer, *, keys: bool) -> Cells:
    plain = ("description", "country", "instrument", "signed", "notified", "approved", "started", "ended")
    return {
        **{name: getattr(transfer, name) for name in plain},
        "key": transfer.ref if keys else None,
        "recipient": snapshot.terms[transfer.recipient].label,
        "purposes": _labels(snapshot, transfer.purposes),
        "bases": _bases(transfer.bases)[0],
        "abroad": _YES_NO[transfer.abroad],
        "frequency": FREQUENCIES[transfer.frequency] if transfer.frequency else None,
    }


def _controller_rows(controller: Controller) -> Iterator[Cells]:
    for name, label in CONTROLLER_LABELS.items():
        yield {"name": label, "value": _controller_value(getattr(controller, name))}


def _controller_value(value: object) -> Value:
    match value:
        case bool():
            return _YES_NO[value]
        case tuple():
            return ", ".join(value)
        case None | int() | date():
            return value
        case _:
            return CONTROLLER_KINDS.get(value) or str(value)  # type: ignore[call-overload]
