"""`due`: when each holding is to be destroyed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from kvkkctl import output, retention
from kvkkctl.commands import footnotes, shapes
from kvkkctl.commands.duty import owes_policy
from kvkkctl.commands.editing import day_option, opened
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.sifting import STATUSES, By, HoldingStatus, Wanted, totals
from kvkkctl.errors import BadValue
from kvkkctl.i18n import tr
from kvkkctl.output import Column, Format, FormatOption, OutputOption, Row, Target, column
from kvkkctl.retention import Due, Numbered
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

app = App()

_COLUMNS = (
    column(Text("Holding"), "holding"),
    column(Text("Records"), "label"),
    column(Text("Duty arises"), "duty_on"),
    column(Text("Destroy by"), "destroy_by"),
    Column(Text("Status"), lambda row: STATUSES[row["status"]]),
    column(Text("Why"), "why"),
)
_GROUPS = {
    By.MONTH: Text("Month"),
    By.DEPARTMENT: Text("Department"),
    By.CATEGORY: Text("Category"),
    By.ENTRY: Text("Entry"),
    By.STATUS: Text("Status"),
}


@app.command()
def due(
    ctx: typer.Context,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what is to be destroyed by this day.")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    department: Annotated[str | None, typer.Option(help="Only of this department.")] = None,
    category: Annotated[
        str | None, typer.Option(help="Only of this data category, in your words or VERBİS's.")
    ] = None,
    status: Annotated[HoldingStatus | None, typer.Option(help="Only what stands so today.")] = None,
    by: Annotated[By | None, typer.Option(help="Count instead of listing, in these groups.")] = None,
    ics: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write the deadlines as a calendar to import instead.", show_default=False
        ),
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Show when the duty to destroy each holding arises and by when it is to be destroyed, and why.

    Records of destructions that need no longer be kept stand among them. A calendar (--ics) holds the days to destroy
    by, the reviews of legal holds, the destruction runs and the 30 days of data subjects' requests, each day of an
    entry as one event; imported again, it replaces what changed. It holds no names of records or people.
    """
    if overdue and status not in {None, HoldingStatus.OVERDUE}:
        raise BadValue(Text("--overdue and --status say different things: give one of them."))
    wanted = Wanted(
        department, category, HoldingStatus.OVERDUE if overdue else status, day_option(until, "--until")
    )
    if ics is not None:
        from kvkkctl.commands.deadline_calendar import write_ics

        if wanted.status or by or fmt or to:
            raise BadValue(Text("--ics goes with --until, --department and --category only."))
        write_ics(opened(ctx), ics, wanted, session(ctx).today)
        return
    snapshot = opened(ctx).snapshot()
    wanted.scope.check(snapshot)
    if by is None:
        show_due(snapshot, session(ctx).today, Target.of(fmt, to), wanted)
    else:
        _show_totals(snapshot, session(ctx).today, Target.of(fmt, to), wanted, by)


def show_due(snapshot: Snapshot, today: date, target: Target, wanted: Wanted | None = None) -> None:
    """Print the due dates that are wanted, and on stderr how many there are of each status."""
    found = _found(snapshot, today, wanted or Wanted())
    rows: Iterable[Row] = chain(
        (_holding(each, snapshot) for each in found.holdings),
        (_record(each, snapshot) for each in found.records),
    )
    notes: dict[str, int] = {}
    if target.format is Format.TABLE:
        notes = footnotes.numbered(due.why for due in found.dues)
        rows = (
            {**row, "why": footnotes.briefly(due.why, notes)}
            for row, due in zip(rows, found.dues, strict=True)
        )
    output.emit(rows, _COLUMNS, target, below=footnotes.lines(notes))
    _summarise(found)


class _Found(NamedTuple):
    """What is wanted: holdings, and records of destruction that are past their three years."""

    holdings: Sequence[Numbered]
    records: Sequence[Numbered]

    @property
    def dues(self) -> Iterator[Due]:
        """What is due for each, in order."""
        return (due for _, due in chain(self.holdings, self.records))


def _found(snapshot: Snapshot, today: date, wanted: Wanted) -> _Found:
    """Return what is wanted; say what a day leaves out because it has none."""
    dues = list(retention.due_rows(snapshot, today, owes_policy(snapshot.controller, today)))
    records = list(retention.old_records(snapshot, today))
    if wanted.until is not None and wanted.status is None:
        undated = Wanted(wanted.department, wanted.category, HoldingStatus.UNKNOWN)
        left_out = sum(1 for _ in undated.sifted(dues, snapshot))
        if left_out:
            output.note(Text("Left out, having no date: {n} (--status unknown shows why).", n=left_out))
    if wanted == Wanted():
        return _Found(dues, records)
    return _Found(list(wanted.sifted(dues, snapshot)), list(wanted.sifted(records, snapshot)))


def _summarise(found: _Found) -> None:
    counts = Counter(due.status.value for _, due in found.holdings)
    said = [
        Text("{n} {status}", n=counts[status], status=text)
        for status, text in STATUSES.items()
        if counts[status]
    ]
    output.note(Text("Holdings: {counts}.", counts=said or "0"))
    if found.records:
        output.note(Text("Records of destruction past their three years: {n}.", n=len(found.records)))


def _show_totals(snapshot: Snapshot, today: date, target: Target, wanted: Wanted, by: By) -> None:
    found = _found(snapshot, today, wanted)
    columns = (
        Column(_GROUPS[by], lambda row: _group(row, by)),
        *(Column(text, partial(_count, status), right=True) for status, text in STATUSES.items()),
        Column(Text("Total"), lambda row: row["total"], right=True),
    )
    output.emit(totals(found.dues, snapshot, by), columns, target)
    _summarise(found)


def _count(status: str, row: Mapping[str, Any]) -> int | str:
    return row[status] or ""


def _group(row: Mapping[str, Any], by: By) -> Text | str:
    if row["group"] is None:
        return Text("without a day") if by is By.MONTH else Text("not stated")
    if by is By.STATUS:
        return STATUSES[row["group"]]
    return f"{row['group']} {row['label']}" if row["label"] else row["group"]


def _holding(row: Numbered, snapshot: Snapshot) -> dict[str, Any]:
    """A due date as scripts read it."""
    number, due = row
    holding = snapshot.holdings[number]
    return {"holding": holding.ref, "label": holding.label, **shapes.due(due), "kind": "holding"}


def _record(row: Numbered, snapshot: Snapshot) -> dict[str, Any]:
    number, due = row
    record = snapshot.destructions[number]
    label = tr(Text("Record of the destruction of {ref}", ref=snapshot.holdings[record.holding].ref))
    return {"holding": record.ref, "label": label, **shapes.due(due), "kind": "destruction"}
