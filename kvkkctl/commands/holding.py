"""`holding`: dated bodies of records."""

from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, day_option, find_entry, find_holding, snapshot_of, stated
from kvkkctl.commands.framework import App
from kvkkctl.errors import BadValue
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.models import Holding
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold

app = App(help=Text("Holdings: dated bodies of records kept under an entry."))

_COLUMNS = (
    column(Text("Holding"), "id"),
    column(Text("Records"), "label"),
    Column(Text("Under"), lambda row: f"{row['entry']} {row['category']}"),
    column(Text("Event"), "event"),
    column(Text("Date"), "event_date"),
    Column(Text("Retention"), lambda row: row["retention"]["text"]),
)


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
    event: Annotated[str | None, typer.Option(help="What the retention counts from.")] = None,
    event_date: Annotated[str | None, typer.Option(metavar="DATE", help="The day of that event.")] = None,
    medium: Annotated[str | None, typer.Option(help="Where it is recorded.")] = None,
    quantity: Annotated[str | None, typer.Option(help="How much it is.")] = None,
    retention: Annotated[
        str | None, typer.Option(help="How long it is kept, where it differs from the entry.")
    ] = None,
) -> None:
    """Add a holding under an entry."""
    values: dict[str, Any] = {
        "event": stated(event),
        "event_date": day_option(event_date, "--event-date"),
        "medium": stated(medium),
        "quantity": stated(quantity),
    }

    def make(made: Change) -> None:
        of = find_entry(made.snapshot, entry)
        name = stated(label)
        if name is None:
            raise BadValue(Text("A holding needs a name."))
        for each in made.snapshot.holdings.values():
            if each.entry == of.id and fold(each.label) == fold(name):
                raise BadValue(Text("{ref} is that holding already.", ref=each.ref))
        phrase = TermBook(made).phrase(stated(retention))
        made.put(Holding(id=made.new_id(Holding), entry=of.id, label=name, retention=phrase, **values))

    change(ctx, make)


@app.command()
def remove(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="HOLDING", help="Number of the holding (H7).", show_default=False)
    ],
) -> None:
    """Remove a holding that was entered by mistake."""
    change(ctx, lambda made: made.remove(find_holding(made.snapshot, ref)))
