"""What a row states about the instrument of a transfer abroad (Law 6698 art. 9), and about what goes with it."""

from typing import Any

from kvkkctl.inventory.answers import is_none, is_stated, read_flag
from kvkkctl.inventory.cells import split_terms
from kvkkctl.inventory.choices import CONTRACT_TYPES, read_choice
from kvkkctl.inventory.codes import clean, written_codes
from kvkkctl.inventory.notes import Notes, one_line, read_day
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, ascii_fold, fold, instruments, words

_WORDS = ("risk_information", "remedies", "onward")
_DAYS = ("changed", "change_notified")


def read_safeguards(terms: TermBook, row: SheetRow, notes: Notes) -> dict[str, Any]:
    """Return what a row states beside the instrument, by the fields that the sheet has columns for."""
    values: dict[str, Any] = {name: one_line(row.text(name)) or None for name in _WORDS if name in row.fields}
    values |= {name: read_day(row, name, notes) for name in _DAYS if name in row.fields}
    if "times" in row.fields:
        values["times"] = _times(row, notes)
    if "contract_type" in row.fields:
        values["contract_type"] = read_choice(row, "contract_type", CONTRACT_TYPES, notes)
    if "annex" in row.fields:
        pieces = split_terms(TermKind.CATEGORY, row.text("annex"), terms.known)
        values["annex"] = terms.ids(TermKind.CATEGORY, pieces)
    if "modified" in row.fields:
        values["modified"] = _flag(row, "modified", notes)
    if "onward_instrument" in row.fields:
        values["onward_instrument"] = read_instrument(row, "onward_instrument", notes)
    return values


def read_instrument(row: SheetRow, column: str, notes: Notes) -> str | None:
    """Return the code of the instrument of Article 9 that a cell names; one that is none is noted."""
    text = clean(row.text(column))
    if not is_stated(text) or is_none(text):
        return None
    written = {code for each in written_codes(text) for code in each.codes} & instruments().keys()
    said = words(ascii_fold(text))
    for code, instrument in instruments().items():
        worded = {words(ascii_fold(instrument.short)), words(ascii_fold(instrument.text))}
        if written == {code} or fold(text) == code or (not written and said in worded):
            return code
    message = Text(
        '"{value}" is no instrument of Article 9: write one of {choices}.',
        value=text,
        choices=tuple(instruments()),
    )
    notes.error(row, column, message)
    return None


def _times(row: SheetRow, notes: Notes) -> int | None:
    text = one_line(row.text("times"))
    if not is_stated(text):
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < _LONGEST_NUMBER):
        notes.error(row, "times", Text('"{value}" is not a whole number.', value=text))
        return None
    return int(text)


_LONGEST_NUMBER = 19


def _flag(row: SheetRow, column: str, notes: Notes) -> bool | None:
    text = row.text(column)
    said = read_flag(text)
    if said is None and is_stated(text):
        notes.error(row, column, Text('"{value}" is neither Evet nor Hayır.', value=text))
    return said
