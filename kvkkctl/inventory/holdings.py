"""The sheet of holdings: dated bodies of records, found again by entry and name."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from kvkkctl.inventory.choices import STATES, read_choice
from kvkkctl.inventory.drafts import read_retention
from kvkkctl.inventory.intake import Action, Intake, Planned
from kvkkctl.inventory.notes import Notes, one_line, read_day
from kvkkctl.inventory.pairing import SAME, Likeness, Wanted, Way, comparable, paired, without_repeated_keys
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.models import Activity, Entry, Holding, HoldingState, Term
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, ascii_fold, fold, known_term

HOLDING_TEXTS = (
    "medium",
    "location",
    "reference",
    "event",
    "quantity",
    "board_decision",
    "hold_reason",
    "hold_owner",
)
HOLDING_DAYS = ("event_date", "requested", "board_date", "hold_review")
_OLDEST, _FARTHEST = 100, 50
_NEGATIVE = re.compile(r"[-−–]\s*\d")


def merge_holdings(intake: Intake, taken: AbstractSet[int] = frozenset()) -> list[Planned]:
    """Put the holdings of a file into the register; the same name under the same entry is the same holding.

    `taken` are the holdings that rows of the file beside these are known to be.
    """
    records, terms, notes = intake.records, intake.terms, intake.notes
    rows = intake.rows.get("holdings", ())
    if not rows:
        return []
    before = {holding.ref: holding for holding in records.snapshot.holdings.values()}
    index = EntryIndex(records.snapshot, intake)
    wanted = []
    for row in rows:
        key, label = intake.number_of(row, before), one_line(row.text("label"))
        if key is None:
            continue
        stays = records.snapshot.entries[before[key].entry] if key and not row.text("entry") else None
        if stays:
            index.check_words(stays, row, notes)
        entry = stays or index.find(row, notes)
        if not label:
            notes.error(row, "label", Text('The row does not say what is kept (column "Kayıt").'))
        if entry and label:
            values = holding_values(terms, row, notes, intake.choices.today) | {
                "entry": entry.id,
                "label": label,
            }
            wanted.append(Wanted(row, key, (entry.id, fold(label)), values))
    kept = without_repeated_keys(wanted, notes)
    free = [holding for holding in before.values() if holding.id not in taken]
    gone = records.snapshot.destruction_of
    return [
        _leave(intake, each, found) if found and found.id in gone else _put(intake, each, found)
        for each, found in zip(kept, paired(kept, free, _HOLDINGS), strict=True)
    ]


def _put(intake: Intake, each: Wanted, found: Holding | None) -> Planned:
    """Put a holding; that a row says it is destroyed, or kept again, is noted: a destruction is put on record."""
    planned = intake.put(Holding, each, found)
    if found is not None and "state" in planned.changed:
        if found.state is HoldingState.KEPT:
            message = Text(
                "{ref} is kept, and no file makes it destroyed: put its destruction on record with `kvkkctl "
                "destruction record {ref}`, or correct the cell.",
                ref=found.ref,
            )
        else:
            message = Text(
                "{ref} is destroyed, and no file makes it kept again: destroyed is what `kvkkctl destruction record` "
                "puts on record. Correct the cell; what was never destroyed goes with `kvkkctl holding remove {ref}` "
                "and is taken anew.",
                ref=found.ref,
            )
        intake.notes.error(each.row, "state", message)
    if found is not None and not each.key and found.event_date and "event_date" in planned.changed:
        message = Text(
            "{ref} has this name, and {day} as its day, which is changed: name it by its number if that is meant, or "
            "give this row a name of its own.",
            ref=found.ref,
            day=found.event_date,
        )
        intake.notes.warning(each.row, "event_date", message)
    return planned


def _leave(intake: Intake, each: Wanted, found: Holding) -> Planned:
    """Leave a holding whose destruction is on record as it was, and note what a row would have changed."""
    message = Text(
        "{ref} is on record as destroyed and stays as it was: this cell is not taken.", ref=found.ref
    )
    for name in intake.settled(found, each.values, each.row):
        intake.notes.warning(each.row, name, message)
    return Planned(Action.SAME, found)


_SAME_DAY = Way(lambda each: ("event_date",) if "event_date" in each.values else None, comparable)
_ANY = Way(lambda _: (), comparable)
_HOLDINGS = Likeness[Holding](lambda holding: (holding.entry, fold(holding.label)), (SAME, _SAME_DAY, _ANY))


def holding_values(terms: TermBook, row: SheetRow, notes: Notes, today: date = date.min) -> dict[str, Any]:
    """Return what a row says of a holding, by the fields that its sheet has columns for; what is wrong is noted.

    Without `today` days are taken as they are.
    """
    values: dict[str, Any] = {
        name: one_line(row.text(name)) or None for name in HOLDING_TEXTS if name in row.fields
    }
    values |= {name: read_day(row, name, notes) for name in HOLDING_DAYS if name in row.fields}
    if "retention" in row.fields:
        values["retention"] = terms.phrase(read_retention(row.text("retention")))
    if row.text("state"):
        values["state"] = read_choice(row, "state", STATES, notes) or HoldingState.KEPT
    if is_negative(values.get("quantity")):
        notes.warning(row, "quantity", Text("The quantity is negative: is it meant so?"))
    if today > date.min:
        _check_days(values, row, notes, today)
    return values


def is_negative(quantity: str | None) -> bool:
    """Say whether a quantity is less than nothing."""
    return quantity is not None and bool(_NEGATIVE.match(quantity))


def _check_days(values: dict[str, Any], row: SheetRow, notes: Notes, today: date) -> None:
    """Note the days that can hardly be meant."""
    event, requested = values.get("event_date"), values.get("requested")
    if event is not None:
        day, (year, *rest) = (event.year, event.month, event.day), today.timetuple()[:3]
        if day < (year - _OLDEST, *rest):
            notes.warning(
                row, "event_date", Text("{day} is more than a hundred years ago: is it meant so?", day=event)
            )
        elif day > (year + _FARTHEST, *rest):
            notes.warning(
                row, "event_date", Text("{day} is more than fifty years away: is it meant so?", day=event)
            )
    if requested is not None and requested > today:
        message = Text("{day} is still to come: nobody has asked for erasure on it yet.", day=requested)
        notes.error(row, "requested", message)


class EntryIndex:
    """Entries as a row of holdings names them: by number, or by activity and data category.

    `intake` knows what activities and categories were called when its file was written.
    """

    def __init__(self, snapshot: Snapshot, intake: Intake | None = None) -> None:
        self._snapshot = snapshot
        self._intake = intake
        self._by_ref = {entry.ref: entry for entry in self._snapshot.entries.values()}
        self._by_names: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._by_ref.values():
            activity = self._snapshot.activity_of(entry)
            category = _category_key(self._snapshot.category_of(entry).label)
            for name in {ascii_fold(activity.code), ascii_fold(activity.name)}:
                self._by_names.setdefault((name, category), []).append(entry)

    def find(self, row: SheetRow, notes: Notes) -> Entry | None:
        """Return the entry that a row names; None where it names none or several, which is noted."""
        number = one_line(row.text("entry")).partition("@")[0].upper()
        if number:
            if number not in self._by_ref:
                notes.error(row, "entry", Text("The register has no entry {key}.", key=number))
            found_by_number = self._by_ref.get(number)
            if found_by_number is not None:
                self.check_words(found_by_number, row, notes)
            return found_by_number
        names = ascii_fold(row.text("activity")), _category_key(one_line(row.text("category")))
        found = [entry for entry in self._by_names.get(names, ()) if self._is_of_department(entry, row)]
        if len(found) == 1:
            return found[0]
        message = (
            Text(
                'There is no entry of the category "{category}" in the activity "{activity}".',
                category=row.text("category"),
                activity=row.text("activity"),
            )
            if not found
            else Text(
                'Several entries answer ({refs}): write the number of one in "Envanter Kaydı".',
                refs=tuple(entry.ref for entry in found),
            )
        )
        notes.error(row, "activity", message)
        return None

    def check_words(self, entry: Entry, row: SheetRow, notes: Notes) -> None:
        """Note where a row's own words name another entry than its number does, or the one given for all rows."""
        named = list(self._names(entry, row))
        said, label = ascii_fold(row.text("activity")), one_line(row.text("category"))
        of_activity = not said or any(
            said in {ascii_fold(activity.code), ascii_fold(activity.name)} for activity, _ in named
        )
        of_category = not label or any(_is_called(category, label) for _, category in named)
        given = "entry" in row.given
        if of_activity and of_category and (not given or self._is_of_department(entry, row)):
            return
        activity, category = named[0]
        values = {"entry": entry.ref, "activity": activity.name, "category": category.label}
        message = (
            Text(
                "The row does not belong to {entry} ({activity}, {category}), which was given for all rows: leave that "
                "out, or correct the row.",
                **values,
            )
            if given
            else Text(
                "The row is of {entry} by its number, which is {activity}, {category}: correct the number, or this "
                "cell.",
                **values,
            )
        )
        notes.error(row, "category" if of_activity else "activity", message)

    def _names(self, entry: Entry, row: SheetRow) -> Iterator[tuple[Activity, Term]]:
        """Yield activity and category of an entry: now, before the file, and when the file was written."""
        yield self._snapshot.activity_of(entry), self._snapshot.category_of(entry)
        if self._intake is not None:
            yield from self._intake.earlier(entry, row)

    def _is_of_department(self, entry: Entry, row: SheetRow) -> bool:
        department = fold(row.text("department"))
        return department in {"", fold(self._snapshot.activity_of(entry).department or "")}


def _is_called(category: Term, label: str) -> bool:
    """Say whether a label is that of a category, one of its former ones, or one of the official term it stands for."""
    found = known_term(TermKind.CATEGORY, label)
    return (
        _category_key(label) == _category_key(category.label)
        or fold(label) in map(fold, category.former)
        or (found is not None and found.term is not None and found.term == category.official)
    )


def _category_key(label: str) -> str:
    """Return what data categories are compared by: the official term where a label is one."""
    found = known_term(TermKind.CATEGORY, label)
    return found.term if found and found.term else fold(label)
