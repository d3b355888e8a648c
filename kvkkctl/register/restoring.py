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
    if path.exists() and file.exists() and path.samefile(file):
        raise BadValue(Text("{path} is the register itself: name a backup of it.", path=file))
    with opened_backup(file) as db:
        check_steps(file, applied(db))
        found = proved(db, file)
        kept, usable = _kept(path)
        if usable:
            _copy_into(db, path)
        else:
            _put(db, path)
    return Restored(found, kept)


def _kept(path: Path) -> tuple[Path | None, bool]:
    """Keep the register that is to be replaced; return where, and whether it can be written to as a register."""
    if not os.path.lexists(path):
        return None, False
    kept = free_name(path, "restore")
    try:
        with connected(path) as db, draft_beside(kept) as draft:
            copy_pages(db, draft)
            publish(draft, kept)
    except RegisterUnusable:
        if not path.is_file():
            raise
        kept = free_name(path, "damaged")
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
        db.backup(target, progress=patience())
        target.execute("PRAGMA journal_mode = WAL")


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
