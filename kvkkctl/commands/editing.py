"""Editing by hand: finding records by the names that people see, and writing them as one change."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import typer

from kvkkctl import output
from kvkkctl.commands.framework import session
from kvkkctl.commands.recorded import command_line
from kvkkctl.errors import BadValue, RecordNotFound
from kvkkctl.likeness import close_to
from kvkkctl.models import Activity, Destruction, Entry, Filing, Holding, Record, Resolution, Term, Transfer
from kvkkctl.register import Change, Register, Summary, open_register
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, ascii_fold, fold

R = TypeVar("R", bound=Record)


def opened(ctx: typer.Context) -> Register:
    """Open the register of this run."""
    return open_register(session(ctx).register)


def snapshot_of(ctx: typer.Context) -> Snapshot:
    """Read the register of this run."""
    return opened(ctx).snapshot()


def change(ctx: typer.Context, make: Callable[[Change], object]) -> Summary:
    """Change the register of this run and say on stderr what was touched."""
    summary = opened(ctx).change(command_line(ctx), make)
    if summary.seq is None:
        output.note(Text("Nothing changed."))
    else:
        output.note(Text("Journal entry {seq}; records changed: {n}.", seq=summary.seq, n=len(summary.lines)))
    told(ctx, summary)
    return summary


def told(ctx: typer.Context, summary: Summary) -> None:
    """Say what a person should know about a change beside what it changed."""
    if summary.backup is not None:
        output.note(Text("Backup: {path}", path=summary.backup))
    if summary.behind is not None:
        output.note(
            Text(
                "The clock says {clock}, which is before the newest entry of the journal: the change is dated like "
                "that entry, and says so. Correct the clock.",
                clock=summary.behind,
            )
        )
    from kvkkctl.register.place import network_share

    if summary.seq is not None and (share := network_share(session(ctx).register)):
        warn_of_share(session(ctx).register, share)


def warn_of_share(path: Path, share: str) -> None:
    """Say that a register lies where locks cannot be relied on."""
    output.note(
        Text(
            "{path} is on a network share ({type}): use it from one machine at a time, or move it to a disk.",
            path=path,
            type=share,
        )
    )


def find_activity(snapshot: Snapshot, name: str) -> Activity:
    """Return the activity of a code or, where it is the only one, of a name. Raises RecordNotFound."""
    for activity in snapshot.activities.values():
        # codes are compared as identifiers: ik-1 is IK-1, whatever Turkish makes of an I
        if ascii_fold(activity.code) == ascii_fold(name):
            return activity
    named = [each for each in snapshot.activities.values() if fold(each.name) == fold(name)]
    if len(named) == 1:
        return named[0]
    codes = [activity.code for activity in snapshot.activities.values()]
    raise RecordNotFound(_not_found(Text("activity"), name, codes))


def find_entry(snapshot: Snapshot, ref: str) -> Entry:
    """Return the entry of a number (E42). Raises RecordNotFound."""
    return _by_ref(snapshot.entries, Text("entry"), ref)


def find_entry_called(snapshot: Snapshot, name: str) -> Entry:
    """Return the entry of a number, of a data category, or of an activity with a category ("IK-1 Kimlik").

    Raises RecordNotFound, and BadValue where several answer.
    """
    wanted = fold(" ".join(name.split()))
    found = [entry for entry in snapshot.entries.values() if wanted in _called(entry, snapshot)]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadValue(
            Text(
                "Several entries are called {name} ({refs}): give the number of one.",
                name=name,
                refs=tuple(entry.ref for entry in found),
            )
        )
    raise RecordNotFound(
        Text(
            'There is no entry {name}: give its number (E42), or activity and data category as in "IK-1 Kimlik".',
            name=name,
        )
    )


def _called(entry: Entry, snapshot: Snapshot) -> set[str]:
    activity, label = snapshot.activity_of(entry), snapshot.category_of(entry).label
    names = (
        entry.ref,
        label,
        f"{activity.code} {label}",
        f"{activity.name} {label}",
        f"{activity.name}: {label}",
    )
    return set(map(fold, names))


def find_holding(snapshot: Snapshot, ref: str) -> Holding:
    """Return the holding of a number (H7). Raises RecordNotFound."""
    return _by_ref(snapshot.holdings, Text("holding"), ref)


def find_destruction(snapshot: Snapshot, ref: str) -> Destruction:
    """Return the record of a destruction of a number (D3). Raises RecordNotFound."""
    return _by_ref(snapshot.destructions, Text("record of a destruction"), ref)


def find_resolution(snapshot: Snapshot, ref: str) -> Resolution:
    """Return the decision on VERBİS of a number (V3). Raises RecordNotFound."""
    return _by_ref(snapshot.resolutions, Text("decision"), ref)


def find_filing(snapshot: Snapshot, ref: str) -> Filing:
    """Return the filing of a number (F1). Raises RecordNotFound."""
    return _by_ref(snapshot.filings, Text("filing"), ref)


def find_transfer(snapshot: Snapshot, ref: str) -> Transfer:
    """Return the transfer of a number (T3). Raises RecordNotFound."""
    return _by_ref(snapshot.transfers, Text("transfer"), ref)


def find_term(snapshot: Snapshot, kind: TermKind, label: str) -> Term:
    """Return the register's term of a label. Raises RecordNotFound."""
    wanted = fold(label)
    for term in snapshot.of_kind(kind):
        if fold(term.label) == wanted:
            return term
    labels = [term.label for term in snapshot.of_kind(kind)]
    raise RecordNotFound(_not_found(Text("term"), label, labels))


def _by_ref(records: Mapping[int, R], what: Text, ref: str) -> R:
    for record in records.values():
        if record.ref == ref.strip().upper():
            return record
    raise RecordNotFound(_not_found(what, ref, [record.ref for record in records.values()]))


def _not_found(what: Text, name: str, names: list[str]) -> Text:
    close = close_to(name, names)
    if close:
        return Text("There is no {what} {name}; did you mean {close}?", what=what, name=name, close=close)
    return Text("There is no {what} {name}.", what=what, name=name)


def stated(text: str | None) -> str | None:
    """Return an option's text in one line; an empty one clears the field."""
    return " ".join((text or "").split()) or None


def day_option(text: str | None, option: str) -> date | None:
    """Return an option's date; an empty one clears the field. Raises BadValue."""
    if not text:
        return None
    # the reading of cells is loaded only where a date was given
    from kvkkctl.inventory.days import parse_day

    day = parse_day(text)
    if day is None:
        raise BadValue(
            Text(
                "{option}: {value} is not a date: write it as 2026-12-31 or 31.12.2026.",
                option=option,
                value=text,
            )
        )
    return day
