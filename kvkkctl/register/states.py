"""What led from one state of the register to another, entry by entry, and the day of each."""

import shlex
import sqlite3
from contextlib import suppress
from datetime import date, datetime
from itertools import takewhile

from kvkkctl.snapshot import Step


def steps(db: sqlite3.Connection, since: str, until: str) -> tuple[Step, ...] | None:
    """Return the entries after one hash up to another, the newest first.

    An empty hash stands for the beginning. None is returned for a hash of no entry.
    """
    numbers = dict(db.execute("SELECT hash, seq FROM journal WHERE hash IN (?, ?)", (since, until)))
    numbers[""] = 0
    if since not in numbers or until not in numbers:
        return None
    bounds = numbers[since], numbers[until]
    before: dict[int, dict[tuple[str, int], str | None]] = {}
    for seq, kind, number, image in db.execute(
        "SELECT seq, kind, record, before FROM journal_line WHERE seq > ? AND seq <= ?", bounds
    ):
        before.setdefault(seq, {})[kind, number] = image
    rows = db.execute(
        "SELECT seq, at, command, hash FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq DESC", bounds
    )
    return tuple(Step(day_of(at, command), stamp, before.get(seq, {})) for seq, at, command, stamp in rows)


def day_of(at: str, command: str) -> date:
    """Return the day of an entry in Türkiye, or the one that its command was told to work as if it were."""
    if (told := _told_today(command)) is not None:
        return told
    # most commands never ask for days
    from kvkkctl.law.clocks import ISTANBUL

    return datetime.fromisoformat(at).astimezone(ISTANBUL).date()


def _told_today(command: str) -> date | None:
    with suppress(ValueError, IndexError):
        args = list(takewhile(lambda arg: arg != "--", shlex.split(command)))
        for number, arg in reversed(list(enumerate(args))):
            name, _, value = arg.partition("=")
            if name == "--today":
                return date.fromisoformat(value or args[number + 1])
    return None
