"""From rows of the inventory sheet to drafts of entries: cells understood, nothing looked up in the register yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.bases import read_bases
from kvkkctl.inventory.cells import (
    Known,
    Piece,
    is_stated,
    parse_day,
    read_abroad,
    read_flag,
    split_items,
    split_terms,
)
from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import Origin
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, country, exemptions, match, official

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
_LISTS = {
    "purposes": TermKind.PURPOSE,
    "subjects": TermKind.SUBJECT,
    "recipients": TermKind.RECIPIENT,
}
_MEASURES = ("administrative_measures", "technical_measures", "measures")


@dataclass(frozen=True)
class EntryDraft:
    """An entry as one row states it, in words.

    `activity` and `values` hold the fields that the sheet has columns for, None where the cell states nothing.
    """

    key: str
    code: str
    name: str
    activity: Mapping[str, Any]
    category: Piece
    values: Mapping[str, Any]
    origin: Origin | None
    row: SheetRow
    special: bool | None = None
    country: str | None = None


@dataclass
class Notes:
    """Problems met on the way, each with its place."""

    found: list[Problem] = field(default_factory=list)

    def add(self, severity: Severity, row: SheetRow, column: str, message: Text) -> None:
        """Note a problem at one cell."""
        self.found.append(Problem(severity, row.sheet, row.ref(column), row.text(column), message))

    def error(self, row: SheetRow, column: str, message: Text) -> None:
        """Note what keeps the file from being taken."""
        self.add(Severity.ERROR, row, column, message)

    def warning(self, row: SheetRow, column: str, message: Text) -> None:
        """Note what a person should look at."""
        self.add(Severity.WARNING, row, column, message)


def read_entries(rows: tuple[SheetRow, ...], file: str, known: Known, notes: Notes) -> Iterator[EntryDraft]:
    """Yield a draft for each data category of each row; what cannot be read goes to `notes`."""
    for row in rows:
        categories = split_terms(TermKind.CATEGORY, row.text("category"), known)
        name = _one_line(row.text("activity") or row.text("process"))
        code = _one_line(row.text("code"))
        key = _one_line(row.text("key"))
        if len(row.cells) == 1 and not categories:
            notes.add(
                Severity.INFO,
                row,
                next(iter(row.cells)),
                Text("The row holds one cell only and is taken for a heading."),
            )
            continue
        if not categories:
            notes.error(row, "category", Text('The row names no data category (column "Veri Kategorisi").'))
        if not name and not code and not key:
            notes.error(row, "activity", Text('The row names no processing activity (column "Faaliyet").'))
        activity = _activity(row, notes)
        for category in categories or ():
            yield _draft(row, file, (key, code, name), activity, category, known, notes)


def _draft(
    row: SheetRow,
    file: str,
    names: tuple[str, str, str],
    activity: Mapping[str, Any],
    category: Piece,
    known: Known,
    notes: Notes,
) -> EntryDraft:
    special = _special(row, category, notes)
    key, code, name = names
    values: dict[str, Any] = {}
    if row.fields & {"items", "special_items"} or category.items:
        values["items"] = _items(row, category)
    for name_of_list, kind in _LISTS.items():
        if name_of_list in row.fields:
            values[name_of_list] = split_terms(kind, row.text(name_of_list), known)
    if row.fields.intersection(_MEASURES):
        values["measures"] = _measures(row, known)
    if row.fields & {"bases", "law"}:
        values["bases"] = _bases(row, special=special, notes=notes)
    if "retention" in row.fields:
        values["retention"] = _retention(row, notes)
    if "abroad" in row.fields:
        values["abroad"], countries = _abroad(row, known, notes)
    else:
        countries = ()
    origin = Origin(file=file, sheet=row.sheet, row=row.row) if file else None
    return EntryDraft(
        key, code, name, activity, category, values, origin, row, special, _country(row, countries, notes)
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _activity(row: SheetRow, notes: Notes) -> Mapping[str, Any]:
    values: dict[str, Any] = {}
    for name in ACTIVITY_FIELDS:
        if name in row.fields:
            text = row.text(name)
            values[name] = (
                read_day(row, name, notes) if INVENTORY.column(name).day else _one_line(text) or None
            )
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


def read_day(row: SheetRow, column: str, notes: Notes) -> date | None:
    """Return the date of a cell; None where it is empty, or holds none (which is noted)."""
    cell = row.cells.get(column)
    if cell is None or not is_stated(cell.text):
        return None
    day = cell.day or parse_day(cell.text)
    if day is None:
        notes.error(row, column, Text('"{value}" is not a date: write it as 31.12.2026.', value=cell.text))
    return day


def _special(row: SheetRow, category: Piece, notes: Notes) -> bool | None:
    """Return whether the data are of a special nature by what the row says; the official list has the last word."""
    text = row.text("special_items")
    said = read_flag(text) if text else None
    if said is None and is_stated(text):
        said = True
    term = official(TermKind.CATEGORY).get(match(TermKind.CATEGORY, category.label).term or "")
    known = term.special if term else None
    if known is not None and said is not None and said and not known:
        notes.warning(
            row,
            "special_items",
            Text(
                'The row states special data under "{category}", which is an ordinary category.',
                category=category.label,
            ),
        )
    return known if known is not None else said


def _items(row: SheetRow, category: Piece) -> tuple[str, ...] | None:
    special = row.text("special_items")
    cells = [row.text("items"), category.items, "" if read_flag(special) is not None else special]
    lists = [items for items in map(split_items, cells) if items is not None]
    return tuple(dict.fromkeys(item for items in lists for item in items)) if lists else None


def _measures(row: SheetRow, known: Known) -> tuple[Piece, ...] | None:
    lists = [
        pieces
        for pieces in (split_terms(TermKind.MEASURE, row.text(name), known) for name in _MEASURES)
        if pieces is not None
    ]
    return tuple(dict.fromkeys(piece for pieces in lists for piece in pieces)) if lists else None


def _bases(row: SheetRow, *, special: bool | None, notes: Notes) -> Any:
    reading = read_bases(row.text("bases"), row.text("law"), special=bool(special))
    for doubt in reading.doubts:
        notes.warning(row, "bases", doubt)
    return reading.bases


def _retention(row: SheetRow, notes: Notes) -> str | None:
    cell = row.cells.get("retention")
    if cell is None or not is_stated(cell.text):
        return None
    if cell.day:
        notes.warning(
            row,
            "retention",
            Text("A date stands where a retention period belongs: {value}.", value=cell.text),
        )
    return _one_line(cell.text)


def _abroad(row: SheetRow, known: Known, notes: Notes) -> tuple[bool | None, tuple[str, ...]]:
    text = row.text("abroad")
    abroad, countries = read_abroad(text, known)
    if abroad is None and is_stated(text):
        notes.warning(
            row,
            "abroad",
            Text('"{value}" does not say whether data go abroad: write Evet or Hayır.', value=text),
        )
    return abroad, countries


def _country(row: SheetRow, countries: tuple[str, ...], notes: Notes) -> str | None:
    text = _one_line(row.text("country"))
    if text and is_stated(text) and read_flag(text) is None:
        named = country(text)
        if named is None:
            notes.warning(
                row, "country", Text('"{value}" is not a country that is known by that name.', value=text)
            )
        return named or text
    return countries[0] if len(countries) == 1 else None
