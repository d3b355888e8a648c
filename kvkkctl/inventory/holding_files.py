"""Files of holdings into the register: sheets of all kinds row by row, long texts by the thousand rows.

Of a long text only what may be in the register already, or is out of the ordinary, is taken row by row. All others are
new, and are written column by column. Both ways end in the same records.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from kvkkctl.errors import Problem, Severity
from kvkkctl.inventory.holdings import EntryIndex, merge_holdings
from kvkkctl.inventory.intake import Action, Choices, Intake, OnConflict, Planned
from kvkkctl.inventory.notes import short_enough
from kvkkctl.inventory.phrases import note_unread, of_holdings
from kvkkctl.inventory.repeated import Beside, note_repeated
from kvkkctl.inventory.sheets import Book, PlainRows, SheetRow, UnevenError
from kvkkctl.inventory.termbook import Records, TermBook
from kvkkctl.inventory.thousands import Columns, ThousandReader
from kvkkctl.models import Holding, HoldingState, Origin, Record
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold

_AT_ONCE = 20_000
Chunks = Iterable[tuple[int, list[list[str]]]]
Track = Callable[[Chunks, int, Text], Chunks]


class ManyRecords(Records, Protocol):
    """A change of the register that also takes new records by the thousand."""

    def add_rows(
        self,
        model: type[Record],
        columns: Mapping[str, Sequence[Any]],
        source: int | None,
        rows: Sequence[int],
    ) -> range:
        """Add many records, field by field, under new numbers; reads of the change do not see them."""
        ...


@dataclass
class Taken:
    """What taking a file of holdings does.

    `planned` are the holdings that were taken row by row. Of those taken by the thousand, `numbers` are the new ones,
    and `same` counts the ones that the register has.
    """

    book: Book
    planned: Sequence[Planned] = ()
    problems: Sequence[Problem] = ()
    numbers: Sequence[int] = ()
    same: int = 0

    @property
    def rejected(self) -> bool:
        """Whether the file has errors, so that nothing of it may be taken."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def added(self) -> Iterator[range]:
        """Yield the numbers of the new holdings, those that follow each other together."""
        alone = [each.record.id for each in self.planned if each.action is Action.ADD]
        start = last = None
        for number in sorted([*self.numbers, *alone]):
            if last is None or number != last + 1:
                if start is not None and last is not None:
                    yield range(start, last + 1)
                start = number
            last = number
        if start is not None and last is not None:
            yield range(start, last + 1)

    def summary(self) -> dict[str, int]:
        """Count what happens to holdings, and the problems."""
        actions = Counter(each.action for each in self.planned)
        severities = Counter(problem.severity for problem in self.problems)
        return {
            "add": actions[Action.ADD] + len(self.numbers),
            "update": actions[Action.UPDATE],
            "same": actions[Action.SAME] + self.same,
            "errors": severities[Severity.ERROR],
            "warnings": severities[Severity.WARNING],
        }


@dataclass
class _Waiting:
    """New holdings of a file that are still to be written, and where they were read."""

    taken: Taken
    columns: Columns
    source: int | None
    identities: AbstractSet[Hashable]


class _News(NamedTuple):
    """What rows by the thousand bring: the phrases known before, the rows that have others first, new holdings."""

    phrases: AbstractSet[int]
    rows: Sequence[SheetRow] = ()
    beside: Beside | None = None


@dataclass
class HoldingFiles:
    """Files of holdings on their way into a register under change, which with errors must not be committed.

    `track` passes on the rows by the thousand and may show how far it is.
    """

    records: ManyRecords
    choices: Choices
    track: Track
    taken: list[Taken] = field(default_factory=list)
    _waiting: list[_Waiting] = field(default_factory=list)
    _files: dict[int, str] = field(default_factory=dict)
    _several: bool = False

    def take_all(self, files: Sequence[Book | PlainRows]) -> Sequence[Taken]:
        """Take the files and return what that does."""
        self._several = len(files) > 1
        for left, file in enumerate(files, 1 - len(files)):
            taken, stated = self._take(file)
            self.taken.append(taken)
            taken.problems = [*taken.problems, *self._crossed(taken)]
            if left:
                numbers = [each.record.id for each in taken.planned]
                self._files |= dict.fromkeys([*numbers, *stated], taken.book.file)
        self._write()
        return self.taken

    def _take(self, file: Book | PlainRows) -> tuple[Taken, AbstractSet[int]]:
        """Take a file, and return also which holdings its rows by the thousand are."""
        known = _News(set(self.records.snapshot.retentions))
        if isinstance(file, PlainRows):
            try:
                return self._by_thousands(file)
            except UnevenError:
                file = file.whole()
        self._show_waiting()
        intake = Intake(self.records, file, self.choices)
        return self._row_by_row(intake, known), frozenset()

    def _row_by_row(self, intake: Intake, known: _News, same: AbstractSet[int] = frozenset()) -> Taken:
        """Take rows one by one, beside new ones by the thousand and those that are in the register as they are."""
        intake.rows = {kind: short_enough(rows, intake.notes) for kind, rows in intake.rows.items()}
        planned = merge_holdings(intake, same)
        note_repeated(intake, planned, known.beside)
        rows = sorted((*known.rows, *intake.rows.get("holdings", ())), key=lambda row: row.row)
        note_unread(intake, known.phrases, of_holdings(rows))
        return Taken(intake.book, planned, intake.notes.found, same=len(same))

    def _by_thousands(self, file: PlainRows) -> tuple[Taken, AbstractSet[int]]:
        source, columns = file.rows, Columns()
        snapshot = self.records.snapshot
        known = set(snapshot.retentions)
        terms = TermBook(self.records)
        reader = ThousandReader(source, terms, EntryIndex(snapshot), self.choices.today)
        label = Text("Reading {file}", file=file.file)
        for first, chunk in self.track(source.chunks(), len(source), label):
            reader.take(first, chunk, columns)
        odd = [row for number, cells in columns.odd.items() if (row := source.row(number, cells))]
        identities = self._identities(columns)
        if odd or any(identities & each.identities for each in self._waiting):
            self._show_waiting()
        numbers = [*columns.rows[:1], *(row.row - 1 for row in odd[:1])]
        reading, problems = source.done((min(numbers) + 1 if numbers else None, len(columns.rows) + len(odd)))
        book = Book(file.file, (reading,), {"holdings": tuple(odd)}, problems, file.sha256)
        intake = Intake(self.records, book, self.choices)
        new, again, same = self._sorted(columns, reader.fields, intake.rows["holdings"])
        if again:
            both = (*intake.rows["holdings"], *source.again(again))
            intake.rows["holdings"] = tuple(sorted(both, key=lambda row: row.row))
        place = intake.origin(_at(file.sheet)) if new.rows else None
        unread = [n for n in self.records.snapshot.retentions if n not in known and terms.unread(n)]
        where = _first_rows(columns, unread)
        news = _News(known, tuple(source.again(where)) if where else (), Beside(new, file.sheet))
        taken = self._row_by_row(intake, news, same)
        self._waiting.append(_Waiting(taken, new, place.source if place else None, identities))
        return taken, same

    def _identities(self, columns: Columns) -> AbstractSet[Hashable]:
        """Return what the holdings of a file are recognised by, where there are others to be told from."""
        if not columns.rows or not (self._several or self.records.snapshot.holdings):
            return frozenset()
        return set(_names(columns))

    def _sorted(
        self, columns: Columns, fields: Sequence[str], alone: Sequence[SheetRow]
    ) -> tuple[Columns, set[int], set[int]]:
        """Return the new rows, those that may be a holding of the register, and the holdings that are as rows say."""
        keys = {row.text("key") for row in alone}
        held = [each for each in self.records.snapshot.holdings.values() if each.ref not in keys]
        if not held or not columns.rows:
            return columns, set(), set()
        names = list(_names(columns))
        wanted, free = set(names), Counter[Hashable]()
        compared = ("entry", "label", *fields)
        known: dict[tuple[Any, ...], list[int]] = {}
        for holding in reversed(held):
            identity = holding.entry, fold(holding.label)
            if identity in wanted:
                free[identity] += 1
                known.setdefault(tuple(getattr(holding, name) for name in compared), []).append(holding.id)
        same: set[int] = set()
        left: list[int] = []
        for n, values in enumerate(zip(*(columns.values[name] for name in compared), strict=True)):
            if numbers := known.get(values):
                same.add(numbers.pop())
                free[names[n]] -= 1
            else:
                left.append(n)
        new = [False] * len(names)
        for n in left:
            new[n] = not free[names[n]]
        return columns.keep(new), {columns.rows[n] for n in left if not new[n]}, same

    def _crossed(self, taken: Taken) -> Iterator[Problem]:
        """Yield the holdings that a file changes although an earlier one of the same command states them too."""
        update = self.choices.on_conflict is OnConflict.UPDATE
        for each in taken.planned:
            file = self._files.get(each.record.id)
            if file is None or each.action is not Action.UPDATE:
                continue
            place = self.records.snapshot.provenance(getattr(each.record, "origin", None))
            message = Text(
                "{ref}: {fields} would replace what {file} says: correct one of the files, or give "
                "--on-conflict update.",
                ref=each.record.ref,
                fields=each.changed,
                file=file,
            )
            severity = Severity.WARNING if update else Severity.ERROR
            where = (place.source.sheet, str(place.row)) if place else ("", "")
            yield Problem(severity, *where, "", message)

    def _write(self) -> None:
        for each in self._waiting:
            numbers: list[range] = []
            for columns in each.columns.parts(_AT_ONCE):
                rows = [number + 1 for number in columns.rows]
                numbers.append(self.records.add_rows(Holding, _filled(columns), each.source, rows))
            # parts that are added one after the other have numbers that follow each other
            each.taken.numbers = range(numbers[0].start, numbers[-1].stop) if numbers else ()
        self._waiting.clear()

    def _show_waiting(self) -> None:
        """Add what waits one by one, so that rows of a later file may be recognised as it."""
        for each in self._waiting:
            values = _filled(each.columns)
            numbers = []
            for row, *cells in zip(each.columns.rows, *values.values(), strict=True):
                place = None if each.source is None else Origin(source=each.source, row=row + 1)
                made = self.records.make(Holding, dict(zip(values, cells, strict=True)) | {"origin": place})
                numbers.append(made.id)
            each.taken.numbers = numbers
            self._files |= dict.fromkeys(numbers, each.taken.book.file)
        self._waiting.clear()


def _first_rows(columns: Columns, phrases: Iterable[int]) -> set[int]:
    """Return the row that has each of some phrases first."""
    stated = columns.values.get("retention", [])
    return {columns.rows[stated.index(phrase)] for phrase in phrases if phrase in stated}


def _at(sheet: str) -> SheetRow:
    return SheetRow(sheet, 1, {}, frozenset())


def _names(columns: Columns) -> Iterator[Hashable]:
    return zip(columns.values["entry"], map(fold, columns.values["label"]), strict=True)


def _filled(columns: Columns) -> dict[str, list[Any]]:
    """Return the columns with the state of those that state none."""
    values = dict(columns.values)
    if "state" in values:
        values["state"] = [state or HoldingState.KEPT for state in values["state"]]
    return values
