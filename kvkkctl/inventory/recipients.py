"""To whom a row says that data go: the groups, the names, those abroad, and the countries they are in.

That a recipient is abroad may stand in a column of its own, in that of the recipients, or in the name of one of them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kvkkctl.inventory.answers import (
    has_denial,
    is_none,
    is_sentence_on_passing_on,
    is_stated,
    is_unnamed,
    read_flag,
)
from kvkkctl.inventory.cells import read_abroad
from kvkkctl.inventory.notes import Notes, one_line
from kvkkctl.inventory.pieces import Known, Piece
from kvkkctl.inventory.places import answers_with_a_place, by_place, is_place
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import RecipientRole
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, ascii_fold, countries_in, country, is_abroad, words

Split = Callable[[TermKind, str], tuple[Piece, ...] | None]

Say = Callable[[str, Text], None]

_COLUMNS = ("recipients", "recipient_names", "recipients_abroad")
_SPOKEN_OF = (*_COLUMNS, "abroad", "country", "recipient_role")
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

    `values` are the fields it states, `countries` those of recipients that name their own. `country` and `role` are
    what the row says of `only`: the recipient that it calls by name, or its only one; None where there are several.
    """

    values: dict[str, Any]
    country: str | None = None
    countries: Mapping[str, str] = field(default_factory=dict)
    role: RecipientRole | None = None
    only: str | None = None


@dataclass
class RecipientReader:
    """Reads the recipients of the rows of a file; rows that say the same are read once."""

    split: Callable[[TermKind, str, tuple[str, ...]], tuple[Piece, ...] | None]
    known: Known
    notes: Notes
    _read: dict[object, tuple[RecipientReading, list[tuple[str, Text]]]] = field(default_factory=dict)

    def read(self, row: SheetRow) -> RecipientReading:
        """Read the columns about recipients and about data abroad; what contradicts itself is noted."""
        said = tuple(row.text(name) if name in row.fields else None for name in _SPOKEN_OF)
        found = self._read.get((said, row.separators))
        if found is None:
            remarks: list[tuple[str, Text]] = []

            def split(kind: TermKind, text: str) -> tuple[Piece, ...] | None:
                return self.split(kind, text, row.separators)

            reading = _read_row(row, split, self.known, lambda *remark: remarks.append(remark))
            found = self._read[said, row.separators] = reading, remarks
        for column, message in found[1]:
            self.notes.warning(row, column if column in row.fields else "recipients", message)
        return found[0]


@dataclass(slots=True)
class _Found:
    """What the columns of recipients hold: pieces with their column, countries of some, and those of nobody.

    `stated` says that anything is, `unnamed` that some of it names nobody.
    """

    pieces: dict[Piece, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    lone: list[str] = field(default_factory=list)
    at_home: bool = False
    stated: bool = False
    unnamed: bool = False

    def take(self, name: str, found: tuple[Piece, ...] | None, text: str) -> None:
        """Take what a column holds."""
        latest = None
        self.at_home |= found == () and (name == "recipients_abroad" or _denies_abroad(text))
        for piece in found or ():
            if is_none(piece.label) or is_none(piece.label.partition(":")[2]):
                self.at_home |= _says_abroad(piece.label)
            elif at := country(piece.label):
                # "Firma, ABD": a country is no recipient, but the place of the one before it
                self.lone += [] if latest and self.countries.setdefault(latest, at) == at else [at]
            else:
                self.at_home |= _denies_abroad(piece.label)
                self.pieces.setdefault(piece, name)
                latest = piece.label

    def only(self) -> str | None:
        """Return the recipient that is called by name, or the only one."""
        named = [piece.label for piece, name in self.pieces.items() if name == "recipient_names"]
        each = named or [piece.label for piece in self.pieces]
        return each[0] if len(each) == 1 else None


def _found_in(row: SheetRow, split: Split, known: Known, say: Say) -> _Found:
    """Return what the columns of recipients hold; what names nobody is noted, and leaves the row without a "none"."""
    found = _Found()
    for name in _COLUMNS:
        for there, text in by_place(row.text(name), known):
            pieces = split(TermKind.RECIPIENT, text)
            kept = []
            for piece in pieces or ():
                if _names_nobody(piece.label, known):
                    found.unnamed = True
                    message = Text(
                        '"{value}" does not name who the data go to: write names, or Yok.', value=piece.label
                    )
                    say(name, message)
                else:
                    kept.append(piece)
            found.stated |= pieces is not None
            found.take(
                "recipients_abroad" if there else name, tuple(kept) if kept or pieces == () else None, text
            )
    return found


def _read_row(row: SheetRow, split: Split, known: Known, say: Say) -> RecipientReading:
    found = _found_in(row, split, known, say)
    there = _there(found, say)
    values: dict[str, Any] = {}
    if row.fields.intersection(_COLUMNS):
        none = found.stated and not (found.lone or found.unnamed)
        values["recipients"] = tuple(found.pieces) if found.pieces or none else None
    stated, named = _stated(row, known, say) if "abroad" in row.fields else (None, ())
    where = _country(row, say)
    there += (where,) if where and is_abroad(where) and where not in there else ()
    abroad = _settled(stated, there, at_home=found.at_home, say=say)
    if "abroad" in row.fields or abroad is not None:
        values["abroad"] = abroad
    unplaced = tuple(
        dict.fromkeys(at for at in (*named, *found.lone) if at not in {*found.countries.values(), where})
    )
    if len(unplaced) == 1 and not where and not found.lone and answers_with_a_place(row.text("abroad")):
        where = unplaced[0]
    elif unplaced:
        message = Text("The row does not say which recipient is there: {countries}.", countries=unplaced)
        say("abroad" if named else next(name for name in _COLUMNS if name in row.cells), message)
    only = found.only()
    return RecipientReading(values, where, found.countries, _role(row, say, sure=only is not None), only)


def _names_nobody(label: str, known: Known) -> bool:
    """Say whether a mark, a number or a sentence stands where the name of a recipient belongs."""
    name = label.partition("(")[0]
    if is_none(label) or _says_abroad(label) or not name.strip() or known(TermKind.RECIPIENT, label):
        return False
    return is_unnamed(name) or is_sentence_on_passing_on(name)


def _there(found: _Found, say: Say) -> tuple[str, ...]:
    """Return the recipients that are abroad by what is said of them, after placing those that name one country."""
    places = {piece.label: _places(piece, name, say) for piece, name in found.pieces.items()}
    found.countries |= {label: at[0] for label, at in places.items() if len(at) == 1}
    abroad = (label for label, at in found.countries.items() if is_abroad(at))
    somewhere = (label for label, at in places.items() if at)
    return tuple(
        dict.fromkeys([*abroad, *somewhere, *_abroad_by_word(found.pieces), *filter(is_abroad, found.lone)])
    )


def _abroad_by_word(pieces: Mapping[Piece, str]) -> list[str]:
    return [
        piece.label
        for piece, name in pieces.items()
        if not has_denial(piece.label) and (name == "recipients_abroad" or _says_abroad(piece.label))
    ]


def _says_abroad(label: str) -> bool:
    return bool(_ABROAD.search(ascii_fold(label)))


def _denies_abroad(label: str) -> bool:
    return _says_abroad(label) and has_denial(label)


def _places(piece: Piece, column: str, say: Say) -> tuple[str, ...]:
    """Return the countries abroad that a recipient says it is in.

    Several, and one that is only a part of its name, are noted.
    """
    named = [each for each in countries_in(piece.label) if is_abroad(each)]
    if not named or has_denial(piece.label):
        return ()
    asides = [part for aside in _ASIDE.finditer(piece.label) for part in aside.groups() if part]
    said = {each for part in asides if is_place(part) for each in countries_in(part)}
    plain = ascii_fold(piece.label)
    if column == "recipients_abroad" or _says_abroad(plain) or _THERE.search(plain):
        said.update(named)
    said.intersection_update(named)
    if len(said) == 1:
        return tuple(said)
    message = Text(
        '"{recipient}" names {countries}: where it is there, write that in "Aktarılan Ülke".',
        recipient=piece.label,
        countries=tuple(named),
    )
    say(column, message)
    return tuple(each for each in named if each in said)


def _stated(row: SheetRow, known: Known, say: Say) -> tuple[bool | None, tuple[str, ...]]:
    text = row.text("abroad")
    abroad, countries = read_abroad(text, known)
    if abroad is None and is_stated(text):
        message = Text('"{value}" does not say whether data go abroad: write Evet or Hayır.', value=text)
        say("abroad", message)
    return abroad, countries


def _settled(stated: bool | None, there: tuple[str, ...], *, at_home: bool, say: Say) -> bool | None:
    """Return whether data go abroad: what the row states comes first, then where its recipients are."""
    if stated is None:
        return True if there else False if at_home else None
    if there and not stated:
        message = Text(
            "The row says that nothing goes abroad, and has recipients there: {recipients}.", recipients=there
        )
        say("abroad", message)
    return stated


def _role(row: SheetRow, say: Say, *, sure: bool) -> RecipientRole | None:
    text = one_line(row.text("recipient_role"))
    if not is_stated(text) or is_none(text):
        return None
    role = _ROLES.get(words(ascii_fold(text)))
    if role is None or not sure:
        message = Text(
            '"{value}" does not say what which recipient is: write VS or Vİ, one recipient a row.', value=text
        )
        say("recipient_role", message)
        return None
    return role


def _country(row: SheetRow, say: Say) -> str | None:
    text = one_line(row.text("country"))
    if not is_stated(text) or read_flag(text) is not None:
        return None
    if (named := country(text)) is None:
        say("country", unknown_country(text))
    return named or text


def unknown_country(text: str) -> Text:
    """Return what is said of a country that nobody knows."""
    return Text('"{value}" is not a country that is known by that name.', value=text)


def read_country(row: SheetRow, column: str, notes: Notes) -> str | None:
    """Return the country of a cell, as written where it is not known (which is noted); None where it states none."""
    text = one_line(row.text(column))
    if not is_stated(text) or read_flag(text) is not None:
        return None
    named = country(text)
    if named is None:
        notes.warning(row, column, unknown_country(text))
    return named or text
