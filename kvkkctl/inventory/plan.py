"""A whole book into the register: the one place that knows the order in which its sheets lean on each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.companions import merge_controller, merge_holdings, merge_transfers
from kvkkctl.inventory.definitions import merge_terms
from kvkkctl.inventory.drafts import EntryDraft, Notes, read_entries
from kvkkctl.inventory.merge import Action, Planned, merge_entries
from kvkkctl.inventory.sheets import Book
from kvkkctl.inventory.termbook import Records, TermBook
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import MatchKind, TermKind, fold, match


@dataclass(frozen=True)
class Plan:
    """What taking a book does: entries in the order of the file, the records beside them, and all problems."""

    book: Book
    entries: tuple[Planned, ...]
    others: tuple[Planned, ...]
    problems: tuple[Problem, ...]

    @property
    def rejected(self) -> bool:
        """Whether the file has errors, so that nothing of it may be taken."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def changes(self) -> bool:
        """Whether taking the book changes the register."""
        return any(each.action is not Action.SAME for each in (*self.entries, *self.others))

    def summary(self) -> dict[str, int]:
        """Count what happens to entries, and the problems."""
        actions = Counter(each.action for each in self.entries)
        severities = Counter(problem.severity for problem in self.problems)
        return {
            **{action.value: actions[action] for action in Action},
            "errors": severities[Severity.ERROR],
            "warnings": severities[Severity.WARNING],
        }


def merge_book(records: Records, book: Book) -> Plan:
    """Put a book into a register under change; with errors in the plan the change must not be committed."""
    notes = Notes(list(book.problems))
    terms = TermBook(records)
    before = records.snapshot
    known_before = {(term.kind, fold(term.label)) for term in before.terms.values()}
    others = merge_controller(records, book.rows.get("controller", ()), notes)
    others += merge_terms(terms, book.rows.get("terms", ()), notes)
    drafts = list(read_entries(book.rows.get("inventory", ()), book.file, terms.known, notes))
    entries = merge_entries(records, terms, drafts, notes)
    others += merge_transfers(records, terms, book.rows.get("transfers", ()), book.file, notes)
    others += merge_holdings(records, terms, book.rows.get("holdings", ()), book.file, notes)
    _note_new_terms(records.snapshot, known_before, drafts, notes)
    return Plan(book, tuple(entries), tuple(others), tuple(notes.found))


def _note_new_terms(
    snapshot: Snapshot, before: set[tuple[TermKind, str]], drafts: Sequence[EntryDraft], notes: Notes
) -> None:
    """Say which new words no VERBİS list knows, each once, at the first row that uses it."""
    new = {
        (term.kind, fold(term.label)): term
        for term in snapshot.terms.values()
        if term.official is None and (term.kind, fold(term.label)) not in before
    }
    for draft in drafts:
        for column, kind, label in _labels(draft):
            term = new.pop((kind, fold(label)), None)
            if term is None:
                continue
            found = match(kind, label)
            if found.kind is MatchKind.CLOSE:
                message = Text(
                    '"{label}" is close to "{term}" ({score}); to take it for that: `kvkkctl {kind} map "{label}"`.',
                    label=label,
                    term=found.suggestion,
                    score=found.score,
                    kind=kind,
                )
                notes.warning(draft.row, column, message)
            else:
                notes.add(
                    Severity.INFO,
                    draft.row,
                    column,
                    Text('"{label}" is not a VERBİS term and keeps its name.', label=label),
                )


def _labels(draft: EntryDraft) -> list[tuple[str, TermKind, str]]:
    found = [("category", TermKind.CATEGORY, draft.category.label)]
    for name in ("purposes", "subjects", "recipients", "measures"):
        column = name if name in draft.row.cells else "technical_measures"
        kind = TermKind(name.removesuffix("s"))
        found += [(column, kind, piece.label) for piece in draft.values.get(name) or ()]
    return found
