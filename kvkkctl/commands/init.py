"""`init`: make a register."""

from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.editing import warn_of_share
from kvkkctl.commands.framework import App, session, unused
from kvkkctl.commands.recorded import command_line
from kvkkctl.register import create_register
from kvkkctl.register.place import network_share
from kvkkctl.text import Text

app = App()
EXAMPLE = Path("data/example/envanter.xlsx")


@app.command()
def init(
    ctx: typer.Context,
    example: Annotated[
        bool,
        typer.Option(
            "--example", help="Write the example workbook into data/example and take it into the register."
        ),
    ] = False,
) -> None:
    """Make a new register, readable by you alone.

    An existing file is never overwritten.
    """
    run = session(ctx)
    register = create_register(run.register)
    output.note(Text("Register made: {path}", path=run.register))
    if share := network_share(run.register):
        warn_of_share(run.register, share)
    if example:
        from kvkkctl.commands.import_ import take
        from kvkkctl.workbook.example_book import write_example

        book = unused(EXAMPLE)
        write_example(book)
        output.written(book)
        take(register, book, command_line(ctx))
    output.note(Text("Next: `kvkkctl import FILE.xlsx`, or `kvkkctl template` for an empty workbook."))
