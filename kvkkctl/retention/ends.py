"""How the keeping of a holding ends: by its retention, by the event that it names, and by the law that its entry names.

What the law asks at least holds beside the entry's own period: the last ground to keep counts (KVKK art. 7/1).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kvkkctl.law.period import Period
from kvkkctl.models import Anchor, Retention, RetentionKind
from kvkkctl.retention.dates import LAST, Ending, ending
from kvkkctl.retention.events import classify
from kvkkctl.retention.labels import LABELS, OTHER
from kvkkctl.text import Sentences, Text
from kvkkctl.vocabulary import fold

_NOT_THE_END = Text("Name the event whose day is given: it has to be the one that it is kept until.")
_PERIOD_END = "period_end"
_NOT_OF_THE_PERIOD = Text(
    "Name the event whose day is given: it has to be the end of the period, not a day within it."
)


class Demands(NamedTuple):
    """The statutory periods that an entry is linked to, those confirmed although doubtful, and the day they are law."""

    statutes: tuple[str, ...]
    confirmed: frozenset[str]
    today: date


def end_of(retention: Retention | None, event: str | None, demands: Demands) -> Ending:
    """Return how the end is counted for holdings of a retention that name an event; `demands` are their entry's."""
    end = _own(retention, event)
    if retention is None or not (end.limits and demands.statutes):
        return end
    found = tuple(_minimums(retention, event, demands))
    limits = tuple(dict.fromkeys((*end.limits, *(limit for limit, _ in found if limit is not None))))
    said = [text for text in (*end.why, *(said for _, said in found)) if text is not LAST]
    return Ending(limits, Sentences.of(*said, LAST if len(limits) > 1 else None))


def _own(retention: Retention | None, event: str | None) -> Ending:
    if retention is None:
        return Ending((), Sentences.of(Text("No retention is stated, neither for it nor for its entry.")))
    end = ending(retention.reading)
    if obstacle := _obstacle(retention, event) if end.limits else None:
        return Ending((), Sentences.of(*end.why, obstacle))
    return end


def _obstacle(retention: Retention, event: str | None) -> Text | None:
    """Return why the day that a holding gives is not the one to count from; None where nothing says so."""
    if retention.kind is RetentionKind.EVENT_ONLY and not _is_its_end(retention, event):
        return _NOT_THE_END
    if any(term.event == _PERIOD_END for term in retention.terms) and classify(event or "") != _PERIOD_END:
        return _NOT_OF_THE_PERIOD
    return _other_event(retention, event)


def _is_its_end(retention: Retention, event: str | None) -> bool:
    """Say whether a holding is dated by what its retention goes on until.

    A period counts from the day that is given; here the day itself would end the keeping, be it that of a contract's
    beginning. So it has to be said to be that of the end.
    """
    if not event:
        return False
    return all(
        fold(event) == fold(term.event_text or "") if term.event == OTHER else classify(event) == term.event
        for term in retention.terms
    )


def _other_event(retention: Retention, event: str | None) -> Text | None:
    """Say that a holding is dated by another event than the one its retention counts from, where both are known."""
    dated_by = classify(event) if event else None
    counted_from = {term.event for term in retention.terms if term.event and term.event in LABELS}
    if not dated_by or not counted_from or counted_from == {dated_by}:
        return None
    return Text(
        "It names {dated_by}, but its retention counts from {counted_from}: give the day of that.",
        dated_by=LABELS[dated_by],
        counted_from=LABELS[min(counted_from)],
    )


def _minimums(
    retention: Retention, event: str | None, demands: Demands
) -> Iterator[tuple[tuple[Period, Anchor] | None, Text]]:
    """Yield what the law asks at least and may end later, with the words for it; None where that is not known."""
    # few entries are linked, and the statutory periods are a file to read
    from kvkkctl.law.statutory import StatutoryBound, statutory_periods
    from kvkkctl.retention.comparison import anchor_of, inapplicable, may_end_later, statutory_events
    from kvkkctl.retention.wording import demand

    counted_from = retention.terms[0].event or (classify(event) if event else None)
    for number in demands.statutes:
        if inapplicable(number, demands.confirmed, demands.today):
            continue
        period = statutory_periods()[number]
        if not period.binding or period.low is None or period.bound is StatutoryBound.MAX:
            continue
        if counted_from is not None and counted_from not in statutory_events().get(number, ()):
            asked = Text(
                "{asked} Whether that is the same day is not known, so that it is left out here.",
                asked=demand(period),
            )
            yield None, asked
        elif may_end_later(period, retention.reading):
            yield (period.low, anchor_of(period)), demand(period)
