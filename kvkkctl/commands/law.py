"""`law`: the statutory library, and what somebody verified of it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.editing import change, day_option, snapshot_of
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.statutes import confirmation_of, confirmed, effect, find_statute, linked, statute
from kvkkctl.errors import BadValue, RecordNotFound
from kvkkctl.i18n import Language, spoken, tr
from kvkkctl.law.statutory import StatutoryClass, StatutoryPeriod, statutory_periods
from kvkkctl.law.tables import Provenance
from kvkkctl.models import Confirmation
from kvkkctl.output import Column, FormatOption, OutputOption, Row, Target, column
from kvkkctl.register import Change, actor
from kvkkctl.retention.wording import ANCHORS, length
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import ascii_fold

app = App(help=Text("The statutory library: how long the law keeps records, and what is only practice."))


class Kind(StrEnum):
    """What `--class` takes."""

    STATUTE = "statute"
    REGULATION = "regulation"
    LIMITATION = "limitation"
    PRACTICE = "practice"


CLASSES = {
    StatutoryClass.STATUTE: Text("statute"),
    StatutoryClass.REGULATION: Text("regulation"),
    StatutoryClass.LIMITATION: Text("limitation"),
    StatutoryClass.PRACTICE: Text("practice"),
}
_KNOWN = {
    Provenance.SEEN: Text("seen in its source"),
    Provenance.MEMORY: Text("from general knowledge, source not seen"),
    Provenance.DOUBTFUL: Text("doubtful"),
}


def _record_type(row: Row) -> str:
    return str(row["record_type" if spoken() is Language.TR else "record_type_en"])


def _status(row: Row) -> Text:
    if not row["in_force"]:
        return Text("not in force")
    if row["obliges"]:
        return Text("obliges")
    if row["low"] is None:
        return Text("sets no period")
    return Text("doubtful") if row["doubtful"] and not row["confirmed"] else Text("justifies")


_COLUMNS = (
    column(Text("No."), "id"),
    Column(Text("Records"), _record_type),
    Column(Text("Period"), lambda row: length(statutory_periods()[row["id"]])),
    Column(Text("Citation"), lambda row: statutory_periods()[row["id"]].citation),
    Column(Text("Class"), lambda row: CLASSES[row["class"]]),
    Column(Text("Effect"), _status),
)

Ref = Annotated[
    str, typer.Argument(metavar="ID", help="Number of the statutory period (R001).", show_default=False)
]


@app.command("list")
def list_(
    ctx: typer.Context,
    kind: Annotated[Kind | None, typer.Option("--class", help="Only of this class.")] = None,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Only those of doubtful source.")] = False,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="What is in force on this day; else today.")
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """List the statutory periods in force: what obliges, what only justifies, what is doubtful."""
    day = day_option(on, "--on") or session(ctx).today
    periods = statutory_periods().values()
    chosen = [
        each
        for each in periods
        if each.in_force(day)
        and (kind is None or each.klass.value == kind.value.upper())
        and (each.doubtful or not doubtful)
    ]
    _emit(ctx, chosen, day, Target.of(fmt, to))
    output.note(
        Text("{n} of {all} statutory periods, by the law of {day}.", n=len(chosen), all=len(periods), day=day)
    )


@app.command()
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(help="Words that must all occur.", show_default=False)],
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Find statutory periods by words of records, law, article and notes, in Turkish letters or without."""
    wanted = ascii_fold(" ".join(words)).split()
    found = [each for each in statutory_periods().values() if all(word in _words(each) for word in wanted)]
    _emit(ctx, found, session(ctx).today, Target.of(fmt, to))
    if not found:
        output.note(Text("No statutory period has all these words: `kvkkctl law list` shows them all."))


def _words(period: StatutoryPeriod) -> str:
    notes = tr(Text.of_table(period.notes)) if period.notes else ""
    named = period.id, period.record_type, period.record_type_en
    # the source names the law as people do: TTK, VUK
    parts = (*named, period.citation, period.source, period.notes, notes)
    return ascii_fold(" ".join(parts))


@app.command()
def show(ctx: typer.Context, ref: Ref, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Show one statutory period: what it asks, whether it obliges and why, who confirmed it, who is linked."""
    period, snapshot, today = find_statute(ref), _known(ctx), session(ctx).today
    row = statute(period, snapshot, today)
    row["why"] = tr(effect(period, snapshot, today))
    row["confirmation"] = confirmed(period, snapshot)
    row["entries"] = linked(period, snapshot)
    output.emit_card(row, _lines(period, row, known=snapshot is not None), Target.of(fmt, to))


def _lines(period: StatutoryPeriod, row: Row, *, known: bool) -> list[tuple[Text, object]]:
    said = row["confirmation"]
    confirmed = Text("{day}, {who}: {source}", **said) if said else Text("not confirmed")
    lines: list[tuple[Text, object]] = [
        (Text("No."), period.id),
        (Text("Records"), period.record_type),
        (Text("Records in English"), period.record_type_en),
        (Text("Period"), length(period)),
        (Text("Counted"), ANCHORS[period.anchor]),
        (Text("Event"), period.starts),
        (Text("Law"), period.law),
        (Text("Article"), period.article),
        (Text("In force"), f"{period.valid_from or ''} – {period.valid_to or ''}".strip()),
        (Text("Class"), CLASSES[period.klass]),
        (Text("Effect"), row["why"]),
        (Text("Known"), _KNOWN[period.provenance]),
        *([(Text("Confirmed"), confirmed)] if known and period.doubtful else []),
        (Text("Notes"), Text.of_table(period.notes) if period.notes else ""),
        (Text("Source"), period.source),
    ]
    return [*lines, (Text("Entries"), row["entries"] or Text("none"))] if known else lines


@app.command()
def confirm(
    ctx: typer.Context,
    ref: Ref,
    source: Annotated[
        str,
        typer.Option(help="Where it was verified: the gazette, the article, the date.", show_default=False),
    ],
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who verified it; else KVKKCTL_ACTOR, or the user.")
    ] = None,
) -> None:
    """Confirm a statutory period of doubtful source, so that it is applied."""
    period = find_statute(ref)
    if not period.doubtful:
        raise BadValue(Text("{id} is not doubtful: there is nothing to confirm.", id=period.id))
    said, who = " ".join(source.split()), " ".join((by or actor()).split())
    if not said or not who:
        raise BadValue(Text("Say where it was verified (--source) and by whom (--by)."))

    def make(made: Change) -> None:
        if found := confirmation_of(period, made.snapshot):
            raise BadValue(
                Text(
                    "{id} was confirmed by {who} on {day} already: `kvkkctl law unconfirm {id}` takes that back.",
                    id=period.id,
                    who=found.confirmed_by,
                    day=found.confirmed_on,
                )
            )
        day = session(ctx).today
        made.make(
            Confirmation,
            {"statute": period.id, "source": said, "confirmed_by": who, "confirmed_on": day},
        )

    change(ctx, make)


@app.command()
def unconfirm(ctx: typer.Context, ref: Ref) -> None:
    """Take a confirmation back: the statutory period is doubtful again, and not applied."""
    period = find_statute(ref)

    def make(made: Change) -> None:
        found = confirmation_of(period, made.snapshot)
        if found is None:
            raise RecordNotFound(Text("{id} is not confirmed.", id=period.id))
        made.remove(found)

    change(ctx, make)


def _emit(ctx: typer.Context, periods: Iterable[StatutoryPeriod], day: date, target: Target) -> None:
    snapshot = _known(ctx)
    output.emit([statute(each, snapshot, day) for each in periods], _COLUMNS, target)


def _known(ctx: typer.Context) -> Snapshot | None:
    """Return the register of this run; None where there is none, for the library needs none."""
    return snapshot_of(ctx) if session(ctx).register.exists() else None
