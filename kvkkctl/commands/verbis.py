"""`verbis`: what VERBİS is to be told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import filing, notifying, standing, verbis_resolve
from kvkkctl.commands.as_of import AsOf, register_at
from kvkkctl.commands.framework import App, check_book, fresh, session
from kvkkctl.commands.verbis_views import find_screen, said, show_category, show_screen
from kvkkctl.errors import BadValue
from kvkkctl.i18n import tr, turkish
from kvkkctl.output import Column, Format, FormatOption, OutputOption, Row, Target, column
from kvkkctl.text import Text, ranges
from kvkkctl.verbis import RollUp, Standing, as_dict, asked_once, roll_up

app = App(help=Text("What VERBİS is to be told."))
app.add_typer(verbis_resolve.app, name="resolve")


def _retention(row: Row) -> object:
    stated = row["retention"]
    if stated is None:
        return Text("undecided") if row["processed"] else None
    given = (
        f"{stated['count']} {stated['unit']}" if stated["count"] else f"{stated['unit']}: {stated['text']}"
    )
    # the row that keeps it longest, or the decision, is named
    source = row["decided"].get("retention") or ranges(row["sources"]["retention"])
    return f"{given} ({source})"


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
def preview(
    ctx: typer.Context,
    screen: Annotated[
        str | None,
        typer.Option(help="Only one screen: its number, or its name in VERBİS; in the order to click."),
    ] = None,
    category: Annotated[
        str | None, typer.Option(help="Only one VERBİS category, by name or number, with all its answers.")
    ] = None,
    as_of: AsOf = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Roll the register up per data category, as VERBİS asks; what needs a person is listed below.

    Measures and open questions are in the table and in json; the other formats hold the categories alone.
    """
    if screen and category:
        raise BadValue(Text("Choose one: --screen or --category."))
    target = Target.of(fmt, to)
    chosen = find_screen(screen) if screen else None
    term = verbis_resolve.find_official(category) if category else None
    snapshot, day = register_at(ctx, as_of)
    rolled = roll_up(snapshot, day)
    if chosen:
        show_screen(rolled, chosen, target)
    elif term:
        show_category(rolled, rolled.categories[term.no - 1], target)
    else:
        show_preview(rolled, target)
    notifying.note_if_empty(snapshot)


def show_preview(rolled: RollUp, target: Target) -> None:
    """Print a roll-up."""
    value: dict[str, Any] = as_dict(rolled, tr)
    if target.format is Format.JSON:
        output.emit_one(value, (), target)
        return
    measures = Text("Security measures: {measures}", measures=value["measures"] or Text("none"))
    questions = [said(each.question, each.entries) for each in asked_once(rolled.unresolved)]
    output.emit(
        value["categories"], _COLUMNS, target, below=[measures, *_left_out(value), *questions, *_notes(value)]
    )


def _left_out(value: dict[str, Any]) -> Iterator[Text]:
    for each in value["left_out"]:
        yield Text(
            "Left out, for it need not be notified (Law 6698 art. {exemption}): {activity} {name} ({entries}).",
            exemption=each["exemption"],
            activity=each["activity"],
            name=each["name"],
            entries=ranges(each["entries"]),
        )


def _notes(value: dict[str, Any]) -> Iterator[Text]:
    """Say what was decided; decisions that are out of date are among the open questions."""
    for each in value["decisions"]:
        if each["status"] == Standing.APPLIED:
            yield Text(
                "Decided: {category}: {value} ({id}, {day}, {who}): {reason}",
                category=each["category"],
                value=verbis_resolve.shown(each["field"], each["value"]),
                id=each["id"],
                day=each["decided_on"],
                who=each["decided_by"],
                reason=each["reason"],
            )
        elif each["status"] == Standing.UNNEEDED:
            yield Text("Decided, but not needed any more: {category} ({id}).", **each)


@app.command()
def export(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="The workbook; else exports/verbis-DATE.xlsx.")
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write the answers as a workbook in the order of the VERBİS screens, to click along with."""
    from kvkkctl.workbook.verbis_book import VerbisCover, write_verbis

    snapshot, day = register_at(ctx, as_of)
    check_book(to)
    path = to or fresh(Path("exports") / f"verbis-{day}.xlsx")
    rolled = roll_up(snapshot, day)
    cover = VerbisCover(snapshot.controller.title, day, session(ctx).register.name, snapshot.stamp)
    write_verbis(path, rolled, cover, turkish, notifying.changes(snapshot, day))
    output.written(path)
    notifying.note_if_empty(snapshot)
    if questions := asked_once(rolled.unresolved):
        output.note(Text("{n} questions need a person; the cover sheet lists them.", n=len(questions)))


app.command("status")(standing.status)
app.command("file")(filing.file)
app.command("list")(filing.list_)
app.command("show")(filing.show)
app.command("remove")(filing.remove)
app.command("diff")(notifying.diff)
app.command("date")(notifying.date_)
