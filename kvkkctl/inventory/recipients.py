"""To whom a row says that data go: the groups, the names, those abroad, and the countries they are in.

That a recipient is abroad may stand in a column of its own, in that of the recipients, or in the name of one of them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kvkkctl.inventory.answers import has_denial, is_none, is_stated, read_flag
from kvkkctl.inventory.cells import Known, Piece, read_abroad
from kvkkctl.inventory.notes import Notes, one_line
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import RecipientRole
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, ascii_fold, countries_in, country, is_abroad, words

Split = Callable[[TermKind, str], tuple[Piece, ...] | None]

_COLUMNS = ("recipients", "recipient_names", "recipients_abroad")
_ABROAD = re.compile(r"\byurt ?disi|\byabanci ulke|\bdiger ulkeler")
# where a name ends and a place begins: "Firma (ABD)", "Firma - Almanya", "Firma / İrlanda"
_ASIDE = re.compile(r"[(\[]([^()\[\]]+)[)\]]|\s[-–—/]\s*(.+)$|,\s*([^,]+)$")
_THERE = re.compile(
    r"\b(?:merkezli|mukim|yerlesik|bulunan|bulunmakta\w*|sunucu\w*)\b|['’ ](?:d[ae]|t[ae])(?:ki)?\b"
)
_ROLES = {
    "vs": RecipientRole.CONTROLLER,
    "veri sorumlusu": RecipientRole.CONTROLLER,
    "veri sorumlusu vs": RecipientRole.CONTROLLER,
    "vi": RecipientRole.PROCESSOR,
    "veri isleyen": RecipientRole.PROCESSOR,
    "veri isleyen vi": RecipientRole.PROCESSOR,
    "yetkili kurum": RecipientRole.AUTHORITY,
}


@dataclass(frozen=True, slots=True)
class RecipientReading:
    """What a row says of its recipients.

    `values` are the fields it states. `country` is that of the row, which is its only recipient's; `countries` are
    those of recipients that name their own; `role` is that of the only one.
    """

    values: dict[str, Any]
    country: str | None = None
    countries: Mapping[str, str] = field(default_factory=dict)
    role: RecipientRole | None = None


def read_recipients(row: SheetRow, split: Split, known: Known, notes: Notes) -> RecipientReading:
    """Read the columns about recipients and about data abroad; what contradicts itself is noted."""
    lists = {name: split(TermKind.RECIPIENT, row.text(name)) for name in _COLUMNS if name in row.fields}
    pieces: dict[Piece, str] = {}
    at_home = lists.get("recipients_abroad") == ()
    for name, found in lists.items():
        for piece in found or ():
            if is_none(piece.label):
                at_home = at_home or _says_abroad(piece.label)
            else:
                pieces.setdefault(piece, name)
    countries = {piece.label: at for piece, name in pieces.items() if (at := _place(row, piece, name, notes))}
    there = tuple(dict.fromkeys([*countries, *_abroad_by_word(pieces)]))
    values: dict[str, Any] = {}
    if lists:
        values["recipients"] = tuple(pieces) if any(each is not None for each in lists.values()) else None
    stated, named = _stated(row, known, notes) if "abroad" in row.fields else (None, ())
    abroad = _settled(row, stated, there, at_home=at_home, notes=notes)
    if "abroad" in row.fields or abroad is not None:
        values["abroad"] = abroad
    where = read_country(row, "country", notes) or (named[0] if len(named) == 1 else None)
    return RecipientReading(values, where, countries, _role(row, len(pieces), notes))


def _abroad_by_word(pieces: Mapping[Piece, str]) -> list[str]:
    return [
        piece.label
        for piece, name in pieces.items()
        if name == "recipients_abroad" or _says_abroad(piece.label)
    ]


def _says_abroad(label: str) -> bool:
    return bool(_ABROAD.search(ascii_fold(label)))


def _place(row: SheetRow, piece: Piece, column: str, notes: Notes) -> str | None:
    """Return the country that a recipient says it is in; one that is only a part of its name is noted."""
    named = [each for each in countries_in(piece.label) if is_abroad(each)]
    if not named or has_denial(piece.label):
        return None
    asides = [part for aside in _ASIDE.finditer(piece.label) for part in aside.groups() if part]
    said = {each for part in asides for each in countries_in(part)}
    plain = ascii_fold(piece.label)
    if column == "recipients_abroad" or _says_abroad(plain) or _THERE.search(plain) or country(piece.label):
        said.update(named)
    said.intersection_update(named)
    if len(said) == 1:
        return said.pop()
    message = Text(
        '"{recipient}" names {countries}: where it is there, write that in "Aktarılan Ülke".',
        recipient=piece.label,
        countries=tuple(named),
    )
    notes.warning(row, column, message)
    return None


def _stated(row: SheetRow, known: Known, notes: Notes) -> tuple[bool | None, tuple[str, ...]]:
    text = row.text("abroad")
    abroad, countries = read_abroad(text, known)
    if abroad is None and is_stated(text):
        message = Text('"{value}" does not say whether data go abroad: write Evet or Hayır.', value=text)
        notes.warning(row, "abroad", message)
    return abroad, countries


def _settled(
    row: SheetRow, stated: bool | None, there: tuple[str, ...], *, at_home: bool, notes: Notes
) -> bool | None:
    """Return whether data go abroad: what the row states comes first, then where its recipients are."""
    if stated is None:
        return True if there else False if at_home else None
    if there and not stated:
        message = Text(
            "The row says that nothing goes abroad, and has recipients there: {recipients}.", recipients=there
        )
        notes.warning(row, "abroad", message)
    return stated


def _role(row: SheetRow, count: int, notes: Notes) -> RecipientRole | None:
    text = one_line(row.text("recipient_role"))
    if not is_stated(text) or is_none(text):
        return None
    role = _ROLES.get(words(ascii_fold(text)))
    if role is None or count != 1:
        message = Text(
            '"{value}" does not say what which recipient is: write VS or Vİ, one recipient a row.', value=text
        )
        notes.warning(row, "recipient_role", message)
        return None
    return role


def read_country(row: SheetRow, column: str, notes: Notes) -> str | None:
    """Return the country of a cell, as written where it is not known (which is noted); None where it states none."""
    text = one_line(row.text(column))
    if not is_stated(text) or read_flag(text) is not None:
        return None
    named = country(text)
    if named is None:
        message = Text('"{value}" is not a country that is known by that name.', value=text)
        notes.warning(row, column, message)
    return named or text
