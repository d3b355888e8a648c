"""The few entries of a register that VERBİS would be told the same of as of all of them.

An answer is a union of what entries state, or the longest of it, so one entry of a data category speaks for all others
that state the same. Those few are kept up from state to state of a register: what an entry states changes only where
the entry or its activity does.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from heapq import heappop, heappush

from kvkkctl.models import Activity, Entry, ResolvedField
from kvkkctl.snapshot import Snapshot
from kvkkctl.verbis.values import mapped
from kvkkctl.vocabulary import exemptions

Claim = tuple[Hashable, ...]

_STATED_IN = {
    ResolvedField.ABROAD: "abroad",
    ResolvedField.RECIPIENTS: "recipients",
    ResolvedField.RETENTION: "retention",
}


class Witnesses:
    """The first entry that states each thing, in one state of a register after another."""

    def __init__(self) -> None:
        self._known = Snapshot()
        # by what they state, the numbers of entries that state it, with some at the front that do so no more
        self._heaps: dict[Claim, list[int]] = {}

    def few(self, state: Snapshot) -> Snapshot:
        """Return the register with those entries only that its answers depend on."""
        for number in sorted(_moved(self._known, state)):
            for claim in _claims(state, state.entries[number]):
                heappush(self._heaps.setdefault(claim, []), number)
        self._known = state
        kept = {*self._first(state), *_decided_about(state)}
        return replace(state, entries={number: state.entries[number] for number in sorted(kept)})

    def _first(self, state: Snapshot) -> Iterator[int]:
        stated: dict[int, frozenset[Claim]] = {}
        for claim, heap in self._heaps.items():
            while heap:
                number = heap[0]
                if number not in stated:
                    entry = state.entries.get(number)
                    stated[number] = frozenset(_claims(state, entry)) if entry else frozenset()
                if claim in stated[number]:
                    yield number
                    break
                heappop(heap)


def _claims(state: Snapshot, entry: Entry) -> Iterator[Claim]:
    """Yield what an entry states, each beside the category and the time that it states it of."""
    activity = state.activities[entry.activity]
    about = entry.category, activity.exemption in exemptions(), activity.ended, entry.ended
    yield *about, "abroad", entry.abroad
    yield *about, "retention", entry.retention, entry.statutes
    # to name nobody, and not to say whom
    yield *about, "recipients", entry.recipients is None, bool(entry.recipients)
    for ids in (entry.purposes, entry.recipients, entry.subjects, entry.measures):
        for number in ids or ():
            yield *about, number


def _moved(before: Snapshot, after: Snapshot) -> set[int]:
    """Return the entries of the later of two states that may state something else than in the other."""
    numbers = {n for n in _changed(before.entries, after.entries) if n in after.entries}
    if activities := _changed(before.activities, after.activities):
        numbers |= {n for n, entry in after.entries.items() if entry.activity in activities}
    return numbers


def _changed(before: Mapping[int, Entry | Activity], after: Mapping[int, Entry | Activity]) -> set[int]:
    if before is after:
        return set()
    return {n for n in before.keys() | after.keys() if before.get(n) is not after.get(n)}


def _decided_about(state: Snapshot) -> Iterator[int]:
    """Yield the entries that leave open what a person decided: a decision stands while they are the same."""
    decided = {(each.category, _STATED_IN.get(each.field)) for each in state.resolutions.values()}
    if not decided:
        return
    names = {number: known.name for number, term in state.terms.items() if (known := mapped(term))}
    for number, entry in state.entries.items():
        name = names.get(entry.category)
        if any(getattr(entry, field) is None and (name, field) in decided for field in _STATED_IN.values()):
            yield number
