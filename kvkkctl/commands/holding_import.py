"""The work of `holding import`: files of holdings into the register, all of them or nothing."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kvkkctl import output
from kvkkctl.commands import preview
from kvkkctl.commands.import_ import STDIN
from kvkkctl.errors import ImportRejected
from kvkkctl.inventory.columns import HOLDINGS
from kvkkctl.inventory.holding_files import HoldingFiles, Taken
from kvkkctl.inventory.intake import Action, Choices
from kvkkctl.inventory.mapping import ImportMap
from kvkkctl.inventory.sheets import Book, PlainRows
from kvkkctl.models import Holding
from kvkkctl.output import Format, Target, column
from kvkkctl.progress import Progress
from kvkkctl.register import Change, Register, Summary
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.workbook.plain import read_plain, read_plain_text
from kvkkctl.workbook.reader import read_book, read_text

_COLUMNS = (
    column(Text("Action"), "action"),
    column(Text("Holdings"), "holdings"),
    column(Text("What"), "what"),
    column(Text("Changes"), "changes"),
)


def read_file(path: Path, mapping: ImportMap, progress: Progress) -> Book | PlainRows:
    """Read a file of holdings: long texts as far as their headings. Raises FileProblem."""
    progress.says(Text("Reading {file}", file=path))
    if path == STDIN:
        content = sys.stdin.buffer.read()
        return read_plain_text(content, mapping, HOLDINGS) or read_text(content, mapping, HOLDINGS)
    return read_plain(path, mapping, HOLDINGS) or read_book(path, mapping, HOLDINGS)


@dataclass
class HoldingTaking:
    """Files of holdings on their way into a register, and the plan of it, shown whether it is done or not."""

    files: Sequence[Book | PlainRows]
    choices: Choices
    target: Target
    progress: Progress
    made: list[tuple[Sequence[Taken], Snapshot]] = field(default_factory=list)

    def rehearse(self, register: Register) -> None:
        """Show what would be done. Raises ImportRejected where the files have errors."""
        try:
            register.rehearse(self._merge)
        finally:
            self._show_on_screen()

    def take(self, register: Register, command_line: str) -> Summary:
        """Do it, after a backup, and return what changed. Raises ImportRejected where the files have errors."""
        try:
            return register.change(command_line, self._merge, backup="import")
        finally:
            self._show_on_screen()

    def _merge(self, change: Change) -> None:
        taken = HoldingFiles(change, self.choices, self.progress.streamed).take_all(self.files)
        self.made.append((taken, change.snapshot))
        if self.target.path is not None:
            # a file that cannot be written stops the change
            self._show()
        if any(each.rejected for each in taken):
            errors = sum(each.summary()["errors"] for each in taken)
            names = tuple(each.book.file for each in taken)
            what = Text("Errors: {n}; nothing was taken.", n=errors)
            how = Text("Correct the cells named above and import again.")
            raise ImportRejected(Text("{files}: {what} {how}", files=names, what=what, how=how), ())
        self.progress.says(Text("Writing"))

    def _show_on_screen(self) -> None:
        if self.target.path is None:
            self._show()

    def _show(self) -> None:
        self.progress.pause()
        for taken, snapshot in self.made:
            _show(taken, snapshot, self.target)


def _show(taken: Sequence[Taken], snapshot: Snapshot, target: Target) -> None:
    if target.format is Format.JSON:
        output.emit_one(_shape(taken, snapshot), (), target)
        return
    if target.format is not Format.TABLE:
        output.emit([row for each in taken for row in _rows(each, snapshot)], (), target)
    for each in taken:
        preview.show_sheets(each.book, several=len(taken) > 1)
        output.problems(each.problems)
    rows = [line for each in taken for line in _lines(each, snapshot)]
    if rows and target.format is Format.TABLE:
        output.emit(rows, _COLUMNS, target)
    counts = _summary(taken)
    files = tuple(each.book.file for each in taken)
    if not any((counts["add"], counts["update"], counts["errors"])):
        output.note(Text("{files}: nothing changed.", files=files))
    output.note(
        Text(
            "{files}: holdings: {add} new, {update} changed, {same} the same; errors: {errors}, warnings: {warnings}.",
            files=files,
            **counts,
        )
    )


def _summary(taken: Sequence[Taken]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in taken:
        for name, count in each.summary().items():
            total[name] += count
    return dict(total)


def _shape(taken: Sequence[Taken], snapshot: Snapshot) -> dict[str, Any]:
    """What is done, as scripts read it."""
    return {
        "sheets": [preview.sheet_shape(sheet, each.book) for each in taken for sheet in each.book.sheets],
        "holdings": [row for each in taken for row in _rows(each, snapshot)],
        "problems": [
            preview.problem_shape(problem, each.book) for each in taken for problem in each.problems
        ],
        "summary": _summary(taken),
    }


def _rows(taken: Taken, snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Yield what is done as scripts read it: new holdings from the first to the last number, changes one by one."""
    for numbers in taken.added():
        first, last = (f"{Holding.mark}{number}" for number in (numbers[0], numbers[-1]))
        yield {
            "action": Action.ADD.value,
            "first": first,
            "last": last,
            "count": len(numbers),
            "changes": [],
            "file": taken.book.file,
        }
    for planned in taken.planned:
        if planned.action is Action.UPDATE:
            yield {
                "action": planned.action.value,
                "first": planned.record.ref,
                "last": planned.record.ref,
                "count": 1,
                "changes": preview.changed_shape(planned, snapshot)["changes"],
                "file": taken.book.file,
            }


def _lines(taken: Taken, snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    for numbers in taken.added():
        first, last = (f"{Holding.mark}{number}" for number in (numbers[0], numbers[-1]))
        yield {
            "action": preview.ACTIONS[Action.ADD],
            "holdings": first if first == last else f"{first}–{last}",
            "what": Text("holdings: {n}", n=len(numbers)),
            "changes": [],
        }
    for planned in taken.planned:
        if planned.action is Action.UPDATE and isinstance(planned.record, Holding):
            yield {
                "action": preview.ACTIONS[Action.UPDATE],
                "holdings": planned.record.ref,
                "what": planned.record.label,
                "changes": preview.changes_in_words(planned, snapshot),
            }
