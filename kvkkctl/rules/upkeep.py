"""A: an inventory that is looked after: rows that agree, and activities that somebody looked at again."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

from kvkkctl.errors import Severity
from kvkkctl.law.dates import months_later
from kvkkctl.models import Entry, RetentionKind
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text, ranges
from kvkkctl.vocabulary import fold

_REVIEW_MONTHS = 12
"""A judgement: Law 6698 art. 12/3 asks for audits and names no interval; a year is what audits go by."""

_READ = frozenset({RetentionKind.BOUNDED, RetentionKind.EVENT_ONLY, RetentionKind.STATUTORY})


@rule(
    "A17",
    Severity.INFO,
    "KVKK m.4/2-ç",
    title=Text("Rows on the same processing do not contradict each other."),
    why=Text("Of two bases or two periods for the same data, people and purpose, only one can be meant."),
    fix=Text("Correct one, or remove it: kvkkctl entry edit {ref}, or kvkkctl entry remove {ref}"),
)
def contradictions(context: Context) -> Iterator[Hit]:
    for entries in context.current.entries_by_activity.values():
        for first, others in _alike(entries):
            if different := [other for other in others if _differ(context, first, other)]:
                refs = ranges(other.ref for other in different)
                yield Hit(first, Text("{record} states otherwise what {others} states too.", others=refs))


def _alike(entries: Iterable[Entry]) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Yield each entry with the later ones of its category that share a purpose and a subject group with it.

    Only inside one activity: the purposes of VERBİS are so wide that two activities seldom mean the same by them.
    """
    seen: dict[tuple[int, int, int], int] = {}
    alike: dict[int, dict[int, Entry]] = {}
    firsts: dict[int, Entry] = {}
    for entry in entries:
        for purpose, subject in product(entry.purposes or (), entry.subjects or ()):
            first = seen.setdefault((entry.category, purpose, subject), entry.id)
            if first == entry.id:
                firsts[first] = entry
            else:
                alike.setdefault(first, {})[entry.id] = entry
    return ((firsts[first], tuple(others.values())) for first, others in alike.items())


def _differ(context: Context, one: Entry, other: Entry) -> bool:
    if one.bases and other.bases and _bases(one) != _bases(other):
        return True
    stated = [context.snapshot.retention_of(entry) for entry in (one, other)]
    read = [each for each in stated if each is not None and each.kind in _READ]
    # the same words in other capitals, and other words with the same reading, say the same
    return len({fold(each.text) for each in read}) > 1 and len({each.terms for each in read}) > 1


def _bases(entry: Entry) -> set[str]:
    return {basis.code or fold(basis.label) for basis in entry.bases or ()}


@rule(
    "A18",
    Severity.INFO,
    "KVKK m.12/3",
    title=Text("Every activity is looked at again within twelve months."),
    why=Text("Processing changes faster than its inventory; a look once a year finds what has moved."),
    fix=Text("Look it through and say so: kvkkctl activity edit {ref} --reviewed DATE"),
)
def reviews(context: Context) -> Iterator[Hit]:
    for activity in context.current.activities.values():
        reviewed, begun = (_past(day, context) for day in (activity.reviewed, activity.started))
        if (latest := reviewed or begun) and months_later(latest, _REVIEW_MONTHS) >= context.as_of:
            continue
        if reviewed:
            yield Hit(activity, Text("The activity {record} was last reviewed on {day}.", day=reviewed))
        else:
            yield Hit(activity, Text("When the activity {record} was last reviewed is not stated."))


def _past(day: date | None, context: Context) -> date | None:
    return day if day and day <= context.as_of else None
