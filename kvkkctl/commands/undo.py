"""`undo`: take back what a command did."""

from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from kvkkctl import output
from kvkkctl.commands.editing import change, opened
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.history import changes, names_of, reference, summary
from kvkkctl.commands.recorded import command_line
from kvkkctl.errors import BadValue
from kvkkctl.key import key
from kvkkctl.output import Column, FormatOption, OutputOption, Row, Target, column
from kvkkctl.register import Change, JournalEntry
from kvkkctl.register.journal import Line
from kvkkctl.register.tables import COLLECTIONS
from kvkkctl.register.undoing import take_back
from kvkkctl.retention import kept_until
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text, ranges

app = App()

_ACTIONS = {"remove": Text("is removed"), "restore": Text("comes back"), "change": Text("changes back")}
_COLUMNS = (
    column(Text("Record"), "ref"),
    Column(Text("What happens"), lambda row: _ACTIONS[row["action"]]),
    Column(Text("What changes"), lambda row: summary(row["changes"]) if row["action"] == "change" else ""),
)


@app.command()
def undo(
    ctx: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="N",
            help="The number of the journal's entry; the newest if not given.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change back; change nothing.")
    ] = False,
    not_destroyed: Annotated[
        bool,
        typer.Option(
            "--not-destroyed",
            help="State that a destruction was put on record by mistake: nothing was destroyed.",
        ),
    ] = False,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Take back what a command did: its records become what they were before it. An import is taken back whole.

    It is refused, and nothing is changed, where a later command touched the same records, or where a later record rests
    on one that would go; both are named. The history keeps what was taken back: undo is a command like any other, with
    an entry of its own, and undo of that entry does it again. Numbers that were given are not given again.
    """
    target = Target.of(fmt, to)
    made: list[_Undone] = []

    def make(change_: Change) -> None:
        before = change_.snapshot
        entry = take_back(change_, number, key())
        _check_destructions(before, change_.snapshot, session(ctx).today, mistake=not_destroyed)
        change_.command = _with_number(command_line(ctx), entry.seq)
        made.append(_Undone(entry, before, change_.snapshot, change_.lines()))

    if dry_run:
        opened(ctx).rehearse(make)
        seq = None
    else:
        seq = change(ctx, make).seq
    done = made[0]
    said = Text("{n}: {at}, {who}: {command}", n=done.entry.seq, **_heading(done.entry))
    output.note(Text("Undone: {entry}", entry=said) if seq else Text("To be undone: {entry}", entry=said))
    if dry_run or fmt is not None or to is not None:
        output.emit(_rows(done, seq), _COLUMNS, target)


class _Undone(NamedTuple):
    """What was taken back: the entry, the register before and after, and what changed between the two."""

    entry: JournalEntry
    before: Snapshot
    after: Snapshot
    lines: tuple[Line, ...]


def _with_number(line: str, seq: int) -> str:
    """Name the entry, where the newest was meant."""
    command, _, options = line.removeprefix("kvkkctl undo").strip().partition(" ")
    rest = options if command.isdecimal() else f"{command} {options}"
    return f"kvkkctl undo {seq} {rest}".strip()


def _heading(entry: JournalEntry) -> dict[str, str]:
    return {"at": entry.at, "who": entry.actor, "command": entry.command}


def _check_destructions(before: Snapshot, after: Snapshot, today: date, *, mistake: bool) -> None:
    """Raise BadValue where a record of a destruction would go that has to stay, or what it is about would change."""
    gone = [each for number, each in before.destructions.items() if number not in after.destructions]
    if mistake and not gone:
        raise BadValue(Text("--not-destroyed: no record of a destruction would go."))
    owed = [each for each in gone if kept_until(each) >= today]
    if owed and not mistake:
        raise BadValue(
            Text(
                "{refs} would go, a record to be kept until {day} (destruction regulation art. 7/3). If it was made by "
                "mistake and nothing was destroyed, state that: `kvkkctl undo … --not-destroyed`.",
                refs=ranges(each.ref for each in owed),
                day=max(map(kept_until, owed)).isoformat(),
            )
        )
    for number, record in after.destruction_of.items():
        if number in before.destruction_of and before.holdings[number] != after.holdings[number]:
            raise BadValue(
                Text(
                    "{ref} is on record as destroyed ({record}) and stays as it was.",
                    ref=after.holdings[number].ref,
                    record=record.ref,
                )
            )


def _rows(done: _Undone, seq: int | None) -> list[dict[str, Any]]:
    """What was taken back as scripts read it, a row for each record."""
    told = JournalEntry(seq or 0, "", "", "", "", "", done.lines)
    fields: dict[tuple[str, int], list[Row]] = {}
    for row in changes(told, names_of(done.before, done.after)):
        fields.setdefault((row["kind"], row["id"]), []).append(row)
    return [
        {
            "undoes": done.entry.seq,
            "seq": seq,
            "kind": line.kind,
            "id": line.record,
            "ref": _ref(done, line),
            "action": "restore" if line.before is None else "remove" if line.after is None else "change",
            "changes": [
                {name: row[name] for name in ("field", "old", "new", "old_text", "new_text")}
                for row in fields.get((line.kind, line.record), ())
            ],
        }
        for line in done.lines
    ]


def _ref(done: _Undone, line: Line) -> str:
    for snapshot in (done.after, done.before):
        if line.kind in COLLECTIONS and line.record in (records := getattr(snapshot, COLLECTIONS[line.kind])):
            return str(records[line.record].ref)
    return reference(line.kind, line.record)
