"""An entry's own period beside the statutory periods that it is linked to, each with a sentence why.

Nothing is said to be shorter or longer that is not so by rule: whatever the day of the event, never the other way
round. Both must count from the same event; which statute applies is never guessed, only links are compared. Doubtful
rows wait for somebody to confirm them, and the law is that of the day of the question.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from kvkkctl.law.period import Period
from kvkkctl.law.statutory import StatutoryBound, StatutoryPeriod, statutory_periods
from kvkkctl.models import Anchor, Bound, Entry, Reading, Retention, RetentionKind, RetentionTerm
from kvkkctl.retention.bounds import start_of, upper_bounds
from kvkkctl.retention.explanation import why
from kvkkctl.retention.labels import LABELS, OTHER
from kvkkctl.retention.ordering import Length, Order, latest
from kvkkctl.retention.wording import demand, named
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Sentences, Text


class Verdict(StrEnum):
    """How an entry's own period stands to a statutory one; only the first two break a rule that binds."""

    SHORTER = "shorter"
    LONGER = "longer"
    BEYOND = "beyond"
    EQUAL = "equal"
    WITHIN = "within"
    NOT_COMPARABLE = "not_comparable"
    NOT_APPLIED = "not_applied"


class Comparison(NamedTuple):
    """One entry beside one statutory period; `beyond` says that the entry's ends later by rule, allowed or not."""

    entry: str
    statute: str
    verdict: Verdict
    why: Sentences
    beyond: bool = False

    @property
    def shorter(self) -> bool:
        """Whether the entry's own period ends before the law allows."""
        return self.verdict is Verdict.SHORTER

    @property
    def longer(self) -> bool:
        """Whether the entry's own period ends after the law allows."""
        return self.verdict is Verdict.LONGER

    @property
    def conflict(self) -> bool:
        """Whether a binding rule is broken."""
        return self.shorter or self.longer

    @property
    def applied(self) -> bool:
        """Whether the statutory period is in force, and certain enough to be held against the entry."""
        return self.verdict is not Verdict.NOT_APPLIED


class _Ours(NamedTuple):
    """What an entry's retention says of its end: its upper bounds, its lower ones, and the event they count from."""

    upper: tuple[Length, ...]
    lower: tuple[Length, ...]
    event: RetentionTerm


def compare(snapshot: Snapshot, entry: Entry, today: date) -> Iterator[Comparison]:
    """Yield how an entry's own period stands to each statutory period that it is linked to, in the order of links."""
    stated = snapshot.retention_of(entry)
    for number in entry.statutes:
        yield Comparison(entry.ref, number, *_verdict(number, stated, snapshot.confirmed, today))


def may_end_later(period: StatutoryPeriod, reading: Reading) -> bool:
    """Say whether what a statutory period asks at least may end later than a reading, counted from the same event.

    What is kept until an event ends on its day.
    """
    uppers = tuple(map(_length, upper_bounds(reading.terms))) or (Length(Period(), Anchor.EVENT),)
    return not latest(uppers, Length(period.low or Period(), anchor_of(period))).late


def inapplicable(number: str, confirmed: Collection[str], today: date) -> Text | None:
    """Return why a linked statutory period is not applied on a day; None where it is."""
    period = statutory_periods().get(number)
    if period is None:
        return Text("This kvkkctl knows no statutory period {id}.", id=number)
    if not period.in_force(today):
        if period.valid_to and period.valid_to < today:
            return Text(
                "{statute} was in force until {day} only: link the period that followed it.",
                statute=named(period),
                day=period.valid_to,
            )
        return Text("{statute} is in force from {day} only.", statute=named(period), day=period.valid_from)
    if period.doubtful and number not in confirmed:
        return Text(
            "The source of {statute} is doubtful: it is applied once it is confirmed (`kvkkctl law confirm {id}`).",
            statute=named(period),
            id=number,
        )
    return None


def _verdict(
    number: str, stated: Retention | None, confirmed: Collection[str], today: date
) -> tuple[Verdict, Sentences, bool]:
    if obstacle := inapplicable(number, confirmed, today):
        return Verdict.NOT_APPLIED, Sentences.of(obstacle), False
    period = statutory_periods()[number]
    asked = demand(period)
    ours = _ours(stated.reading if stated else None)
    if period.low is None or period.high is None:
        return Verdict.NOT_COMPARABLE, Sentences.of(asked), False
    if isinstance(ours, Text):
        return Verdict.NOT_COMPARABLE, Sentences.of(asked, ours), False
    if different := _different_start(period, ours):
        return Verdict.NOT_COMPARABLE, Sentences.of(asked, *different), False
    verdict, said, beyond = _judged(period, ours)
    return verdict, Sentences.of(asked, said), beyond


def _ours(reading: Reading | None) -> _Ours | Text:
    """Return what a retention says of its end, or why no one end follows from it."""
    if reading is None or reading.kind is RetentionKind.MISSING:
        return Text("No retention period is stated.")
    if reading.kind is RetentionKind.UNREADABLE:
        return Text("The entry's own retention is not understood: “{text}”.", text=reading.text)
    if reading.kind is not RetentionKind.BOUNDED:
        return why(reading)
    terms = reading.terms
    if any(term.condition for term in terms):
        return Text("Which part of the entry's own retention holds depends on a condition.")
    if len({start_of(term)[1:] for term in terms}) > 1:
        return Text("The parts of the entry's own retention count from different events.")
    upper = upper_bounds(terms)
    if not upper:
        return Text("The entry's own retention says not how long at most.")
    firm = (term for term in terms if term.period and term.bound is not Bound.AT_MOST)
    return _Ours(tuple(map(_length, upper)), tuple(map(_length, firm)), terms[0])


def _length(term: RetentionTerm) -> Length:
    return Length(Period.parse(term.period or ""), term.anchor)


def _different_start(period: StatutoryPeriod, ours: _Ours) -> Sentences:
    """Say why two periods cannot be held to count from the same event; nothing where they do."""
    if period.forbids:
        return Sentences()
    event = ours.event.event
    if event is None:
        unnamed = Text("The entry's own retention names no event to count from.")
        return Sentences.of(unnamed, _WOULD.get(_judged(period, ours)[0]))
    if event in statutory_events().get(period.id, ()):
        return Sentences()
    words = LABELS.get(event) if event != OTHER else None
    return Sentences.of(
        Text(
            "The entry's own retention counts from {event}: whether that is the same day is not known.",
            event=words or Text("“{words}”", words=ours.event.event_text or event),
        )
    )


def _judged(period: StatutoryPeriod, ours: _Ours) -> tuple[Verdict, Text, bool]:
    """Judge lengths that count from the same event."""
    anchor = anchor_of(period)
    low, high = (Length(each or Period(), anchor) for each in (period.low, period.high))
    least, most = latest(ours.upper, low), latest(ours.upper, high)
    surely = latest(ours.lower, low) if ours.lower else Order(late=False, early=False)
    beyond = most.late and not most.early
    verdict = _against(period, least, most, surely)
    return verdict, _SAID[verdict] if verdict in _SAID else _open(period, least, most), beyond


def anchor_of(period: StatutoryPeriod) -> Anchor:
    """Return where a statutory period starts, as a term says it."""
    return Anchor.YEAR_END if period.anchor.of_the_year else Anchor.EVENT


def _against(period: StatutoryPeriod, least: Order, most: Order, surely: Order) -> Verdict:
    """Judge how the latest end stands to the least (and the earliest surely does) and to the most that is asked."""
    if not period.binding:
        return _at_most(most, surely, beyond=Verdict.BEYOND)
    if period.bound is StatutoryBound.MAX:
        return _at_most(most, surely, beyond=Verdict.LONGER)
    if least.early and not least.late:
        return Verdict.SHORTER
    if period.bound is StatutoryBound.RANGE:
        if most.late and not most.early:
            return Verdict.LONGER
        return Verdict.WITHIN if surely.late and most.early else Verdict.NOT_COMPARABLE
    if not surely.late:
        return Verdict.NOT_COMPARABLE
    return Verdict.EQUAL if least.early else Verdict.WITHIN


def _at_most(most: Order, surely: Order, *, beyond: Verdict) -> Verdict:
    if most.early:
        return Verdict.EQUAL if most.late and surely.late else Verdict.WITHIN
    return beyond if most.late else Verdict.NOT_COMPARABLE


def _open(period: StatutoryPeriod, least: Order, most: Order) -> Text:
    if (
        period.binding
        and period.bound is not StatutoryBound.MAX
        and least.late
        and (period.bound is StatutoryBound.MIN or most.early)
    ):
        return Text("The entry's own retention sets no shortest time, or one that may end before that.")
    return Text("Which of the two ends first depends on the day of the event.")


@cache
def statutory_events() -> Mapping[str, tuple[str, ...]]:
    """Return the events that each statutory period counts from, of those that phrases name; others are absent."""
    lines = files(__package__).joinpath("statutory_events.tsv").read_text(encoding="utf8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return MappingProxyType({row["id"]: tuple(row["events"].split()) for row in rows})


_SAID: Mapping[Verdict, Text] = MappingProxyType(
    {
        Verdict.SHORTER: Text("The entry's own period is shorter than this minimum."),
        Verdict.LONGER: Text("The entry's own period is longer than this maximum."),
        Verdict.BEYOND: Text("The entry's own period is longer than this justifies."),
        Verdict.EQUAL: Text("The entry's own period ends on the same day."),
        Verdict.WITHIN: Text("The entry's own period keeps to it."),
    }
)
_WOULD: Mapping[Verdict, Text] = MappingProxyType(
    {
        Verdict.SHORTER: Text("Counted from the same event, it would be shorter than this minimum."),
        Verdict.LONGER: Text("Counted from the same event, it would be longer than this maximum."),
        Verdict.BEYOND: Text("Counted from the same event, it would be longer than this justifies."),
        Verdict.EQUAL: Text("Counted from the same event, it would end on the same day."),
        Verdict.WITHIN: Text("Counted from the same event, it would keep to it."),
    }
)
