"""How long a reading lets data be kept at the most."""

from collections.abc import Sequence

from kvkkctl.law.period import Period
from kvkkctl.models import Anchor, Bound, RetentionTerm
from kvkkctl.retention.labels import OTHER


def maximum(terms: Sequence[RetentionTerm]) -> str | None:
    """Return the longest period up to which a bounded phrase lets data be kept, conditional limbs among them.

    None where a limb has no upper bound, where limbs count from different events (their ends cannot be compared), and
    where the calendar does not order the periods ("30 days" and "1 month").
    """
    uppers = upper_bounds(terms)
    if not uppers or len({start_of(term)[1:] for term in uppers}) > 1:
        return None
    periods = tuple(dict.fromkeys(term.period for term in uppers if term.period))
    if len(periods) > 1 and len({start_of(term) for term in uppers}) > 1:
        return None
    return _longest([Period.parse(period) for period in periods])


def upper_bounds(terms: Sequence[RetentionTerm]) -> tuple[RetentionTerm, ...]:
    """Return the upper bound of each limb; nothing where one of them has none."""
    uppers: list[RetentionTerm] = []
    for term, after in zip(terms, (*terms[1:], None), strict=True):
        if term.period is None:
            return ()
        if term.bound is not Bound.AT_LEAST:
            uppers.append(term)
        elif after is None or after.bound is not Bound.AT_MOST or _limb_of(after) != _limb_of(term):
            return ()
    return tuple(uppers)


def start_of(term: RetentionTerm) -> tuple[Anchor, str | None, str | None]:
    """Return what tells where a term starts: its anchor, its event, and the words of an event of no list."""
    return term.anchor, term.event, term.event_text if term.event == OTHER else None


def _limb_of(term: RetentionTerm) -> tuple[object, ...]:
    return start_of(term), term.condition, term.law


def _longest(periods: Sequence[Period]) -> str | None:
    for period in periods:
        if all(other.longer_than(period) is False for other in periods):
            return str(period)
    return None
