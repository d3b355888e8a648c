"""Which records point at which."""

from collections.abc import Iterator, Mapping

from kvkkctl.models import Entry, Holding, Record, Transfer
from kvkkctl.snapshot import Snapshot

Place = tuple[str, int]
"""Kind and number of a record."""

TERM_LISTS = frozenset({"purposes", "subjects", "recipients", "measures", "annex"})
POINTING: Mapping[str, Mapping[str, str]] = {
    "entry": {
        "activity": "activity",
        "category": "term",
        "retention": "retention",
        "purposes": "term",
        "subjects": "term",
        "recipients": "term",
        "measures": "term",
    },
    "transfer": {"recipient": "term", "purposes": "term", "annex": "term"},
    "holding": {"entry": "entry", "retention": "retention"},
    "destruction": {"holding": "holding", "run": "run"},
    "change_date": {"filing": "filing"},
}
"""The fields of a kind of record that point at others, and at which kind."""


def links(record: Record) -> Iterator[Place]:
    """Yield the records that a record points at."""
    kind = record.kind_name
    for field, target in POINTING.get(kind, {}).items():
        stated = getattr(record, field)
        for number in stated or () if field in TERM_LISTS else (stated,):
            if number is not None:
                yield target, number
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
