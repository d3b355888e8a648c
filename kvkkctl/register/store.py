"""The register file: made, opened, migrated, read, changed. Every failure of SQLite becomes one clear line."""

import getpass
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kvkkctl.errors import (
    FileProblem,
    RegisterExists,
    RegisterNotFound,
    RegisterOutdated,
    RegisterTooNew,
    RegisterUnusable,
)
from kvkkctl.register import history, journal
from kvkkctl.register.change import Change, Summary
from kvkkctl.register.reading import read_snapshot
from kvkkctl.register.steps import STEPS
from kvkkctl.snapshot import Snapshot, Step
from kvkkctl.text import Text

# "KVKK" in ASCII: tells a register from any other SQLite file
APPLICATION_ID = 0x4B564B4B
BUSY_SECONDS = 10.0
_NO_SIDE_FILES = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
_OLDEST_SQLITE = (3, 37, 0)


@dataclass(frozen=True)
class Register:
    """A register at a path, checked to be one that this kvkkctl can use."""

    path: Path

    def snapshot(self) -> Snapshot:
        """Read all records at one moment. Raises RegisterUnusable."""
        with _reading(self.path) as db:
            return replace(read_snapshot(db), history=self.history)

    def state(self, stamp: str) -> journal.State:
        """Return the state that a snapshot of that stamp shows. Raises RegisterUnusable."""
        with _reading(self.path) as db:
            return journal.state_of(db, stamp)

    def snapshot_at(self, day: date) -> Snapshot | None:
        """Read all records as `history.read_snapshot_at` does. Raises RegisterUnusable."""
        with _reading(self.path) as db:
            found = history.read_snapshot_at(db, day)
        return found and replace(found, history=self.history)

    def journal(self) -> tuple[journal.JournalEntry, ...]:
        """Read the history at one moment, the oldest entry first. Raises RegisterUnusable."""
        with _reading(self.path) as db:
            return tuple(journal.entries(db))

    def history(self, since: str, until: str) -> tuple[Step, ...] | None:
        """Return what led from the state of one stamp to that of another, the newest entry first.

        None is returned for a stamp of no entry. Raises RegisterUnusable.
        """
        with _reading(self.path) as db:
            return journal.steps(db, since, until)

    def change(self, command: str, make: Callable[[Change], object]) -> Summary:
        """Run `make` on a change and write it with its journal entry: all of it or, if anything is raised, nothing."""
        with _connected(self.path) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                db.execute("PRAGMA defer_foreign_keys = ON")
                change = Change(db, replace(read_snapshot(db), history=self.history))
                make(change)
                summary = change.commit((_now(), actor(), _printable(command)))
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            return summary

    def rehearse(self, make: Callable[[Change], object]) -> None:
        """Run `make` on a change that is then forgotten; others may read and write meanwhile."""
        with _reading(self.path) as db:
            make(Change(db, read_snapshot(db)))


def open_register(path: Path) -> Register:
    """Open the register at `path`.

    Raises RegisterNotFound, RegisterUnusable, RegisterTooNew or RegisterOutdated; never makes a file.
    """
    with _connected(path) as db:
        applied = _applied(db)
    if unknown := [name for name in applied if name not in STEPS]:
        raise RegisterTooNew(path, unknown)
    if not set(STEPS) <= set(applied):
        raise RegisterOutdated(path)
    return Register(path)


def create_register(path: Path) -> Register:
    """Make an empty register at `path`, readable by its owner only. Raises RegisterExists, FileProblem."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise RegisterUnusable(
            Text("SQLite {version} is too old: kvkkctl needs 3.37 or newer.", version=sqlite3.sqlite_version)
        )
    try:
        made = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(
            Text("The folder {path} cannot be made ({reason}).", path=path.parent, reason=error.strerror)
        ) from error
    _claim(path)
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


def migrate_register(path: Path, stamp: str) -> tuple[tuple[str, ...], Path | None]:
    """Bring a register up to date; return the steps applied and the backup made before the first of them.

    `stamp` goes into the backup's name. Raises what `open_register` raises, except RegisterOutdated.
    """
    try:
        open_register(path)
    except RegisterOutdated:
        backup = path.with_name(f"{path.stem}-{stamp}{path.suffix}.bak")
        copy_register(path, backup)
        with _connected(path) as db:
            before = _applied(db)
        _build(path)
        return tuple(name for name in STEPS if name not in before), backup
    return (), None


def copy_register(path: Path, copy: Path) -> None:
    """Copy a register as it is at one moment to a new file. Raises RegisterExists, FileProblem."""
    with _connected(path) as db:
        _claim(copy)
        try:
            db.execute("VACUUM INTO ?", (str(copy.absolute()),))
        except sqlite3.OperationalError as error:
            copy.unlink(missing_ok=True)
            raise FileProblem(
                Text("{path} cannot be written ({reason}).", path=copy, reason=str(error))
            ) from error


def _claim(path: Path) -> None:
    """Make an empty file that only its owner can read, and that nobody else has made."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise RegisterExists(path) from None
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=path, reason=error.strerror)
        ) from error


def _build(path: Path) -> None:
    from sqlite_utils import Database

    from kvkkctl.register.migrations import migrations

    with _guarded(path), closing(_opened(path)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        # readers and a writer do not wait for each other
        db.execute("PRAGMA journal_mode = WAL")
        database = Database(db, execute_plugins=False)
        migrations.apply(database)
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RegisterUnusable(
                Text(
                    "{path} has {n} rows that point at nothing: restore its backup.", path=path, n=len(broken)
                )
            )


def _opened(path: Path, mode: str = "mode=rw") -> sqlite3.Connection:
    # a URI, so that SQLite neither makes the file nor reads anything into its name
    address = f"{path.resolve().as_uri()}?{mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    _check_file(path)
    with _guarded(path), _readable(path) as db:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise RegisterUnusable(Text("{path} is not a kvkkctl register.", path=path))
        db.execute("PRAGMA foreign_keys = ON")
        yield db


@contextmanager
def _readable(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect; who may not write reads the file as it lies, and leaves nothing beside it that the owner cannot use."""
    file = path.resolve()
    log = file.with_name(f"{file.name}-wal")
    if _holds(log) or (_writable(file) and _writable(file.parent)):
        with closing(_opened(path)) as db:
            if _starts(db, log):
                yield db
                return
    before = path.stat()
    with closing(_opened(path, "immutable=1")) as db:
        yield db
    after = path.stat()
    if _holds(log) or (after.st_mtime_ns, after.st_size) != (before.st_mtime_ns, before.st_size):
        raise sqlite3.OperationalError("locked")


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _holds(log: Path) -> bool:
    with suppress(FileNotFoundError):
        return log.stat().st_size > 0
    return False


def _starts(db: sqlite3.Connection, log: Path) -> bool:
    """Say whether a connection could make the files beside the register, which a full disk does not let it."""
    try:
        db.execute("PRAGMA schema_version")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _NO_SIDE_FILES or _holds(log):
            raise
        return False
    return True


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect for reads that see one moment; closing ends the transaction."""
    with _connected(path) as db:
        db.execute("BEGIN")
        yield db


def _check_file(path: Path) -> None:
    try:
        there, is_file = path.exists(), path.is_file()
    except OSError as error:
        raise RegisterUnusable(
            Text("{path} cannot be used ({reason}).", path=path, reason=error.strerror)
        ) from error
    if not there:
        raise RegisterNotFound(path)
    if not is_file:
        raise RegisterUnusable(Text("{path} is not a file.", path=path))


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a bug: it surfaces
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise RegisterUnusable(
                Text("{path} is in use by another program: try again when it is done.", path=path)
            ) from error
        raise RegisterUnusable(
            Text("{path} cannot be used ({reason}).", path=path, reason=str(error))
        ) from error
    except sqlite3.DatabaseError as error:
        raise RegisterUnusable(
            Text("{path} is not a kvkkctl register, or is damaged ({reason}).", path=path, reason=str(error))
        ) from error


def _applied(db: sqlite3.Connection) -> list[str]:
    try:
        rows = db.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = 'kvkkctl' ORDER BY rowid"
        )
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return []
        raise
    return [row[0] for row in rows]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _printable(text: str) -> str:
    """Return the text with the bytes of a file name or user name that are not UTF-8 spelled out."""
    return text.encode(errors="backslashreplace").decode()


def actor() -> str:
    """Return who works with the register, as the journal names them."""
    with suppress(OSError, KeyError, ImportError):
        return _printable(os.environ.get("KVKKCTL_ACTOR") or getpass.getuser())
    return "?"
