"""What the register has and a file has not: shown always, retired where a person says that the file replaces it."""

from collections.abc import Iterable, Sequence

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.drafts import EntryDraft
from kvkkctl.inventory.intake import Action, Choices, Planned
from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.termbook import Records
from kvkkctl.models import Entry
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold


def missing(snapshot: Snapshot, before: Snapshot, planned: Sequence[Planned]) -> tuple[Entry, ...]:
    """Return the entries that were in the register, go on, and have no row in the file.

    A file speaks of the departments that its rows name, and of the activities that belong to none.
    """
    present = {each.record.id for each in planned}
    activities = {entry.activity for entry in snapshot.entries.values() if entry.id in present}
    departments = {fold(snapshot.activities[number].department or "") for number in activities} - {""}
    return tuple(
        entry
        for entry in before.entries.values()
        if entry.id not in present
        and entry.ended is None
        and (
            entry.activity in activities
            or fold(snapshot.activities[entry.activity].department or "") in departments
        )
    )


def retire(
    records: Records, choices: Choices, drafts: Iterable[EntryDraft], absent: Sequence[Entry], notes: Notes
) -> list[Planned]:
    """End what the file no longer has of the departments that it replaces: entries, and activities left with none.

    A department that the file has no row of is an error: it would be retired as a whole.
    """
    named = {fold(draft.activity.get("department") or "") for draft in drafts}
    replaced = {fold(name) for name in choices.replace}
    for name in choices.replace:
        if fold(name) not in named:
            message = Text('The file has no row of the department "{name}" to replace it with.', name=name)
            notes.found.append(Problem(Severity.ERROR, "", "", name, message))
    done = []
    for entry in absent:
        if fold(records.snapshot.activity_of(entry).department or "") in replaced & named:
            current = records.snapshot.entries[entry.id]
            after = records.put(current.model_copy(update={"ended": choices.today}))
            done.append(Planned(Action.RETIRE, after, ("ended",), current))
    for number in dict.fromkeys(each.before.activity for each in done if isinstance(each.before, Entry)):
        activity = records.snapshot.activities[number]
        entries = records.snapshot.entries_by_activity.get(number, ())
        if activity.ended is None and all(entry.ended for entry in entries):
            over = records.put(activity.model_copy(update={"ended": choices.today}))
            done.append(Planned(Action.RETIRE, over, ("ended",), activity))
    return done
