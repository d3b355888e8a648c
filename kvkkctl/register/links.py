"""Which records point at which."""

from collections.abc import Iterator

from kvkkctl.models import Entry, Holding, Record, Transfer
from kvkkctl.snapshot import Snapshot

Place = tuple[str, int]
"""Kind and number of a record."""

_TERMS = ("purposes", "subjects", "recipients", "measures", "annex")
_ONE = {
    "activity": "activity",
    "category": "term",
    "recipient": "term",
    "retention": "retention",
    "entry": "entry",
    "holding": "holding",
    "run": "run",
    "filing": "filing",
}
_POINTING = {
    "entry": ("activity", "category", "retention"),
    "transfer": ("recipient",),
    "holding": ("entry", "retention"),
    "destruction": ("holding", "run"),
    "change_date": ("filing",),
}


def links(record: Record) -> Iterator[Place]:
    """Yield the records that a record points at."""
    kind = record.kind_name
    for field in _POINTING.get(kind, ()):
        if (number := getattr(record, field)) is not None:
            yield _ONE[field], number
    match kind:
        case "entry" | "transfer":
            for field in _TERMS:
                for number in getattr(record, field, None) or ():
                    yield "term", number
        case "run":
            for number in getattr(record, "holdings", ()):
                yield "holding", number
    if (origin := getattr(record, "origin", None)) is not None:
        yield "source_sheet", origin.source


def users_of(snapshot: Snapshot, record: Record) -> tuple[str, ...]:
    """Return the short names of the records that point at this one."""
    match record.kind_name:
        case "term":
            return snapshot.uses.get(record.id, ())
        case "activity":
            return tuple(entry.ref for entry in snapshot.entries_by_activity.get(record.id, ()))
        case "retention":
            both: tuple[Entry | Holding, ...] = (*snapshot.entries.values(), *snapshot.holdings.values())
            return tuple(each.ref for each in both if each.retention == record.id)
        case "entry":
            return tuple(holding.ref for holding in snapshot.holdings.values() if holding.entry == record.id)
        case "holding":
            runs = (run.ref for run in snapshot.runs.values() if record.id in run.holdings)
            return (
                *runs,
                *(each.ref for each in snapshot.destructions.values() if each.holding == record.id),
            )
        case "filing":
            return tuple(each.ref for each in snapshot.change_dates.values() if each.filing == record.id)
        case "run":
            return tuple(each.ref for each in snapshot.destructions.values() if each.run == record.id)
        case "source_sheet":
            read: tuple[Entry | Transfer | Holding, ...] = (
                *snapshot.entries.values(),
                *snapshot.transfers.values(),
                *snapshot.holdings.values(),
            )
            return tuple(each.ref for each in read if each.origin and each.origin.source == record.id)
        case _:
            return ()
