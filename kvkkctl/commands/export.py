"""`export`: the register as a workbook."""

from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.editing import snapshot_of
from kvkkctl.commands.framework import App, session
from kvkkctl.text import Text

app = App(help=Text("Write the register as a workbook."))


@app.command()
def inventory(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="The workbook; else exports/envanter-DATE.xlsx.")
    ] = None,
    without_numbers: Annotated[
        bool, typer.Option("--without-numbers", help="Leave out the hidden numbers, as for another register.")
    ] = False,
) -> None:
    """Write the inventory as a workbook that `import` takes back unchanged."""
    from kvkkctl.workbook.inventory_book import write_inventory

    path = to or Path("exports") / f"envanter-{session(ctx).today}.xlsx"
    snapshot = snapshot_of(ctx)
    write_inventory(path, snapshot, keys=not without_numbers)
    output.note(Text("Written: {path}", path=path))
    left_out = [
        each.code for each in snapshot.activities.values() if each.id not in snapshot.entries_by_activity
    ]
    if left_out:
        output.note(Text("Activities without entries are not in it: {codes}.", codes=left_out))
