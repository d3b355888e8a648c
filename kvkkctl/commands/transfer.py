"""`transfer`: the passing on of data."""

from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, find_transfer, snapshot_of
from kvkkctl.commands.framework import App
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.text import Text

app = App(help=Text("Transfers of data to recipients, at home and abroad."))

_COLUMNS = (
    column(Text("Transfer"), "id"),
    column(Text("Recipient"), "recipient"),
    column(Text("Abroad"), "abroad"),
    column(Text("Country"), "country"),
    Column(Text("Bases"), lambda row: ", ".join(dict.fromkeys(each["code"] or "?" for each in row["bases"]))),
    column(Text("Instrument"), "instrument"),
)


@app.command("list")
def list_(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List the transfers."""
    snapshot = snapshot_of(ctx)
    rows = [shapes.transfer(transfer, snapshot) for transfer in snapshot.transfers.values()]
    output.emit(rows, _COLUMNS, Target.of(fmt, to))


@app.command()
def remove(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="TRANSFER", help="Number of the transfer (T3).", show_default=False)
    ],
) -> None:
    """Remove a transfer that was entered by mistake."""
    change(ctx, lambda made: made.remove(find_transfer(made.snapshot, ref)))
