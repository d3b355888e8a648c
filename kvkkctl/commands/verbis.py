"""`verbis`: what VERBİS is to be told."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands.editing import snapshot_of
from kvkkctl.commands.framework import App, fresh, session
from kvkkctl.i18n import tr, turkish
from kvkkctl.output import Column, Format, FormatOption, OutputOption, Row, Target, column
from kvkkctl.text import Text, ranges
from kvkkctl.verbis import as_dict, roll_up

app = App(help=Text("What VERBİS is to be told."))


def _retention(row: Row) -> object:
    stated = row["retention"]
    if stated is None:
        return Text("undecided") if row["processed"] else None
    return f"{stated['count']} {stated['unit']}" if stated["count"] else f"{stated['unit']}: {stated['text']}"


_COLUMNS = (
    column(Text("No."), "no", right=True),
    column(Text("Category"), "name"),
    Column(Text("Processed"), lambda row: row["processed"]),
    Column(Text("Purposes"), lambda row: len(row["purposes"]) or None, right=True),
    Column(Text("Recipients"), lambda row: len(row["recipients"]) or None, right=True),
    Column(Text("Subjects"), lambda row: len(row["subjects"]) or None, right=True),
    Column(Text("Abroad"), lambda row: row["abroad"] if row["processed"] else None),
    Column(Text("Retention"), _retention),
)


@app.command()
def preview(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Roll the register up per data category, as VERBİS asks; what needs a person is listed below.

    Measures and open questions are in the table and in json; the other formats hold the categories alone.
    """
    value = as_dict(roll_up(snapshot_of(ctx), session(ctx).today), tr)
    show_preview(value, Target.of(fmt, to))


def show_preview(value: dict[str, Any], target: Target) -> None:
    """Print a roll-up."""
    if target.format is Format.JSON:
        output.emit_one(value, (), target)
        return
    measures = Text("Security measures: {measures}", measures=value["measures"] or Text("none"))
    questions = [
        Text(
            "To be decided: {what}: {why} ({entries})",
            what=question["what"],
            why=question["why"],
            entries=ranges(question["entries"]) or "–",
        )
        for question in value["unresolved"]
    ]
    output.emit(value["categories"], _COLUMNS, target, below=[measures, *questions])


@app.command()
def export(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="The workbook; else exports/verbis-DATE.xlsx.")
    ] = None,
) -> None:
    """Write the answers as a workbook in the order of the VERBİS screens, to click along with."""
    from kvkkctl.workbook.verbis_book import VerbisCover, write_verbis

    run = session(ctx)
    snapshot = snapshot_of(ctx)
    path = to or fresh(Path("exports") / f"verbis-{run.today}.xlsx")
    rolled = roll_up(snapshot, run.today)
    write_verbis(path, rolled, VerbisCover(snapshot.controller.title, run.today, run.register.name), turkish)
    output.note(Text("Written: {path}", path=path))
    if rolled.unresolved:
        output.note(
            Text("{n} questions need a person; the cover sheet lists them.", n=len(rolled.unresolved))
        )
