"""The Turkish words for closed choices in workbooks, both ways."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from kvkkctl.inventory.answers import is_none, is_stated
from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import (
    ContractType,
    ControllerKind,
    DestructionMethod,
    Frequency,
    HoldingState,
    RecipientRole,
    RetentionReason,
    Safeguard,
)
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
CONTRACT_TYPES: Mapping[ContractType, str] = MappingProxyType(
    {
        ContractType.CONTROLLER_TO_CONTROLLER: "Veri sorumlusundan veri sorumlusuna",
        ContractType.CONTROLLER_TO_PROCESSOR: "Veri sorumlusundan veri işleyene",
        ContractType.PROCESSOR_TO_PROCESSOR: "Veri işleyenden veri işleyene",
        ContractType.PROCESSOR_TO_CONTROLLER: "Veri işleyenden veri sorumlusuna",
    }
)
SAFEGUARDS: Mapping[Safeguard, str] = MappingProxyType(
    {
        Safeguard.POLICY: "Politika ve prosedür",
        Safeguard.STAFF: "Çalışanlar",
        Safeguard.ELECTRONIC: "Elektronik ortam",
        Safeguard.PHYSICAL: "Fiziksel ortam",
        Safeguard.TRANSFER: "Aktarım",
        Safeguard.TWO_FACTOR: "İki kademeli kimlik doğrulama",
    }
)
RETENTION_REASONS: Mapping[RetentionReason, str] = MappingProxyType(
    {
        RetentionReason.CUSTOM: "Sektör teamülü",
        RetentionReason.RELATIONSHIP: "Hukuki ilişkinin süresi",
        RetentionReason.INTEREST: "Meşru menfaatin süresi",
        RetentionReason.RISK: "Risk, maliyet ve sorumlulukların süresi",
        RetentionReason.ACCURACY: "Doğruluk ve güncellik",
        RetentionReason.DUTY: "Hukuki yükümlülük",
        RetentionReason.LIMITATION: "Zamanaşımı",
    }
)
_BETWEEN = re.compile(r"[;\n]")
# how people write that something was done; "imha" is the word of the law for all three
_METHOD_FORMS: Mapping[DestructionMethod, str] = MappingProxyType(
    {
        DestructionMethod.ERASURE: "sil, silme, silinme, silindi, silinmis, silinmistir",
        DestructionMethod.DESTRUCTION: (
            "yok et, yok etme, yoketme, yok edilme, yok edildi, yok edilmis, yok edilmistir"
        ),
        DestructionMethod.ANONYMISATION: (
            "anonim, anonimlestir, anonimlestirme, anonimlestirilme, anonimlestirildi, anonimlestirilmis, "
            "anonimlestirilmistir, anonim hale getirme, anonim hale getirilme, anonim hale getirildi, "
            "anonim hale getirilmis, anonim hale getirilmistir"
        ),
    }
)
_ACT = re.compile(r" (?:islemi|yontemi)(?: yapildi| uygulandi)?")


def read_choices(row: SheetRow, column: str, choices: Mapping[C, str], notes: Notes) -> tuple[C, ...] | None:
    """Return the choices that a cell names, one a line or with semicolons; None where it states nothing."""
    text = row.text(column)
    if not is_stated(text):
        return None
    if is_none(text):
        return ()
    names = _by_name(choices)
    parts = [part for part in map(str.strip, _BETWEEN.split(text)) if part]
    unknown = [part for part in parts if words(ascii_fold(part)) not in names]
    if unknown:
        message = Text('"{value}" is none of: {choices}.', value=unknown[0], choices=tuple(choices.values()))
        notes.error(row, column, message)
    known = (names.get(words(ascii_fold(part))) for part in parts)
    return tuple(dict.fromkeys(choice for choice in known if choice))


def method_named(text: str) -> DestructionMethod | None:
    """Return the method of destruction that words name: Silme, Silindi, Silme işlemi; None for any others."""
    plain = words(ascii_fold(text))
    known = {form: method for method, forms in _METHOD_FORMS.items() for form in forms.split(", ")}
    return {**known, **_by_name(METHODS)}.get(_ACT.sub("", plain) or plain)


def _by_name(choices: Mapping[C, str]) -> Mapping[str, C]:
    own = {words(ascii_fold(choice.value)): choice for choice in choices}
    return {**{words(ascii_fold(name)): choice for choice, name in choices.items()}, **own}


def read_choice(row: SheetRow, column: str, choices: Mapping[C, str], notes: Notes) -> C | None:
    """Return the choice that a cell names; None where it is empty, or names none (which is noted)."""
    text = row.text(column)
    if not is_stated(text) or is_none(text):
        return None
    found = _by_name(choices).get(words(ascii_fold(text)))
    if found:
        return found
    notes.error(
        row, column, Text('"{value}" is none of: {choices}.', value=text, choices=tuple(choices.values()))
    )
    return None
