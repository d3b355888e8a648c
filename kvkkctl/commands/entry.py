"""`entry`: a data category inside a processing activity."""

from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.as_of import AsOf, register_at
from kvkkctl.commands.editing import change, find_activity, find_entry, snapshot_of
from kvkkctl.commands.framework import App
from kvkkctl.commands.labels import RETENTION_REASONS
from kvkkctl.commands.scope import Scope
from kvkkctl.errors import BadValue
from kvkkctl.i18n import tr
from kvkkctl.models import Entry
from kvkkctl.output import Column, FormatOption, OutputOption, Row, Target, column
from kvkkctl.register import Change
from kvkkctl.text import Text

app = App(help=Text("Entries: a data category inside a processing activity."))

_COLUMNS = (
    column(Text("Entry"), "id"),
    Column(Text("Activity"), lambda row: f"{row['activity']} {row['activity_name']}"),
    column(Text("Category"), "category"),
    column(Text("Subjects"), "subjects"),
    Column(Text("Bases"), lambda row: ", ".join(dict.fromkeys(each["code"] or "?" for each in row["bases"]))),
    Column(Text("Retention"), lambda row: row["retention"]["text"]),
)
_LABELS = {
    "id": Text("Entry"),
    "activity": Text("Code"),
    "activity_name": Text("Activity"),
    "department": Text("Department"),
    "category": Text("Category"),
    "items": Text("Data items"),
    "special": Text("Special category"),
    "purposes": Text("Purposes"),
    "subjects": Text("Subjects"),
    "bases": Text("Legal bases"),
    "recipients": Text("Recipients"),
    "abroad": Text("Abroad"),
    "retention": Text("Retention"),
    "method": Text("Method of destruction"),
    "measures": Text("Measures"),
    "statutes": Text("Statutory periods"),
    "retention_reasons": Text("Criteria of the retention"),
    "consent_text": Text("Text of the consent"),
    "balancing_test": Text("Balancing test"),
    "ended": Text("Ended"),
    "origin": Text("Read from"),
    "sha256": Text("SHA-256 of the file"),
    "cells": Text("Cells"),
}

# what most entries have nothing to say about
_SELDOM = ("method", "statutes", "retention_reasons", "consent_text", "balancing_test", "ended")
_LEFT_OUT = {*_SELDOM, "sha256", "cells"}

Ref = Annotated[str, typer.Argument(metavar="ENTRY", help="Number of the entry (E42).", show_default=False)]
Many = list[str] | None
Items = Annotated[Many, typer.Option("--item", help="A data item; repeat for more.")]
Purposes = Annotated[Many, typer.Option("--purpose", help="A purpose; repeat for more; 'Yok' states none.")]
Subjects = Annotated[Many, typer.Option("--subject", help="A data subject group; repeat for more.")]
Bases = Annotated[
    Many, typer.Option("--basis", help="A legal basis: code (5/2-c) or words; repeat for more.")
]
Law = Annotated[str | None, typer.Option("--law", help="Law and article that the bases rest on.")]
Recipients = Annotated[
    Many, typer.Option("--recipient", help="A recipient; repeat for more; 'Yok' states none.")
]
Abroad = Annotated[
    str | None, typer.Option("--abroad", help="Whether data go abroad: evet or hayır; empty clears it.")
]
RetentionText = Annotated[str | None, typer.Option("--retention", help="How long it is kept, in words.")]
Method = Annotated[
    str | None, typer.Option("--method", help="How it is to be destroyed, in words; empty clears it.")
]
Measures = Annotated[Many, typer.Option("--measure", help="A security measure; repeat for more.")]
Statutes = Annotated[
    Many,
    typer.Option("--statute", help="A statutory period (R001); repeat for more; empty text clears them."),
]
Reasons = Annotated[
    Many,
    typer.Option(
        "--reason", help="By which criterion its retention was set: limitation, zamanaşımı; repeat for more."
    ),
]
ConsentText = Annotated[str | None, typer.Option(help="Where the text of its consent is found.")]
BalancingTest = Annotated[
    str | None, typer.Option(help="Where the test of its legitimate interest is found.")
]
Ended = Annotated[
    str | None, typer.Option("--ended", help="The day from which it is no longer processed; empty clears it.")
]
_CELLS = {
    "item": "items",
    "purpose": "purposes",
    "subject": "subjects",
    "basis": "bases",
    "recipient": "recipients",
    "measure": "measures",
    "statute": "statutes",
    "reason": "retention_reasons",
    "ended": "entry_ended",
    **{name: name for name in ("law", "abroad", "retention", "method", "consent_text", "balancing_test")},
}
"""The cell of an inventory row that an option fills."""


@app.command("list")
def list_(
    ctx: typer.Context,
    activity: Annotated[str | None, typer.Option(help="Only of this activity.")] = None,
    department: Annotated[str | None, typer.Option(help="Only of this department.")] = None,
    category: Annotated[
        str | None, typer.Option(help="Only of this data category, in your words or VERBİS's.")
    ] = None,
    as_of: AsOf = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """List the entries."""
    (snapshot, _), scope = register_at(ctx, as_of), Scope(department, category)
    scope.check(snapshot)
    of = find_activity(snapshot, activity).id if activity else None
    rows = [
        shapes.entry(entry, snapshot)
        for entry in snapshot.entries.values()
        if (of is None or entry.activity == of) and scope.has(entry, snapshot)
    ]
    ended = (column(_LABELS["ended"], "ended"),) if any(row["ended"] for row in rows) else ()
    output.emit(rows, (*_COLUMNS, *ended), Target.of(fmt, to))


@app.command()
def show(
    ctx: typer.Context, ref: Ref, as_of: AsOf = None, fmt: FormatOption = None, to: OutputOption = None
) -> None:
    """Show one entry, with the cell that it was read from."""
    snapshot, _ = register_at(ctx, as_of)
    row = shapes.entry(find_entry(snapshot, ref), snapshot)
    origin = row["origin"] or {}
    shown = {**row, **{name: origin.get(name) for name in ("sha256", "cells")}}
    lines = [
        (label, _shown(shown, name))
        for name, label in _LABELS.items()
        if name not in _LEFT_OUT or shown[name]
    ]
    output.emit_card(row, lines, Target.of(fmt, to))


def _shown(row: Row, name: str) -> object:
    value = row[name]
    if name in row["not_stated"] or (name == "abroad" and value is None):
        return Text("not stated")
    match name:
        case "retention":
            return f"{value['text']} ({value['why']})" if value["text"] else Text("not stated")
        case "bases" if value:
            return "; ".join(dict.fromkeys(map(_basis, value)))
        case "category" | "purposes" | "subjects" | "recipients" | "measures" if value:
            values = value if isinstance(value, list) else [value]
            return "; ".join(_mapped(each) for each in values)
        case "statutes":
            return "; ".join(map(_statute, value))
        case "retention_reasons":
            return "; ".join(tr(RETENTION_REASONS[each]) for each in value)
        case "origin" if value:
            return Text("{file}, sheet {sheet}, row {row}", **value)
        case "cells":
            return ", ".join(f"{field} {cell}" for field, cell in value.items())
        case "special" if value is None:
            return Text("not stated")
    return Text("none") if value == [] else value


def _basis(basis: Row) -> str:
    law = f", {basis['law']}" if basis["law"] and basis["law"] != basis["label"] else ""
    return f"{basis['label']} [{basis['code'] or '?'}]{law}"


def _statute(number: str) -> str:
    from kvkkctl.law.statutory import statutory_periods

    period = statutory_periods().get(number)
    return f"{number} ({period.citation})" if period else number


def _mapped(term: Row) -> str:
    return (
        str(term["label"]) if term["term"] in {term["label"], None} else f"{term['label']} → {term['term']}"
    )


@app.command()
def add(
    ctx: typer.Context,
    activity: Annotated[str, typer.Option("--activity", help="Code of the activity.", show_default=False)],
    category: Annotated[str, typer.Option("--category", help="The data category.", show_default=False)],
    item: Items = None,
    purpose: Purposes = None,
    subject: Subjects = None,
    basis: Bases = None,
    law: Law = None,
    recipient: Recipients = None,
    abroad: Abroad = None,
    retention: RetentionText = None,
    method: Method = None,
    measure: Measures = None,
    statute: Statutes = None,
    reason: Reasons = None,
    consent_text: ConsentText = None,
    balancing_test: BalancingTest = None,
) -> None:
    """Add an entry; the same checks apply as when importing."""
    from kvkkctl.commands.onerow import put_row

    code = find_activity(snapshot_of(ctx), activity).code
    given = {"code": code, "category": category, **_given(ctx)}
    change(ctx, lambda made: put_row(made, "inventory", given, new=True))


@app.command()
def edit(
    ctx: typer.Context,
    ref: Ref,
    category: Annotated[str | None, typer.Option("--category", help="Another data category.")] = None,
    item: Items = None,
    purpose: Purposes = None,
    subject: Subjects = None,
    basis: Bases = None,
    law: Law = None,
    recipient: Recipients = None,
    abroad: Abroad = None,
    retention: RetentionText = None,
    method: Method = None,
    measure: Measures = None,
    statute: Statutes = None,
    reason: Reasons = None,
    consent_text: ConsentText = None,
    balancing_test: BalancingTest = None,
    ended: Ended = None,
) -> None:
    """Change an entry; only what is given changes, a list as a whole, and empty text means not stated."""
    from kvkkctl.commands.onerow import put_row

    given = _given(ctx)
    if not given and category is None:
        raise BadValue(Text("Nothing to change: give at least one option."))

    def make(made: Change) -> None:
        entry = find_entry(made.snapshot, ref)
        label = category or made.snapshot.category_of(entry).label
        code = made.snapshot.activity_of(entry).code
        cells = {"key": entry.ref, "code": code, "category": label, **given}
        if given.keys() & {"bases", "law"}:
            cells |= _basis_cells(entry, given)
        put_row(made, "inventory", cells, new=False)

    change(ctx, make)


@app.command()
def remove(ctx: typer.Context, ref: Ref) -> None:
    """Remove an entry that no holding is kept under."""
    change(ctx, lambda made: made.remove(find_entry(made.snapshot, ref)))


def _basis_cells(entry: Entry, given: dict[str, str]) -> dict[str, str]:
    """Return the cells of bases and law: a law given covers all, otherwise each basis that stays keeps its own."""
    stated = entry.bases or ()
    own = {basis.label: basis.law for basis in stated if basis.law and basis.law != basis.label}
    labels = (
        given["bases"].split("\n") if "bases" in given else list(dict.fromkeys(each.label for each in stated))
    )
    if "law" in given:
        return {"bases": "\n".join(labels), "law": given["law"]}
    return {"bases": "\n".join(line for label in labels for line in (label, own.get(label)) if line)}


def _given(ctx: typer.Context) -> dict[str, str]:
    """Return what was given, as the cells of an inventory row."""
    values = {name: value for name, value in ctx.params.items() if name in _CELLS and value is not None}
    return {
        _CELLS[name]: "\n".join(value) if isinstance(value, list | tuple) else value
        for name, value in values.items()
        if value not in ([], ())
    }
