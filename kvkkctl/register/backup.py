"""Copies of a register: made while it is in use, read back before they count, rotated, and put back."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from kvkkctl.errors import BadValue, FileProblem, RegisterExists, RegisterUnusable
from kvkkctl.files import draft_of, own_folder
from kvkkctl.key import key
from kvkkctl.register import connection
from kvkkctl.register.connection import applied, check_steps, claim, connected, opened
from kvkkctl.register.journal import GENESIS, head
from kvkkctl.register.proof import described, differences, prove_chain
from kvkkctl.register.steps import STEPS
from kvkkctl.text import Text

FOLDER = "backups"
# How many backups are kept that nobody asked for: those before an import, a migration, a restore.
KEPT = 10


class Backup(NamedTuple):
    """A backup that was read back: its file, the number of its newest journal entry, that entry's hash."""

    path: Path
    entries: int
    head: str


class Restored(NamedTuple):
    """What a restore did: the backup as it was read, and where the replaced register is; None where there was none."""

    backup: Backup
    replaced: Path | None


def back_up(path: Path, to: Path | None = None, *, occasion: str = "") -> Backup:
    """Copy a register as it is at one moment into a file of its own, and read it back.

    Without a file it goes beside the register into the folder of backups, named by the moment and the occasion; of
    those with an occasion the newest ten are kept. Raises RegisterExists, FileProblem, RegisterUnusable.
    """
    copy = to or _free_name(path, occasion)
    with connected(path) as db, _draft(copy) as draft:
        _copy(db, draft)
        # a backup that nobody asked for must not make the command it goes before slow: its pages are checked only
        made = _read_back(draft, whole=occasion != "import")
        _publish(draft, copy)
    if to is None and occasion:
        rotate(path, KEPT, occasion)
    return made._replace(path=copy)


def backups(path: Path, occasion: str | None = None) -> tuple[Path, ...]:
    """Return the backups of a register beside it, the newest first; those of one occasion, or all."""
    pattern = re.compile(
        rf"{re.escape(path.stem)}-(\d{{8}}T\d{{6}}Z)(?:-([a-z]+))?(?:-(\d+))?{re.escape(path.suffix)}"
    )
    found = []
    with suppress(OSError):
        for each in (path.parent / FOLDER).iterdir():
            named = pattern.fullmatch(each.name)
            if named and occasion in {None, named[2] or ""}:
                found.append((named[1], int(named[3] or 1), each))
    return tuple(each for *_, each in sorted(found, reverse=True))


def rotate(path: Path, keep: int, occasion: str = "") -> tuple[Path, ...]:
    """Remove all but the newest backups of one occasion, and return what was removed. Raises FileProblem."""
    old = backups(path, occasion)[keep:]
    for each in old:
        try:
            each.unlink()
        except OSError as error:
            raise FileProblem(
                Text("{path} cannot be removed ({reason}).", path=each, reason=error.strerror)
            ) from error
    return old


def restore(path: Path, file: Path) -> Restored:
    """Put a backup in the place of a register, after proving it and keeping what it replaces.

    Other programs see the register before or after. Raises BadValue, FileProblem, RegisterTooNew, RegisterUnusable.
    """
    if path.exists() and file.exists() and path.samefile(file):
        raise BadValue(Text("{path} is the register itself: name a backup of it.", path=file))
    with connected(file) as db:
        check_steps(file, applied(db))
        found = _proved(db, file)
        kept, usable = _kept(path)
        if usable:
            _copy_into(db, path)
        else:
            _put(db, path)
    return Restored(found, kept)


def copy_register(path: Path, copy: Path) -> None:
    """Copy a register as it is at one moment to a new file. Raises RegisterExists, FileProblem."""
    back_up(path, copy)


def _free_name(path: Path, occasion: str) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in count(1):
        parts = (path.stem, stamp, occasion, str(number) if number > 1 else "")
        name = path.parent / FOLDER / f"{'-'.join(filter(None, parts))}{path.suffix}"
        if not name.exists():
            return name
    raise AssertionError


@contextmanager
def _draft(copy: Path) -> Iterator[Path]:
    """Make an empty file beside the copy to be, in a folder of ours, and take away what is left of it."""
    own_folder(copy.parent)
    if os.path.lexists(copy):
        raise RegisterExists(copy)
    draft = draft_of(copy)
    claim(draft)
    try:
        yield draft
    finally:
        for each in (draft, draft.with_name(f"{draft.name}-journal")):
            with suppress(OSError):
                each.unlink(missing_ok=True)


def _copy(db: sqlite3.Connection, draft: Path) -> None:
    try:
        with closing(opened(draft)) as target:
            # nobody else knows the draft, and what is left of a failure is thrown away
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            db.backup(target, progress=_patience())
            # one file, without others beside it
            target.execute("PRAGMA journal_mode = DELETE")
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or error.sqlite_errorcode & 0xFF in {
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_NOTADB,
        }:
            raise
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=draft, reason=str(error))
        ) from error
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=draft, reason=error.strerror)
        ) from error


def _patience() -> Callable[[int, int, int], None]:
    """Return what makes a copy give up that finds the register locked for too long; Python would try for ever."""
    last, since = [-1], [monotonic()]

    def progress(_: int, remaining: int, __: int) -> None:
        if remaining != last[0]:
            last[0], since[0] = remaining, monotonic()
        elif monotonic() - since[0] > connection.BUSY_SECONDS:
            raise sqlite3.OperationalError("locked")

    return progress


def _read_back(draft: Path, *, whole: bool) -> Backup:
    with connected(draft) as db:
        if whole:
            return _proved(db, draft)
        if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise _refused(draft, Text("its pages are damaged"))
        return _named(db, draft)


def _proved(db: sqlite3.Connection, path: Path) -> Backup:
    """Return what a backup holds. Raises RegisterUnusable where it is damaged or is not what its journal says."""
    if db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise _refused(path, Text("its pages are damaged"))
    if db.execute("PRAGMA foreign_key_check").fetchone():
        raise _refused(path, Text("it has rows that point at nothing"))
    if not applied(db):
        return Backup(path, 0, GENESIS)
    _, broken, unkeyed, _ = prove_chain(db, key())
    if broken is not None or unkeyed:
        raise _refused(path, Text("its history is broken at entry {n}", n=broken or 1))
    # a register of an older kvkkctl has rows of another shape
    if set(STEPS) <= set(applied(db)) and (found := tuple(differences(db))):
        raise _refused(
            path, Text("these records are not what its history says: {records}", records=described(found))
        )
    return _named(db, path)


def _named(db: sqlite3.Connection, path: Path) -> Backup:
    seq, _, digest = head(db)
    return Backup(path, seq, digest)


def _refused(path: Path, why: Text) -> RegisterUnusable:
    return RegisterUnusable(
        Text("{path} is no sound register: {why}. See `kvkkctl doctor`.", path=path, why=why)
    )


def _publish(draft: Path, path: Path) -> None:
    """Give a draft its name, unless somebody has taken that meanwhile."""
    try:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise RegisterExists(path) from None
        except OSError:
            # a file system without hard links
            draft.rename(path)
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=path, reason=error.strerror)
        ) from error


def _kept(path: Path) -> tuple[Path | None, bool]:
    """Keep the register that is to be replaced; return where, and whether it can be written to as a register."""
    if not os.path.lexists(path):
        return None, False
    kept = _free_name(path, "restore")
    try:
        with connected(path) as db, _draft(kept) as draft:
            _copy(db, draft)
            _publish(draft, kept)
    except RegisterUnusable:
        if not path.is_file():
            raise
        kept = _free_name(path, "damaged")
        _keep_bytes(path, kept)
        return kept, False
    rotate(path, KEPT, "restore")
    return kept, True


def _keep_bytes(path: Path, kept: Path) -> None:
    """Copy a file that is no sound register, with the log beside it, byte for byte."""
    try:
        own_folder(kept.parent)
        for end in ("", "-wal"):
            source = path.with_name(path.name + end)
            if source.exists():
                target = kept.with_name(kept.name + end)
                claim(target)
                target.write_bytes(source.read_bytes())
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=kept, reason=error.strerror)
        ) from error


def _copy_into(db: sqlite3.Connection, path: Path) -> None:
    """Write a backup into a register that others may have open, in one transaction."""
    with connected(path) as target:
        db.backup(target, progress=_patience())
        target.execute("PRAGMA journal_mode = WAL")


def _put(db: sqlite3.Connection, path: Path) -> None:
    """Put a backup where there is no register, or none that SQLite could write to."""
    try:
        own_folder(path.parent)
        draft = draft_of(path)
        claim(draft)
        try:
            _copy(db, draft)
            for end in ("-wal", "-shm", "-journal"):
                path.with_name(path.name + end).unlink(missing_ok=True)
            draft.replace(path)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=path, reason=error.strerror)
        ) from error
    with connected(path) as target:
        target.execute("PRAGMA journal_mode = WAL")
