"""An entry given by options, taken as a row of an inventory is: one way of reading, one set of checks."""

from collections.abc import Mapping

from kvkkctl import output
from kvkkctl.errors import BadValue, ImportRejected
from kvkkctl.inventory.merge import Action
from kvkkctl.inventory.plan import Plan, merge_book
from kvkkctl.inventory.sheets import Book, Cell, SheetRow
from kvkkctl.register import Change
from kvkkctl.text import Text

_OPTIONS = {
    "items": "--item",
    "purposes": "--purpose",
    "subjects": "--subject",
    "bases": "--basis",
    "recipients": "--recipient",
    "measures": "--measure",
}


def put_row(change: Change, sheet: str, cells: Mapping[str, str], *, new: bool) -> Plan:
    """Put one record into a change, as a row of that kind of sheet.

    Raises ImportRejected for what an import refuses, BadValue for a new one that is there already.
    """
    row = SheetRow(
        "kvkkctl",
        1,
        {name: Cell(_OPTIONS.get(name, f"--{name}"), text) for name, text in cells.items() if text.strip()},
        frozenset(cells),
    )
    plan = merge_book(change, Book("", (), {sheet: (row,)}))
    if plan.rejected:
        raise ImportRejected(Text("Nothing was changed."), plan.problems)
    output.problems(plan.problems)
    there = [each.record for each in (*plan.entries, *plan.others) if each.action is not Action.ADD]
    if new and there:
        raise BadValue(
            Text(
                "{ref} says that already: change it with `kvkkctl {kind} edit {ref}`.",
                ref=there[0].ref,
                kind=there[0].kind_name,
            )
        )
    return plan
