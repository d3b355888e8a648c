"""`verbis file`, `list`, `show` and `remove`: what VERBİS was told, on record."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands.editing import change, day_option, find_filing, snapshot_of, stated
from kvkkctl.commands.framework import session
from kvkkctl.errors import BadValue, RecordNotFound
from kvkkctl.history import state_on
from kvkkctl.i18n import turkish
from kvkkctl.law.obligation import REGISTRY_SINCE
from kvkkctl.models import Filing
from kvkkctl.output import Column, Format, FormatOption, OutputOption, Row, Target, column
from kvkkctl.register import Change
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.verbis.difference import answers_differ
from kvkkctl.verbis.filing import Notification, notification, plain, read, write
from kvkkctl.verbis.rollup import roll_up


class State(StrEnum):
    """Which state of the register VERBİS was told."""

    NOW = "now"
    THEN = "then"


def _count(row: Row, name: str) -> object:
    return None if row[name] is None else len(row[name])


def _period(row: Row) -> object:
    stated = row["retention"]
    if stated is None:
        return Text("not stated") if row["processed"] else None
    return f"{stated['count']} {stated['unit']}" if stated["count"] else f"{stated['unit']}: {stated['text']}"


_FILINGS = (
    column(Text("Filing"), "id"),
    column(Text("Filed on"), "filed_on"),
    column(Text("Reference"), "reference"),
    Column(Text("Processed"), lambda row: row["processed"], right=True),
    Column(Text("Open points"), lambda row: row["open"], right=True),
    Column(Text("Source"), lambda row: row["source"] or Text("register")),
)
_TOLD = (
    column(Text("No."), "no", right=True),
    column(Text("Category"), "name"),
    Column(Text("Processed"), lambda row: row["processed"]),
    Column(Text("Purposes"), lambda row: _count(row, "purposes"), right=True),
    Column(Text("Recipients"), lambda row: _count(row, "recipients"), right=True),
    Column(Text("Subjects"), lambda row: _count(row, "subjects"), right=True),
    Column(Text("Abroad"), lambda row: row["abroad"]),
    Column(Text("Retention"), _period),
)

Ref = Annotated[str, typer.Argument(metavar="FILING", help="Number of the filing (F1).", show_default=False)]


def file(
    ctx: typer.Context,
    on: Annotated[
        str,
        typer.Option("--on", metavar="DATE", help="The day on which VERBİS was told.", show_default=False),
    ],
    reference: Annotated[
        str | None, typer.Option(help="What it is known by: the number or name of the receipt.")
    ] = None,
    state: Annotated[
        State | None,
        typer.Option(help="Told was the register as it is now, or as it was then, where the two differ."),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--import",
            metavar="FILE",
            help="What VERBİS was told is in this file: a workbook as `verbis export` writes it, or the text of "
            "the tabs of the public query.",
        ),
    ] = None,
) -> None:
    """Put on record that VERBİS was told what `verbis preview` shows; `verbis diff` compares with it from then on.

    What is still open is recorded as open. A registration made earlier, or by hand, is entered with --import; a file
    with mistakes is refused whole, with all of its places that are wrong. Told twice, it is recorded once.
    """
    today, day = session(ctx).today, day_option(on, "--on")
    if day is None or not REGISTRY_SINCE <= day <= today:
        raise BadValue(
            Text(
                "--on: say on which day VERBİS was told, from {first} on and not later than today.",
                first=REGISTRY_SINCE,
            )
        )
    if source is not None and state is not None:
        raise BadValue(Text("--state is about the register: leave it out with --import."))
    told: Notification | None = None
    digest: str | None = None
    if source is not None:
        from kvkkctl.commands.registration import told_in

        told, digest = told_in(source)

    def make(made: Change) -> None:
        facts = {"filed_on": day, "reference": stated(reference), "stamp": made.snapshot.stamp}
        if told is None:
            chosen = _told_on(made.snapshot, day, today, state)
            said = notification(roll_up(chosen, day), turkish)
            _record(made, said, {**facts, "stamp": chosen.stamp})
        else:
            _record(made, told, {**facts, "source": source and source.name, "sha256": digest})

    change(ctx, make)


def _told_on(snapshot: Snapshot, day: date, today: date, state: State | None) -> Snapshot:
    """Return the state of the register that was told. Raises BadValue where nobody says which of two it was."""
    if state is State.NOW:
        return snapshot
    then = state_on(snapshot, day, today)
    told = [notification(roll_up(each, day), turkish) for each in (snapshot, then)]
    if state is None and answers_differ(*told):
        raise BadValue(
            Text(
                "The answers have changed since {day}: say with --state whether VERBİS was told those of now or of "
                "then.",
                day=day,
            )
        )
    return then if state is State.THEN else snapshot


def _record(made: Change, told: Notification, facts: dict[str, Any]) -> None:
    content = write(told)
    for known in made.snapshot.filings.values():
        if (known.filed_on, known.reference, known.content) == (
            facts["filed_on"],
            facts["reference"],
            content,
        ):
            output.note(Text("This is on record already, as {ref}.", ref=known.ref))
            return
    filing = made.make(Filing, {**facts, "content": content})
    processed = sum(bool(each.processed) for each in told.categories)
    output.note(
        Text(
            "{ref}: filed on {day}, {n} categories processed.",
            ref=filing.ref,
            day=filing.filed_on,
            n=processed,
        )
    )
    if told.unresolved:
        output.note(
            Text(
                "{n} points were open and are recorded as open: `kvkkctl verbis show {ref}` lists them.",
                n=len(told.unresolved),
                ref=filing.ref,
            )
        )
    if made.snapshot.controller.verbis_registered_on is None:
        output.note(
            Text(
                "Since when the controller is registered is not stated: "
                "`kvkkctl controller set --verbis-registered-on DATE`."
            )
        )


def list_(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List what VERBİS was told, the earliest first."""
    filings = sorted(snapshot_of(ctx).filings.values(), key=lambda each: (each.filed_on, each.id))
    output.emit([_shape(each) for each in filings], _FILINGS, Target.of(fmt, to))


def show(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Argument(metavar="FILING", help="Number of the filing (F1); the last if not given."),
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Show what VERBİS was told, category by category, and what was open then."""
    snapshot = snapshot_of(ctx)
    filing = find_filing(snapshot, ref) if ref else snapshot.filing_on(session(ctx).today)
    if filing is None:
        raise RecordNotFound(NO_FILING)
    told, target = read(filing.content), Target.of(fmt, to)
    if target.format is Format.JSON:
        output.emit_one(whole(filing), (), target)
        return
    measures = Text("Security measures: {measures}", measures=told.measures or Text("none"))
    questions = [
        Text("Open when it was filed: {what}: {why} ({entries})", **each._asdict())
        for each in told.unresolved
    ]
    output.emit(plain(told)["categories"], _TOLD, target, below=[_head(filing), measures, *questions])


def remove(ctx: typer.Context, ref: Ref) -> None:
    """Take a filing that was recorded by mistake off the record, with the days stated about it."""

    def make(made: Change) -> None:
        filing = find_filing(made.snapshot, ref)
        for each in list(made.snapshot.change_dates.values()):
            if each.filing == filing.id:
                made.remove(each)
        made.remove(filing)

    change(ctx, make)


NO_FILING = Text(
    "There is no filing on record: `kvkkctl verbis file` records one, --import enters one made by hand."
)


def whole(filing: Filing) -> dict[str, Any]:
    """A filing with all that VERBİS was told, as scripts read it."""
    return _shape(filing) | plain(read(filing.content))


def _shape(filing: Filing) -> dict[str, Any]:
    """A filing as scripts read it."""
    told = read(filing.content)
    return {
        "id": filing.ref,
        "filed_on": filing.filed_on.isoformat(),
        "reference": filing.reference,
        "source": filing.source,
        "sha256": filing.sha256,
        "processed": sum(bool(each.processed) for each in told.categories),
        "open": len(told.unresolved),
    }


def _head(filing: Filing) -> Text:
    return Text(
        "{ref}, filed on {day}, reference: {reference}, source: {source}.",
        ref=filing.ref,
        day=filing.filed_on,
        reference=filing.reference or "–",
        source=filing.source or Text("register"),
    )
