"""The register as a file: made, opened, refused, migrated, copied."""

import os
import resource
import socket
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kvkkctl.errors import (
    EXIT_ERROR,
    FileProblem,
    KvkkctlError,
    RegisterExists,
    RegisterNotFound,
    RegisterOutdated,
    RegisterTooNew,
    RegisterUnusable,
)
from kvkkctl.models import Controller
from kvkkctl.register import (
    Register,
    copy_register,
    create_register,
    migrate_register,
    open_register,
    store,
)
from tests.register.ordinary_user import open_folder, ordinary_user
from tests.register.register_sample import fill

STAMP = "20260101T120000"


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


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_new_register_is_for_its_owner_only(tmp_path, mask):
    with umask(mask):
        create_register(tmp_path / "r.db").change("c", fill)
    assert rights(tmp_path / "r.db") == 0o600
    assert list(tree(tmp_path)) == ["r.db"]


def test_its_folder_is_made(tmp_path):
    path = tmp_path / "a" / "b" / "r.db"
    assert create_register(path) == Register(path) == open_register(path)


def test_a_new_register_is_empty(tmp_path):
    register = create_register(tmp_path / "r.db")
    assert register.snapshot().controller == Controller()
    assert not register.snapshot().terms
    assert register.journal() == ()


@pytest.mark.parametrize("content", [b"", b"anything", None], ids=["empty file", "file", "broken link"])
def test_nothing_is_overwritten(tmp_path, content):
    path = tmp_path / "r.db"
    if content is None:
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.write_bytes(content)
    with pytest.raises(RegisterExists):
        create_register(path)
    assert tree(tmp_path) == ({"r.db": content} if content is not None else {})


def test_a_register_is_not_overwritten(tmp_path):
    register = create_register(tmp_path / "r.db")
    register.change("c", fill)
    before = tree(tmp_path)
    with pytest.raises(RegisterExists):
        create_register(tmp_path / "r.db")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("below", ["r.db", "a/r.db", "a/b/r.db"])
def test_a_failure_leaves_nothing_behind(tmp_path, below):
    with disk_full_after(20_000), pytest.raises(RegisterUnusable, match="cannot be used"):
        create_register(tmp_path / below)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("below", ["file/r.db", "file/a/r.db", "a" * 300, f"{'a' * 300}/r.db"])
def test_where_no_file_can_be(tmp_path, below):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileProblem):
        create_register(tmp_path / below)
    assert tree(tmp_path) == {"file": b"x"}


def test_no_right_to_write():
    with open_folder() as folder:
        folder.chmod(0o555)
        with ordinary_user(), pytest.raises(FileProblem, match="Permission denied"):
            create_register(folder / "r.db")


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
    applied(path, f"PRAGMA application_id = {store.APPLICATION_ID}")
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


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


UNUSABLE: dict[str, tuple[Callable[[Path], object], type[KvkkctlError], str]] = {
    "missing": (lambda _: None, RegisterNotFound, "kvkkctl init"),
    "a folder": (Path.mkdir, RegisterUnusable, "is not a file"),
    "a socket": (make_socket, RegisterUnusable, "is not a file"),
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


@pytest.mark.parametrize(("make", "error", "says"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_opened(tmp_path, make, error, says):
    path = tmp_path / "r.db"
    make(path)
    before = tree(tmp_path)
    with pytest.raises(error, match=says) as raised:
        open_register(path).snapshot()
    assert str(path) in str(raised.value)
    assert raised.value.exit_code == EXIT_ERROR
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["a" * 300, f"{'a' * 300}/r.db"])
def test_a_name_too_long_is_known_trouble(tmp_path, name):
    with pytest.raises(RegisterUnusable, match="too long"):
        open_register(tmp_path / name)


@pytest.mark.parametrize("name", ["kayıt defteri.db", "a?mode=memory", "a#b", "100%", "%2e%2e", "file:x.db"])
def test_any_name_is_a_name(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    create_register(Path(name)).change("c", fill)
    assert open_register(Path(name)).snapshot().terms
    copy_register(Path(name), Path(f"{name} copy"))
    assert sorted(tree(tmp_path)) == sorted([name, f"{name} copy"])


def test_no_right_to_read():
    with open_folder() as folder:
        create_register(folder / "r.db")
        with ordinary_user(), pytest.raises(RegisterUnusable, match="unable to open"):
            open_register(folder / "r.db")
        folder.chmod(0o000)
        with ordinary_user(), pytest.raises(RegisterUnusable, match="Permission denied"):
            open_register(folder / "r.db")


@pytest.mark.parametrize("folder_rights", [0o555, 0o777], ids=["read-only folder", "folder"])
def test_an_auditor_reads_what_only_others_may_write(folder_rights):
    with open_folder() as folder:
        path = folder / "r.db"
        create_register(path).change("c", fill)
        path.chmod(0o444)
        folder.chmod(folder_rights)
        before = tree(folder)
        with ordinary_user():
            register = open_register(path)
            assert register.snapshot().terms
            assert len(register.journal()) == 1
            with pytest.raises(RegisterUnusable, match="readonly"):
                register.change("c", lambda change: change.put(Controller()))
        assert tree(folder) == before


@pytest.mark.parametrize(
    ("lock", "act"),
    [
        ("EXCLUSIVE", lambda register: open_register(register.path)),
        ("EXCLUSIVE", Register.snapshot),
        ("EXCLUSIVE", Register.journal),
        ("IMMEDIATE", lambda register: register.change("c", fill)),
    ],
)
def test_a_locked_register_says_so(tmp_path, monkeypatch, lock, act):
    register = create_register(tmp_path / "r.db")
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        with pytest.raises(RegisterUnusable, match="in use by another program"):
            act(register)
    assert register.change("c", fill).seq == 1


def test_reading_goes_on_while_another_program_writes(tmp_path, monkeypatch):
    register = create_register(tmp_path / "r.db")
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not register.snapshot().terms


DAMAGED_ROWS = {
    "half an origin": ("UPDATE entry SET origin_sheet = NULL WHERE id = 1", "origin of entry 1"),
}


@pytest.mark.parametrize(("change", "says"), DAMAGED_ROWS.values(), ids=DAMAGED_ROWS)
def test_rows_changed_behind_our_back(tmp_path, change, says):
    register = create_register(tmp_path / "r.db")
    register.change("c", fill)
    applied(register.path, change)
    with pytest.raises(RegisterUnusable, match=says):
        register.snapshot()


def test_migrating_backs_up_first(tmp_path):
    path = tmp_path / "r.db"
    make_outdated(path)
    steps, backup = migrate_register(path, STAMP)
    assert steps == store.STEPS
    assert backup == tmp_path / f"r-{STAMP}.db.bak"
    assert rights(backup) == 0o600
    with pytest.raises(RegisterOutdated):
        open_register(backup)
    assert open_register(path).change("c", fill).seq == 1


def test_migrating_twice_does_nothing_more(tmp_path):
    path = tmp_path / "r.db"
    make_outdated(path)
    migrate_register(path, STAMP)
    before = tree(tmp_path)
    assert migrate_register(path, STAMP) == ((), None)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["missing", "a folder", "random bytes", "another database", "a newer register"]
)
def test_what_cannot_be_migrated(tmp_path, name):
    make, error, says = UNUSABLE[name]
    make(tmp_path / "r.db")
    before = tree(tmp_path)
    with pytest.raises(error, match=says):
        migrate_register(tmp_path / "r.db", STAMP)
    assert tree(tmp_path) == before


def test_a_migration_that_fails_changes_nothing(tmp_path):
    path = tmp_path / "r.db"
    make_outdated(path)
    with disk_full_after(20_000), pytest.raises(RegisterUnusable):
        migrate_register(path, STAMP)
    for each in (path, tmp_path / f"r-{STAMP}.db.bak"):
        with pytest.raises(RegisterOutdated):
            open_register(each)
    assert migrate_register(path, "20260102T120000")[0] == store.STEPS


def test_a_copy_is_a_register_of_its_own(tmp_path):
    register = create_register(tmp_path / "r.db")
    register.change("c", fill)
    with umask(0):
        copy_register(register.path, tmp_path / "copy.db")
    copy = open_register(tmp_path / "copy.db")
    assert rights(copy.path) == 0o600
    assert copy.snapshot() == register.snapshot()
    assert copy.journal() == register.journal()
    register.change("c", lambda change: change.put(Controller(title="Başka")))
    assert copy.snapshot() != register.snapshot()


def test_a_copy_overwrites_nothing(tmp_path):
    register = create_register(tmp_path / "r.db")
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(RegisterExists, match=r"copy\.db"):
        copy_register(register.path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_copy_that_fails_leaves_nothing_behind(tmp_path):
    register = create_register(tmp_path / "r.db")
    with pytest.raises(FileProblem, match=r"none/copy\.db"):
        copy_register(register.path, tmp_path / "none" / "copy.db")
    with disk_full_after(20_000), pytest.raises(FileProblem, match=r"copy\.db"):
        copy_register(register.path, tmp_path / "copy.db")
    assert list(tree(tmp_path)) == ["r.db"]
