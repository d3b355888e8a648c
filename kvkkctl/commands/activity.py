"""`activity`: processing activities."""

from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.as_of import AsOf, register_at
from kvkkctl.commands.editing import change, day_option, find_activity, stated
from kvkkctl.commands.framework import App
from kvkkctl.errors import BadValue
from kvkkctl.models import Activity
from kvkkctl.output import FormatOption, OutputOption, Target, column
from kvkkctl.register import Change
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import ascii_fold, exemptions

app = App(help=Text("Processing activities."))

_COLUMNS = (
    column(Text("Code"), "code"),
    column(Text("Activity"), "name"),
    column(Text("Department"), "department"),
    column(Text("Entries"), "entries", right=True),
    column(Text("Ended"), "ended"),
)
_LABELS = {
    "code": Text("Code"),
    "name": Text("Activity"),
    "department": Text("Department"),
    "process": Text("Process"),
    "description": Text("Description"),
    "source": Text("Source of the data"),
    "collection_method": Text("Collection method"),
    "medium": Text("Medium"),
    "exemption": Text("Exemption of Article 28/2"),
    "started": Text("Started"),
    "ended": Text("Ended"),
    "reviewed": Text("Reviewed"),
    "entries": Text("Entries"),
}
_DAYS = ("started", "ended", "reviewed")

Code = Annotated[str, typer.Argument(help="Code of the activity.", show_default=False)]
Department = Annotated[str | None, typer.Option(help="Department that carries it out.")]
Process = Annotated[str | None, typer.Option(help="Process that it is part of.")]
Description = Annotated[str | None, typer.Option(help="What is done.")]
Source = Annotated[str | None, typer.Option(help="Where the data come from.")]
Method = Annotated[str | None, typer.Option(help="How the data are collected.")]
Medium = Annotated[str | None, typer.Option(help="Where the data are recorded.")]
Exemption = Annotated[str | None, typer.Option(help="Case of Article 28/2 (28/2-a).")]
Started = Annotated[str | None, typer.Option(metavar="DATE", help="Day it began.")]
Ended = Annotated[str | None, typer.Option(metavar="DATE", help="Day it ended.")]
Reviewed = Annotated[str | None, typer.Option(metavar="DATE", help="Day it was last reviewed.")]


@app.command("list")
def list_(ctx: typer.Context, as_of: AsOf = None, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List the activities."""
    snapshot, _ = register_at(ctx, as_of)
    rows = [_row(activity, snapshot) for activity in snapshot.activities.values()]
    output.emit(rows, _COLUMNS, Target.of(fmt, to))


@app.command()
def show(
    ctx: typer.Context, code: Code, as_of: AsOf = None, fmt: FormatOption = None, to: OutputOption = None
) -> None:
    """Show one activity."""
    snapshot, _ = register_at(ctx, as_of)
    row = _row(find_activity(snapshot, code), snapshot)
    refs = [entry.ref for entry in snapshot.entries_by_activity.get(find_activity(snapshot, code).id, ())]
    lines = [(label, row[name]) for name, label in _LABELS.items() if name != "entries"]
    output.emit_card(row | {"entry_refs": refs}, [*lines, (_LABELS["entries"], refs)], Target.of(fmt, to))


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the activity.", show_default=False)],
    code: Annotated[str | None, typer.Option(help="Code of your own; else one is given (F1, F2 …).")] = None,
    department: Department = None,
    process: Process = None,
    description: Description = None,
    source: Source = None,
    collection_method: Method = None,
    medium: Medium = None,
    exemption: Exemption = None,
    started: Started = None,
    ended: Ended = None,
    reviewed: Reviewed = None,
) -> None:
    """Add an activity."""
    values = _values(locals())

    def make(made: Change) -> None:
        taken = {ascii_fold(activity.code) for activity in made.snapshot.activities.values()}
        chosen = values.pop("code", None) or next(
            f for n in range(1, len(taken) + 2) if ascii_fold(f := f"F{n}") not in taken
        )
        if ascii_fold(chosen) in taken:
            raise BadValue(Text("There is an activity {code} already.", code=chosen))
        made.put(_in_order(Activity.model_construct(id=made.new_id(Activity), code=chosen, **values)))

    change(ctx, make)


@app.command()
def edit(
    ctx: typer.Context,
    code: Code,
    new_code: Annotated[str | None, typer.Option(help="Another code.")] = None,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    department: Department = None,
    process: Process = None,
    description: Description = None,
    source: Source = None,
    collection_method: Method = None,
    medium: Medium = None,
    exemption: Exemption = None,
    started: Started = None,
    ended: Ended = None,
    reviewed: Reviewed = None,
) -> None:
    """Change an activity; only what is given changes, and empty text clears it."""
    values = _values({**locals(), "code": new_code})
    if not values:
        raise BadValue(Text("Nothing to change: give at least one option."))

    def make(made: Change) -> None:
        activity = find_activity(made.snapshot, code)
        others = {
            ascii_fold(each.code) for each in made.snapshot.activities.values() if each.id != activity.id
        }
        if ascii_fold(values.get("code") or "") in others:
            raise BadValue(Text("There is an activity {code} already.", code=values["code"]))
        made.put(_in_order(activity.model_copy(update=values)))

    change(ctx, make)


@app.command()
def remove(ctx: typer.Context, code: Code) -> None:
    """Remove an activity that has no entries."""
    change(ctx, lambda made: made.remove(find_activity(made.snapshot, code)))


def _in_order(activity: Activity) -> Activity:
    if activity.started and activity.ended and activity.ended < activity.started:
        raise BadValue(
            Text(
                "It ends ({ended}) before it begins ({started}).",
                ended=activity.ended,
                started=activity.started,
            )
        )
    return activity


def _values(given: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in Activity.model_fields:
        value = given.get(name)
        if name == "id" or value is None:
            continue
        values[name] = day_option(value, f"--{name}") if name in _DAYS else stated(value)
        if name in {"name", "code"} and values[name] is None:
            raise BadValue(Text("An activity needs a name and a code."))
    exemption = values.get("exemption")
    if exemption and exemption not in exemptions():
        raise BadValue(
            Text(
                "{value} is no case of Article 28/2: write one of {choices}.",
                value=exemption,
                choices=tuple(exemptions()),
            )
        )
    return values


def _row(activity: Activity, snapshot: Snapshot) -> dict[str, Any]:
    return {**shapes.record(activity), "entries": len(snapshot.entries_by_activity.get(activity.id, ()))}
