"""Files that are registers, were registers, or never were."""

import os
import resource
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kvkkctl.errors import KvkkctlError, RegisterNotFound, RegisterOutdated, RegisterTooNew, RegisterUnusable
from kvkkctl.register import connection, create_register
from tests.register.register_sample import fill


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def disk_full_after(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def applied(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(change)


def make_newer(path: Path) -> None:
    create_register(path)
    applied(
        path,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kvkkctl', 'm0999_later', '')",
    )


def make_outdated(path: Path) -> None:
    """Make a register as it is before its first step."""
    applied(path, f"PRAGMA application_id = {connection.APPLICATION_ID}")
    path.chmod(0o600)


def make_other(path: Path) -> None:
    applied(path, "CREATE TABLE term (id INTEGER PRIMARY KEY)")


def make_damaged(path: Path) -> None:
    create_register(path).change("c", fill)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def make_cut(path: Path) -> None:
    create_register(path).change("c", fill)
    os.truncate(path, 8192)


UNUSABLE: dict[str, tuple[Callable[[Path], object], type[KvkkctlError], str]] = {
    "missing": (lambda _: None, RegisterNotFound, "kvkkctl init"),
    "a folder": (Path.mkdir, RegisterUnusable, "is not a file"),
    "a pipe": (os.mkfifo, RegisterUnusable, "is not a file"),
    "an empty file": (Path.touch, RegisterUnusable, "is not a kvkkctl register"),
    "random bytes": (
        lambda path: path.write_bytes(bytes(range(256)) * 20),
        RegisterUnusable,
        "is not a kvkkctl",
    ),
    "text": (lambda path: path.write_text("SQLite"), RegisterUnusable, "is not a kvkkctl register"),
    "another database": (make_other, RegisterUnusable, "is not a kvkkctl register"),
    "a newer register": (make_newer, RegisterTooNew, "m0999_later"),
    "an older register": (make_outdated, RegisterOutdated, "kvkkctl migrate"),
    "a damaged register": (make_damaged, RegisterUnusable, "damaged"),
    "a register cut off": (make_cut, RegisterUnusable, "damaged"),
}
