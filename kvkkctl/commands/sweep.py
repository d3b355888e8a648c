"""`sweep`: the monthly job that lists what must go and opens a periodic destruction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kvkkctl import output, retention
from kvkkctl.commands import footnotes, work_lists
from kvkkctl.commands.duty import owes_policy
from kvkkctl.commands.editing import day_option, opened, told
from kvkkctl.commands.framework import App, check_book, session
from kvkkctl.commands.recorded import command_line
from kvkkctl.errors import EXIT_FOUND
from kvkkctl.i18n import tr
from kvkkctl.models import DestructionRun
from kvkkctl.output import Column, Format, FormatOption, OutputOption, Row, Target, column
from kvkkctl.register import Change
from kvkkctl.retention import Due, Numbered, Sweep, Task, Tasked
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

app = App()

_TASKS = {
    "destroy": Text("destroy"),
    "overdue": Text("destroy, overdue"),
    "held": Text("held back"),
    "unknown": Text("no date"),
}
_COLUMNS = (
    column(Text("Holding"), "holding"),
    column(Text("Records"), "label"),
    Column(Text("Task"), lambda row: _TASKS["overdue" if _is_late(row) else row["task"]]),
    column(Text("Not before"), "not_before"),
    column(Text("Destroy by"), "destroy_by"),
    column(Text("Why"), "why"),
)


def _is_late(row: Row) -> bool:
    return (row["task"], row["status"]) == (Task.DESTROY, retention.Status.OVERDUE)


class Watch(StrEnum):
    """What a sweep can watch for."""

    OVERDUE = "overdue"
    ATTENTION = "attention"


@app.command()
def sweep(
    ctx: typer.Context,
    day: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Sweep for this day instead of the next periodic destruction."),
    ] = None,
    fail_on: Annotated[
        Watch | None,
        typer.Option(
            help="Exit with 4 if anything is overdue; or if anything needs attention: that, no date, a hold to review."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List only; open and write nothing.")] = False,
    work_list: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The workbook for IT; else exports/imha-MONTH.xlsx.", show_default=False
        ),
    ] = None,
    tasks: Annotated[
        list[Task] | None, typer.Option("--task", help="List only what asks for this; repeat for more.")
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """List what must go at the coming periodic destruction and what is overdue.

    It opens a destruction run with a number, and writes its work list as a workbook to fill in and as JSON. Run again,
    it changes nothing, unless something new has to go; a work list that is there is never overwritten. What a legal
    hold keeps and what has no date is listed with why, each time: `--task destroy` leaves that out, for a job that is
    silent when there is nothing to do.
    """
    target = Target.of(fmt, to)
    check_book(work_list)
    today, wanted = session(ctx).today, day_option(day, "--day")
    if wanted is not None and wanted < today:
        output.note(Text("{day} is past: what had to go by then is overdue.", day=wanted))
    register = opened(ctx)
    if dry_run:
        snapshot = register.snapshot()
        found, run = _found(snapshot, today, wanted), None
    else:
        made: list[tuple[Sweep, Snapshot, DestructionRun | None]] = []
        summary = register.change(command_line(ctx), lambda change: made.append(_open(change, today, wanted)))
        told(ctx, summary)
        found, snapshot, run = made[0]
        work_lists.write(found, snapshot, run, work_list)
    listed = [row for row in found.rows if not tasks or row[0] in tasks]
    rows = (work_lists.row(task, (number, due), snapshot, run) for task, number, due in listed)
    if target.format is not Format.TABLE:
        output.emit(rows, _COLUMNS, target)
    elif listed or target.path is not None:
        _show(listed, rows, target, run)
    _summarise(found, run)
    if _is_found(found, snapshot, today, fail_on):
        raise typer.Exit(EXIT_FOUND)


def _show(
    listed: Iterable[Tasked], rows: Iterable[dict[str, Any]], target: Target, run: DestructionRun | None
) -> None:
    """Print what is to be done as a table, under it in which run, and why something has no date."""
    notes = footnotes.numbered((due.why for task, _, due in listed if task is Task.UNKNOWN), least=1)
    shown = (
        {**row, "why": _why(task, row, due, notes)} for (task, _, due), row in zip(listed, rows, strict=True)
    )
    in_run = [Text("Destruction run {run} of {day}.", run=run.ref, day=run.day)] if run else []
    output.emit(shown, _COLUMNS, target, below=[*in_run, *footnotes.lines(notes)])


def _why(task: Task, row: Row, due: Due, notes: Mapping[str, int]) -> str:
    if task is Task.HELD:
        said = Text("{reason}; to be reviewed by {day}", reason=row["hold_reason"], day=row["hold_review"])
        return tr(said) if row["hold_review"] else str(row["hold_reason"])
    return footnotes.briefly(due.why, notes) if task is Task.UNKNOWN else ""


def _found(snapshot: Snapshot, today: date, day: date | None) -> Sweep:
    return retention.sweep(snapshot, today, owes_policy(snapshot.controller, today), day)


def _open(change: Change, today: date, day: date | None) -> tuple[Sweep, Snapshot, DestructionRun | None]:
    found = _found(change.snapshot, today, day)
    known = {run.day: run for run in change.snapshot.runs.values()}
    number = known[found.day].id if found.day in known else change.new_id(DestructionRun)
    run = retention.run_with(change.snapshot, found, today, number)
    if run is not None:
        change.put(run)
    return found, change.snapshot, run


def _summarise(found: Sweep, run: DestructionRun | None) -> None:
    if not found.rows:
        return
    listed = found.of(Task.DESTROY)
    counts: Sequence[tuple[Text, int]] = (
        (Text("to destroy: {n}"), len(listed)),
        (Text("of these overdue: {n}"), sum(map(_is_overdue, listed))),
        (Text("of these by an earlier day: {n}"), sum(_is_earlier(row, found.day) for row in listed)),
        (Text("held back: {n}"), len(found.of(Task.HELD))),
        (Text("without a date: {n}"), len(found.of(Task.UNKNOWN))),
    )
    said = [text.filled(n=n) for text, n in counts if n]
    if run is None:
        output.note(Text("For {day}: {counts}.", day=found.day.isoformat(), counts=said))
    else:
        name, day = run.ref, found.day.isoformat()
        output.note(Text("Destruction run {run} of {day}: {counts}.", run=name, day=day, counts=said))


def _is_earlier(row: Numbered, day: date) -> bool:
    """Say whether something has to go before the day of the sweep, and can still go in time."""
    due = row[1]
    return due.destroy_by is not None and due.destroy_by < day and not _is_overdue(row)


def _is_overdue(row: Numbered) -> bool:
    return row[1].status is retention.Status.OVERDUE


def _is_found(found: Sweep, snapshot: Snapshot, today: date, watched: Watch | None) -> bool:
    if watched is None:
        return False
    listed = found.of(Task.DESTROY)
    overdue = any(map(_is_overdue, listed))
    if watched is Watch.OVERDUE or overdue:
        return overdue
    held = (holding.hold_review for holding in snapshot.holdings.values() if holding.hold_reason)
    past = any(review is not None and review < today for review in held)
    return past or bool(found.of(Task.UNKNOWN)) or any(due.destroy_by is None for _, due in listed)
