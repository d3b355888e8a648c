"""Days and years of the calendar ("31.12.2030", "31 Aralık 2030", "2030"), which are no lengths of time."""

from collections.abc import Sequence

from kvkkctl.law.schedule import month_of
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.tokens import Token, inflected, word_set
from kvkkctl.retention.units import is_year
from kvkkctl.retention.years import YEARS

_CENTURIES = range(1900, 2200)
_YEAR_DIGITS = 4
_OF_A_LAW = word_set("tarihli günlü")
_OF_A_YEAR = word_set("öncesi öncesinde öncesine sonrası sonrasında takvim mali dönemi itibarıyla itibariyle")
_SEPARATORS = frozenset("./-")


def refuse_date(words: Sequence[Token], at: int) -> None:
    """Raise PhraseError for a day or a year of the calendar at a place; a number that could count is none."""
    end = _end(words, at)
    of_a_law = words[end].folded in _OF_A_LAW or (words[end].glued and words[end].folded == "/")
    if end and not of_a_law:
        raise PhraseError(Reason.FIXED_DATE, words[at:end])


def _end(words: Sequence[Token], at: int) -> int:
    """Return where a date ends, 0 where there is none: "2019/9" and "2000 gün" could be something else."""
    first, mark, second, again, third = words[at : at + 5]
    if first.is_number and mark.folded in _SEPARATORS and second.is_number and again.folded == mark.folded:
        return at + 5 if _is_year(first) or _is_year(third) else 0
    if first.is_number and month_of(mark.text) and _is_year(second):
        return at + 3
    if month_of(first.text):
        return at + 2 if _is_year(mark) else 0
    if not _is_year(first) or (mark.glued and mark.folded == "/"):
        return 0
    if is_year(mark) or any(inflected(mark.folded, stem) for stem in YEARS) or mark.folded in _OF_A_YEAR:
        return at + 2
    alone = not mark.is_word or mark.glued
    return at + 1 if alone else 0


def _is_year(token: Token) -> bool:
    return token.is_number and len(token.folded) == _YEAR_DIGITS and int(token.folded) in _CENTURIES
