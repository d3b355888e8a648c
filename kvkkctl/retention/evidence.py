"""Records of destruction that need not be kept any longer: three years after it (destruction regulation art. 7/3)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.retention.due import Due, Numbered, Status
from kvkkctl.retention.sweeping import kept_until
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Sentences, Text


def old_records(snapshot: Snapshot, today: date) -> Iterator[Numbered]:
    """Yield the records of destruction that are past the three years, the oldest first; no law says by when they go."""
    past = [each for each in snapshot.destructions.values() if kept_until(each) < today]
    for record in sorted(past, key=lambda each: (each.done_on, each.id)):
        entry = snapshot.entries[snapshot.holdings[record.holding].entry]
        last = kept_until(record)
        why = Text(
            "The record of a destruction is kept for three years at least, which ended on {day} (destruction "
            "regulation art. 7/3); other duties may ask for longer.",
            day=last.isoformat(),
        )
        yield (
            record.id,
            Due(
                entry.ref,
                snapshot.activity_of(entry).code,
                snapshot.category_of(entry).label,
                None,
                record.done_on,
                last,
                None,
                Status.DUE,
                Sentences.of(why),
            ),
        )
