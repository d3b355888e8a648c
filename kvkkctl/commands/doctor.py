"""`doctor`: everything about the register that can be checked, and how to mend it."""

from collections.abc import Mapping

import typer

from kvkkctl import output
from kvkkctl.commands.checkup import State, examined
from kvkkctl.commands.framework import App, session
from kvkkctl.errors import EXIT_FOUND
from kvkkctl.i18n import tr
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register.connection import check_there
from kvkkctl.text import Text

app = App()

_STATES: Mapping[str, Text] = {
    State.OK: Text("sound"),
    State.NOTE: Text("remark"),
    State.WARNING: Text("warning"),
    State.ERROR: Text("error"),
}
_COLUMNS = (
    column(Text("Check"), "check"),
    Column(Text("State"), lambda row: _STATES[row["state"]]),
    column(Text("What was found"), "message"),
    column(Text("How to mend it"), "fix"),
)


@app.command()
def doctor(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Check the register from end to end; exit with 4 if anything is wrong.

    Its pages and links, schema and views, history and records, who may read it, where it lies, its backups, the lists
    that its terms stand for, and what waits for a person. Each finding says how to mend it.
    """
    run = session(ctx)
    target = Target.of(fmt, to)
    check_there(run.register)
    rows = [
        {
            "check": each.check,
            "state": each.state.value,
            "message": tr(each.message),
            "fix": tr(each.fix) if each.fix else None,
        }
        for each in examined(run.register, run.today)
    ]
    output.emit(rows, _COLUMNS, target)
    if any(row["state"] in {State.WARNING, State.ERROR} for row in rows):
        raise typer.Exit(EXIT_FOUND)
