"""`log`: the history of the register."""

from typing import Any

import typer

from kvkkctl import output
from kvkkctl.commands.editing import opened
from kvkkctl.commands.framework import App, Group
from kvkkctl.errors import EXIT_FOUND
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import JournalEntry, verify
from kvkkctl.text import Text

app = App()

_COLUMNS = (
    column(Text("No."), "seq", right=True),
    column(Text("When (UTC)"), "at"),
    column(Text("Who"), "actor"),
    Column(Text("Records"), lambda row: len(row["records"]), right=True),
    column(Text("Command"), "command"),
)


@app.callback(invoke_without_command=True, cls=Group)
def log(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List every change of the register, the oldest first; json has the records before and after."""
    if ctx.invoked_subcommand:
        return
    output.emit([_row(entry) for entry in opened(ctx).journal()], _COLUMNS, Target.of(fmt, to))


@app.command("verify")
def verify_(ctx: typer.Context) -> None:
    """Check that no entry of the history was altered or taken out; exit with 4 if one was."""
    history = opened(ctx).journal()
    broken = verify(history)
    if broken is None:
        output.say(Text("The history is whole: {n} entries.", n=len(history)))
        return
    output.say(Text("The history is broken at entry {n}: it was altered, or one is missing.", n=broken))
    raise typer.Exit(EXIT_FOUND)


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
