"""From a reading and the day of the event to the two dates of destruction.

`duty_on` is the last day on which a ground to keep the data holds: the duty to destroy arises at its end. It is counted
from the original day and never rolls over a holiday. `destroy_by` is the last day on which the destruction is on time:

* a policy is owed: the first periodic destruction strictly after `duty_on`, six months after it at the latest
  (destruction regulation art. 11/1-2);
* none is owed: three months after it (art. 11/3), or the next run of a policy made without owing one where that comes
  first.

What a data subject asks and what the Board orders may bring it forward: see `kvkkctl.retention.orders`.
"""

from datetime import MAXYEAR, date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kvkkctl.law.dates import add_months, year_end
from kvkkctl.law.period import Period
from kvkkctl.law.schedule import latest_after
from kvkkctl.models import Anchor, Controller, Reading, RetentionKind
from kvkkctl.retention.bounds import start_of, upper_bounds
from kvkkctl.retention.explanation import why
from kvkkctl.retention.orders import NO_ORDERS, Orders, moved
from kvkkctl.retention.schedule import Schedule, parse_runs
from kvkkctl.text import Sentences, Text

WITHOUT_POLICY = 3


class Regime(StrEnum):
    """Which rule sets the time to destroy in."""

    POLICY = "policy"
    VOLUNTARY_POLICY = "voluntary_policy"
    THREE_MONTHS = "three_months"
    REQUEST = "request"
    BOARD = "board"
    UNKNOWN = "unknown"


class Note(StrEnum):
    """How a day to destroy by came about, or why there is none."""

    RUN = "run"
    CAPPED = "capped"
    EARLIER = "earlier"
    EARLIER_UNKNOWN = "earlier_unknown"
    THREE_MONTHS = "three_months"
    NO_RUNS = "no_runs"
    NO_RUNS_UNKNOWN = "no_runs_unknown"
    BEYOND = "beyond"
    END_BEYOND = "end_beyond"
    NO_START = "no_start"
    NOTHING = "nothing"


NOTES = MappingProxyType(
    {
        Note.RUN: Text(
            "To be destroyed at the first periodic destruction after that (destruction regulation art. 11/1)."
        ),
        Note.CAPPED: Text(
            "To be destroyed within six months: the next periodic destruction would come later, "
            "which the destruction regulation does not allow (art. 11/2)."
        ),
        Note.EARLIER: Text(
            "To be destroyed at the next periodic destruction or within three months, whichever is earlier: "
            "no policy is owed, but days of periodic destruction are stated (destruction regulation art. 11/1, 11/3)."
        ),
        Note.EARLIER_UNKNOWN: Text(
            "To be destroyed at the next periodic destruction or within three months, whichever is earlier: "
            "it is not known whether a policy is owed (destruction regulation art. 11/1, 11/3)."
        ),
        Note.THREE_MONTHS: Text(
            "To be destroyed within three months, as no policy is owed (destruction regulation art. 11/3)."
        ),
        Note.NO_RUNS: Text(
            "To be destroyed within six months at the latest (destruction regulation art. 11/2): "
            "state the controller's days of periodic destruction to see by which of them."
        ),
        Note.NO_RUNS_UNKNOWN: Text(
            "To be destroyed within three months: neither whether a policy is owed is known, nor a day of periodic "
            "destruction (destruction regulation art. 11/1, 11/3)."
        ),
        Note.BEYOND: Text("The day to destroy it by lies beyond the year 9999."),
        Note.END_BEYOND: Text("Its end lies beyond the year 9999."),
        Note.NO_START: Text("The day of the event is not known."),
    }
)


LAST = Text("What ends last counts.")
_NO_RUNS = Schedule()
_TO_BE_SET = Text(
    "No date follows from that: say what it means (`kvkkctl retention set`), or give the holding a retention of "
    "its own."
)


class Calendar(NamedTuple):
    """What is known of a controller's periodic destruction; None is "not known"."""

    runs: Schedule = _NO_RUNS
    obliged: bool | None = None
    has_policy: bool | None = None

    @property
    def regime(self) -> Regime:
        """Which rule holds. Runs that belong to no policy bind nobody."""
        if self.obliged is None:
            return Regime.UNKNOWN
        if self.obliged:
            return Regime.POLICY
        return Regime.VOLUNTARY_POLICY if self.runs and self.has_policy is not False else Regime.THREE_MONTHS


def calendar_of(controller: Controller, obliged: bool | None) -> Calendar:
    """Return what is known of a controller's periodic destruction; `obliged` says whether it must register.

    Raises BadValue for days that cannot be read.
    """
    return Calendar(
        runs=parse_runs(controller.destruction_runs or ()),
        obliged=obliged,
        has_policy=True if controller.policy_date else None,
    )


class Computed(NamedTuple):
    """The dates of destruction, or why there are none."""

    duty_on: date | None
    destroy_by: date | None
    regime: Regime
    why: Sentences


class Ending(NamedTuple):
    """How the end of a reading is counted: its upper bounds with their anchors, none where no day follows from it."""

    limits: tuple[tuple[Period, Anchor], ...]
    why: Sentences

    def day(self, start: date) -> date:
        """Return the last day of keeping for an event on `start`. Raises OverflowError past the year 9999."""
        return max(
            period.end(year_end(start, 0) if anchor is Anchor.YEAR_END else start)
            for period, anchor in self.limits
        )


@lru_cache(maxsize=65536)
def ending(reading: Reading) -> Ending:
    """Return how the end of a reading is counted, where it has one meaning."""
    obstacle = _obstacle(reading)
    said = Sentences.of(why(reading), obstacle)
    if obstacle:
        return Ending((), said)
    if reading.kind is RetentionKind.EVENT_ONLY:
        return Ending(((Period(), Anchor.EVENT),), said)
    uppers = ((Period.parse(term.period or ""), term.anchor) for term in upper_bounds(reading.terms))
    limits = tuple(dict.fromkeys(uppers))
    return Ending(limits, Sentences.of(*said, LAST if len(limits) > 1 else None))


def _obstacle(reading: Reading) -> Text | None:
    terms = reading.terms
    is_until = reading.kind is RetentionKind.EVENT_ONLY
    if not (is_until or reading.kind is RetentionKind.BOUNDED):
        return _TO_BE_SET if reading.kind is RetentionKind.UNREADABLE else Text("No date follows from that.")
    if any(term.condition for term in terms):
        return Text(
            "Which part holds depends on a condition: give the holding a retention of its own, without it."
        )
    if any(term.period is None for term in terms) and not is_until:
        return Text("The end of a part of it is not dated: give the holding a retention of its own.")
    if len({start_of(term)[1:] for term in terms}) > 1:
        return Text("Its parts count from different events: give the holding a retention of its own.")
    if not (is_until or upper_bounds(terms)):
        return Text("It says how long at least, not how long at most: no date follows from that.")
    return None


def destruction(duty_on: date, calendar: Calendar) -> tuple[date | None, Note]:
    """Return by when data is to be destroyed whose last ground ends on `duty_on`, and how that came about."""
    if duty_on.year == MAXYEAR:
        return None, Note.BEYOND
    regime, runs = calendar.regime, calendar.runs
    in_three_months = add_months(duty_on, WITHOUT_POLICY)
    if regime is Regime.THREE_MONTHS:
        return in_three_months, Note.THREE_MONTHS
    latest = latest_after(duty_on)
    if not runs:
        return (latest, Note.NO_RUNS) if regime is Regime.POLICY else (in_three_months, Note.NO_RUNS_UNKNOWN)
    run = runs.after(duty_on)
    if regime is Regime.POLICY:
        return (run, Note.RUN) if run <= latest else (latest, Note.CAPPED)
    note = Note.EARLIER if regime is Regime.VOLUNTARY_POLICY else Note.EARLIER_UNKNOWN
    return min(run, in_three_months), note


def compute(reading: Reading, start: date, calendar: Calendar, orders: Orders = NO_ORDERS) -> Computed:
    """Return the dates that follow from a reading for an event on `start`, the record's own day where it names none.

    `orders` is what a data subject or the Board asked.
    """
    found = _by_calendar(ending(reading), start, calendar)
    if not orders:
        return found
    duty_on, destroy_by, by, said = moved(found.duty_on, found.destroy_by, orders)
    regime = Regime(by.value) if by else found.regime
    return Computed(duty_on, destroy_by, regime, Sentences.of(*found.why, *said))


def _by_calendar(end: Ending, start: date, calendar: Calendar) -> Computed:
    if not end.limits:
        return Computed(None, None, calendar.regime, end.why)
    try:
        duty_on = end.day(start)
    except OverflowError:
        return Computed(None, None, calendar.regime, Sentences.of(*end.why, NOTES[Note.END_BEYOND]))
    destroy_by, note = destruction(duty_on, calendar)
    return Computed(duty_on, destroy_by, calendar.regime, Sentences.of(*end.why, NOTES[note]))
