"""`retention list` and `set`: the distinct phrases of a register, and what a person decides about them."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from kvkkctl import output, retention
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, snapshot_of
from kvkkctl.commands.labels import RETENTION_KINDS
from kvkkctl.errors import BadValue, RecordNotFound
from kvkkctl.likeness import close_to
from kvkkctl.models import Entry, Holding, Reading, Retention, RetentionKind
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text, ranges
from kvkkctl.vocabulary import fold

_COLUMNS = (
    column(Text("No."), "id"),
    column(Text("Phrase"), "text"),
    Column(Text("Kind"), lambda row: RETENTION_KINDS[row["kind"]]),
    Column(Text("Read by"), lambda row: Text("a person") if row["read_by_person"] else ""),
    Column(Text("Used by"), lambda row: len(row["entries"]), right=True),
    column(Text("Why"), "why"),
)

# what needs a person most comes first
_NEED = (
    RetentionKind.UNREADABLE,
    RetentionKind.INDEFINITE,
    RetentionKind.MISSING,
    RetentionKind.STATUTORY,
    RetentionKind.EVENT_ONLY,
    RetentionKind.BOUNDED,
)


def list_(
    ctx: typer.Context,
    unread: Annotated[bool, typer.Option("--unread", help="Only those that are not understood.")] = False,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """List the distinct phrases of the register, what is not understood first, their readings, and who uses them."""
    snapshot = snapshot_of(ctx)
    users = _users(snapshot)
    phrases = sorted(snapshot.retentions.values(), key=lambda each: _urgency(each, users))
    missed = [each for each in phrases if each.kind is RetentionKind.UNREADABLE]
    rows = [
        {
            "id": each.ref,
            **shapes.reading(each),
            "read_by_person": each.read_by_person,
            "entries": users.get(each.id, []),
        }
        for each in (missed if unread else phrases)
    ]
    output.emit(rows, _COLUMNS, Target.of(fmt, to))
    _tell_unread(missed, len(phrases))


def _users(snapshot: Snapshot) -> Mapping[int, Sequence[str]]:
    users: dict[int, list[str]] = {}
    records: tuple[Entry | Holding, ...] = (*snapshot.entries.values(), *snapshot.holdings.values())
    for record in records:
        if record.retention is not None:
            users.setdefault(record.retention, []).append(record.ref)
    return users


def _urgency(phrase: Retention, users: Mapping[int, Sequence[str]]) -> tuple[int, bool, int, int]:
    return (
        _NEED.index(phrase.kind),
        phrase.maximum is not None,
        -len(users.get(phrase.id, ())),
        phrase.id,
    )


def _tell_unread(missed: Sequence[Retention], count: int) -> None:
    if not missed:
        return
    output.note(
        Text(
            "Not understood: {n} of {count} phrases. Say what one means for all that use it: "
            '`kvkkctl retention set {id} --as "TEXT READ INSTEAD"`.',
            n=len(missed),
            count=count,
            id=missed[0].ref,
        )
    )
    choices = {retention.Reason.TWO_EVENTS.value, retention.Reason.ALTERNATIVES.value}
    open_ = [each.ref for each in missed if each.reason in choices]
    if open_:
        output.note(
            Text(
                "More than one thing that could hold: {ids}. A choice is needed: name one of them with "
                "`kvkkctl retention set {first} --as`.",
                ids=ranges(open_),
                first=open_[0],
            )
        )


def set_(
    ctx: typer.Context,
    phrase: Annotated[
        str,
        typer.Argument(metavar="PHRASE", help="Number of the phrase (R3), or its words.", show_default=False),
    ],
    instead: Annotated[
        str | None, typer.Option("--as", metavar="TEXT", help="The text that is read instead of its words.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read its own words anew, and forget what a person decided.")
    ] = False,
) -> None:
    """Decide what a phrase means, for all that use it now or later; its words stay as they are."""
    if again is (instead is not None):
        raise BadValue(Text("Say what it means with --as …, or --again to read its own words."))
    reading = None if instead is None else _readable(instead)

    def make(made: Change) -> None:
        found = _find(made.snapshot, phrase)
        read = reading or retention.read(found.text)
        said: dict[str, Any] = {name: getattr(read, name) for name in Reading.model_fields if name != "text"}
        made.put(found.model_copy(update={**said, "read_by_person": reading is not None}))

    change(ctx, make)


def _readable(text: str) -> Reading:
    """Read what is to be read instead. Raises BadValue where that says nothing."""
    reading = retention.read(text)
    if reading.kind in {RetentionKind.UNREADABLE, RetentionKind.MISSING}:
        raise BadValue(Text("--as: this is not understood either. {why}", why=retention.why(reading)))
    return reading


def _find(snapshot: Snapshot, name: str) -> Retention:
    phrases = snapshot.retentions.values()
    for each in phrases:
        if each.ref == name.strip().upper() or each.text == name:
            return each
    alike = [each for each in phrases if fold(each.text) == fold(name)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise BadValue(
            Text(
                "Several phrases have these words: name one by its number, {ids}.", ids=[a.ref for a in alike]
            )
        )
    close = close_to(fold(name), (fold(each.text) for each in phrases), 1)
    if close:
        found = next(each for each in phrases if fold(each.text) == close[0])
        raise RecordNotFound(
            Text(
                "There is no retention phrase “{name}”; did you mean {id}, “{text}”?",
                name=name,
                id=found.ref,
                text=found.text,
            )
        )
    raise RecordNotFound(
        Text("There is no retention phrase “{name}”: see `kvkkctl retention list`.", name=name)
    )
