"""Clauses that count from a year of the calendar: "düzenlendiği yılı takip eden takvim yılının başından"."""

import re

from kvkkctl.models import Anchor
from kvkkctl.retention import lexicon
from kvkkctl.retention.endings import Clause, ends, has, is_accusative
from kvkkctl.retention.events import code_of
from kvkkctl.retention.labels import OTHER
from kvkkctl.retention.pieces import Event
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.tokens import Token, Words, inflected, spelt, word_set, written

_PARTICIPLE = re.compile(".*[dt][iu]g(?:[iu]|l[ae]r[iu])|.*[dt][iu]kl[ae]r[iu]")
YEARS = ("yıl", "sene")
"""Stems of the words for a year."""
_FISCAL = word_set("mali hesap")
_SIDES = Words({"ilk": "start", "son": "end"})
_PERIOD_END = "period_end"


def is_first_day(words: Clause) -> bool:
    """Say whether words end in the first or the last day of something."""
    return len(words) > 1 and words[-2].folded in _SIDES and inflected(words[-1].folded, "gün")


def calendar_year(words: Clause) -> Event:
    """Read a clause with a year in it. Raises PhraseError where that is neither the next one's start nor its end."""
    rest = list(words)
    # the words of VUK 253: "yılı takip eden takvim yılından başlayarak"
    begins = len(words) > 1 and spelt(words[-2].folded, "takvim") and has(words[-1:], YEARS)
    starts = True if begins else _pop_side(rest)
    if starts is None or not has(rest[-1:], YEARS):
        raise PhraseError(Reason.WHICH_START, words)
    rest.pop()
    if rest and spelt(rest[-1].folded, "takvim"):
        rest.pop()
    if not starts and rest and rest[-1].folded in _FISCAL:
        return Event(written(words), _PERIOD_END)
    following = _pop_following(rest)
    if starts != following or has(rest[:-1], YEARS) or not _says_which(rest, following=following):
        raise PhraseError(Reason.WHICH_START, words)
    named = [token for token in rest if token.folded not in lexicon.YEAR_NEUTRAL]
    return Event(written(words), (code_of(named) or OTHER) if named else None, Anchor.YEAR_END)


def _says_which(rest: Clause, *, following: bool) -> bool:
    """Say whether what stands in front of a year is the event that lies in it, and not another kind of year."""
    if rest and spelt(rest[-1].folded, "bir"):
        return following
    if not rest or rest[-1].folded in lexicon.YEAR_NEUTRAL or ends(rest, _PARTICIPLE):
        return True
    return following and is_accusative(rest)


def _pop_side(rest: list[Token]) -> bool | None:
    """Take the words for the start (True) or the end (False) of the year off the end; None where there are none."""
    last = rest.pop()
    if inflected(last.folded, "gün"):
        side = _SIDES.get(rest.pop().folded) if rest else None
        return None if side is None else side == "start"
    if any(inflected(last.folded, stem) for stem in lexicon.YEAR_STARTS):
        return True
    return False if any(inflected(last.folded, stem) for stem in lexicon.YEAR_ENDS) else None


def _pop_following(rest: list[Token]) -> bool:
    if lexicon.is_following(rest[-2:]):
        del rest[-2:]
        return True
    if rest and rest[-1].folded in lexicon.YEAR_FOLLOWING:
        rest.pop()
        return True
    return False
