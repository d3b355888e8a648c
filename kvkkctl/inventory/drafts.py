"""From rows of the inventory sheet to drafts of entries: cells understood, nothing looked up in the register yet."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kvkkctl.errors import Severity
from kvkkctl.inventory.answers import is_stated, is_unnamed
from kvkkctl.inventory.asides import heads_signatures, is_signature, is_total, opens_signatures
from kvkkctl.inventory.cells import split_terms
from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.inventory.evidence import read_evidence
from kvkkctl.inventory.nature import items_of, read_special, together
from kvkkctl.inventory.notes import Notes, one_line, read_day
from kvkkctl.inventory.pieces import Known, Piece, barely_apart
from kvkkctl.inventory.recipients import RecipientReader, RecipientReading
from kvkkctl.inventory.remarks import remark_on_sheets
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, exemptions, fold

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
        self._named = cache(self._with_names)
        self._recipients = RecipientReader(self._split, self._known_here, notes)
        self._here: set[str] = set()
        self._signatories: set[tuple[str, int]] = set()
        self._suspects: set[tuple[str, int]] = set()

    def learn(self, rows: Sequence[SheetRow]) -> None:
        """Take note of the categories that the file names, so that it reads the same once the register has them.

        A name beside a place to sign is no category, and neither is one below it. Rows that look as if they stood
        beside the data are kept in mind for `drafts`.
        """
        signing: dict[str, bool] = {}
        for row in rows:
            texts = [cell.text for cell in row.own.values()]
            if _says_one_thing(texts):
                self._suspects.add((row.sheet, row.row))
                continue
            pieces = self._parts(row, TermKind.CATEGORY, "category") or ()
            named = any(self._known_here(TermKind.CATEGORY, piece.label) for piece in pieces)
            in_table = heads_signatures(texts)
            if not texts or is_total(texts):
                self._suspects.add((row.sheet, row.row))
            if is_signature(texts) or in_table:
                self._suspects.add((row.sheet, row.row))
                if opens_signatures(texts) and not named:
                    signing[row.sheet] = in_table
                continue
            if named or (row.own.keys() & _DATA and not signing.get(row.sheet)):
                signing.pop(row.sheet, None)
            if row.sheet in signing:
                self._signatories.add((row.sheet, row.row))
                self._suspects.add((row.sheet, row.row))
            else:
                self._here.update(fold(piece.label) for piece in pieces)

    def _known_here(self, kind: TermKind, label: str) -> bool:
        return self._known(kind, label) or (kind is TermKind.CATEGORY and fold(label) in self._here)

    def drafts(self, row: SheetRow) -> Iterator[EntryDraft]:
        """Yield a draft for each data category of a row."""
        categories = self._parts(row, TermKind.CATEGORY, "category") or ()
        if self._is_aside(row, categories):
            return
        named = self._named(TermKind.CATEGORY, categories)
        for unnamed in (each for each in dict.fromkeys(categories) if each not in named):
            message = Text('"{label}" is no name of a data category.', label=unnamed.label)
            self._notes.error(row, "category", message)
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
        if len(categories) > 1 and barely_apart(row.text("category"), [each.label for each in categories]):
            message = Text(
                'Read as {names}: a space, a dash or an "and" parts them.', names=_labels(categories)
            )
            self._notes.add(Severity.INFO, row, "category", message)
        activity = activity_values(row, self._notes)
        recipients = self._recipients.read(row)
        values = self._values(row) | recipients.values
        special = read_special(row, categories, self._notes)
        for category in categories:
            own = values | items_of(row, category, categories)
            yield EntryDraft(
                key, code, name, activity, category, own, row, bool(self._file), recipients, special
            )

    def _is_aside(self, row: SheetRow, categories: Sequence[Piece]) -> bool:
        """Say whether a row stands beside the data: empty, a heading between them, a total, a place to sign."""
        if categories and (row.sheet, row.row) not in self._suspects:
            return False
        if not row.own:
            return True
        texts = [cell.text for cell in row.own.values()]
        named = any(self._known_here(TermKind.CATEGORY, piece.label) for piece in categories)
        signs = (row.sheet, row.row) in self._signatories or (heads_signatures(texts) and not named)
        if signs or is_total(texts) or (is_signature(texts) and not (named or row.own.keys() & _DATA)):
            message = Text("The row is taken for a total or a place to sign, and left out.")
            self._notes.warning(row, next(iter(row.own)), message)
            return True
        if _says_one_thing(texts) and (len(row.own) > _LEAST_CELLS or not named):
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
            name: self._list(row, kind, name) for name, kind in _LISTS.items() if name in row.fields
        }
        if row.fields.intersection(MEASURE_COLUMNS):
            lists = [self._list(row, TermKind.MEASURE, name) for name in MEASURE_COLUMNS]
            values["measures"] = together(lists)
        if "retention" in row.fields:
            values["retention"] = retention_text(row, self._notes)
        if "entry_ended" in row.fields:
            values["ended"] = read_day(row, "entry_ended", self._notes)
        return values | read_evidence(row, self._notes)

    def _list(self, row: SheetRow, kind: TermKind, column: str) -> tuple[Piece, ...] | None:
        """Return the terms of a cell without marks and numbers, which are noted; None where it has nothing else."""
        pieces = self._parts(row, kind, column)
        named = self._named(kind, pieces or ())
        if not pieces or len(named) == len(pieces):
            return pieces
        for unnamed in (each for each in pieces if each not in named):
            message = Text(
                '"{value}" names nothing: write the words that it stands for.', value=unnamed.label
            )
            self._notes.warning(row, column, message)
        return named or None

    def _with_names(self, kind: TermKind, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple(each for each in pieces if not is_unnamed(each.label) or self._known(kind, each.label))

    def _parts(self, row: SheetRow, kind: TermKind, column: str) -> tuple[Piece, ...] | None:
        return self._split(kind, row.text(column), row.separators)


def _labels(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(f'"{piece.label}"' for piece in pieces)


def _says_one_thing(texts: Sequence[str]) -> bool:
    return bool(texts) and texts.count(texts[0]) == len(texts)


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


def retention_text(row: SheetRow, notes: Notes) -> str | None:
    """Return the retention phrase of a row; a date in its place is noted."""
    cell = row.cells.get("retention")
    if cell and cell.day:
        message = Text("A date stands where a retention period belongs: {value}.", value=cell.text)
        notes.warning(row, "retention", message)
    return read_retention(cell.text) if cell else None
