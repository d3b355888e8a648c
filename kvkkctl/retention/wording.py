"""Statutory periods in words: how long, from when, and by which law."""

from collections.abc import Mapping
from types import MappingProxyType

from kvkkctl.law.period import Period
from kvkkctl.law.statutory import StatutoryAnchor, StatutoryBound, StatutoryPeriod
from kvkkctl.text import Text

ANCHORS: Mapping[StatutoryAnchor, Text] = MappingProxyType(
    {
        StatutoryAnchor.EVENT: Text("from the event"),
        StatutoryAnchor.RELATION_END: Text("from the end of the relationship"),
        StatutoryAnchor.UNTIL_EVENT: Text("until the event"),
        StatutoryAnchor.CALENDAR_YEAR_END: Text("from the end of the calendar year"),
        StatutoryAnchor.NEXT_CALENDAR_YEAR_START: Text("from the start of the next calendar year"),
    }
)
"""Where a statutory period starts."""


def named(period: StatutoryPeriod) -> Text:
    """Return the number of a statutory period with its law and article."""
    return Text("{id} ({law})", id=period.id, law=period.citation)


def length(period: StatutoryPeriod) -> Text:
    """Return how long a statutory period is, and whether that is a floor, a ceiling, or only a reason."""
    if period.low is None or period.high is None:
        return Text("no period")
    low, high = _units(period.low), _units(period.high)
    if not period.binding:
        return low
    if period.forbids:
        return Text("no time at all")
    match period.bound:
        case StatutoryBound.MIN:
            return Text("at least {length}", length=low)
        case StatutoryBound.MAX:
            return Text("at most {length}", length=high)
        case StatutoryBound.RANGE:
            return Text("between {low} and {high}", low=low, high=high)
        case _:
            return low


def demand(period: StatutoryPeriod) -> Text:
    """Return what a statutory period asks for, or justifies, in one sentence."""
    values = {"statute": named(period), "length": length(period), "start": period.starts}
    if period.low is None:
        return Text("{statute} names no period.", statute=named(period))
    if not period.binding:
        return Text("{statute} justifies {length} and obliges nobody; counted from: {start}.", **values)
    if period.forbids:
        return Text("{statute} allows no time at all, since: {start}.", **values)
    return Text("{statute} asks for {length}, counted from: {start}.", **values)


def _units(period: Period) -> Text:
    if period.years:
        return Text("1 year") if period.years == 1 else Text("{n} years", n=period.years)
    if period.months:
        return Text("1 month") if period.months == 1 else Text("{n} months", n=period.months)
    return Text("1 day") if period.days == 1 else Text("{n} days", n=period.days)
