"""Destructions on their way onto the record: of holdings that are named, or of work lists that were filled in."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kvkkctl import output
from kvkkctl.commands.duty import owes_policy
from kvkkctl.commands.editing import find_holding
from kvkkctl.commands.import_ import STDIN
from kvkkctl.errors import BadValue, FileProblem, ImportRejected, Severity
from kvkkctl.inventory.columns import DESTRUCTIONS
from kvkkctl.inventory.destructions import Reported, read_destructions
from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.sheets import Book
from kvkkctl.models import Destruction, Holding
from kvkkctl.register import Change
from kvkkctl.retention.due import Due
from kvkkctl.retention.recording import Done, dues_of, gone, mistake, obstacle, record, same
from kvkkctl.text import Text
from kvkkctl.workbook.reader import read_book, read_text


def record_one(
    change: Change, refs: Sequence[str], facts: Mapping[str, Any], today: date, forced: str | None
) -> None:
    """Put the destruction of holdings on record, all with the same facts. Raises RecordNotFound, BadValue."""
    holdings = list({each.id: each for each in (find_holding(change.snapshot, ref) for ref in refs)}.values())
    obliged = owes_policy(change.snapshot.controller, today)
    dues = dues_of(change.snapshot, (holding.id for holding in holdings), today, obliged)
    for holding in holdings:
        done = Done(holding.id, **facts)
        wrong = _wrong(change, holding, done, dues.get(holding.id), today, forced)
        if wrong:
            raise BadValue(wrong)
        _put(change, holding, done, dues.get(holding.id), forced)


def record_file(change: Change, paths: Sequence[Path], today: date, forced: str | None) -> None:
    """Put on record what work lists say was destroyed.

    Raises FileProblem for a file that is none, ImportRejected with all cells that are wrong.
    """
    notes = Notes()
    reported: list[Reported] = []
    rows = 0
    for path in paths:
        book = _work_list(path)
        notes.found += book.problems
        rows += len(book.rows[DESTRUCTIONS.name])
        reported += read_destructions(change.snapshot, book.rows[DESTRUCTIONS.name], notes)
    obliged = owes_policy(change.snapshot.controller, today)
    dues = dues_of(change.snapshot, (each.holding.id for each in reported), today, obliged)
    new = 0
    for each in reported:
        due = dues.get(each.holding.id)
        wrong = _wrong(change, each.holding, each.done, due, today, forced)
        if wrong:
            notes.error(each.row, "done_on", wrong)
        else:
            new += _put(change, each.holding, each.done, due, forced)
    errors = sum(problem.severity is Severity.ERROR for problem in notes.found)
    if errors:
        message = Text("Errors: {n}; nothing was recorded. Correct the cells named above.", n=errors)
        raise ImportRejected(message, notes.found)
    output.problems(notes.found)
    output.note(_counts(rows, len(reported), new))


def _counts(rows: int, reported: int, new: int) -> Text:
    if new == reported:
        said = Text("Rows: {rows}; destroyed: {done}; left as they are: {rest}.")
    else:
        said = Text("Rows: {rows}; destroyed: {done}; on record already: {known}; left as they are: {rest}.")
    return said.filled(rows=rows, done=new, known=reported - new, rest=rows - reported)


def _work_list(path: Path) -> Book:
    book = (
        read_text(sys.stdin.buffer.read(), about=DESTRUCTIONS)
        if path == STDIN
        else read_book(path, about=DESTRUCTIONS)
    )
    if DESTRUCTIONS.name not in book.rows:
        raise FileProblem(
            Text(
                "{path} is no work list of a periodic destruction: it has no table with the headings "
                '"Saklama No", "İmha Tarihi" and "İmha Yöntemi".',
                path=path,
            )
        )
    return book


def _wrong(
    change: Change, holding: Holding, done: Done, due: Due | None, today: date, forced: str | None
) -> Text | None:
    known = change.snapshot.destruction_of.get(holding.id)
    if known is not None:
        if same(known, done):
            return None
        return Text(
            "{ref} is on record as destroyed on {day} ({record}), with other facts.",
            ref=holding.ref,
            day=known.done_on.isoformat(),
            record=known.ref,
        )
    return mistake(done, holding, due, today) or (obstacle(done, holding, due) if forced is None else None)


def _put(change: Change, holding: Holding, done: Done, due: Due | None, forced: str | None) -> bool:
    """Put a destruction on record, unless it is there already; say whether it was not."""
    if holding.id in change.snapshot.destruction_of:
        return False
    needed = forced if obstacle(done, holding, due) else None
    change.make(Destruction, record(done, due, change.snapshot, needed))
    change.put(gone(holding))
    return True
