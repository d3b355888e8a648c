"""A backup in the place of a register: proven first, what it replaces kept, others undisturbed."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kvkkctl.errors import BadValue, FileProblem, RegisterUnusable
from kvkkctl.files import draft_of, own_folder
from kvkkctl.register.backup import (
    KEPT,
    Backup,
    copy_pages,
    draft_beside,
    free_name,
    opened_backup,
    patience,
    proved,
    publish,
    rotate,
)
from kvkkctl.register.connection import applied, check_steps, claim, connected
from kvkkctl.text import Text


class Restored(NamedTuple):
    """What a restore did: the backup as it was read, and where the replaced register is; None where there was none."""

    backup: Backup
    replaced: Path | None


def restore(path: Path, file: Path) -> Restored:
    """Put a backup in the place of a register, after proving it and keeping what it replaces.

    Other programs see the register before or after. Raises BadValue, FileProblem, RegisterTooNew, RegisterUnusable.
    """
    if os.path.exists(path) and os.path.exists(file) and path.samefile(file):  # noqa: PTH110 (nor where nobody may look)
        raise BadValue(Text("{path} is the register itself: name a backup of it.", path=file))
    with opened_backup(file) as db:
        # what is proven is what is copied
        db.execute("BEGIN")
        check_steps(file, applied(db))
        found = proved(db, file)
        return Restored(found, _replace(db, path))


def _replace(db: sqlite3.Connection, path: Path) -> Path | None:
    """Put a backup in the place of a register; return where that is kept, None where there was none."""
    if not os.path.lexists(path):
        _put(db, path)
        return None
    try:
        kept = _copy_into(db, path)
    except RegisterUnusable as error:
        # what is in use, may not be written to, or has no room is sound for all that
        if isinstance(error.__cause__, sqlite3.OperationalError) or not path.is_file():
            raise
        kept = free_name(path, "damaged")
        _keep_bytes(path, kept)
        _put(db, path)
        return kept
    rotate(path, KEPT, "restore")
    return kept


def _keep(path: Path, kept: Path) -> None:
    with connected(path) as db, draft_beside(kept) as draft:
        copy_pages(db, draft)
        publish(draft, kept)


def _keep_bytes(path: Path, kept: Path) -> None:
    """Copy a file that is no sound register, with the log beside it, byte for byte."""
    try:
        own_folder(kept.parent)
        for end in ("", "-wal"):
            source = path.with_name(path.name + end)
            if source.exists():
                target = kept.with_name(kept.name + end)
                claim(target)
                try:
                    target.write_bytes(source.read_bytes())
                except OSError:
                    target.unlink()
                    raise
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=kept, reason=error.strerror)
        ) from error


def _copy_into(db: sqlite3.Connection, path: Path) -> Path:
    """Write a backup into a register that others may have open, in one transaction; return where that is kept.

    It is kept within the transaction: nobody can write between the two, so that nothing is lost.
    """
    kept, wait = free_name(path, "restore"), patience()

    def keep_first(status: int, remaining: int, total: int) -> None:
        wait(status, remaining, total)
        # from its first page on the copy keeps others from writing, and they read what was there
        if status == sqlite3.SQLITE_OK and remaining == total - 1:
            _keep(path, kept)

    with connected(path) as target:
        # a register that was copied by hand has another mode, in which nobody could read it meanwhile
        target.execute("PRAGMA journal_mode = WAL")
        db.backup(target, pages=1, progress=keep_first)
        target.execute("PRAGMA journal_mode = WAL")
    return kept


def _put(db: sqlite3.Connection, path: Path) -> None:
    """Put a backup where there is no register, or none that SQLite could write to."""
    try:
        own_folder(path.parent)
        draft = draft_of(path)
        claim(draft)
        try:
            copy_pages(db, draft)
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
