"""`holding`: dated bodies of records."""

from collections.abc import Mapping
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, find_holding, snapshot_of
from kvkkctl.commands.framework import App
from kvkkctl.errors import BadValue
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change
from kvkkctl.text import Text

app = App(help=Text("Holdings: dated bodies of records kept under an entry."))

_COLUMNS = (
    column(Text("Holding"), "id"),
    column(Text("Records"), "label"),
    Column(Text("Under"), lambda row: f"{row['entry']} {row['category']}"),
    column(Text("Event"), "event"),
    column(Text("Date"), "event_date"),
    Column(Text("Retention"), lambda row: row["retention"]["text"]),
)

_CELLS = (
    "medium",
    "location",
    "reference",
    "event",
    "event_date",
    "quantity",
    "retention",
    "requested",
    "board_date",
    "board_decision",
)

Ref = Annotated[
    str, typer.Argument(metavar="HOLDING", help="Number of the holding (H7).", show_default=False)
]
Event = Annotated[str | None, typer.Option(help="What the retention counts from.")]
EventDate = Annotated[str | None, typer.Option(metavar="DATE", help="The day of that event.")]
Medium = Annotated[str | None, typer.Option(help="What it is recorded on.")]
Location = Annotated[str | None, typer.Option(help="Where it lies.")]
Reference = Annotated[str | None, typer.Option(help="The organisation's own number for it.")]
Requested = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day on which a data subject asked for its erasure.")
]
BoardDate = Annotated[
    str | None, typer.Option(metavar="DATE", help="The last day that the Board gave for its destruction.")
]
BoardDecision = Annotated[str | None, typer.Option(help="The decision in which the Board gave that day.")]
Quantity = Annotated[str | None, typer.Option(help="How much it is.")]
RetentionText = Annotated[
    str | None, typer.Option(help="How long it is kept, where it differs from the entry.")
]


@app.command("list")
def list_(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List the holdings."""
    snapshot = snapshot_of(ctx)
    rows = [shapes.holding(holding, snapshot) for holding in snapshot.holdings.values()]
    output.emit(rows, _COLUMNS, Target.of(fmt, to))


@app.command()
def add(
    ctx: typer.Context,
    label: Annotated[str, typer.Argument(help="What is kept.", show_default=False)],
    entry: Annotated[str, typer.Option(help="The entry that it is kept under (E42).", show_default=False)],
    event: Event = None,
    event_date: EventDate = None,
    medium: Medium = None,
    location: Location = None,
    reference: Reference = None,
    quantity: Quantity = None,
    retention: RetentionText = None,
    requested: Requested = None,
    board_date: BoardDate = None,
    board_decision: BoardDecision = None,
) -> None:
    """Add a holding under an entry; the same checks apply as when importing."""
    given = _given(ctx.params)
    _put(ctx, {"label": label, "entry": entry.upper(), **given}, new=True)


@app.command()
def edit(
    ctx: typer.Context,
    ref: Ref,
    label: Annotated[str | None, typer.Option(help="What is kept.")] = None,
    event: Event = None,
    event_date: EventDate = None,
    medium: Medium = None,
    location: Location = None,
    reference: Reference = None,
    quantity: Quantity = None,
    retention: RetentionText = None,
    requested: Requested = None,
    board_date: BoardDate = None,
    board_decision: BoardDecision = None,
) -> None:
    """Change a holding; only what is given changes, and empty text means not stated."""
    given = _given(ctx.params)
    if not given and label is None:
        raise BadValue(Text("Nothing to change: give at least one option."))
    holding = find_holding(snapshot_of(ctx), ref)
    _put(ctx, {"key": holding.ref, "label": label or holding.label, **given}, new=False)


@app.command()
def remove(
    ctx: typer.Context,
    ref: Ref,
) -> None:
    """Remove a holding that was entered by mistake."""
    change(ctx, lambda made: made.remove(find_holding(made.snapshot, ref)))


def _given(options: Mapping[str, object]) -> dict[str, str]:
    """Return what was given among the options of a command, as the cells of a row of holdings."""
    return {name: text for name in _CELLS if (text := options[name]) is not None and isinstance(text, str)}


def _put(ctx: typer.Context, cells: dict[str, str], *, new: bool) -> None:
    from kvkkctl.commands.onerow import put_row

    def make(made: Change) -> None:
        put_row(made, "holdings", cells, new=new)

    change(ctx, make)
