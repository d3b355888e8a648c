"""What the register has and a file has not: shown always, retired where a person says that the file replaces it."""

from collections.abc import Iterable, Iterator, Sequence

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.columns import OWN_SHEETS
from kvkkctl.inventory.drafts import EntryDraft
from kvkkctl.inventory.intake import Action, Choices, Planned
from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.sheets import Book, SheetRow
from kvkkctl.inventory.termbook import Records
from kvkkctl.models import Entry
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text, ranges
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


def of_its_activities(
    absent: Sequence[Entry], planned: Sequence[Planned], notes: Notes, *, replaced: bool
) -> tuple[Entry, ...]:
    """Return the absent entries of the activities that a file has rows of, where it was written of some only."""
    own = {each.record.activity for each in planned if isinstance(each.record, Entry)}
    kept = tuple(entry for entry in absent if entry.activity in own)
    if replaced and len(kept) < len(absent):
        message = Text(
            "The workbook was exported with --activity: entries of activities that it has no row of stay as they are "
            "({refs}).",
            refs=ranges(entry.ref for entry in absent if entry.activity not in own),
        )
        notes.found.append(Problem(Severity.WARNING, "", "", "", message))
    return kept


def unread_sheets(books: Iterable[Book]) -> Iterator[Problem]:
    """Yield the sheets that were not understood: what they hold would be taken to be gone."""
    message = Text(
        "The sheet is not understood, and --replace would end what it may hold: name its columns with --map, or leave "
        "it out with --sheet."
    )
    for sheet in (sheet for book in books for sheet in book.sheets):
        if sheet.unread and sheet.sheet not in OWN_SHEETS:
            yield Problem(Severity.ERROR, sheet.sheet, "", "", message)


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


def note_nothing_taken(
    rows: Sequence[SheetRow], drafts: Iterable[EntryDraft], notes: Notes, *, others: bool
) -> None:
    """Say which sheets gave no entry although they have rows; a file that gave nothing at all is an error."""
    taken = {draft.row.sheet for draft in drafts}
    left = {row.sheet: row for row in reversed(rows) if row.sheet not in taken}
    if any(problem.severity is Severity.ERROR for problem in notes.found):
        return
    for row in reversed(left.values()):
        message = Text(
            "No row of the sheet was taken for an entry: if it has any, say where its headings stand with --map."
        )
        severity = Severity.WARNING if taken or others else Severity.ERROR
        notes.found.append(Problem(severity, row.sheet, str(row.row), "", message))
