"""`init`: make a register."""

from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.framework import App, session
from kvkkctl.register import create_register
from kvkkctl.text import Text

app = App()
EXAMPLE = Path("data/example/envanter.xlsx")


@app.command()
def init(
    ctx: typer.Context,
    example: Annotated[
        bool,
        typer.Option("--example", help="Put the example workbook beside it and take it into the register."),
    ] = False,
) -> None:
    """Make a new register, readable by you alone.

    An existing file is never overwritten.
    """
    run = session(ctx)
    register = create_register(run.register)
    output.note(Text("Register made: {path}", path=run.register))
    if example:
        from kvkkctl.commands.import_ import take
        from kvkkctl.workbook.example_book import write_example

        if not EXAMPLE.exists():
            write_example(EXAMPLE)
            output.note(Text("Written: {path}", path=EXAMPLE))
        take(register, EXAMPLE, run.command_line)
    output.note(Text("Next: `kvkkctl import FILE.xlsx`, or `kvkkctl template` for an empty workbook."))
