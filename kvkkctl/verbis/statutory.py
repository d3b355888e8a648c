"""What linked statutory periods mean for the retention of a data category (Sicil Yön. 9/4).

A maximum that the law sets wins over the entry's own words. Minima set no maximum, limitation periods and practice
only justify; doubtful rows wait for somebody to confirm them, and the law is that of the day. Which statute applies is
never guessed: only the links of entries count.

Where the linked periods contradict each other or the period that would be notified, a person decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kvkkctl.law.period import Period
from kvkkctl.law.statutory import StatutoryBound, StatutoryPeriod, statutory_periods
from kvkkctl.models import Anchor, Bound, Entry, Retention, RetentionKind, RetentionTerm
from kvkkctl.retention.comparison import inapplicable, statutory_events
from kvkkctl.retention.wording import demand
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.verbis.records import Doubt, Stated, Unit, VerbisRetention, refs

Linked = Mapping[StatutoryPeriod, Sequence[Entry]]

_SETS_A_MAXIMUM = {StatutoryBound.MAX, StatutoryBound.RANGE}
_MONTHS_IN = {Unit.YEAR: 12, Unit.MONTH: 1}


def linked(snapshot: Snapshot, entries: Sequence[Entry], as_of: date) -> Linked:
    """Return the statutory periods that bind on the day, each with the entries that are linked to it."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for number in entry.statutes:
            if inapplicable(number, snapshot.confirmed, as_of) is None:
                found.setdefault(number, []).append(entry)
    known = statutory_periods()
    return {known[number]: found[number] for number in sorted(found) if known[number].binding}


def stated(snapshot: Snapshot, entries: Sequence[Entry], statutes: Linked) -> list[Stated]:
    """Return what limits each entry: the maximum of the law that it is linked to, else its own retention."""
    by_law: dict[int, Retention] = {}
    for period, members in statutes.items():
        if high := _maximum(period):
            for entry in members:
                own = snapshot.retention_of(entry)
                known = by_law.get(entry.id)
                if known is None or Period.parse(known.maximum or "P0D").longer_than(high):
                    by_law[entry.id] = _as_retention(period, high, own)
    return [(entry, by_law.get(entry.id) or snapshot.retention_of(entry)) for entry in entries]


def conflicts(statutes: Linked, given: VerbisRetention | None) -> Iterator[Doubt]:
    """Yield where the law contradicts itself, or the period that would be notified is against it."""
    for period, members in statutes.items():
        if period.forbids:
            yield Doubt(demand(period), refs(members))
    most = {period: high for period in statutes if (high := _maximum(period))}
    if len({(high.total_months, high.total_days) for high in most.values()}) > 1:
        why = Text(
            "Statutory maxima differ, so a person decides: {demands}",
            demands=[demand(period) for period in most],
        )
        yield Doubt(why, refs(entry for period in most for entry in statutes[period]))
    for period, members in statutes.items():
        yield from _above(period, members, statutes, most)
        if period not in most and _is_shorter(given, period):
            why = Text("The longest stated is shorter than the law asks for. {demand}", demand=demand(period))
            yield Doubt(why, refs(members))


def _above(
    period: StatutoryPeriod,
    members: Sequence[Entry],
    statutes: Linked,
    most: Mapping[StatutoryPeriod, Period],
) -> Iterator[Doubt]:
    if period.low is None or period.forbids:
        return
    for other, high in most.items():
        if other != period and period.low.longer_than(high):
            why = Text(
                "A statutory minimum is longer than a statutory maximum, so a person decides: {demands}",
                demands=[demand(period), demand(other)],
            )
            yield Doubt(why, refs((*members, *statutes[other])))


def _is_shorter(given: VerbisRetention | None, period: StatutoryPeriod) -> bool:
    if given is None or given.count is None or period.low is None:
        return False
    return bool(period.low.longer_than(Period(months=given.count * _MONTHS_IN[given.unit])))


def _maximum(period: StatutoryPeriod) -> Period | None:
    return None if period.bound not in _SETS_A_MAXIMUM or period.forbids else period.high


def _as_retention(period: StatutoryPeriod, high: Period, own: Retention | None) -> Retention:
    events = statutory_events().get(period.id, ())
    stated_event = next((term.event for term in (own.terms if own else ()) if term.event in events), None)
    event = stated_event or (events[0] if len(events) == 1 else None)
    term = RetentionTerm(
        period=str(high),
        bound=Bound.AT_MOST,
        anchor=Anchor.YEAR_END if period.anchor.of_the_year else Anchor.EVENT,
        event=event,
        event_text=None if event else period.trigger,
        law=period.citation,
    )
    text = f"{period.record_type} ({period.citation}, {period.id}): en çok {_in_turkish(high)}"
    return Retention(
        id=own.id if own else 0, text=text, kind=RetentionKind.BOUNDED, terms=(term,), maximum=str(high)
    )


def _in_turkish(period: Period) -> str:
    parts = ((period.years, "yıl"), (period.months, "ay"), (period.weeks, "hafta"), (period.days, "gün"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count)
