"""From rows of the inventory sheet to drafts of entries: cells understood, nothing looked up in the register yet."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kvkkctl.errors import Severity
from kvkkctl.inventory.answers import is_stated, leading_answer, read_flag
from kvkkctl.inventory.asides import is_signature, is_total
from kvkkctl.inventory.cells import split_items, split_terms
from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.inventory.evidence import read_evidence
from kvkkctl.inventory.notes import Notes, one_line, read_day
from kvkkctl.inventory.pieces import Known, Piece
from kvkkctl.inventory.recipients import RecipientReader, RecipientReading
from kvkkctl.inventory.remarks import remark_on_sheets
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, exemptions, fold, known_term, official

_SEPARATED = re.compile(r"[^\w\s]|\n")
Track = Callable[[Iterable[SheetRow]], Iterable[SheetRow]]

ACTIVITY_FIELDS = (
    "department",
    "process",
    "description",
    "source",
    "collection_method",
    "medium",
    "exemption",
    "started",
    "ended",
    "reviewed",
)
MEASURE_COLUMNS = ("administrative_measures", "technical_measures", "measures")
_LISTS = {
    "purposes": TermKind.PURPOSE,
    "subjects": TermKind.SUBJECT,
}
# what names a row without saying anything about data: "TOPLAM 30", "Hazırlayan … Onaylayan"
_NAMES = {"department", "code", "process", "activity", "description"}
# what only a row of data states
_DATA = {"bases", "retention", "abroad", "law"}
_LEAST_CELLS = 2  # an activity and a data category; a band over more of them repeats its text in each


@dataclass(frozen=True)
class EntryDraft:
    """An entry as one row states it, in words.

    `activity` and `values` hold the fields that the sheet has columns for, None where the cell states nothing.
    `special` is what the row says of a category that no list knows; with it, legal bases are read from `row`.
    """

    key: str
    code: str
    name: str
    activity: Mapping[str, Any]
    category: Piece
    values: Mapping[str, Any]
    row: SheetRow
    from_file: bool
    recipients: RecipientReading
    special: bool | None = None


def read_entries(
    rows: Sequence[SheetRow], file: str, known: Known, notes: Notes, track: Track = iter
) -> Iterator[EntryDraft]:
    """Yield a draft for each data category of each row; what cannot be read goes to `notes`.

    The rows pass through `track`, which may show how far it is.
    """
    reader = _RowReader(file, known, notes)
    reader.learn(rows)
    shared: dict[str, list[SheetRow]] = {}
    for row in track(rows):
        drafts = list(reader.drafts(row))
        if len(drafts) > 1 and file:
            shared.setdefault(row.sheet, []).append(row)
        yield from drafts
    remark_on_sheets(rows, shared.values(), notes)


class _RowReader:
    """What rows of one file are read with."""

    def __init__(self, file: str, known: Known, notes: Notes) -> None:
        self._file = file
        self._known = known
        self._notes = notes
        self._split = cache(lambda kind, text, separators: split_terms(kind, text, known, separators))
        self._recipients = RecipientReader(self._split, self._known_here, notes)
        self._here: set[str] = set()

    def learn(self, rows: Sequence[SheetRow]) -> None:
        """Take note of the categories that the file names, so that it reads the same once the register has them."""
        for row in rows:
            # a name beside a place to sign is no category
            if not _says_one_thing(row) and not is_signature([cell.text for cell in row.own.values()]):
                pieces = self._parts(row, TermKind.CATEGORY, "category") or ()
                self._here.update(fold(piece.label) for piece in pieces)

    def _known_here(self, kind: TermKind, label: str) -> bool:
        return self._known(kind, label) or (kind is TermKind.CATEGORY and fold(label) in self._here)

    def drafts(self, row: SheetRow) -> Iterator[EntryDraft]:
        """Yield a draft for each data category of a row."""
        categories: Sequence[Piece] = self._parts(row, TermKind.CATEGORY, "category") or ()
        if self._is_aside(row, categories):
            return
        names = [one_line(row.text(name)) for name in ("key", "code", "activity", "process")]
        key, code, name = names[0], names[1], names[2] or names[3]
        if not categories:
            message = Text('The row names no data category (column "Veri Kategorisi").')
            self._notes.error(row, "category", message)
        if not (name or code or key):
            message = Text(
                'The row names no processing activity (column "Faaliyet"); where an empty cell means the one above '
                "it, say so with fill_down in a mapping (--map)."
            )
            self._notes.error(row, "activity", message)
        if len(categories) > 1 and not _SEPARATED.search(row.text("category")):
            message = Text(
                "Read as {names}, with nothing but spaces between them.", names=_labels(categories)
            )
            self._notes.add(Severity.INFO, row, "category", message)
        activity = activity_values(row, self._notes)
        recipients = self._recipients.read(row)
        values = self._values(row) | recipients.values
        special = _special(row, categories, self._notes)
        for category in categories:
            own = values | _items(row, category, categories)
            yield EntryDraft(
                key, code, name, activity, category, own, row, bool(self._file), recipients, special
            )

    def _is_aside(self, row: SheetRow, categories: Sequence[Piece]) -> bool:
        """Say whether a row stands beside the data: empty, a heading between them, a total, a place to sign."""
        if not row.own:
            return True
        texts = [cell.text for cell in row.own.values()]
        named = any(self._known_here(TermKind.CATEGORY, piece.label) for piece in categories)
        if is_total(texts) or (is_signature(texts) and not (named or row.own.keys() & _DATA)):
            message = Text("The row is taken for a total or a place to sign, and left out.")
            self._notes.warning(row, next(iter(row.own)), message)
            return True
        if _says_one_thing(row) and (len(row.own) > _LEAST_CELLS or not named):
            message = Text("The row holds one text only and is taken for a heading.")
            severity = (
                Severity.INFO if row.text("department") or "department" in row.fields else Severity.WARNING
            )
            self._notes.add(severity, row, next(iter(row.own)), message)
            return True
        if not categories and row.own.keys() <= _NAMES:
            message = Text("The row says nothing about data and is left out.")
            self._notes.warning(row, next(iter(row.own)), message)
            return True
        return False

    def _values(self, row: SheetRow) -> dict[str, Any]:
        """Return what a row states of all its categories, besides its recipients."""
        values: dict[str, Any] = {
            name: self._parts(row, kind, name) for name, kind in _LISTS.items() if name in row.fields
        }
        if row.fields.intersection(MEASURE_COLUMNS):
            lists = [self._parts(row, TermKind.MEASURE, name) for name in MEASURE_COLUMNS]
            values["measures"] = _together(lists)
        if "retention" in row.fields:
            values["retention"] = retention_text(row, self._notes)
        if "entry_ended" in row.fields:
            values["ended"] = read_day(row, "entry_ended", self._notes)
        return values | read_evidence(row, self._notes)

    def _parts(self, row: SheetRow, kind: TermKind, column: str) -> tuple[Piece, ...] | None:
        return self._split(kind, row.text(column), row.separators)


def _labels(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(f'"{piece.label}"' for piece in pieces)


def _says_one_thing(row: SheetRow) -> bool:
    cells = iter(row.own.values())
    first = next(cells, None)
    return first is not None and all(cell.text == first.text for cell in cells)


def read_retention(text: str) -> str | None:
    """Return a retention phrase line by line, None where nothing is stated."""
    lines = filter(None, map(one_line, text.splitlines()))
    return "\n".join(lines) if is_stated(text) else None


def activity_values(row: SheetRow, notes: Notes) -> Mapping[str, Any]:
    """Return what a row states about its activity, by the fields that the sheet has columns for."""
    values: dict[str, Any] = {}
    for name in ACTIVITY_FIELDS:
        if name in row.fields:
            is_day = INVENTORY.column(name).day
            values[name] = read_day(row, name, notes) if is_day else one_line(row.text(name)) or None
    exemption = values.get("exemption")
    if exemption and exemption not in exemptions():
        notes.error(
            row,
            "exemption",
            Text(
                "{value} is no case of Article 28/2: write one of {choices}.",
                value=exemption,
                choices=tuple(exemptions()),
            ),
        )
    return values


def _special(row: SheetRow, categories: Sequence[Piece], notes: Notes) -> bool | None:
    """Return whether the row says that its data are of a special nature.

    The official lists have the last word on their categories. Where one of these is special, the row's words are about
    that one; where all are ordinary, the words are about none, which is noted.
    """
    text = row.text("special_items")
    said = read_flag(text)
    if said is None and leading_answer(text) is False:
        message = Text(
            '"{value}" does not say whether the data are special: write Evet or Hayır.', value=text
        )
        notes.warning(row, "special_items", message)
    elif said is None and is_stated(text):
        said = True
    natures = {_official_nature(category) for category in categories}
    if said and natures == {False}:
        message = Text(
            'The row states special data under "{category}", which is an ordinary category.',
            category=", ".join(category.label for category in categories),
        )
        notes.warning(row, "special_items", message)
    if said is False and True in natures:
        message = Text(
            'The row says that its data are not special; "{category}" is special by law (art. 6/1) and stays so.',
            category=", ".join(category.label for category in categories if _official_nature(category)),
        )
        notes.warning(row, "special_items", message)
    return None if True in natures else said


def _official_nature(category: Piece) -> bool | None:
    found = known_term(TermKind.CATEGORY, category.label)
    return official(TermKind.CATEGORY)[found.term].special if found and found.term else None


def _items(row: SheetRow, category: Piece, categories: Sequence[Piece]) -> dict[str, Any]:
    """Return the data items of a category where the row has a place for any, that beside its name among them.

    Special items are those of its special categories, where the row names any.
    """
    if not (row.fields & {"items", "special_items"} or category.items):
        return {}
    cells = [row.text("items"), category.items]
    special = row.text("special_items")
    elsewhere = _official_nature(category) is False and any(map(_official_nature, categories))
    if read_flag(special) is None and leading_answer(special) is not False and not elsewhere:
        cells.append(special)
    return {"items": _together([split_items(cell, row.separators) for cell in cells])}


def _together(lists: Sequence[tuple[Any, ...] | None]) -> tuple[Any, ...] | None:
    """Join the lists that are stated; nothing is stated where none is."""
    stated = [each for each in lists if each is not None]
    return tuple(dict.fromkeys(item for each in stated for item in each)) if stated else None


def retention_text(row: SheetRow, notes: Notes) -> str | None:
    """Return the retention phrase of a row; a date in its place is noted."""
    cell = row.cells.get("retention")
    if cell and cell.day:
        message = Text("A date stands where a retention period belongs: {value}.", value=cell.text)
        notes.warning(row, "retention", message)
    return read_retention(cell.text) if cell else None
