"""The register file: made, opened, migrated, read, changed."""

import getpass
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kvkkctl.errors import KvkkctlError, RegisterOutdated, RegisterUnusable
from kvkkctl.files import own_folder
from kvkkctl.key import key
from kvkkctl.register import history, journal, states
from kvkkctl.register.change import Change, Summary
from kvkkctl.register.connection import (
    APPLICATION_ID,
    applied,
    check_steps,
    claim,
    connected,
    guarded,
    opened,
    reading,
)
from kvkkctl.register.journal import JournalEntry, State
from kvkkctl.register.place import exposed
from kvkkctl.register.reading import read_snapshot
from kvkkctl.register.steps import STEPS
from kvkkctl.snapshot import Snapshot, Step
from kvkkctl.text import Text

if TYPE_CHECKING:
    from kvkkctl.register.proof import Proof

_OLDEST_SQLITE = (3, 37, 0)


@dataclass(frozen=True)
class Register:
    """A register at a path, checked to be one that this kvkkctl can use."""

    path: Path

    def snapshot(self) -> Snapshot:
        """Read all records at one moment. Raises RegisterUnusable."""
        with reading(self.path) as db:
            return self._snapshot(db)

    def _snapshot(self, db: sqlite3.Connection) -> Snapshot:
        return replace(read_snapshot(db), history=self.history, exposed=tuple(map(str, exposed(self.path))))

    def state(self, stamp: str) -> State:
        """Return the state that a snapshot of that stamp shows. Raises RegisterUnusable."""
        with reading(self.path) as db:
            return journal.state_of(db, stamp)

    def snapshot_at(self, day: date) -> Snapshot | None:
        """Read all records as `history.read_snapshot_at` does. Raises RegisterUnusable."""
        with reading(self.path) as db:
            found = history.read_snapshot_at(db, day)
        return found and replace(found, history=self.history)

    def journal(self) -> tuple[JournalEntry, ...]:
        """Read the history at one moment, the oldest entry first. Raises RegisterUnusable."""
        with reading(self.path) as db:
            return tuple(journal.entries(db))

    def heading(self, number: int) -> JournalEntry | None:
        """Return the journal's entry of a number without its records; None where there is none."""
        with reading(self.path) as db:
            return journal.entry(db, number, whole=False)

    def history(self, since: str, until: str) -> tuple[Step, ...] | None:
        """Return what led from the state of one stamp to that of another, the newest entry first.

        None is returned for a stamp of no entry. Raises RegisterUnusable.
        """
        with reading(self.path) as db:
            return states.steps(db, since, until)

    def head(self) -> tuple[int, str, str]:
        """Return number, time and hash of the newest entry; 0, nothing and the hash before all where there is none."""
        with reading(self.path) as db:
            return journal.head(db)

    def prove(self, expected: str = "") -> "Proof":
        """Compare chain and tables at one moment. Raises BadValue where a key is needed, RegisterUnusable."""
        from kvkkctl.register.proof import prove

        with reading(self.path) as db:
            return prove(db, key(), expected)

    def change(self, command: str, make: Callable[[Change], object], *, backup: str = "") -> Summary:
        """Run `make` on a change and write it with its journal entry: all of it or, if anything is raised, nothing.

        With `backup`, which names the occasion, a register that holds anything is backed up before it is written to.
        Raises RegisterUnusable, also where what another program did to it lets nothing be written.
        """
        try:
            return self._changed(command, make, backup)
        except (sqlite3.IntegrityError, OverflowError) as error:
            if self._is_sound():
                raise  # a bug: it surfaces
            raise RegisterUnusable(
                Text(
                    "Another program altered this register, and nothing can be written to it: `kvkkctl log verify` "
                    "tells what; restore a backup."
                )
            ) from error

    def _is_sound(self) -> bool:
        with suppress(KvkkctlError):
            return self.prove().holds
        return False

    def _changed(self, command: str, make: Callable[[Change], object], backup: str) -> Summary:
        with connected(self.path) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                db.execute("PRAGMA defer_foreign_keys = ON")
                change = Change(db, self._snapshot(db))
                make(change)
                lines = change.lines()
                copy = None
                if backup and change.snapshot.stamp and (lines or change.adds):
                    from kvkkctl.register.backup import back_up

                    # others wait meanwhile, and what is copied is the state right before this change
                    copy = back_up(self.path, occasion=backup).path
                at, command, behind = _moment(db, change.command or command)
                summary = change.commit((at, actor(), _printable(command)), lines, key())
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            return summary._replace(backup=copy, behind=behind)

    def rehearse(self, make: Callable[[Change], object]) -> None:
        """Run `make` on a change that is then forgotten; others may read and write meanwhile."""
        with reading(self.path) as db:
            make(Change(db, read_snapshot(db)))


def open_register(path: Path) -> Register:
    """Open the register at `path`.

    Raises RegisterNotFound, RegisterUnusable, RegisterTooNew or RegisterOutdated; never makes a file.
    """
    with connected(path) as db:
        steps = applied(db)
    check_steps(path, steps)
    if not set(STEPS) <= set(steps):
        raise RegisterOutdated(path)
    return Register(path)


def create_register(path: Path) -> Register:
    """Make an empty register at `path`, readable by its owner only. Raises RegisterExists, FileProblem."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise RegisterUnusable(
            Text("SQLite {version} is too old: kvkkctl needs 3.37 or newer.", version=sqlite3.sqlite_version)
        )
    made = own_folder(path.parent)
    claim(path)
    try:
        _build(path)
    except BaseException:
        for leftover in (path, *(path.with_name(f"{path.name}-{end}") for end in ("journal", "wal", "shm"))):
            leftover.unlink(missing_ok=True)
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise
    return open_register(path)


def migrate_register(path: Path) -> tuple[tuple[str, ...], Path | None]:
    """Bring a register up to date; return the steps applied and the backup made before the first of them.

    All steps are done, or none. Raises what `open_register` raises, except RegisterOutdated.
    """
    try:
        open_register(path)
    except RegisterOutdated:
        from kvkkctl.register.backup import back_up

        backup = back_up(path, occasion="migrate").path
        with connected(path) as db:
            before = applied(db)
        _build(path)
        return tuple(name for name in STEPS if name not in before), backup
    return (), None


def _build(path: Path) -> None:
    from sqlite_utils import Database

    from kvkkctl.register.migrations import migrations

    with guarded(path), closing(opened(path)) as db:
        # readers and a writer do not wait for each other
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(Database(db, execute_plugins=False))
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RegisterUnusable(
                Text(
                    "{path} has {n} rows that point at nothing: restore its backup.", path=path, n=len(broken)
                )
            )
        db.execute("COMMIT")


def _moment(db: sqlite3.Connection, command: str) -> tuple[str, str, str | None]:
    """Return when a change is made, its command, and what the clock says where it is behind the newest entry.

    The journal stays in order: such a change gets the time of the entry before it, and says what the clock said.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _, last, _ = journal.head(db)
    if last <= now:
        return now, command, None
    return last, f"{command} # clock: {now}", now


def _printable(text: str) -> str:
    """Return the text with the bytes of a file name or user name that are not UTF-8 spelled out."""
    return text.encode(errors="backslashreplace").decode()


def actor() -> str:
    """Return who works with the register, as the journal names them."""
    with suppress(OSError, KeyError, ImportError):
        return _printable(os.environ.get("KVKKCTL_ACTOR") or getpass.getuser())
    return "?"
