"""The part of a register that belongs to some departments or activities, with all that it leans on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kvkkctl.errors import BadValue
from kvkkctl.likeness import close_to
from kvkkctl.models import Activity, Record
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import ascii_fold, turkish_order

R = TypeVar("R", bound=Record)

_MOST_NAMES = 30


def part_of(snapshot: Snapshot, departments: Sequence[str], activities: Sequence[str]) -> Snapshot:
    """Return the register of the activities that are of a named department and have a named code.

    With them go their entries, the holdings of these, the transfers to their recipients and the terms of all these;
    what is said about the controller stays behind. Nothing named of either kind means all. An empty name of a
    department means none. Raises BadValue for names that the register does not have.
    """
    chosen = _chosen(snapshot, departments, activities)
    entries = {number: each for number, each in snapshot.entries.items() if each.activity in chosen}
    recipients = {number for entry in entries.values() for number in entry.recipients or ()}
    part = replace(
        Snapshot(
            terms=snapshot.terms,
            retentions=snapshot.retentions,
            stamp=snapshot.stamp,
            of_activities=bool(activities),
        ),
        activities=_those(snapshot.activities, chosen),
        entries=entries,
        transfers={n: each for n, each in snapshot.transfers.items() if each.recipient in recipients},
        holdings={n: each for n, each in snapshot.holdings.items() if each.entry in entries},
    )
    return replace(part, terms=_those(snapshot.terms, part.uses))


def _those(records: Mapping[int, R], numbers: Iterable[int]) -> dict[int, R]:
    kept = set(numbers)
    return {number: record for number, record in records.items() if number in kept}


def _chosen(snapshot: Snapshot, departments: Sequence[str], codes: Sequence[str]) -> set[int]:
    of_department, of_code = set(map(ascii_fold, departments)), set(map(ascii_fold, codes))
    check_departments(snapshot.activities.values(), departments)
    _check_codes(snapshot.activities.values(), codes)
    chosen = {
        activity.id
        for activity in snapshot.activities.values()
        if (not departments or ascii_fold(activity.department or "") in of_department)
        and (not codes or ascii_fold(activity.code) in of_code)
    }
    if not chosen:
        raise BadValue(Text("None of the named activities belongs to a named department."))
    return chosen


def check_departments(activities: Iterable[Activity], named: Sequence[str]) -> None:
    """Raise BadValue for a department that no activity has, with those that some have."""
    known = {ascii_fold(each.department or ""): each.department or "" for each in activities}
    for name in named:
        if ascii_fold(name) not in known:
            raise BadValue(
                Text(
                    'There is no department "{name}"; the register has: {known}.',
                    name=name,
                    known=_few(name, sorted(filter(None, known.values()), key=turkish_order)),
                )
            )


def _check_codes(activities: Iterable[Activity], named: Sequence[str]) -> None:
    known = {ascii_fold(each.code): each.code for each in activities}
    for name in named:
        if ascii_fold(name) not in known:
            raise BadValue(
                Text(
                    "There is no activity {name}; the register has: {known} (`kvkkctl activity list`).",
                    name=name,
                    known=_few(name, sorted(known.values(), key=turkish_order)),
                )
            )


def _few(name: str, known: Sequence[str]) -> Sequence[str] | str:
    """Return the names that there are; of many, those that are like a name."""
    if len(known) > _MOST_NAMES:
        return (*close_to(name, known, _MOST_NAMES), "…")
    return tuple(known) or "–"
