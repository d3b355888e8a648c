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


def put_row(change: Change, cells: Mapping[str, str], *, new: bool) -> Plan:
    """Put one entry into a change. Raises ImportRejected for what an import refuses, BadValue for one that is there."""
    row = SheetRow(
        "kvkkctl",
        1,
        {name: Cell(_OPTIONS.get(name, f"--{name}"), text) for name, text in cells.items() if text.strip()},
        frozenset(cells),
    )
    plan = merge_book(change, Book("", (), {"inventory": (row,)}))
    if plan.rejected:
        raise ImportRejected(Text("Nothing was changed."), plan.problems)
    output.problems(plan.problems)
    if new and any(planned.action is not Action.ADD for planned in plan.entries):
        refs = [planned.record.ref for planned in plan.entries if planned.action is not Action.ADD]
        raise BadValue(
            Text(
                "{ref} is that entry already: change it with `kvkkctl entry edit {ref}`.", ref=", ".join(refs)
            )
        )
    return plan
