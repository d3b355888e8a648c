"""Out and back: a register held in memory, a workbook read into it, and what a register says whatever its numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from openpyxl import Workbook

from kvkkctl.inventory.columns import LAYOUTS
from kvkkctl.inventory.layout import Layout
from kvkkctl.inventory.plan import Plan, merge_book
from kvkkctl.models import Controller, Entry, Record, Retention
from kvkkctl.register.tables import COLLECTIONS
from kvkkctl.snapshot import Snapshot
from kvkkctl.workbook.inventory_book import write_inventory
from kvkkctl.workbook.reader import read_book

R = TypeVar("R", bound=Record)
Rows = Sequence[dict[str, Any]]


class Memory:
    """A register under change that is never written."""

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self.snapshot = snapshot or Snapshot()

    def make(self, model: type[R], values: Mapping[str, Any]) -> R:
        last = max(getattr(self.snapshot, COLLECTIONS[model.kind_name]), default=0)
        return self.put(model.model_validate({**values, "id": last + 1}))

    def put(self, record: R) -> R:
        if isinstance(record, Controller):
            self.snapshot = replace(self.snapshot, controller=record)
        else:
            name = COLLECTIONS[record.kind_name]
            self.snapshot = replace(
                self.snapshot, **{name: {**getattr(self.snapshot, name), record.id: record}}
            )
        return record

    def since(self, *_: str) -> Mapping[tuple[str, int], Record | None]:
        """Return nothing: whatever state is asked for, nothing has changed since."""
        return {}


def take(path: Path, snapshot: Snapshot | None = None) -> tuple[Plan, Snapshot]:
    """Merge a workbook into a register, a new one if none is given."""
    memory = Memory(snapshot)
    plan = merge_book(memory, read_book(path))
    return plan, memory.snapshot


def fill_in(path: Path, sheets: dict[str, Rows]) -> Path:
    """Write a workbook as a person fills it in: sheets by the name of their layout, cells by field."""
    book = Workbook()
    book.remove(book.active)
    layouts = {layout.name: layout for layout in LAYOUTS}
    for name, rows in sheets.items():
        _fill_in(book.create_sheet(layouts[name].title), layouts[name], rows)
    book.save(path)
    return path


def _fill_in(sheet: Any, layout: Layout, rows: Rows) -> None:
    sheet.append([column.heading for column in layout.columns])
    for number, row in enumerate(rows, start=2):
        for index, column in enumerate(layout.columns, start=1):
            cell = sheet.cell(number, index)
            cell.value = row.get(column.field)
            if isinstance(cell.value, str):
                cell.data_type = "s"


def changes(plan: Plan) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what a plan would change."""
    planned = (*plan.entries, *plan.others)
    return [(each.action.value, each.record.ref, each.changed) for each in planned if each.action != "same"]


def out_and_back(folder: Path, snapshot: Snapshot) -> tuple[Plan, Snapshot, Plan, Snapshot]:
    """Export a register and take the workbook back: into itself, and into a new one."""
    write_inventory(folder / "same.xlsx", snapshot)
    write_inventory(folder / "new.xlsx", snapshot, keys=False)
    return *take(folder / "same.xlsx", snapshot), *take(folder / "new.xlsx")


def statements(snapshot: Snapshot) -> dict[str, Any]:
    """Return all that a register states, in words instead of numbers; the order of lists says nothing."""
    return {
        "controller": snapshot.controller,
        **{
            name: Counter(str(_in_words(snapshot, each)) for each in getattr(snapshot, name).values())
            for name in COLLECTIONS.values()
            if name != "sources"
        },
    }


_POINTS_AT = {
    "recipient": "terms",
    "category": "terms",
    "purposes": "terms",
    "annex": "terms",
    "subjects": "terms",
    "recipients": "terms",
    "measures": "terms",
    "activity": "activities",
    "retention": "retentions",
    "entry": "entries",
}


def _in_words(snapshot: Snapshot, record: Record) -> dict[str, Any]:
    stated = record.model_dump(exclude={"id", "origin", "read_by_person"})
    for name, value in stated.items():
        if name in _POINTS_AT and value is not None:
            records = getattr(snapshot, _POINTS_AT[name])
            numbers = value if isinstance(value, tuple) else (value,)
            stated[name] = sorted(_name(snapshot, records[number]) for number in numbers)
        elif isinstance(value, tuple) and name != "terms":
            stated[name] = sorted(map(str, value))
    return stated


def _name(snapshot: Snapshot, record: Any) -> str:
    if isinstance(record, Entry):
        return f"{snapshot.activity_of(record).code} {snapshot.category_of(record).label}"
    return str(record.text) if isinstance(record, Retention) else record.ref
