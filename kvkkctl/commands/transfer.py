"""`transfer`: the passing on of data."""

from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands import notification, shapes
from kvkkctl.commands.editing import change, find_transfer, snapshot_of
from kvkkctl.commands.framework import App, session
from kvkkctl.errors import BadValue
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change
from kvkkctl.text import Text

app = App(help=Text("Transfers of data to recipients, at home and abroad."))

_COLUMNS = (
    column(Text("Transfer"), "id"),
    column(Text("Recipient"), "recipient"),
    column(Text("Abroad"), "abroad"),
    column(Text("Country"), "country"),
    Column(Text("Bases"), lambda row: ", ".join(dict.fromkeys(each["code"] or "?" for each in row["bases"]))),
    column(Text("Instrument"), "instrument"),
    Column(Text("Notify by"), notification.by_when),
)

Ref = Annotated[
    str, typer.Argument(metavar="TRANSFER", help="Number of the transfer (T3).", show_default=False)
]
Scope = Annotated[str | None, typer.Option(help="What is passed on, to tell several transfers apart.")]
Purposes = Annotated[list[str] | None, typer.Option("--purpose", help="A purpose; repeat for more.")]
Bases = Annotated[
    list[str] | None, typer.Option("--basis", help="A legal basis: code (5/2-c) or words; repeat for more.")
]
Abroad = Annotated[str | None, typer.Option(help="Whether it goes abroad: evet or hayır; empty clears it.")]
Country = Annotated[str | None, typer.Option(help="The country it goes to.")]
Instrument = Annotated[
    str | None, typer.Option(help="What Article 9 lets it rest on (9/4-c: standard contract).")
]
Frequency = Annotated[str | None, typer.Option(help="Arızi (occasional) or Sürekli (lasting).")]
Signed = Annotated[str | None, typer.Option(metavar="DATE", help="Day of the last signature.")]
Notified = Annotated[str | None, typer.Option(metavar="DATE", help="Day the Authority was notified.")]
Approved = Annotated[str | None, typer.Option(metavar="DATE", help="Day of the Board's permission.")]
Started = Annotated[str | None, typer.Option(metavar="DATE", help="Day it began.")]
Ended = Annotated[str | None, typer.Option(metavar="DATE", help="Day it ended.")]
Times = Annotated[str | None, typer.Option(metavar="N", help="How often it took place within 12 months.")]
Type = Annotated[
    str | None,
    typer.Option(
        help="Which standard contract, by the two sides: controller_to_processor, or in Turkish words."
    ),
]
Annex = Annotated[
    list[str] | None, typer.Option(help="A data category that the contract's annex names; repeat for more.")
]
Modified = Annotated[str | None, typer.Option(help="Whether the contract's text was changed: evet or hayır.")]
Changed = Annotated[
    str | None, typer.Option(metavar="DATE", help="Day the contract's parties or content last changed.")
]
ChangeNotified = Annotated[
    str | None, typer.Option(metavar="DATE", help="Day the Authority was notified of the change or the end.")
]
Risks = Annotated[str | None, typer.Option(help="Where people were told of the risks (9/6-a).")]
Remedies = Annotated[
    str | None, typer.Option(help="Where it is assessed how rights and remedies hold in that country.")
]
Onward = Annotated[str | None, typer.Option(help="To whom the recipient passes the data on.")]
OnwardInstrument = Annotated[str | None, typer.Option(help="What the passing on rests on (9/4-c).")]


@app.command("list")
def list_(
    ctx: typer.Context,
    abroad: Annotated[bool, typer.Option("--abroad", help="Only those that leave Türkiye.")] = False,
    late: Annotated[
        bool, typer.Option("--late", help="Only those whose standard contract should have been notified.")
    ] = False,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """List the transfers, and by when the Authority is to be told of their standard contracts."""
    snapshot, today = snapshot_of(ctx), session(ctx).today
    found = list(snapshot.transfers.values())
    if abroad:
        # what it takes to know the countries is loaded only where they are asked for
        from kvkkctl.rules.context import Context

        found = [each for each in found if Context(snapshot, today).goes_abroad(each)]
    rows = [{**shapes.transfer(each, snapshot), **notification.summary(each, today)} for each in found]
    shown = [row for row in rows if not late or row["notify_status"] == "late"]
    output.emit(shown, _COLUMNS, Target.of(fmt, to))


@app.command()
def add(
    ctx: typer.Context,
    recipient: Annotated[str, typer.Argument(help="To whom the data go.", show_default=False)],
    description: Scope = None,
    purpose: Purposes = None,
    basis: Bases = None,
    abroad: Abroad = None,
    country: Country = None,
    instrument: Instrument = None,
    frequency: Frequency = None,
    signed: Signed = None,
    notified: Notified = None,
    approved: Approved = None,
    started: Started = None,
    ended: Ended = None,
    times: Times = None,
    contract_type: Type = None,
    annex: Annex = None,
    modified: Modified = None,
    changed: Changed = None,
    change_notified: ChangeNotified = None,
    risk_information: Risks = None,
    remedies: Remedies = None,
    onward: Onward = None,
    onward_instrument: OnwardInstrument = None,
) -> None:
    """Add a transfer; the same checks apply as when importing."""
    from kvkkctl.commands.onerow import put_row

    cells = _cells(ctx)

    def make(made: Change) -> None:
        put_row(made, "transfers", cells, new=True)

    change(ctx, make)


@app.command()
def edit(
    ctx: typer.Context,
    ref: Ref,
    description: Scope = None,
    purpose: Purposes = None,
    basis: Bases = None,
    abroad: Abroad = None,
    country: Country = None,
    instrument: Instrument = None,
    frequency: Frequency = None,
    signed: Signed = None,
    notified: Notified = None,
    approved: Approved = None,
    started: Started = None,
    ended: Ended = None,
    times: Times = None,
    contract_type: Type = None,
    annex: Annex = None,
    modified: Modified = None,
    changed: Changed = None,
    change_notified: ChangeNotified = None,
    risk_information: Risks = None,
    remedies: Remedies = None,
    onward: Onward = None,
    onward_instrument: OnwardInstrument = None,
) -> None:
    """Change a transfer; only what is given changes, a list as a whole, and empty text means not stated."""
    cells = _cells(ctx)
    if not cells:
        raise BadValue(Text("Nothing to change: give at least one option."))
    from kvkkctl.commands.onerow import put_row

    def make(made: Change) -> None:
        transfer = find_transfer(made.snapshot, ref)
        recipient = made.snapshot.terms[transfer.recipient].label
        put_row(made, "transfers", {"key": transfer.ref, "recipient": recipient, **cells}, new=False)

    change(ctx, make)


@app.command()
def remove(ctx: typer.Context, ref: Ref) -> None:
    """Remove a transfer that was entered by mistake."""
    change(ctx, lambda made: made.remove(find_transfer(made.snapshot, ref)))


def _cells(ctx: typer.Context) -> dict[str, str]:
    """Return what was given, as the cells of a row of transfers."""
    names = {"purpose": "purposes", "basis": "bases"}
    given = {name: value for name, value in ctx.params.items() if name != "ref"}
    return {
        names.get(name, name): "\n".join(value) if isinstance(value, list | tuple) else value
        for name, value in given.items()
        if value is not None and value not in ([], ())
    }


app.command("show")(notification.show)
app.command("end")(notification.end)
app.command("notify")(notification.notify)
