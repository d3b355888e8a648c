"""The table of retention and destruction periods that a policy must hold (destruction regulation art. 6/1-g and -ğ)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kvkkctl.law.statutory import statutory_periods
from kvkkctl.models import Entry, Reading, RetentionTerm
from kvkkctl.retention.comparison import compare, inapplicable
from kvkkctl.retention.dates import Calendar, Regime
from kvkkctl.retention.events import events
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import turkish_order


class AnnexRow(NamedTuple):
    """What is kept alike: a data category with one retention, one method and the same statutory periods.

    `reading` is None where no retention is stated; `laws` are the laws that the phrase names and the citations of the
    statutory periods that are applied; `at_odds` says that the retention breaks one of them.
    """

    category: str
    activities: tuple[str, ...]
    subjects: tuple[str, ...]
    reading: Reading | None
    events: tuple[str, ...]
    laws: tuple[str, ...]
    method: str | None
    entries: tuple[str, ...]
    at_odds: bool


def annex(snapshot: Snapshot, today: date) -> tuple[AnnexRow, ...]:
    """Return the rows of the table for what is processed today, in Turkish order of the categories."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in snapshot.entries.values():
        if entry.ended is None or entry.ended > today:
            key = (entry.category, entry.retention, entry.method, entry.statutes)
            groups.setdefault(key, []).append(entry)
    rows = (_row(snapshot, members, today) for members in groups.values())
    return tuple(sorted(rows, key=lambda row: (turkish_order(row.category), row.entries)))


def _row(snapshot: Snapshot, entries: Sequence[Entry], today: date) -> AnnexRow:
    first = entries[0]
    retention = snapshot.retention_of(first)
    reading = retention.reading if retention else None
    terms = reading.terms if reading else ()
    subjects = (term.label for entry in entries for term in snapshot.named(entry.subjects))
    return AnnexRow(
        category=snapshot.category_of(first).label,
        activities=_once(snapshot.activity_of(entry).name for entry in entries),
        subjects=_once(subjects),
        reading=reading,
        events=_once(filter(None, map(_event, terms))),
        laws=_once((*(term.law for term in terms if term.law), *_citations(first, snapshot, today))),
        method=first.method,
        entries=tuple(entry.ref for entry in entries),
        at_odds=any(said.conflict for said in compare(snapshot, first, today)),
    )


def _event(term: RetentionTerm) -> str | None:
    known = (each.turkish for each in events() if each.code == term.event)
    return next(known, term.event_text)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _citations(entry: Entry, snapshot: Snapshot, today: date) -> Iterator[str]:
    for number in entry.statutes:
        if inapplicable(number, snapshot.confirmed, today) is None:
            statute = statutory_periods()[number]
            yield f"{statute.law} {statute.article}".strip()


def periodic(calendar: Calendar) -> tuple[tuple[int, int], ...] | None:
    """Return the (month, day) pairs of periodic destruction; None where three months are given instead of them."""
    return None if calendar.regime is Regime.THREE_MONTHS else calendar.runs.runs
