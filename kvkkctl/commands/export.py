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
) -> None:
    """Write the inventory as a workbook that `import` takes back unchanged."""
    from kvkkctl.workbook.inventory_book import write_inventory

    path = to or Path("exports") / f"envanter-{session(ctx).today}.xlsx"
    write_inventory(path, snapshot_of(ctx))
    output.note(Text("Written: {path}", path=path))
