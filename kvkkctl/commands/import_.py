"""`import`: take a workbook into the register, all of it or nothing."""

from pathlib import Path
from typing import Annotated, Any, cast

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.framework import App, session
from kvkkctl.errors import EXIT_ERROR, ImportRejected, Problem
from kvkkctl.i18n import tr
from kvkkctl.inventory.intake import Action, Planned
from kvkkctl.inventory.plan import Plan, merge_book
from kvkkctl.models import Entry
from kvkkctl.output import Format, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change, Register, open_register
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.workbook.reader import read_book

app = App()

_COLUMNS = (
    column(Text("Action"), "action"),
    column(Text("Entry"), "id"),
    column(Text("Activity"), "activity"),
    column(Text("Category"), "category"),
    column(Text("Changes"), "changed"),
)
_ACTIONS = {Action.ADD: Text("add"), Action.UPDATE: Text("update"), Action.SAME: Text("same")}


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The workbook.", show_default=False)],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")
    ] = False,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Take an Excel inventory into the register.

    Sheets, heading rows and columns are found by their headings; what is not understood is listed.
    If any cell is wrong, all wrong cells are named and nothing is taken. Rows that are in the register
    already are recognised, so the same file twice changes nothing.
    """
    run = session(ctx)
    register = open_register(run.register)
    target = Target.of(fmt, to)
    if not dry_run:
        plan, snapshot = take(register, file, run.command_line)
    else:
        plan, snapshot = rehearse(register, file)
    if target.format is Format.TABLE:
        if dry_run:
            _show_sheets(plan)
            output.problems(plan.problems)
            output.note(
                Text(
                    "{add} to add, {update} to change, {same} the same; {errors} errors, {warnings} warnings.",
                    **plan.summary(),
                )
            )
        _show_table(plan, snapshot, target)
    else:
        output.emit_one(plan_shape(plan, snapshot), (), target)
    if plan.rejected:
        raise typer.Exit(EXIT_ERROR)


def take(register: Register, file: Path, command_line: str) -> tuple[Plan, Snapshot]:
    """Take a file into the register and say what was done. Raises ImportRejected where the file has errors."""
    book = read_book(file)
    made: list[tuple[Plan, Snapshot]] = []

    def merge(change: Change) -> None:
        plan = merge_book(change, book)
        made.append((plan, change.snapshot))
        if plan.rejected:
            raise ImportRejected(_rejection(plan), plan.problems)

    register.change(command_line, merge)
    plan, snapshot = made[0]
    output.problems(plan.problems)
    counts = plan.summary()
    if plan.changes:
        output.note(
            Text(
                "{file}: {add} entries added, {update} changed, {same} the same.",
                file=file,
                add=counts["add"],
                update=counts["update"],
                same=counts["same"],
            )
        )
    else:
        output.note(Text("{file}: nothing changed.", file=file))
    return plan, snapshot


def rehearse(register: Register, file: Path) -> tuple[Plan, Snapshot]:
    """Return what taking a file would do, without doing it."""
    book = read_book(file)
    made: list[tuple[Plan, Snapshot]] = []
    register.rehearse(lambda change: made.append((merge_book(change, book), change.snapshot)))
    return made[0]


def _rejection(plan: Plan) -> Text:
    return Text(
        "{file} has {n} errors; nothing was taken. Correct the cells named above and import again.",
        file=plan.book.file,
        n=plan.summary()["errors"],
    )


def plan_shape(plan: Plan, snapshot: Snapshot) -> dict[str, Any]:
    """The plan as scripts read it."""
    return {
        "sheets": [
            {
                "sheet": sheet.sheet,
                "header_row": sheet.header_row,
                "first_row": sheet.first_row,
                "rows": sheet.rows,
                "columns": dict(sheet.columns or {}),
                "ignored_columns": dict(sheet.ignored_columns or {}),
                "skipped": tr(sheet.skipped) if sheet.skipped else None,
                "kind": sheet.layout,
            }
            for sheet in plan.book.sheets
        ],
        "entries": [_entry(planned, snapshot) for planned in plan.entries],
        "others": [_other(planned) for planned in (*plan.others, *plan.related)],
        "problems": [_problem(problem) for problem in plan.problems],
        "summary": plan.summary(),
    }


def _entry(planned: Planned, snapshot: Snapshot) -> dict[str, Any]:
    return {
        **shapes.entry(cast("Entry", planned.record), snapshot),
        "action": planned.action.value,
        "changed": list(planned.changed),
    }


def _other(planned: Planned) -> dict[str, Any]:
    return {
        "kind": planned.record.kind_name,
        "ref": planned.record.ref,
        "action": planned.action.value,
        "changed": list(planned.changed),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "value": problem.value,
        "message": tr(problem.message),
    }


def _show_sheets(plan: Plan) -> None:
    for sheet in plan.book.sheets:
        if sheet.skipped:
            output.note(Text('Sheet "{sheet}" skipped: {why}', sheet=sheet.sheet, why=sheet.skipped))
            continue
        output.note(
            Text(
                'Sheet "{sheet}": headings in row {header}, {rows} rows, columns {columns}.',
                sheet=sheet.sheet,
                header=sheet.header_row,
                rows=sheet.rows,
                columns=[f"{letter}={field}" for letter, field in (sheet.columns or {}).items()],
            )
        )


def _show_table(plan: Plan, snapshot: Snapshot, target: Target) -> None:
    rows = [_line(planned, snapshot) for planned in plan.entries if planned.action is not Action.SAME]
    if rows:
        output.emit(rows, _COLUMNS, target)


def _line(planned: Planned, snapshot: Snapshot) -> dict[str, Any]:
    entry = cast("Entry", planned.record)
    activity = snapshot.activity_of(entry)
    return {
        "action": _ACTIONS[planned.action],
        "id": entry.ref,
        "activity": f"{activity.code} {activity.name}",
        "category": snapshot.category_of(entry).label,
        "changed": planned.changed,
    }
