"""The Turkish words for closed choices in workbooks, both ways."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from kvkkctl.inventory.answers import is_none, is_stated
from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import ControllerKind, DestructionMethod, Frequency, HoldingState, RecipientRole
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, ascii_fold, words

C = TypeVar("C", bound=StrEnum)

TERM_KINDS: Mapping[TermKind, str] = MappingProxyType(
    {
        TermKind.CATEGORY: "Veri Kategorisi",
        TermKind.PURPOSE: "İşleme Amacı",
        TermKind.SUBJECT: "Veri Konusu Kişi Grubu",
        TermKind.RECIPIENT: "Alıcı Grubu",
        TermKind.MEASURE: "Tedbir",
    }
)
ROLES: Mapping[RecipientRole, str] = MappingProxyType(
    {
        RecipientRole.CONTROLLER: "Veri Sorumlusu",
        RecipientRole.PROCESSOR: "Veri İşleyen",
        RecipientRole.AUTHORITY: "Yetkili Kurum",
    }
)
FREQUENCIES: Mapping[Frequency, str] = MappingProxyType(
    {Frequency.OCCASIONAL: "Arızi", Frequency.RECURRING: "Sürekli"}
)
STATES: Mapping[HoldingState, str] = MappingProxyType(
    {HoldingState.KEPT: "Saklanıyor", HoldingState.DESTROYED: "İmha edildi"}
)
METHODS: Mapping[DestructionMethod, str] = MappingProxyType(
    {
        DestructionMethod.ERASURE: "Silme",
        DestructionMethod.DESTRUCTION: "Yok etme",
        DestructionMethod.ANONYMISATION: "Anonim hale getirme",
    }
)
CONTROLLER_KINDS: Mapping[ControllerKind, str] = MappingProxyType(
    {
        ControllerKind.PRIVATE: "Özel hukuk kişisi",
        ControllerKind.PUBLIC: "Kamu kurumu",
        ControllerKind.NGO: "Dernek, vakıf, sendika",
        ControllerKind.PROFESSIONAL: "Meslek kuruluşu",
    }
)


def read_choice(row: SheetRow, column: str, choices: Mapping[C, str], notes: Notes) -> C | None:
    """Return the choice that a cell names; None where it is empty, or names none (which is noted)."""
    text = row.text(column)
    if not is_stated(text) or is_none(text):
        return None
    key = words(ascii_fold(text))
    for choice, name in choices.items():
        if key in {words(ascii_fold(name)), choice.value}:
            return choice
    notes.error(
        row, column, Text('"{value}" is none of: {choices}.', value=text, choices=tuple(choices.values()))
    )
    return None
