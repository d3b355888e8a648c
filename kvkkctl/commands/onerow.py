"""An entry given by options, taken as a row of an inventory is: one way of reading, one set of checks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kvkkctl import output
from kvkkctl.errors import BadValue, ImportRejected, Problem, Severity
from kvkkctl.inventory.intake import Action, Choices, Planned
from kvkkctl.inventory.plan import Plan, merge_book
from kvkkctl.inventory.sheets import Book, Cell, SheetRow
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.register import Change
from kvkkctl.text import Text

_OPTIONS = {
    "items": "--item",
    "purposes": "--purpose",
    "subjects": "--subject",
    "bases": "--basis",
    "recipients": "--recipient",
    "measures": "--measure",
    "statutes": "--statute",
    "retention_reasons": "--reason",
    "entry_ended": "--ended",
}


# what a cell of a workbook can hold
_LONGEST = 32_000
_KINDS = {"inventory": {"entry"}, "transfers": {"transfer"}, "holdings": {"holding"}}


def put_row(
    change: Change, sheet: str, cells: Mapping[str, str], *, new: bool, today: date = date.min
) -> Plan:
    """Put one record into a change, as a row of that kind of sheet; days are weighed against `today`.

    Raises ImportRejected for what an import refuses, BadValue for a new one that is there already.
    """
    for name, text in cells.items():
        _check(name, text)
    row = SheetRow(
        "",
        1,
        {name: Cell(_option(name), text) for name, text in cells.items() if text.strip()},
        frozenset(cells),
    )
    plan = merge_book(change, Book("", (), {sheet: (row,)}), Choices(today=today))
    errors = [problem for problem in plan.problems if problem.severity is Severity.ERROR]
    if len(errors) == 1:
        raise BadValue(Text("{option}: {message}", option=errors[0].cell, message=errors[0].message))
    if errors:
        raise ImportRejected(Text("Nothing was changed."), errors)
    there = [each for each in (*plan.entries, *plan.others) if each.record.kind_name in _KINDS[sheet]]
    if not there:
        raise BadValue(Text("What was given names no record: see --help."))
    output.problems(dict.fromkeys((*plan.problems, *_unread(change, row, there))))
    known = [each.record for each in there if each.action is not Action.ADD]
    if new and known:
        raise BadValue(
            Text(
                "{ref} says that already: change it with `kvkkctl {kind} edit {ref}`.",
                ref=known[0].ref,
                kind=known[0].kind_name,
            )
        )
    return plan


def _unread(change: Change, row: SheetRow, there: Sequence[Planned]) -> Iterator[Problem]:
    """Yield that a retention is not understood, be it one that the register has already."""
    book = TermBook(change)
    for planned in there if row.text("retention") else ():
        if message := book.unread(getattr(planned.record, "retention", None)):
            yield Problem(Severity.WARNING, row.sheet, row.ref("retention"), row.text("retention"), message)


def _option(name: str) -> str:
    return _OPTIONS.get(name, f"--{name.replace('_', '-')}")


def _check(name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadValue(Text("{option} holds bytes that are no text.", option=_option(name))) from error
    if len(text) > _LONGEST:
        raise BadValue(Text("{option} is longer than 32,000 characters.", option=_option(name)))
