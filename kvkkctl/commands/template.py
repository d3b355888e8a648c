"""`template`: an empty workbook to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.framework import App, check_book
from kvkkctl.files import check_writable

app = App()


@app.command()
def template(
    to: Annotated[Path, typer.Option("--output", "-o", help="The workbook to write.")] = Path(
        "exports/sablon.xlsx"
    ),
) -> None:
    """Write an empty inventory workbook with drop-downs from the VERBİS lists, and instructions."""
    from kvkkctl.workbook.inventory_book import write_template

    check_book(to)
    check_writable(to)
    write_template(to)
    output.written(to)
