"""The words of VERBİS as its screens and the public query write them: numbers in front, "Diğer" with a text."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from kvkkctl.verbis.filing import Period
from kvkkctl.verbis.records import Screen, Unit
from kvkkctl.vocabulary import OTHER, OfficialTerm, TermKind, fold, known_term, official, words

_NUMBERED = re.compile(r"(\d{1,2})\s*[-–.)]\s*(.+)")
_OWN = re.compile(r"(?:diğer|diğer bilgiler)\s*[-–:]\s*\S")
_PERIOD = re.compile(
    r"(?P<count>\d{1,4})\s*(?P<unit>yıl|ay)|(?P<unit_first>yıl|ay)\s*[-–:]?\s*(?P<its_count>\d{1,4})"
)

TABS: Mapping[Screen, tuple[str, ...]] = {
    Screen.CATEGORIES: ("Veri Kategorileri", "İşlenen Veri Kategorileri"),
    Screen.PURPOSES: ("İşleme Amaçları", "Veri İşleme Amaçları", "Kişisel Veri İşleme Amaçları"),
    Screen.RECIPIENTS: ("Alıcı / Alıcı Grupları", "Alıcı Grupları", "Veri Aktarım Alıcı Grupları"),
    Screen.RETENTION: ("Saklama Süreleri", "Veri Saklama Süreleri"),
    Screen.SUBJECTS: ("Veri Konusu Kişi Grupları", "Kişi Grupları"),
    Screen.ABROAD: (
        "Yabancı Ülkelere Aktarım",
        "Yabancı Ülkelere Veri Aktarımı",
        "Yurt Dışına Aktarım",
        "Yurt Dışına Veri Aktarımı",
    ),
    Screen.MEASURES: ("Veri Güvenliği Tedbirleri", "Tedbirler"),
}
"""What the screens are called on the public query and in the workbook, the first name first."""


class Category(NamedTuple):
    """A data category as it is written: the official one, and the organisation's own below "Diğer Bilgiler"."""

    term: OfficialTerm
    label: str | None = None


def category_of(text: str) -> Category | None:
    """Return the data category of words such as ``1-Kimlik`` or ``26-Diğer Bilgiler-Kart``; None for any other.

    A number that is not the category's own makes the words no category.
    """
    numbered = _NUMBERED.fullmatch(text.strip())
    name = numbered[2] if numbered else text.strip()
    other = official(TermKind.CATEGORY)[OTHER[TermKind.CATEGORY]]
    if _OWN.match(fold(name)) and fold(name).startswith(fold(other.name)):
        found = Category(other, _own(name, other.name))
    else:
        known = known_term(TermKind.CATEGORY, name)
        if known is None or known.term is None:
            return None
        found = Category(official(TermKind.CATEGORY)[known.term])
    return found if numbered is None or int(numbered[1]) == found.term.no else None


def value_of(kind: TermKind, text: str) -> str | None:
    """Return a value as VERBİS writes it; None for what is no term of the list for sure."""
    numbered = _NUMBERED.fullmatch(text.strip())
    for name in (text.strip(), *((numbered[2],) if numbered else ())):
        if _OWN.match(fold(name)):
            return _own(name, OTHER[kind])
        known = known_term(kind, name)
        if known is not None and known.term is not None:
            return known.term
    return None


def values_of(kind: TermKind, text: str) -> tuple[str, ...] | None:
    """Return the values of a cell; several beside each other only where each of them is a term of the list for sure."""
    if (one := value_of(kind, text)) is not None:
        return (one,)
    parts, found = [part.strip() for part in re.split("[,;]", text)], []
    while parts:
        # names of the lists have commas of their own
        ends = range(len(parts), 0, -1)
        known = ((end, known_term(kind, ", ".join(parts[:end]))) for end in ends)
        end, term = next(((end, each.term) for end, each in known if each and each.term), (0, None))
        if term is None or term == OTHER[kind]:
            return None
        found.append(term)
        parts = parts[end:]
    return tuple(found)


def screen_of(text: str) -> Screen | None:
    """Return the screen that a heading of the public query names; None for any other words."""
    numbered = re.fullmatch(r"\d\s*[-–.)]?\s*(.+)", text.strip())
    key = words(numbered[1] if numbered else text)
    return next((screen for screen, names in TABS.items() if key in map(words, names)), None)


def period_of(text: str) -> Period | None:
    """Return a retention period as VERBİS takes it; None for what is none."""
    if found := _PERIOD.fullmatch(fold(text)):
        unit = found["unit"] or found["unit_first"]
        count = found["count"] or found["its_count"]
        return Period(Unit.YEAR if unit == "yıl" else Unit.MONTH, int(count), "")
    if _OWN.match(fold(text)):
        return Period(Unit.OTHER, None, re.split(r"[-–:]", text, maxsplit=1)[1].strip())
    return None


def _own(text: str, other: str) -> str:
    return f"{other}: {re.split(r'[-–:]', text, maxsplit=1)[1].strip()}"
