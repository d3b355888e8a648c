"""`clock`: the legal clocks."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

import typer

from kvkkctl import output
from kvkkctl.commands.duty import split_runs
from kvkkctl.commands.framework import App
from kvkkctl.errors import BadValue
from kvkkctl.i18n import Language, spoken, tr
from kvkkctl.law.clocks import Clock, ClockOptions, calculate, clocks
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.text import Text

app = App(help=Text("The legal clocks."))

_UNITS = {
    "hour": Text("hours"),
    "calendar_day": Text("calendar days"),
    "business_day": Text("business days"),
    "month": Text("months"),
    "year": Text("years"),
    "date": Text("fixed day"),
    "none": Text("no number"),
    "periodic": Text("next periodic destruction, at most so many months"),
}
_COLUMNS = (
    column(Text("Clock"), "clock"),
    column(Text("What it counts"), "event"),
    Column(Text("Limit"), lambda row: row["limit"], right=True),
    Column(Text("Unit"), lambda row: _UNITS[row["unit"]]),
    column(Text("Citation"), "citation"),
)
_DUE = (
    column(Text("Clock"), "clock"),
    column(Text("From"), "from"),
    column(Text("Strictly due"), "strict_due"),
    column(Text("Due after holidays"), "rolled_due"),
    column(Text("Citation"), "citation"),
    column(Text("Note"), "note"),
)


@app.command("list")
def list_(fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List the clocks of the Law and its regulations."""
    output.emit([_row(clock) for clock in clocks().values()], _COLUMNS, Target.of(fmt, to))


def _row(clock: Clock) -> dict[str, Any]:
    return {
        "clock": clock.id,
        "event": clock.event_tr if spoken() is Language.TR else clock.event,
        "limit": str(clock.limit) if isinstance(clock.limit, date) else clock.limit,
        "unit": clock.unit.value,
        "rolls": clock.rolls.value,
        "citation": clock.citation,
        "provenance": clock.provenance,
    }


@app.command()
def calc(
    clock: Annotated[str, typer.Argument(help="The clock (SC5, DSAR30 …).", show_default=False)],
    start: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="DATE[THH:MM]",
            help="When it starts; hours are those of Türkiye.",
            show_default=False,
        ),
    ],
    half_day: Annotated[
        Literal["count", "skip"], typer.Option(help="Whether a half-day holiday is a business day.")
    ] = "count",
    saturday: Annotated[
        Literal["closed", "open"], typer.Option(help="Whether the last day may be a Saturday.")
    ] = "closed",
    months: Annotated[
        str | None,
        typer.Option(help="For PD6: the months (1,7) or days (01.01,01.07) of periodic destruction."),
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Compute when a clock runs out, strictly and after holidays."""
    options = ClockOptions(half_day=half_day, saturday=saturday, runs=split_runs(months or "").runs)
    due = calculate(clock, _start(start), options)
    row = {
        "clock": due.clock,
        "from": start,
        "strict_due": _when(due.strict_due),
        "rolled_due": _when(due.rolled_due),
        "citation": due.citation,
        "note": tr(due.note) if due.note else None,
    }
    output.emit_one(row, _DUE, Target.of(fmt, to))


def _when(due: date | datetime) -> str:
    return due.isoformat(timespec="minutes") if isinstance(due, datetime) else due.isoformat()


def _start(text: str) -> date | datetime:
    try:
        return datetime.fromisoformat(text) if "T" in text or " " in text else date.fromisoformat(text)
    except ValueError:
        raise BadValue(
            Text("--from: {value} is neither a day (2026-12-31) nor a moment (2026-12-31T16:00).", value=text)
        ) from None
