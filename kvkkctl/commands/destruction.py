"""`destruction`: what was destroyed goes on record, and is listed and reported."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, day_option, find_destruction, snapshot_of, stated
from kvkkctl.commands.framework import App, check_book, fresh, session
from kvkkctl.commands.labels import METHODS
from kvkkctl.commands.recording import record_file, record_one
from kvkkctl.errors import BadValue
from kvkkctl.inventory.choices import method_named
from kvkkctl.models import Destruction, DestructionMethod
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change
from kvkkctl.retention import kept_until, was_asked
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

app = App(help=Text("What was destroyed: recorded, listed, reported."))

_METHOD = Column(Text("Method"), lambda row: METHODS[row["method"]])
_COLUMNS = (
    column(Text("Record"), "id"),
    column(Text("Holding"), "holding"),
    column(Text("Records"), "label"),
    column(Text("Done on"), "done_on"),
    _METHOD,
    column(Text("Run"), "run"),
    column(Text("Keep until"), "keep_until"),
)
_LINES = {
    "holding": Text("Holding"),
    "label": Text("Records"),
    "activity": Text("Activity"),
    "category": Text("Category"),
    "run": Text("Run"),
    "duty_on": Text("Duty arises"),
    "destroy_by": Text("Destroy by"),
    "done_on": Text("Done on"),
    "method": Text("Method"),
    "technique": Text("Technique"),
    "done_by": Text("Done by"),
    "approved_by": Text("Approved by"),
    "reference": Text("Reference"),
    "reason": Text("Reason for the method"),
    "forced": Text("Recorded in spite of its date"),
    "keep_until": Text("Keep until"),
}

Ref = Annotated[str, typer.Argument(metavar="RECORD", help="Number of the record (D3).", show_default=False)]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day on which it was destroyed.")]
Method = Annotated[
    str | None,
    typer.Option(metavar="METHOD", help="erasure, destruction or anonymisation (silme, yok etme, …)."),
]
Technique = Annotated[str | None, typer.Option(help="How: shredder, overwriting, k-anonymity …")]
DoneBy = Annotated[str | None, typer.Option("--by", help="Which unit or firm did it.")]
ApprovedBy = Annotated[str | None, typer.Option(help="Which unit or office approved it.")]
Reference = Annotated[str | None, typer.Option(help="The number of the minutes, certificate or ticket.")]
Reason = Annotated[
    str | None, typer.Option(help="Why this method, where a data subject asked for it (art. 7/5).")
]


@app.command()
def record(
    ctx: typer.Context,
    holding: Annotated[
        list[str] | None,
        typer.Argument(metavar="HOLDING...", help="Numbers of the holdings (H7).", show_default=False),
    ] = None,
    file: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A work list that was filled in (.xlsx, .ods, .csv; - is stdin); repeat for more.",
        ),
    ] = None,
    on: On = None,
    method: Method = None,
    technique: Technique = None,
    done_by: DoneBy = None,
    approved_by: ApprovedBy = None,
    reference: Reference = None,
    reason: Reason = None,
    force: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Record it although it is held or not due; why goes on record."),
    ] = None,
) -> None:
    """Put a destruction on record: of some holdings, or of all rows of a work list that are filled in.

    What is held, or is to be kept longer, is refused with the day on which it becomes possible, unless --force says
    why it was destroyed all the same. A work list with a mistake is refused whole, with all of its cells that are
    wrong; one that is taken again changes nothing.
    """
    if holding and file:
        raise BadValue(
            Text(
                "{words}: holdings are not named beside a work list. For more work lists, repeat --from.",
                words=holding,
            )
        )
    if not (holding or file):
        raise BadValue(Text("Name the holdings that were destroyed, or a work list with --from FILE."))
    if force is not None and not stated(force):
        raise BadValue(Text("--force needs a reason."))
    today = session(ctx).today
    if file:
        given = {"--on": on, "--method": method, "--technique": technique, "--by": done_by}
        for option, text in given.items():
            if text is not None:
                raise BadValue(Text("{option} stands in the work list itself.", option=option))
        change(ctx, lambda made: record_file(made, file, today, stated(force)))
        return
    done_on = day_option(on, "--on")
    if done_on is None or method is None:
        raise BadValue(Text("Say when and how: --on DATE --method erasure, destruction or anonymisation."))
    facts = {
        "done_on": done_on,
        "method": _method(method),
        "technique": stated(technique),
        "done_by": stated(done_by),
        "approved_by": stated(approved_by),
        "reference": stated(reference),
        "reason": stated(reason),
    }
    names = holding or []
    change(ctx, lambda made: record_one(made, names, facts, today, stated(force)))


@app.command("list")
def list_(
    ctx: typer.Context,
    run: Annotated[str | None, typer.Option(metavar="RUN", help="Only of this run (P1).")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day.")] = None,
    expired: Annotated[
        bool, typer.Option("--expired", help="Only records that need not be kept any longer.")
    ] = False,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """List what was destroyed, with the day until which the record of it is kept at least."""
    snapshot, today = snapshot_of(ctx), session(ctx).today
    chosen = chosen_records(snapshot, run, day_option(since, "--since"), day_option(until, "--until"))
    rows = [shape(each, snapshot) for each in chosen if not expired or kept_until(each) < today]
    output.emit(rows, _COLUMNS, Target.of(fmt, to))


@app.command()
def show(ctx: typer.Context, ref: Ref, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Show the record of one destruction."""
    snapshot = snapshot_of(ctx)
    row = shape(find_destruction(snapshot, ref), snapshot)
    lines = [(text, METHODS[row[name]] if name == "method" else row[name]) for name, text in _LINES.items()]
    output.emit_card(row, lines, Target.of(fmt, to))


@app.command()
def report(
    ctx: typer.Context,
    run: Annotated[str | None, typer.Option(metavar="RUN", help="Only of this run (P1).")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day.")] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file; else exports/imha-tutanagi-DATE.xlsx.", show_default=False
        ),
    ] = None,
) -> None:
    """Write the destruction record as a workbook to print and sign: numbered lines, no personal data."""
    from kvkkctl.workbook.destruction_book import ReportCover, write_report

    snapshot, today = snapshot_of(ctx), session(ctx).today
    first, last = day_option(since, "--since"), day_option(until, "--until")
    check_book(to)
    chosen = chosen_records(snapshot, run, first, last)
    if not chosen:
        raise BadValue(Text("There is no record of a destruction to report."))
    path = to or fresh(Path("exports") / f"imha-tutanagi-{today}.xlsx")
    covers = _covers(snapshot, run, first or chosen[0].done_on, last or chosen[-1].done_on)
    write_report(path, snapshot, chosen, ReportCover(snapshot.controller.title, covers, today))
    output.written(path)


@app.command()
def edit(
    ctx: typer.Context,
    ref: Ref,
    reason: Annotated[
        str,
        typer.Option(
            help="Why this method, where a data subject asked for it (art. 7/5).", show_default=False
        ),
    ],
) -> None:
    """Add to a record why its method was chosen, or say it better; the rest of it stays as it was recorded.

    The reason is not taken away where a data subject asked for the destruction.
    """

    def make(made: Change) -> None:
        record = find_destruction(made.snapshot, ref)
        asked = was_asked(made.snapshot.holdings[record.holding], record.duty_on)
        if asked and stated(reason) is None:
            raise BadValue(
                Text(
                    "{ref} keeps a reason for its method, as a data subject asked for it (destruction regulation "
                    "art. 7/5): give another one.",
                    ref=record.ref,
                )
            )
        made.put(record.model_copy(update={"reason": stated(reason)}))

    change(ctx, make)


@app.command()
def remove(ctx: typer.Context, ref: Ref) -> None:
    """Remove a record that has been kept for three years; the history keeps what it said."""
    today = session(ctx).today

    def make(made: Change) -> None:
        record = find_destruction(made.snapshot, ref)
        if kept_until(record) >= today:
            raise BadValue(
                Text(
                    "{ref} is to be kept until {day} (destruction regulation art. 7/3).",
                    ref=record.ref,
                    day=kept_until(record).isoformat(),
                )
            )
        made.remove(record)

    change(ctx, make)


def chosen_records(
    snapshot: Snapshot, run: str | None, since: date | None, until: date | None
) -> list[Destruction]:
    """Return the records of a run, or between two days, in the order of their days. Raises BadValue."""
    if run is not None and run.upper() not in {each.ref for each in snapshot.runs.values()}:
        runs = tuple(each.ref for each in snapshot.runs.values())
        raise BadValue(Text("There is no run {run}; the runs are {runs}.", run=run, runs=runs or "–"))
    number = int(run[1:]) if run is not None else None
    found = (
        each
        for each in snapshot.destructions.values()
        if (number is None or each.run == number)
        and (since is None or each.done_on >= since)
        and (until is None or each.done_on <= until)
    )
    return sorted(found, key=lambda each: (each.done_on, each.id))


def _covers(snapshot: Snapshot, run: str | None, first: date, last: date) -> str:
    if run is not None:
        day = snapshot.runs[int(run[1:])].day
        return f"{run.upper()} numaralı periyodik imha ({day:%d.%m.%Y})"
    return f"{first:%d.%m.%Y} – {last:%d.%m.%Y} arasındaki imha işlemleri"


def _method(text: str) -> DestructionMethod:
    found = method_named(text)
    if found is None:
        choices = tuple(method.value for method in DestructionMethod)
        raise BadValue(Text("--method: {value} is none of: {choices}.", value=text, choices=choices))
    return found


def shape(record: Destruction, snapshot: Snapshot) -> dict[str, Any]:
    """The record of a destruction as scripts read it."""
    holding = snapshot.holdings[record.holding]
    entry = snapshot.entries[holding.entry]
    return {
        "id": record.ref,
        "holding": holding.ref,
        "label": holding.label,
        "entry": entry.ref,
        "activity": snapshot.activity_of(entry).code,
        "category": snapshot.category_of(entry).label,
        "run": snapshot.runs[record.run].ref if record.run is not None else None,
        **{
            name: shapes.plain(value)
            for name, value in shapes.fields(record).items()
            if name not in {"id", "holding", "run"}
        },
        "keep_until": shapes.plain(kept_until(record)),
    }
