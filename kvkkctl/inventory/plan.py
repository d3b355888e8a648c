"""A whole book into the register: the one place that knows the order in which its sheets lean on each other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.absence import missing, note_nothing_taken, of_its_activities, retire, unread_sheets
from kvkkctl.inventory.alone import read_activities
from kvkkctl.inventory.choices import TERM_KINDS
from kvkkctl.inventory.columns import DESTRUCTIONS
from kvkkctl.inventory.companions import merge_controller, merge_transfers
from kvkkctl.inventory.definitions import merge_terms
from kvkkctl.inventory.drafts import MEASURE_COLUMNS, EntryDraft, read_entries
from kvkkctl.inventory.holdings import merge_holdings
from kvkkctl.inventory.intake import Action, Choices, Intake, OnConflict, Planned
from kvkkctl.inventory.joining import join_retentions
from kvkkctl.inventory.merge import merge_entries
from kvkkctl.inventory.notes import Notes, short_enough
from kvkkctl.inventory.pairing import differences
from kvkkctl.inventory.phrases import note_unread, of_holdings
from kvkkctl.inventory.repeated import note_repeated
from kvkkctl.inventory.sheets import Book, SheetRow
from kvkkctl.inventory.termbook import Records
from kvkkctl.models import Activity, Entry
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import OTHER, MatchKind, TermKind, fold, known_term, match

Track = Callable[[Iterable[SheetRow], Text], Iterable[SheetRow]]
_COLUMNS = {
    "measures": MEASURE_COLUMNS,
    "recipients": ("recipients", "recipient_names", "recipients_abroad"),
}


def untracked(rows: Iterable[SheetRow], _: Text) -> Iterable[SheetRow]:
    """Return the rows as they are."""
    return rows


@dataclass(frozen=True)
class Plan:
    """What taking a book does: entries in the order of the file, the records beside them, and all problems.

    `related` are the activities and terms that the rows of entries, transfers and holdings add or change; `missing`
    the entries that the file might have and has not, and `retired` what ends for that. `rows` are the rows by sheet
    that were taken for entries.
    """

    book: Book
    entries: tuple[Planned, ...]
    others: tuple[Planned, ...]
    problems: tuple[Problem, ...]
    related: tuple[Planned, ...] = ()
    missing: tuple[Entry, ...] = ()
    retired: tuple[Planned, ...] = ()
    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def rejected(self) -> bool:
        """Whether the file has errors, so that nothing of it may be taken."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def changes(self) -> bool:
        """Whether taking the book changes the register."""
        planned = (*self.entries, *self.others, *self.related, *self.retired)
        return any(each.action is not Action.SAME for each in planned)

    def summary(self) -> dict[str, int]:
        """Count what happens to entries, and the problems."""
        actions = Counter(each.action for each in self.entries)
        severities = Counter(problem.severity for problem in self.problems)
        return {
            **{action.value: actions[action] for action in (Action.ADD, Action.UPDATE, Action.SAME)},
            "missing": len(self.missing),
            "retired": sum(isinstance(each.record, Entry) for each in self.retired),
            "others": sum(each.action is not Action.SAME for each in (*self.others, *self.related)),
            "errors": severities[Severity.ERROR],
            "warnings": severities[Severity.WARNING],
        }


def merge_book(records: Records, book: Book, choices: Choices | None = None) -> Plan:
    """Put one book into a register under change; see `merge_books`."""
    (plan,) = merge_books(records, [book], choices)
    return plan


def merge_books(
    records: Records, books: Sequence[Book], choices: Choices | None = None, track: Track = untracked
) -> tuple[Plan, ...]:
    """Put books into a register under change, one after the other; with errors it must not be committed.

    What all of them together lack is told in the last one's plan. `track` passes on the rows and may show how far
    it is.
    """
    before = records.snapshot
    plans: list[Plan] = []
    drafts: list[EntryDraft] = []
    newer: set[tuple[str, int]] = set()
    is_part = False
    for book in books:
        intake = Intake(records, book, choices)
        plan, found = _merge(intake, track)
        plans.append(replace(plan, problems=(*plan.problems, *_crossed(plan, plans, intake))))
        drafts += found
        newer |= intake.newer
        is_part |= intake.is_part
    planned = [each for plan in plans for each in plan.entries]
    absent = missing(records.snapshot, before, planned) if books[-1].file else ()
    absent = tuple(entry for entry in absent if (entry.kind_name, entry.id) not in newer)
    notes = Notes()
    if is_part:
        absent = of_its_activities(absent, planned, notes, replaced=bool(choices and choices.replace))
    retired = retire(records, choices or Choices(), drafts, absent, notes)
    if choices is not None and choices.replace:
        notes.found += unread_sheets(books)
    problems = (*plans[-1].problems, *notes.found)
    plans[-1] = replace(plans[-1], missing=absent, retired=tuple(retired), problems=problems)
    return tuple(plans)


def _merge(intake: Intake, track: Track) -> tuple[Plan, list[EntryDraft]]:
    """Put one book into the register, its sheets in the order in which they lean on each other."""
    records, notes, before, book = intake.records, intake.notes, _kept(intake.records.snapshot), intake.book
    intake.rows = {kind: short_enough(rows, notes) for kind, rows in intake.rows.items()}
    for row in intake.rows.get(DESTRUCTIONS.name, ())[:1]:
        message = Text(
            "This is a work list of a periodic destruction: `kvkkctl destruction record --from FILE`."
        )
        notes.error(row, "key", message)
    others = merge_controller(intake)
    others += merge_terms(intake)
    rows, label = intake.rows.get("inventory", ()), Text("Reading {file}", file=book.file)
    read = read_entries(rows, book.file, intake.terms.known, notes, lambda each: track(each, label))
    drafts = list(read)
    drafts = join_retentions(drafts, intake.rows.get("retentions", ()), intake.terms.known, notes)
    alone = list(read_activities(intake.rows.get("activities", ()), notes))
    entries = merge_entries(intake, drafts, alone)
    others += merge_transfers(intake)
    held = merge_holdings(intake)
    note_repeated(intake, held)
    others += held
    note_nothing_taken(rows, drafts, notes, others=any((alone, others)))
    _note_new_terms(records.snapshot, before, drafts, notes)
    stated = ((draft.row, draft.values.get("retention")) for draft in drafts)
    note_unread(intake, before.retentions, chain(stated, of_holdings(intake.rows.get("holdings", ()))))
    told = {(planned.record.kind_name, planned.record.id) for planned in others}
    related = tuple(
        planned
        for planned in _changes(before, records.snapshot)
        if (planned.record.kind_name, planned.record.id) not in told
    )
    plan = Plan(
        book=book,
        entries=tuple(entries),
        others=tuple(others),
        problems=tuple(notes.found),
        related=related,
        rows=_rows(drafts),
    )
    return plan, drafts


def _kept(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot that stays as it is where that of a change follows what is put."""
    return replace(
        snapshot,
        activities=dict(snapshot.activities),
        terms=dict(snapshot.terms),
        retentions=dict(snapshot.retentions),
    )


def _rows(drafts: Iterable[EntryDraft]) -> Mapping[str, Sequence[int]]:
    found: dict[str, dict[int, None]] = {}
    for draft in drafts:
        found.setdefault(draft.row.sheet, {})[draft.row.row] = None
    return {sheet: sorted(rows) for sheet, rows in found.items()}


def _crossed(plan: Plan, earlier: Sequence[Plan], intake: Intake) -> Iterator[Problem]:
    """Yield the records that a file changes although an earlier one of the same command states them too.

    Rows that know the state of the register they were written from have been compared with that.
    """
    if intake.is_stamped:
        return
    files: dict[tuple[str, int], str] = {}
    for before in earlier:
        for each in (*before.entries, *before.others):
            files[each.record.kind_name, each.record.id] = before.book.file
            if isinstance(each.record, Entry):
                files[Activity.kind_name, each.record.activity] = before.book.file
    update = intake.choices.on_conflict is OnConflict.UPDATE
    for each in (*plan.entries, *plan.others, *plan.related) if files else ():
        file = files.get((each.record.kind_name, each.record.id))
        if file is None or each.action is not Action.UPDATE:
            continue
        place = intake.records.snapshot.provenance(getattr(each.record, "origin", None))
        message = Text(
            "{ref}: {fields} would replace what {file} says: correct one of the files, or give --on-conflict update.",
            ref=each.record.ref,
            fields=each.changed,
            file=file,
        )
        severity = Severity.WARNING if update else Severity.ERROR
        yield Problem(
            severity, place.source.sheet if place else "", str(place.row) if place else "", "", message
        )


def _changes(before: Snapshot, after: Snapshot) -> Iterator[Planned]:
    """Yield the activities and terms that are new or changed."""
    for old, new in ((before.activities, after.activities), (before.terms, after.terms)):
        for number, record in new.items():
            known = old.get(number)
            if known is None:
                yield Planned(Action.ADD, record)
            elif changed := differences(known, record.model_dump()):
                yield Planned(Action.UPDATE, record, changed, known)


def _note_new_terms(after: Snapshot, before: Snapshot, drafts: Sequence[EntryDraft], notes: Notes) -> None:
    """Say which new words no VERBİS list knows, each once, at the first row that uses it."""
    new = {
        (term.kind, fold(term.label))
        for term in after.terms.values()
        if term.official is None and term.id not in before.terms
    }
    for draft in drafts:
        for column, kind, label in _labels(draft) if new else ():
            if (kind, fold(label)) in new:
                new.remove((kind, fold(label)))
                _note_new_term(draft.row, column, kind, label, notes)


def _note_new_term(row: SheetRow, column: str, kind: TermKind, label: str, notes: Notes) -> None:
    found = match(kind, label)
    elsewhere = next((each for each in TermKind if each is not kind and _is_listed(each, label)), None)
    if elsewhere is not None:
        message = Text(
            '"{label}" is a term of another VERBİS list, {list}: does it stand in the right column?',
            label=label,
            list=TERM_KINDS[elsewhere],
        )
        notes.warning(row, column, message)
    elif found.kind is MatchKind.CLOSE:
        message = Text(
            '"{label}" is close to "{term}" ({score}); to take it for that: `kvkkctl {kind} map "{label}"`.',
            label=label,
            term=found.suggestion,
            score=found.score,
            kind=kind,
        )
        notes.warning(row, column, message)
    else:
        message = Text('"{label}" is not a VERBİS term and keeps its name.', label=label)
        notes.add(Severity.INFO, row, column, message)


def _is_listed(kind: TermKind, label: str) -> bool:
    found = known_term(kind, label)
    return found is not None and found.kind is MatchKind.EXACT and found.term != OTHER[kind]


def _labels(draft: EntryDraft) -> Iterator[tuple[str, TermKind, str]]:
    yield "category", TermKind.CATEGORY, draft.category.label
    for name in ("purposes", "subjects", "recipients", "measures"):
        for piece in draft.values.get(name) or ():
            column = _column_of(draft.row, _COLUMNS.get(name, (name,)), piece.label)
            yield column, TermKind(name.removesuffix("s")), piece.label


def _column_of(row: SheetRow, columns: Sequence[str], label: str) -> str:
    written = (name for name in columns if fold(label) in fold(row.text(name)))
    return next(written, columns[0])
