"""`export audit`: one zip with which an auditor checks the register without kvkkctl."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.editing import day_option, opened
from kvkkctl.commands.framework import fresh, session
from kvkkctl.errors import EXIT_FOUND, BadValue
from kvkkctl.i18n import Language, speaking
from kvkkctl.register import JournalEntry, Register
from kvkkctl.rendering import as_json
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text


def audit(
    ctx: typer.Context,
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first day of the audit.", show_default=False)
    ],
    until: Annotated[
        str,
        typer.Option(
            "--to", metavar="DATE", help="The last day of it, not later than today.", show_default=False
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file; else exports/denetim-FROM-TO.zip.", show_default=False
        ),
    ] = None,
) -> None:
    """Write what an auditor needs to check the register without kvkkctl, as one zip.

    It holds the register as it stood at the end of the last day, its history up to then, the gaps, what VERBİS was
    told, what was destroyed, the hash of every file, and check.py, which needs nothing but Python. The same register
    and days give the same file. A register that is not what its history says is exported all the same, and exits
    with 4.
    """
    from kvkkctl.audit.package import Span, members, write_package
    from kvkkctl.commands.log import faults

    span = Span(*_days(ctx, since, until))
    path = to or fresh(Path("exports") / f"denetim-{span.since}-{span.until}.zip")
    register = opened(ctx)
    proof = register.prove()
    snapshot = _stood(register, span.until, session(ctx).today)
    entries = _entries_of(register, snapshot)
    write_package(path, members(entries, span, _reports(snapshot, span.until)))
    output.written(path)
    during = sum(entry.at >= span.begins for entry in entries)
    output.note(
        Text(
            "Journal entries: {n}, of these in the span: {during}; the newest: {hash}.",
            n=len(entries),
            during=during,
            hash=entries[-1].hash,
        )
    )
    found = faults(proof, register.journal())
    for each in found:
        output.note(each)
    if found:
        raise typer.Exit(EXIT_FOUND)


def _days(ctx: typer.Context, since: str, until: str) -> tuple[date, date]:
    first, last = day_option(since, "--from"), day_option(until, "--to")
    if first is None or last is None:
        raise BadValue(Text("An audit has a first and a last day: --from DATE --to DATE."))
    if last > session(ctx).today:
        raise BadValue(
            Text("--to: {day} is a day to come; the register of then is not known.", day=last.isoformat())
        )
    if first > last:
        raise BadValue(
            Text("--from: {first} is after {last}.", first=first.isoformat(), last=last.isoformat())
        )
    return first, last


def _stood(register: Register, day: date, today: date) -> Snapshot:
    """Return the register as it stood at the end of a day. Raises BadValue where nothing was recorded by then."""
    snapshot = register.snapshot() if day == today else register.snapshot_at(day)
    if snapshot is None or not snapshot.stamp:
        raise BadValue(Text("Nothing was recorded by {day}: there is nothing to audit.", day=day.isoformat()))
    # who may read the files now is no state of the register then, and names places of this machine
    return replace(snapshot, exposed=())


def _entries_of(register: Register, snapshot: Snapshot) -> list[JournalEntry]:
    """Return the history that led to a state, from its beginning."""
    history = register.journal()
    last = next(n for n, entry in enumerate(history) if entry.hash == snapshot.stamp)
    return list(history[: last + 1])


def _reports(snapshot: Snapshot, on: date) -> dict[str, str]:
    """Return what is said of the register on a day, in Turkish as whoever audits it reads it."""
    from kvkkctl.commands import destruction, filing
    from kvkkctl.commands.gap_rows import rows
    from kvkkctl.commands.gap_sheets import cover, sheet_rows
    from kvkkctl.commands.gaps import asked
    from kvkkctl.workbook.gap_text import gap_text

    with speaking(Language.TR):
        report = asked(snapshot, on, ())
        destroyed = destruction.chosen_records(snapshot, None, None, None)
        return {
            "gaps.json": as_json(rows(report)),
            "gaps.md": gap_text(cover(report), sheet_rows(report)),
            "filings.json": as_json([filing.whole(each) for each in snapshot.filings.values()]),
            "destructions.json": as_json([destruction.shape(each, snapshot) for each in destroyed]),
        }
