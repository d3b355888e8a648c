"""The register as it stood on a day, for the commands that show it: one option, and one way to read it."""

from datetime import date
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.editing import day_option, opened
from kvkkctl.commands.framework import session
from kvkkctl.errors import BadValue
from kvkkctl.register import Register
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The register as it stood at the end of this day, by the law of then.",
        show_default=False,
    ),
]


def register_at(ctx: typer.Context, as_of: str | None) -> tuple[Snapshot, date]:
    """Return the register as it stood at the end of a day, and the day; as it is today where none was asked for.

    Which state that is is said. Raises BadValue for a day to come, or before the first record.
    """
    today, register = session(ctx).today, opened(ctx)
    day = day_of(as_of)
    if day is None:
        return register.snapshot(), today
    if day > today:
        raise BadValue(Text("--as-of: {day} is yet to come.", day=day.isoformat()))
    found = stood(register, day, today)
    if found is None:
        raise BadValue(_before_the_first(register, day))
    say_which(register, found, day)
    return found, day


def day_of(as_of: str | None) -> date | None:
    """Return the day that was asked for. Raises BadValue, also where a script gives none."""
    if as_of is not None and not as_of.strip():
        raise BadValue(Text("--as-of is empty: write a day as 2026-12-31, or leave it out."))
    return day_option(as_of, "--as-of")


def stood(register: Register, day: date, today: date) -> Snapshot | None:
    """Return the register at the end of a day, today and later as it is now; None where nothing was recorded yet."""
    return register.snapshot() if day >= today else register.snapshot_at(day)


def say_which(register: Register, snapshot: Snapshot, day: date) -> None:
    """Say which state of the register is shown."""
    last = register.state(snapshot.stamp)
    if last.seq:
        output.note(
            Text(
                "Shown: the register at the end of {day}, after entry {n} of the journal, of {at}.",
                day=day.isoformat(),
                n=last.seq,
                at=last.at,
            )
        )


def _before_the_first(register: Register, day: date) -> Text:
    first = register.heading(1)
    if first is None:
        return Text("Nothing was recorded by {day}: the history is empty.", day=day.isoformat())
    return Text(
        "Nothing was recorded by {day}: the first change of this register is of {at}.",
        day=day.isoformat(),
        at=first.at,
    )
