"""The plan of an import: what was understood of the files, and what it adds, changes and leaves, as a diff."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.fields import FIELDS, KINDS
from kvkkctl.errors import Problem
from kvkkctl.i18n import tr
from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.inventory.intake import Action, Planned
from kvkkctl.inventory.plan import Plan
from kvkkctl.inventory.sheets import Book, SheetReading
from kvkkctl.inventory.wording import value_of
from kvkkctl.models import Entry, Term
from kvkkctl.output import Format, Target, column, flat
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

_COLUMNS = (
    column(Text("Action"), "action"),
    column(Text("Record"), "id"),
    column(Text("What"), "what"),
    column(Text("Changes"), "changes"),
)
ACTIONS = {
    Action.ADD: Text("add"),
    Action.UPDATE: Text("update"),
    Action.SAME: Text("same"),
    Action.RETIRE: Text("retire"),
}
_MISSING = Text("missing")
_NO_ROWS: Mapping[str, Sequence[int]] = {}


def show(plans: Sequence[Plan], snapshot: Snapshot, target: Target) -> None:
    """Print the plan: for people what was understood and the differences, for machines all of it."""
    if target.format is Format.JSON:
        output.emit_one(plan_shape(plans, snapshot), (), target)
        return
    if target.format is not Format.TABLE:
        output.emit([row for plan in plans for row in _rows(plan, snapshot)], (), target)
    for plan in plans:
        show_sheets(plan.book, several=len(plans) > 1, taken=plan.rows)
        output.problems(plan.problems)
    rows = [line for plan in plans for line in _lines(plan, snapshot)]
    if rows and target.format is Format.TABLE:
        output.emit(rows, _COLUMNS, target)
    say_counts(plans)


def say_counts(plans: Sequence[Plan]) -> None:
    """Say in a line what a plan comes to."""
    files = tuple(plan.book.file for plan in plans)
    if not any(plan.changes or plan.rejected for plan in plans):
        output.note(Text("{files}: nothing changed.", files=files))
        if not any(plan.missing for plan in plans):
            return
    counts = _summary(plans)
    output.note(
        Text(
            "{files}: entries: {add} new, {update} changed, {same} the same, {missing} missing; "
            "other records: {others}; errors: {errors}, warnings: {warnings}.",
            files=files,
            **counts,
        )
    )


def plan_shape(plans: Sequence[Plan], snapshot: Snapshot) -> dict[str, Any]:
    """The plan as scripts read it."""
    return {
        "sheets": [sheet_shape(sheet, plan.book, plan.rows) for plan in plans for sheet in plan.book.sheets],
        "entries": [_entry(planned, snapshot) for plan in plans for planned in plan.entries],
        "others": [
            _other(planned, snapshot)
            for plan in plans
            for planned in (*plan.others, *plan.related, *plan.retired)
        ],
        "missing": [_missing(entry, plan, snapshot) for plan in plans for entry in plan.missing],
        "problems": [problem_shape(problem, plan.book) for plan in plans for problem in plan.problems],
        "summary": _summary(plans),
    }


def _summary(plans: Sequence[Plan]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for plan in plans:
        for name, count in plan.summary().items():
            total[name] += count
    return dict(total)


def sheet_shape(
    sheet: SheetReading, book: Book, taken_rows: Mapping[str, Sequence[int]] = _NO_ROWS
) -> dict[str, Any]:
    """How a sheet was understood, as scripts read it; of an inventory the rows that were taken count."""
    taken = taken_rows.get(sheet.sheet, ()) if sheet.layout == INVENTORY.name else None
    return {
        "sheet": sheet.sheet,
        "header_row": sheet.header_row,
        "first_row": next(iter(taken), None) if taken is not None else sheet.first_row,
        "rows": len(taken) if taken is not None else sheet.rows,
        "columns": dict(sheet.columns or {}),
        "ignored_columns": dict(sheet.ignored_columns or {}),
        "skipped": tr(sheet.skipped) if sheet.skipped else None,
        "kind": sheet.layout,
        "file": book.file,
    }


def _entry(planned: Planned, snapshot: Snapshot) -> dict[str, Any]:
    record = planned.record
    assert isinstance(record, Entry)  # noqa: S101 (the plan keeps other records apart)
    return {
        **shapes.entry(record, snapshot),
        "action": planned.action.value,
        **changed_shape(planned, snapshot),
    }


def _other(planned: Planned, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "kind": planned.record.kind_name,
        "ref": planned.record.ref,
        "action": planned.action.value,
        **changed_shape(planned, snapshot),
    }


def changes_in_words(planned: Planned, snapshot: Snapshot) -> list[str]:
    """What changes of a record, for people."""
    return [
        f"{_called(name)}: {_said(old)} → {_said(new)}" for name, old, new in _differences(planned, snapshot)
    ]


def changed_shape(planned: Planned, snapshot: Snapshot) -> dict[str, Any]:
    """What changes of a record, as scripts read it."""
    return {
        "changed": list(planned.changed),
        "changes": [
            {"field": name, "old": old, "new": new} for name, old, new in _differences(planned, snapshot)
        ],
    }


def _differences(planned: Planned, snapshot: Snapshot) -> Iterator[tuple[str, Any, Any]]:
    for name in planned.changed if planned.before is not None else ():
        old, new = getattr(planned.before, name), getattr(planned.record, name)
        yield name, value_of(snapshot, name, old), value_of(snapshot, name, new)


def _missing(entry: Entry, plan: Plan, snapshot: Snapshot) -> dict[str, Any]:
    retired = any(each.record.ref == entry.ref for each in plan.retired)
    activity = snapshot.activity_of(entry)
    return {
        "id": entry.ref,
        "activity": activity.code,
        "activity_name": activity.name,
        "department": activity.department,
        "category": snapshot.category_of(entry).label,
        "action": (Action.RETIRE if retired else Action.SAME).value,
    }


def problem_shape(problem: Problem, book: Book) -> dict[str, Any]:
    """A problem of a file as scripts read it."""
    return {
        "severity": problem.severity.value,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "value": problem.value,
        "message": tr(problem.message),
        "file": book.file,
    }


def show_sheets(book: Book, *, several: bool, taken: Mapping[str, Sequence[int]] = _NO_ROWS) -> None:
    """Say how the sheets of a file were understood."""
    if several:
        output.note(Text("{file}:", file=book.file))
    for sheet in book.sheets:
        if sheet.skipped:
            output.note(Text('Sheet "{sheet}" skipped: {why}', sheet=sheet.sheet, why=sheet.skipped))
            continue
        if sheet.layout != INVENTORY.name and not sheet.rows:
            continue
        output.note(
            Text(
                'Sheet "{sheet}": headings in row {header}, {rows} rows, columns {columns}.',
                sheet=sheet.sheet,
                header=sheet.header_row,
                rows=sheet_shape(sheet, book, taken)["rows"],
                columns=[f"{letter}={field}" for letter, field in (sheet.columns or {}).items()],
            )
        )


def _rows(plan: Plan, snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Yield the records of a plan as scripts read them one by one."""
    for planned in (*plan.entries, *plan.others, *plan.related, *plan.retired):
        yield {
            "action": planned.action.value,
            "kind": planned.record.kind_name,
            "ref": planned.record.ref,
            "what": _what(planned, snapshot),
            "changes": changed_shape(planned, snapshot)["changes"],
            "file": plan.book.file,
        }
    for entry in plan.missing:
        what = _what(Planned(Action.SAME, entry), snapshot)
        yield {
            "action": "missing",
            "kind": entry.kind_name,
            "ref": entry.ref,
            "what": what,
            "changes": [],
            "file": plan.book.file,
        }


def _lines(plan: Plan, snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    for planned in (*plan.entries, *plan.others, *plan.related, *plan.retired):
        if planned.action is not Action.SAME:
            yield {
                "action": ACTIONS[planned.action],
                "id": _name(planned),
                "what": _what(planned, snapshot),
                "changes": changes_in_words(planned, snapshot),
            }
    retired = {each.record.ref for each in plan.retired}
    for entry in plan.missing:
        if entry.ref not in retired:
            what = _what(Planned(Action.SAME, entry), snapshot)
            yield {"action": _MISSING, "id": entry.ref, "what": what, "changes": []}


def _name(planned: Planned) -> str:
    record = planned.record
    return tr(KINDS[record.kind.value]) if isinstance(record, Term) else record.ref


def _called(field: str) -> str:
    return tr(FIELDS[field]) if field in FIELDS else field


def _what(planned: Planned, snapshot: Snapshot) -> str:
    record = planned.record
    match record:
        case Entry():
            activity = snapshot.activity_of(record)
            return f"{activity.code} {activity.name}: {snapshot.category_of(record).label}"
        case Term():
            mapped = record.official not in {None, record.label}
            return f"{record.label} → {record.official}" if mapped else record.label
        case _:
            names = (getattr(record, name, None) for name in ("name", "label", "title", "description"))
            return next((name for name in names if name), "")


def _said(value: Any) -> str:
    if value is None:
        return tr(Text("not stated"))
    return tr(Text("none")) if value == [] else f'"{flat(value)}"'
