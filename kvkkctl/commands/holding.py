"""`holding`: dated bodies of records."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from kvkkctl import output
from kvkkctl.commands import holds, shapes
from kvkkctl.commands.editing import (
    change,
    day_option,
    find_entry_called,
    find_holding,
    opened,
    snapshot_of,
    stated,
    told,
)
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.holding_card import card
from kvkkctl.commands.recorded import command_line
from kvkkctl.commands.sifting import HoldingStatus, Wanted
from kvkkctl.errors import BadValue
from kvkkctl.models import HoldingState
from kvkkctl.output import Column, Format, FormatOption, OutputOption, Target, column
from kvkkctl.progress import Progress
from kvkkctl.register import Change
from kvkkctl.text import Text

app = App(help=Text("Holdings: dated bodies of records kept under an entry."))
app.command()(holds.hold)
app.command()(holds.release)

_COLUMNS = (
    column(Text("Holding"), "id"),
    column(Text("Records"), "label"),
    Column(Text("Under"), lambda row: f"{row['entry']} {row['category']}"),
    # a day beside its words leaves them the room that a column of its own takes on a narrow terminal
    Column(Text("Event"), lambda row: "; ".join(filter(None, (row["event"], row["event_date"])))),
    Column(Text("Retention"), lambda row: row["retention"]["text"]),
)

_GONE = Column(
    Text("Destroyed"),
    lambda row: row["destroyed_on"] or (Text("yes") if row["state"] != HoldingState.KEPT else ""),
)
_HOLD = Column(
    Text("Held for"), lambda row: "; ".join(filter(None, (row["hold_reason"], row["hold_review"])))
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
def list_(
    ctx: typer.Context,
    entry: Annotated[str | None, typer.Option(help="Only under this entry (E42, or its name).")] = None,
    department: Annotated[str | None, typer.Option(help="Only of this department.")] = None,
    category: Annotated[
        str | None, typer.Option(help="Only of this data category, in your words or VERBİS's.")
    ] = None,
    held: Annotated[bool, typer.Option("--held", help="Only what a legal hold keeps.")] = False,
    status: Annotated[
        HoldingStatus | None, typer.Option(help="Only where destruction stands so today.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what is to be destroyed by this day.")
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """List the holdings."""
    target = Target.of(fmt, to)
    latest = day_option(until, "--until")
    snapshot, today = snapshot_of(ctx), session(ctx).today
    under = find_entry_called(snapshot, entry).id if entry else None
    wanted = Wanted(department=department, category=category, status=status, until=latest)
    wanted.scope.check(snapshot)
    numbers = wanted.holdings(snapshot, today)
    found = [
        holding
        for holding in snapshot.holdings.values()
        if (under is None or holding.entry == under)
        and (not held or (holding.hold_reason and holding.state is HoldingState.KEPT))
        and (numbers is None or holding.id in numbers)
    ]
    rows = (shapes.holding(holding, snapshot) for holding in found)
    gone = (_GONE,) if any(holding.state is not HoldingState.KEPT for holding in found) else ()
    held_ = (_HOLD,) if any(holding.hold_reason for holding in found) else ()
    output.emit(rows, (*_COLUMNS, *gone, *held_), target)


@app.command()
def show(ctx: typer.Context, ref: Ref, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Show one holding: what is known of it, when it is to be destroyed and why, what holds it."""
    snapshot, today = snapshot_of(ctx), session(ctx).today
    row, lines = card(snapshot, find_holding(snapshot, ref), today)
    output.emit_card(row, lines, Target.of(fmt, to))


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[
        list[Path],
        typer.Argument(help="Workbooks, .csv or .tsv files; - for CSV on stdin.", show_default=False),
    ],
    entry: Annotated[
        str | None,
        typer.Option(
            help="The entry of all rows (E42, or its name); a row that names another is an error.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")
    ] = False,
    sheet: Annotated[
        list[str] | None,
        typer.Option("--sheet", help="Only this sheet; repeat for more.", show_default=False),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", help="How the columns are to be read (TOML).", show_default=False),
    ] = None,
    on_conflict: Annotated[
        Literal["stop", "skip", "update"],
        typer.Option(help="What to do where the register changed after the workbook was exported from it."),
    ] = "stop",
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Take Excel and CSV lists of holdings into the register, by the thousand.

    The entry of each row is found by its number, or by activity and data category. What is wrong is named with file,
    sheet and cell, all of it at once, and nothing is taken then. Rows that are in the register already are recognised,
    so the same file twice changes nothing.
    """
    from kvkkctl.commands.holding_import import HoldingTaking, read_file
    from kvkkctl.commands.import_ import read_map
    from kvkkctl.inventory.columns import HOLDINGS
    from kvkkctl.inventory.intake import Choices, OnConflict

    run, target, register = session(ctx), Target.of(fmt, to), opened(ctx)
    of_all = find_entry_called(register.snapshot(), entry).ref if entry else None
    mapping = read_map(map_, tuple(sheet or ()), {"entry": of_all}, HOLDINGS)
    with Progress() as progress:
        files = [read_file(path, mapping, progress) for path in file]
        taking = HoldingTaking(files, Choices(OnConflict(on_conflict), (), run.today), target, progress)
        if dry_run:
            taking.rehearse(register)
            return
        summary = taking.take(register, command_line(ctx))
    told(ctx, summary)
    if summary.seq is not None and target.format is Format.TABLE:
        output.note(Text("Done."))


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
    if not stated(label):
        raise BadValue(Text("LABEL: say what is kept."))
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
    if label is not None and not stated(label):
        raise BadValue(Text("--label: say what is kept."))
    snapshot = snapshot_of(ctx)
    holding = find_holding(snapshot, ref)
    if gone := snapshot.destruction_of.get(holding.id):
        raise BadValue(
            Text(
                "{ref} is on record as destroyed ({record}) and stays as it was.",
                ref=holding.ref,
                record=gone.ref,
            )
        )
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
        put_row(made, "holdings", cells, new=new, today=session(ctx).today)

    change(ctx, make)
