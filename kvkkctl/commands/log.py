"""`log`: the history of the register, what it changed, and whether it is whole."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands.editing import day_option, opened
from kvkkctl.commands.framework import App, Group
from kvkkctl.commands.history import Asked, changes, names_of, said, selected, summary
from kvkkctl.errors import EXIT_FOUND, BadValue, RecordNotFound
from kvkkctl.output import Column, FormatOption, OutputOption, Row, Target, column
from kvkkctl.register import JournalEntry
from kvkkctl.register.undoing import undoes, undone
from kvkkctl.text import Text

if TYPE_CHECKING:
    from kvkkctl.register.proof import Proof

app = App()

_HASH = re.compile(r"[0-9a-f]{64}(-hmac)?")


def _with_undo(row: Row) -> object:
    if row["undone_by"] is None:
        return row["command"]
    return Text("{command} (undone by {n})", command=row["command"], n=row["undone_by"])


_COLUMNS = (
    column(Text("No."), "seq", right=True),
    column(Text("When (UTC)"), "at"),
    column(Text("Who"), "actor"),
    Column(Text("Records"), lambda row: len(row["records"]), right=True),
    Column(Text("Command"), _with_undo),
)
_CHANGES = (
    column(Text("Record"), "ref"),
    column(Text("Field"), "field"),
    Column(Text("Old"), lambda row: row["old_text"]),
    Column(Text("New"), lambda row: row["new_text"]),
)


@app.callback(invoke_without_command=True, cls=Group)
def log(
    ctx: typer.Context,
    record: Annotated[
        str | None,
        typer.Option(
            help="Only of this record, with what changed: E42, H7, the code of an activity, a label or controller."
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="Only of records of this kind: entry, term, holding …")
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Only by this person.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on (UTC).")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day (UTC).")] = None,
    command: Annotated[str | None, typer.Option(help="Only of commands that hold these words.")] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """List every change of the register, the oldest first; json has the records before and after.

    With --record or --kind the entries show these records only.
    """
    if ctx.invoked_subcommand:
        return
    days = day_option(since, "--since"), day_option(until, "--until")
    first, last = (day.isoformat() if day else None for day in days)
    asked = Asked(record, kind, actor, first, last, command)
    register = opened(ctx)
    journal = register.journal()
    found = selected(journal, asked)
    taken_back = undone((entry.seq, entry.command) for entry in journal)
    rows = [
        _row(entry) | {"undone_by": taken_back.get(entry.seq), "undoes": undoes(entry.command)}
        for entry in found
    ]
    if record is None:
        output.emit(rows, _COLUMNS, Target.of(fmt, to))
        return
    names = names_of(register.snapshot())
    told = {entry.seq: summary(changes(entry, names)) for entry in found}
    shown = Column(Text("What changed"), lambda row: told[row["seq"]])
    output.emit(rows, (*_COLUMNS[:3], shown, _COLUMNS[4]), Target.of(fmt, to))


@app.command()
def show(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", help="The number of the entry.", show_default=False)],
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Show what one change did, field by field: the old and the new value."""
    register = opened(ctx)
    journal = register.journal()
    found = [entry for entry in journal if entry.seq == number]
    if not found:
        raise RecordNotFound(Text("The journal has no entry {n}.", n=number))
    target = Target.of(fmt, to)
    entry = found[0]
    output.note(
        Text("{n}: {at}, {who}: {command}", n=number, at=entry.at, who=entry.actor, command=entry.command)
    )
    taken_back = undone((each.seq, each.command) for each in journal)
    if number in taken_back:
        output.note(Text("It is undone, by entry {n}.", n=taken_back[number]))
    if (target_ := undoes(entry.command)) is not None:
        output.note(Text("It undoes entry {n}.", n=target_))
    output.emit(changes(entry, names_of(register.snapshot())), _CHANGES, target)


@app.command()
def head(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Print the hash of the newest entry, to be noted where nobody can change it.

    It stands for the whole history up to now: `log verify --expect HASH` says later whether it is still there.
    """
    seq, at, digest = opened(ctx).head()
    row = {"hash": digest, "seq": seq, "at": at}
    target = Target.of(fmt, to)
    if target.format is output.Format.TABLE:
        output.deliver(f"{digest}\n", target)
    else:
        output.emit_one(row, (), target)


@app.command("verify")
def verify_(
    ctx: typer.Context,
    expect: Annotated[
        str | None,
        typer.Option(
            metavar="HASH", help="A hash that `log head` printed: the history up to it must be there."
        ),
    ] = None,
) -> None:
    """Check that the history is whole and that the register is what it says; exit with 4 if not.

    An entry that was altered, taken out or put in is named, and so are the records that were edited with another
    program. Entries cut off at the end show by the records that they made, or by --expect.
    """
    expected = (expect or "").strip().lower()
    if expect is not None and not expected:
        raise BadValue(Text("--expect is empty: give it what `kvkkctl log head` printed."))
    if expected and not _HASH.fullmatch(expected):
        raise BadValue(
            Text("--expect: {hash} is no whole hash: give it what `kvkkctl log head` printed.", hash=expect)
        )
    register = opened(ctx)
    proof = register.prove(expected)
    found = list(faults(proof, register.journal()))
    if expected and proof.at is None:
        found.append(
            Text(
                "No entry has the hash {hash}: the history was cut off or made anew since it was noted.",
                hash=expected,
            )
        )
    for each in found:
        output.say(each)
    if found:
        raise typer.Exit(EXIT_FOUND)
    if not proof.entries:
        output.say(Text("The history is empty, and so is the register."))
        return
    output.say(Text("The history is whole, and the register is what it says: {n} entries.", n=proof.entries))
    if proof.at is not None and expected:
        since = proof.entries - proof.at
        output.say(
            Text("It holds the expected hash, of entry {n}; entries since: {since}.", n=proof.at, since=since)
        )


def faults(proof: "Proof", history: Sequence[JournalEntry]) -> list[Text]:
    """Return what a proof found, in sentences."""
    found = []
    if proof.broken is not None:
        found.append(_broken(proof.broken, history))
    if proof.unkeyed:
        found.append(
            Text(
                "A key is given, but the newest entry was made without one: the history may have been made anew."
            )
        )
    found += [
        Text("{ref}: {what} This was done with another program.", ref=each.ref, what=_difference(each))
        for each in proof.differences
    ]
    return found


def _broken(number: int, history: Sequence[JournalEntry]) -> Text:
    entry = next((each for each in history if each.seq == number), None)
    if entry is None:
        return Text("The history is broken at entry {n}: it is missing.", n=number)
    return Text(
        "The history is broken at entry {n} ({at}, {who}: {command}): it was altered, or others were before it.",
        n=number,
        at=entry.at,
        who=entry.actor,
        command=entry.command,
    )


def _difference(each: Any) -> Text:
    if each.fields:
        return Text("not what the history says ({fields}).", fields=each.fields)
    if each.there:
        return Text("there, but not by the history.")
    return Text("there by the history, but gone.")


def _row(entry: JournalEntry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "actor": entry.actor,
        "command": entry.command,
        "previous": entry.previous,
        "hash": entry.hash,
        "records": [
            {
                "kind": line.kind,
                "id": line.record,
                "before": None if line.before is None else said(line.before),
                "after": None if line.after is None else said(line.after),
            }
            for line in entry.lines
        ],
    }
