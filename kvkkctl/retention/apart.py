"""Lengths of several limbs that nothing tells apart: "10 yıl; 5 yıl" says of neither what it is for."""

from collections.abc import Sequence

from kvkkctl.law.period import Period
from kvkkctl.models import Bound, RetentionTerm
from kvkkctl.retention.limbs import Statement
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.tokens import Token
from kvkkctl.vocabulary import fold

_Said = tuple[object, ...]


class AlikeError(PhraseError):
    """Two lengths are said of just the same."""


class Apart:
    """The lengths said so far, by what tells them apart: start, condition and law."""

    def __init__(self) -> None:
        self._known: dict[_Said, tuple[int, Sequence[RetentionTerm]]] = {}

    def place(self, statement: Statement, limb: Sequence[Token], end: int) -> int:
        """Return the place of a statement among those said: the end, or in front of the upper limit to its lower one.

        Raises AlikeError where another length was said of just the same.
        """
        terms = [term for term in statement.terms if term.period]
        if not terms:
            return end
        at, before = self._known.setdefault(_what_for(terms[0]), (end, terms))
        if before is terms or _lengths(before) == _lengths(terms):
            return end
        bounds = [term.bound for term in (*before, *terms)]
        if bounds == [Bound.AT_LEAST, Bound.AT_MOST] and at == end - 1:
            _check_order(before[0], terms[0], limb)
            return end
        if bounds == [Bound.AT_MOST, Bound.AT_LEAST] and at == end - 1:
            _check_order(terms[0], before[0], limb)
            return at
        raise AlikeError(Reason.TWO_PERIODS, limb)


def _what_for(term: RetentionTerm) -> _Said:
    said = (fold(words) if words else None for words in (term.event_text, term.condition, term.law))
    return term.anchor, term.event, *said


def _lengths(terms: Sequence[RetentionTerm]) -> list[tuple[Bound, int, int]]:
    periods = (Period.parse(term.period or "") for term in terms)
    return [
        (term.bound, period.total_months, period.total_days)
        for term, period in zip(terms, periods, strict=True)
    ]


def _check_order(low: RetentionTerm, high: RetentionTerm, limb: Sequence[Token]) -> None:
    if low.period and high.period and not Period.parse(high.period).longer_than(Period.parse(low.period)):
        raise AlikeError(Reason.BACKWARDS, limb)
