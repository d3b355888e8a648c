"""Rows of a file that are the same and become holdings of their own: told, since one of them may be a copy."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.intake import Action, Intake, Planned
from kvkkctl.inventory.thousands import Columns
from kvkkctl.models import Holding
from kvkkctl.text import Text, ranges

_FIELDS = (
    *("entry", "label", "event", "event_date", "medium", "location", "reference", "quantity"),
    *("retention", "requested"),
)
# what mostly differs from row to row: where it does, nothing else has to be looked at
_TELLING = ("label", "reference")
# how many rows a message names
_NAMED = 10


class Beside(NamedTuple):
    """New holdings of a file that were read by the thousand, and their sheet."""

    columns: Columns
    sheet: str


def note_repeated(intake: Intake, planned: Sequence[Planned], beside: Beside | None = None) -> None:
    """Note the new holdings of a file that are the same in all that a person tells them apart by, once for each."""
    alone = [
        each.record
        for each in planned
        if each.action is Action.ADD and isinstance(each.record, Holding) and each.record.origin is not None
    ]
    many = beside.columns if beside else Columns()
    read = {name: [*_column(many, name), *(getattr(each, name) for each in alone)] for name in _FIELDS}
    if any(len(set(read[name])) == len(read[name]) for name in _TELLING):
        return
    found = list(map(hash, zip(*read.values(), strict=True)))
    if len(set(found)) == len(found):
        return
    places = list(chain(_places(beside), _places_alone(intake, alone)))
    for key, group in _groups(found, read).items():
        _note(intake, sorted(places[n] for n in group), str(key[1]))


def _column(columns: Columns, name: str) -> Sequence[Any]:
    return columns.values.get(name) or [None] * len(columns.rows)


def _places(beside: Beside | None) -> Iterator[tuple[str, int]]:
    if beside is not None:
        yield from ((beside.sheet, number + 1) for number in beside.columns.rows)


def _places_alone(intake: Intake, alone: Sequence[Holding]) -> Iterator[tuple[str, int]]:
    for holding in alone:
        if place := intake.records.snapshot.provenance(holding.origin):
            yield place.source.sheet, place.row


def _groups(
    found: Sequence[int], read: Mapping[str, Sequence[Any]]
) -> Mapping[tuple[Hashable, ...], Sequence[int]]:
    """Return the places of what is there several times, by what is the same of it."""
    often = {each for each, count in Counter(found).items() if count > 1}
    groups: dict[tuple[Hashable, ...], list[int]] = {}
    for n, each in enumerate(found):
        if each in often:
            groups.setdefault(tuple(read[name][n] for name in _FIELDS), []).append(n)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _note(intake: Intake, places: Sequence[tuple[str, int]], label: str) -> None:
    sheet, first = places[0]
    one_sheet = all(each == sheet for each, _ in places)
    named = [str(row) if one_sheet else f"{each}!{row}" for each, row in places[:_NAMED]]
    said = (
        Text(
            "The rows {rows} are the same, and each is taken for a holding of its own: leave out those that are "
            "copies, or tell them apart by their names."
        )
        if len(places) <= _NAMED
        else Text(
            "Rows that are the same: {n}, the first of them {rows}; each is taken for a holding of its own: leave out "
            "those that are copies, or tell them apart by their names."
        )
    )
    message = said.filled(n=len(places), rows=ranges(named))
    intake.notes.found.append(Problem(Severity.WARNING, sheet, str(first), label, message))
