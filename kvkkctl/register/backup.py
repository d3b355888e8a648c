"""Copies of a register: made while it is in use, read back before they count, rotated, and put back."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from glob import escape
from itertools import accumulate
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from kvkkctl import sealing
from kvkkctl.errors import FileProblem, RegisterExists, RegisterUnusable
from kvkkctl.files import draft_of, own_folder
from kvkkctl.key import key
from kvkkctl.register import connection
from kvkkctl.register.connection import applied, check_kind, claim, connected, guarded, opened
from kvkkctl.register.journal import GENESIS, head
from kvkkctl.register.place import FOLDER
from kvkkctl.register.proof import described, differences, prove_chain
from kvkkctl.register.steps import STEPS
from kvkkctl.text import Text

# How many backups are kept of those that nobody asked for (before an import, a migration, a restore), and how many
# bytes these may take together; the newest is kept whatever its size.
KEPT = 10
KEPT_BYTES = 2**30
# Names that others take while a backup is made; whoever loses one finds the next.
_TRIES = 100
# How the header of an SQLite file says that there is a log beside it, or none.
_DATABASE = b"SQLite format 3\x00"
_LOGGED, _ROLLBACK = b"\x02\x02", b"\x01\x01"


class Backup(NamedTuple):
    """A backup that was read back: its file, the number of its newest journal entry, that entry's hash."""

    path: Path
    entries: int
    head: str


def back_up(path: Path, to: Path | None = None, *, occasion: str = "", encrypt: bool = False) -> Backup:
    """Copy a register as it is at one moment into a file of its own, and read it back.

    Without a file it goes beside the register into the folder of backups, named by the moment and the occasion; of
    those with an occasion the newest ten are kept, or fewer where they are large. One that is encrypted is an age
    container. Raises RegisterExists, FileProblem, RegisterUnusable, BadValue.
    """
    if encrypt:
        sealing.prepare()
    # a backup that nobody asked for must not make the command it goes before slow: its pages are checked only
    whole = occasion != "import"
    if to is not None:
        return _back_up(path, to, whole=whole, encrypt=encrypt)
    for last in range(_TRIES - 1, -1, -1):
        try:
            made = _back_up(path, free_name(path, occasion), whole=whole, encrypt=encrypt)
            break
        except RegisterExists:
            # another program took the name of this second meanwhile
            if not last:
                raise
    if occasion:
        rotate(path, KEPT, occasion)
    return made


def _back_up(path: Path, copy: Path, *, whole: bool, encrypt: bool) -> Backup:
    copy = sealing.sealed_name(copy) if encrypt else copy
    with connected(path) as db, draft_beside(copy) as draft:
        if encrypt:
            made = _seal_pages(db, draft, copy)
        else:
            copy_pages(db, draft)
            made = _read_back(draft, whole=whole)
        publish(draft, copy)
    return made._replace(path=copy)


def backups(path: Path, occasion: str | None = None) -> tuple[Path, ...]:
    """Return the backups of a register beside it, the newest first; those of one occasion, or all."""
    pattern = re.compile(
        rf"{re.escape(path.stem)}-(\d{{8}}T\d{{6}}Z)(?:-([a-z]+))?(?:-(\d+))?{re.escape(path.suffix)}"
        rf"(?:{re.escape(sealing.ENDING)})?"
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
    found = backups(path, occasion)
    old = found[_affordable(found[:keep]) if occasion else keep :]
    for each in old:
        try:
            each.unlink(missing_ok=True)
        except OSError as error:
            raise FileProblem(
                Text("{path} cannot be removed ({reason}).", path=each, reason=error.strerror)
            ) from error
    return old


def _affordable(found: tuple[Path, ...]) -> int:
    """Return how many of these backups, the newest first, take no more room than they may; one at least."""
    sizes = accumulate(map(_size, found))
    return max(1, sum(size <= KEPT_BYTES for size in sizes))


def _size(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def copy_register(path: Path, copy: Path) -> None:
    """Copy a register as it is at one moment to a new file. Raises RegisterExists, FileProblem."""
    back_up(path, copy)


def free_name(path: Path, occasion: str) -> Path:
    """Return a name that sorts after all that are there, also after those of the same second."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    start = "-".join(filter(None, (path.stem, stamp, occasion)))
    there: list[Path] = []
    # who may not look into a folder is told when it is used
    with suppress(OSError):
        there += (path.parent / FOLDER).glob(f"{escape(start)}*")
    # a backup is one whether it is encrypted or not
    names = [each.name.removesuffix(sealing.ENDING) for each in there]
    taken = [name.removesuffix(path.suffix) for name in names if name.endswith(path.suffix)]
    numbers = [int(name.removeprefix(f"{start}-")) for name in taken if name[len(start) + 1 :].isdecimal()]
    number = max([*numbers, *(1 for name in taken if name == start)], default=0) + 1
    return path.parent / FOLDER / f"{start}{f'-{number}' if number > 1 else ''}{path.suffix}"


@contextmanager
def draft_beside(copy: Path) -> Iterator[Path]:
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


def copy_pages(db: sqlite3.Connection, draft: Path) -> None:
    """Write a register as it is at one moment into a draft. Raises FileProblem."""
    try:
        with closing(opened(draft)) as target:
            # nobody else knows the draft, and what is left of a failure is thrown away
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            db.backup(target, progress=patience())
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


def _seal_pages(db: sqlite3.Connection, draft: Path, copy: Path) -> Backup:
    """Write a register as it is at one moment into an encrypted draft, and read that back."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        db.backup(memory, progress=patience())
        made, content = proved(memory, copy), memory.serialize()
    try:
        draft.write_bytes(sealing.seal(content, copy))
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        read = draft.read_bytes()
    except OSError as error:
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=copy, reason=error.strerror)
        ) from error
    if sealing.unsealed(read, copy) != content:
        raise _refused(copy, Text("it is not what was written"))
    return made


@contextmanager
def opened_backup(file: Path) -> Iterator[sqlite3.Connection]:
    """Connect to a backup, also to an encrypted one, of which nothing is written. Raises what `connected` does."""
    if not _is_sealed(file):
        with connected(file) as db:
            yield db
        return
    content = bytearray(sealing.unsealed(file.read_bytes(), file))
    if not content.startswith(_DATABASE):
        raise RegisterUnusable(Text("{path} is not a kvkkctl register.", path=file))
    # what is in memory has no log beside it
    content[18:20] = _ROLLBACK if content[18:20] == _LOGGED else content[18:20]
    with guarded(file), closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(bytes(content))
        check_kind(db, file)
        yield db


def _is_sealed(file: Path) -> bool:
    try:
        with file.open("rb") as start:
            return sealing.is_sealed(start.read(64))
    except OSError:
        return False


def patience() -> Callable[[int, int, int], None]:
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
            return proved(db, draft)
        if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise _refused(draft, Text("its pages are damaged"))
        return _named(db, draft)


def proved(db: sqlite3.Connection, path: Path) -> Backup:
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


def publish(draft: Path, path: Path) -> None:
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
