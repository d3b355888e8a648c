"""Units of time and their cases: "yıl", "yıla", "yıldan", "takvim yılı"."""

from collections.abc import Sequence
from enum import Enum, auto

from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.tokens import Token, Words, inflected, spelt, word_set


class Case(Enum):
    """The case of a unit: what the words around it make of the length."""

    BARE = auto()
    PLAIN = auto()
    ACCUSATIVE = auto()
    DATIVE = auto()
    ABLATIVE = auto()
    LOCATIVE = auto()


UNITS = ("years", "months", "weeks", "days", "hours")
"""The units of `Period`, from long to short."""
_FORMS = (
    (
        "years",
        "yıl",
        "yıldır yıllık yıllığına yılın yill yıll yııl yl yıı yıi",
        "yılı",
        "yıla",
        "yıldan",
        "yılda",
    ),
    ("years", "sene", "senedir senelik seneliğine senenin", "seneyi", "seneye", "seneden", "senede"),
    ("months", "ay", "aydır aylık aylığına ayın", "ayı", "aya", "aydan", "ayda"),
    ("weeks", "hafta", "haftadır haftalık haftalığına haftanın", "haftayı", "haftaya", "haftadan", "haftada"),
    ("days", "gün", "gündür günlük günlüğüne günün", "günü", "güne", "günden", "günde"),
    ("hours", "saat", "saattir saatlik saatliğine saatin", "saati", "saate", "saatten", "saatte"),
)
_UNIT = Words(
    {
        form: (unit, case)
        for unit, *forms in _FORMS
        for case, line in zip(Case, forms, strict=True)
        for form in line.split()
    }
)
_EACH = Words({forms[-1]: Case.LOCATIVE for _, *forms in _FORMS} | {"her": Case.BARE})
_ATTRIBUTES = word_set(
    "yıllık senelik aylık haftalık günlük saatlik yılın senenin ayın haftanın günün saatin"
)
# "30 takvim günü": the ending belongs to the compound, not to the sentence
_CALENDAR_UNITS = Words({"günü": "days", "yılı": "years"})
_ONCE = word_set("bir 1 iki üç dört")
_TIMES = word_set("kez kere defa")
_BUSINESS_DAYS = ("iş", "mesai", "çalışma")


def is_unit(token: Token) -> bool:
    """Say whether a word is a unit of time, in any of its cases."""
    return token.folded in _UNIT


def bare_unit(token: Token) -> str | None:
    """Return the name of a unit that a word is without an ending; None for any other word."""
    found = _UNIT.get(token.folded)
    return found[0] if found and found[1] is Case.BARE else None


def is_year(token: Token) -> bool:
    """Say whether a word is a year, in any of its cases."""
    found = _UNIT.get(token.folded)
    return found is not None and found[0] == "years"


def is_attribute(token: Token) -> bool:
    """Say whether a word is a unit of time that qualifies what follows it ("yıllık", "yılın")."""
    return token.folded in _ATTRIBUTES


def recurs(words: Sequence[Token], at: int) -> bool:
    """Say whether a place says how often: "yılda bir", "ayda iki kez", "her yıl"."""
    each = _EACH.get(words[at].folded)
    if not each:
        return False
    second, third = words[at + 1 : at + 3]
    if each is Case.LOCATIVE:
        times = second.is_number or second.folded in _ONCE
        return times and (second.folded in _ONCE or third.folded in _TIMES or not third.folded)
    found = _UNIT.get(second.folded)
    return found is not None and found[1] is Case.BARE


def read_unit(words: Sequence[Token], at: int) -> tuple[str, Case, int] | None:
    """Read a unit at a place: its name, its case and the place after it; None where there is none.

    Raises PhraseError for business days, and for a unit of the calendar that could be meant otherwise.
    """
    first, second = words[at : at + 2]
    if any(spelt(first.folded, word) for word in _BUSINESS_DAYS) and inflected(second.folded, "gün"):
        raise PhraseError(Reason.BUSINESS_DAYS, (first, second))
    if inflected(first.folded, "işgün"):
        raise PhraseError(Reason.BUSINESS_DAYS, (first,))
    if spelt(first.folded, "takvim"):
        if inflected(second.folded, "gün") or _CALENDAR_UNITS.get(second.folded):
            return _CALENDAR_UNITS.get(second.folded) or "days", Case.PLAIN, at + 2
        if is_unit(second) or any(inflected(second.folded, stem) for stem in ("yıl", "ay", "hafta")):
            raise PhraseError(Reason.CALENDAR_UNIT, (first, second))
    found = _UNIT.get(first.folded)
    return (*found, at + 1) if found else None
