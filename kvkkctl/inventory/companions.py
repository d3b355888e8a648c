"""The sheets beside the inventory: transfers, holdings, the controller."""

from collections.abc import Sequence
from typing import Any

from kvkkctl.inventory.bases import read_bases
from kvkkctl.inventory.cells import is_none, is_stated, read_flag, split_terms
from kvkkctl.inventory.choices import CONTROLLER_KINDS, FREQUENCIES, STATES, read_choice
from kvkkctl.inventory.columns import CONTROLLER_LABELS
from kvkkctl.inventory.drafts import Notes, read_day
from kvkkctl.inventory.merge import Action, Planned
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.inventory.termbook import Records, TermBook
from kvkkctl.models import Controller, Entry, Holding, HoldingState, Origin, Record, Transfer
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, ascii_fold, country, fold, instruments, is_abroad, words

_TRANSFER_DAYS = ("signed", "notified", "approved", "started", "ended")
_COUNTS = {"employees", "balance"}
_FLAGS = {"resident", "special_main_activity", "secrecy_bound"}
_DAYS = {"obliged_since", "verbis_registered_on", "policy_date"}


def merge_transfers(
    records: Records, terms: TermBook, rows: Sequence[SheetRow], file: str, notes: Notes
) -> list[Planned]:
    """Put the transfers of a file into the register; the same recipient and scope is the same transfer."""
    free = list(records.snapshot.transfers.values())
    done = []
    for row in rows:
        pieces = split_terms(TermKind.RECIPIENT, row.text("recipient"), lambda *_: True)
        if not pieces:
            notes.error(row, "recipient", Text("The row names no recipient."))
            continue
        values = _transfer(terms, row, notes) | {"recipient": terms.ensure(TermKind.RECIPIENT, pieces[0]).id}
        key = row.text("key")
        found = next(
            (
                each
                for each in free
                if (each.ref == key)
                or (not key and each.recipient == values["recipient"] and _same_scope(each, values))
            ),
            None,
        )
        if key and found is None:
            notes.error(
                row,
                "key",
                Text("The register has no transfer {key}: leave the cell empty for a new row.", key=key),
            )
            continue
        if found is not None:
            free.remove(found)
        done.append(_put(records, Transfer, found, values, _origin(file, row)))
    return done


def _same_scope(transfer: Transfer, values: dict[str, Any]) -> bool:
    return fold(transfer.description or "") == fold(values.get("description") or "")


def _transfer(terms: TermBook, row: SheetRow, notes: Notes) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: read_day(row, name, notes) for name in _TRANSFER_DAYS if name in row.fields
    }
    if "description" in row.fields:
        values["description"] = " ".join(row.text("description").split()) or None
    if "purposes" in row.fields:
        values["purposes"] = terms.ids(
            TermKind.PURPOSE, split_terms(TermKind.PURPOSE, row.text("purposes"), terms.known)
        )
    if "bases" in row.fields:
        reading = read_bases(row.text("bases"), "", special=False)
        for doubt in reading.doubts:
            notes.warning(row, "bases", doubt)
        values["bases"] = reading.bases
    if "frequency" in row.fields:
        values["frequency"] = read_choice(row, "frequency", FREQUENCIES, notes)
    if "instrument" in row.fields:
        values["instrument"] = _instrument(row, notes)
    if "country" in row.fields:
        values["country"] = country(row.text("country")) or row.text("country") or None
    if "abroad" in row.fields:
        flag = read_flag(row.text("abroad"))
        values["abroad"] = flag if flag is not None else is_abroad(values.get("country"))
    return values


def _instrument(row: SheetRow, notes: Notes) -> str | None:
    text = row.text("instrument")
    if not is_stated(text) or is_none(text):
        return None
    key = fold(text).removeprefix("m.").replace(" ", "")
    for code, instrument in instruments().items():
        if key == code or words(ascii_fold(text)) == words(ascii_fold(instrument.short)):
            return code
    notes.error(
        row,
        "instrument",
        Text(
            '"{value}" is no instrument of Article 9: write one of {choices}.',
            value=text,
            choices=tuple(instruments()),
        ),
    )
    return None


def merge_holdings(
    records: Records, terms: TermBook, rows: Sequence[SheetRow], file: str, notes: Notes
) -> list[Planned]:
    """Put the holdings of a file into the register; the same name under the same entry is the same holding."""
    by_ref = {holding.ref: holding for holding in records.snapshot.holdings.values()}
    by_label = {(holding.entry, fold(holding.label)): holding for holding in by_ref.values()}
    index = _EntryIndex(records)
    done = []
    for row in rows:
        found = by_ref.get(row.text("key"))
        if row.text("key") and found is None:
            notes.error(
                row,
                "key",
                Text(
                    "The register has no holding {key}: leave the cell empty for a new row.",
                    key=row.text("key"),
                ),
            )
            continue
        entry = (
            index.find(row, notes)
            if found is None or row.text("entry")
            else records.snapshot.entries[found.entry]
        )
        label = " ".join(row.text("label").split())
        if entry is None or not label:
            if not label:
                notes.error(row, "label", Text('The row does not say what is kept (column "Kayıt").'))
            continue
        values = _holding(terms, row, notes) | {"entry": entry.id, "label": label}
        found = found or by_label.get((entry.id, fold(label)))
        done.append(_put(records, Holding, found, values, _origin(file, row)))
    return done


def _holding(terms: TermBook, row: SheetRow, notes: Notes) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: " ".join(row.text(name).split()) or None
        for name in ("medium", "event", "quantity", "hold_reason", "hold_owner")
        if name in row.fields
    }
    values |= {
        name: read_day(row, name, notes) for name in ("event_date", "hold_review") if name in row.fields
    }
    if "retention" in row.fields:
        text = " ".join(row.text("retention").split())
        values["retention"] = terms.phrase(text if is_stated(text) else None)
    if row.text("state"):
        values["state"] = read_choice(row, "state", STATES, notes) or HoldingState.KEPT
    return values


class _EntryIndex:
    """Entries as a row of holdings names them: by number, or by activity and data category."""

    def __init__(self, records: Records) -> None:
        snapshot = records.snapshot
        self._by_ref = {entry.ref: entry for entry in snapshot.entries.values()}
        self._by_names: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._by_ref.values():
            activity, category = snapshot.activity_of(entry), snapshot.category_of(entry)
            for name in {fold(activity.code), fold(activity.name)}:
                self._by_names.setdefault((name, fold(category.label)), []).append(entry)

    def find(self, row: SheetRow, notes: Notes) -> Entry | None:
        """Return the entry that a row names; None where it names none or several, which is noted."""
        number = row.text("entry")
        if number:
            if number not in self._by_ref:
                notes.error(row, "entry", Text("The register has no entry {key}.", key=number))
            return self._by_ref.get(number)
        names = fold(row.text("activity")), fold(row.text("category"))
        found = self._by_names.get(names, [])
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


def merge_controller(records: Records, rows: Sequence[SheetRow], notes: Notes) -> list[Planned]:
    """Put what a file says about the controller into the register."""
    labels = {words(ascii_fold(label)): name for name, label in CONTROLLER_LABELS.items()}
    values: dict[str, Any] = {}
    for row in rows:
        name = labels.get(words(ascii_fold(row.text("name"))))
        if name is None:
            notes.warning(
                row, "name", Text('"{value}" is no information about a controller.', value=row.text("name"))
            )
        elif row.text("value"):
            values[name] = _controller_value(row, name, notes)
    before = records.snapshot.controller
    wanted = before.model_copy(update=values)
    if wanted == before:
        return [Planned(Action.SAME, before)] if rows else []
    changed = tuple(
        name for name in Controller.model_fields if getattr(before, name) != getattr(wanted, name)
    )
    return [Planned(Action.UPDATE, records.put(wanted), changed)]


def _controller_value(row: SheetRow, name: str, notes: Notes) -> Any:
    text = " ".join(row.text("value").split())
    if name in _DAYS:
        return read_day(row, "value", notes)
    if name == "kind":
        return read_choice(row, "value", CONTROLLER_KINDS, notes)
    if name == "destruction_runs":
        return tuple(part for part in text.replace(";", ",").replace(" ", "").split(",") if part)
    if name in _FLAGS:
        flag = read_flag(text)
        if flag is None:
            notes.error(row, "value", Text('"{value}" is neither Evet nor Hayır.', value=text))
        return flag
    if name in _COUNTS:
        digits = text.replace(".", "").replace(" ", "")
        if not digits.isdigit():
            notes.error(row, "value", Text('"{value}" is not a whole number.', value=text))
            return None
        return int(digits)
    return text


def _origin(file: str, row: SheetRow) -> Origin | None:
    return Origin(file=file, sheet=row.sheet, row=row.row) if file else None


def _put(
    records: Records, model: type[Record], before: Any, values: dict[str, Any], origin: Origin | None
) -> Planned:
    if before is None:
        return Planned(Action.ADD, records.put(model(id=records.new_id(model), **values, origin=origin)))  # type: ignore[call-arg]
    changed = tuple(name for name, value in values.items() if getattr(before, name) != value)
    if not changed:
        return Planned(Action.SAME, before)
    updates = {name: values[name] for name in changed} | ({"origin": origin} if origin else {})
    return Planned(Action.UPDATE, records.put(before.model_copy(update=updates)), changed)
