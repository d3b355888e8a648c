"""`log`: the history of the register."""

from typing import Any

import typer

from kvkkctl import output
from kvkkctl.commands.editing import opened
from kvkkctl.commands.framework import App
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import JournalEntry
from kvkkctl.text import Text

app = App()

_COLUMNS = (
    column(Text("No."), "seq", right=True),
    column(Text("When (UTC)"), "at"),
    column(Text("Who"), "actor"),
    Column(Text("Records"), lambda row: len(row["records"]), right=True),
    column(Text("Command"), "command"),
)


@app.command()
def log(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List every change of the register, the oldest first; json has the records before and after."""
    output.emit([_row(entry) for entry in opened(ctx).journal()], _COLUMNS, Target.of(fmt, to))


def _row(entry: JournalEntry) -> dict[str, Any]:
    from json import loads

    return {
        "seq": entry.seq,
        "at": entry.at,
        "actor": entry.actor,
        "command": entry.command,
        "previous": entry.previous,
        "hash": entry.hash,
        "records": [
            {
                "kind": line.kind,
                "id": line.record,
                "before": loads(line.before) if line.before else None,
                "after": loads(line.after) if line.after else None,
            }
            for line in entry.lines
        ],
    }
