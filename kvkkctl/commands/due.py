"""`due`: when each holding is to be destroyed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import typer

from kvkkctl import output, retention
from kvkkctl.commands import shapes
from kvkkctl.commands.duty import owes_policy
from kvkkctl.commands.editing import snapshot_of
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.sifting import STATUSES
from kvkkctl.i18n import tr
from kvkkctl.output import Column, Format, FormatOption, OutputOption, Target, column
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Sentences, Text

app = App()

_COLUMNS = (
    column(Text("Holding"), "holding"),
    column(Text("Records"), "label"),
    column(Text("Duty arises"), "duty_on"),
    column(Text("Destroy by"), "destroy_by"),
    Column(Text("Status"), lambda row: STATUSES[row["status"]]),
    column(Text("Why"), "why"),
)


@app.command()
def due(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Show when the duty to destroy each holding arises and by when it is to be destroyed, and why."""
    show_due(snapshot_of(ctx), session(ctx).today, Target.of(fmt, to))


def show_due(snapshot: Snapshot, today: date, target: Target) -> None:
    """Print the due dates of all holdings, and on stderr how many there are of each status."""
    obliged = owes_policy(snapshot.controller, today)
    found = list(retention.due_rows(snapshot, today, obliged))
    rows = [_shape(each, snapshot) for each in found]
    notes: dict[str, int] = {}
    if target.format is Format.TABLE:
        notes = _repeated(each.why for each in found)
        rows = [{**row, "why": _briefly(each.why, notes)} for row, each in zip(rows, found, strict=True)]
    below = [f"[{number}] {sentence}" for sentence, number in notes.items()]
    output.emit(rows, _COLUMNS, target, below=below)
    counts = Counter(row["status"] for row in rows)
    found_statuses = [
        Text("{n} {status}", n=counts[status], status=text)
        for status, text in STATUSES.items()
        if counts[status]
    ]
    output.note(Text("Holdings: {counts}.", counts=found_statuses or "0"))


def _shape(due: retention.Due, snapshot: Snapshot) -> dict[str, Any]:
    """A due date as scripts read it."""
    return {
        "holding": due.holding,
        "label": snapshot.holdings[int(due.holding[1:])].label,
        "entry": due.entry,
        "activity": due.activity,
        "category": due.category,
        "event": due.event,
        "event_date": shapes.plain(due.event_date),
        "duty_on": shapes.plain(due.duty_on),
        "destroy_by": shapes.plain(due.destroy_by),
        "status": due.status.value,
        "why": tr(due.why),
    }


def _repeated(reasons: Iterable[Sentences]) -> dict[str, int]:
    """Number the sentences that several rows would repeat."""
    counts = Counter(tr(sentence) for reason in reasons for sentence in reason)
    often = [sentence for sentence, count in counts.items() if count > 1]
    return {sentence: number for number, sentence in enumerate(often, 1)}


def _briefly(reason: Sentences, notes: Mapping[str, int]) -> str:
    said = [tr(sentence) for sentence in reason]
    return " ".join(f"[{notes[sentence]}]" if sentence in notes else sentence for sentence in said)
