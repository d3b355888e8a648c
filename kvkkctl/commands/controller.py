"""`controller`: who the controller is."""

from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.duty import split_runs
from kvkkctl.commands.editing import change, day_option, snapshot_of, stated
from kvkkctl.commands.framework import App
from kvkkctl.commands.labels import CONTROLLER_KINDS
from kvkkctl.errors import BadValue
from kvkkctl.models import ControllerKind
from kvkkctl.output import FormatOption, OutputOption, Target
from kvkkctl.register import Change
from kvkkctl.text import Text

app = App(help=Text("Who the controller is."))

LABELS = {
    "title": Text("Title"),
    "kind": Text("Kind"),
    "address": Text("Address"),
    "phone": Text("Phone"),
    "email": Text("E-mail"),
    "kep": Text("KEP address"),
    "tax_no": Text("Tax number"),
    "mersis": Text("MERSİS number"),
    "website": Text("Website"),
    "contact_person": Text("Contact person"),
    "representative": Text("Representative"),
    "resident": Text("Resident in Türkiye"),
    "sector": Text("Sector"),
    "employees": Text("Employees"),
    "balance": Text("Balance sheet total (TL)"),
    "special_main_activity": Text("Main activity is processing special data"),
    "exemption": Text("Exemption from registration"),
    "obliged_since": Text("Obliged to register since"),
    "verbis_registered_on": Text("Registered with VERBİS on"),
    "policy_date": Text("Date of the retention and destruction policy"),
    "destruction_runs": Text("Periodic destruction"),
    "secrecy_bound": Text("Bound to secrecy"),
}
_CLEARED = {"destruction_months": "destruction_runs"}
_DAYS = ("obliged_since", "verbis_registered_on", "policy_date")

TextOption = str | None
Title = Annotated[TextOption, typer.Option(help="Name of the legal or natural person.")]
Day = Annotated[str | None, typer.Option(metavar="DATE", help="A day: 2026-12-31; empty clears it.")]


@app.command()
def show(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Show what is stated about the controller."""
    controller = snapshot_of(ctx).controller
    value = shapes.record(controller)
    said = value | {"kind": CONTROLLER_KINDS[value["kind"]] if value["kind"] else None}
    lines = [
        (label, Text("not stated") if said[name] is None else said[name]) for name, label in LABELS.items()
    ]
    output.emit_card(value, lines, Target.of(fmt, to))


@app.command("set")
def set_(
    ctx: typer.Context,
    title: Title = None,
    kind: Annotated[ControllerKind | None, typer.Option(help="Kind of controller.")] = None,
    address: Annotated[TextOption, typer.Option(help="Postal address.")] = None,
    phone: Annotated[TextOption, typer.Option(help="Telephone number.")] = None,
    email: Annotated[TextOption, typer.Option(help="E-mail address.")] = None,
    kep: Annotated[TextOption, typer.Option(help="Registered e-mail (KEP) address.")] = None,
    tax_no: Annotated[TextOption, typer.Option(help="Tax number.")] = None,
    mersis: Annotated[TextOption, typer.Option(help="MERSİS number.")] = None,
    website: Annotated[TextOption, typer.Option(help="Website.")] = None,
    contact_person: Annotated[TextOption, typer.Option(help="Contact person told to VERBİS.")] = None,
    representative: Annotated[TextOption, typer.Option(help="Representative of a controller abroad.")] = None,
    resident: Annotated[
        bool | None, typer.Option("--resident/--not-resident", help="Resident in Türkiye.")
    ] = None,
    sector: Annotated[TextOption, typer.Option(help="Sector.")] = None,
    employees: Annotated[
        int | None, typer.Option(min=0, max=2**63 - 1, help="Yearly number of employees.")
    ] = None,
    balance: Annotated[
        int | None, typer.Option(min=0, max=2**63 - 1, help="Yearly balance sheet total in TL.")
    ] = None,
    special_main_activity: Annotated[
        bool | None,
        typer.Option(
            "--special-main-activity/--ordinary-main-activity",
            help="Whether processing special data is the main activity.",
        ),
    ] = None,
    exemption: Annotated[
        TextOption, typer.Option(help="Board decision that exempts from registration (2018/32).")
    ] = None,
    obliged_since: Day = None,
    verbis_registered_on: Day = None,
    policy_date: Day = None,
    destruction_months: Annotated[
        TextOption,
        typer.Option(
            metavar="MONTHS",
            help="Periodic destruction: months (6,12: the 1st of each) or days (15.06,15.12).",
        ),
    ] = None,
    clear: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OPTION", help="State nothing any more about this (employees); repeat for more."
        ),
    ] = None,
    secrecy_bound: Annotated[
        bool | None,
        typer.Option("--secrecy-bound/--not-secrecy-bound", help="Bound to secrecy by law (health)."),
    ] = None,
) -> None:
    """State facts about the controller; only those given change, and empty text clears one."""
    given: dict[str, Any] = {
        name: value for name, value in locals().items() if value is not None and name in LABELS
    }
    updates = {
        name: stated(value) if isinstance(value, str) and name not in {"kind", *_DAYS} else value
        for name, value in given.items()
    }
    for name in _DAYS:
        if name in given:
            updates[name] = day_option(given[name], f"--{name.replace('_', '-')}")
    if destruction_months is not None:
        split_runs(destruction_months)
        runs = (each.strip() for each in destruction_months.split(","))
        updates["destruction_runs"] = tuple(filter(None, runs)) or None
    for name in clear or ():
        field = _CLEARED.get(name.replace("-", "_"), name.replace("-", "_"))
        if field not in LABELS:
            raise BadValue(Text("--clear: there is no option --{name}.", name=name))
        updates[field] = None
    if not updates:
        raise BadValue(Text("Nothing to state: give at least one option (`kvkkctl controller set --help`)."))

    def make(made: Change) -> None:
        made.put(made.snapshot.controller.model_copy(update=updates))

    change(ctx, make)
