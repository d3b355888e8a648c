"""How the keeping of a holding ends: by its retention, by the event that it names, and by the law that its entry names.

What the law asks at least holds beside the entry's own period: the last ground to keep counts (KVKK art. 7/1).
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kvkkctl.law.period import Period
from kvkkctl.models import Anchor, Retention, RetentionKind
from kvkkctl.retention.dates import LAST, Ending, ending
from kvkkctl.retention.events import classify
from kvkkctl.retention.labels import LABELS, OTHER
from kvkkctl.text import Sentences, Text
from kvkkctl.vocabulary import fold

if TYPE_CHECKING:
    from kvkkctl.law.statutory import StatutoryPeriod

_NOT_THE_END = Text("Name the event whose day is given: it has to be the one that it is kept until.")
_PERIOD_END = "period_end"
_NOT_OF_THE_PERIOD = Text(
    "Name the event whose day is given: it has to be the end of the period, not a day within it."
)

_UNKNOWN = Text(
    "Whether that is the same day is not known: state a period that is at least as long, or give the holding a "
    "retention of its own."
)


class Demands(NamedTuple):
    """The statutory periods that an entry is linked to, those confirmed although doubtful, and the day they are law.

    `decided` says that the holding has a retention of its own: somebody looked at what applies to it.
    """

    statutes: tuple[str, ...]
    confirmed: frozenset[str]
    today: date
    decided: bool = False


class _Minimum(NamedTuple):
    """What the law asks at least: how it is counted, None where that is not known, and the words for it."""

    limit: tuple[Period, Anchor] | None
    why: Text
    stops: bool = False


def end_of(retention: Retention | None, event: str | None, demands: Demands) -> Ending:
    """Return how the end is counted for holdings of a retention that name an event; `demands` are their entry's.

    No day follows where the law may ask for longer, counted from another event, and nobody decided for the holding.
    """
    end = _own(retention, event)
    if retention is None or not (end.limits and demands.statutes):
        return end
    found = tuple(_minimums(retention, event, demands))
    limits = tuple(dict.fromkeys((*end.limits, *(each.limit for each in found if each.limit is not None))))
    said = [text for text in (*end.why, *(each.why for each in found)) if text is not LAST]
    if any(each.stops for each in found):
        return Ending((), Sentences.of(*said))
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


def _minimums(retention: Retention, event: str | None, demands: Demands) -> Iterator[_Minimum]:
    """Yield what the law asks at least and may end later than a retention, or waits to be confirmed."""
    # few entries are linked, and the statutory periods are a file to read
    from kvkkctl.law.statutory import StatutoryBound, statutory_periods
    from kvkkctl.retention.comparison import anchor_of, inapplicable, may_end_later
    from kvkkctl.retention.wording import demand

    for number in demands.statutes:
        period = statutory_periods().get(number)
        if period is None or not period.binding or period.low is None or period.bound is StatutoryBound.MAX:
            continue
        if not may_end_later(period, retention.reading):
            continue
        if waits := inapplicable(number, demands.confirmed, demands.today):
            if period.in_force(demands.today):
                yield _Minimum(None, waits)
        elif _is_counted_from(period, _counted_from(retention, event)):
            yield _Minimum((period.low, anchor_of(period)), demand(period))
        elif demands.decided:
            yield _Minimum(None, Text("{asked} It counts from another event.", asked=demand(period)))
        else:
            yield _Minimum(
                None, Text("{asked} {unknown}", asked=demand(period), unknown=_UNKNOWN), stops=True
            )


def _counted_from(retention: Retention, event: str | None) -> str | None:
    """Return the event that holdings count from by their retention, or else name; None where none is named."""
    return retention.terms[0].event or ((classify(event) or OTHER) if event else None)


def _is_counted_from(period: "StatutoryPeriod", event: str | None) -> bool:
    """Say whether a statutory period counts from an event, or from the only day that there is.

    What ends with a calendar year counts from the end of a financial one too: no record of it belongs to a later year.
    """
    from kvkkctl.retention.comparison import statutory_events

    ends_a_year = event == _PERIOD_END and period.anchor.of_the_year
    return event is None or ends_a_year or event in statutory_events().get(period.id, ())
