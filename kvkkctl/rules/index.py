"""From what a finding names back to the records: whose it is, where it stands in a workbook, what it belongs to."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from kvkkctl.models import Activity, Entry, Holding, Record, Retention, Term, Transfer
from kvkkctl.rules.rule import Finding, Rule
from kvkkctl.snapshot import Provenance, Snapshot
from kvkkctl.vocabulary import TermKind, ascii_fold, fold

_OPTION = re.compile(r" --([a-z-]+)")
_ACCEPTING = re.compile(r"kvkkctl accept [^;]*")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "basis": ("bases",),
    "law": ("law", "bases"),
    "item": ("items",),
    "purpose": ("purposes",),
    "subject": ("subjects",),
    "recipient": ("recipients",),
    "measure": ("measures", "administrative_measures", "technical_measures"),
    "ended": ("entry_ended", "ended"),
    "reason": ("retention_reasons", "hold_reason"),
    "name": ("activity",),
}
_TERM_FIELDS: Mapping[TermKind, tuple[str, ...]] = {
    TermKind.CATEGORY: ("category",),
    TermKind.PURPOSE: ("purposes",),
    TermKind.SUBJECT: ("subjects",),
    TermKind.RECIPIENT: ("recipients",),
    TermKind.MEASURE: _FIELDS["measure"],
}


class Spot(NamedTuple):
    """A place in a workbook: where the row was read, and the cells that a finding is about."""

    origin: Provenance
    cell: str | None

    @property
    def address(self) -> str:
        """The sheet and the cell, or the row where no column is known."""
        where = self.cell or str(self.origin.row)
        return where if "!" in where else f"{self.origin.source.sheet}!{where}"


def kind_of(record: Record) -> str:
    """Return the kind under which findings name a record: a term by its list, others by their own."""
    return record.kind.value if isinstance(record, Term) else record.kind_name


def fields_of(rule: Rule) -> tuple[str, ...]:
    """Return the fields that a rule is about: those that its remedy sets."""
    # accepting a gap sets no field of its record
    options = _OPTION.findall(_ACCEPTING.sub("", rule.fix.msgid))
    return tuple(name for option in options for name in _FIELDS.get(option, (option.replace("-", "_"),)))


class Index:
    """A register, looked up by the names that findings give."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def _collections(self) -> Mapping[str, Mapping[int, Record]]:
        found = (value for value in vars(self.snapshot).values() if isinstance(value, Mapping) and value)
        firsts = ((next(iter(records.values())), records) for records in found)
        return {first.kind_name: records for first, records in firsts if isinstance(first, Record)}

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], Record]:
        """Activities and terms, by kind and name."""
        records = (*self.snapshot.activities.values(), *self.snapshot.terms.values())
        return {(kind_of(record), record.ref): record for record in records}

    def numbered(self, kind: str, number: int) -> Record | None:
        """Return the record of a kind, as the journal calls it, and a number."""
        if kind == self.snapshot.controller.kind_name:
            return self.snapshot.controller
        return self._collections.get(kind, {}).get(number)

    def record(self, kind: str, ref: str) -> Record | None:
        """Return the record of a finding."""
        digits = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if (kind, ref) in self._named:
            return self._named[kind, ref]
        return self.numbered(kind, int(digits) if digits.isdecimal() else 0)

    def find(self, name: str) -> Record | None:
        """Return the record that a person names: ``E42``, ``controller``, ``category:Sağlık``, a code."""
        terms = (term for term in self.snapshot.terms.values() if fold(term.ref) == fold(name))
        if found := next(terms, None):
            return found
        records = (
            self.snapshot.controller,
            *chain.from_iterable(r.values() for r in self._collections.values()),
        )
        # numbers and codes are compared as identifiers: e42 is E42, and ik-1 is IK-1 whatever Turkish makes of an I
        return next((record for record in records if ascii_fold(record.ref) == ascii_fold(name)), None)

    @cached_property
    def _users(self) -> Mapping[int, tuple[Entry, ...]]:
        """The entries that use each term, directly or by a transfer to it."""
        entries = self.snapshot.entries
        return {
            term: tuple(entries[int(ref[1:])] for ref in refs if ref.startswith(Entry.mark))
            for term, refs in self.snapshot.uses.items()
        }

    @cached_property
    def _timed(self) -> Mapping[int, tuple[Entry, ...]]:
        """The entries of each retention phrase."""
        found: dict[int, list[Entry]] = {}
        for entry in self.snapshot.entries.values():
            if entry.retention is not None:
                found.setdefault(entry.retention, []).append(entry)
        return {number: tuple(entries) for number, entries in found.items()}

    def entries_of(self, record: Record | None) -> tuple[Entry, ...]:
        """Return the entries that a record is, has, or is used by."""
        match record:
            case Entry():
                return (record,)
            case Activity():
                return self.snapshot.entries_by_activity.get(record.id, ())
            case Holding():
                return (self.snapshot.entries[record.entry],)
            case Term():
                return self._users.get(record.id, ())
            case Transfer():
                return self._users.get(record.recipient, ())
            case Retention():
                return self._timed.get(record.id, ())
            case _:
                return ()

    def department_of(self, finding: Finding) -> str | None:
        """Return the department that a finding concerns; None where it is several, or where none is stated."""
        record = self.record(finding.kind, finding.ref)
        if isinstance(record, Activity):
            return record.department
        return _only(self.snapshot.activity_of(entry).department for entry in self.entries_of(record))

    def category_of(self, finding: Finding) -> str | None:
        """Return the data category that a finding concerns; None where it is several or none."""
        record = self.record(finding.kind, finding.ref)
        if isinstance(record, Term) and record.kind is TermKind.CATEGORY:
            return record.label
        return _only(self.snapshot.category_of(entry).label for entry in self.entries_of(record))

    def spot_of(self, finding: Finding, rule: Rule) -> Spot | None:
        """Return where in a workbook a finding stands: at its own row, else at the first row that names its record."""
        record = self.record(finding.kind, finding.ref)
        fields = fields_of(rule)
        origin = finding.origin
        if origin is None and isinstance(record, Activity | Term | Retention):
            fields = _TERM_FIELDS[record.kind] if isinstance(record, Term) else (*fields, "activity")
            read = (self.snapshot.provenance(entry.origin) for entry in self.entries_of(record))
            origin = next((each for each in read if each is not None), None)
        if origin is None:
            return None
        cells = origin.cells
        return Spot(origin, ", ".join(dict.fromkeys(cells[name] for name in fields if name in cells)) or None)


def _only(names: Iterable[str | None]) -> str | None:
    found = set(names)
    return found.pop() if len(found) == 1 else None
