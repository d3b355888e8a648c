"""`controller`: who the controller is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.duty import split_runs
from kvkkctl.commands.editing import change, day_option, snapshot_of, stated
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.labels import CONTROLLER_KINDS
from kvkkctl.errors import BadValue
from kvkkctl.law.policy import POLICY_ITEMS, policy_items
from kvkkctl.law.schedule import overlong_step, parse_runs
from kvkkctl.models import ControllerKind
from kvkkctl.output import FormatOption, OutputOption, Target
from kvkkctl.register import Change
from kvkkctl.text import Text

app = App(help=Text("Who the controller is."))

LABELS = {
    "title": Text("Title"),
    "kind": Text("Kind"),
    "address": Text("Address"),
    "address_no": Text("Address number"),
    "phone": Text("Phone"),
    "email": Text("E-mail"),
    "kep": Text("KEP address"),
    "tax_no": Text("Tax number"),
    "tax_office": Text("Tax office"),
    "mersis": Text("MERSİS number"),
    "website": Text("Website"),
    "contact_person": Text("Contact person"),
    "representative": Text("Representative"),
    "representative_decision": Text("Decision that appointed the representative"),
    "resident": Text("Resident in Türkiye"),
    "country": Text("Country"),
    "sector": Text("Sector"),
    "employees": Text("Employees"),
    "balance": Text("Balance sheet total (TL)"),
    "special_main_activity": Text("Main activity is processing special data"),
    "exemption": Text("Exemption from registration"),
    "obliged_since": Text("Obliged to register since"),
    "verbis_registered_on": Text("Registered with VERBİS on"),
    "policy_date": Text("Date of the retention and destruction policy"),
    "policy_items": Text("Items that the policy covers"),
    "destruction_runs": Text("Periodic destruction"),
    "special_policy": Text("Date of the policy on special categories"),
    "breach_plan": Text("Date of the plan for data breaches"),
    "audited": Text("Last audit"),
    "secrecy_bound": Text("Bound to secrecy"),
}
_CLEARED = {"destruction_months": "destruction_runs"}
_DAYS = (
    "obliged_since",
    "verbis_registered_on",
    "policy_date",
    "special_policy",
    "breach_plan",
    "audited",
)

_PAST = ("verbis_registered_on", "policy_date", "special_policy", "breach_plan", "audited")

# the largest number that SQLite keeps
_MOST = 2**63 - 1
TextOption = str | None
Title = Annotated[TextOption, typer.Option(help="Name of the legal or natural person.")]
Kind = Annotated[ControllerKind | None, typer.Option(help="Kind of controller.")]
Address = Annotated[TextOption, typer.Option(help="Postal address.")]
AddressNo = Annotated[
    TextOption, typer.Option(help="Number of the address in the national address register (10 digits).")
]
Phone = Annotated[TextOption, typer.Option(help="Telephone number.")]
Email = Annotated[TextOption, typer.Option(help="E-mail address.")]
Kep = Annotated[TextOption, typer.Option(help="Registered e-mail (KEP) address.")]
TaxNo = Annotated[TextOption, typer.Option(help="Tax number.")]
TaxOffice = Annotated[TextOption, typer.Option(help="Tax office.")]
Mersis = Annotated[TextOption, typer.Option(help="MERSİS number.")]
Website = Annotated[TextOption, typer.Option(help="Website.")]
ContactPerson = Annotated[TextOption, typer.Option(help="Contact person told to VERBİS.")]
Representative = Annotated[TextOption, typer.Option(help="Representative of a controller abroad.")]
RepresentativeDecision = Annotated[
    TextOption, typer.Option(help="Date and number of the decision that appointed the representative.")
]
Resident = Annotated[bool | None, typer.Option("--resident/--not-resident", help="Resident in Türkiye.")]
Country = Annotated[TextOption, typer.Option(help="Country of a controller abroad.")]
Sector = Annotated[TextOption, typer.Option(help="Sector.")]
Employees = Annotated[int | None, typer.Option(min=0, max=_MOST, help="Yearly number of employees.")]
Balance = Annotated[int | None, typer.Option(min=0, max=_MOST, help="Yearly balance sheet total in TL.")]
MainActivity = Annotated[
    bool | None,
    typer.Option(
        "--special-main-activity/--ordinary-main-activity",
        help="Whether processing special data is the main activity.",
    ),
]
Exemption = Annotated[
    TextOption, typer.Option(help="Board decision that exempts from registration (2018/32).")
]
Day = Annotated[str | None, typer.Option(metavar="DATE", help="A day: 2026-12-31; empty clears it.")]
Months = Annotated[
    TextOption,
    typer.Option(
        metavar="MONTHS", help="Periodic destruction: months (6,12: the 1st of each) or days (15.06,15.12)."
    ),
]
Items = Annotated[
    TextOption,
    typer.Option(
        metavar="LETTERS",
        help="What the policy covers, of art. 6/1 of the destruction regulation: a,b,c … ğ,h.",
    ),
]
Clear = Annotated[
    list[str] | None,
    typer.Option(metavar="OPTION", help="State nothing any more about this (employees); repeat for more."),
]
Secrecy = Annotated[
    bool | None,
    typer.Option("--secrecy-bound/--not-secrecy-bound", help="Bound to secrecy by law (health)."),
]


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
    kind: Kind = None,
    address: Address = None,
    address_no: AddressNo = None,
    phone: Phone = None,
    email: Email = None,
    kep: Kep = None,
    tax_no: TaxNo = None,
    tax_office: TaxOffice = None,
    mersis: Mersis = None,
    website: Website = None,
    contact_person: ContactPerson = None,
    representative: Representative = None,
    representative_decision: RepresentativeDecision = None,
    resident: Resident = None,
    country: Country = None,
    sector: Sector = None,
    employees: Employees = None,
    balance: Balance = None,
    special_main_activity: MainActivity = None,
    exemption: Exemption = None,
    obliged_since: Day = None,
    verbis_registered_on: Day = None,
    policy_date: Day = None,
    destruction_months: Months = None,
    policy_items: Items = None,
    special_policy: Day = None,
    breach_plan: Day = None,
    audited: Day = None,
    clear: Clear = None,
    secrecy_bound: Secrecy = None,
) -> None:
    """State facts about the controller; only those given change, and empty text clears one."""
    given = {name: value for name, value in locals().items() if value is not None and name in LABELS}
    updates = _stated_facts(given) | _runs(destruction_months) | _cleared(clear or ())
    if not updates:
        raise BadValue(Text("Nothing to state: give at least one option (`kvkkctl controller set --help`)."))

    def make(made: Change) -> None:
        made.put(made.snapshot.controller.model_copy(update=updates))

    change(ctx, make)
    _warn(updates, session(ctx).today)


def _warn(updates: Mapping[str, Any], today: date) -> None:
    """Say what of the facts does not hold by the destruction regulation, or not yet."""
    if step := overlong_step(parse_runs(updates.get("destruction_runs") or ())):
        output.note(
            Text(
                "Up to {step} pass between two of these periodic destructions, and six months are allowed "
                "(destruction regulation art. 11/2): dates are computed with six.",
                step=step.words,
            )
        )
    for name in _PAST:
        if (day := updates.get(name)) and day > today:
            output.note(
                Text(
                    "--{option}: {day} is still to come.", option=name.replace("_", "-"), day=day.isoformat()
                )
            )


def _stated_facts(given: Mapping[str, Any]) -> dict[str, Any]:
    facts = dict(given)
    for name, value in given.items():
        if name in _DAYS:
            facts[name] = day_option(value, f"--{name.replace('_', '-')}")
        elif name == "policy_items":
            facts[name] = _items(value)
        elif isinstance(value, str) and name != "kind":
            facts[name] = stated(value)
    return facts


def _items(text: str) -> tuple[str, ...] | None:
    items = policy_items(text)
    if unknown := [item for item in items if item not in POLICY_ITEMS]:
        raise BadValue(
            Text("--policy-items: {value} is none of: {choices}.", value=unknown[0], choices=POLICY_ITEMS)
        )
    return items or None


def _runs(months: str | None) -> dict[str, Any]:
    if months is None:
        return {}
    split_runs(months)
    return {"destruction_runs": tuple(filter(None, (each.strip() for each in months.split(",")))) or None}


def _cleared(names: Sequence[str]) -> dict[str, Any]:
    updates: dict[str, Any] = {}
    for name in names:
        field = _CLEARED.get(name.replace("-", "_"), name.replace("-", "_"))
        if field not in LABELS:
            raise BadValue(Text("--clear: there is no option --{name}.", name=name))
        updates[field] = None
    return updates
