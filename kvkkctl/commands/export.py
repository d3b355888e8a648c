"""`export`: the register as a workbook, or its inventory as separated text."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.as_of import AsOf, register_at
from kvkkctl.commands.audit import audit
from kvkkctl.commands.framework import App, fresh
from kvkkctl.errors import BadValue
from kvkkctl.i18n import turkish
from kvkkctl.inventory.selection import part_of
from kvkkctl.models import Controller
from kvkkctl.output import Format, Target
from kvkkctl.progress import Progress
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

app = App(help=Text("Write the register as a workbook."))

_SEPARATED = {"csv": Format.CSV, "tsv": Format.TSV}


class BookFormat(StrEnum):
    """What an inventory is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    TSV = "tsv"


@app.command()
def inventory(
    ctx: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The file, - for stdout; else exports/envanter-DATE.xlsx.",
            show_default=False,
        ),
    ] = None,
    fmt: Annotated[
        BookFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="What to write; what the ending of the file says if not given.",
            show_default=False,
        ),
    ] = None,
    departments: Annotated[
        list[str] | None,
        typer.Option("--department", help="Only of this department; may be given several times."),
    ] = None,
    activities: Annotated[
        list[str] | None,
        typer.Option("--activity", help="Only of the activity of this code; may be given several times."),
    ] = None,
    without_numbers: Annotated[
        bool, typer.Option("--without-numbers", help="Leave out the hidden numbers, as for another register.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """Write the inventory as a workbook that `import` takes back unchanged.

    A part of it has the entries of the departments and activities that were named, with the records that belong to
    them. As CSV (separated by semicolons, as Excel in Turkish opens it) or TSV it has the rows of the inventory only.
    """
    written_as = _format(fmt, to)
    snapshot, day = register_at(ctx, as_of)
    path = to or fresh(Path("exports") / f"envanter-{day}.{written_as}")
    part = part_of(snapshot, departments or (), activities or ()) if departments or activities else None
    if written_as is BookFormat.XLSX:
        from kvkkctl.workbook.inventory_book import write_inventory

        with Progress() as progress:
            progress.says(Text("Writing {path}", path=path))
            write_inventory(path, snapshot, keys=not without_numbers, part=part)
        output.written(path)
        return
    from kvkkctl.workbook.separated import SEMICOLON, TAB, inventory_text

    shown = part or snapshot
    delimiter = SEMICOLON if written_as is BookFormat.CSV else TAB
    text = inventory_text(shown, delimiter, keys=not without_numbers)
    output.deliver(text, Target(_SEPARATED[written_as], None if path == output.STDOUT else path))
    if left_out := _left_out(shown):
        output.note(
            Text("It holds the entries only; a workbook (--format xlsx) also holds {what}.", what=left_out)
        )


@app.command("retention-schedule")
def retention_schedule(
    ctx: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The file, .xlsx or .md; else exports/saklama-imha-sureleri-DATE.xlsx.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write the table of retention and destruction periods that a policy must hold, as a workbook or as Markdown.

    It has a line for each data category and period: whose data, in which activities, how long, by which law, how it is
    destroyed and when (destruction regulation art. 6). What is not stated or not understood is coloured.
    """
    from kvkkctl.commands.duty import owes_policy
    from kvkkctl.retention.annex import annex, periodic
    from kvkkctl.retention.dates import calendar_of
    from kvkkctl.workbook.annex_book import AnnexCover, write_annex, write_annex_text

    snapshot, today = register_at(ctx, as_of)
    path = to or fresh(Path("exports") / f"saklama-imha-sureleri-{today}.xlsx")
    if path.suffix.lower() not in {".xlsx", ".md"}:
        raise BadValue(Text("The table is written as .xlsx or .md: name a file that ends so."))
    calendar = calendar_of(snapshot.controller, owes_policy(snapshot.controller, today))
    cover = AnnexCover(snapshot.controller.title, today, periodic(calendar))
    write = write_annex if path.suffix.lower() == ".xlsx" else write_annex_text
    rows = annex(snapshot, today)
    write(path, rows, cover, turkish)
    output.written(path)
    if at_odds := sum(row.at_odds for row in rows):
        output.note(
            Text(
                "Rows whose period breaks a statutory period that they are linked to: {n}. "
                "`kvkkctl retention check` says which and why.",
                n=at_odds,
            )
        )


app.command("audit")(audit)


def _format(chosen: BookFormat | None, path: Path | None) -> BookFormat:
    """Return what to write. Raises BadValue for an ending that says nothing, and for a workbook on stdout."""
    endings = [each.value for each in BookFormat]
    if path == output.STDOUT:
        if chosen in {None, BookFormat.XLSX}:
            raise BadValue(
                Text("A workbook is not written to stdout: add --format csv or tsv, or name a file.")
            )
    elif path is not None and chosen is None and path.suffix:
        ending = path.suffix.lower().removeprefix(".")
        if ending not in endings:
            raise BadValue(
                Text(
                    'The ending ".{ending}" names no format: use one of {formats}, or give --format.',
                    ending=ending,
                    formats=endings,
                )
            )
        return BookFormat(ending)
    return chosen or BookFormat.XLSX


def _left_out(snapshot: Snapshot) -> Sequence[Text]:
    """Return what separated text does not hold of a register."""
    from kvkkctl.workbook.inventory_book import activities_alone
    from kvkkctl.workbook.rows import telling_terms

    counts = {
        Text("activities without entries: {n}"): len(activities_alone(snapshot)),
        Text("terms with more than their name: {n}"): sum(1 for _ in telling_terms(snapshot)),
        Text("transfers: {n}"): len(snapshot.transfers),
        Text("holdings: {n}"): len(snapshot.holdings),
        Text("what is said about the controller"): int(snapshot.controller != Controller()),
    }
    return [text.filled(n=n) for text, n in counts.items() if n]
