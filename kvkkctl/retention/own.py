"""Bodies of records whose own retention breaks a statutory period that their entry is linked to."""

from collections.abc import Collection, Iterator
from datetime import date

from kvkkctl.models import Entry, Holding, HoldingState
from kvkkctl.retention.comparison import Comparison, compare
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Sentences, Text


def own_conflicts(
    snapshot: Snapshot, entries: Collection[int], today: date
) -> Iterator[tuple[Holding, Comparison]]:
    """Yield the holdings of some entries, by their numbers, that are to be kept less or more than the law binds to.

    Those destroyed, and those that share the retention of their entry, are not asked.
    """
    known: dict[tuple[int, int], tuple[Comparison, ...]] = {}
    for holding in snapshot.holdings.values():
        if (
            holding.retention is None
            or holding.state is not HoldingState.KEPT
            or holding.entry not in entries
        ):
            continue
        key = (holding.entry, holding.retention)
        if key not in known:
            known[key] = tuple(_conflicts(snapshot, snapshot.entries[holding.entry], holding, today))
        for said in known[key]:
            yield holding, said._replace(why=_why(holding, said))


def _conflicts(snapshot: Snapshot, entry: Entry, holding: Holding, today: date) -> Iterator[Comparison]:
    if entry.statutes:
        as_kept = entry.model_copy(update={"retention": holding.retention})
        yield from (said for said in compare(snapshot, as_kept, today) if said.conflict)


def _why(holding: Holding, said: Comparison) -> Sentences:
    asked = said.why[0]
    return Sentences.of(
        asked,
        Text("{holding} has a period of its own, which is shorter than this minimum.", holding=holding.ref)
        if said.shorter
        else Text(
            "{holding} has a period of its own, which is longer than this maximum.", holding=holding.ref
        ),
    )
