"""What every rule looks at: the register at one moment, the day of the question, and what follows from both.

Activities and transfers go on through their last day. What has ended is not asked whether it is complete; what
was done until then is judged by the law of the last day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kvkkctl.errors import BadValue
from kvkkctl.law.dates import add_days
from kvkkctl.law.obligation import Obligation, Size, obliged_to_register
from kvkkctl.law.schedule import Run, parse_runs
from kvkkctl.models import (
    Activity,
    Controller,
    Destruction,
    Entry,
    Holding,
    HoldingState,
    Record,
    Term,
    Transfer,
)
from kvkkctl.retention.dates import Calendar, calendar_of
from kvkkctl.retention.due import Due, Status, due_rows
from kvkkctl.snapshot import Provenance, Snapshot, is_special
from kvkkctl.text import Text
from kvkkctl.verbis.standing import size_of
from kvkkctl.vocabulary import TermKind, countries_in, exemptions, fold, is_abroad

if TYPE_CHECKING:
    from kvkkctl.retention.comparison import Comparison
    from kvkkctl.verbis.difference import Difference

LISTS: Mapping[TermKind, Text] = MappingProxyType(
    {
        TermKind.CATEGORY: Text("data category"),
        TermKind.PURPOSE: Text("purpose"),
        TermKind.SUBJECT: Text("subject group"),
        TermKind.RECIPIENT: Text("recipient"),
        TermKind.MEASURE: Text("measure"),
    }
)
"""What one term of each list is called in a sentence."""

CONSENT = frozenset({"5/1", "6/3-a"})
"""The bases that are explicit consent."""

CONSENT_BEFORE_2024 = frozenset({"6/2-old"})
"""Explicit consent under the text of Article 6 that was law until 31 May 2024."""

_NONE = frozenset(
    map(fold, ("Yok", "Yoktur", "Hayır", "Bulunmamaktadır", "Mevcut değil", "Yapılmamaktadır", "-"))
)


class Place(NamedTuple):
    """The record where a person would put a finding right: kind, short name, what it is called, origin."""

    kind: str
    ref: str
    label: str
    origin: Provenance | None = None

    def __str__(self) -> str:
        return f"{self.ref} ({self.label})"


@dataclass(frozen=True)
class Context:
    """A register and the day on which it is judged."""

    snapshot: Snapshot
    as_of: date

    @cached_property
    def current(self) -> Snapshot:
        """The register without what has ended: activities with their entries, single entries, transfers."""
        whole = self.snapshot
        activities = {n: activity for n, activity in whole.activities.items() if self._goes_on(activity)}
        return replace(
            whole,
            activities=activities,
            entries={
                n: entry
                for n, entry in whole.entries.items()
                if entry.activity in activities and self._goes_on(entry)
            },
            transfers={n: transfer for n, transfer in whole.transfers.items() if self._goes_on(transfer)},
        )

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of activities that go on."""
        return tuple(self.current.entries.values())

    @cached_property
    def special_entries(self) -> tuple[Entry, ...]:
        """Those of them whose data category is of a special nature."""
        return tuple(entry for entry in self.entries if is_special(self.snapshot.category_of(entry)))

    @cached_property
    def notifiable(self) -> tuple[Activity, ...]:
        """The activities that go on, without those exempt from informing and registering (art. 28/2)."""
        known = exemptions()
        return tuple(a for a in self.current.activities.values() if a.exemption not in known)

    @cached_property
    def notifiable_entries(self) -> tuple[Entry, ...]:
        """The entries of those activities."""
        numbers = {activity.id for activity in self.notifiable}
        return tuple(entry for entry in self.entries if entry.activity in numbers)

    @cached_property
    def compared(self) -> "tuple[tuple[Entry, tuple[Comparison, ...]], ...]":
        """The entries linked to statutory periods, each with how its own period stands to them."""
        linked = tuple(entry for entry in self.entries if entry.statutes)
        if not linked:
            return ()
        # comparing is loaded where something is linked
        from kvkkctl.retention.comparison import compare

        return tuple((entry, tuple(compare(self.snapshot, entry, self.as_of))) for entry in linked)

    @cached_property
    def sent_abroad(self) -> Mapping[int, tuple[Term, ...]]:
        """The data categories by the recipients that they go to, without those of entries that stay at home."""
        found: dict[int, dict[int, None]] = {}
        for entry in self.entries:
            if entry.abroad is not False:
                for number in entry.recipients or ():
                    found.setdefault(number, {})[entry.category] = None
        return {number: self.snapshot.named(tuple(categories)) for number, categories in found.items()}

    @cached_property
    def kept(self) -> tuple[Holding, ...]:
        """The holdings that are not destroyed."""
        return tuple(each for each in self.snapshot.holdings.values() if each.state is HoldingState.KEPT)

    @cached_property
    def size(self) -> Size:
        """What the duty to register turns on."""
        return size_of(self.snapshot.controller)

    @cached_property
    def obligation(self) -> Obligation:
        """Whether the controller has to register with VERBİS."""
        return obliged_to_register(self.size, self.as_of)

    @property
    def registered(self) -> bool:
        """Whether the controller is registered with VERBİS."""
        entered = self.snapshot.controller.verbis_registered_on
        return entered is not None and entered <= self.as_of

    @cached_property
    def differences(self) -> "tuple[Difference, ...]":
        """What is otherwise than VERBİS was last told; nothing where no filing is on record."""
        if self.snapshot.filing_on(self.as_of) is None:
            return ()
        # rolling up is loaded where there is something to compare with
        from kvkkctl.verbis.difference import differences

        return differences(self.snapshot, self.as_of)

    @cached_property
    def runs(self) -> tuple[Run, ...] | None:
        """The days of periodic destruction; None where they are not stated or cannot be read."""
        stated = self.snapshot.controller.destruction_runs
        try:
            return None if stated is None else parse_runs(stated)
        except BadValue:
            return None

    @cached_property
    def calendar(self) -> Calendar:
        """What is known of the periodic destruction; days that cannot be read (K09) are days not known."""
        return calendar_of(self._readable.controller, self.obligation.obliged)

    @cached_property
    def past_duty(self) -> tuple[tuple[Holding, Due], ...]:
        """What is still kept although its last ground has ended, or its day has come, and which no hold puts off."""
        snapshot, obliged = self._readable, self.obligation.obliged
        return tuple(
            (snapshot.holdings[number], due)
            for number, due in due_rows(snapshot, self.as_of, obliged)
            if due.status in {Status.DUE, Status.OVERDUE}
        )

    @cached_property
    def holdings_by_entry(self) -> Mapping[int, tuple[Holding, ...]]:
        """All holdings, those destroyed among them, by the entry that they are kept under."""
        found: dict[int, list[Holding]] = {}
        for holding in self.snapshot.holdings.values():
            found.setdefault(holding.entry, []).append(holding)
        return {number: tuple(holdings) for number, holdings in found.items()}

    @property
    def _readable(self) -> Snapshot:
        if self.runs is not None or self.snapshot.controller.destruction_runs is None:
            return self.snapshot
        controller = self.snapshot.controller.model_copy(update={"destruction_runs": None})
        return replace(self.snapshot, controller=controller)

    def used(self, kind: TermKind) -> Iterator[tuple[Term, tuple[str, ...]]]:
        """Yield the terms of a list that current records use, with the short names of those records."""
        uses = self.current.uses
        for term in self.snapshot.of_kind(kind):
            if users := uses.get(term.id):
                yield term, users

    def processed_on(self, entry: Entry) -> date:
        """Return the day whose law an entry has to meet: its last or that of its activity, else today."""
        day = self._day(self.snapshot.activity_of(entry))
        if entry.ended is None or not date.min < entry.ended <= day:
            return day
        return add_days(entry.ended, -1)

    def last_processed(self, entry: Entry) -> date | None:
        """Return the last day on which an entry was processed; None where neither it nor its activity ends."""
        ends = [] if (ended := self.snapshot.activity_of(entry).ended) is None else [ended]
        if entry.ended is not None and entry.ended > date.min:
            ends.append(entry.ended - timedelta(days=1))
        return min(ends, default=None)

    def transferred_on(self, transfer: Transfer) -> date:
        """Return the day whose law a transfer has to meet."""
        return self._day(transfer)

    def country_of(self, transfer: Transfer) -> str | None:
        """Return the country that data go to: the one of the transfer, else that of its recipient."""
        return transfer.country or self.snapshot.terms[transfer.recipient].country

    def goes_abroad(self, transfer: Transfer) -> bool:
        """Say whether a transfer leaves Türkiye; what it states comes before the seat of its recipient."""
        if transfer.abroad or names_abroad(transfer.country):
            return True
        return transfer.abroad is None and names_abroad(self.country_of(transfer))

    def place(self, record: Record) -> Place:
        """Return how people find a record."""
        match record:
            case Entry():
                activity, category = self.snapshot.activity_of(record), self.snapshot.category_of(record)
                return Place(
                    record.kind_name,
                    record.ref,
                    f"{activity.name} / {category.label}",
                    self.snapshot.provenance(record.origin),
                )
            case Transfer():
                recipient = self.snapshot.terms[record.recipient]
                return Place(
                    record.kind_name, record.ref, recipient.label, self.snapshot.provenance(record.origin)
                )
            case Holding():
                origin = self.snapshot.provenance(record.origin)
                return Place(record.kind_name, record.ref, record.label, origin)
            case Destruction():
                holding = self.snapshot.holdings[record.holding]
                return Place(record.kind_name, record.ref, holding.label)
            case Term():
                return Place(record.kind.value, record.ref, record.label)
            case Activity():
                return Place(record.kind_name, record.ref, record.name)
            case Controller():
                return Place(record.kind_name, record.ref, record.title or "")
            case _:
                raise TypeError(record)

    def _goes_on(self, record: Activity | Entry | Transfer) -> bool:
        if isinstance(record, Entry):
            return record.ended is None or record.ended > self.as_of
        return record.ended is None or record.ended >= self.as_of

    def _day(self, record: Activity | Transfer) -> date:
        return min(record.ended or self.as_of, self.as_of)


def is_written(words: str | None) -> bool:
    """Say whether words tell where or what something is; "Yok" tells that there is none."""
    return bool(words) and fold(words or "").rstrip(".") not in _NONE


@lru_cache(maxsize=4096)
def names_abroad(words: str | None) -> bool:
    """Say whether words name a country other than Türkiye; what names no country (K12) is not taken for one."""
    return any(is_abroad(name) for name in countries_in(words or ""))
