"""`template`: an empty workbook to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.framework import App
from kvkkctl.errors import FileProblem
from kvkkctl.text import Text

app = App()


@app.command()
def template(
    to: Annotated[Path, typer.Option("--output", "-o", help="The workbook to write.")] = Path(
        "exports/sablon.xlsx"
    ),
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Write an empty inventory workbook with drop-downs from the VERBİS lists, and instructions."""
    from kvkkctl.workbook.inventory_book import write_template

    if to.exists() and not force:
        raise FileProblem(
            Text("{path} exists already; it may have been filled in. Name another, or use --force.", path=to)
        )
    write_template(to)
    output.note(Text("Written: {path}", path=to))
