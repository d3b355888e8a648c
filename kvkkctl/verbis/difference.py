"""What has changed since VERBİS was last told, since when, and by when it is to be told (registry regulation art. 13).

The seven days run from the day on which the answer ceased to be true, not from the day on which somebody noticed. The
journal says which day that was, or a person does, with a reason (`ChangeDate`). An answer that was untrue already in
the state of the register that was filed has no day that the register could know.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from kvkkctl.history import states_since
from kvkkctl.models import ChangeDate, Filing
from kvkkctl.snapshot import Snapshot
from kvkkctl.verbis.filing import SCREENS, Notification, Period, notification, read
from kvkkctl.verbis.records import RollUp, Screen
from kvkkctl.verbis.rollup import roll_up
from kvkkctl.verbis.values import mapped
from kvkkctl.verbis.witnesses import Witnesses
from kvkkctl.vocabulary import fold

CLOCK = "VB7"
Answer = bool | tuple[str, ...] | Period | None
Key = tuple[int | None, str]
"""The number of a data category, None for the controller as a whole, and a field."""

Atom = tuple[int | None, str, object]
"""One thing that differs: a value to tick or to untick, or an answer as a whole."""


# what no answer of VERBİS depends on
_UNASKED = frozenset(
    ["holding", "run", "destruction", "acceptance", "transfer", "source_sheet", "filing", "change_date"]
)


class Status(StrEnum):
    """Whether a change can still be notified in time."""

    OPEN = "open"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that is no longer what VERBİS was told.

    `tick` and `untick` are the values to add and to take away. `changed_on` is None where nobody knows; `stated` is
    what a person said about it. `notify_by` is the last of the seven days, moved from a holiday.
    """

    category: int | None
    name: str | None
    field: str
    filed: Answer
    current: Answer
    tick: tuple[str, ...]
    untick: tuple[str, ...]
    entries: tuple[str, ...]
    changed_on: date | None
    notify_by_strict: date | None
    notify_by: date | None
    status: Status
    stated: ChangeDate | None = None

    @property
    def late(self) -> bool:
        """Whether its seven days are over."""
        return self.status is Status.LATE

    @property
    def screen(self) -> Screen:
        """The screen of VERBİS on which it is put right."""
        return SCREENS[self.field]


class Deadline(NamedTuple):
    """The last day on which the changes of one day are to be notified, strictly and moved from a holiday."""

    clock: str
    changed_on: date
    strict: date
    rolled: date
    changes: tuple[Difference, ...]


def differences(snapshot: Snapshot, today: date) -> tuple[Difference, ...]:
    """Return what differs from the last filing, in the order of the categories and screens; nothing without a filing.

    Raises CalendarUnknown for a day whose holidays are not known.
    """
    filing = snapshot.filing_on(today)
    if filing is None:
        return ()
    told, rolled = read(filing.content), roll_up(snapshot, today)
    now = notification(rolled, str)
    pairs = dict(_pairs(told, now))
    if not pairs:
        return ()
    days = _days(_moments(snapshot, filing, today), told, _atoms(told, now))
    said = {
        (each.category, each.field): each
        for each in snapshot.change_dates.values()
        if each.filing == filing.id
    }
    return tuple(_difference(key, pair, rolled, days, said.get(key), today) for key, pair in pairs.items())


def deadlines(snapshot: Snapshot, today: date) -> tuple[Deadline, ...]:
    """Return by when VERBİS is to be told of what has changed, the earliest first; what has no day has no deadline."""
    found: dict[date, list[Difference]] = {}
    for each in differences(snapshot, today):
        if each.changed_on is not None:
            found.setdefault(each.changed_on, []).append(each)
    return tuple(
        Deadline(CLOCK, day, *notify_by(day), tuple(changes)) for day, changes in sorted(found.items())
    )


def notify_by(changed_on: date) -> tuple[date, date]:
    """Return the last day for notifying a change, strictly and moved from a holiday. Raises CalendarUnknown."""
    # the clocks are loaded where a change has a day
    from kvkkctl.law.clocks import calculate

    due = calculate(CLOCK, changed_on)
    return due.strict_due, due.rolled_due


def answers(told: Notification) -> Mapping[Key, Answer]:
    """Return the answers of a notification, in the order of the categories and screens."""
    found: dict[Key, Answer] = {}
    for category in told.categories:
        for name in SCREENS:
            if name != "measures":
                found[category.no, name] = getattr(category, name)
    found[None, "measures"] = told.measures
    return found


def answers_differ(one: Notification, other: Notification) -> bool:
    """Say whether VERBİS would be told different answers."""
    return any(_pairs(one, other))


def _pairs(told: Notification, now: Notification) -> Iterator[tuple[Key, tuple[Answer, Answer]]]:
    filed = answers(told)
    processed = {category.no: category.processed for category in now.categories}
    for key, current in answers(now).items():
        number, name = key
        # where a category is processed no more, nothing else is asked about it
        follows = name != "processed" and processed.get(number or 0) is False
        if not follows and _compared(filed.get(key)) != _compared(current):
            yield key, (filed.get(key), current)


def _compared(answer: Answer) -> object:
    if isinstance(answer, tuple):
        return frozenset(map(fold, answer))
    return answer.key if isinstance(answer, Period) else answer


def _atoms(told: Notification, now: Notification) -> set[Atom]:
    return {(*key, what) for key, pair in _pairs(told, now) for what in _parts(*pair)}


def _parts(filed: Answer, current: Answer) -> Iterable[object]:
    if not isinstance(filed, tuple) or not isinstance(current, tuple):
        # an answer as a whole: whatever it was meanwhile, what was filed was not true
        return [None]
    tick, untick = _ticks(filed, current)
    return [*(("tick", fold(each)) for each in tick), *(("untick", fold(each)) for each in untick)]


def _ticks(filed: Answer, current: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = _boxes(filed), _boxes(current)
    known, wanted = set(map(fold, before)), set(map(fold, after))
    return (
        tuple(each for each in after if fold(each) not in known),
        tuple(each for each in before if fold(each) not in wanted),
    )


def _boxes(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, tuple):
        return answer
    return (str(answer),) if isinstance(answer, Period) else ()


def _days(
    moments: Iterable[tuple[date, Snapshot]], told: Notification, left: set[Atom]
) -> Mapping[Atom, date | None]:
    """Return, for what differs today, the first day from which it has differed ever since."""
    found: dict[Atom, date | None] = {}
    later, witnesses = None, Witnesses()
    for day, state in moments:
        few = _narrowed(witnesses.few(state), left)
        there = left & _atoms(told, notification(roll_up(few, day), str))
        found |= dict.fromkeys(left - there, later)
        left, later = there, day
        if not left:
            break
    return found | dict.fromkeys(left)


def _narrowed(state: Snapshot, left: Iterable[Atom]) -> Snapshot:
    """Return a register with those entries only on which what is left to be dated can depend."""
    asked = {number for number, *_ in left}
    if None in asked:
        return state
    categories = {
        number for number, term in state.terms.items() if (known := mapped(term)) and known.no in asked
    }
    return replace(
        state, entries={n: each for n, each in state.entries.items() if each.category in categories}
    )


def _moments(snapshot: Snapshot, filing: Filing, today: date) -> Iterator[tuple[date, Snapshot]]:
    """Yield the days on which the answers may have changed, today first, each with the register as it was on it."""
    end = today
    for began, state in states_since(snapshot, filing.stamp, _UNASKED):
        # the state that was told is as old as the filing; a day that is still to come is no day of a change
        start = filing.filed_on if began is None else min(began, end)
        yield from ((day, state) for day in sorted(_ends(state, start, end), reverse=True))
        yield start, state
        end = start


def _ends(state: Snapshot, start: date, end: date) -> set[date]:
    """Return the days between two days on which something ends by the calendar, with no change of the register."""
    last_days = (each.ended for each in state.activities.values() if each.ended)
    ends = {day + timedelta(days=1) for day in last_days if day < date.max}
    ends |= {each.ended for each in state.entries.values() if each.ended}
    return {day for day in ends if start < day <= end}


def _difference(
    key: Key,
    pair: tuple[Answer, Answer],
    rolled: RollUp,
    days: Mapping[Atom, date | None],
    said: ChangeDate | None,
    today: date,
) -> Difference:
    filed, current = pair
    tick, untick = _ticks(filed, current)
    changed_on, applied = _changed(key, days, said)
    strict, last = notify_by(changed_on) if changed_on else (None, None)
    return Difference(
        category=key[0],
        name=next((each.name for each in rolled.categories if each.no == key[0]), None),
        field=key[1],
        filed=filed,
        current=current,
        tick=tick,
        untick=untick,
        entries=_entries(rolled, key, tick),
        changed_on=changed_on,
        notify_by_strict=strict,
        notify_by=last,
        status=Status.LATE if last and today > last else Status.OPEN,
        stated=said if applied else None,
    )


def _changed(key: Key, days: Mapping[Atom, date | None], said: ChangeDate | None) -> tuple[date | None, bool]:
    """Return the earliest day of what differs, and whether a person's word counts in it."""
    found = [day for atom, day in days.items() if atom[:2] == key]
    if said is None:
        known = [day for day in found if day]
        return (min(known) if known else None), False
    # what began after a person spoke is another change
    later = [day for day in found if day and day > said.stated_on]
    if len(later) == len(found):
        return min(later), False
    return min([said.changed_on, *later]), True


def _entries(rolled: RollUp, key: Key, tick: tuple[str, ...]) -> tuple[str, ...]:
    """Return the entries that gave the new values, else all of the category."""
    number, name = key
    if number is None:
        values = rolled.measures
    else:
        category = next(each for each in rolled.categories if each.no == number)
        values = getattr(category, name) if name in _LISTS else ()
        if name == "abroad" and category.abroad is not None:
            return category.abroad_entries
        if name == "retention" and category.retention:
            return category.retention.entries
        if not values or not tick:
            return category.entries
    return tuple(dict.fromkeys(ref for value in values if value.name in tick for ref in value.entries))


_LISTS = {"labels", "purposes", "recipients", "subjects"}
