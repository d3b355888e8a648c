"""The sheets beside the inventory: transfers and holdings."""

from collections.abc import Iterator
from typing import Any

from kvkkctl.inventory.bases import read_bases
from kvkkctl.inventory.cells import read_abroad, split_terms
from kvkkctl.inventory.choices import FREQUENCIES, STATES, read_choice
from kvkkctl.inventory.controllers import merge_controller
from kvkkctl.inventory.drafts import read_retention
from kvkkctl.inventory.intake import Intake, Planned
from kvkkctl.inventory.notes import Notes, one_line, read_day
from kvkkctl.inventory.pairing import SAME, Likeness, Wanted, Way, comparable, paired, without_repeated_keys
from kvkkctl.inventory.pieces import Piece
from kvkkctl.inventory.recipients import read_country
from kvkkctl.inventory.safeguards import read_instrument, read_safeguards
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.models import Entry, Holding, HoldingState, Transfer
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, ascii_fold, fold, is_abroad, known_term

__all__ = ["merge_controller", "merge_holdings", "merge_transfers"]

_TRANSFER_DAYS = ("signed", "notified", "approved", "started", "ended")
_HOLDING_TEXTS = (
    "medium",
    "location",
    "reference",
    "event",
    "quantity",
    "board_decision",
    "hold_reason",
    "hold_owner",
)
_HOLDING_DAYS = ("event_date", "requested", "board_date", "hold_review")


def merge_transfers(intake: Intake) -> list[Planned]:
    """Put the transfers of a file into the register; the same recipient and scope is the same transfer."""
    terms, notes = intake.terms, intake.notes
    before = intake.records.snapshot.transfers
    numbers = {transfer.ref: transfer for transfer in before.values()}
    wanted = []
    for row in intake.rows.get("transfers", ()):
        key, recipients = intake.number_of(row, numbers), tuple(_recipients(row.text("recipient")))
        if key is None:
            continue
        if not recipients:
            notes.error(row, "recipient", Text("The row names no recipient."))
        else:
            values = _transfer(terms, row, notes)
            for piece in recipients:
                number = terms.ensure(TermKind.RECIPIENT, piece).id
                wanted.append(Wanted(row, key, number, values | {"recipient": number}))
    kept = without_repeated_keys(wanted, notes)
    return [
        intake.put(Transfer, each, found)
        for each, found in zip(kept, paired(kept, before.values(), _TRANSFERS), strict=True)
    ]


def _recipients(text: str) -> Iterator[Piece]:
    """Yield the recipients of a cell, one a line; commas belong to their names."""
    for line in text.splitlines():
        yield from split_terms(TermKind.RECIPIENT, line, lambda *_: True) or ()


_SAME_SCOPE = Way(
    lambda each: ("description",) if "description" in each.values else (), lambda _, value: fold(value or "")
)
_TRANSFERS = Likeness[Transfer](lambda transfer: transfer.recipient, (SAME, _SAME_SCOPE))


def _transfer(terms: TermBook, row: SheetRow, notes: Notes) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: read_day(row, name, notes) for name in _TRANSFER_DAYS if name in row.fields
    }
    if "description" in row.fields:
        values["description"] = one_line(row.text("description")) or None
    if "purposes" in row.fields:
        pieces = split_terms(TermKind.PURPOSE, row.text("purposes"), terms.known)
        values["purposes"] = terms.ids(TermKind.PURPOSE, pieces)
    if "bases" in row.fields:
        reading = read_bases(row.text("bases"), "", special=False)
        for doubt in reading.doubts:
            notes.warning(row, "bases", doubt)
        values["bases"] = reading.bases
    if "frequency" in row.fields:
        values["frequency"] = read_choice(row, "frequency", FREQUENCIES, notes)
    if "instrument" in row.fields:
        values["instrument"] = read_instrument(row, "instrument", notes)
    values |= read_safeguards(terms, row, notes)
    if "country" in row.fields:
        values["country"] = read_country(row, "country", notes)
    if "abroad" in row.fields:
        flag, _ = read_abroad(row.text("abroad"), terms.known)
        values["abroad"] = flag if flag is not None else is_abroad(values.get("country"))
        if flag is False and is_abroad(values.get("country")):
            message = Text(
                '"{country}" is abroad, and the row says that nothing goes there.', country=values["country"]
            )
            notes.error(row, "abroad", message)
    return values


def merge_holdings(intake: Intake) -> list[Planned]:
    """Put the holdings of a file into the register; the same name under the same entry is the same holding."""
    records, terms, notes = intake.records, intake.terms, intake.notes
    rows = intake.rows.get("holdings", ())
    if not rows:
        return []
    before = {holding.ref: holding for holding in records.snapshot.holdings.values()}
    index = _EntryIndex(intake)
    wanted = []
    for row in rows:
        key, label = intake.number_of(row, before), one_line(row.text("label"))
        if key is None:
            continue
        stays = key and not row.text("entry")
        entry = records.snapshot.entries[before[key].entry] if stays else index.find(row, notes)
        if not label:
            notes.error(row, "label", Text('The row does not say what is kept (column "Kayıt").'))
        if entry and label:
            values = _holding(terms, row, notes) | {"entry": entry.id, "label": label}
            wanted.append(Wanted(row, key, (entry.id, fold(label)), values))
    kept = without_repeated_keys(wanted, notes)
    return [
        intake.put(Holding, each, found)
        for each, found in zip(kept, paired(kept, before.values(), _HOLDINGS), strict=True)
    ]


_SAME_DAY = Way(lambda each: ("event_date",) if "event_date" in each.values else None, comparable)
_ANY = Way(lambda _: (), comparable)
_HOLDINGS = Likeness[Holding](
    lambda holding: (holding.entry, fold(holding.label)), (SAME, _SAME_DAY, _ANY)
)


def _holding(terms: TermBook, row: SheetRow, notes: Notes) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: one_line(row.text(name)) or None for name in _HOLDING_TEXTS if name in row.fields
    }
    values |= {name: read_day(row, name, notes) for name in _HOLDING_DAYS if name in row.fields}
    if "retention" in row.fields:
        values["retention"] = terms.phrase(read_retention(row.text("retention")))
    if row.text("state"):
        values["state"] = read_choice(row, "state", STATES, notes) or HoldingState.KEPT
    return values


class _EntryIndex:
    """Entries as a row of holdings names them: by number, or by activity and data category."""

    def __init__(self, intake: Intake) -> None:
        self._snapshot = intake.records.snapshot
        self._by_ref = {entry.ref: entry for entry in self._snapshot.entries.values()}
        self._by_names: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._by_ref.values():
            activity = self._snapshot.activity_of(entry)
            category = _category_key(self._snapshot.category_of(entry).label)
            for name in {ascii_fold(activity.code), ascii_fold(activity.name)}:
                self._by_names.setdefault((name, category), []).append(entry)

    def find(self, row: SheetRow, notes: Notes) -> Entry | None:
        """Return the entry that a row names; None where it names none or several, which is noted."""
        number = one_line(row.text("entry")).partition("@")[0]
        if number:
            if number not in self._by_ref:
                notes.error(row, "entry", Text("The register has no entry {key}.", key=number))
            return self._by_ref.get(number)
        names = ascii_fold(row.text("activity")), _category_key(one_line(row.text("category")))
        found = [entry for entry in self._by_names.get(names, ()) if self._is_of_department(entry, row)]
        if len(found) == 1:
            return found[0]
        message = (
            Text(
                'There is no entry of the category "{category}" in the activity "{activity}".',
                category=row.text("category"),
                activity=row.text("activity"),
            )
            if not found
            else Text(
                'Several entries answer ({refs}): write the number of one in "Envanter Kaydı".',
                refs=tuple(entry.ref for entry in found),
            )
        )
        notes.error(row, "activity", message)
        return None

    def _is_of_department(self, entry: Entry, row: SheetRow) -> bool:
        department = fold(row.text("department"))
        return department in {"", fold(self._snapshot.activity_of(entry).department or "")}


def _category_key(label: str) -> str:
    """Return what data categories are compared by: the official term where a label is one."""
    found = known_term(TermKind.CATEGORY, label)
    return found.term if found and found.term else fold(label)
