"""The whole register at one moment, joined for reading: what rules, roll-ups and exports work on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from kvkkctl.models import (
    Acceptance,
    Activity,
    ChangeDate,
    Confirmation,
    Controller,
    Destruction,
    DestructionRun,
    Entry,
    Filing,
    Holding,
    Origin,
    Resolution,
    Retention,
    SourceSheet,
    StatedBasis,
    Term,
    Transfer,
)
from kvkkctl.vocabulary import OTHER, TermKind, official


class Provenance(NamedTuple):
    """Where a record was read: a sheet of a file, the row as Excel counts it, and cells of other sheets."""

    source: SourceSheet
    row: int
    joined: str | None = None

    @property
    def cells(self) -> Mapping[str, str]:
        """The cell of each field that the sheet has a column for."""
        cells: dict[str, str] = {}
        for column in self.source.columns:
            cell = f"{column.letter}{self.row}"
            cells[column.field] = f"{cells[column.field]}, {cell}" if column.field in cells else cell
        return cells | dict(line.split("=", 1) for line in (self.joined or "").splitlines())


class Step(NamedTuple):
    """One entry of the journal: the day it was made on, its hash, and its records as they were before.

    Records are found by kind and number; each is its JSON, None where it was not there.
    """

    day: date
    stamp: str
    before: Mapping[tuple[str, int], str | None]


History = Callable[[str, str], tuple[Step, ...] | None]
"""Gives the steps from the state of one stamp to that of another, the newest first; None for an unknown stamp."""


@dataclass(frozen=True)
class Snapshot:
    """All records by number, in the order in which they were made.

    `exposed` are the files of the register that others than their owner may use. `stamp` is the hash of the journal's
    newest entry: which state of which register this is. `history` asks the journal how it came to be, and reads nothing
    before it is asked. `of_activities` says that it is the part of some activities.
    """

    controller: Controller = field(default_factory=Controller)
    terms: Mapping[int, Term] = field(default_factory=dict)
    activities: Mapping[int, Activity] = field(default_factory=dict)
    retentions: Mapping[int, Retention] = field(default_factory=dict)
    entries: Mapping[int, Entry] = field(default_factory=dict)
    transfers: Mapping[int, Transfer] = field(default_factory=dict)
    holdings: Mapping[int, Holding] = field(default_factory=dict)
    sources: Mapping[int, SourceSheet] = field(default_factory=dict)
    runs: Mapping[int, DestructionRun] = field(default_factory=dict)
    destructions: Mapping[int, Destruction] = field(default_factory=dict)
    confirmations: Mapping[int, Confirmation] = field(default_factory=dict)
    acceptances: Mapping[int, Acceptance] = field(default_factory=dict)
    resolutions: Mapping[int, Resolution] = field(default_factory=dict)
    filings: Mapping[int, Filing] = field(default_factory=dict)
    change_dates: Mapping[int, ChangeDate] = field(default_factory=dict)
    exposed: tuple[str, ...] = field(default=(), compare=False)
    stamp: str = field(default="", compare=False)
    history: History = field(default=lambda _since, _until: None, compare=False, repr=False)
    of_activities: bool = field(default=False, compare=False)

    def named(self, ids: tuple[int, ...] | None) -> tuple[Term, ...]:
        """Return the terms of a list; nothing stated gives nothing."""
        return tuple(self.terms[n] for n in ids or ())

    def of_kind(self, kind: TermKind) -> tuple[Term, ...]:
        """Return the terms of one list, in the order of their making."""
        return tuple(term for term in self.terms.values() if term.kind is kind)

    def activity_of(self, entry: Entry) -> Activity:
        """Return the processing activity of an entry."""
        return self.activities[entry.activity]

    def category_of(self, entry: Entry) -> Term:
        """Return the data category of an entry."""
        return self.terms[entry.category]

    def retention_of(self, record: Entry | Holding) -> Retention | None:
        """Return the retention that applies: a holding's own, else that of its entry."""
        if record.retention is not None:
            return self.retentions[record.retention]
        if isinstance(record, Holding):
            return self.retention_of(self.entries[record.entry])
        return None

    def provenance(self, origin: Origin | None) -> Provenance | None:
        """Return where a record was read; None for one that was typed in."""
        if origin is None:
            return None
        return Provenance(self.sources[origin.source], origin.row, origin.joined)

    @cached_property
    def entries_by_activity(self) -> Mapping[int, tuple[Entry, ...]]:
        """Entries grouped by the number of their activity; activities without entries are absent."""
        return _grouped(self.entries.values(), lambda entry: entry.activity)

    @cached_property
    def transfers_by_recipient(self) -> Mapping[int, tuple[Transfer, ...]]:
        """Transfers grouped by the number of their recipient."""
        return _grouped(self.transfers.values(), lambda transfer: transfer.recipient)

    @cached_property
    def confirmed(self) -> frozenset[str]:
        """The ids of the doubtful statutory periods that somebody verified."""
        return frozenset(each.statute for each in self.confirmations.values())

    @cached_property
    def destruction_of(self) -> Mapping[int, Destruction]:
        """The record of its destruction by the number of a holding; what is kept is absent."""
        return {each.holding: each for each in self.destructions.values()}

    def filing_on(self, day: date) -> Filing | None:
        """Return what VERBİS was last told by the end of a day."""
        told = (filing for filing in self.filings.values() if filing.filed_on <= day)
        return max(told, key=lambda filing: (filing.filed_on, filing.id), default=None)

    @cached_property
    def uses(self) -> Mapping[int, tuple[str, ...]]:
        """The short names of the records that use each term; unused terms are absent."""
        found: dict[int, list[str]] = {}
        for entry in self.entries.values():
            for ids in ((entry.category,), entry.purposes, entry.subjects, entry.recipients, entry.measures):
                for number in ids or ():
                    found.setdefault(number, []).append(entry.ref)
        for transfer in self.transfers.values():
            for number in (transfer.recipient, *(transfer.purposes or ()), *(transfer.annex or ())):
                found.setdefault(number, []).append(transfer.ref)
        return {number: tuple(dict.fromkeys(refs)) for number, refs in found.items()}


R = TypeVar("R")


def _grouped(records: Iterable[R], key: Callable[[R], int]) -> Mapping[int, tuple[R, ...]]:
    grouped: dict[int, list[R]] = {}
    for record in records:
        grouped.setdefault(key(record), []).append(record)
    return {number: tuple(members) for number, members in grouped.items()}


def is_special(term: Term) -> bool | None:
    """Say whether a data category is of a special nature (Law 6698 art. 6/1); None where nobody has said.

    The official term decides; a mapping never makes a special category ordinary.
    """
    if term.special:
        return True
    known = official(TermKind.CATEGORY).get(term.official or "")
    if known is not None and known.special is not None:
        return known.special
    return term.special


def is_other(term: Term) -> bool:
    """Say whether a term was mapped to "Diğer", the free-text place of its VERBİS list."""
    return term.official == OTHER[term.kind]


def codes(bases: tuple[StatedBasis, ...] | None) -> tuple[str, ...]:
    """Return the codes of the bases that say which one they are."""
    return tuple(basis.code for basis in bases or () if basis.code)
