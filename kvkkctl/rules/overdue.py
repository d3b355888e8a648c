"""D: what had to be destroyed and is still there (Law 6698 art. 7; destruction regulation art. 7, 11 and 12).

Where it is not known whether a policy is owed, only what is late by both articles is an error. A legal hold puts
destruction off, and what has no date is not late.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kvkkctl.errors import Severity
from kvkkctl.law.dates import months_later
from kvkkctl.law.schedule import latest_after
from kvkkctl.models import Entry, Holding, RetentionKind
from kvkkctl.retention.dates import WITHOUT_POLICY, Regime, ending
from kvkkctl.retention.due import Due
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

_REGULATION = date(2018, 1, 1)
_NOT_OBLIGED = (Regime.THREE_MONTHS, Regime.VOLUNTARY_POLICY)
_FIX = Text(
    "Destroy it, and record it: kvkkctl destruction record {ref} --on DATE --method METHOD; "
    "or, if it must not be destroyed yet, say why: kvkkctl holding hold {ref} --reason …"
)


class _Limits(NamedTuple):
    """The last days in time for one body of records: the first that may hold, and the last that can."""

    first: date
    last: date


def _limits(context: Context, holding: Holding, due: Due) -> _Limits | None:
    """Return between which days the last day lies; None where no day can be given."""
    by_calendar = _by_calendar(context, due.duty_on)
    ordered = holding.requested is not None or holding.board_date is not None
    moved = due.destroy_by if ordered and due.destroy_by else None
    if moved is not None and (by_calendar is None or moved < by_calendar.first):
        return _Limits(moved, moved)
    return by_calendar


def _by_calendar(context: Context, duty_on: date | None) -> _Limits | None:
    if duty_on is None:
        return None
    calendar = context.calendar
    try:
        with_policy, without = latest_after(duty_on), months_later(duty_on, WITHOUT_POLICY)
    except OverflowError:
        return None
    if calendar.runs:
        with_policy = min(with_policy, calendar.runs.after(duty_on))
    match calendar.regime:
        case Regime.POLICY:
            return _Limits(with_policy, with_policy)
        case Regime.THREE_MONTHS:
            return _Limits(without, without)
        case Regime.VOLUNTARY_POLICY:
            # article 11/3 gives three months whoever has no policy to have; its own policy may say earlier
            return _Limits(min(with_policy, without), without)
        case _:
            return _Limits(min(with_policy, without), max(with_policy, without))


def _late(context: Context) -> Iterator[tuple[Holding, _Limits]]:
    for holding, due in context.past_duty:
        limits = _limits(context, holding, due)
        if limits is not None and limits.first < context.as_of:
            yield holding, limits


def _past(limits: _Limits) -> Text:
    if limits.first == limits.last:
        return Text("{record} had to be destroyed by {day}.", day=limits.last)
    return Text("{record} had to be destroyed by {first}, at the latest by {last}.", **limits._asdict())


@rule(
    "D10",
    Severity.ERROR,
    "KVKK m.7/1",
    "İmha Yön. m.11/1",
    "İmha Yön. m.11/2",
    "İmha Yön. m.12/1-a",
    title=Text("What is due is destroyed at the next periodic destruction."),
    why=Text(
        "Keeping data past that day breaks the Law, and may be a crime by Article 138 of the Penal Code."
    ),
    fix=_FIX,
    since=_REGULATION,
)
def past_run(context: Context) -> Iterator[Hit]:
    if context.calendar.regime not in _NOT_OBLIGED:
        for holding, limits in _late(context):
            if limits.last < context.as_of:
                yield Hit(holding, _past(limits))


@rule(
    "D11",
    Severity.ERROR,
    "KVKK m.7/1",
    "İmha Yön. m.11/3",
    "İmha Yön. m.12/1-a",
    title=Text("Without a duty to have a policy, what is due is destroyed within three months."),
    why=Text("Being exempt from registration moves the last day; it does not let anybody keep data longer."),
    fix=_FIX,
    since=_REGULATION,
)
def past_three_months(context: Context) -> Iterator[Hit]:
    if context.calendar.regime in _NOT_OBLIGED:
        for holding, limits in _late(context):
            if limits.last < context.as_of:
                yield Hit(holding, _past(limits))


@rule(
    "D20",
    Severity.WARNING,
    "İmha Yön. m.11/1",
    "İmha Yön. m.11/3",
    title=Text("Where two last days may hold, the earlier one is kept."),
    why=Text("A policy asks for the next periodic destruction, its lack for three months; keep to both."),
    fix=_FIX,
    since=_REGULATION,
    requires=("D10", "D11"),
)
def past_the_earlier(context: Context) -> Iterator[Hit]:
    for holding, limits in _late(context):
        if context.as_of <= limits.last:
            yield Hit(holding, _between(context, limits))


def _between(context: Context, limits: _Limits) -> Text:
    if context.calendar.regime is Regime.VOLUNTARY_POLICY:
        return Text(
            "{record} had to go by the controller's own policy on {first}, and has to by {last} without one.",
            **limits._asdict(),
        )
    return Text(
        "{record} was to be destroyed by {first} or is by {last}: whether a policy is owed is not known.",
        **limits._asdict(),
    )


@rule(
    "D17",
    Severity.ERROR,
    "KVKK m.7/1",
    "İmha Yön. m.7/1",
    title=Text("When the last ground has ended, destruction begins."),
    why=Text("What is processed no more and kept past its period has to go, whoever asks or does not."),
    fix=Text(
        "Record what is kept of it, or was destroyed: kvkkctl holding add LABEL --entry {ref}, "
        "then kvkkctl destruction record HOLDING --on DATE --method METHOD"
    ),
    since=_REGULATION,
)
def nothing_begun(context: Context) -> Iterator[Hit]:
    for entry in context.snapshot.entries.values():
        last = context.last_processed(entry)
        if last is None or last >= context.as_of or entry.id in context.holdings_by_entry:
            continue
        found = _by_calendar(context, _end(context, entry, last))
        if found is not None and found.last < context.as_of:
            yield Hit(entry, _unheard_of(context, entry, last))


def _end(context: Context, entry: Entry, last: date) -> date | None:
    """Return the day on which the last ground ends at the latest; None where it cannot be told.

    What starts the period lies in the time of processing: counted from its last day, the period ends last.
    """
    stated = context.snapshot.retention_of(entry)
    if stated is None or stated.kind is RetentionKind.MISSING:
        return last
    end = ending(stated.reading)
    try:
        return end.day(last) if end.limits else None
    except OverflowError:
        return None


def _unheard_of(context: Context, entry: Entry, last: date) -> Text:
    stated = context.snapshot.retention_of(entry)
    if stated is None or stated.kind is RetentionKind.MISSING:
        return Text(
            "{record} ended on {day}; no period lets it be kept, and nothing says what became of it.",
            day=last,
        )
    return Text(
        "{record} ended on {day} and its period is over; nothing says what became of it.",
        day=last,
    )


@rule(
    "D22",
    Severity.INFO,
    "KVKK m.4/2-d",
    "KVKK m.7/1",
    title=Text("The day that a period counts from is known for all that is kept."),
    why=Text(
        "Without it nobody can say when what is kept has to go, and no list of what is due will ever name it."
    ),
    fix=Text(
        "State it once the event has happened: kvkkctl holding edit {ref} --event-date DATE; while it has not, "
        "kvkkctl accept D22 {ref} --reason … --until DATE --by …"
    ),
)
def undated(context: Context) -> Iterator[Hit]:
    counting: dict[int, bool] = {}
    message = Text("{record} has no day to count from, so that it never falls due.")
    for holding in context.kept:
        if holding.event_date or holding.requested or holding.board_date or holding.hold_reason:
            continue
        stated = context.snapshot.retention_of(holding)
        if stated is None:
            continue
        if stated.id not in counting:
            counting[stated.id] = bool(ending(stated.reading).limits)
        if counting[stated.id]:
            yield Hit(holding, message)
