"""Connections to the register's file: opened with care, and every failure of SQLite one clear line."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kvkkctl.errors import (
    FileProblem,
    RegisterExists,
    RegisterInUse,
    RegisterNotFound,
    RegisterTooNew,
    RegisterUnusable,
)
from kvkkctl.register.steps import STEPS
from kvkkctl.text import Text

# "KVKK" in ASCII: tells a register from any other SQLite file
APPLICATION_ID = 0x4B564B4B
# a large import or the first sweep of many holdings may take so long; a disk may stall
BUSY_SECONDS = 30.0
_NO_SIDE_FILES = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}


def claim(path: Path) -> None:
    """Make an empty file that only its owner can read, and that nobody else has made."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise RegisterExists(path) from None
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=path, reason=error.strerror)
        ) from error


def opened(path: Path, mode: str = "mode=rw") -> sqlite3.Connection:
    """Return a connection that neither makes the file nor begins transactions by itself."""
    # a URI, so that SQLite neither makes the file nor reads anything into its name
    address = f"{path.resolve().as_uri()}?{mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect to a register of any version. Raises RegisterNotFound, RegisterUnusable."""
    _check_file(path)
    with guarded(path), _readable(path) as db:
        check_kind(db, path)
        db.execute("PRAGMA foreign_keys = ON")
        yield db


def check_kind(db: sqlite3.Connection, path: Path) -> None:
    """Raise RegisterUnusable where a database is no register."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise RegisterUnusable(Text("{path} is not a kvkkctl register.", path=path))


@contextmanager
def _readable(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect; who may not write reads the file as it lies, and leaves nothing beside it that the owner cannot use."""
    file = path.resolve()
    log = file.with_name(f"{file.name}-wal")
    if _holds(log) or (_writable(file) and _writable(file.parent)):
        with closing(opened(path)) as db:
            if _starts(db, log):
                yield db
                return
    before = path.stat()
    with closing(opened(path, "immutable=1")) as db:
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
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect for reads that see one moment; closing ends the transaction."""
    with connected(path) as db:
        db.execute("BEGIN")
        yield db


def check_there(path: Path) -> None:
    """Raise RegisterNotFound where nothing is at a path, RegisterUnusable where nobody may look."""
    try:
        there = path.exists()
    except OSError as error:
        raise RegisterUnusable(
            Text("{path} cannot be used ({reason}).", path=path, reason=error.strerror)
        ) from error
    if not there:
        raise RegisterNotFound(path)


def _check_file(path: Path) -> None:
    check_there(path)
    if not path.is_file():
        raise RegisterUnusable(Text("{path} is not a file.", path=path))


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into RegisterUnusable; a bug of ours surfaces."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a bug: it surfaces
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise RegisterInUse(
                Text("{path} is in use by another program: try again when it is done.", path=path)
            ) from error
        # what SQLite could not decode is a text of the register, and may name a person
        reason = str(error).partition(" with text ")[0]
        raise RegisterUnusable(Text("{path} cannot be used ({reason}).", path=path, reason=reason)) from error
    except sqlite3.DatabaseError as error:
        raise RegisterUnusable(
            Text("{path} is not a kvkkctl register, or is damaged ({reason}).", path=path, reason=str(error))
        ) from error


def applied(db: sqlite3.Connection) -> list[str]:
    """Return the names of the steps that a register has."""
    try:
        rows = db.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = 'kvkkctl' ORDER BY rowid"
        )
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return []
        raise
    return [row[0] for row in rows]


def check_steps(path: Path, steps: list[str]) -> None:
    """Raise RegisterTooNew where a register has a step that this kvkkctl does not know."""
    unknown = [name for name in steps if name not in STEPS]
    if unknown:
        raise RegisterTooNew(path, unknown)
