"""The sheets beside the inventory: transfers and holdings."""

from collections.abc import Iterator
from typing import Any

from kvkkctl.inventory.bases import read_bases
from kvkkctl.inventory.cells import read_abroad, split_terms
from kvkkctl.inventory.choices import FREQUENCIES, read_choice
from kvkkctl.inventory.controllers import merge_controller
from kvkkctl.inventory.intake import Intake, Planned
from kvkkctl.inventory.notes import Notes, one_line, read_day
from kvkkctl.inventory.pairing import SAME, Likeness, Wanted, Way, paired, without_repeated_keys
from kvkkctl.inventory.pieces import Piece
from kvkkctl.inventory.recipients import read_country
from kvkkctl.inventory.safeguards import read_instrument, read_safeguards
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.models import Transfer
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, fold, is_abroad

__all__ = ["merge_controller", "merge_transfers"]

_TRANSFER_DAYS = ("signed", "notified", "approved", "started", "ended")


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
