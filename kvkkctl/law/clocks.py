"""Every legal clock of Law 6698 and its regulations, and when it runs out.

A due date is the last day on time. The strict one does not move; the rolled one moves from a weekend or full
holiday to the next working day (TBK 93) where the law says so or analogy suggests it. Hours run on through
nights and holidays.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache, reduce
from types import MappingProxyType

from kvkkctl.errors import BadValue
from kvkkctl.law.dates import add_days, add_months, next_periodic
from kvkkctl.law.holidays import HalfDay, Saturday, business_days, is_estimated, roll
from kvkkctl.law.schedule import Run
from kvkkctl.law.tables import Provenance, rows
from kvkkctl.likeness import close_to
from kvkkctl.text import Text

ISTANBUL = timezone(timedelta(hours=3), "Europe/Istanbul")
"""Türkiye keeps UTC+3 all year since 2016."""

_LAST_YEAR = MAXYEAR - 10
_MONTHS = 12


class Unit(StrEnum):
    """What a clock counts; `PERIODIC` is the controller's own calendar, limited to a number of months."""

    HOUR = "hour"
    CALENDAR_DAY = "calendar_day"
    BUSINESS_DAY = "business_day"
    MONTH = "month"
    YEAR = "year"
    DATE = "date"
    PERIODIC = "periodic"
    NONE = "none"


class Rolls(StrEnum):
    """Whether a last day on a holiday moves to the next working day, and on what ground."""

    YES = "yes"
    ANALOGY = "analogy"
    ARGUABLE = "arguable"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A legal time limit: so many units, a fixed day, or None where the law gives no number.

    `event` says what starts the clock and, after the arrow, what has to happen before it runs out.
    """

    id: str
    event: str
    event_tr: str
    limit: int | date | None
    unit: Unit
    rolls: Rolls
    citation: str
    since: date
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ClockOptions:
    """Judgement calls of the user, and the (month, day) of each periodic destruction of the year."""

    half_day: HalfDay = "count"
    saturday: Saturday = "closed"
    runs: tuple[Run, ...] = ()


DEFAULTS = ClockOptions()


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock runs out: moments in Istanbul time for clocks of hours, days for all others."""

    clock: str
    start: date | datetime
    strict_due: date | datetime
    rolled_due: date | datetime
    citation: str
    note: Text | None = None


def _limit(cell: str, unit: Unit) -> int | date | None:
    if unit is Unit.DATE:
        return date.fromisoformat(cell)
    return int(cell) if cell else None


@cache
def clocks() -> MappingProxyType[str, Clock]:
    """Return the clocks by id, in the order of the table."""
    return MappingProxyType(
        {
            row["id"]: Clock(
                id=row["id"],
                event=row["event"],
                event_tr=row["event_tr"],
                limit=_limit(row["limit"], Unit(row["unit"])),
                unit=Unit(row["unit"]),
                rolls=Rolls(row["rolls"]),
                citation=row["citation"],
                since=date.fromisoformat(row["since"]),
                provenance=Provenance(row["provenance"]),
            )
            for row in rows("clocks")
        }
    )


def clock_named(name: str) -> Clock:
    """Return a clock by its id, in upper or lower case. Raises BadValue for an unknown one."""
    by_name = {clock.id.upper(): clock for clock in clocks().values()}
    wanted = name.strip().upper()
    if wanted in by_name:
        return by_name[wanted]
    known = ", ".join(clocks())
    if close := close_to(wanted, by_name, 1):
        near = by_name[close[0]].id
        raise BadValue(
            Text(
                "No clock {name}; did you mean {near}? There are {known}.", name=name, near=near, known=known
            )
        )
    raise BadValue(Text("No clock {name}. There are {known}.", name=name, known=known))


def calculate(clock_id: str, start: date | datetime, options: ClockOptions = DEFAULTS) -> Due:
    """Return when a clock runs out; a starting moment without time zone is Istanbul time.

    Raises BadValue for a clock that is unknown or has no number to count, for hours without a time of day and
    for periodic destruction without runs; CalendarUnknown where the holidays of the year are not known.
    """
    clock = clock_named(clock_id)
    if clock.limit is None:
        raise BadValue(
            Text("{clock} has no number to count. {law}", clock=clock.id, law=_NO_NUMBER[clock.id])
        )
    begun = _begun(clock, start)
    strict = clock.limit if isinstance(clock.limit, date) else _COUNT[clock.unit](begun, clock.limit, options)
    rolled = strict if clock.rolls is Rolls.NO else roll(strict, saturday=options.saturday)
    due = Due(clock.id, begun, strict, rolled, clock.citation)
    notes = tuple(_notes(clock, due, options))
    return replace(due, note=reduce(_then, notes)) if notes else due


def consent_transfer_allowed(on: date) -> bool:
    """Say whether a transfer abroad could rest on consent alone on that day (clock TR24)."""
    last = clocks()["TR24"].limit
    return isinstance(last, date) and on <= last


def _begun(clock: Clock, start: date | datetime) -> date | datetime:
    if start.year > _LAST_YEAR:
        raise BadValue(Text("{start} is too late to count from.", start=start))
    if isinstance(start, datetime):
        moment = start.astimezone(ISTANBUL) if start.tzinfo else start.replace(tzinfo=ISTANBUL)
        return moment if clock.unit is Unit.HOUR else moment.date()
    if clock.unit is Unit.HOUR:
        raise BadValue(
            Text("{clock} counts hours: give the time too, such as {day}T09:00.", clock=clock.id, day=start)
        )
    return start


def _periodic(duty: date, months: int, options: ClockOptions) -> date:
    return min(_next_run(duty, options), add_months(duty, months))


def _next_run(duty: date, options: ClockOptions) -> date:
    if not options.runs:
        raise BadValue(
            Text(
                "Periodic destruction follows your own calendar: give the days of the year on which it runs."
            )
        )
    return next_periodic(duty, options.runs)


_COUNT: Mapping[Unit, Callable[[date, int, ClockOptions], date]] = MappingProxyType(
    {
        Unit.HOUR: lambda moment, n, _: moment + timedelta(hours=n),
        Unit.CALENDAR_DAY: lambda day, n, _: add_days(day, n),
        Unit.BUSINESS_DAY: lambda day, n, options: business_days(day, n, half_day=options.half_day),
        Unit.MONTH: lambda day, n, _: add_months(day, n),
        Unit.YEAR: lambda day, n, _: add_months(day, _MONTHS * n),
        Unit.PERIODIC: _periodic,
    }
)

_NO_NUMBER: Mapping[str, Text] = MappingProxyType(
    {
        "REG0": Text("Be registered before the first processing."),
        "NOT0": Text("Inform the person when the data are collected."),
        "NOTP": Text("Inform the person again before processing for the new purpose."),
        "NOT3": Text(
            "Inform within a reasonable time, and at the first contact or the first transfer at the latest."
        ),
        "BRP": Text("Tell the persons affected as soon as reasonably possible after they are identified."),
        "WDR": Text("Stop at once; then PD6 or PD3 counts, or ERA30 where erasure is asked for."),
        "AUD": Text("The law wants audits and names no interval: it is the controller's policy."),
        "TR-Y": Text("The fines rise every 1 January by the revaluation rate of the year before."),
    }
)

_STANDING: Mapping[str, Text] = MappingProxyType(
    {
        "TR24": Text("The day is fixed by the law; “until 1.9.2024” is read without that day."),
        "FINE": Text(
            "The 60 days are to be verified; where they end in the judicial recess (20 July to 31 August) "
            "there is more time, which is not counted here (İYUK art. 8/3)."
        ),
    }
)

_ROLLED: Mapping[Rolls, Text] = MappingProxyType(
    {
        Rolls.ANALOGY: Text("The later day rests on analogy (TBK art. 93): plan for the earlier one."),
        Rolls.ARGUABLE: Text(
            "Whether the end of this period moves is open (TBK art. 93): plan for the earlier day."
        ),
    }
)


def _notes(clock: Clock, due: Due, options: ClockOptions) -> Iterator[Text]:
    day = due.start.date() if isinstance(due.start, datetime) else due.start
    if day < clock.since:
        yield Text("The rule as cited is in force since {since}, after the start.", since=clock.since)
    if clock.id in _STANDING:
        yield _STANDING[clock.id]
    if clock.unit is Unit.BUSINESS_DAY and isinstance(clock.limit, int):
        other = business_days(day, clock.limit, half_day="skip" if options.half_day == "count" else "count")
        if other != due.strict_due:
            yield Text("The law is silent on half days: the other reading gives {other}.", other=other)
    if clock.unit is Unit.PERIODIC and (run := _next_run(day, options)) > due.strict_due:
        yield Text(
            "The next run ({run}) comes later than {months} months after the duty: the legal limit counts.",
            run=run,
            months=clock.limit,
        )
    if due.rolled_due != due.strict_due and clock.rolls in _ROLLED:
        yield _ROLLED[clock.rolls]
    if is_estimated(due.rolled_due.year) and (clock.rolls is not Rolls.NO or clock.unit is Unit.BUSINESS_DAY):
        yield Text("The religious holidays of {year} are estimates.", year=due.rolled_due.year)


def _then(first: Text, second: Text) -> Text:
    return Text("{first} {second}", first=first, second=second)
