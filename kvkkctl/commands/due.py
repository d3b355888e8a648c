"""`due`: when each holding is to be destroyed."""

from collections import Counter
from datetime import date
from typing import Any

import typer

from kvkkctl import output, retention
from kvkkctl.commands import shapes
from kvkkctl.commands.duty import owes_policy
from kvkkctl.commands.editing import snapshot_of
from kvkkctl.commands.framework import App, session
from kvkkctl.i18n import tr
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

app = App()

STATUSES = {
    "not_due": Text("not due"),
    "due": Text("due"),
    "overdue": Text("overdue"),
    "held": Text("held"),
    "unknown": Text("unknown"),
}
COLUMNS = (
    column(Text("Holding"), "holding"),
    column(Text("Records"), "label"),
    column(Text("Category"), "category"),
    column(Text("Event date"), "event_date"),
    column(Text("Duty arises"), "duty_on"),
    column(Text("Destroy by"), "destroy_by"),
    Column(Text("Status"), lambda row: STATUSES[row["status"]]),
    column(Text("Why"), "why"),
)


@app.command()
def due(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Show when the duty to destroy each holding arises and by when it is to be destroyed, and why."""
    rows = due_shapes(snapshot_of(ctx), session(ctx).today)
    output.emit(rows, COLUMNS, Target.of(fmt, to))
    counts = Counter(row["status"] for row in rows)
    output.note(
        Text(
            "Holdings: {counts}.",
            counts=[
                Text("{n} {status}", n=counts[status], status=text)
                for status, text in STATUSES.items()
                if counts[status]
            ],
        )
    )


def due_shapes(snapshot: Snapshot, today: date) -> list[dict[str, Any]]:
    """Return the due dates of all holdings as scripts read them."""
    obliged = owes_policy(snapshot.controller, today)
    labels = {holding.ref: holding.label for holding in snapshot.holdings.values()}
    return [
        {
            "holding": row.holding,
            "label": labels[row.holding],
            "entry": row.entry,
            "activity": row.activity,
            "category": row.category,
            "event": row.event,
            "event_date": shapes.plain(row.event_date),
            "duty_on": shapes.plain(row.duty_on),
            "destroy_by": shapes.plain(row.destroy_by),
            "status": row.status.value,
            "why": tr(row.why),
        }
        for row in retention.due_rows(snapshot, today, obliged)
    ]
